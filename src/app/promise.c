/* Promises and their tasks. */
#include "app/promise.h"

#include <string.h>

#include "app/record.h"
#include "app/snapshot.h"
#include "core/promise.h"
#include "store/queries.h"

static bool
check_not_shut(App *app, DbConn *conn, int64_t prospect_id, ChannelKind channel, GError **error)
{
    g_auto(SqlProspectGetRow) prospect = { 0 };
    SqlProspectGetParams which = { .workspace_id = app->workspace_id, .id = prospect_id };

    if (!sql_prospect_get(conn, &which, &prospect, NULL, error))
        return false;
    return (prospect.channels_shut & (INT64_C(1) << channel)) == 0 ||
           error_set(error, SEVENTH_ERROR_CONFLICT,
                     "%s asked us to stop; nothing can be promised on this channel",
                     prospect.email != NULL ? prospect.email : "This person");
}

static bool
insert_task(App *app, DbConn *conn, const PromiseGiven *promise, int64_t promise_id, GError **error)
{
    g_auto(SqlTouchInsertRow) touch = { 0 };
    SqlTouchInsertParams params = {
        .workspace_id = app->workspace_id,
        .prospect_id = promise->prospect_id,
        .enrollment_id = DB_NULL_INT,
        .version_id = DB_NULL_INT,
        .user_id = promise->user_id,
        .mailbox_id = DB_NULL_INT,
        .promise_id = promise_id,
        .channel = channel_kind_name(promise->channel),
        .state = "task",
        .priority = 0,
        .planned_us = promise->from_us,
        .due_from_us = promise->from_us,
        .due_until_us = promise->until_us,
        .made_us = DB_NULL_INT,
        .objective = promise->note,
        .created_us = app_now_us(app),
    };

    if (!sql_touch_insert(conn, &params, &touch, NULL, error))
        return false;
    SqlPromiseSetTouchParams tie = { .touch_id = touch.id,
                                     .workspace_id = app->workspace_id,
                                     .id = promise_id };
    char from[INSTANT_TEXT_SIZE], until[INSTANT_TEXT_SIZE];
    g_autofree char *detail = g_strdup_printf(
        "{\"promise_id\":%" G_GINT64_FORMAT ",\"from\":\"%s\",\"until\":\"%s\"}", promise_id,
        instant_format(promise->from_us, 0, from), instant_format(promise->until_us, 0, until));
    LedgerEntry entry = {
        .prospect_id = promise->prospect_id,
        .kind = "promise",
        .touch_id = touch.id,
        .user_id = promise->user_id,
        .channel = params.channel,
        .text = promise->note,
        .detail = detail,
    };
    return sql_promise_set_touch(conn, &tie, NULL, error) &&
           ledger_note(app, conn, &entry, NULL, error);
}

bool
promise_give(App *app, DbConn *conn, const PromiseGiven *promise, int64_t *ret_id, GError **error)
{
    g_auto(SqlPromiseInsertRow) row = { 0 };
    SqlPromiseInsertParams params = {
        .workspace_id = app->workspace_id,
        .prospect_id = promise->prospect_id,
        .user_id = promise->user_id,
        .channel = channel_kind_name(promise->channel),
        .from_us = promise->from_us,
        .until_us = promise->until_us,
        .note = promise->note,
        .created_us = app_now_us(app),
    };
    CancelOpen cancel = { .prospect_id = promise->prospect_id,
                          .why = "A promise comes first; this is planned anew after it." };

    if (!check_not_shut(app, conn, promise->prospect_id, promise->channel, error) ||
        !touches_cancel_open(app, conn, &cancel, error) ||
        !sql_promise_insert(conn, &params, &row, NULL, error) ||
        !insert_task(app, conn, promise, row.id, error))
        return false;
    *ret_id = row.id;
    return enrollment_wake_open(app, conn, promise->prospect_id, error);
}

/* Closes an open (or broken, not yet made up for) promise with its task. */
static bool
close_promise(App *app, DbConn *conn, int64_t promise_id, const char *state, int64_t user_id,
              SqlPromiseGetRow *row, GError **error)
{
    SqlPromiseGetParams which = { .workspace_id = app->workspace_id, .id = promise_id };
    bool found;

    if (!sql_promise_get(conn, &which, row, &found, error))
        return false;
    if (!found)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND, "there is no promise %" G_GINT64_FORMAT,
                         promise_id);
    if (strcmp(row->state, "open") != 0 && strcmp(row->state, "broken") != 0)
        return error_set(error, SEVENTH_ERROR_CONFLICT, "this promise is %s already", row->state);
    SqlPromiseSettleParams settle = { .state = state,
                                      .settled_us = app_now_us(app),
                                      .workspace_id = app->workspace_id,
                                      .id = promise_id };
    SqlTouchSetStateParams task = { .state = "cancelled",
                                    .workspace_id = app->workspace_id,
                                    .id = row->touch_id,
                                    .from_state = "task" };
    g_autofree char *kind = g_strconcat("promise_", state, NULL);
    LedgerEntry entry = {
        .prospect_id = row->prospect_id,
        .kind = kind,
        .touch_id = row->touch_id,
        .user_id = user_id,
        .channel = row->channel,
    };
    return sql_promise_settle(conn, &settle, NULL, error) &&
           sql_touch_set_state(conn, &task, NULL, error) &&
           ledger_note(app, conn, &entry, NULL, error);
}

