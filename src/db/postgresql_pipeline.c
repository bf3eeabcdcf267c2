/* What is on its way to the server and not answered yet.
 *
 * A journey to the server and back costs as much as most statements do there. So the word that
 * begins a transaction travels with its first statement, writes that nobody waits for with
 * whatever follows, and reads that are known to be wanted (db_query_ahead()) all together: their
 * answers wait here until somebody asks. */
#include <string.h>

#include "db/postgresql_private.h"

#define PIPELINE_LIMIT 512
#define BINARY 1

/* A statement with its parameters, to find its answer by. */
static GBytes *
key_of(const DbStatement *statement, const DbValue *params)
{
    GByteArray *key = g_byte_array_new();

    g_byte_array_append(key, (const guint8 *)&statement, sizeof statement);
    for (guint i = 0; i < statement->param_count; i++) {
        const void *bytes = &params[i].integer;
        gsize length = sizeof params[i].integer;
        if (params[i].type == DB_TEXT) {
            bytes = params[i].text;
            length = params[i].text != NULL ? strlen(params[i].text) : 0;
        } else if (params[i].type == DB_BLOB) {
            bytes = params[i].blob.data;
            length = params[i].blob.length;
        }
        gint64 told = bytes != NULL ? (gint64)length : -1;
        g_byte_array_append(key, (const guint8 *)&told, sizeof told);
        if (length > 0)
            g_byte_array_append(key, bytes, (guint)length);
    }
    return g_byte_array_free_to_bytes(key);
}

static void
bytes_free(gpointer data)
{
    if (data != NULL)
        g_bytes_unref(data);
}

static void
result_free(gpointer data)
{
    PQclear(data);
}

void
pg_pipeline_init(PgConn *conn)
{
    conn->underway = g_ptr_array_new_with_free_func(bytes_free);
    conn->ahead = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, bytes_free, result_free);
}

void
pg_pipeline_clear(PgConn *conn)
{
    g_ptr_array_unref(conn->underway);
    g_hash_table_unref(conn->ahead);
}

/* Waits for one answer; its end is a NULL. It is kept under `key`, unless that is NULL. */
static bool
read_answer(PgConn *conn, GBytes *key, GError **error)
{
    bool ok = true;

    for (;;) {
        g_autoptr(PGresult) result = PQgetResult(conn->pg);

        if (result == NULL)
            return ok;
        switch (PQresultStatus(result)) {
        case PGRES_COMMAND_OK:
            break;
        case PGRES_TUPLES_OK:
            if (key != NULL)
                g_hash_table_replace(conn->ahead, g_bytes_ref(key), g_steal_pointer(&result));
            break;
        case PGRES_PIPELINE_ABORTED: /* an earlier statement failed and is the one to name */
            ok = false;
            break;
        default:
            ok = false;
            if (error != NULL && *error == NULL)
                pg_fail(conn, result, "statement sent earlier", error);
        }
    }
}

/* After a sync was sent: every answer that is under way. */
static bool
read_answers(PgConn *conn, GError **error)
{
    bool ok = true;

    for (guint i = 0; i < conn->underway->len; i++)
        ok &= read_answer(conn, g_ptr_array_index(conn->underway, i), error);
    g_ptr_array_set_size(conn->underway, 0);
    conn->bytes_underway = 0;
    return ok;
}

static bool
leave(PgConn *conn)
{
    if (PQstatus(conn->pg) == CONNECTION_OK)
        PQclear(PQgetResult(conn->pg)); /* the sync itself */
    return PQexitPipelineMode(conn->pg) == 1;
}

bool
pg_flush(DbConn *base, GError **error)
{
    PgConn *conn = (PgConn *)base;
    g_autoptr(GError) first = NULL;

    pg_settle(conn);
    if (PQpipelineStatus(conn->pg) == PQ_PIPELINE_OFF)
        return true;
    if (!PQpipelineSync(conn->pg))
        return pg_fail(conn, NULL, "flush", error);
    bool ok = read_answers(conn, &first);
    ok &= leave(conn);
    if (ok)
        return true;
    if (first == NULL)
        return pg_fail(conn, NULL, "flush", error);
    g_propagate_error(error, g_steal_pointer(&first));
    return false;
}

