/* Promises: add, move, cancel, list. */
#include "app/operations.h"

#include <string.h>

#include "app/promise.h"
#include "app/promise_check.h"
#include "app/promise_offer.h"
#include "core/promise.h"
#include "store/queries.h"

#define MAX_LISTED 500

/* Reads a window on the clock of the person concerned, and whether it is to be promised though it
 * can hardly be kept. */
static bool
read_window(OperationCall *call, DbConn *conn, PromiseGiven *promise, bool *ret_anyway,
            GError **error)
{
    App *app = call->app;
    g_auto(SqlProspectGetRow) prospect = { 0 };
    SqlProspectGetParams which = { .workspace_id = app->workspace_id, .id = promise->prospect_id };
    g_autofree char *window = NULL;

    *ret_anyway = promise_window_anyway(json_text(call->params, "window", ""), &window) ||
                  json_flag(call->params, "anyway", false);
    return sql_prospect_get(conn, &which, &prospect, NULL, error) &&
           promise_window_parse(window, app_zone_or_default(app, prospect.zone), app_now_us(app),
                                &promise->from_us, &promise->until_us, error);
}

/* Whose promise it is: the actor's, else the first user's. */
static bool
find_promiser(OperationCall *call, DbConn *conn, int64_t *ret_user_id, GError **error)
{
    SqlUserFirstParams any = { .workspace_id = call->app->workspace_id };
    g_auto(SqlUserFirstRow) first = { 0 };

    *ret_user_id = call->actor->user_id;
    if (*ret_user_id != 0)
        return true;
    if (!sql_user_first(conn, &any, &first, NULL, error))
        return false;
    *ret_user_id = first.id;
    return true;
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
    bool anyway;
    int64_t id;

    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL ||
        !app_find_prospect(app, write->conn, json_text(call->params, "prospect", ""),
                           &promise.prospect_id, error))
        return false;
    if (!find_promiser(call, write->conn, &promise.user_id, error))
        return false;
    if (!read_window(call, write->conn, &promise, &anyway, error) ||
        (!anyway && !promise_check_kept(app, write->conn, &promise, error)) ||
        !promise_give(app, write->conn, &promise, &id, error))
        return false;
    g_autoptr(json_t) result = promise_json(app, write->conn, id, error);
    if (result == NULL || !app_commit(write, error))
        return false;
    *ret_result = g_steal_pointer(&result);
    return true;
}

/* What a text promises, or asks for, as a window on the person's clock. */
static bool
run_read(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    const char *who = json_text(call->params, "prospect", NULL);
    bool asked = json_flag(call->params, "reply", false);
    g_auto(SqlProspectGetRow) prospect = { 0 };
    SqlProspectGetParams which = { .workspace_id = app->workspace_id };

    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    if (read == NULL ||
        (who != NULL && (!app_find_prospect(app, read->conn, who, &which.id, error) ||
                         !sql_prospect_get(read->conn, &which, &prospect, NULL, error))))
        return false;
    *ret_result = json_object();
    json_object_set_new(*ret_result, "offer",
                        promise_offer_json(app, json_text(call->params, "text", ""),
                                           asked ? PROMISE_ASKED : PROMISE_OURS,
                                           app_zone_or_default(app, prospect.zone),
                                           app_now_us(app)));
    return true;
}

static const OperationParam READ_PARAMS[] = {
    { "text", PARAM_TEXT, PARAM_POSITIONAL, "TEXT", "what was said or written", NULL, 0, 0 },
    { "prospect", PARAM_TEXT, PARAM_OPTION, "EMAIL", "on whose clock; the workspace's otherwise",
      NULL, 0, 0 },
    { "reply", PARAM_FLAG, PARAM_OPTION, "", "the prospect wrote it: \"call me Tuesday\"", NULL, 0,
      0 },
    { 0 },
};
const Operation OP_PROMISE_READ = {
    .verb = "promise read",
    .role = ROLE_REP,
    .summary = "Say what a text promises: \"I'll try you again Thursday morning\"",
    .params = READ_PARAMS,
    .run = run_read,
};

static bool
run_move(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    int64_t id = json_int(call->params, "promise_id", 0), moved_id;
    g_auto(SqlPromiseGetRow) row = { 0 };
    SqlPromiseGetParams which = { .workspace_id = app->workspace_id, .id = id };
    bool found, anyway;

    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !sql_promise_get(write->conn, &which, &row, &found, error))
        return false;
    if (!found)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND, "there is no promise %" G_GINT64_FORMAT,
                         id);
    PromiseGiven moved = { .prospect_id = row.prospect_id,
                           .user_id = row.user_id,
                           .channel = channel_kind_parse(row.channel) };
    if (!read_window(call, write->conn, &moved, &anyway, error) ||
        (!anyway && !promise_check_kept(app, write->conn, &moved, error)) ||
        !promise_move(app, write->conn, id, moved.from_us, moved.until_us, call->actor->user_id,
                      &moved_id, error))
        return false;
    g_autoptr(json_t) result = promise_json(app, write->conn, moved_id, error);
    if (result == NULL || !app_commit(write, error))
        return false;
    *ret_result = g_steal_pointer(&result);
    return true;
}

