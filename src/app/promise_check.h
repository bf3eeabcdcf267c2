/* Can a promise to a person be kept? Their holidays and hours, the promiser's days off and hours.
 */
#pragma once

#include "app/promise.h"
#include "core/promise_check.h"

/* `ret_kept`: whether it can; else `ret_problem` and in words `ret_say` (free with g_free(); may be
 * NULL to leave it out). A leave handed over is kept by the colleague. Errors: the database's. */
bool promise_can_be_kept(App *app, DbConn *conn, const PromiseGiven *promise, bool *ret_kept,
                         PromiseProblem *ret_problem, char **ret_say, GError **error);

/* The same as an error: CONFLICT with the reason and another time. */
bool promise_check_kept(App *app, DbConn *conn, const PromiseGiven *promise, GError **error);
