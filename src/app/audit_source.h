/* The audit's files as tables: where the row of headers is, which sheets of a workbook are meant,
 * and which rows are no records. People put titles above a table, reports group and sum up rows,
 * and boards repeat their headers. Private to the audit. */
#pragma once

#include "app/audit_columns.h"
#include "app/audit_reader.h"

/* Opens a file, or one of a workbook's sheets, with its headers where they are: in the first row
 * that is nearly as wide as the table and holds nothing but names. Errors: import_source_open()'s.
 */
bool audit_source_open(ImportSource *ret_source, const char *file, guint sheet, GError **error);
/* The same once more, from its first record on. False without an error when it can be read once
 * only: standard input. */
bool audit_source_again(const ImportSource *source, ImportSource *ret_source, GError **error);

/* Is a row none of the records: a heading, "Subtotal", "Total: 480", a footer? */
bool audit_row_is_title(const ImportSource *source, const CsvRow *row);

/* Calls `take` with each record; rows that cannot be read are noted, and so are titles and sums. A
 * column that groups rows (its header ends with an arrow) keeps its value until the next. */
bool audit_each_row(AuditReader *self, ImportSource *source, void (*take)(void *, const CsvRow *),
                    void *data, GError **error);
