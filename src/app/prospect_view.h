/* A person's page: who they are, where they stand, what was promised and said, what comes next. */
#pragma once

#include "app/app.h"

/* The object of `prospect show`; free with json_decref(). Errors: NOT_FOUND. */
json_t *prospect_view(App *app, DbConn *conn, int64_t prospect_id, GError **error);
