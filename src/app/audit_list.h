/* The lists of a report as tables to work with: one of each finding, and one of whom to revive.
 *
 * Written from a run, or from the folder of CSV files that was written from one: both hold all rows
 * and go through them one by one. Cells that a spreadsheet would run as a formula are defused (CSV)
 * or kept as text (XLSX). */
#pragma once

#include <stdio.h>

#include "app/audit.h"

#define AUDIT_LIST_MOST 1000000 /* rows kept of one list when all are asked for */
#define AUDIT_LIST_COUNT (AUDIT_FINDING_COUNT + 1u)

typedef struct {
    const AuditRun *run; /* or NULL */
    const char *folder;  /* of audit_lists_folder(), read when there is no run */
} AuditLists;

/* "never_contacted", ..., "revive". */
const char *audit_list_name(guint list);
/* AUDIT_LIST_COUNT when there is none of that name. */
guint audit_list_find(const char *name);

/* One list as CSV, written to `to`. `rep` (may be NULL): only the rows of this person. Errors: IO.
 */
bool audit_list_csv(const AuditLists *self, guint list, const char *rep, FILE *to, GError **error);

/* Where a list lies in such a folder. Free with g_free(). */
char *audit_list_path(const char *folder, guint list);

/* One CSV file a list in a folder, which is made if needed. `ret_files` (json_decref()): an array
 * of {"kind","file","rows"}. Errors: IO. */
bool
audit_lists_folder(const AuditLists *self, const char *folder, json_t **ret_files, GError **error);

/* All lists as sheets of one workbook. Errors: IO. */
bool audit_lists_workbook(const AuditLists *self, const char *file, GError **error);
