/* Leads of an audit, from an export of any system. */
#pragma once

#include "app/audit_reader.h"
#include "app/audit_when.h"

/* Reads a file of leads, contacts or deals into the book. `overrides`: "FIELD=COLUMN" as
 * audit_lead_columns() takes them. Errors: the file's own, and INVALID when no column tells who the
 * leads are. */
bool audit_read_leads(AuditReader *self, ImportSource *source, const char *const *overrides,
                      GError **error);

/* Notes in reader->inputs what a file was taken for: product, kind, columns, rows. */
void
audit_note_input(AuditReader *self, const ImportSource *source, const char *kind,
                 const gsize *columns, gsize count, const char *(*name_of)(int), uint64_t rows);

/* Looks through a file's dates for which of day and month comes first: at its first rows, and on
 * while nothing has settled it. `columns`: `count` of them, IMPORT_NO_COLUMN among them is passed
 * over. Standard input cannot be read twice: its habits stay empty. */
bool audit_learn_dates(const ImportSource *source, const gsize *columns, gsize count,
                       WhenHabit *habits, GError **error);
