/* Columns whose headers tell nothing ("What happened", "On", "Whose inquiry"): known by what stands
 * in them. Only what an audit cannot do without is looked for, only in columns that nothing else
 * claims, and the report says which were found so. */
#pragma once

#include "app/audit_columns.h"
#include "app/audit_reader.h"

/* Fills in what `columns` lacks of a leads file; fields with an override stay as they are. `self`
 * (may be NULL) remembers what was found so. */
bool audit_guess_leads(AuditReader *self, const ImportSource *source, const char *const *overrides,
                       gsize columns[LEAD_COLUMNS], GError **error);

/* The same of activities. Senders and recipients that are dates ("From", "To" of a meeting) become
 * its time. */
bool
audit_guess_activities(AuditReader *self, const ImportSource *source, const char *const *overrides,
                       gsize columns[ACT_COLUMNS], GError **error);
