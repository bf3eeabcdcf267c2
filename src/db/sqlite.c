/* The SQLite driver: one writer, many readers, WAL, synchronous=FULL.
 *
 * Committing never copies the WAL back into the database: a thread of its own does that
 * (sqlite_checkpoint.c), so that a writer's commit costs one append and one fsync. */
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "db/driver.h"
#include "db/sqlite_private.h"

typedef struct {
    DbCursor base;
    sqlite3_stmt *made;
    bool gives_rowid; /* its one column is the new row's id */
    int64_t rowid;
} SqliteCursor;

static bool
sqlite_open(Db *db, GError **error)
{
    const char *path = sqlite_path(db);

    if (*path == '\0' || g_str_has_prefix(path, ":memory:") || g_str_has_prefix(path, "file:"))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "database URL \"%s\": name a file, as in sqlite:./seventh.db", db_url(db));
    db_set_driver_state(db, sqlite_checkpointer_new(db));
    return true;
}

static void
sqlite_close(Db *db)
{
    sqlite_checkpointer_free(db_driver_state(db));
}

static void
sqlite_disconnect(DbConn *base)
{
    SqliteConn *conn = (SqliteConn *)base;

    for (gsize i = 0; i < conn->count; i++)
        sqlite3_finalize(conn->prepared[i].made);
    g_free(conn->prepared);
    sqlite3_finalize(conn->rows_made);
    sqlite3_finalize(conn->begin);
    sqlite3_finalize(conn->commit);
    sqlite3_finalize(conn->rollback);
    sqlite3_close_v2(conn->handle);
    g_free(conn);
}

static DbConn *
sqlite_connect(Db *db, DbAccess access, GError **error)
{
    const DbCatalog *catalog = db_catalog(db);
    SqliteConn *conn;
    sqlite3 *handle = sqlite_handle_open(db, access, error);

    if (handle == NULL)
        return NULL;
    conn = g_new0(SqliteConn, 1);
    conn->base.driver = &SQLITE_DRIVER;
    conn->base.db = db;
    conn->handle = handle;
    conn->count = catalog != NULL ? catalog->count : 0;
    conn->prepared = g_new0(SqlitePrepared, conn->count);
    if (access == DB_WRITE)
        sqlite_checkpointer_watch(db_driver_state(db), handle);
    return &conn->base;
}

static bool
sqlite_is_alive(DbConn *conn)
{
    return true;
}

/* A word of transactions; `made` keeps its prepared form. */
static bool
run(SqliteConn *conn, sqlite3_stmt **made, const char *sql, GError **error)
{
    bool done =
        (*made != NULL || sqlite3_prepare_v3(conn->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, made,
                                             NULL) == SQLITE_OK) &&
        sqlite3_step(*made) == SQLITE_DONE;

    if (!done)
        sqlite_fail(conn->handle, conn->base.db, sql, error);
    sqlite3_reset(*made);
    return done;
}

/* In WAL mode a commit under NORMAL does not wait for the disk; the next under FULL syncs it too.
 */
static bool
sqlite_begin(DbConn *base, DbPatience patience, GError **error)
{
    SqliteConn *conn = (SqliteConn *)base;
    bool hasty = patience != DB_COMMIT_WAITS;

    if (hasty != conn->hasty) {
        sqlite3_exec(conn->handle, hasty ? "PRAGMA synchronous=NORMAL" : "PRAGMA synchronous=FULL",
                     NULL, NULL, NULL);
        conn->hasty = hasty;
    }
    return run(conn, &conn->begin, base->access == DB_WRITE ? "BEGIN IMMEDIATE" : "BEGIN", error);
}

static void
sqlite_rollback(DbConn *base)
{
    SqliteConn *conn = (SqliteConn *)base;

    /* Some failures (disk full) have rolled back already. */
    if (!sqlite3_get_autocommit(conn->handle))
        run(conn, &conn->rollback, "ROLLBACK", NULL);
}

static bool
sqlite_commit(DbConn *base, GError **error)
{
    SqliteConn *conn = (SqliteConn *)base;

    if (run(conn, &conn->commit, "COMMIT", error))
        return true;
    sqlite_rollback(base);
    return false;
}

/* What a commit under FULL does itself, but without keeping the writer waiting: the WAL is written
 * already and goes to the disk. Where it was copied into the database meanwhile, or is gone, SQLite
 * has synced it before: it does so under NORMAL too. SQLite's locks lie on other files, so closing
 * this one releases none. */
static bool
sqlite_sync(Db *db, GError **error)
{
    g_autofree char *wal = g_strconcat(sqlite_path(db), "-wal", NULL);
    int fd = open(wal, O_RDONLY | O_CLOEXEC);
    int result = fd >= 0 ? fdatasync(fd) : errno == ENOENT ? 0 : -1;
    int problem = errno;

    if (fd >= 0)
        close(fd);
    return result == 0 || error_set(error, SEVENTH_ERROR_IO,
                                    "%s: it cannot be brought to the disk: %s: check the disk", wal,
                                    g_strerror(problem));
}

