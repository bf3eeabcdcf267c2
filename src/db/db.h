/* The database façade: one interface, two drivers (SQLite, PostgreSQL).
 *
 * Only named, generated statements run here (tools/sqlgen.py makes them from the files in
 * store/sql/); nobody concatenates SQL. A statement is prepared once per connection, with real
 * parameters.
 *
 * A Db is a pool. SQLite: one writer connection (a mutex hands it round) and up to N readers, WAL,
 * synchronous=FULL, foreign keys on, busy timeout 10 s. PostgreSQL: N equal connections.
 *
 * Results: DB_UNCERTAIN is a value of its own: the connection died while a commit was under way, so
 * the work may or may not be done. It becomes SEVENTH_ERROR_UNCERTAIN and is never retried blindly.
 *
 * Not here: what the rows mean (store/), when a transaction begins or ends (app/). */
#pragma once

#include "base/error.h"
#include "base/instant.h"

#define DB_NULL_INT INT64_MIN /* an int parameter or column that is NULL; equals INSTANT_NONE */

typedef struct Db Db;
typedef struct DbConn DbConn;

typedef enum { DB_ENGINE_SQLITE, DB_ENGINE_POSTGRESQL } DbEngine;
typedef enum { DB_READ, DB_WRITE } DbAccess;

typedef enum { DB_INT, DB_REAL, DB_TEXT, DB_BLOB } DbType;

/* One parameter. A NULL text or blob pointer, or DB_NULL_INT, binds SQL NULL. NaN binds NULL. */
typedef struct {
    DbType type;
    union {
        int64_t integer;
        double real;
        const char *text;
        struct {
            const void *data;
            gsize length;
        } blob;
    };
} DbValue;

/* One column of a result and its place in the row struct (db/row.h reads by it). */
typedef struct {
    const char *name;
    DbType type;
    gsize offset;        /* of the field */
    gsize length_offset; /* of the gsize with a blob's length; blobs only */
} DbColumn;

#define DB_UNCACHED G_MAXUINT

/* One generated statement; static storage. */
typedef struct {
    const char *name;   /* "prospect_by_email" */
    const char *sql[2]; /* by DbEngine, $1.. in order of appearance */
    guint index;        /* place in the catalog; DB_UNCACHED: prepared for one use, not kept */
    guint param_count;
    const DbType *param_types;
    guint column_count;
    const DbColumn *columns;
    bool may_scan; /* "-- scan: why": a full table scan is meant */
} DbStatement;

/* All statements of the program (generated); db_open() takes it so that connections can size their
 * tables. */
typedef struct {
    const DbStatement *const *statements;
    gsize count;
} DbCatalog;

/* URL: "sqlite:PATH" (":memory:" is refused: readers would not see it) or "postgresql://...".
 * Errors: INVALID (URL), UNAVAILABLE (server down), IO (cannot open, disk full, not a database). */
Db *db_open(const char *url, const DbCatalog *catalog, guint readers, GError **error);
void db_close(Db *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Db, db_close)
DbEngine db_engine(const Db *self);
const char *db_url(const Db *self);

/* Takes a connection from the pool, first come, first served. Never hold two of a Db at once in a
 * thread: the program stops at the second. A connection taken with DB_READ must not write.
 * Errors: UNAVAILABLE when none came free within 30 s, or the server cannot be reached. */
DbConn *db_acquire(Db *self, DbAccess access, GError **error);
/* Gives it back (NULL: nothing happens). Rolls back what is open; cursors must be closed before. */
void db_release(DbConn *conn);
DbEngine db_conn_engine(const DbConn *conn);

/* A write transaction takes the write lock at once (SQLite: BEGIN IMMEDIATE; PostgreSQL: READ
 * COMMITTED). On a DB_READ connection: a snapshot for reading. After the first failure of anything
 * inside, only a rollback is left (on both engines); what may conflict says ON CONFLICT.
 * Errors: UNAVAILABLE when another process kept the lock for 10 s. */
bool db_begin(DbConn *conn, GError **error);
/* db_begin() on a DB_WRITE connection for what may be undone by a power cut (a lease that lapses by
 * itself anyway): the commit does not wait for the disk. What is committed durably later makes it
 * durable too; a process that dies loses nothing. */
bool db_begin_light(DbConn *conn, GError **error);
/* db_begin() on a DB_WRITE connection for who will wait for the disk apart from it: with SQLite the
 * commit returns before, and others may write while db_sync() waits. */
