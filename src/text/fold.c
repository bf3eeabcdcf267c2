/* Folding text for comparison. See fold.h. */
#include "text/fold.h"

/* Letters that Unicode does not decompose. */
static const char *
plain_letters(gunichar c)
{
    switch (c) {
    case 0xdf:
        return "ss"; /* ß */
    case 0xe6:
        return "ae"; /* æ */
    case 0xf0:
    case 0x111:
        return "d"; /* ð đ */
    case 0xf8:
        return "o"; /* ø */
    case 0xfe:
        return "th"; /* þ */
    case 0x131:
        return "i"; /* ı */
    case 0x142:
        return "l"; /* ł */
    case 0x153:
        return "oe"; /* œ */
    default:
        return NULL;
    }
}

/* One character past ASCII; its folded form is appended at `at`. False: no room. */
static bool
fold_wide(gunichar c, char *out, gsize size, gsize *at)
{
    const char *plain = plain_letters(g_unichar_tolower(c));
    if (plain) {
        for (; *plain; plain++) {
            if (*at + 1 >= size)
                return false;
            out[(*at)++] = *plain;
        }
        return true;
    }
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gsize n = g_unichar_fully_decompose(c, TRUE, parts, G_N_ELEMENTS(parts));
    for (gsize i = 0; i < n; i++) {
        if (!g_unichar_isalnum(parts[i]))
            continue;
        if (*at + 6 >= size)
            return false;
        *at += (gsize)g_unichar_to_utf8(g_unichar_tolower(parts[i]), out + *at);
    }
    return true;
}

bool
text_fold(const char *text, char *out, gsize size)
{
    gsize at = 0;
    out[0] = '\0';
    while (*text) {
        unsigned char c = (unsigned char)*text;
        if (c < 0x80) {
            if (g_ascii_isalnum(c)) {
                if (at + 1 >= size)
                    break;
                out[at++] = g_ascii_tolower((char)c);
            }
            text++;
            continue;
        }
        gunichar wide = g_utf8_get_char_validated(text, -1);
        if (wide == (gunichar)-1 || wide == (gunichar)-2 || !fold_wide(wide, out, size, &at))
            break;
        text = g_utf8_next_char(text);
    }
    bool whole = *text == '\0';
    out[whole ? at : 0] = '\0';
    return whole;
}
