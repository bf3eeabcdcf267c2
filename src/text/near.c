/* Levenshtein's distance on one row; see near.h. */
#include "text/near.h"

#include <string.h>

int
near_letters_apart(const char *a, const char *b)
{
    int row[64];
    int width = (int)strlen(b);

    if (width >= (int)G_N_ELEMENTS(row) || strlen(a) >= G_N_ELEMENTS(row))
        return G_MAXINT;
    for (int j = 0; j <= width; j++)
        row[j] = j;
    for (int i = 0; a[i] != '\0'; i++) {
        int diagonal = row[0];
        row[0] = i + 1;
        for (int j = 1; j <= width; j++) {
            int change = diagonal + (a[i] != b[j - 1]);
            diagonal = row[j];
            row[j] = MIN(change, MIN(row[j], row[j - 1]) + 1);
        }
    }
    return row[width];
}

const char *
near_word(const char *word, const GPtrArray *known)
{
    const char *nearest = NULL;
    int distance = NEAR_TOO_FAR;

    for (guint i = 0; i < known->len; i++) {
        const char *each = g_ptr_array_index(known, i);
        int apart = near_letters_apart(word, each);
        if (apart < distance && apart < (int)strlen(each)) {
            nearest = each;
            distance = apart;
        }
    }
    return nearest;
}
