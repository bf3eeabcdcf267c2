/* Outcomes and what they lead to. */
#include "app/touch_log.h"

#include <string.h>

#include "app/promise.h"
#include "app/record.h"
#include "app/refusal.h"
#include "store/queries.h"

#define UNDO_US (10 * MINUTE_US)
#define CLOCK_SKEW_US (5 * MINUTE_US)

/* A voicemail is left on a call that was to be made. */
static bool
completes(const char *task_channel, ChannelKind logged)
{
    ChannelKind task = channel_kind_parse(task_channel);
    return task == logged || (task == CHANNEL_CALL && logged == CHANNEL_VOICEMAIL) ||
           (task == CHANNEL_VOICEMAIL && logged == CHANNEL_CALL);
}

/* The task a log belongs to: a promised one first, else the oldest of that channel; 0: none. */
static bool
find_task(App *app, DbConn *conn, const TouchLog *log, int64_t *ret_touch_id, GError **error)
{
    SqlTouchOpenOfParams params = { .workspace_id = app->workspace_id,
                                    .prospect_id = log->prospect_id };
    SqlTouchOpenOfRow row;
    bool promised = false;
    DbStep step;

    *ret_touch_id = 0;
    g_autoptr(DbCursor) cursor = sql_touch_open_of(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_touch_open_of_next(cursor, &row, error)) == DB_ROW) {
        if (strcmp(row.state, "task") != 0 || !completes(row.channel, log->channel))
            continue;
        bool has_promise = row.promise_id != DB_NULL_INT;
        if (*ret_touch_id == 0 || (has_promise && !promised)) {
            *ret_touch_id = row.id;
            promised = has_promise;
        }
    }
    return step == DB_DONE;
}

static bool
load_task(App *app, DbConn *conn, const TouchLog *log, int64_t touch_id, SqlTouchGetRow *touch,
          GError **error)
{
    SqlTouchGetParams which = { .workspace_id = app->workspace_id, .id = touch_id };
    bool found;

    if (!sql_touch_get(conn, &which, touch, &found, error))
        return false;
    if (!found || (log->prospect_id != 0 && touch->prospect_id != log->prospect_id))
        return error_set(error, SEVENTH_ERROR_NOT_FOUND,
                         "there is no task %" G_GINT64_FORMAT " with this person", touch_id);
    return strcmp(touch->state, "task") == 0 ||
           error_set(error, SEVENTH_ERROR_CONFLICT, "this task is %s already; reload the page",
                     strcmp(touch->state, "made") == 0 ? "logged" : touch->state);
}

/* A touch nobody had planned: it counts all the same. */
static bool
insert_unplanned(App *app, DbConn *conn, const TouchLog *log, Instant at_us, int64_t user_id,
                 SqlTouchGetRow *touch, GError **error)
{
    g_auto(SqlEnrollmentOpenOfRow) open_row = { 0 };
    g_auto(SqlTouchInsertRow) inserted = { 0 };
    SqlEnrollmentOpenOfParams open = { .workspace_id = app->workspace_id,
                                       .prospect_id = log->prospect_id };
    bool found;

    if (!sql_enrollment_open_of(conn, &open, &open_row, &found, error))
        return false;
    SqlTouchInsertParams params = {
        .workspace_id = app->workspace_id,
        .prospect_id = log->prospect_id,
        .enrollment_id = found ? open_row.id : DB_NULL_INT,
        .version_id = found ? open_row.version_id : DB_NULL_INT,
        .user_id = user_id,
        .mailbox_id = DB_NULL_INT,
        .promise_id = DB_NULL_INT,
        .channel = channel_kind_name(log->channel),
        .state = "task",
        .priority = 2,
        .planned_us = at_us,
        .due_from_us = at_us,
        .due_until_us = at_us,
        .made_us = DB_NULL_INT,
        .value_point = log->value_point,
        .created_us = app_now_us(app),
    };
    if (!sql_touch_insert(conn, &params, &inserted, NULL, error))
        return false;
    SqlTouchGetParams which = { .workspace_id = app->workspace_id, .id = inserted.id };
    return sql_touch_get(conn, &which, touch, NULL, error);
}

