/* Mail of somebody nobody knows, from the domain of a company that is being written to.
 *
 * It is a reply of the account: a colleague answers in Ana's place, or from another mailbox. What
 * it means for Ana is for a human to judge; until then nothing goes by itself to anybody of that
 * company. */
#pragma once

#include "app/app.h"

/* The people of the sender's company whose sequence runs (int64_t), at most a few dozen; empty when
 * nobody of it is being written to. */
bool
account_reply_find(App *app, DbConn *conn, const char *address, GArray *prospects, GError **error);

/* Pauses them until a human resumes them. `address`: who wrote. */
bool account_reply_hold(App *app, DbConn *conn, const char *address, const GArray *prospects,
                        GError **error);
