/* From a task to queued mail and back; see send_now.h. */
#include "app/send_now.h"

#include <string.h>

#include "app/compose.h"
#include "app/outbox.h"
#include "app/record.h"
#include "core/outcome.h"
#include "store/queries.h"

/* The enrollment's mailbox, else the first of whoever presses. */
static bool
find_mailbox(App *app, DbConn *conn, const Snapshot *snapshot, int64_t user_id, int64_t *ret_id,
             GError **error)
{
    SqlMailboxListParams params = { .workspace_id = app->workspace_id };
    SqlMailboxListRow row;
    DbStep step = DB_DONE;

    *ret_id = snapshot->mailbox_id;
    if (*ret_id != DB_NULL_INT)
        return true;
    g_autoptr(DbCursor) cursor = sql_mailbox_list(conn, &params, error);
    while (cursor != NULL && (step = sql_mailbox_list_next(cursor, &row, error)) == DB_ROW)
        if (*ret_id == DB_NULL_INT && (user_id == 0 || row.user_id == user_id))
            *ret_id = row.id;
    return cursor != NULL && step == DB_DONE;
}

static bool
load_task(App *app, DbConn *conn, const SendNow *wanted, SqlTouchGetRow *touch, GError **error)
{
    SqlTouchGetParams which = { .workspace_id = app->workspace_id, .id = wanted->touch_id };
    bool found;

    if (!sql_touch_get(conn, &which, touch, &found, error))
        return false;
    if (!found)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND, "there is no task %" G_GINT64_FORMAT,
                         wanted->touch_id);
    if (strcmp(touch->state, "task") != 0 || strcmp(touch->channel, "email") != 0)
        return error_set(error, SEVENTH_ERROR_CONFLICT,
                         "%" G_GINT64_FORMAT " is no open mail task; `seventh today` shows them",
                         wanted->touch_id);
    return true;
}

static bool
compose(App *app, DbConn *conn, const SendNow *wanted, const SqlTouchGetRow *touch,
        const Snapshot *snapshot, WrittenMail *written, ComposedMail *mail, GError **error)
{
    const Step *step = NULL;

    if (snapshot->prospect.email == NULL || snapshot->prospect.email[0] == '\0')
        return error_set(error, SEVENTH_ERROR_INVALID, "this person has no mail address");
    if (snapshot->input.unusable[CHANNEL_EMAIL] == UNUSABLE_OPTED_OUT)
        return error_set(error, SEVENTH_ERROR_DENIED, "this person asked for no more mail");
    if (snapshot->version != NULL && touch->step > 0 &&
        touch->step <= snapshot->version->sequence->steps->len &&
        touch->version_id == snapshot->version->id)
        step = g_ptr_array_index(snapshot->version->sequence->steps, touch->step - 1);
    written->step = step;
    written->subject = wanted->subject;
    written->body = wanted->body;
    written->attach = wanted->attach;
    if (!find_mailbox(app, conn, snapshot, wanted->user_id, &written->mailbox_id, error) ||
        !compose_written(app, conn, snapshot, written, mail, error))
        return false;
    return mail->hold_why == NULL || error_set(error, SEVENTH_ERROR_INVALID, "%s", mail->hold_why);
}

static bool
queue(App *app, DbConn *conn, const SendNow *wanted, const SqlTouchGetRow *touch,
      const Snapshot *snapshot, int64_t mailbox_id, const ComposedMail *mail, Instant leaves_us,
      GError **error)
{
    SqlTouchQueueParams move = {
        .mailbox_id = mailbox_id,
        .subject = mail->subject,
        .body = mail->body,
        .message_id = mail->message_id,
        .workspace_id = app->workspace_id,
        .id = touch->id,
    };
    OutboxMail outbox = {
        .touch_id = touch->id,
        .mailbox_id = mailbox_id,
        .leaves_us = leaves_us,
        .promises_nothing = mail->promises_nothing,
        .to = snapshot->prospect.email,
        .message = mail->message,
        .prospect_id = touch->prospect_id,
        .carried = mail->carried,
    };
    LedgerEntry entry = {
        .prospect_id = touch->prospect_id,
        .kind = "queued",
        .touch_id = touch->id,
        .enrollment_id = touch->enrollment_id != DB_NULL_INT ? touch->enrollment_id : 0,
        .user_id = wanted->user_id,
        .channel = "email",
        .step = (int)touch->step,
        .text = mail->subject,
    };
    return sql_touch_queue(conn, &move, NULL, error) && outbox_add(app, conn, &outbox, error) &&
           ledger_note(app, conn, &entry, NULL, error);
}

bool
send_now(App *app, DbConn *conn, const SendNow *wanted, Instant *ret_leaves_us, GError **error)
{
    g_auto(SqlTouchGetRow) touch = { 0 };
    g_auto(Snapshot) snapshot = { 0 };
    g_auto(ComposedMail) mail = { 0 };
    WrittenMail written = { .mailbox_id = DB_NULL_INT };

    *ret_leaves_us = app_now_us(app) + SEND_UNDO_S * SECOND_US;
    return load_task(app, conn, wanted, &touch, error) &&
           snapshot_load(app, conn, touch.prospect_id, NULL, &snapshot, error) &&
           compose(app, conn, wanted, &touch, &snapshot, &written, &mail, error) &&
           queue(app, conn, wanted, &touch, &snapshot, written.mailbox_id, &mail, *ret_leaves_us,
                 error);
}

bool
send_take_back(App *app, DbConn *conn, int64_t touch_id, int64_t user_id, GError **error)
{
    g_auto(SqlTouchGetRow) touch = { 0 };
    SqlTouchGetParams which = { .workspace_id = app->workspace_id, .id = touch_id };
    SqlTouchUnqueueParams unqueue = { .workspace_id = app->workspace_id, .id = touch_id };
    bool found, taken = false;

    if (!sql_touch_get(conn, &which, &touch, &found, error))
        return false;
    if (found && touch.automatic == 0 && !outbox_take_back(app, conn, touch_id, &taken, error))
        return false;
    if (!taken)
        return error_set(error, SEVENTH_ERROR_CONFLICT,
                         "too late: this mail is on its way, or it was none that you sent");
    LedgerEntry entry = {
        .prospect_id = touch.prospect_id,
        .kind = "cancelled",
        .touch_id = touch_id,
        .enrollment_id = touch.enrollment_id != DB_NULL_INT ? touch.enrollment_id : 0,
        .user_id = user_id,
        .channel = "email",
        .step = (int)touch.step,
        .text = "Taken back before it left.",
    };
    return sql_touch_unqueue(conn, &unqueue, NULL, error) &&
           ledger_note(app, conn, &entry, NULL, error);
}
