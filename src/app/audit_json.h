/* The audit's report as JSON: what INTERFACES.md promises, and the rest that faces show. */
#pragma once

#include "app/audit.h"

json_t *audit_json(const AuditRun *run);

/* A row of a finding's list, and of the list of whom to revive. */
json_t *audit_json_finding_row(const AuditRun *run, AuditFindingKind kind, guint index);
json_t *audit_json_revive_row(const AuditRun *run, guint index);

/* Appends to `report` how its figures differ from an earlier report: "baseline": {"figures":
 * [{"name","before","now","change"}]}. Errors: INVALID when `earlier` is no report. */
bool audit_json_compare(json_t *report, const json_t *earlier, GError **error);

/* Sentences that keep a reader from being misled, as a JSON array. */
json_t *audit_notes(const AuditRun *run);
