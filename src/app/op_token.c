/* token add, list, revoke: how programs get in. */
#include "app/operations.h"

#include "app/token.h"
#include "store/queries.h"

/* Whose token: the user named, else the actor; the machine's owner stands in for the oldest user.
 */
static bool
find_user(OperationCall *call, DbConn *conn, int64_t *ret_user_id, GError **error)
{
    App *app = call->app;
    const char *email = json_text(call->params, "user", NULL);
    SqlUserFirstParams which = { .workspace_id = app->workspace_id };
    g_auto(SqlUserFirstRow) first = { 0 };
    bool found;

    *ret_user_id = call->actor->user_id;
    if (email != NULL)
        return app_find_user(app, conn, email, ret_user_id, error) &&
               (*ret_user_id == call->actor->user_id || call->actor->role >= ROLE_ADMIN ||
                error_set(error, SEVENTH_ERROR_DENIED,
                          "user: only an admin makes tokens for somebody else"));
    if (*ret_user_id != 0)
        return true;
    if (!sql_user_first(conn, &which, &first, &found, error))
        return false;
    *ret_user_id = first.id;
    return found || error_set(error, SEVENTH_ERROR_NOT_FOUND, "there is no user yet; add one");
}

/* A token works to the end of its last day, by the workspace's clock. */
static Instant
end_of_day(const App *app, const char *date)
{
    Day day;

    return date != NULL && day_parse(date, &day) ? zone_instant_of(app->zone, day + 1, 0)
                                                 : INSTANT_NONE;
}

static bool
run_add(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    TokenAsk ask = {
        .name = json_text(call->params, "name", ""),
        .read_only = json_flag(call->params, "read_only", false),
        .expires_us = end_of_day(app, json_text(call->params, "expires", NULL)),
    };
    g_auto(SqlUserGetRow) user = { 0 };
    SqlUserGetParams which = { .workspace_id = app->workspace_id };
    g_autofree char *token = NULL;
    int64_t id;
    bool found;

    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !find_user(call, write->conn, &ask.user_id, error) ||
        !token_make(app, write->conn, &ask, &id, &token, error))
        return false;
    which.id = ask.user_id;
    if (!sql_user_get(write->conn, &which, &user, &found, error) || !app_commit(write, error))
        return false;
    *ret_result = json_object();
    json_set_int(*ret_result, "token_id", id);
    json_set_text(*ret_result, "token", token);
    json_set_text(*ret_result, "user", user.email);
    json_set_text(*ret_result, "name", ask.name);
    json_set_bool(*ret_result, "read_only", ask.read_only);
    json_set_instant(*ret_result, "expires", ask.expires_us, app->zone);
    return true;
}

static const char *
state_of(const SqlTokenListRow *row, Instant now_us)
{
    if (row->revoked_us != DB_NULL_INT)
        return "revoked";
    return row->expires_us != DB_NULL_INT && row->expires_us <= now_us ? "expired" : "active";
}

/* An instant for programs, and the same in words. */
static void
set_moment(json_t *token, App *app, const char *key, Instant us)
{
    g_autofree char *say_key = g_strconcat(key, "_say", NULL);
    g_autofree char *say = us != DB_NULL_INT ? zone_say(app->zone, us, app_now_us(app)) : NULL;

    json_set_instant(token, key, us, app->zone);
    json_set_text(token, say_key, say);
}

static json_t *
token_json(App *app, const SqlTokenListRow *row)
{
    json_t *token = json_object();

    json_set_int(token, "token_id", row->id);
    json_set_text(token, "name", row->name);
    json_set_text(token, "user", row->email);
    json_set_text(token, "begins", row->hint);
    json_set_bool(token, "read_only", row->read_only != 0);
    json_set_text(token, "state", state_of(row, app_now_us(app)));
    set_moment(token, app, "created", row->created_us);
    /* In words, the last day it works rather than the midnight after. */
    set_moment(token, app, "expires", row->expires_us);
    if (row->expires_us != DB_NULL_INT) {
        g_autofree char *say = zone_say(app->zone, row->expires_us - 1, app_now_us(app));
        json_set_text(token, "expires_say", say);
    }
    set_moment(token, app, "last_used", row->last_used_us);
    set_moment(token, app, "revoked", row->revoked_us);
    return token;
}

