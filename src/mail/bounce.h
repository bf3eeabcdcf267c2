/* Delivery reports: bounces, delays, complaints and receipts, and whom they concern.
 *
 * Reads RFC 3464 delivery status (also when it stands in a plain text part), RFC 5965 complaints,
 * RFC 8098 receipts, Amazon SNS notifications, and home-made formats by their structure: a
 * recipient line, the words of the failing server after it, the returned original below. */
#pragma once

#include "mail/message.h"
#include "mail/read.h"

/* What one report says of one recipient, before a reason is decided. */
typedef struct {
    char *recipient;  /* lower-case address; NULL when unknown */
    char *status;     /* as the report gives it, "5.1.1", or NULL */
    char *action;     /* "failed", "delayed", ..., or NULL */
    char *diagnostic; /* the words of the failing server; never NULL */
    char *remote;     /* host that refused, or NULL */
    char *comment;    /* in brackets after the status, or NULL */
    bool verdict;     /* the reporting server's own last word on this recipient */
    char *category;   /* the reporting program's own word for the reason, or NULL */
} BounceCase;

BounceCase *bounce_case_new(const char *recipient, const char *diagnostic);
void bounce_case_free(void *self);

/* Whether the message is one (`body`: what a person would read in it), and then fills kind, bounces
 * and the ids of the returned original into `reading`, whose header fields are set already. */
bool bounce_read(const Message *message, const char *body, MailReading *reading);
