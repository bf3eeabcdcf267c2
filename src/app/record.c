/* Ledger rows and the steps that write them. */
#include "app/record.h"

#include <string.h>

#include "app/enrollment_move.h"
#include "store/queries.h"

static int64_t
id_or_null(int64_t id)
{
    return id != 0 ? id : DB_NULL_INT;
}

bool
ledger_note(App *app, DbConn *conn, const LedgerEntry *entry, int64_t *ret_id, GError **error)
{
    g_auto(SqlLedgerInsertRow) row = { 0 };
    SqlLedgerInsertParams params = {
        .workspace_id = app->workspace_id,
        .prospect_id = entry->prospect_id,
        .at_us = entry->at_us != 0 ? entry->at_us : app_now_us(app),
        .recorded_us = app_now_us(app),
        .kind = entry->kind,
        .touch_id = id_or_null(entry->touch_id),
        .enrollment_id = id_or_null(entry->enrollment_id),
        .user_id = id_or_null(entry->user_id),
        .channel = entry->channel,
        .outcome = entry->outcome,
        .step = id_or_null(entry->step),
        .value_point = entry->value_point,
        .body = entry->text,
        .detail = entry->detail,
    };

    if (!sql_ledger_insert(conn, &params, &row, NULL, error))
        return false;
    if (ret_id != NULL)
        *ret_id = row.id;
    return true;
}

typedef struct {
    int64_t id, enrollment_id, promise_id;
    int step;
    char state[12], channel[12];
} OpenTouch;

static GArray *
open_touches(App *app, DbConn *conn, int64_t prospect_id, GError **error)
{
    SqlTouchOpenOfParams params = { .workspace_id = app->workspace_id, .prospect_id = prospect_id };
    SqlTouchOpenOfRow row;
    DbStep step;

    g_autoptr(GArray) touches = g_array_new(FALSE, TRUE, sizeof(OpenTouch));
    g_autoptr(DbCursor) cursor = sql_touch_open_of(conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_touch_open_of_next(cursor, &row, error)) == DB_ROW) {
        OpenTouch touch = {
            .id = row.id,
            .enrollment_id = row.enrollment_id,
            .promise_id = row.promise_id,
            .step = (int)row.step,
        };
        g_strlcpy(touch.state, row.state, sizeof touch.state);
        g_strlcpy(touch.channel, row.channel, sizeof touch.channel);
        g_array_append_val(touches, touch);
    }
    return step == DB_DONE ? g_steal_pointer(&touches) : NULL;
}

static bool
cancel_one(App *app, DbConn *conn, const CancelOpen *cancel, const OpenTouch *touch, GError **error)
{
    int64_t changed = 1;

    if (strcmp(touch->state, "queued") == 0) {
        SqlOutboxCancelParams mail = {
            .reply_text = cancel->why,
            .now_us = app_now_us(app),
            .workspace_id = app->workspace_id,
            .touch_id = touch->id,
        };
        if (!sql_outbox_cancel(conn, &mail, &changed, error))
            return false;
    }
    if (changed == 0)
        return true; /* its dot is committed: it may have left, and will be settled as sent or in
                        doubt */
    SqlTouchSetStateParams params = {
        .state = "cancelled",
        .workspace_id = app->workspace_id,
        .id = touch->id,
        .from_state = touch->state,
    };
    if (!sql_touch_set_state(conn, &params, &changed, error))
        return false;
    if (touch->promise_id != DB_NULL_INT) {
        SqlPromiseSettleParams promise = {
            .state = "cancelled",
            .settled_us = app_now_us(app),
            .workspace_id = app->workspace_id,
            .id = touch->promise_id,
        };
        if (!sql_promise_settle(conn, &promise, NULL, error))
            return false;
    }
    LedgerEntry entry = {
        .prospect_id = cancel->prospect_id,
        .kind = "cancelled",
        .touch_id = touch->id,
        .enrollment_id = touch->enrollment_id != DB_NULL_INT ? touch->enrollment_id : 0,
        .channel = touch->channel,
        .step = touch->step,
        .text = cancel->why,
    };
    return changed == 0 || ledger_note(app, conn, &entry, NULL, error);
}

bool
touches_cancel_open(App *app, DbConn *conn, const CancelOpen *cancel, GError **error)
{
    g_autoptr(GArray) touches = open_touches(app, conn, cancel->prospect_id, error);

    if (touches == NULL)
        return false;
    for (guint i = 0; i < touches->len; i++) {
        const OpenTouch *touch = &g_array_index(touches, OpenTouch, i);
        bool promised = touch->promise_id != DB_NULL_INT && !cancel->promises_too;
        bool dated = touch->enrollment_id == DB_NULL_INT && touch->promise_id == DB_NULL_INT;
        if (touch->id == cancel->keep_touch_id || promised ||
            (dated ? cancel->keep_dated : cancel->only_dated) ||
            strcmp(touch->state, "in_doubt") == 0)
            continue;
        if (!cancel_one(app, conn, cancel, touch, error))
            return false;
    }
    return true;
}

bool
sequence_count(App *app, DbConn *conn, int64_t version_id, int step, const char *kind,
               GError **error)
{
    SqlSequenceCountAddParams params = {
        .workspace_id = app->workspace_id,
        .version_id = version_id,
        .step = step,
        .kind = kind,
        .n = 1,
    };
    return sql_sequence_count_add(conn, &params, NULL, error);
}

