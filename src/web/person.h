/* The person at the right of a page: gauge, promises, next touches, what they have heard. */
#pragma once

#include "web/call.h"

/* The row of `prospect show`, dressed for "person-panel"; NULL when there is none. A person's title
 * is a key of its own, so pages hold it one level down, under "who". Free with json_decref(). */
json_t *person_load(WebCall *call, int64_t prospect_id, GError **error);
