/* Charsets of inbound mail: declared, wrongly declared, or not declared at all. */
#include "mail/charset.h"

#include <errno.h>
#include <gmime/gmime.h>
#include <stdbool.h>
#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD"

static void
append_valid_utf8(GString *out, const char *bytes, gsize length)
{
    while (length > 0) {
        const char *end = NULL;
        if (g_utf8_validate_len(bytes, length, &end)) {
            g_string_append_len(out, bytes, (gssize)length);
            return;
        }
        g_string_append_len(out, bytes, end - bytes);
        g_string_append(out, REPLACEMENT);
        gsize used = (gsize)(end - bytes) + 1;
        bytes += used;
        length -= used;
    }
}

/* What a stateful converter leaves behind is UTF-8, but it may hold NULs. */
static bool
append_converted(GString *out, const char *bytes, gsize length, const char *charset)
{
    GIConv converter = g_iconv_open("UTF-8", charset);
    if (converter == (GIConv)-1)
        return false;
    char buffer[4096];
    char *in = (char *)bytes;
    gsize in_left = length;
    while (in_left > 0) {
        char *to = buffer;
        gsize to_left = sizeof buffer;
        gsize done = g_iconv(converter, &in, &in_left, &to, &to_left);
        append_valid_utf8(out, buffer, (gsize)(to - buffer));
        if (done != (gsize)-1 || errno == E2BIG)
            continue;
        g_string_append(out, REPLACEMENT);
        if (errno != EILSEQ)
            break;
        in++;
        in_left--;
    }
    g_iconv_close(converter);
    return true;
}

static const char *
charset_guess(const char *bytes, gsize length)
{
    if (g_utf8_validate_len(bytes, length, NULL))
        return "UTF-8";
    if (memmem(bytes, length, "\x1b$", 2) != NULL)
        return "ISO-2022-JP";
    return "WINDOWS-1252";
}

/* Printable ASCII means the same in every charset that mail uses, save where an escape switches. */
static bool
is_plain_ascii(const char *bytes, gsize length)
{
    guchar seen = 0;
    for (gsize i = 0; i < length; i++)
        seen |= (guchar)bytes[i];
    return seen < 0x80 && memchr(bytes, '\0', length) == NULL &&
           memchr(bytes, '\x1b', length) == NULL;
}

/* UTF-7 and UTF-16 write letters in what looks like ASCII. */
static bool
is_ascii_superset(const char *charset)
{
    return charset == NULL || (g_ascii_strncasecmp(charset, "utf-7", 5) != 0 &&
                               g_ascii_strncasecmp(charset, "utf-16", 6) != 0 &&
                               g_ascii_strncasecmp(charset, "utf-32", 6) != 0 &&
                               g_ascii_strncasecmp(charset, "ucs", 3) != 0 &&
                               g_ascii_strncasecmp(charset, "hz", 2) != 0 &&
                               g_ascii_strncasecmp(charset, "unicode", 7) != 0 &&
                               g_ascii_strncasecmp(charset, "iso-10646", 9) != 0 &&
                               g_ascii_strncasecmp(charset, "ibm", 3) != 0 &&
                               g_ascii_strncasecmp(charset, "cp", 2) != 0 &&
                               g_ascii_strncasecmp(charset, "ebcdic", 6) != 0);
}

GString *
charset_to_utf8(const char *bytes, gsize length, const char *charset)
{
    if (length == 0)
        return g_string_new(NULL);
    if (is_plain_ascii(bytes, length) && is_ascii_superset(charset))
        return g_string_new_len(bytes, (gssize)length);
    GString *out = g_string_sized_new(length + 1);
    bool declared = charset != NULL && *charset != '\0' &&
                    g_ascii_strncasecmp(charset, "us-ascii", 8) != 0 &&
                    g_ascii_strcasecmp(charset, "ascii") != 0 &&
                    g_ascii_strncasecmp(charset, "unknown", 7) != 0;
    const char *name = declared ? charset : charset_guess(bytes, length);
    if (memmem(bytes, length, "\x1b$", 2) != NULL && !declared)
        name = "ISO-2022-JP";
    if (g_ascii_strcasecmp(name, "utf-8") == 0 || g_ascii_strcasecmp(name, "utf8") == 0) {
        append_valid_utf8(out, bytes, length);
        return out;
    }
    /* Everyone who says ISO-8859-1 and uses 0x80-0x9F means Windows-1252. */
    if (g_ascii_strcasecmp(name, "iso-8859-1") == 0)
        name = "WINDOWS-1252";
    if (!append_converted(out, bytes, length, g_mime_charset_iconv_name(name)) &&
        !append_converted(out, bytes, length, charset_guess(bytes, length)))
        append_valid_utf8(out, bytes, length);
    return out;
}

char *
charset_repair(const char *text)
{
    if (text == NULL)
        return NULL;
    if (g_utf8_validate(text, -1, NULL))
        return g_strdup(text);
    return g_string_free(charset_to_utf8(text, strlen(text), NULL), FALSE);
}

void
charset_prepare(void)
{
    static const char *const NAMES[] = {
        "ISO-8859-1",   "ISO-8859-2",   "ISO-8859-3",   "ISO-8859-4",   "ISO-8859-5",
        "ISO-8859-6",   "ISO-8859-7",   "ISO-8859-8",   "ISO-8859-9",   "ISO-8859-10",
        "ISO-8859-13",  "ISO-8859-14",  "ISO-8859-15",  "ISO-8859-16",  "WINDOWS-1250",
        "WINDOWS-1251", "WINDOWS-1252", "WINDOWS-1253", "WINDOWS-1254", "WINDOWS-1255",
        "WINDOWS-1256", "WINDOWS-1257", "WINDOWS-1258", "ISO-2022-JP",  "SHIFT_JIS",
        "CP932",        "EUC-JP",       "EUC-KR",       "CP949",        "ISO-2022-KR",
        "BIG5",         "BIG5-HKSCS",   "GB2312",       "GBK",          "GB18030",
        "ISO-2022-CN",  "KOI8-R",       "KOI8-U",       "UTF-7",        "UTF-16",
        "UTF-16LE",     "UTF-16BE",     "UTF-32",       "MACINTOSH",    "IBM437",
        "IBM850",       "IBM852",       "IBM866",       "TIS-620",      "US-ASCII",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++)
        (void)g_iconv_open("UTF-8", NAMES[i]);
}
