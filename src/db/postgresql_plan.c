/* Finds full scans in PostgreSQL's plans.
 *
 * Every connection plans for any parameters (a generic plan), with sequential scans forbidden as
 * far as the planner can: one that remains has no index to use. An index read without a condition
 * reads the whole index and counts as a scan too. */
#include <string.h>

#include "base/json.h"
#include "db/postgresql_private.h"

static bool
node_scans(const json_t *node)
{
    const char *type = json_text(node, "Node Type", "");
    bool by_index = strcmp(type, "Index Scan") == 0 || strcmp(type, "Index Only Scan") == 0 ||
                    strcmp(type, "Bitmap Index Scan") == 0;
    json_t *children = json_object_get(node, "Plans");
    json_t *child;
    gsize i;

    if (strcmp(type, "Seq Scan") == 0 || (by_index && json_object_get(node, "Index Cond") == NULL))
        return true;
    json_array_foreach(children, i, child)
    {
        if (node_scans(child))
            return true;
    }
    return false;
}

static char *
explain_sql(const DbStatement *statement)
{
    GString *sql = g_string_new("EXPLAIN (FORMAT JSON) EXECUTE ");
    char name[PG_STATEMENT_NAME_SIZE];

    g_string_append(sql, pg_statement_name(statement, name));
    for (guint i = 0; i < statement->param_count; i++)
        g_string_append(sql, i == 0 ? "(NULL" : ", NULL");
    if (statement->param_count > 0)
        g_string_append_c(sql, ')');
    return g_string_free(sql, FALSE);
}

static PGresult *
explain(PgConn *conn, const DbStatement *statement, GError **error)
{
    g_autofree char *sql = explain_sql(statement);
    g_autoptr(PGresult) result = PQexec(conn->pg, sql);

    if (PQresultStatus(result) != PGRES_TUPLES_OK) {
        pg_fail(conn, result, statement->name, error);
        return NULL;
    }
    return g_steal_pointer(&result);
}

static bool
check_result_columns(PgConn *conn, const DbStatement *statement, GError **error)
{
    char name[PG_STATEMENT_NAME_SIZE];
    g_autoptr(PGresult) described =
        PQdescribePrepared(conn->pg, pg_statement_name(statement, name));

    if (PQresultStatus(described) != PGRES_COMMAND_OK)
        return pg_fail(conn, described, statement->name, error);
    return db_check_columns(statement, (guint)PQnfields(described), error);
}

bool
pg_scans(DbConn *base, const DbStatement *statement, char **ret_detail, GError **error)
{
    PgConn *conn = (PgConn *)base;
    g_autoptr(PGresult) result = NULL;
    g_autoptr(json_t) plan = NULL;
    const char *text;

    g_assert(statement->index != DB_UNCACHED);
    if (!pg_prepare(conn, statement, error) || !check_result_columns(conn, statement, error))
        return false;
    result = explain(conn, statement, error);
    if (result == NULL)
        return false;
    text = PQgetvalue(result, 0, 0);
    if (ret_detail != NULL)
        *ret_detail = g_strdup(text);
    plan = json_read(text, strlen(text), error);
    return plan != NULL && node_scans(json_object_get(json_array_get(plan, 0), "Plan"));
}
