/* Activities of an audit: calls, mails, meetings, tasks, from an export of any system. */
#pragma once

#include "app/audit_reader.h"

/* Reads a file of activities; leads must be in the book already. `overrides`: "FIELD=COLUMN" as
 * audit_activity_columns() takes them. Errors: the file's own; INVALID when no column tells when or
 * with whom. */
bool audit_read_activities(AuditReader *self, ImportSource *source, const char *const *overrides,
                           GError **error);

/* Reads a table that links engagements to people (HubSpot's associations), before the activities
 * that need it. */
bool audit_read_links(AuditReader *self, ImportSource *source, GError **error);