bool db_begin_unsynced(DbConn *conn, GError **error);
/* Returns when all that was committed before survives a power cut: where db_begin_unsynced() or
 * db_begin_light() left it open on SQLite. For a thread that holds no connection. Errors: IO; then
 * what is committed stays so, and may be undone by a power cut. */
bool db_sync(Db *self, GError **error);
/* UNCERTAIN when the server vanished during the commit. After any failure the transaction is over.
 */
bool db_commit(DbConn *conn, GError **error);
void db_rollback(DbConn *conn);
bool db_in_transaction(const DbConn *conn);

/* A cursor over the rows of one statement. Column values are borrowed until the next step. Close it
 * before the transaction ends. PostgreSQL reads the whole result first: page large ones by key. */
typedef struct DbCursor DbCursor;
typedef enum { DB_ROW, DB_DONE, DB_FAILED } DbStep;

DbCursor *
db_query(DbConn *conn, const DbStatement *statement, const DbValue *params, GError **error);
/* Says that this very db_query() will be asked soon. In a transaction that only reads, PostgreSQL
 * sends all that was said so in one journey, and keeps the answers; otherwise nothing happens. The
 * caller bounds how many. Errors may show at the next db_query(). */
bool
db_query_ahead(DbConn *conn, const DbStatement *statement, const DbValue *params, GError **error);
DbStep db_cursor_step(DbCursor *cursor, GError **error);
int64_t db_column_int(DbCursor *cursor, int column);                         /* NULL: DB_NULL_INT */
double db_column_real(DbCursor *cursor, int column);                         /* NULL: NaN */
const char *db_column_text(DbCursor *cursor, int column, gsize *ret_length); /* NULL: NULL */
const void *db_column_blob(DbCursor *cursor, int column, gsize *ret_length);
void db_cursor_close(DbCursor *cursor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DbCursor, db_cursor_close)

/* Runs a statement that returns no rows; `ret_changed` (may be NULL) gets the number of rows it
 * changed. Errors: CONFLICT (unique or foreign key, with the constraint's name), INVALID (not null,
 * check), LIMIT (disk full), IO, UNAVAILABLE (busy, deadlock, connection lost: the transaction is
 * undone and may be repeated). */
bool db_exec(DbConn *conn, const DbStatement *statement, const DbValue *params,
             int64_t *ret_changed, GError **error);

/* Like db_exec(), but may be sent later together with others (PostgreSQL pipeline; SQLite: at
 * once). Errors show at the next db_flush() or db_commit(). For bulk work inside one transaction.
 */
bool
db_exec_later(DbConn *conn, const DbStatement *statement, const DbValue *params, GError **error);
bool db_flush(DbConn *conn, GError **error);

/* Rows that wait in memory for db_exec_rows(), all borrowed. `fill` writes the parameters of one of
 * them; it may be called in any order, and again. */
typedef struct {
    void (*fill)(const void *row, DbValue *values);
    const void *first;
    gsize size, count; /* bytes of a row; how many */
} DbRows;

/* Runs "INSERT INTO ... VALUES (...)" once for each row, in their order; nothing may follow the
 * values, and they use each parameter once. One statement on both engines; PostgreSQL's travels as
 * with db_exec_later(). Errors: db_exec()'s; in a transaction only. */
bool db_exec_rows(DbConn *conn, const DbStatement *statement, const DbRows *rows, GError **error);

/* Around one transaction (before db_begin(), after its end) that loads a lot into an empty database
 * and vouches for its foreign keys itself. SQLite: they are not checked, and where nobody else has
 * the file open each page is written only once; others who open it meanwhile wait. PostgreSQL:
 * nothing. It makes a load faster, never less safe: a crash leaves nothing of it. */
void db_bulk_begin(DbConn *conn);
void db_bulk_end(DbConn *conn);

/* Migrations and maintenance only: several statements of literal SQL, no parameters. */
bool db_exec_script(DbConn *conn, const char *sql, GError **error);

/* For tests: prepares the statement and tells whether its plan reads a whole table or index, be it
 * marked `may_scan` or not. `ret_detail` (may be NULL) gets the plan; free with g_free(). False
 * with `error` set when it cannot be prepared or its columns are not those declared. Not inside a
 * transaction. */
bool
db_statement_scans(DbConn *conn, const DbStatement *statement, char **ret_detail, GError **error);
