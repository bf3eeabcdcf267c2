/* One voice per account at a time: while one user is in talk with somebody of a company, no other
 * user begins with a colleague of theirs. A nurture is no talk. */
#pragma once

#include "app/app.h"

/* Another user than `user_id` who is in talk with somebody of the account: "Rita Rep is in talk
 * with Bo Lee there" in `ret_say` (g_free); NULL when there is none, or no account (DB_NULL_INT).
 */
bool voice_other(App *app, DbConn *conn, int64_t account_id, int64_t user_id, char **ret_say,
                 GError **error);
