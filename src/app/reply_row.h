/* A reply as lists and a person's page show it. Defined in op_reply.c. */
#pragma once

#include "app/app.h"

/* The row of `reply list`; with `whole`, the texts too. Free with json_decref(). Errors: NOT_FOUND.
 */
json_t *reply_json(App *app, DbConn *conn, int64_t id, bool whole, GError **error);
