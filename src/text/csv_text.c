/* UTF-8 and Windows-1252 told apart. See csv_text.h. */
#include "text/csv_text.h"

#include <string.h>

/* What Windows-1252 has at 0x80 to 0x9F; 0: nothing. From 0xA0 on it is Latin-1. */
static const gunichar WINDOWS_HIGH[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, /* 80 */
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,      /* 88 */
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, /* 90 */
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178, /* 98 */
};

static gunichar
windows_character(guchar byte)
{
    return byte >= 0x80 && byte < 0xA0 ? WINDOWS_HIGH[byte - 0x80] : byte;
}

/* The bytes of the UTF-8 character at `p`, 0 when there is none, -1 when the text ends within it.
 */
static int
utf8_length(const char *p, const char *end)
{
    gunichar c = g_utf8_get_char_validated(p, end - p);

    return c == (gunichar)-2 ? -1 : c == (gunichar)-1 ? 0 : g_utf8_skip[(guchar)*p];
}

/* Quotation marks, dashes, an ellipsis, a hard blank: what follows a word in capitals. */
static bool
may_follow_word(char byte)
{
    return strchr("\x82\x84\x85\x91\x92\x93\x94\x96\x97\xA0\xAB\xB4\xBB", byte) != NULL;
}

static bool
in_windows(gunichar c)
{
    if (c < 0x100)
        return c >= 0xA0;
    for (gsize i = 0; i < G_N_ELEMENTS(WINDOWS_HIGH); i++)
        if (WINDOWS_HIGH[i] == c)
            return true;
    return false;
}

/* May the character be two: a Windows-1252 capital and the punctuation behind it? Not beside other
 * UTF-8 ("Αθήνα"), not behind a small letter ("Michał"), and not when it is one that Windows-1252
 * has, too ("É"). */
static bool
may_be_windows(const char *begin, const char *p, const char *end, bool after_utf8)
{
    const char *next = p + 2;

    return utf8_length(p, end) == 2 && may_follow_word(p[1]) && !in_windows(g_utf8_get_char(p)) &&
           !after_utf8 && !(p > begin && g_ascii_islower(p[-1])) &&
           !(next < end && (guchar)*next >= 0x80 && utf8_length(next, end) > 1);
}

void
csv_text_count(const char *text, gsize length, bool open, CsvTextCount *count)
{
    const char *end = text + length;
    bool in_run = false;

    for (const char *p = text; p < end;) {
        int bytes = (guchar)*p < 0x80 ? 1 : utf8_length(p, end);
        if (bytes < 0 && open)
            return;
        bool counts = bytes > 1 && !may_be_windows(text, p, end, in_run);
        count->utf8 += counts && !in_run;
        count->windows += bytes <= 0;
        in_run = counts;
        p += MAX(bytes, 1);
    }
}

bool
csv_text_append(GString *out, const char *text, gsize length, bool windows_file,
                CsvTextCount *count)
{
    const char *end = text + length;
    bool after_utf8 = false;

    *count = (CsvTextCount){ 0 };
    for (const char *p = text; p < end;) {
        int bytes = (guchar)*p < 0x80 ? 1 : utf8_length(p, end);
        if (bytes == 1 ||
            (bytes > 1 && !(windows_file && may_be_windows(text, p, end, after_utf8)))) {
            g_string_append_len(out, p, bytes);
            after_utf8 = bytes > 1;
            count->utf8 += after_utf8;
            p += bytes;
            continue;
        }
        after_utf8 = false;
        gunichar c = windows_character((guchar)*p++);
        if (c == 0)
            return false;
        g_string_append_unichar(out, c);
        count->windows++;
    }
    return true;
}
