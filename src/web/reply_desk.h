/* The desk around a reply: its answer, its owner, its rest. */
#pragma once

#include "web/call.h"

/* Adds to a reply of `reply show` what the forms need. `checked`: what the lint found in the answer
 * just posted, or NULL. */
void reply_desk_dress(WebCall *call, json_t *reply, const json_t *checked);

/* The reply's page with the answer as typed and what the lint found in it. */
void reply_show_checked(WebCall *call, int64_t reply_id, const json_t *checked);

/* How long people wait for an answer, one sentence; NULL where nobody was answered. g_free(). */
char *reply_desk_times_say(WebCall *call);
