/* What a mail system says about a delivery: as a text of its own making, or as RFC 3464 fields. The
 * first byte chooses; whatever is said, recipients are addresses and lists are bounded. */
#include "fuzz.h"

#include <string.h>

#include "mail/read.h"

static const char HEAD[] = "From: Mail Delivery System <mailer-daemon@example.com>\r\n"
                           "To: rep@example.org\r\nSubject: Undelivered Mail Returned to Sender\r\n"
                           "Return-Path: <>\r\n";

static GBytes *
wrap(const uint8_t *data, size_t size)
{
    GString *text = g_string_new(HEAD);
    bool fields = size > 0 && (data[0] & 1) != 0;

    if (fields)
        g_string_append(text, "Content-Type: multipart/report; report-type=delivery-status; "
                              "boundary=b\r\n\r\n--b\r\nContent-Type: "
                              "message/delivery-status\r\n\r\n");
    else
        g_string_append(text, "Content-Type: text/plain; charset=utf-8\r\n\r\n");
    if (size > 0)
        g_string_append_len(text, (const char *)data + 1, (gssize)size - 1);
    if (fields)
        g_string_append(text, "\r\n--b--\r\n");
    return g_string_free_to_bytes(text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) message = wrap(data, size);
    g_autoptr(MailReading) reading = mail_read(message, INT64_C(1795000000) * SECOND_US);

    g_assert_cmpuint(reading->bounces->len, <=, 64);
    for (guint i = 0; i < reading->bounces->len; i++) {
        const MailBounce *bounce = g_ptr_array_index(reading->bounces, i);
        g_assert_nonnull(bounce->reason);
        g_assert_true(bounce->recipient == NULL || strchr(bounce->recipient, '@') != NULL);
        g_assert_true(bounce->recipient == NULL || g_utf8_validate(bounce->recipient, -1, NULL));
        g_assert_true(bounce->status == NULL || strlen(bounce->status) < 16);
    }
    return 0;
}
