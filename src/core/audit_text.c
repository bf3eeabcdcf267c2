/* See audit_text.h. */
#include "core/audit_text.h"

#include <stdlib.h>
#include <string.h>

#define MAX_WORDS 400
#define LEAST_WORDS 8

/* FNV-1a over letters and digits in lower case; bytes beyond ASCII as they are. */
static const char *
next_word(const char *p, uint32_t *ret_hash)
{
    uint32_t hash = 2166136261u;
    bool any = false;

    for (; *p != '\0'; p++) {
        unsigned char c = (unsigned char)*p;
        if (g_ascii_isalnum(c) || c >= 0x80) {
            hash = (hash ^ (unsigned char)g_ascii_tolower(*p)) * 16777619u;
            any = true;
        } else if (any && c != '\'') {
            break;
        }
    }
    *ret_hash = any ? (hash != 0 ? hash : 1) : 0;
    return p;
}

uint32_t
audit_text_print(const char *text)
{
    uint32_t print = 2166136261u, word;
    bool any = false;

    for (const char *p = text; *p != '\0';) {
        p = next_word(p, &word);
        if (word == 0)
            break;
        print = (print ^ word) * 16777619u;
        any = true;
    }
    return any ? (print != 0 ? print : 1) : 0;
}

static int
by_number(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

    return (left > right) - (left < right);
}

/* Sorted hashes of each three words in a row, without doubles. */
static gsize
shingles_of(const char *text, uint32_t out[MAX_WORDS], gsize *ret_words)
{
    uint32_t last[3] = { 0 }, word;
    gsize words = 0, count = 0, kept = 0;

    for (const char *p = text; *p != '\0' && words < MAX_WORDS;) {
        p = next_word(p, &word);
        if (word == 0)
            break;
        last[0] = last[1];
        last[1] = last[2];
        last[2] = word;
        if (++words >= 3)
            out[count++] = ((last[0] * 31u) ^ last[1]) * 31u ^ last[2];
    }
    qsort(out, count, sizeof *out, by_number);
    for (gsize i = 0; i < count; i++)
        if (kept == 0 || out[kept - 1] != out[i])
            out[kept++] = out[i];
    *ret_words = words;
    return kept;
}

double
audit_text_overlap(const char *a, const char *b)
{
    uint32_t left[MAX_WORDS], right[MAX_WORDS];
    gsize left_words, right_words, both = 0;
    gsize left_count = shingles_of(a, left, &left_words);
    gsize right_count = shingles_of(b, right, &right_words);

    if (left_words < LEAST_WORDS || right_words < LEAST_WORDS)
        return audit_text_print(a) == audit_text_print(b) && left_words > 0 ? 1 : 0;
    for (gsize i = 0, j = 0; i < left_count && j < right_count;) {
        both += left[i] == right[j];
        if (left[i] <= right[j])
            j += left[i++] == right[j];
        else
            j++;
    }
    return (double)both / (double)(left_count + right_count - both);
}

const char *
audit_subject_bare(const char *subject, bool *ret_reply)
{
    static const char *const MARKS[] = { "re:",  "aw:",  "fwd:", "fw:",  "wg:", "sv:",  "tr:",
                                         "rif:", "res:", "enc:", "ref:", "vs:", "antw:" };

    *ret_reply = false;
    for (gsize i = 0; i < G_N_ELEMENTS(MARKS); i++) {
        while (g_ascii_isspace(*subject))
            subject++;
        if (g_ascii_strncasecmp(subject, MARKS[i], strlen(MARKS[i])) == 0) {
            subject += strlen(MARKS[i]);
            *ret_reply = true;
            i = (gsize)-1;
        }
    }
    return subject;
}
