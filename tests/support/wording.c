/* Runs of words; see wording.h. */
#include "support/wording.h"

#define SHARED_WORDS 6
#define SHARED_WIDE 12
#define FIRST_WIDE 0x3000

GHashTable *
wording_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static void
add_words(GHashTable *self, const char *text)
{
    g_autofree char *lower = g_utf8_strdown(text, -1);
    g_auto(GStrv) words = g_strsplit_set(lower, " ,.;:!?\"'()-\n", -1);
    g_autoptr(GPtrArray) kept = g_ptr_array_new();

    for (char **word = words; *word != NULL; word++)
        if (**word != '\0')
            g_ptr_array_add(kept, *word);
    for (guint i = 0; i + SHARED_WORDS <= kept->len; i++) {
        GString *run = g_string_new(NULL);
        for (guint k = i; k < i + SHARED_WORDS; k++)
            g_string_append_printf(run, "%s ", (char *)g_ptr_array_index(kept, k));
        g_hash_table_add(self, g_string_free(run, FALSE));
    }
}

void
wording_add(GHashTable *self, const char *text)
{
    add_words(self, text);
    for (const char *at = text; g_utf8_strlen(at, -1) >= SHARED_WIDE; at = g_utf8_next_char(at))
        if (g_utf8_get_char(at) >= FIRST_WIDE)
            g_hash_table_add(self, g_utf8_substring(at, 0, SHARED_WIDE));
}

void
wording_assert_apart(GHashTable *taught, GHashTable *asked)
{
    GHashTableIter iter;
    void *run;
    guint shared = 0;

    g_assert_cmpuint(g_hash_table_size(taught), >, 0);
    g_assert_cmpuint(g_hash_table_size(asked), >, 0);
    g_hash_table_iter_init(&iter, asked);
    while (g_hash_table_iter_next(&iter, &run, NULL)) {
        if (g_hash_table_contains(taught, run)) {
            g_test_message("both halves say: %s", (char *)run);
            shared++;
        }
    }
    g_assert_cmpuint(shared, ==, 0);
}
