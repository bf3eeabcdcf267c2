/* The funnel review of a workspace: whom to look at this week, what the ledger answers to the three
 * questions (core/funnel_review.h), and what a person decided. */
#pragma once

#include "app/app.h"

#define FUNNEL_WEEK 20 /* people of one review, unless said otherwise */

/* Rows of {"prospect","prospect_id","name","company","attempts","last_touch","last_say",
 * "questions":[{"question","verdict","say"}],"proposal","proposal_say","why"}, the weightiest
 * first. `user_id`: whose people (and those of nobody); 0: everybody's. Free with json_decref(). */
json_t *funnel_list(App *app, int64_t user_id, int most, GError **error);

/* Takes the decision down in the ledger, with the three answers as they stood. */
bool funnel_note(App *app, int64_t prospect_id, int64_t user_id, const char *decision,
                 const char *note, GError **error);