/* What would come of a window, before anything is promised. */
static bool
run_check(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    PromiseGiven promise = {
        .channel = channel_kind_parse(json_text(call->params, "channel", "call")),
    };
    PromiseProblem problem = { 0 };
    g_autofree char *say = NULL;
    bool kept, anyway;

    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    if (read == NULL ||
        !app_find_prospect(app, read->conn, json_text(call->params, "prospect", ""),
                           &promise.prospect_id, error) ||
        !find_promiser(call, read->conn, &promise.user_id, error) ||
        !read_window(call, read->conn, &promise, &anyway, error) ||
        !promise_can_be_kept(app, read->conn, &promise, &kept, &problem, &say, error))
        return false;
    g_auto(SqlProspectGetRow) prospect = { 0 };
    SqlProspectGetParams which = { .workspace_id = app->workspace_id, .id = promise.prospect_id };
    if (!sql_prospect_get(read->conn, &which, &prospect, NULL, error))
        return false;
    const Zone *zone = app_zone_or_default(app, prospect.zone);
    g_autofree char *window =
        promise_window_say(promise.from_us, promise.until_us, zone, app_now_us(app));
    kept = kept || anyway;
    bool proposes = !kept && problem.proposal.from_us != INSTANT_NONE;
    json_t *row = json_object();
    json_set_instant(row, "from", promise.from_us, zone);
    json_set_instant(row, "until", promise.until_us, zone);
    json_set_text(row, "say", window);
    json_set_text(row, "problem", kept ? NULL : say);
    json_set_instant(row, "better_from", proposes ? problem.proposal.from_us : INSTANT_NONE, zone);
    json_set_instant(row, "better_until", proposes ? problem.proposal.until_us : INSTANT_NONE,
                     zone);
    *ret_result = row;
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
    params.user_id = user_id;
    g_autoptr(DbCursor) cursor = sql_promise_open_list(read->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_promise_open_list_next(cursor, &row, error)) == DB_ROW)
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

#define ANYWAY_SUMMARY "though it is a holiday, a day off or outside the hours"

static const OperationParam ADD_PARAMS[] = {
    { "prospect", PARAM_TEXT, PARAM_REQUIRED, "EMAIL", "to whom", NULL, 0, 0 },
    { "channel", PARAM_TEXT, PARAM_OPTION, "CH", "on which channel; call otherwise",
      "email|call|voicemail|sms|social|letter|visit|fax", 0, 0 },
    { "window", PARAM_TEXT, PARAM_REQUIRED, "WINDOW", WINDOW_SUMMARY, NULL, 0, 0 },
    { "note", PARAM_TEXT, PARAM_OPTION, "TEXT", "what was promised", NULL, 0, 0 },
    { "anyway", PARAM_FLAG, PARAM_OPTION, NULL, ANYWAY_SUMMARY, NULL, 0, 0 },
    { 0 },
};
static const OperationParam CHECK_PARAMS[] = {
    { "prospect", PARAM_TEXT, PARAM_REQUIRED, "EMAIL", "to whom", NULL, 0, 0 },
    { "channel", PARAM_TEXT, PARAM_OPTION, "CH", "on which channel; call otherwise",
      "email|call|voicemail|sms|social|letter|visit|fax", 0, 0 },
    { "window", PARAM_TEXT, PARAM_REQUIRED, "WINDOW", WINDOW_SUMMARY, NULL, 0, 0 },
    { 0 },
};
static const OperationParam MOVE_PARAMS[] = {
    { "promise_id", PARAM_INT, PARAM_POSITIONAL, "ID", "the promise", NULL, 0, 0 },
    { "window", PARAM_TEXT, PARAM_REQUIRED, "WINDOW", WINDOW_SUMMARY, NULL, 0, 0 },
    { "anyway", PARAM_FLAG, PARAM_OPTION, NULL, ANYWAY_SUMMARY, NULL, 0, 0 },
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
const Operation OP_PROMISE_CHECK = {
    .verb = "promise check",
    .method = "GET",
    .path = "/api/v1/promises/check",
    .role = ROLE_REP,
    .summary = "Tell whether a promise could be kept, and when else",
    .params = CHECK_PARAMS,
    .run = run_check,
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
