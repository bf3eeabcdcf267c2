/* Backups of an SQLite workspace: one file, taken while everything runs. */
#pragma once

#include "app/app.h"

/* Writes a copy as of this instant. The file appears whole or not at all. The key that opens
 * mailbox passwords is not in it: it is a file of its own (app->key_file). Errors: INVALID on
 * PostgreSQL (names pg_dump), CONFLICT when the file is there already, IO, LIMIT. */
bool app_backup(App *app, const char *file, GError **error);

/* Is the file a sound backup? Errors: NOT_FOUND, IO naming the damage. */
bool backup_verify(const char *file, GError **error);

/* Puts a backup in the place `options->db_url` names, checked, brought to this version, and with
 * sending paused: what the backup thinks is still to be sent may have left since. An existing
 * database is replaced only with `force`, in one step. Errors: as above, CONFLICT without `force`,
 * NOT_FOUND, IO for a damaged backup. */
bool app_restore(const AppOptions *options, const char *file, bool force, GError **error);
