/* Logging by parameters: what `touch log`, `touch batch` and the pages share. */
#pragma once

#include "app/app.h"

/* Logs one touch from the checked parameters of `touch log`; returns its row (json_decref()).
 * Errors: those of touch_log(), and INVALID naming the parameter. */
json_t *
touch_log_json(App *app, const Actor *actor, DbConn *conn, const json_t *params, GError **error);
