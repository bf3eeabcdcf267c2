/* Exports: every row of a table as people read it, streamed a page at a time in the order of the
 * rows' numbers, whatever the size.
 *
 * Each page is its own short read: rows written meanwhile may or may not be among those that
 * follow, no row comes twice. */
#pragma once

#include "app/operation.h"

/* What can be exported, "prospects|touches|...". */
#define EXPORT_KINDS "prospects|touches|ledger|promises|replies|enrollments"

/* Emits one JSON object a row, instants with the offset of the zone the row names. */
bool export_json(App *app, const char *kind, RowSink emit, void *emit_data, GError **error);

/* Emits JSON texts, each a line of CSV without its end: first the headers, then the rows. A field
 * that a spreadsheet would run as a formula is defused (text/csv.h). */
bool export_csv(App *app, const char *kind, RowSink emit, void *emit_data, GError **error);
