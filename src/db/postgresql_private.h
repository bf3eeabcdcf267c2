/* What the files of the PostgreSQL driver share. Private to them. */
#pragma once

#include <libpq-fe.h>

#include "db/driver.h"

typedef struct {
    DbConn base;
    PGconn *pg;
    bool *prepared; /* by DbStatement.index */
    gsize count;
    GHashTable *prepared_rows; /* const DbStatement *, as pg_exec_rows() sends them */
    GPtrArray *underway;       /* what was sent and not answered yet: GBytes *, a key of `ahead`;
                                  NULL: nobody asks for its answer */
    gsize bytes_underway;      /* of rows, among these */
    GHashTable *ahead;         /* GBytes * -> PGresult *: answers to what will be asked */
    bool looks_ahead;          /* `ahead` is in use in this transaction */
    bool rolls_back;           /* ROLLBACK was sent; its answer was not read */
} PgConn;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PGresult, PQclear)

/* Turns a result (NULL: the connection's own message) into our error; `what` is a statement's
 * name. Always false. */
bool pg_fail(PgConn *conn, const PGresult *result, const char *what, GError **error);
/* The same when the connection is known to be dead, and while connecting. */
bool pg_fail_lost(PgConn *conn, const char *what, GError **error);
bool pg_fail_connect(PGconn *pg, GError **error);
/* Did the server say that it closes the connection? */
bool pg_is_farewell(const PGresult *result);

#define PG_STATEMENT_NAME_SIZE 16
/* How a statement is called on its connection; "" when it is not kept. Returns `buffer`. */
const char *pg_statement_name(const DbStatement *statement, char buffer[PG_STATEMENT_NAME_SIZE]);

/* Parameters as libpq wants them; the arrays live until pg_params_clear(). */
typedef struct {
    const char **values;
    int *lengths;
    int *formats; /* numbers and blobs travel in binary */
    guint64 *numbers;
} PgParams;

#define PG_PARAMS_INLINE 32

typedef struct {
    PgParams params;
    const char *values[PG_PARAMS_INLINE];
    int lengths[PG_PARAMS_INLINE];
    int formats[PG_PARAMS_INLINE];
    guint64 numbers[PG_PARAMS_INLINE];
} PgParamsBuffer;

/* INVALID when a value is too long for the wire (1 GB). */
bool pg_params_fill(PgParamsBuffer *buffer, const DbStatement *statement, const DbValue *params,
                    GError **error);
void pg_params_clear(PgParamsBuffer *buffer);
Oid pg_type_oid(DbType type);

/* Values of a binary result, converted as SQLite would. */
int64_t pg_value_int(const PGresult *result, int row, int column);
double pg_value_real(const PGresult *result, int row, int column);

/* The pipeline (postgresql_pipeline.c). */
void pg_pipeline_init(PgConn *conn);
void pg_pipeline_clear(PgConn *conn);
/* Sends a command, or a prepared statement, without waiting for the answer. */
bool pg_send_command(PgConn *conn, const char *sql, GError **error);
bool pg_send_later(PgConn *conn, const DbStatement *statement, const char *name,
                   const PgParams *params, GError **error);
/* Runs a prepared statement after what is under way. NULL with `error` when one of those failed;
 * a failure of its own is in the result, or NULL. */
PGresult *pg_run_prepared(PgConn *conn, const DbStatement *statement, const char *name,
                          const PgParams *params, GError **error);
bool
pg_query_ahead(DbConn *conn, const DbStatement *statement, const DbValue *params, GError **error);
/* The answer to a statement asked ahead, NULL when there is none; free with PQclear(). False when
 * one of those under way failed. */
bool pg_take_ahead(PgConn *conn, const DbStatement *statement, const DbValue *params,
                   PGresult **ret_result, GError **error);
void pg_forget_ahead(PgConn *conn);
/* Sends ROLLBACK; pg_settle() reads its answer, before anything else is sent. */
void pg_send_rollback(PgConn *conn);
void pg_settle(PgConn *conn);
/* Reads what the pipeline has to say and leaves it. */
bool pg_flush(DbConn *conn, GError **error);
bool pg_exec_rows(DbConn *conn, const DbStatement *statement, const DbRows *rows, GError **error);

/* Prepares the statement unless it is prepared already. */
bool pg_prepare(PgConn *conn, const DbStatement *statement, GError **error);
bool pg_scans(DbConn *conn, const DbStatement *statement, char **ret_detail, GError **error);
