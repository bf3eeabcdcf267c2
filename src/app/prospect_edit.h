/* Editing a person by hand, and trying again what the missing field had held up. */
#pragma once

#include "app/app.h"

/* `changes`: any of first_name, last_name, title, role, email, phone, mobile, linkedin, country,
 * zone, language; a blank text clears; and field, a list (prospect_fields.h). A new address is no
 * longer bounced, a new number no longer wrong; mail still waiting for the old address is taken
 * back. A new country moves a guessed zone. Errors: INVALID naming the field; CONFLICT when
 * somebody else has the address. */
bool prospect_edit(App *app, DbConn *conn, int64_t prospect_id, const json_t *changes,
                   int64_t user_id, GError **error);
