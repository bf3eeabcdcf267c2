/* What a text of an activity says: is it empty, does it promise, does it ask for an answer? */
#pragma once

#include <glib.h>

#include "base/zone.h"

/* Remembers which texts were empty: templates come again and again. */
typedef struct {
    GHashTable *known; /* fingerprint -> 1 empty, 2 not */
} AuditEmptyMemory;

void audit_empty_memory_clear(AuditEmptyMemory *self);

/* What a mail kept as a note says, behind the lines of its head ("To: ...", "Subject: ...",
 * "Body:"). Points into it. */
const char *audit_body_start(const char *body);

/* A follow-up that says nothing new ("Just checking in"), by core/lint.h. `print`: the text's
 * fingerprint. `body` may be NULL: then the subject alone decides. */
bool audit_text_is_empty(AuditEmptyMemory *memory, uint32_t print, const char *subject,
                         const char *body);

/* Did its writer promise to be in touch by a day? `ret_due_us`: the end of that day. In notes about
 * a call, "promised to call back Thursday" counts, too. */
bool audit_promised_by(const char *text, Instant written_us, const Zone *zone, Instant *ret_due_us);

#define AUDIT_LIKELY_STOP 0.5 /* below, a "stop" stands as a reply that asks for an answer */

/* AuditEvent flags of what the other side wrote: a no, a stop, an automatic answer. Either may be
 * NULL. */
uint32_t audit_inbound_flags(const char *subject, const char *body);
