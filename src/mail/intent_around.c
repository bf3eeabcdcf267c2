/* Greetings and endings by language, chosen by a number. */
#include "mail/intent_around.h"

#include <string.h>

#define LETTERS 2 /* of a language */
#define MISSING 4 /* one in so many has no greeting, or no ending */

static bool
load_line(IntentAround *self, const char *line)
{
    g_auto(GStrv) fields = g_strsplit(line, " | ", 3);

    if (g_strv_length(fields) != 3 || strlen(fields[1]) != LETTERS)
        return false;
    bool before = g_str_equal(fields[0], "before");
    if (!before && !g_str_equal(fields[0], "after"))
        return false;
    g_autofree char *text = g_strcompress(fields[2]);
    g_ptr_array_add(before ? self->before : self->after, g_strconcat(fields[1], text, NULL));
    return true;
}

IntentAround *
intent_around_load(const char *folder, GError **error)
{
    g_autofree char *path = g_build_filename(folder, "around.lst", NULL);
    g_autoptr(IntentAround) self = g_new0(IntentAround, 1);
    g_autofree char *text = NULL;

    self->before = g_ptr_array_new_with_free_func(g_free);
    self->after = g_ptr_array_new_with_free_func(g_free);
    if (!g_file_get_contents(path, &text, NULL, NULL))
        return g_steal_pointer(&self);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        if (lines[i][0] == '\0' || lines[i][0] == '#' || load_line(self, lines[i]))
            continue;
        error_set(error, SEVENTH_ERROR_INVALID,
                  "%s, line %u: \"before | en | Hi Anna,\" or \"after | en | Best, Tom\" is wanted",
                  path, i + 1);
        return NULL;
    }
    return g_steal_pointer(&self);
}

void
intent_around_free(IntentAround *self)
{
    if (self == NULL)
        return;
    g_ptr_array_unref(self->before);
    g_ptr_array_unref(self->after);
    g_free(self);
}

/* One of that language, or "". */
static const char *
choose(const GPtrArray *texts, const char *language, guint turn)
{
    guint count = 0;

    for (guint i = 0; i < texts->len; i++)
        count += strncmp(g_ptr_array_index(texts, i), language, LETTERS) == 0;
    if (count == 0 || turn % MISSING == 0)
        return "";
    guint wanted = turn / MISSING % count;
    for (guint i = 0; i < texts->len; i++) {
        const char *text = g_ptr_array_index(texts, i);
        if (strncmp(text, language, LETTERS) == 0 && wanted-- == 0)
            return text + LETTERS;
    }
    return "";
}

char *
intent_around_wrap(const IntentAround *self, const char *language, const char *text, guint turn)
{
    const char *before = choose(self->before, language, turn & 0xfff);
    const char *after = choose(self->after, language, turn >> 12);

    return g_strconcat(before, text, after, NULL);
}
