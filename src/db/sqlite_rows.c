/* Many rows in one INSERT: the rows wait in memory and SQLite reads them as a table, "given".
 *
 * One statement for hundreds of rows opens the table and its indexes once instead of once a row.
 * "INSERT INTO t (a, b) VALUES ($1, $2)" becomes "INSERT INTO t (a, b) SELECT v1, v2 FROM given",
 * where `given` is a virtual table that only this connection has, and only while it writes rows.
 *
 * Reading a value from a table costs more than all else that is done with it, so what all rows have
 * in common (the workspace, the time, all that a file does not tell) is bound once: "SELECT v1, ?2
 * FROM given". */
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

/* Bit N: parameter N + 1 is not the same in all rows. It is when it is the same number, NULL, or
 * the very same text. */
static uint64_t
differing(const DbStatement *statement, const DbRows *rows, DbValue *ret_first)
{
    DbValue values[MOST_COLUMNS];
    uint64_t all = UINT64_MAX >> (MOST_COLUMNS - statement->param_count), differ = 0;

    rows->fill(rows->first, ret_first);
    for (gsize row = 1; row < rows->count && differ != all; row++) {
        rows->fill((const char *)rows->first + row * rows->size, values);
        for (uint64_t left = all & ~differ; left != 0; left &= left - 1) {
            int place = __builtin_ctzll(left);
            const DbValue *first = &ret_first[place], *value = &values[place];
            bool same = (value->type == DB_INT && value->integer == first->integer) ||
                        (value->type == DB_TEXT && value->text == first->text);
            if (!same)
                differ |= UINT64_C(1) << place;
        }
    }
    return differ;
}

/* The statement as it reads what differs from `given`. Free with g_free(). */
static char *
sql_from_given(const DbStatement *statement, uint64_t differ)
{
    const char *sql = statement->sql[DB_ENGINE_SQLITE];
    const char *values = strstr(sql, "VALUES (");
    gsize length = strlen(sql);

    g_assert(values != NULL && sql[length - 1] == ')');
    g_autoptr(GString) text = g_string_new_len(sql, values - sql);
    g_string_append(text, "SELECT ");
    for (const char *p = values + strlen("VALUES ("); p < sql + length - 1; p++) {
        bool own = *p == '$' && (differ >> (g_ascii_strtoull(p + 1, NULL, 10) - 1) & 1) != 0;
        g_string_append_c(text, *p != '$' ? *p : own ? 'v' : '?');
    }
    g_string_append(text, " FROM given");
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* Prepares the statement again when rows differ in what was common to all before. */
static bool
make(SqliteConn *conn, const DbStatement *statement, uint64_t differ, GError **error)
{
    if (conn->rows_of == NULL &&
        sqlite3_create_module(conn->handle, "given", &GIVEN, conn) != SQLITE_OK)
        return sqlite_fail(conn->handle, conn->base.db, statement->name, error);
    if (conn->rows_of == statement)
        differ |= conn->rows_differ;
    if (conn->rows_of == statement && differ == conn->rows_differ && conn->rows_made != NULL)
        return true;
    g_autofree char *sql = sql_from_given(statement, differ);
    g_clear_pointer(&conn->rows_made, sqlite3_finalize);
    conn->rows_of = statement;
    conn->rows_differ = differ;
    if (sqlite3_prepare_v3(conn->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &conn->rows_made,
                           NULL) == SQLITE_OK)
        return true;
    return sqlite_fail(conn->handle, conn->base.db, statement->name, error);
}

/* Binds what is the same in all rows. */
static bool
bind_common(const SqliteConn *conn, const DbValue *first)
{
    bool bound = true;

    for (guint i = 0; bound && i < conn->rows_of->param_count; i++)
        if ((conn->rows_differ >> i & 1) == 0)
            bound = sqlite_bind_value(conn->rows_made, (int)i + 1, &first[i], SQLITE_STATIC) ==
                    SQLITE_OK;
    return bound;
}

bool
sqlite_exec_rows(DbConn *base, const DbStatement *statement, const DbRows *rows, GError **error)
{
    SqliteConn *conn = (SqliteConn *)base;
    DbValue first[MOST_COLUMNS];

    g_assert(statement->param_count > 0 && statement->param_count <= MOST_COLUMNS);
    if (rows->count == 0)
        return true;
    if (!make(conn, statement, differing(statement, rows, first), error))
        return false;
    conn->rows = *rows;
    bool done = bind_common(conn, first) && sqlite3_step(conn->rows_made) == SQLITE_DONE;
    if (!done)
        sqlite_fail(conn->handle, base->db, statement->name, error);
    sqlite3_reset(conn->rows_made);
    sqlite3_clear_bindings(conn->rows_made);
    conn->rows.count = 0;
    return done;
}
