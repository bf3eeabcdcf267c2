/* People who are away: an answer that came by itself said until when. */
#pragma once

#include "app/app.h"

/* The person is away, whatever sequence they are or will be in, until the first morning on which
 * they work again: `back`, or the next day that is neither their weekend, a holiday where they live
 * nor closed for their country by the workspace. Their enrollment pauses and what is dated before
 * waits for that morning; without effect where it has passed. Errors: the database's. */
bool away_until_day(App *app, DbConn *conn, int64_t prospect_id, Day back, GError **error);
