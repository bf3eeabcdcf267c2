/* Name keys. See name_key.h. */
#include "core/name_key.h"

#include <stdbool.h>

/* Appends with single blanks; `start` is where the key begins. */
static void
append_words(GString *out, gsize start, const char *text)
{
    bool blank = out->len > start;

    for (const char *c = text; *c != '\0'; c++) {
        if (g_ascii_isspace(*c)) {
            blank = out->len > start;
            continue;
        }
        if (blank)
            g_string_append_c(out, ' ');
        blank = false;
        g_string_append_c(out, g_ascii_tolower(*c));
    }
}

static bool
is_ascii(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

/* No-break and other wide blanks count as blanks. */
static char *
lower_wide(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autoptr(GString) plain = g_string_new(NULL);

    for (const char *c = valid; *c != '\0'; c = g_utf8_next_char(c)) {
        gunichar wide = g_utf8_get_char(c);
        g_string_append_unichar(plain, g_unichar_isspace(wide) ? ' ' : wide);
    }
    g_autofree char *composed = g_utf8_normalize(plain->str, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    return g_utf8_strdown(composed, -1);
}

static void
append_name(GString *out, gsize start, const char *name)
{
    if (name == NULL)
        return;
    if (is_ascii(name)) {
        append_words(out, start, name);
    } else {
        g_autofree char *lower = lower_wide(name);
        append_words(out, start, lower);
    }
}

void
name_key_append(GString *out, const char *first, const char *last)
{
    gsize start = out->len;

    append_name(out, start, last);
    append_name(out, start, first);
}

char *
name_key_of(const char *first, const char *last)
{
    GString *out = g_string_sized_new(48);

    name_key_append(out, first, last);
    return g_string_free(out, FALSE);
}