/* What is needed to take the log back. */
static char *
undo_detail(const SqlEnrollmentOpenOfRow *row, bool enrolled, bool planned)
{
    if (!enrolled)
        return g_strdup_printf("{\"planned\":%s}", planned ? "true" : "false");
    return g_strdup_printf("{\"planned\":%s,\"enrollment_id\":%" G_GINT64_FORMAT
                           ",\"state\":\"%s\",\"due_us\":%" G_GINT64_FORMAT "}",
                           planned ? "true" : "false", row->id, row->state,
                           row->due_us == DB_NULL_INT ? -1 : row->due_us);
}

static FinishReason
finish_reason_of(Outcome outcome)
{
    return outcome == OUTCOME_MEETING ? FINISH_MEETING : FINISH_REPLIED;
}

/* A no waits for a decision; any other answer overtakes one that did. */
static bool
note_refusal(App *app, DbConn *conn, const TouchLog *log, const SqlTouchGetRow *touch,
             Instant at_us, GError **error)
{
    Refusal refusal = {
        .prospect_id = touch->prospect_id,
        .kind = no_kind_of_outcome(log->outcome),
        .touch_id = touch->id,
        .at_us = at_us,
        .text = log->note,
    };

    if (refusal.kind != NO_KIND_COUNT)
        return refusal_note(app, conn, &refusal, error);
    return !outcome_is_human_answer(log->outcome) ||
           refusal_settle(app, conn, touch->prospect_id, PATH_COUNT, 0, error);
}

static bool
apply_outcome(App *app, DbConn *conn, const TouchLog *log, const SqlTouchGetRow *touch,
              Instant at_us, int64_t user_id, GError **error)
{
    SqlProspectSetPhoneWrongParams wrong = { .phone_wrong = 1,
                                             .updated_us = app_now_us(app),
                                             .workspace_id = app->workspace_id,
                                             .id = touch->prospect_id };
    EndEnrollment end = {
        .prospect_id = touch->prospect_id,
        .user_id = user_id,
        .reason = finish_reason_of(log->outcome),
        .answered_us = at_us,
    };

    if (log->outcome == OUTCOME_STOP || log->outcome == OUTCOME_HOSTILE)
        return prospect_shut(app, conn, touch->prospect_id, CHANNEL_NONE,
                             log->outcome == OUTCOME_STOP ? "They asked us to stop."
                                                          : "They answered in anger.",
                             user_id, error);
    if (log->outcome == OUTCOME_WRONG_NUMBER &&
        !sql_prospect_set_phone_wrong(conn, &wrong, NULL, error))
        return false;
    /* "Call me back Thursday" is no end: the promise carries on, and the sequence after it. */
    if (outcome_is_human_answer(log->outcome) && log->outcome != OUTCOME_CALL_BACK)
        return enrollment_end(app, conn, &end, error);
    return enrollment_wake_open(app, conn, touch->prospect_id, error);
}

static bool
record_made(App *app, DbConn *conn, const TouchLog *log, const SqlTouchGetRow *touch,
            ChannelKind channel, Instant at_us, int64_t user_id, const char *detail,
            int64_t *ret_ledger_id, GError **error)
{
    SqlTouchMakeParams make = {
        .state = log->outcome == OUTCOME_SKIPPED ? "skipped" : "made",
        .made_us = at_us,
        .outcome = outcome_name(log->outcome),
        .value_point = log->value_point,
        .note = log->note,
        .workspace_id = app->workspace_id,
        .id = touch->id,
    };
    LedgerEntry entry = {
        .prospect_id = touch->prospect_id,
        .at_us = at_us,
        .kind = "outcome",
        .touch_id = touch->id,
        .enrollment_id = touch->enrollment_id == DB_NULL_INT ? 0 : touch->enrollment_id,
        .user_id = user_id,
        .channel = channel_kind_name(channel),
        .outcome = make.outcome,
        .step = (int)touch->step,
        .value_point = log->value_point != NULL ? log->value_point : touch->value_point,
        .text = log->note,
        .detail = detail,
    };
    SqlProspectNoteTouchParams touched = { .at_us = at_us,
                                           .workspace_id = app->workspace_id,
                                           .id = touch->prospect_id };

    if (!sql_touch_make(conn, &make, NULL, error) ||
        !ledger_note(app, conn, &entry, ret_ledger_id, error))
        return false;
    if (!outcome_is_attempt(log->outcome))
        return true;
    return sql_prospect_note_touch(conn, &touched, NULL, error) &&
           (touch->version_id == DB_NULL_INT ||
            sequence_count(app, conn, touch->version_id, (int)touch->step, "made", error));
}