/* Bytes of a statement without its "RETURNING id", where the row's id is as well to be had from the
 * connection: for RETURNING, SQLite makes a table at every run. An `id` is always the rowid
 * (db/migrate.h); where a conflict may leave nothing inserted, the rowid would be another's. */
static int
length_without_id(const char *sql)
{
    static const char ENDING[] = "RETURNING id";
    bool plain = g_str_has_prefix(sql, "INSERT INTO ") && strstr(sql, "ON CONFLICT") == NULL &&
                 strstr(sql, "SELECT") == NULL;

    return plain && g_str_has_suffix(sql, ENDING) ? (int)(strlen(sql) - strlen(ENDING)) : -1;
}

static sqlite3_stmt *
make(SqliteConn *conn, const DbStatement *statement, unsigned flags, GError **error)
{
    const char *sql = statement->sql[DB_ENGINE_SQLITE];
    sqlite3_stmt *made = NULL;
    int length = length_without_id(sql);

    if (sqlite3_prepare_v3(conn->handle, sql, length, flags, &made, NULL) != SQLITE_OK) {
        sqlite_fail(conn->handle, conn->base.db, statement->name, error);
        return NULL;
    }
    g_assert(sqlite3_bind_parameter_count(made) == (int)statement->param_count);
    guint columns = (guint)sqlite3_column_count(made) + (length >= 0 ? 1 : 0);
    if (!db_check_columns(statement, columns, error))
        g_clear_pointer(&made, sqlite3_finalize);
    return made;
}

sqlite3_stmt *
sqlite_prepare(SqliteConn *conn, const DbStatement *statement, GError **error)
{
    SqlitePrepared *own;

    if (statement->index >= conn->count || conn->prepared[statement->index].in_use)
        return make(conn, statement, 0, error);
    own = &conn->prepared[statement->index];
    if (own->made == NULL)
        own->made = make(conn, statement, SQLITE_PREPARE_PERSISTENT, error);
    own->in_use = own->made != NULL;
    return own->made;
}

void
sqlite_put_back(SqliteConn *conn, const DbStatement *statement, sqlite3_stmt *made)
{
    if (statement->index >= conn->count || conn->prepared[statement->index].made != made) {
        sqlite3_finalize(made);
        return;
    }
    sqlite3_reset(made);
    conn->prepared[statement->index].in_use = false;
}

int
sqlite_bind_value(sqlite3_stmt *made, int place, const DbValue *value,
                  sqlite3_destructor_type lifetime)
{
    switch (value->type) {
    case DB_INT:
        if (value->integer == DB_NULL_INT)
            return sqlite3_bind_null(made, place);
        return sqlite3_bind_int64(made, place, value->integer);
    case DB_REAL: /* SQLite stores NaN as NULL by itself */
        return sqlite3_bind_double(made, place, value->real);
    case DB_TEXT:
        return sqlite3_bind_text(made, place, value->text, -1, lifetime);
    case DB_BLOB:
        if (value->blob.data != NULL && value->blob.length == 0)
            return sqlite3_bind_zeroblob(made, place, 0);
        return sqlite3_bind_blob64(made, place, value->blob.data, value->blob.length, lifetime);
    }
    g_assert_not_reached();
}

/* `lifetime` says whether SQLite must copy texts (the cursor outlives the caller's values). */
static bool
bind(SqliteConn *conn, sqlite3_stmt *made, const DbStatement *statement, const DbValue *params,
     sqlite3_destructor_type lifetime, GError **error)
{
    for (guint i = 0; i < statement->param_count; i++) {
        if (sqlite_bind_value(made, (int)i + 1, &params[i], lifetime) != SQLITE_OK)
            return sqlite_fail(conn->handle, conn->base.db, statement->name, error);
    }
    return true;
}

static DbCursor *
sqlite_query(DbConn *base, const DbStatement *statement, const DbValue *params, GError **error)
{
    SqliteConn *conn = (SqliteConn *)base;
    SqliteCursor *cursor;
    sqlite3_stmt *made = sqlite_prepare(conn, statement, error);

    if (made == NULL)
        return NULL;
    if (!bind(conn, made, statement, params, SQLITE_TRANSIENT, error)) {
        sqlite_put_back(conn, statement, made);
        return NULL;
    }
    cursor = g_new0(SqliteCursor, 1);
    cursor->made = made;
    cursor->gives_rowid = statement->column_count > 0 && sqlite3_column_count(made) == 0;
    return &cursor->base;
}

