/* Touches: log, undo, skip, move. */
#include "app/operations.h"

#include <string.h>

#include "app/plan.h"
#include "app/snapshot.h"
#include "app/touch_log.h"
#include "core/promise.h"

/* One sentence: what happens next with this person. */
static char *
say_next(App *app, DbConn *conn, int64_t prospect_id, GError **error)
{
    g_auto(Snapshot) snapshot = { 0 };
    Plan plan;

    if (!snapshot_load(app, conn, prospect_id, NULL, &snapshot, error))
        return NULL;
    Instant now_us = app_now_us(app);
    const Zone *zone = snapshot.input.zone;
    if (snapshot.shut)
        return g_strdup("No path leads to this person any more.");
    if (snapshot.input.promise_count > 0) {
        const OpenPromise *promise = &snapshot.input.promises[0];
        g_autofree char *window =
            promise_window_say(promise->from_us, promise->until_us, zone, now_us);
        return g_strdup_printf("Promised: %s, %s.", channel_kind_say(promise->channel), window);
    }
    if (snapshot.version == NULL)
        return g_strdup("Nothing is planned: choose the next opportunity.");
    planner_next(&snapshot.input, &plan);
    if (plan.kind == PLAN_TOUCH) {
        g_autofree char *when = zone_say(zone, plan.due_from_us, now_us);
        return g_strdup_printf("Next: %s on %s.", channel_kind_say(plan.channel), when);
    }
    if (plan.kind == PLAN_WAIT)
        return g_strdup("Seventh waits for an answer before anything else.");
    return g_strdup("That was the last attempt.");
}

static bool
read_log(OperationCall *call, DbConn *conn, TouchLog *log, GError **error)
{
    App *app = call->app;
    const json_t *params = call->params;
    const char *channel = json_text(params, "channel", NULL);
    const char *at = json_text(params, "at", NULL);
    const char *promise = json_text(params, "promise", NULL);
    const char *promise_channel = json_text(params, "promise_channel", NULL);

    *log = (TouchLog){
        .touch_id = json_int(params, "touch_id", 0),
        .user_id = call->actor->user_id,
        .channel = channel != NULL ? channel_kind_parse(channel) : CHANNEL_NONE,
        .outcome = outcome_parse(json_text(params, "outcome", "")),
        .at_us = INSTANT_NONE,
        .note = json_text(params, "note", NULL),
        .value_point = json_text(params, "value_point", NULL),
        .promise_from_us = INSTANT_NONE,
        .promise_until_us = INSTANT_NONE,
        .promise_channel =
            promise_channel != NULL ? channel_kind_parse(promise_channel) : CHANNEL_NONE,
    };
    if (log->outcome == OUTCOME_COUNT || log->outcome == OUTCOME_NONE)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "outcome: \"%.40s\" is unknown; use one of no_answer, busy, voicemail, "
                         "gatekeeper, wrong_number, reached, call_back, interested, meeting, "
                         "not_now, not_interested, referred, stop, sent, done, skipped",
                         json_text(params, "outcome", ""));
    if (channel == NULL && log->touch_id == 0)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "channel: say which, for example --channel call");
    if (!app_find_prospect(app, conn, json_text(params, "prospect", ""), &log->prospect_id,
                           error) ||
        (at != NULL && !instant_parse(at, &log->at_us, error)))
        return false;
    if (promise == NULL || promise[0] == '\0')
        return true;
    g_auto(SqlProspectGetRow) prospect = { 0 };
    SqlProspectGetParams which = { .workspace_id = app->workspace_id, .id = log->prospect_id };
    return sql_prospect_get(conn, &which, &prospect, NULL, error) &&
           promise_window_parse(promise, app_zone_or_default(app, prospect.zone), app_now_us(app),
                                &log->promise_from_us, &log->promise_until_us, error);
}

static bool
run_log(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    TouchLog log;
    TouchLogged logged;

    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !read_log(call, write->conn, &log, error) ||
        !touch_log(app, write->conn, &log, &logged, error))
        return false;
    g_autofree char *next = say_next(app, write->conn, log.prospect_id, error);
    if (next == NULL || !app_commit(write, error))
        return false;
    json_t *row = json_object();
    json_set_int(row, "ledger_id", logged.ledger_id);
    json_set_int(row, "touch_id", logged.touch_id);
    json_set_text(row, "prospect", json_text(call->params, "prospect", NULL));
    json_set_text(row, "channel", channel_kind_name(logged.channel));
    json_set_text(row, "outcome", outcome_name(log.outcome));
    json_set_instant(row, "at", logged.at_us, app->zone);
    if (logged.promise_id != 0) {
        json_t *promise = json_object();
        json_set_int(promise, "promise_id", logged.promise_id);
        json_set_instant(promise, "from", log.promise_from_us, app->zone);
        json_set_instant(promise, "until", log.promise_until_us, app->zone);
        json_object_set_new(row, "promise", promise);
    } else {
        json_object_set_new(row, "promise", json_null());
    }
    json_set_text(row, "next", next);
    json_set_bool(row, "can_undo", log.outcome != OUTCOME_STOP);
    *ret_result = row;
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
