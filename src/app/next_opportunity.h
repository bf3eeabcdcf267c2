/* The next opportunity: what a no (or a not yet) becomes. Later with a trigger, another person, or
 * never. And the pause, for when it is only a matter of days. */
#pragma once

#include "app/app.h"

/* Ends the sequence and sets a task on `day`, on the person's best channel, with the trigger as its
 * objective. Errors: CONFLICT when no path leads to the person; INVALID for a day that has passed.
 */
bool next_later(App *app, DbConn *conn, int64_t prospect_id, Day day, const char *trigger,
                int64_t user_id, GError **error);

/* The task alone, beside whatever else is open with the person. */
bool next_task(App *app, DbConn *conn, int64_t prospect_id, Day day, const char *trigger,
               int64_t user_id, GError **error);

/* Takes such a date back, so that the person can be enrolled now. Errors: CONFLICT when there is
 * none. */
bool next_now(App *app, DbConn *conn, int64_t prospect_id, int64_t user_id, GError **error);

/* Notes on both that the talk goes on with another. Errors: INVALID for the same person. */
bool next_person(App *app, DbConn *conn, int64_t prospect_id, int64_t other_id, int64_t user_id,
                 GError **error);

/* Until the morning of `day` on the person's clock. Errors: CONFLICT when in no sequence; INVALID
 * for a day that has passed. */
bool person_pause(App *app, DbConn *conn, int64_t prospect_id, Day day, const char *why,
                  int64_t user_id, GError **error);
/* Errors: CONFLICT when not paused. */
bool person_resume(App *app, DbConn *conn, int64_t prospect_id, int64_t user_id, GError **error);
