/* The assets a sequence names against those there are. */
#pragma once

#include "app/app.h"

/* Appends a problem for each that is unknown (with the nearest key), was removed, has no file to
 * attach or no address to link, and for files that are too large together. `ret_sound`: no error
 * was added. Errors: IO. */
bool asset_check(App *app, DbConn *conn, const Sequence *sequence, GPtrArray *problems,
                 bool *ret_sound, GError **error);
