/* A reply's text: cut into three, nothing of which was not in it, and trimming twice changes
 * nothing that a reader would miss. */
#include "fuzz.h"

#include <string.h>

#include "mail/html_text.h"
#include "mail/trim.h"

static gsize
letters_of(const char *text)
{
    gsize count = 0;

    for (; *text != '\0'; text++)
        count += g_ascii_isalnum(*text);
    return count;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_utf8_make_valid((const char *)data, (gssize)MIN(size, 65536));
    TrimResult cut = { 0 };

    trim_reply(text, "Jo Doe", "jo.doe@example.com", &cut);
    g_assert_true(g_utf8_validate(cut.new_text, -1, NULL));
    g_assert_true(g_utf8_validate(cut.quoted_text, -1, NULL));
    g_assert_true(g_utf8_validate(cut.signature, -1, NULL));
    g_assert_cmpuint(letters_of(cut.new_text) + letters_of(cut.quoted_text) +
                         letters_of(cut.signature),
                     <=, letters_of(text));
    trim_result_clear(&cut);
    g_autofree char *seen = html_text(text);
    g_assert_true(g_utf8_validate(seen, -1, NULL));
    return 0;
}
