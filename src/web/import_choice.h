/* What a person may choose for a column of an import, and what the choices mean to the operation.
 */
#pragma once

#include "web/call.h"

/* Turns the selects of the preview ("c0", "c1", ... from the query or the form) into overrides
 * "FIELD=COLUMN" by the mapping found without any. NULL when nothing was changed. */
json_t *import_choice_overrides(WebCall *call, bool from_form, const json_t *found);

/* Adds to each column of `mapping` its "options" and "how_say"; `found` is the mapping without
 * overrides. */
void
import_choice_decorate(WebCall *call, bool from_form, const json_t *found, const json_t *mapping);

/* "Mail address" for "email"; the name itself when it has none. */
const char *import_field_label(const char *name);
