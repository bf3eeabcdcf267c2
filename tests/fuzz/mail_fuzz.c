/* An inbound message: any bytes give an answer whose texts are UTF-8 and whose lists are bounded;
 * the same bytes give the same answer again. */
#include "fuzz.h"

#include <string.h>

#include "mail/read.h"

static char *
read_once(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) message = g_bytes_new(data, size);
    g_autoptr(MailReading) reading = mail_read(message, INT64_C(1795000000) * SECOND_US);
    g_assert_cmpint(reading->kind, <, MAIL_KIND_COUNT);
    g_assert_cmpint(reading->intent, <, INTENT_COUNT);
    g_assert_true(reading->confidence >= 0 && reading->confidence <= 1);
    g_assert_true(g_utf8_validate(reading->new_text, -1, NULL));
    g_assert_true(g_utf8_validate(reading->quoted_text, -1, NULL));
    g_assert_true(g_utf8_validate(reading->signature, -1, NULL));
    g_assert_true(reading->subject == NULL || g_utf8_validate(reading->subject, -1, NULL));
    g_assert_cmpuint(reading->references->len, <=, 100);
    g_assert_cmpuint(reading->bounces->len, <=, 64);
    json_t *json = mail_reading_to_json(reading);
    char *line = json_line(json);
    json_decref(json);
    return line;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *first = read_once(data, size);
    char *again = read_once(data, size);
    g_assert_cmpstr(first, ==, again);
    free(first);
    free(again);
    return 0;
}
