/* Pages that a form brings back when what was typed does not fit. */
#pragma once

#include "web/call.h"

/* Today with the given task first (0: the best). With a problem, it is said above the form, the
 * values of the posted form stand in it again, and the status is the error's. */
void today_show(WebCall *call, int64_t touch_id, const GError *problem);

/* A prospect's page, and one reply's, in the same way. */
void prospect_show(WebCall *call, int64_t prospect_id, const GError *problem);
void reply_show(WebCall *call, int64_t reply_id, const GError *problem);

/* After a form that did not fit: the page its "back" names again, with the problem, as above; a
 * page of its own when that cannot be shown. */
void again_show(WebCall *call, const GError *problem);

/* Adds "problem", "typed" (the values of the posted form but a password) and "open_<form>" for
 * templates; sets the status. Nothing without a problem. */
void again_fill(WebCall *call, json_t *context, const GError *problem);

/* What shows a page, with what stood in the way of the form that was just posted (or NULL). */
typedef void (*AgainShow)(WebCall *call, const GError *problem);

/* A posted change: done, it leads to `location` with a toast; refused, `show` shows the page
 * again. */
void again_change(WebCall *call, const char *verb, const json_t *params, AgainShow show,
                  const char *location, const char *toast);
