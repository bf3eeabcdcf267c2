/* A mail that waits turns out not to be fit to leave: it comes out of the outbox and lands in front
 * of a human. One that Seventh wrote is held; one that a person wrote is theirs again, as the open
 * task or the unanswered reply it was. */
#pragma once

#include "app/app.h"

/* `why` in words for who will mend it. `user_id`: whose doing it is, 0 the system's. `ret_taken`
 * false: too late, its dot is committed, and nothing happened. Errors: IO. */
bool mail_hold(App *app, DbConn *conn, int64_t touch_id, const char *why, int64_t user_id,
               bool *ret_taken, GError **error);
