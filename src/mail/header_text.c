/* RFC 2047 and RFC 2231, writing only. */
#include "mail/header_text.h"

#include <stdbool.h>
#include <string.h>

enum {
    LINE_MAX_COLUMNS = 76, /* RFC 2047 2: of a line with an encoded word */
    WORD_OVERHEAD = 12,    /* "=?UTF-8?B?" and "?=" */
    LEAST_PAYLOAD = 24,    /* less is not worth beginning in this line */
    PARAMETER_PIECE = 50,
    PLAIN_PARAMETER_MAX = 60,
};

static bool
is_plain(const char *text)
{
    return g_str_is_ascii(text) && strstr(text, "=?") == NULL;
}

static bool
has_long_word(const char *text, gsize most)
{
    for (const char *p = text; *p != '\0';) {
        gsize length = strcspn(p, " ");

        if (length > most)
            return true;
        p += length + strspn(p + length, " ");
    }
    return false;
}

/* How many bytes of whole characters fit. */
static gsize
whole_characters(const char *text, gsize most)
{
    gsize length = MIN(strlen(text), most);

    while (length > 0 && ((guchar)text[length] & 0xC0) == 0x80)
        length--;
    return length;
}

/* The same, in threes if that can be: some readers decode adjacent words as one, and stop at the
 * padding of an inner one. */
static gsize
word_length(const char *text, gsize most)
{
    gsize longest = whole_characters(text, most);

    if (text[longest] == '\0')
        return longest;
    for (gsize length = longest; length > 0; length = whole_characters(text, length - 1))
        if (length % 3 == 0)
            return length;
    return longest;
}

static char *
encoded_words(const char *text, gsize column)
{
    GString *out = g_string_new(NULL);

    while (*text != '\0') {
        gsize room = LINE_MAX_COLUMNS > column + WORD_OVERHEAD
                         ? (LINE_MAX_COLUMNS - column - WORD_OVERHEAD) / 4 * 3
                         : 0;
        if (room < LEAST_PAYLOAD) { /* the first word goes to the next line */
            g_string_append(out, "\n ");
            column = 1;
            continue;
        }
        gsize length = word_length(text, room);
        g_autofree char *base64 = g_base64_encode((const guchar *)text, length);
        g_string_append_printf(out, "=?UTF-8?B?%s?=", base64);
        text += length;
        if (*text != '\0')
            g_string_append(out, "\n ");
        column = 1;
    }
    return g_string_free(out, FALSE);
}

/* Folds at a blank with a character on both sides: unfolding gives the same text again. */
static char *
folded(const char *text, gsize column)
{
    GString *out = g_string_new(NULL);

    for (const char *p = text; *p != '\0'; p++) {
        gsize word = *p == ' ' ? strcspn(p + 1, " ") : 0;
        bool between = *p == ' ' && p > text && p[-1] != ' ' && word > 0;

        if (between && column + 1 + word > LINE_MAX_COLUMNS) {
            g_string_append_c(out, '\n');
            column = 0;
        }
        g_string_append_c(out, *p);
        column++;
    }
    return g_string_free(out, FALSE);
}

char *
header_text_encode(const char *text, gsize column)
{
    gsize length = strlen(text);
    bool edge = length > 0 && (text[0] == ' ' || text[length - 1] == ' ');

    if (!is_plain(text) || edge || has_long_word(text, LINE_MAX_COLUMNS))
        return encoded_words(text, column);
    return folded(text, column);
}

static char *
quoted(const char *text)
{
    GString *out = g_string_new("\"");

    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            g_string_append_c(out, '\\');
        g_string_append_c(out, *text);
    }
    g_string_append_c(out, '"');
    return g_string_free(out, FALSE);
}

char *
header_phrase_encode(const char *name, gsize column)
{
    static const char ATOM[] = G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "!#$%&'*+-/=?^_`{|}~ ";
    gsize length = strlen(name);
    bool single =
        length > 0 && name[0] != ' ' && name[length - 1] != ' ' && strstr(name, "  ") == NULL;

    if (!is_plain(name) || column + length > LINE_MAX_COLUMNS)
        return encoded_words(name, column);
    if (single && strspn(name, ATOM) == length)
        return g_strdup(name);
    return quoted(name);
}

static void
append_percent(GString *out, char c)
{
    if (g_ascii_isalnum(c) || strchr("-._~", c) != NULL)
        g_string_append_c(out, c);
    else
        g_string_append_printf(out, "%%%02X", (guchar)c);
}

char *
header_parameter_encode(const char *name, const char *value)
{
    g_autoptr(GString) encoded = g_string_new("UTF-8''");
    GString *out = g_string_new(NULL);
    gsize at = 0;

    if (is_plain(value) && strlen(value) <= PLAIN_PARAMETER_MAX) {
        g_autofree char *text = quoted(value);
        g_string_append_printf(out, "; %s=%s", name, text);
        return g_string_free(out, FALSE);
    }
    for (const char *p = value; *p != '\0'; p++)
        append_percent(encoded, *p);
    for (int piece = 0; at < encoded->len; piece++) {
        gsize length = MIN(encoded->len - at, (gsize)PARAMETER_PIECE);

        for (gsize back = 1; back <= 2 && at + length < encoded->len; back++)
            if (encoded->str[at + length - back] == '%')
                length -= back; /* "%C3" stays whole */
        g_string_append_printf(out, ";\n %s*%d*=%.*s", name, piece, (int)length, encoded->str + at);
        at += length;
    }
    return g_string_free(out, FALSE);
}
