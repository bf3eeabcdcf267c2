/* ASCII by the word. */
#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

#define HIGH_BITS UINT64_C(0x8080808080808080)

/* Bytes of ASCII at the start, to a word. */
static gsize
count_ascii(const char *text, gsize length)
{
    gsize at = 0;
    uint64_t word;

    for (; at + sizeof word <= length; at += sizeof word) {
        memcpy(&word, text + at, sizeof word);
        if ((word & HIGH_BITS) != 0)
            break;
    }
    return at;
}

bool
utf8_is_ascii(const char *text, gsize length)
{
    for (gsize at = count_ascii(text, length); at < length; at++)
        if ((guchar)text[at] >= 0x80)
            return false;
    return true;
}

bool
utf8_is_valid(const char *text)
{
    gsize length = strlen(text), at = count_ascii(text, length);

    return g_utf8_validate_len(text + at, length - at, NULL);
}
