/* An SQLite database as a file: is it sound, and how to copy it while it is in use.
 *
 * Only for backup, restore and doctor; all other work goes through db.h. PostgreSQL has pg_dump for
 * this. */
#pragma once

#include "base/error.h"

/* Reads the whole file and looks for damage. Errors: NOT_FOUND, IO (no database, or damaged; the
 * message says what was found first). */
bool db_file_check(const char *path, GError **error);

/* Copies a database as of one instant, while others read and write it, into another, which is made
 * (readable by its owner only) or wholly replaced in one transaction. On disk when it returns.
 * Errors: IO, LIMIT (disk full), UNAVAILABLE (either stayed locked for 10 s). */
bool db_file_copy(const char *from, const char *to, GError **error);
