/* The fields of a person that only this workspace knows ("fleet_size"), changed by hand. */
#pragma once

#include "app/app.h"

/* Changes `fields` (JSON text, or NULL) by `changes`, a list of "name=value"; a blank value takes
 * the field away. Names are as in texts: small letters, digits, underscores. Free the JSON text
 * with g_free(). Errors: INVALID naming the field. */
char *prospect_fields_change(const char *fields, const json_t *changes, GError **error);
