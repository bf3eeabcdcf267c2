/* Importing people, companies and past attempts from files.
 *
 * A file of any size in constant memory and one transaction: whatever goes wrong, nothing of it is
 * half-written. Rows that cannot be used are listed, the others are in. Importing a file twice
 * changes nothing the second time. */
#pragma once

#include "app/operation.h"

typedef struct {
    const char *file; /* "-": standard input */
    const char *text; /* the content itself; then `file` is only its name, or NULL */
    const char *preset;
    const char *const *overrides; /* "FIELD=COLUMN", NULL-terminated, or NULL */
    const char *country;          /* of rows without one; a name or code, or NULL */
    const char *owner;            /* address of the user who gets whom the file gives nobody */
    bool dry_run;                 /* do everything, then undo it */
} ImportOptions;

/* {"rows","created","updated","skipped","rejected","errors","error_count","accounts","encoding",
 * "delimiter","preset","mapping","sample","notes","dry_run"}. Errors: what import_source_open(),
 * import_map_new() and the database say; then nothing was changed. */
bool import_prospects(App *app, const Actor *actor, const ImportOptions *options,
                      json_t **ret_result, GError **error);

/* The mapping and the first rows as they would be taken; reads only the start of the file. */
bool import_preview(App *app, const ImportOptions *options, json_t **ret_result, GError **error);

/* Companies: name, external id, website or domain. People imported with the company's id join it.
 * {"rows","created","updated","skipped","errors","error_count"}. */
bool import_companies(App *app, const ImportOptions *options, json_t **ret_result, GError **error);

/* Past attempts: calls, mails, meetings. {"rows","created","updated","skipped","not_attempts",
 * "errors","error_count"}; not_attempts: planned, cancelled or begun by the other side. */
bool import_activities(App *app, const Actor *actor, const ImportOptions *options,
                       json_t **ret_result, GError **error);

/* The workspace's users by address and by name, both in lower case -> GINT_TO_POINTER(id). */
GHashTable *import_users(App *app, DbConn *conn, GError **error);
