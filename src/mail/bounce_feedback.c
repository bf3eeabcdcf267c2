/* Complaints (RFC 5965 and its forerunners) and the notifications of Amazon SES. */
#include <string.h>

#include "base/json.h"
#include "mail/bounce_inside.h"
#include "mail/bounce_reason.h"

static void
add_simple(MailReading *reading, const char *recipient, BounceReason reason)
{
    MailBounce *bounce = g_new0(MailBounce, 1);
    bounce->recipient = g_strdup(recipient);
    bounce->reason = g_strdup(bounce_reason_name(reason));
    g_ptr_array_add(reading->bounces, bounce);
}

static bool
has_recipient(const MailReading *reading, const char *recipient)
{
    for (guint i = 0; i < reading->bounces->len; i++) {
        const MailBounce *bounce = g_ptr_array_index(reading->bounces, i);
        if (g_strcmp0(bounce->recipient, recipient) == 0)
            return true;
    }
    return false;
}

void
bounce_read_complaint(const Message *message, MailReading *reading, const char *original)
{
    static const char *const FIELDS[] = { "Original-Rcpt-To", "Removal-Recipient",
                                          "Redacted-Address" };
    reading->kind = MAIL_COMPLAINT;
    const MessagePart *part = message_part(message, PART_FEEDBACK);
    for (const char *line = part != NULL ? part->text->str : NULL; line != NULL && *line != '\0';) {
        for (gsize i = 0; i < G_N_ELEMENTS(FIELDS); i++) {
            if (!bounce_field_is(line, FIELDS[i]))
                continue;
            g_autofree char *address = bounce_address_at(strchr(line, ':') + 1, NULL);
            if (address != NULL && !has_recipient(reading, address) &&
                reading->bounces->len < BOUNCE_MAX)
                add_simple(reading, address, REASON_FEEDBACK);
        }
        line = strchr(line, '\n');
        line = line != NULL ? line + 1 : NULL;
    }
    if (reading->bounces->len > 0)
        return;
    g_autoptr(GPtrArray) named = bounce_named_in_headers(message, original, "");
    const BounceCase *one = named->len > 0 ? g_ptr_array_index(named, 0) : NULL;
    add_simple(reading, one != NULL ? one->recipient : NULL, REASON_FEEDBACK);
}

bool
bounce_is_complaint_subject(const char *subject)
{
    return subject != NULL && g_ascii_strncasecmp(subject, "complaint about message from", 28) == 0;
}

bool
bounce_is_feedback(const Message *message, const MailReading *reading, const char *original)
{
    if (message_part(message, PART_FEEDBACK) != NULL)
        return true;
    if (message->report_type != NULL && g_str_equal(message->report_type, "feedback-report"))
        return true;
    /* Microsoft's junk reports have no feedback part, but mark the original they return. */
    g_autofree char *marked =
        original != NULL ? header_block_get(original, "X-HmXmrOriginalRecipient") : NULL;
    return marked != NULL || bounce_is_complaint_subject(reading->subject);
}

/* Amazon SES through SNS: the notification is a JSON text. */
bool
bounce_read_notification(const char *text, MailReading *reading)
{
    const char *at = text;
    while (g_ascii_isspace(*at))
        at++;
    if (*at != '{' || strstr(at, "notificationType") == NULL)
        return false;
    /* Long lines were broken with "!" and a blank; the JSON text knows no such breaks. */
    g_autoptr(GString) json = g_string_new(at);
    g_string_replace(json, "\r\n", "\n", 0);
    g_string_replace(json, "!\n ", "", 0);
    g_autoptr(json_t) root = json_loadb(json->str, json->len, JSON_DISABLE_EOF_CHECK, NULL);
    const char *type = json_text(root, "notificationType", "");
    const char *list_name = g_str_equal(type, "Bounce")      ? "bouncedRecipients"
                            : g_str_equal(type, "Complaint") ? "complainedRecipients"
                                                             : "recipients";
    g_autofree char *key = g_ascii_strdown(type, -1);
    json_t *detail = json_object_get(root, key);
    json_t *list = json_object_get(detail, list_name);
    if (!json_is_array(list))
        return false;
    reading->kind = g_str_equal(type, "Bounce")      ? MAIL_BOUNCE
                    : g_str_equal(type, "Complaint") ? MAIL_COMPLAINT
                                                     : MAIL_RECEIPT;
    g_autoptr(PhraseText) silence = phrase_text_new("");
    const BounceContext nothing = { "", silence, false };
    size_t i = 0;
    json_t *item = NULL;
    json_array_foreach(list, i, item)
    {
        if (reading->bounces->len >= BOUNCE_MAX)
            break;
        const char *who =
            json_is_string(item) ? json_string_value(item) : json_text(item, "emailAddress", "");
        g_autofree char *address = bounce_address_at(who, NULL);
        if (reading->kind == MAIL_COMPLAINT) {
            add_simple(reading, address, REASON_FEEDBACK);
            continue;
        }
        bool done = reading->kind == MAIL_RECEIPT;
        const char *words =
            done ? json_text(detail, "smtpResponse", "") : json_text(item, "diagnosticCode", "");
        BounceCase *one = bounce_case_new(address, words);
        if (done)
            one->action = g_strdup("delivered");
        one->status = g_strdup(json_text(item, "status", NULL));
        if (!done)
            one->action = g_strdup(json_text(item, "action", NULL));
        g_ptr_array_add(reading->bounces, bounce_decide(one, &nothing));
        bounce_case_free(one);
    }
    json_t *mail = json_object_get(root, "mail");
    g_autofree char *id = g_strconcat("<", json_text(mail, "messageId", ""), ">", NULL);
    message_ids_append(reading->references, id);
    return true;
}
