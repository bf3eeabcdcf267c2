/* Why a delivery failed, and whether trying again is pointless.
 *
 * Decided from three witnesses, in this order of trust: the words of the refusing server (a table
 * of phrases per reason), the enhanced status code (RFC 3463), the SMTP reply code. */
#pragma once

#include <glib.h>

#include <stdbool.h>

#include "mail/bounce.h"
#include "mail/read.h"
#include "text/phrases.h"

typedef enum {
    REASON_UNDEFINED,
    REASON_AUTH_FAILURE,
    REASON_BAD_REPUTATION,
    REASON_BLOCKED,
    REASON_CONTENT_ERROR,
    REASON_DELIVERED,
    REASON_EXCEED_LIMIT,
    REASON_EXPIRED,
    REASON_FAILED_STARTTLS,
    REASON_FEEDBACK,
    REASON_FILTERED,
    REASON_HAS_MOVED,
    REASON_HOST_UNKNOWN,
    REASON_MAILBOX_FULL,
    REASON_MAILER_ERROR,
    REASON_MESSAGE_TOO_BIG,
    REASON_NETWORK_ERROR,
    REASON_NO_RELAYING,
    REASON_NOT_ACCEPT,
    REASON_NOT_COMPLIANT,
    REASON_ON_HOLD,
    REASON_POLICY_VIOLATION,
    REASON_REJECTED,
    REASON_REQUIRE_PTR,
    REASON_SECURITY_ERROR,
    REASON_SPAM_DETECTED,
    REASON_SPEEDING,
    REASON_SUPPRESSED,
    REASON_SUSPEND,
    REASON_SYNTAX_ERROR,
    REASON_SYSTEM_ERROR,
    REASON_SYSTEM_FULL,
    REASON_TOO_MANY_CONNECTIONS,
    REASON_USER_UNKNOWN,
    REASON_VACATION,
    REASON_VIRUS_DETECTED,
    REASON_COUNT,
    REASON_USER_UNKNOWN_SURE, /* of the phrase table: unknown at whatever step it was said */
} BounceReason;

/* "userunknown": the names users see in reports. */
const char *bounce_reason_name(BounceReason reason);

/* The whole report around a case. */
typedef struct {
    const char *text;
    const PhraseText *words; /* of the text */
    bool delayed;
} BounceContext;

/* Decides reason, status, reply code and hardness of one case; the report is asked when the case's
 * own words say nothing. Free with mail_bounce_free(). */
MailBounce *bounce_decide(const BounceCase *from, const BounceContext *report);
void mail_bounce_free(void *self);

/* Does the text show a server's refusal, code and status ("550 5.1.1")? */
bool bounce_shows_refusal(const char *text);

/* The phrase table, in order of precedence (phrases/bounce_reason.phrases). */
const PhraseSet *bounce_phrases(void);
