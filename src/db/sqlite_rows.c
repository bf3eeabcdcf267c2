/* Many rows in one INSERT: the rows wait in memory and SQLite reads them as a table, "given".
 *
 * One statement for hundreds of rows opens the table and its indexes once instead of once a row.
 * "INSERT INTO t (a, b) VALUES ($1, $2)" becomes "INSERT INTO t (a, b) SELECT v1, v2 FROM given",
 * where `given` is a virtual table that only this connection has, and only while it writes rows. */
#include <string.h>

#include "db/sqlite_private.h"

#define MOST_COLUMNS 64

typedef struct {
    sqlite3_vtab base;
    SqliteConn *conn;
} GivenTable;

typedef struct {
    sqlite3_vtab_cursor base;
    const DbRows *rows;
    gsize row;
    DbValue values[MOST_COLUMNS]; /* of `row` */
} GivenCursor;

static int
given_connect(sqlite3 *handle, void *conn, int argc, const char *const *argv,
              sqlite3_vtab **ret_table, char **ret_message)
{
    g_autoptr(GString) schema = g_string_new("CREATE TABLE given (v1");

    for (int i = 2; i <= MOST_COLUMNS; i++)
        g_string_append_printf(schema, ", v%d", i);
    g_string_append_c(schema, ')');
    int code = sqlite3_declare_vtab(handle, schema->str);
    if (code != SQLITE_OK)
        return code;
    GivenTable *table = g_new0(GivenTable, 1);
    table->conn = conn;
    *ret_table = &table->base;
    return SQLITE_OK;
}

static int
given_disconnect(sqlite3_vtab *table)
{
    g_free(table);
    return SQLITE_OK;
}

/* There is one way to read: from the first row to the last. */
static int
given_best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
    info->estimatedCost = 1;
    return SQLITE_OK;
}

static int
given_open(sqlite3_vtab *table, sqlite3_vtab_cursor **ret_cursor)
{
    GivenCursor *cursor = g_new0(GivenCursor, 1);

    cursor->rows = &((GivenTable *)table)->conn->rows;
    *ret_cursor = &cursor->base;
    return SQLITE_OK;
}

static int
given_close(sqlite3_vtab_cursor *cursor)
{
    g_free(cursor);
    return SQLITE_OK;
}

static void
fill(GivenCursor *cursor)
{
    const DbRows *rows = cursor->rows;

    if (cursor->row < rows->count)
        rows->fill((const char *)rows->first + cursor->row * rows->size, cursor->values);
}

static int
given_filter(sqlite3_vtab_cursor *base, int plan, const char *plan_name, int argc,
             sqlite3_value **argv)
{
    GivenCursor *cursor = (GivenCursor *)base;

    cursor->row = 0;
    fill(cursor);
    return SQLITE_OK;
}

static int
given_next(sqlite3_vtab_cursor *base)
{
    GivenCursor *cursor = (GivenCursor *)base;

    cursor->row++;
    fill(cursor);
    return SQLITE_OK;
}

static int
given_eof(sqlite3_vtab_cursor *base)
{
    const GivenCursor *cursor = (GivenCursor *)base;

    return cursor->row >= cursor->rows->count;
}

static int
given_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
    const DbValue *value = &((GivenCursor *)base)->values[column];

    switch (value->type) {
    case DB_INT:
        if (value->integer != DB_NULL_INT)
            sqlite3_result_int64(context, value->integer);
        break;
    case DB_REAL:
        sqlite3_result_double(context, value->real);
        break;
    case DB_TEXT:
        if (value->text != NULL)
            sqlite3_result_text(context, value->text, -1, SQLITE_STATIC);
        break;
    case DB_BLOB:
        if (value->blob.data != NULL && value->blob.length == 0)
            sqlite3_result_zeroblob(context, 0);
        else if (value->blob.data != NULL)
            sqlite3_result_blob64(context, value->blob.data, value->blob.length, SQLITE_STATIC);
        break;
    }
    return SQLITE_OK;
}

static int
given_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *ret_id)
{
    *ret_id = (sqlite3_int64)((GivenCursor *)base)->row;
    return SQLITE_OK;
}

static const sqlite3_module GIVEN = {
    .xConnect = given_connect,
    .xDisconnect = given_disconnect,
    .xBestIndex = given_best_index,
    .xOpen = given_open,
    .xClose = given_close,
    .xFilter = given_filter,
    .xNext = given_next,
    .xEof = given_eof,
    .xColumn = given_column,
    .xRowid = given_rowid,
};

/* The statement as it reads from `given`. Free with g_free(). */
static char *
sql_from_given(const DbStatement *statement)
{
    const char *sql = statement->sql[DB_ENGINE_SQLITE];
    const char *values = strstr(sql, "VALUES (");
    gsize length = strlen(sql);

    g_assert(values != NULL && sql[length - 1] == ')');
    g_assert(statement->param_count <= MOST_COLUMNS);
    g_autoptr(GString) text = g_string_new_len(sql, values - sql);
    g_string_append(text, "SELECT ");
    for (const char *p = values + strlen("VALUES ("); p < sql + length - 1; p++)
        g_string_append_c(text, *p == '$' ? 'v' : *p);
    g_string_append(text, " FROM given");
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static sqlite3_stmt *
make(SqliteConn *conn, const DbStatement *statement, GError **error)
{
    g_autofree char *sql = sql_from_given(statement);
    sqlite3_stmt *made = NULL;

    if (sqlite3_create_module(conn->handle, "given", &GIVEN, conn) != SQLITE_OK ||
        sqlite3_prepare_v3(conn->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &made, NULL) !=
            SQLITE_OK)
        sqlite_fail(conn->handle, conn->base.db, statement->name, error);
    return made;
}

bool
sqlite_exec_rows(DbConn *base, const DbStatement *statement, const DbRows *rows, GError **error)
{
    SqliteConn *conn = (SqliteConn *)base;

    if (conn->rows_of != statement) {
        g_clear_pointer(&conn->rows_made, sqlite3_finalize);
        conn->rows_made = make(conn, statement, error);
        conn->rows_of = conn->rows_made != NULL ? statement : NULL;
    }
    if (conn->rows_made == NULL)
        return false;
    conn->rows = *rows;
    bool done = sqlite3_step(conn->rows_made) == SQLITE_DONE;
    if (!done)
        sqlite_fail(conn->handle, base->db, statement->name, error);
    sqlite3_reset(conn->rows_made);
    conn->rows.count = 0;
    return done;
}
