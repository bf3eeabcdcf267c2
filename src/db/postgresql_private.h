/* What the files of the PostgreSQL driver share. Private to them. */
#pragma once

#include <libpq-fe.h>

#include "db/driver.h"

typedef struct {
    DbConn base;
    PGconn *pg;
    bool *prepared; /* by DbStatement.index */
    gsize count;
    guint pending; /* statements sent in pipeline mode whose answers were not read yet */
    GHashTable *prepared_rows; /* const DbStatement *, as pg_exec_rows() sends them */
    gsize bytes_underway;      /* of rows, among what is pending */
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

/* Sends a prepared statement in pipeline mode. */
bool pg_send_later(PgConn *conn, const DbStatement *statement, const char *name,
                   const PgParams *params, GError **error);
/* Reads what the pipeline has to say and leaves it. */
bool pg_flush(DbConn *conn, GError **error);
bool pg_exec_rows(DbConn *conn, const DbStatement *statement, const DbRows *rows, GError **error);

/* Prepares the statement unless it is prepared already. */
bool pg_prepare(PgConn *conn, const DbStatement *statement, GError **error);
bool pg_scans(DbConn *conn, const DbStatement *statement, char **ret_detail, GError **error);
