/* The timeline of a person: what comes, dashed, and what was, newest on top. */
#pragma once

#include "web/call.h"

/* Adds "ahead" (of the person's "next", the latest first) and "past" to the context, and
 * "has_timeline". */
void timeline_add(WebCall *call, int64_t prospect_id, json_t *who, json_t *context);