static bool
give_promise(App *app, DbConn *conn, const TouchLog *log, int64_t prospect_id, ChannelKind channel,
             int64_t user_id, int64_t *ret_id, GError **error)
{
    PromiseGiven promise = {
        .prospect_id = prospect_id,
        .user_id = user_id,
        .channel = log->promise_channel != CHANNEL_NONE ? log->promise_channel
                   : channel == CHANNEL_VOICEMAIL       ? CHANNEL_CALL
                                                        : channel,
        .from_us = log->promise_from_us,
        .until_us = log->promise_until_us,
        .note = log->note,
    };
    return log->promise_from_us == INSTANT_NONE || promise_give(app, conn, &promise, ret_id, error);
}

bool
touch_log(App *app, DbConn *conn, const TouchLog *log, TouchLogged *logged, GError **error)
{
    g_auto(SqlTouchGetRow) touch = { 0 };
    g_auto(SqlEnrollmentOpenOfRow) before = { 0 };
    Instant now_us = app_now_us(app), at_us = log->at_us == INSTANT_NONE ? now_us : log->at_us;
    int64_t touch_id = log->touch_id;
    bool enrolled;

    *logged = (TouchLogged){ .at_us = at_us };
    if (at_us > now_us + CLOCK_SKEW_US)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "a touch cannot be logged for a time to come; promise it instead");
    if (touch_id == 0 && !find_task(app, conn, log, &touch_id, error))
        return false;
    bool planned = touch_id != 0;
    if (planned && !load_task(app, conn, log, touch_id, &touch, error))
        return false;
    int64_t user_id = log->user_id != 0 ? log->user_id : planned ? touch.user_id : 0;
    if (user_id == 0) {
        g_auto(SqlUserFirstRow) first = { 0 };
        SqlUserFirstParams any = { .workspace_id = app->workspace_id };
        if (!sql_user_first(conn, &any, &first, NULL, error))
            return false;
        user_id = first.id;
    }
    if (!planned && !insert_unplanned(app, conn, log, at_us, user_id, &touch, error))
        return false;
    ChannelKind channel =
        log->channel != CHANNEL_NONE ? log->channel : channel_kind_parse(touch.channel);
    SqlEnrollmentOpenOfParams open = { .workspace_id = app->workspace_id,
                                       .prospect_id = touch.prospect_id };
    if (!sql_enrollment_open_of(conn, &open, &before, &enrolled, error))
        return false;
    g_autofree char *detail = undo_detail(&before, enrolled, planned);
    if (!record_made(app, conn, log, &touch, channel, at_us, user_id, detail, &logged->ledger_id,
                     error) ||
        (touch.promise_id != DB_NULL_INT &&
         !promise_settle_touch(app, conn, touch.promise_id, at_us, user_id, error)) ||
        !apply_outcome(app, conn, log, &touch, at_us, user_id, error) ||
        !note_refusal(app, conn, log, &touch, at_us, error) ||
        !give_promise(app, conn, log, touch.prospect_id, channel, user_id, &logged->promise_id,
                      error))
        return false;
    logged->touch_id = touch.id;
    logged->channel = channel;
    return true;
}

static bool
restore_enrollment(App *app, DbConn *conn, const json_t *detail, GError **error)
{
    int64_t enrollment_id = json_int(detail, "enrollment_id", 0);
    int64_t due_us = json_int(detail, "due_us", -1);
    SqlEnrollmentRestoreParams restore = {
        .state = json_text(detail, "state", "active"),
        .due_us = due_us < 0 ? DB_NULL_INT : due_us,
        .workspace_id = app->workspace_id,
        .id = enrollment_id,
    };
    return enrollment_id == 0 || sql_enrollment_restore(conn, &restore, NULL, error);
}