bool
promise_move(App *app, DbConn *conn, int64_t promise_id, Instant from_us, Instant until_us,
             int64_t user_id, int64_t *ret_id, GError **error)
{
    g_auto(SqlPromiseGetRow) row = { 0 };

    if (!close_promise(app, conn, promise_id, "moved", user_id, &row, error))
        return false;
    PromiseGiven promise = {
        .prospect_id = row.prospect_id,
        .user_id = row.user_id,
        .channel = channel_kind_parse(row.channel),
        .from_us = from_us,
        .until_us = until_us,
        .note = row.note,
    };
    return promise_give(app, conn, &promise, ret_id, error);
}

bool
promise_cancel(App *app, DbConn *conn, int64_t promise_id, int64_t user_id, GError **error)
{
    g_auto(SqlPromiseGetRow) row = { 0 };

    return close_promise(app, conn, promise_id, "cancelled", user_id, &row, error) &&
           enrollment_wake_open(app, conn, row.prospect_id, error);
}

bool
promise_settle_touch(App *app, DbConn *conn, int64_t promise_id, Instant at_us, int64_t user_id,
                     GError **error)
{
    g_auto(SqlPromiseGetRow) row = { 0 };
    SqlPromiseGetParams which = { .workspace_id = app->workspace_id, .id = promise_id };

    if (!sql_promise_get(conn, &which, &row, NULL, error))
        return false;
    bool kept = at_us >= row.from_us && at_us <= row.until_us;
    SqlPromiseSettleParams settle = {
        .state = kept ? "kept" : "broken",
        .settled_us = at_us,
        .workspace_id = app->workspace_id,
        .id = promise_id,
    };
    LedgerEntry entry = {
        .prospect_id = row.prospect_id,
        .at_us = at_us,
        .kind = kept ? "promise_kept" : "promise_broken",
        .touch_id = row.touch_id,
        .user_id = user_id,
        .channel = row.channel,
    };
    int64_t changed;
    if (!sql_promise_settle(conn, &settle, &changed, error))
        return false;
    return changed == 0 || ledger_note(app, conn, &entry, NULL, error);
}

json_t *
promise_json(App *app, DbConn *conn, int64_t promise_id, GError **error)
{
    g_auto(SqlPromiseGetRow) row = { 0 };
    g_auto(SqlProspectGetRow) prospect = { 0 };
    SqlPromiseGetParams which = { .workspace_id = app->workspace_id, .id = promise_id };

    if (!sql_promise_get(conn, &which, &row, NULL, error))
        return NULL;
    SqlProspectGetParams whom = { .workspace_id = app->workspace_id, .id = row.prospect_id };
    if (!sql_prospect_get(conn, &whom, &prospect, NULL, error))
        return NULL;
    const Zone *zone = app_zone_or_default(app, prospect.zone);
    g_autofree char *say = promise_window_say(row.from_us, row.until_us, zone, app_now_us(app));
    g_autofree char *handle = prospect_handle(&prospect);
    g_autofree char *name = prospect_display_name(&prospect);
    json_t *promise = json_object();
    json_set_int(promise, "promise_id", row.id);
    json_set_text(promise, "prospect", handle);
    json_set_int(promise, "prospect_id", prospect.id);
    json_set_text(promise, "name", name);
    json_set_text(promise, "company", prospect.company);
    json_set_text(promise, "channel", row.channel);
    json_set_instant(promise, "from", row.from_us, zone);
    json_set_instant(promise, "until", row.until_us, zone);
    json_set_text(promise, "say", say);
    json_set_text(promise, "state", row.state);
    json_set_text(promise, "note", row.note);
    return promise;
}

/* A promise and the log it was given in are written in one breath. */
#define SAME_BREATH_US (2 * SECOND_US)

static bool
find_given(App *app, DbConn *conn, int64_t prospect_id, Instant logged_us, int64_t *ret_id,
           GError **error)
{
    SqlPromiseOfParams params = { .workspace_id = app->workspace_id, .prospect_id = prospect_id };
    SqlPromiseOfRow row;
    DbStep step;

    *ret_id = 0;
    g_autoptr(DbCursor) cursor = sql_promise_of(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_promise_of_next(cursor, &row, error)) == DB_ROW)
        if (strcmp(row.state, "open") == 0 && row.created_us >= logged_us &&
            row.created_us <= logged_us + SAME_BREATH_US)
            *ret_id = row.id;
    return step == DB_DONE;
}

bool
promise_undo_log(App *app, DbConn *conn, int64_t prospect_id, int64_t settled_promise_id,
                 Instant logged_us, int64_t user_id, GError **error)
{
    SqlPromiseReopenParams reopen = { .workspace_id = app->workspace_id, .id = settled_promise_id };
    int64_t given;

    if (!find_given(app, conn, prospect_id, logged_us, &given, error) ||
        (given != 0 && !promise_cancel(app, conn, given, user_id, error)))
        return false;
    return settled_promise_id == 0 || settled_promise_id == DB_NULL_INT ||
           sql_promise_reopen(conn, &reopen, NULL, error);
}
