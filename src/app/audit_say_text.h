/* What a text of an activity says: is it empty, does it promise, does it ask for an answer? Pure.
 */
#pragma once

#include "base/zone.h"

/* A follow-up that says nothing new: "Just checking in". */
bool audit_text_is_empty(const char *text);

/* Did its writer promise to be in touch by a time? `ret_due_us`: the end of that day or hour. */
bool audit_promised_by(const char *text, Instant written_us, const Zone *zone, Instant *ret_due_us);

/* AuditEvent flags of what the other side wrote: a no, a stop, an automatic answer. Either may be
 * NULL. */
uint32_t audit_inbound_flags(const char *subject, const char *body);