bool
enrollment_end(App *app, DbConn *conn, const EndEnrollment *end, GError **error)
{
    g_auto(SqlEnrollmentOpenOfRow) row = { 0 };
    bool found;

    SqlEnrollmentOpenOfParams which = { .workspace_id = app->workspace_id,
                                        .prospect_id = end->prospect_id };
    if (!sql_enrollment_open_of(conn, &which, &row, &found, error))
        return false;
    if (!found)
        return true;
    CancelOpen cancel = {
        .prospect_id = end->prospect_id,
        .keep_touch_id = end->keep_touch_id,
        .promises_too = end->reason == FINISH_OPTED_OUT,
        .why = finish_reason_say(end->reason),
    };
    EnrollmentMove finish = {
        .id = row.id,
        .to = ENROLLMENT_FINISHED,
        .reason = end->reason,
        .answered_us = end->answered_us,
    };
    LedgerEntry entry = {
        .prospect_id = end->prospect_id,
        .kind = "finished",
        .enrollment_id = row.id,
        .user_id = end->user_id,
        .outcome = finish_reason_name(end->reason),
        .text = finish_reason_say(end->reason),
    };
    return touches_cancel_open(app, conn, &cancel, error) &&
           enrollment_move(app, conn, &finish, error) &&
           sequence_count(app, conn, row.version_id, 0, finish_reason_name(end->reason), error) &&
           ledger_note(app, conn, &entry, NULL, error);
}

/* Suppresses the address and the numbers, so that the door stays shut when the person is imported
 * anew. */
static bool
suppress_person(App *app, DbConn *conn, const SqlProspectGetRow *prospect, ChannelKind channel,
                const char *why, GError **error)
{
    bool all = channel == CHANNEL_NONE;
    bool by_mail = all || channel == CHANNEL_EMAIL;
    g_autofree char *email_key =
        prospect->email != NULL ? g_utf8_strdown(prospect->email, -1) : NULL;
    SqlSuppressionAddParams params = {
        .workspace_id = app->workspace_id,
        .channel = all ? "" : channel_kind_name(channel),
        .reason = why,
        .created_us = app_now_us(app),
    };

    if (email_key != NULL && by_mail) {
        params.kind = "email";
        params.value_key = email_key;
        if (!sql_suppression_add(conn, &params, NULL, error))
            return false;
    }
    const char *numbers[] = { prospect->phone, prospect->mobile };
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
        if (numbers[i] == NULL || channel == CHANNEL_EMAIL)
            continue;
        params.kind = "phone";
        params.value_key = numbers[i];
        if (!sql_suppression_add(conn, &params, NULL, error))
            return false;
    }
    return true;
}

bool
enrollment_wake_open(App *app, DbConn *conn, int64_t prospect_id, GError **error)
{
    g_auto(SqlEnrollmentOpenOfRow) row = { 0 };
    SqlEnrollmentOpenOfParams which = { .workspace_id = app->workspace_id,
                                        .prospect_id = prospect_id };
    bool found;

    if (!sql_enrollment_open_of(conn, &which, &row, &found, error))
        return false;
    SqlEnrollmentWakeParams wake = { .due_us = app_now_us(app),
                                     .workspace_id = app->workspace_id,
                                     .id = row.id };
    return !found || strcmp(row.state, "paused") == 0 ||
           sql_enrollment_wake(conn, &wake, NULL, error);
}

bool
prospect_shut(App *app, DbConn *conn, int64_t prospect_id, ChannelKind channel, const char *why,
              int64_t user_id, GError **error)
{
    g_auto(SqlProspectGetRow) prospect = { 0 };
    SqlProspectGetParams which = { .workspace_id = app->workspace_id, .id = prospect_id };

    if (!sql_prospect_get(conn, &which, &prospect, NULL, error))
        return false;
    bool all = channel == CHANNEL_NONE;
    SqlProspectSetShutParams shut = {
        .channels_shut = all ? -1 : prospect.channels_shut | (INT64_C(1) << channel),
        .updated_us = app_now_us(app),
        .workspace_id = app->workspace_id,
        .id = prospect_id,
    };
    LedgerEntry entry = {
        .prospect_id = prospect_id,
        .kind = "opt_out",
        .user_id = user_id,
        .channel = all ? NULL : channel_kind_name(channel),
        .text = why,
    };
    EndEnrollment end = {
        .prospect_id = prospect_id,
        .user_id = user_id,
        .reason = FINISH_OPTED_OUT,
        .answered_us = app_now_us(app),
    };
    CancelOpen cancel = { .prospect_id = prospect_id, .promises_too = true, .why = why };
    if (!sql_prospect_set_shut(conn, &shut, NULL, error) ||
        !suppress_person(app, conn, &prospect, channel, why, error) ||
        !ledger_note(app, conn, &entry, NULL, error))
        return false;
    if (all)
        return enrollment_end(app, conn, &end, error) &&
               touches_cancel_open(app, conn, &cancel, error);
    /* One channel only: what was planned on it is planned anew on another. */
    cancel.promises_too = false;
    return touches_cancel_open(app, conn, &cancel, error) &&
           enrollment_wake_open(app, conn, prospect_id, error);
}

bool
prospect_note_bounce(App *app, DbConn *conn, int64_t prospect_id, int64_t touch_id, const char *why,
                     GError **error)
{
    SqlProspectSetBouncedParams bounced = { .email_bounced = 1,
                                            .updated_us = app_now_us(app),
                                            .workspace_id = app->workspace_id,
                                            .id = prospect_id };
    LedgerEntry entry = {
        .prospect_id = prospect_id,
        .kind = "bounce",
        .touch_id = touch_id,
        .channel = "email",
        .outcome = outcome_name(OUTCOME_BOUNCED),
        .text = why,
    };
    return sql_prospect_set_bounced(conn, &bounced, NULL, error) &&
           ledger_note(app, conn, &entry, NULL, error);
}
