/* PostgreSQL's SQLSTATEs in the house's words. */
#include <string.h>

#include "db/postgresql_private.h"

typedef struct {
    const char *prefix; /* of the SQLSTATE; the first that fits counts */
    SeventhError code;
    const char *remedy;
} StateRule;

static const StateRule RULES[] = {
    { "23502", SEVENTH_ERROR_INVALID, NULL }, /* not null */
    { "23514", SEVENTH_ERROR_INVALID, NULL }, /* check */
    { "23", SEVENTH_ERROR_CONFLICT, NULL },   /* unique, foreign key, exclusion */
    { "22", SEVENTH_ERROR_INVALID, NULL },    /* data exception */
    { "40", SEVENTH_ERROR_UNAVAILABLE, "another transaction was in the way; try again" },
    { "55P03", SEVENTH_ERROR_UNAVAILABLE, "another transaction holds the lock; try again" },
    { "53100", SEVENTH_ERROR_LIMIT, "free some space on the server's disk and try again" },
    { "53", SEVENTH_ERROR_UNAVAILABLE, "the server is short of resources; try again" },
    { "54", SEVENTH_ERROR_LIMIT, NULL },
    { "57", SEVENTH_ERROR_UNAVAILABLE, "try again" }, /* shutdown, cancel */
    { "08", SEVENTH_ERROR_UNAVAILABLE, "try again" }, /* connection */
    { "28", SEVENTH_ERROR_DENIED, "check the user and password in the database URL" },
    { "3D000", SEVENTH_ERROR_NOT_FOUND, "create the database (createdb) or correct its name" },
    { "42501", SEVENTH_ERROR_DENIED, "the database user lacks a permission" },
};

static const StateRule *
rule_of(const char *state)
{
    for (gsize i = 0; state != NULL && i < G_N_ELEMENTS(RULES); i++) {
        if (g_str_has_prefix(state, RULES[i].prefix))
            return &RULES[i];
    }
    return NULL;
}

/* The first line of a message of libpq: what follows it is advice in its own words. */
static char *
first_line(const char *message)
{
    return g_strndup(message, strcspn(message, "\r\n"));
}

bool
pg_fail_lost(PgConn *conn, const char *what, GError **error)
{
    g_autofree char *message = first_line(PQerrorMessage(conn->pg));

    return error_set(error, SEVENTH_ERROR_UNAVAILABLE,
                     "%s: the connection to the database was lost%s%s%s; try again", what,
                     conn->base.in_transaction ? " and the transaction undone" : "",
                     *message != '\0' ? ": " : "", message);
}

bool
pg_is_farewell(const PGresult *result)
{
    const char *state = result != NULL ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;

    return state != NULL && (g_str_has_prefix(state, "57P") || g_str_has_prefix(state, "08"));
}

bool
pg_fail(PgConn *conn, const PGresult *result, const char *what, GError **error)
{
    const char *state = result != NULL ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    const char *primary =
        result != NULL ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
    const char *detail = result != NULL ? PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL) : NULL;
    const StateRule *rule = rule_of(state);
    g_autofree char *message = first_line(primary != NULL ? primary : PQerrorMessage(conn->pg));

    if (PQstatus(conn->pg) == CONNECTION_BAD)
        return pg_fail_lost(conn, what, error);
    return error_set(error, rule != NULL ? rule->code : SEVENTH_ERROR_IO, "%s: %s%s%s%s%s", what,
                     message, detail != NULL ? ": " : "", detail != NULL ? detail : "",
                     rule != NULL && rule->remedy != NULL ? ": " : "",
                     rule != NULL && rule->remedy != NULL ? rule->remedy : "");
}

/* While connecting there is no SQLSTATE to be had, only the server's words. */
bool
pg_fail_connect(PGconn *pg, GError **error)
{
    g_autofree char *message = first_line(PQerrorMessage(pg));
    SeventhError code = SEVENTH_ERROR_UNAVAILABLE;
    const char *remedy = "is the server running, and the address right?";

    if (strstr(message, "authentication failed") != NULL ||
        strstr(message, "no password") != NULL ||
        (strstr(message, "role \"") != NULL && strstr(message, "does not exist") != NULL)) {
        code = SEVENTH_ERROR_DENIED;
        remedy = "check the user and password in the database URL";
    } else if (strstr(message, "database \"") != NULL &&
               strstr(message, "does not exist") != NULL) {
        code = SEVENTH_ERROR_NOT_FOUND;
        remedy = "create the database (createdb) or correct its name";
    } else if (strstr(message, "invalid") != NULL && strstr(message, "URI") != NULL) {
        code = SEVENTH_ERROR_INVALID;
        remedy = "write postgresql://USER@HOST/NAME";
    }
    return error_set(error, code, "%s: %s", message, remedy);
}
