/* The PostgreSQL driver, on libpq: equal connections, statements prepared once on each.
 *
 * Results are read whole: a statement that may return many rows pages by key. Statements sent
 * "later" travel in pipeline mode; anything else first reads the pipeline's answers. */
#include <poll.h>
#include <string.h>

#include "db/postgresql_private.h"

/* Each statement is planned once, for any parameters, and by an index: the very plan that a test
 * has looked at (db_statement_scans()). Otherwise a page spends half its time on planning what it
 * planned before, and a plan made while a table was empty walks it when it is full. */
#define PLANS "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET jit = off"
#define BINARY 1

typedef struct {
    DbCursor base;
    PGresult *result;
    int row, rows;
} PgCursor;

static bool
pg_open(Db *db, GError **error)
{
    return true;
}

static void
pg_close(Db *db)
{
}

static void
ignore_notice(void *data, const PGresult *result)
{
}

static void
pg_disconnect(DbConn *base)
{
    PgConn *conn = (PgConn *)base;

    PQfinish(conn->pg);
    g_free(conn->prepared);
    g_hash_table_unref(conn->prepared_rows);
    pg_pipeline_clear(conn);
    g_free(conn);
}

static bool
set_up(PGconn *pg, GError **error)
{
    const char *encoding = PQparameterStatus(pg, "server_encoding");

    if (g_strcmp0(encoding, "UTF8") != 0)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "the database \"%s\" has the encoding %s: create it with ENCODING 'UTF8'",
                         PQdb(pg), encoding);
    g_autoptr(PGresult) set = PQexec(pg, PLANS);
    return PQresultStatus(set) == PGRES_COMMAND_OK || pg_fail_connect(pg, error);
}

static PGconn *
connect_to(const char *url, GError **error)
{
    /* What stands before the URL it may override, what stands after it not. */
    static const char *const NAMES[] = { "connect_timeout", "fallback_application_name", "dbname",
                                         "client_encoding", NULL };
    const char *const values[] = { "10", "seventh", url, "UTF8", NULL };
    PGconn *pg = PQconnectdbParams(NAMES, values, 1);
    bool ready = PQstatus(pg) == CONNECTION_OK ? set_up(pg, error) : pg_fail_connect(pg, error);

    if (!ready) {
        PQfinish(pg);
        return NULL;
    }
    PQsetNoticeReceiver(pg, ignore_notice, NULL);
    return pg;
}

static DbConn *
pg_connect(Db *db, DbAccess access, GError **error)
{
    const DbCatalog *catalog = db_catalog(db);
    PGconn *pg = connect_to(db_url(db), error);
    PgConn *conn;

    if (pg == NULL)
        return NULL;
    conn = g_new0(PgConn, 1);
    conn->base.driver = &POSTGRESQL_DRIVER;
    conn->base.db = db;
    conn->pg = pg;
    conn->count = catalog != NULL ? catalog->count : 0;
    conn->prepared = g_new0(bool, conn->count);
    conn->prepared_rows = g_hash_table_new(NULL, NULL);
    pg_pipeline_init(conn);
    return &conn->base;
}

/* Looks at the socket without a round trip: a server that went away has left word there, its
 * farewell first and the end of the stream after it. */
static bool
connection_lives(PgConn *conn)
{
    for (int i = 0; i < 8 && PQstatus(conn->pg) == CONNECTION_OK; i++) {
        struct pollfd socket = { .fd = PQsocket(conn->pg), .events = POLLIN };

        if (poll(&socket, 1, 0) <= 0)
            return true;
        if (PQconsumeInput(conn->pg) == 0)
            return false;
    }
    return PQstatus(conn->pg) == CONNECTION_OK;
}

static bool
pg_is_alive(DbConn *base)
{
    PgConn *conn = (PgConn *)base;

    return connection_lives(conn) &&
           (conn->rolls_back || PQtransactionStatus(conn->pg) == PQTRANS_IDLE);
}

static bool
run(PgConn *conn, const char *sql, const char *what, GError **error)
{
    g_autoptr(PGresult) result = PQexec(conn->pg, sql);
    ExecStatusType status = PQresultStatus(result);

    /* A migration may concern the other engine only. */
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY)
        return true;
    return pg_fail(conn, result, what, error);
}

