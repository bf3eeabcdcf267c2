/* Touches: log, undo, skip, move. */
#include "app/operations.h"

#include <string.h>

#include "app/snapshot.h"
#include "app/touch_log.h"
#include "app/touch_log_json.h"
#include "core/promise.h"

static bool
run_log(OperationCall *call, json_t **ret_result, GError **error)
{
    g_autoptr(json_t) row = NULL;
    g_autoptr(AppTransaction) write = app_write_begin(call->app, error);

    if (write == NULL ||
        (row = touch_log_json(call->app, call->actor, write->conn, call->params, error)) == NULL ||
        !app_commit(write, error))
        return false;
    *ret_result = g_steal_pointer(&row);
    return true;
}

static bool
run_undo(OperationCall *call, json_t **ret_result, GError **error)
{
    int64_t id = json_int(call->params, "touch_id", 0);
    g_autoptr(AppTransaction) write = app_write_begin(call->app, error);

    if (write == NULL || !touch_undo(call->app, write->conn, id, call->actor->user_id, error) ||
        !app_commit(write, error))
        return false;
    *ret_result = json_pack("{s:I, s:s}", "touch_id", (json_int_t)id, "state", "task");
    return true;
}

static bool
run_skip(OperationCall *call, json_t **ret_result, GError **error)
{
    int64_t id = json_int(call->params, "touch_id", 0);
    g_autoptr(AppTransaction) write = app_write_begin(call->app, error);

    if (write == NULL ||
        !touch_skip(call->app, write->conn, id, call->actor->user_id,
                    json_text(call->params, "why", NULL), error) ||
        !app_commit(write, error))
        return false;
    *ret_result = json_pack("{s:I, s:s}", "touch_id", (json_int_t)id, "state", "skipped");
    return true;
}

static bool
run_move(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    int64_t id = json_int(call->params, "touch_id", 0);
    const char *to = json_text(call->params, "to", "");
    Instant from_us, until_us;
    g_auto(SqlTouchGetRow) touch = { 0 };
    g_auto(SqlProspectGetRow) prospect = { 0 };
    SqlTouchGetParams which = { .workspace_id = app->workspace_id, .id = id };
    bool found;

    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !sql_touch_get(write->conn, &which, &touch, &found, error))
        return false;
    if (!found)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND, "there is no task %" G_GINT64_FORMAT, id);
    SqlProspectGetParams whom = { .workspace_id = app->workspace_id, .id = touch.prospect_id };
    if (!sql_prospect_get(write->conn, &whom, &prospect, NULL, error))
        return false;
    const Zone *zone = app_zone_or_default(app, prospect.zone);
    if (!promise_window_parse(to, zone, app_now_us(app), &from_us, &until_us, error) ||
        !touch_move(app, write->conn, id, call->actor->user_id, from_us, until_us, error) ||
        !app_commit(write, error))
        return false;
    g_autofree char *window = promise_window_say(from_us, until_us, zone, app_now_us(app));
    g_autofree char *say = g_strdup_printf("Moved to %s.", window);
    json_t *row = json_object();
    json_set_int(row, "touch_id", id);
    json_set_instant(row, "due_from", from_us, zone);
    json_set_instant(row, "due_until", until_us, zone);
    json_set_text(row, "say", say);
    *ret_result = row;
    return true;
}

#define CHANNELS "email|call|voicemail|sms|social|letter|visit|fax"

static const OperationParam LOG_PARAMS[] = {
    { "prospect", PARAM_TEXT, PARAM_REQUIRED, "EMAIL", "the prospect", NULL, 0, 0 },
    { "channel", PARAM_TEXT, PARAM_OPTION, "CH", "the channel", CHANNELS, 0, 0 },
    { "outcome", PARAM_TEXT, PARAM_REQUIRED, "OUT", "how it went: no_answer, reached, ...", NULL, 0,
      0 },
    { "at", PARAM_INSTANT, PARAM_OPTION, "INSTANT", "when; now otherwise", NULL, 0, 0 },
    { "promise", PARAM_TEXT, PARAM_OPTION, "FROM/UNTIL",
      "what you promised: two instants, or \"Thursday morning\"", NULL, 0, 0 },
    { "promise_channel", PARAM_TEXT, PARAM_OPTION, "CH", "the promise's channel, if another",
      CHANNELS, 0, 0 },
    { "note", PARAM_TEXT, PARAM_OPTION, "TEXT", "what was said", NULL, 0, 0 },
    { "value_point", PARAM_TEXT, PARAM_OPTION, "KEY", "the reason to talk that was used", NULL, 0,
      0 },
    { "touch_id", PARAM_INT, PARAM_OPTION, "ID", "the task it completes", NULL, 0, 0 },
    { 0 },
};
static const OperationParam UNDO_PARAMS[] = {
    { "touch_id", PARAM_INT, PARAM_POSITIONAL, "TOUCH_ID", "the touch to take back", NULL, 0, 0 },
    { 0 },
};
static const OperationParam SKIP_PARAMS[] = {
    { "touch_id", PARAM_INT, PARAM_POSITIONAL, "TOUCH_ID", "the task to pass over", NULL, 0, 0 },
    { "why", PARAM_TEXT, PARAM_OPTION, "TEXT", "the reason", NULL, 0, 0 },
    { 0 },
};
static const OperationParam MOVE_PARAMS[] = {
    { "touch_id", PARAM_INT, PARAM_POSITIONAL, "TOUCH_ID", "the task to move", NULL, 0, 0 },
    { "to", PARAM_TEXT, PARAM_REQUIRED, "WHEN", "a date, \"Friday morning\", or FROM/UNTIL", NULL,
      0, 0 },
    { 0 },
};

const Operation OP_TOUCH_LOG = {
    .verb = "touch log",
    .method = "POST",
    .path = "/api/v1/touches",
    .role = ROLE_REP,
    .summary = "Log a touch you made and how it went",
    .params = LOG_PARAMS,
    .run = run_log,
};
const Operation OP_TOUCH_UNDO = {
    .verb = "touch undo",
    .method = "POST",
    .path = "/api/v1/touches/:touch_id/undo",
    .role = ROLE_REP,
    .summary = "Take back a touch logged within the last 10 minutes",
    .params = UNDO_PARAMS,
    .run = run_undo,
};
const Operation OP_TOUCH_SKIP = {
    .verb = "touch skip",
    .method = "POST",
    .path = "/api/v1/touches/:touch_id/skip",
    .role = ROLE_REP,
    .summary = "Pass a task over",
    .params = SKIP_PARAMS,
    .run = run_skip,
};
const Operation OP_TOUCH_MOVE = {
    .verb = "touch move",
    .method = "POST",
    .path = "/api/v1/touches/:touch_id/move",
    .role = ROLE_REP,
    .summary = "Move a task to another time",
    .params = MOVE_PARAMS,
    .run = run_move,
};