bool
pg_send_command(PgConn *conn, const char *sql, GError **error)
{
    pg_settle(conn);
    if (!PQenterPipelineMode(conn->pg) ||
        !PQsendQueryParams(conn->pg, sql, 0, NULL, NULL, NULL, NULL, BINARY))
        return pg_fail(conn, NULL, sql, error);
    g_ptr_array_add(conn->underway, NULL);
    return true;
}

bool
pg_send_later(PgConn *conn, const DbStatement *statement, const char *name, const PgParams *params,
              GError **error)
{
    pg_settle(conn);
    if (conn->underway->len >= PIPELINE_LIMIT && !pg_flush(&conn->base, error))
        return false;
    if (!PQenterPipelineMode(conn->pg) ||
        !PQsendQueryPrepared(conn->pg, name, (int)statement->param_count, params->values,
                             params->lengths, params->formats, BINARY))
        return pg_fail(conn, NULL, statement->name, error);
    g_ptr_array_add(conn->underway, NULL);
    return true;
}

PGresult *
pg_run_prepared(PgConn *conn, const DbStatement *statement, const char *name,
                const PgParams *params, GError **error)
{
    g_autoptr(GError) first = NULL;

    pg_settle(conn);
    if (PQpipelineStatus(conn->pg) == PQ_PIPELINE_OFF)
        return PQexecPrepared(conn->pg, name, (int)statement->param_count, params->values,
                              params->lengths, params->formats, BINARY);
    if (!PQsendQueryPrepared(conn->pg, name, (int)statement->param_count, params->values,
                             params->lengths, params->formats, BINARY) ||
        !PQpipelineSync(conn->pg)) {
        pg_fail(conn, NULL, statement->name, error);
        return NULL;
    }
    bool ok = read_answers(conn, &first);
    g_autoptr(PGresult) result = PQgetResult(conn->pg);
    if (result != NULL)
        PQclear(PQgetResult(conn->pg)); /* the end of its answers */
    leave(conn);
    if (ok)
        return g_steal_pointer(&result);
    if (first == NULL)
        pg_fail(conn, NULL, statement->name, error);
    else
        g_propagate_error(error, g_steal_pointer(&first));
    return NULL;
}

bool
pg_query_ahead(DbConn *base, const DbStatement *statement, const DbValue *params, GError **error)
{
    PgConn *conn = (PgConn *)base;
    char name[PG_STATEMENT_NAME_SIZE];
    PgParamsBuffer buffer;

    if (!pg_prepare(conn, statement, error) || !pg_params_fill(&buffer, statement, params, error))
        return false;
    bool sent =
        pg_send_later(conn, statement, pg_statement_name(statement, name), &buffer.params, error);
    pg_params_clear(&buffer);
    if (!sent)
        return false;
    conn->underway->pdata[conn->underway->len - 1] = key_of(statement, params);
    conn->looks_ahead = true;
    return true;
}

bool
pg_take_ahead(PgConn *conn, const DbStatement *statement, const DbValue *params,
              PGresult **ret_result, GError **error)
{
    gpointer key, result;

    *ret_result = NULL;
    if (!conn->looks_ahead)
        return true;
    if (conn->underway->len > 0 && !pg_flush(&conn->base, error))
        return false;
    g_autoptr(GBytes) wanted = key_of(statement, params);
    if (g_hash_table_steal_extended(conn->ahead, wanted, &key, &result)) {
        g_bytes_unref(key);
        *ret_result = result;
    }
    return true;
}

void
pg_forget_ahead(PgConn *conn)
{
    if (conn->looks_ahead)
        g_hash_table_remove_all(conn->ahead);
    conn->looks_ahead = false;
}

void
pg_send_rollback(PgConn *conn)
{
    conn->rolls_back = PQsendQuery(conn->pg, "ROLLBACK") == 1;
}

void
pg_settle(PgConn *conn)
{
    PGresult *result;

    if (!conn->rolls_back)
        return;
    conn->rolls_back = false;
    while ((result = PQgetResult(conn->pg)) != NULL)
        PQclear(result);
}