/* Travels with the first statement. */
static bool
pg_begin(DbConn *base, DbPatience patience, GError **error)
{
    PgConn *conn = (PgConn *)base;

    if (base->access == DB_READ)
        return pg_send_command(conn, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", error);
    return pg_send_command(conn, "BEGIN ISOLATION LEVEL READ COMMITTED", error) &&
           (patience != DB_COMMIT_LIGHT ||
            pg_send_command(conn, "SET LOCAL synchronous_commit = off", error));
}

static void
pg_rollback(DbConn *base)
{
    PgConn *conn = (PgConn *)base;

    pg_flush(base, NULL);
    pg_forget_ahead(conn);
    if (base->access == DB_READ)
        pg_send_rollback(conn); /* nothing hangs on it */
    else
        PQclear(PQexec(conn->pg, "ROLLBACK"));
}

static bool
pg_commit(DbConn *base, GError **error)
{
    PgConn *conn = (PgConn *)base;
    g_autoptr(PGresult) result = NULL;

    pg_forget_ahead(conn);
    /* A connection found dead before the word was sent has surely not committed. */
    if (!connection_lives(conn))
        return pg_fail_lost(conn, "commit", error);
    result = PQexec(conn->pg, "COMMIT");
    if (PQresultStatus(result) == PGRES_COMMAND_OK) {
        if (strcmp(PQcmdStatus(result), "COMMIT") == 0)
            return true;
        return error_set(error, SEVENTH_ERROR_IO, "commit: the server answered %s",
                         PQcmdStatus(result));
    }
    if (PQstatus(conn->pg) == CONNECTION_BAD || pg_is_farewell(result))
        return error_set(error, SEVENTH_ERROR_UNCERTAIN,
                         "commit: the database server vanished before it answered; the work may or "
                         "may not be saved: look before you repeat it");
    return pg_fail(conn, result, "commit", error);
}

const char *
pg_statement_name(const DbStatement *statement, char buffer[PG_STATEMENT_NAME_SIZE])
{
    if (statement->index == DB_UNCACHED)
        return "";
    g_snprintf(buffer, PG_STATEMENT_NAME_SIZE, "s%u", statement->index);
    return buffer;
}

bool
pg_prepare(PgConn *conn, const DbStatement *statement, GError **error)
{
    bool cached = statement->index < conn->count;
    char name[PG_STATEMENT_NAME_SIZE];
    g_autoptr(PGresult) result = NULL;
    g_autofree Oid *types = NULL;

    g_assert(cached || statement->index == DB_UNCACHED);
    if (cached && conn->prepared[statement->index])
        return true;
    if (!pg_flush(&conn->base, error))
        return false;
    types = g_new(Oid, statement->param_count);
    for (guint i = 0; i < statement->param_count; i++)
        types[i] = pg_type_oid(statement->param_types[i]);
    result = PQprepare(conn->pg, pg_statement_name(statement, name),
                       statement->sql[DB_ENGINE_POSTGRESQL], (int)statement->param_count, types);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        return pg_fail(conn, result, statement->name, error);
    if (cached)
        conn->prepared[statement->index] = true;
    return true;
}

/* Sends a statement and waits for its whole result; NULL on failure. */
static PGresult *
execute(PgConn *conn, const DbStatement *statement, const DbValue *params, GError **error)
{
    char name[PG_STATEMENT_NAME_SIZE];
    PgParamsBuffer buffer;
    g_autoptr(PGresult) result = NULL;
    g_autoptr(GError) failed = NULL;

    if (!pg_prepare(conn, statement, error) || !pg_params_fill(&buffer, statement, params, error))
        return NULL;
    result = pg_run_prepared(conn, statement, pg_statement_name(statement, name), &buffer.params,
                             &failed);
    pg_params_clear(&buffer);
    if (failed != NULL) {
        g_propagate_error(error, g_steal_pointer(&failed));
        return NULL;
    }
    if (PQresultStatus(result) == PGRES_COMMAND_OK || PQresultStatus(result) == PGRES_TUPLES_OK)
        return g_steal_pointer(&result);
    pg_fail(conn, result, statement->name, error);
    return NULL;
}

static DbCursor *
pg_query(DbConn *base, const DbStatement *statement, const DbValue *params, GError **error)
{
    PgConn *conn = (PgConn *)base;
    g_autoptr(PGresult) result = NULL;
    PgCursor *cursor;

    if (!pg_take_ahead(conn, statement, params, &result, error))
        return NULL;
    if (result == NULL)
        result = execute(conn, statement, params, error);
    if (result == NULL || !db_check_columns(statement, (guint)PQnfields(result), error))
        return NULL;
    cursor = g_new0(PgCursor, 1);
    cursor->row = -1;
    cursor->rows = PQntuples(result);
    cursor->result = g_steal_pointer(&result);
    return &cursor->base;
}

static DbStep
pg_cursor_step(DbCursor *base, GError **error)
{
    PgCursor *cursor = (PgCursor *)base;

    if (cursor->row + 1 >= cursor->rows)
        return DB_DONE;
    cursor->row++;
    return DB_ROW;
}

static int64_t
pg_column_int(DbCursor *base, int column)
{
    PgCursor *cursor = (PgCursor *)base;

    return pg_value_int(cursor->result, cursor->row, column);
}

static double
pg_column_real(DbCursor *base, int column)
{
    PgCursor *cursor = (PgCursor *)base;

    return pg_value_real(cursor->result, cursor->row, column);
}

static const void *
pg_column_blob(DbCursor *base, int column, gsize *ret_length)
{
    PgCursor *cursor = (PgCursor *)base;
    bool is_null = PQgetisnull(cursor->result, cursor->row, column);

    *ret_length = (gsize)PQgetlength(cursor->result, cursor->row, column);
    return is_null ? NULL : PQgetvalue(cursor->result, cursor->row, column);
}

/* libpq ends every value with a NUL of its own. */
static const char *
pg_column_text(DbCursor *base, int column, gsize *ret_length)
{
    gsize length;
    const char *text = pg_column_blob(base, column, &length);

    if (ret_length != NULL)
        *ret_length = length;
    return text;
}

static void
pg_cursor_close(DbCursor *base)
{
    PgCursor *cursor = (PgCursor *)base;

    PQclear(cursor->result);
    g_free(cursor);
}

static bool
pg_exec(DbConn *conn, const DbStatement *statement, const DbValue *params, int64_t *ret_changed,
        GError **error)
{
    g_autoptr(PGresult) result = execute((PgConn *)conn, statement, params, error);

    if (result == NULL)
        return false;
    if (ret_changed != NULL)
        *ret_changed = g_ascii_strtoll(PQcmdTuples(result), NULL, 10);
    return true;
}

static bool
pg_exec_later(DbConn *base, const DbStatement *statement, const DbValue *params, GError **error)
{
    PgConn *conn = (PgConn *)base;
    char name[PG_STATEMENT_NAME_SIZE];
    PgParamsBuffer buffer;
    bool sent;

    if (statement->index == DB_UNCACHED)
        return pg_exec(base, statement, params, NULL, error);
    if (!pg_prepare(conn, statement, error) || !pg_params_fill(&buffer, statement, params, error))
        return false;
    sent =
        pg_send_later(conn, statement, pg_statement_name(statement, name), &buffer.params, error);
    pg_params_clear(&buffer);
    return sent;
}

static bool
pg_exec_script(DbConn *base, const char *sql, GError **error)
{
    return pg_flush(base, error) && run((PgConn *)base, sql, "script", error);
}

const DbDriver POSTGRESQL_DRIVER = {
    .scheme = "postgresql://",
    .engine = DB_ENGINE_POSTGRESQL,
    .open = pg_open,
    .close = pg_close,
    .connect = pg_connect,
    .disconnect = pg_disconnect,
    .is_alive = pg_is_alive,
    .begin = pg_begin,
    .commit = pg_commit,
    .rollback = pg_rollback,
    .query = pg_query,
    .query_ahead = pg_query_ahead,
    .exec = pg_exec,
    .exec_later = pg_exec_later,
    .exec_rows = pg_exec_rows,
    .flush = pg_flush,
    .exec_script = pg_exec_script,
    .scans = pg_scans,
    .cursor_step = pg_cursor_step,
    .column_int = pg_column_int,
    .column_real = pg_column_real,
    .column_text = pg_column_text,
    .column_blob = pg_column_blob,
    .cursor_close = pg_cursor_close,
};
