/* Cells as people and programs write them. */
#include "app/import_text.h"

#include <string.h>

const char *
import_text_clean(GStringChunk *chunk, const char *text, gsize limit, bool *ret_cut)
{
    if (ret_cut != NULL)
        *ret_cut = false;
    while (g_ascii_isspace(*text))
        text++;
    gsize length = strlen(text);
    while (length > 0 && g_ascii_isspace(text[length - 1]))
        length--;
    if (length == 0)
        return NULL;
    if (length > limit) {
        length = limit;
        while (length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80)
            length--;
        if (ret_cut != NULL)
            *ret_cut = true;
    }
    char *copy = g_string_chunk_insert_len(chunk, text, (gssize)length);
    for (char *p = copy; *p != '\0'; p++)
        if ((unsigned char)*p < ' ' || *p == 0x7f)
            *p = ' ';
    return copy;
}

void
import_text_append_json(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (const char *start = text, *p = text;; p++) {
        unsigned char c = (unsigned char)*p;
        if (c >= ' ' && c != '"' && c != '\\')
            continue;
        g_string_append_len(out, start, p - start);
        if (c == '\0')
            break;
        if (c == '"' || c == '\\')
            g_string_append_printf(out, "\\%c", c);
        else
            g_string_append_printf(out, "\\u%04x", c);
        start = p + 1;
    }
    g_string_append_c(out, '"');
}

bool
import_domain_of(const char *text, char *out, gsize size)
{
    const char *start = strstr(text, "://");
    gsize length = 0;

    start = start != NULL ? start + 3 : text;
    const char *at = strrchr(start, '@');
    if (at != NULL)
        start = at + 1;
    if (g_ascii_strncasecmp(start, "www.", 4) == 0)
        start += 4;
    bool dot = false;
    for (; start[length] != '\0' && strchr("/?#: ,;>", start[length]) == NULL; length++) {
        unsigned char c = (unsigned char)start[length];
        if (length + 1 >= size || c < '-' || c == '/')
            return false;
        dot = dot || c == '.';
        out[length] = (char)g_ascii_tolower(c);
    }
    out[length] = '\0';
    while (length > 0 && out[length - 1] == '.')
        out[--length] = '\0';
    return dot && length > 3 && out[0] != '.' && strchr(out, '.') != NULL;
}

/* Sorted by strcmp. */
static const char *const SHARED[] = {
    "126.com",        "163.com",        "aol.com",        "arcor.de",       "att.net",
    "bigpond.com",    "bluewin.ch",     "btinternet.com", "comcast.net",    "cox.net",
    "duck.com",       "email.de",       "fastmail.com",   "free.fr",        "freenet.de",
    "gmail.com",      "gmx.at",         "gmx.ch",         "gmx.com",        "gmx.de",
    "gmx.net",        "googlemail.com", "hey.com",        "hotmail.co.uk",  "hotmail.com",
    "hotmail.de",     "hotmail.es",     "hotmail.fr",     "hotmail.it",     "icloud.com",
    "laposte.net",    "libero.it",      "live.co.uk",     "live.com",       "live.de",
    "live.fr",        "live.nl",        "mac.com",        "mail.com",       "mail.de",
    "mail.ru",        "me.com",         "msn.com",        "naver.com",      "o2online.de",
    "orange.fr",      "outlook.com",    "outlook.de",     "outlook.es",     "outlook.fr",
    "pm.me",          "posteo.de",      "proton.me",      "protonmail.com", "qq.com",
    "rediffmail.com", "rocketmail.com", "sbcglobal.net",  "sfr.fr",         "sina.com",
    "t-online.de",    "terra.com.br",   "tutanota.com",   "uol.com.br",     "verizon.net",
    "virgilio.it",    "wanadoo.fr",     "web.de",         "yahoo.ca",       "yahoo.co.in",
    "yahoo.co.jp",    "yahoo.co.uk",    "yahoo.com",      "yahoo.com.br",   "yahoo.de",
    "yahoo.es",       "yahoo.fr",       "yahoo.it",       "yandex.com",     "yandex.ru",
    "ymail.com",      "zoho.com",
};

bool
import_domain_is_shared(const char *domain)
{
    gsize low = 0, high = G_N_ELEMENTS(SHARED);

    while (low < high) {
        gsize middle = (low + high) / 2;
        int order = strcmp(domain, SHARED[middle]);
        if (order == 0)
            return true;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}
