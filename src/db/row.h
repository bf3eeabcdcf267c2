/* Rows as structs: what the generated functions of tools/sqlgen.py stand on.
 *
 * A generated row struct has one field a column; the statement's DbColumn table says where. Texts
 * and blobs are either borrowed from the cursor until its next step (many rows) or copied into one
 * block which the row owns (one row).
 *
 * Only generated code calls this; everybody else calls the generated functions. */
#pragma once

#include "db/db.h"

/* Steps and fills `ret_row`; its texts and blobs are the cursor's until the next step. */
DbStep db_cursor_step_row(DbCursor *cursor, void *ret_row, GError **error);

/* Runs a statement for its first row, if any. `ret_row` (of `row_size` bytes) is zeroed when there
 * is none; otherwise `ret_owned` (a field of it) gets the block that holds its texts, free with
 * g_free(). `ret_found` may be NULL: then no row is the error NOT_FOUND. */
bool db_query_row(DbConn *conn, const DbStatement *statement, const DbValue *params, void *ret_row,
                  gsize row_size, void **ret_owned, bool *ret_found, GError **error);
