/* How many candidates a source of a list has. Used by app/prospect_list.c to choose the narrowest.
 *
 * Counting reads an index alone and stops at a cap: it costs a tenth of fetching the same people.
 */
#pragma once

#include "app/prospect_source.h"

/* Counted to `cap`, which is positive. Whom the walk would pass over (an address of somebody whom
 * the name found already) counts all the same. */
bool source_count(const SourceAsk *ask, SourceKind kind, int cap, int *ret_count, GError **error);
