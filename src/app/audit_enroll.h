/* From the report back to work: the leads worth reviving go into a sequence. */
#pragma once

#include "app/audit.h"

/* Takes the first `most` leads to revive that have an address: those the workspace does not know
 * are imported, then all are enrolled. `ret_result`: {"sequence","created","updated","enrolled",
 * "refused":[{"prospect","reason"}],"without_address"}. Errors: those of importing and enrolling;
 * nobody is enrolled then, but people may have been imported. */
bool audit_enroll(App *app, const Actor *actor, const AuditRun *run, const char *sequence,
                  guint most, json_t **ret_result, GError **error);

/* The same for people of a report: rows of its "revive" list; those without "email" are counted
 * and passed over. */
bool audit_enroll_people(App *app, const Actor *actor, const json_t *people, const char *sequence,
                         json_t **ret_result, GError **error);
