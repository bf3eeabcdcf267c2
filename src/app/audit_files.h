/* The files of an audit before they are read: what each is, by itself and beside the others. */
#pragma once

#include "app/audit.h"
#include "app/audit_role.h"

/* Fills `files` (AuditFile) with what the options name, a workbook's sheets one by one, and says in
 * the reader's notes what is left out because it is neither leads nor activities. Errors: those of
 * reading a file, and INVALID for standard input that nobody says the kind of. */
bool
audit_files_gather(AuditReader *reader, const AuditOptions *options, GArray *files, GError **error);
/* Refuses a --map that no file can follow: a mistake. Errors: INVALID. */
bool audit_files_check(GArray *files, const char *const *overrides, GError **error);
/* Do some activities name people by nothing but their numbers? */
bool audit_files_want_phones(GArray *files, const char *const *overrides);
