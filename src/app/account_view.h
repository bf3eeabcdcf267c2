/* An account as one object: its committee, who was tried and who not, whom next, and what was said
 * to whom. */
#pragma once

#include "app/app.h"

/* The object of `account show`; free with json_decref(). Errors: NOT_FOUND. */
json_t *account_view(App *app, DbConn *conn, int64_t account_id, GError **error);

/* By "#7", a name or a domain. Errors: NOT_FOUND naming it. */
bool account_find(App *app, DbConn *conn, const char *what, int64_t *ret_id, GError **error);