bool
touch_undo(App *app, DbConn *conn, int64_t touch_id, int64_t user_id, GError **error)
{
    g_auto(SqlLedgerLastOutcomeRow) last = { 0 };
    SqlLedgerLastOutcomeParams which = { .workspace_id = app->workspace_id, .touch_id = touch_id };
    g_auto(SqlTouchGetRow) touch = { 0 };
    SqlTouchGetParams get = { .workspace_id = app->workspace_id, .id = touch_id };
    bool found;

    if (!sql_touch_get(conn, &get, &touch, &found, error))
        return false;
    which.prospect_id = touch.prospect_id;
    if (found && !sql_ledger_last_outcome(conn, &which, &last, &found, error))
        return false;
    if (!found || last.detail == NULL ||
        (strcmp(touch.state, "made") != 0 && strcmp(touch.state, "skipped") != 0))
        return error_set(error, SEVENTH_ERROR_CONFLICT, "there is nothing to take back here");
    if (app_now_us(app) - last.created_us > UNDO_US)
        return error_set(error, SEVENTH_ERROR_CONFLICT,
                         "it is more than 10 minutes ago; log what is right as a new touch");
    if (g_strcmp0(touch.outcome, "stop") == 0 || g_strcmp0(touch.outcome, "hostile") == 0)
        return error_set(
            error, SEVENTH_ERROR_CONFLICT,
            "a shut door stays shut; an admin can lift the suppression if it was a slip");
    g_autoptr(json_t) detail = json_read(last.detail, strlen(last.detail), error);
    SqlTouchUnmakeParams unmake = { .workspace_id = app->workspace_id, .id = touch_id };
    SqlProspectUnnoteTouchParams unnote = { .workspace_id = app->workspace_id,
                                            .id = touch.prospect_id };
    LedgerEntry entry = {
        .prospect_id = touch.prospect_id,
        .kind = "correction",
        .touch_id = touch_id,
        .user_id = user_id,
        .channel = touch.channel,
        .outcome = touch.outcome,
        .step = (int)touch.step,
        .text = "Taken back",
    };
    if (detail == NULL || !sql_touch_unmake(conn, &unmake, NULL, error) ||
        !sql_prospect_unnote_touch(conn, &unnote, NULL, error) ||
        !ledger_note(app, conn, &entry, NULL, error) ||
        !promise_undo_log(app, conn, touch.prospect_id, touch.promise_id, last.created_us, user_id,
                          error))
        return false;
    SqlTouchSetStateParams cancel = { .state = "cancelled",
                                      .workspace_id = app->workspace_id,
                                      .id = touch_id,
                                      .from_state = "task" };
    if (!json_flag(detail, "planned", true) && !sql_touch_set_state(conn, &cancel, NULL, error))
        return false;
    return refusal_void(app, conn, touch.prospect_id, touch_id, 0, error) &&
           restore_enrollment(app, conn, detail, error);
}

bool
touch_skip(App *app, DbConn *conn, int64_t touch_id, int64_t user_id, const char *why,
           GError **error)
{
    TouchLog log = {
        .touch_id = touch_id,
        .user_id = user_id,
        .channel = CHANNEL_NONE,
        .outcome = OUTCOME_SKIPPED,
        .at_us = INSTANT_NONE,
        .note = why,
        .promise_from_us = INSTANT_NONE,
        .promise_channel = CHANNEL_NONE,
    };
    TouchLogged logged;
    return touch_log(app, conn, &log, &logged, error);
}

bool
touch_move(App *app, DbConn *conn, int64_t touch_id, int64_t user_id, Instant from_us,
           Instant until_us, GError **error)
{
    g_auto(SqlTouchGetRow) touch = { 0 };
    TouchLog anyone = { 0 };

    if (!load_task(app, conn, &anyone, touch_id, &touch, error))
        return false;
    if (touch.promise_id != DB_NULL_INT)
        return error_set(error, SEVENTH_ERROR_CONFLICT,
                         "this task keeps a promise; move the promise itself");
    SqlTouchMoveParams move = {
        .due_from_us = from_us,
        .due_until_us = until_us,
        .priority = touch.priority,
        .reasons = touch.reasons,
        .workspace_id = app->workspace_id,
        .id = touch_id,
    };
    SqlEnrollmentWakeParams wake = { .due_us = until_us,
                                     .workspace_id = app->workspace_id,
                                     .id = touch.enrollment_id };
    LedgerEntry entry = {
        .prospect_id = touch.prospect_id,
        .kind = "moved",
        .touch_id = touch_id,
        .user_id = user_id,
        .channel = touch.channel,
        .step = (int)touch.step,
        .text = "Moved by hand",
    };
    return sql_touch_move(conn, &move, NULL, error) &&
           (touch.enrollment_id == DB_NULL_INT || sql_enrollment_wake(conn, &wake, NULL, error)) &&
           ledger_note(app, conn, &entry, NULL, error);
}
