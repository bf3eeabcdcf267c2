/* See audit_say_text.h. */
#include "app/audit_say_text.h"

#include "app/audit_meaning.h"
#include "core/audit_book.h"
#include "mail/intent.h"

bool
audit_text_is_empty(const char *text)
{
    return false;
}

bool
audit_promised_by(const char *text, Instant written_us, const Zone *zone, Instant *ret_due_us)
{
    return false;
}

uint32_t
audit_inbound_flags(const char *subject, const char *body)
{
    double confidence;

    if (subject != NULL && audit_meaning(subject) & MEANS_AUTO_REPLY)
        return AUDIT_MACHINE_REPLY;
    if (body == NULL)
        return 0;
    switch (intent_of(body, subject, &confidence)) {
    case INTENT_STOP:
    case INTENT_HOSTILE:
        return AUDIT_SAYS_STOP | AUDIT_NO_HARM;
    case INTENT_NOT_INTERESTED:
        return AUDIT_SAYS_NO | AUDIT_NO_HARM;
    default:
        return 0;
    }
}
