/* A sequence as the faces show it: what it says and what came of it, from maintained counts. */
#pragma once

#include "app/app.h"

/* The row of `sequence list`, or with `whole` the object of `sequence show`. `version` 0: the
 * newest. Errors: NOT_FOUND. */
json_t *
sequence_view(App *app, DbConn *conn, const char *name, int version, bool whole, GError **error);