/* An admin sees everybody's, others their own. */
static bool
run_list(OperationCall *call, G_GNUC_UNUSED json_t **ret_result, GError **error)
{
    SqlTokenListParams params = { .workspace_id = call->app->workspace_id };
    SqlTokenListRow row;
    DbStep step;

    g_autoptr(AppTransaction) read = app_read_begin(call->app, error);
    if (read == NULL)
        return false;
    g_autoptr(DbCursor) cursor = sql_token_list(read->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_token_list_next(cursor, &row, error)) == DB_ROW) {
        if (call->actor->role < ROLE_ADMIN && row.user_id != call->actor->user_id)
            continue;
        g_autoptr(json_t) token = token_json(call->app, &row);
        if (!call->emit(token, call->emit_data))
            return true;
    }
    return step == DB_DONE;
}

static bool
run_revoke(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    int64_t id = json_int(call->params, "token_id", 0);
    SqlTokenGetParams which = { .workspace_id = app->workspace_id, .id = id };
    SqlTokenRevokeParams revoke = { .now_us = app_now_us(app),
                                    .workspace_id = app->workspace_id,
                                    .id = id };
    g_auto(SqlTokenGetRow) row = { 0 };
    bool found;

    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !sql_token_get(write->conn, &which, &row, &found, error))
        return false;
    if (!found || (call->actor->role < ROLE_ADMIN && row.user_id != call->actor->user_id))
        return error_set(error, SEVENTH_ERROR_NOT_FOUND,
                         "there is no token %" G_GINT64_FORMAT " of yours; `token list` has them",
                         id);
    if (!sql_token_revoke(write->conn, &revoke, NULL, error) || !app_commit(write, error))
        return false;
    *ret_result = json_pack("{s:I, s:s, s:s}", "token_id", (json_int_t)id, "name", row.name,
                            "state", "revoked");
    return true;
}

static const OperationParam ADD_PARAMS[] = {
    { "name", PARAM_TEXT, PARAM_REQUIRED, "NAME", "what it is for", NULL, 0, 0 },
    { "user", PARAM_TEXT, PARAM_OPTION, "EMAIL", "as whom it works; you otherwise", NULL, 0, 0 },
    { "read_only", PARAM_FLAG, PARAM_OPTION, NULL, "may look, but change nothing", NULL, 0, 0 },
    { "expires", PARAM_DATE, PARAM_OPTION, "DATE", "its last day; it does not end otherwise", NULL,
      0, 0 },
    { 0 },
};
static const OperationParam REVOKE_PARAMS[] = {
    { "token_id", PARAM_INT, PARAM_POSITIONAL, "TOKEN_ID", "which, as `token list` says", NULL, 1,
      INT64_MAX },
    { 0 },
};

/* Without an address: a token that leaks cannot make itself a successor. */
const Operation OP_TOKEN_ADD = {
    .verb = "token add",
    .role = ROLE_REP,
    .summary = "Make a token for programs that use the REST API; it is shown once",
    .params = ADD_PARAMS,
    .run = run_add,
};
const Operation OP_TOKEN_LIST = {
    .verb = "token list",
    .method = "GET",
    .path = "/api/v1/tokens",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "List the tokens and when each was used last",
    .run = run_list,
    .columns = "token_id name user begins read_only state last_used expires",
};
const Operation OP_TOKEN_REVOKE = {
    .verb = "token revoke",
    .method = "POST",
    .path = "/api/v1/tokens/:token_id/revoke",
    .role = ROLE_REP,
    .summary = "End a token at once",
    .params = REVOKE_PARAMS,
    .run = run_revoke,
};