static DbStep
sqlite_cursor_step(DbCursor *base, GError **error)
{
    SqliteCursor *cursor = (SqliteCursor *)base;
    SqliteConn *conn = (SqliteConn *)base->conn;

    if (cursor->gives_rowid && cursor->rowid != 0)
        return DB_DONE;
    switch (sqlite3_step(cursor->made)) {
    case SQLITE_ROW:
        return DB_ROW;
    case SQLITE_DONE:
        if (!cursor->gives_rowid)
            return DB_DONE;
        cursor->rowid = sqlite3_last_insert_rowid(conn->handle);
        return DB_ROW;
    default:
        sqlite_fail(conn->handle, conn->base.db, base->statement->name, error);
        return DB_FAILED;
    }
}

static int64_t
sqlite_column_int(DbCursor *base, int column)
{
    const SqliteCursor *cursor = (SqliteCursor *)base;
    sqlite3_stmt *made = cursor->made;

    if (cursor->gives_rowid)
        return cursor->rowid;
    if (sqlite3_column_type(made, column) == SQLITE_NULL)
        return DB_NULL_INT;
    return sqlite3_column_int64(made, column);
}

static double
sqlite_column_real(DbCursor *base, int column)
{
    sqlite3_stmt *made = ((SqliteCursor *)base)->made;

    if (sqlite3_column_type(made, column) == SQLITE_NULL)
        return (double)NAN;
    return sqlite3_column_double(made, column);
}

static const char *
sqlite_column_text(DbCursor *base, int column, gsize *ret_length)
{
    sqlite3_stmt *made = ((SqliteCursor *)base)->made;
    const char *text = (const char *)sqlite3_column_text(made, column);

    if (ret_length != NULL)
        *ret_length = (gsize)sqlite3_column_bytes(made, column);
    return text;
}

static const void *
sqlite_column_blob(DbCursor *base, int column, gsize *ret_length)
{
    sqlite3_stmt *made = ((SqliteCursor *)base)->made;
    const void *data = sqlite3_column_blob(made, column);

    *ret_length = (gsize)sqlite3_column_bytes(made, column);
    /* SQLite gives NULL for an empty blob; empty and NULL are not the same here. */
    if (data == NULL && sqlite3_column_type(made, column) != SQLITE_NULL)
        return "";
    return data;
}

static void
sqlite_cursor_close(DbCursor *base)
{
    SqliteCursor *cursor = (SqliteCursor *)base;

    sqlite_put_back((SqliteConn *)base->conn, base->statement, cursor->made);
    g_free(cursor);
}

static bool
sqlite_exec(DbConn *base, const DbStatement *statement, const DbValue *params, int64_t *ret_changed,
            GError **error)
{
    SqliteConn *conn = (SqliteConn *)base;
    bool ok;
    int code = SQLITE_ROW;
    sqlite3_stmt *made = sqlite_prepare(conn, statement, error);

    if (made == NULL)
        return false;
    ok = bind(conn, made, statement, params, SQLITE_STATIC, error);
    while (ok && code == SQLITE_ROW)
        code = sqlite3_step(made);
    if (ok && code != SQLITE_DONE)
        ok = sqlite_fail(conn->handle, base->db, statement->name, error);
    if (ok && ret_changed != NULL)
        *ret_changed = sqlite3_changes64(conn->handle);
    sqlite_put_back(conn, statement, made);
    return ok;
}

static bool
sqlite_exec_later(DbConn *conn, const DbStatement *statement, const DbValue *params, GError **error)
{
    return sqlite_exec(conn, statement, params, NULL, error);
}

static bool
sqlite_flush(DbConn *conn, GError **error)
{
    return true;
}

static bool
sqlite_exec_script(DbConn *base, const char *sql, GError **error)
{
    SqliteConn *conn = (SqliteConn *)base;

    if (sqlite3_exec(conn->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
        return true;
    return sqlite_fail(conn->handle, base->db, "script", error);
}

const DbDriver SQLITE_DRIVER = {
    .scheme = "sqlite:",
    .engine = DB_ENGINE_SQLITE,
    .open = sqlite_open,
    .close = sqlite_close,
    .connect = sqlite_connect,
    .disconnect = sqlite_disconnect,
    .is_alive = sqlite_is_alive,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .sync = sqlite_sync,
    .rollback = sqlite_rollback,
    .query = sqlite_query,
    .exec = sqlite_exec,
    .exec_later = sqlite_exec_later,
    .exec_rows = sqlite_exec_rows,
    .flush = sqlite_flush,
    .exec_script = sqlite_exec_script,
    .bulk = sqlite_bulk,
    .scans = sqlite_scans,
    .cursor_step = sqlite_cursor_step,
    .column_int = sqlite_column_int,
    .column_real = sqlite_column_real,
    .column_text = sqlite_column_text,
    .column_blob = sqlite_column_blob,
    .cursor_close = sqlite_cursor_close,
};
