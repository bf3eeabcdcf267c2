/* Promises: add, move, cancel, list. */
#include "app/operations.h"

#include <string.h>

#include "app/promise.h"
#include "core/promise.h"
#include "store/queries.h"

#define MAX_LISTED 500

/* Reads a window on the clock of the person concerned. */
static bool
read_window(App *app, DbConn *conn, int64_t prospect_id, const char *text, Instant *ret_from_us,
            Instant *ret_until_us, GError **error)
{
    g_auto(SqlProspectGetRow) prospect = { 0 };
    SqlProspectGetParams which = { .workspace_id = app->workspace_id, .id = prospect_id };

    return sql_prospect_get(conn, &which, &prospect, NULL, error) &&
           promise_window_parse(text, app_zone_or_default(app, prospect.zone), app_now_us(app),
                                ret_from_us, ret_until_us, error);
}

static bool
run_add(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    PromiseGiven promise = {
        .user_id = call->actor->user_id,
        .channel = channel_kind_parse(json_text(call->params, "channel", "call")),
        .note = json_text(call->params, "note", NULL),
    };
    int64_t id;

    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL ||
        !app_find_prospect(app, write->conn, json_text(call->params, "prospect", ""),
                           &promise.prospect_id, error))
        return false;
    if (promise.user_id == 0) {
        g_auto(SqlUserFirstRow) first = { 0 };
        SqlUserFirstParams any = { .workspace_id = app->workspace_id };
        if (!sql_user_first(write->conn, &any, &first, NULL, error))
            return false;
        promise.user_id = first.id;
    }
    if (!read_window(app, write->conn, promise.prospect_id, json_text(call->params, "window", ""),
                     &promise.from_us, &promise.until_us, error) ||
        !promise_give(app, write->conn, &promise, &id, error))
        return false;
    g_autoptr(json_t) result = promise_json(app, write->conn, id, error);
    if (result == NULL || !app_commit(write, error))
        return false;
    *ret_result = g_steal_pointer(&result);
    return true;
}

static bool
run_move(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    int64_t id = json_int(call->params, "promise_id", 0), moved_id;
    g_auto(SqlPromiseGetRow) row = { 0 };
    SqlPromiseGetParams which = { .workspace_id = app->workspace_id, .id = id };
    Instant from_us, until_us;
    bool found;

    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !sql_promise_get(write->conn, &which, &row, &found, error))
        return false;
    if (!found)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND, "there is no promise %" G_GINT64_FORMAT,
                         id);
    if (!read_window(app, write->conn, row.prospect_id, json_text(call->params, "window", ""),
                     &from_us, &until_us, error) ||
        !promise_move(app, write->conn, id, from_us, until_us, call->actor->user_id, &moved_id,
                      error))
        return false;
    g_autoptr(json_t) result = promise_json(app, write->conn, moved_id, error);
    if (result == NULL || !app_commit(write, error))
        return false;
    *ret_result = g_steal_pointer(&result);
    return true;
}

static bool
run_cancel(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    int64_t id = json_int(call->params, "promise_id", 0);

    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !promise_cancel(app, write->conn, id, call->actor->user_id, error))
        return false;
    g_autoptr(json_t) result = promise_json(app, write->conn, id, error);
    if (result == NULL || !app_commit(write, error))
        return false;
    *ret_result = g_steal_pointer(&result);
    return true;
}

static bool
run_list(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    const char *email = json_text(call->params, "user", NULL);
    int64_t user_id = call->actor->user_id;
    SqlPromiseOpenListParams params = { .workspace_id = app->workspace_id, .n = MAX_LISTED };
    SqlPromiseOpenListRow row;
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
    DbStep step;

    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    if (read == NULL || (email != NULL && !app_find_user(app, read->conn, email, &user_id, error)))
        return false;
    g_autoptr(DbCursor) cursor = sql_promise_open_list(read->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_promise_open_list_next(cursor, &row, error)) == DB_ROW)
        if (user_id == 0 || row.user_id == user_id)
            g_array_append_val(ids, row.id);
    g_clear_pointer(&cursor, db_cursor_close);
    for (guint i = 0; step == DB_DONE && i < ids->len; i++) {
        g_autoptr(json_t) promise =
            promise_json(app, read->conn, g_array_index(ids, int64_t, i), error);
        if (promise == NULL)
            return false;
        if (!call->emit(promise, call->emit_data))
            break;
    }
    return step == DB_DONE;
}

#define WINDOW_SUMMARY "FROM/UNTIL, \"2026-11-26 morning\" or \"Thursday 15:00\""

static const OperationParam ADD_PARAMS[] = {
    { "prospect", PARAM_TEXT, PARAM_REQUIRED, "EMAIL", "to whom", NULL, 0, 0 },
    { "channel", PARAM_TEXT, PARAM_OPTION, "CH", "on which channel; call otherwise",
      "email|call|voicemail|sms|social|letter|visit|fax", 0, 0 },
    { "window", PARAM_TEXT, PARAM_REQUIRED, "WINDOW", WINDOW_SUMMARY, NULL, 0, 0 },
    { "note", PARAM_TEXT, PARAM_OPTION, "TEXT", "what was promised", NULL, 0, 0 },
    { 0 },
};
static const OperationParam MOVE_PARAMS[] = {
    { "promise_id", PARAM_INT, PARAM_POSITIONAL, "ID", "the promise", NULL, 0, 0 },
    { "window", PARAM_TEXT, PARAM_REQUIRED, "WINDOW", WINDOW_SUMMARY, NULL, 0, 0 },
    { 0 },
};
static const OperationParam CANCEL_PARAMS[] = {
    { "promise_id", PARAM_INT, PARAM_POSITIONAL, "ID", "the promise", NULL, 0, 0 },
    { 0 },
};
static const OperationParam LIST_PARAMS[] = {
    { "user", PARAM_TEXT, PARAM_OPTION, "EMAIL", "whose promises; yours otherwise", NULL, 0, 0 },
    { 0 },
};

const Operation OP_PROMISE_ADD = {
    .verb = "promise add",
    .method = "POST",
    .path = "/api/v1/promises",
    .role = ROLE_REP,
    .summary = "Promise a touch: it outranks every plan",
    .params = ADD_PARAMS,
    .run = run_add,
};
const Operation OP_PROMISE_MOVE = {
    .verb = "promise move",
    .method = "POST",
    .path = "/api/v1/promises/:promise_id/move",
    .role = ROLE_REP,
    .summary = "Move a promise to another window",
    .params = MOVE_PARAMS,
    .run = run_move,
};
const Operation OP_PROMISE_CANCEL = {
    .verb = "promise cancel",
    .method = "POST",
    .path = "/api/v1/promises/:promise_id/cancel",
    .role = ROLE_REP,
    .summary = "Take a promise back",
    .params = CANCEL_PARAMS,
    .run = run_cancel,
};
const Operation OP_PROMISE_LIST = {
    .verb = "promise list",
    .method = "GET",
    .path = "/api/v1/promises",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "List open promises, the next one first",
    .params = LIST_PARAMS,
    .run = run_list,
};
