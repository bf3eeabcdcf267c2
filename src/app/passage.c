/* Clearance and verdicts; see passage.h. */
#include "app/passage.h"

#include <string.h>

#include "app/enrollment_move.h"
#include "app/promise_offer.h"
#include "app/record.h"
#include "app/suppression.h"
#include "core/channel_kind.h"

#define HAND_BACK_US (10 * MINUTE_US)
#define UNTRIED_US MINUTE_US
#define GIVE_UP_US (5 * DAY_US)
#define DOT_LEASE_US (15 * MINUTE_US) /* longer than any server is waited for */

void
passage_clear(gpointer data)
{
    Passage *passage = data;

    sql_outbox_clearance_row_clear(&passage->clearance);
    g_free(passage->to);
    g_clear_pointer(&passage->message, g_bytes_unref);
    g_free(passage->own_request);
}

void
passage_free(gpointer passage)
{
    passage_clear(passage);
    g_free(passage);
}

/* The last question before the dot; NULL: nothing forbids it. */
static const char *
find_objection(Passage *passage, int64_t suppressed, bool *ret_hand_back)
{
    const SqlOutboxClearanceRow *row = &passage->clearance;
    Instant now_us = app_now_us(passage->app);

    *ret_hand_back = row->sending_paused != 0 || row->mailbox_paused == 1;
    if (row->sending_paused != 0)
        return "Sending is paused for the whole team.";
    if (row->mailbox_paused == 1)
        return "The mailbox is paused.";
    if (strcmp(row->touch_state, "queued") != 0)
        return "It was taken back.";
    if (((suppressed | row->channels_shut) & (INT64_C(1) << CHANNEL_EMAIL)) != 0)
        return "The person asked for no more mail.";
    if (row->email_bounced != 0)
        return "The address does not work.";
    if (row->automatic == 0)
        return NULL; /* a person wrote it, knowing what they know */
    if (row->enrollment_state != NULL && strcmp(row->enrollment_state, "active") != 0)
        return "The person answered, or the sequence was stopped or paused.";
    if (row->enrollment_state != NULL && row->answered_us != INSTANT_NONE)
        return "The person answered.";
    if (now_us < row->due_from_us || now_us >= row->due_until_us)
        return "Its delivery hours went by; it is planned anew.";
    return NULL;
}

/* Everything that may forbid it, as it is now: `refusal` is set, or NULL. */
static bool
look(Passage *passage, DbConn *conn, GError **error)
{
    SqlOutboxClearanceParams which = { .workspace_id = passage->app->workspace_id,
                                       .touch_id = passage->touch_id };
    int64_t suppressed;

    sql_outbox_clearance_row_clear(&passage->clearance);
    if (!sql_outbox_clearance(conn, &which, &passage->clearance, NULL, error))
        return false;
    ContactPoints points = { passage->clearance.email, passage->clearance.phone,
                             passage->clearance.mobile };
    if (!suppression_mask(passage->app, conn, &points, &suppressed, error))
        return false;
    passage->refusal = find_objection(passage, suppressed, &passage->hand_back);
    return true;
}

bool
passage_clear_dot(Passage *passage, DbConn *conn, GError **error)
{
    int64_t changed = 0;
    SqlOutboxDotParams dot = {
        .lease_until_us = app_now_us(passage->app) + DOT_LEASE_US,
        .workspace_id = passage->app->workspace_id,
        .touch_id = passage->touch_id,
        .token = passage->token,
    };

    if (!look(passage, conn, error))
        return false;
    if (passage->refusal != NULL)
        return true;
    if (!sql_outbox_dot(conn, &dot, &changed, error))
        return false;
    passage->taken_over = changed == 0;
    if (changed == 0)
        passage->refusal = "Another worker took it over.";
    return true;
}

bool
passage_look_again(Passage *passage, DbConn *conn, GError **error)
{
    SqlOutboxUndotParams undot = {
        .workspace_id = passage->app->workspace_id,
        .touch_id = passage->touch_id,
        .token = passage->token,
    };

    return look(passage, conn, error) &&
           (passage->refusal == NULL || sql_outbox_undot(conn, &undot, NULL, error));
}

bool
passage_wake(App *app, DbConn *conn, int64_t enrollment_id, GError **error)
{
    SqlEnrollmentWakeParams wake = { .due_us = app_now_us(app),
                                     .workspace_id = app->workspace_id,
                                     .id = enrollment_id };
    return enrollment_id == DB_NULL_INT || sql_enrollment_wake(conn, &wake, NULL, error);
}

/* Writes what became of the touch, and has the enrollment looked at again. */
bool
passage_note_touch(Passage *passage, DbConn *conn, const char *state, const char *outcome,
                   const char *kind, const char *text, GError **error)
{
    App *app = passage->app;
    const SqlOutboxClearanceRow *row = &passage->clearance;
    SqlTouchMakeParams make = {
        .state = state,
        .made_us = strcmp(state, "cancelled") == 0 ? DB_NULL_INT : app_now_us(app),
        .outcome = outcome,
        .workspace_id = app->workspace_id,
        .id = passage->touch_id,
    };
    LedgerEntry entry = {
        .prospect_id = row->prospect_id,
        .kind = kind,
        .touch_id = passage->touch_id,
        .enrollment_id = row->enrollment_id != DB_NULL_INT ? row->enrollment_id : 0,
        .channel = "email",
        .outcome = outcome,
        .step = (int)row->step,
        .text = text,
    };
    return sql_touch_make(conn, &make, NULL, error) && ledger_note(app, conn, &entry, NULL, error);
}

static bool
settle_outbox(Passage *passage, DbConn *conn, const char *state, Instant not_before_us,
              const SendResult *result, bool *ret_mine, GError **error)
{
    int64_t changed;
    SqlOutboxSettleParams params = {
        .state = state,
        .not_before_us = not_before_us,
        .tries = passage->tries + 1,
        .reply_code = result->reply_code,
        .reply_text = result->text,
        .now_us = app_now_us(passage->app),
        .workspace_id = passage->app->workspace_id,
        .touch_id = passage->touch_id,
        .token = passage->token,
    };

    if (!sql_outbox_settle(conn, &params, &changed, error))
        return false;
    *ret_mine = changed > 0;
    return true;
}

static bool
note_mailbox(Passage *passage, DbConn *conn, const char *problem, GError **error)
{
    SqlMailboxNoteErrorParams params = { .last_error = problem,
                                         .workspace_id = passage->app->workspace_id,
                                         .id = passage->mailbox_id };
    return sql_mailbox_note_error(conn, &params, NULL, error);
}

bool
passage_count_made(Passage *passage, DbConn *conn, GError **error)
{
    App *app = passage->app;
    const SqlOutboxClearanceRow *row = &passage->clearance;
    SqlProspectNoteTouchParams touched = { .at_us = app_now_us(app),
                                           .workspace_id = app->workspace_id,
                                           .id = row->prospect_id };

    return sql_prospect_note_touch(conn, &touched, NULL, error) &&
           (row->version_id == DB_NULL_INT ||
            sequence_count(app, conn, row->version_id, (int)row->step, "made", error)) &&
           (passage->promises_nothing || promise_offer_give(app, conn, passage->touch_id, error));
}

/* It counts against the mailbox whether it arrived or may have. */
static void
count_on_mailbox(Passage *passage, bool bounced)
{
    if (passage->events == NULL)
        return;
    passage->events->sent++;
    passage->events->bounced += bounced;
}

/* A mail somebody had promised. */
static bool
keep_promise(Passage *passage, DbConn *conn, GError **error)
{
    SqlPromiseSettleParams kept = {
        .state = "kept",
        .settled_us = app_now_us(passage->app),
        .workspace_id = passage->app->workspace_id,
        .id = passage->clearance.promise_id,
    };
    return passage->clearance.promise_id == DB_NULL_INT ||
           sql_promise_settle(conn, &kept, NULL, error);
}

static bool
want_copy(const Passage *passage, DbConn *conn, GError **error)
{
    SqlSentCopyAddParams copy = { .workspace_id = passage->app->workspace_id,
                                  .mailbox_id = passage->mailbox_id,
                                  .touch_id = passage->touch_id };
    return !passage->wants_copy || sql_sent_copy_add(conn, &copy, NULL, error);
}

static bool
settle_accepted(Passage *passage, DbConn *conn, DeliverCount *count, GError **error)
{
    count->sent++;
    count_on_mailbox(passage, false);
    return passage_note_touch(passage, conn, "made", outcome_name(OUTCOME_SENT), "outcome", NULL,
                              error) &&
           passage_count_made(passage, conn, error) && keep_promise(passage, conn, error) &&
           want_copy(passage, conn, error) &&
           passage_wake(passage->app, conn, passage->clearance.enrollment_id, error);
}

/* 5xx: about the recipient it is a bounce; about anything else a human must look, and nothing more
 * leaves this mailbox. */
static bool
settle_failed(Passage *passage, DbConn *conn, const SendResult *result, DeliverCount *count,
              GError **error)
{
    const SqlOutboxClearanceRow *row = &passage->clearance;

    count->failed++;
    if (!passage_note_touch(
            passage, conn, "failed",
            outcome_name(result->about_recipient ? OUTCOME_BOUNCED : OUTCOME_FAILED), "outcome",
            result->text, error))
        return false;
    if (result->about_recipient) {
        count->bounces++;
        count_on_mailbox(passage, true);
        return prospect_note_bounce(passage->app, conn, row->prospect_id, passage->touch_id,
                                    result->text, error) &&
               passage_wake(passage->app, conn, row->enrollment_id, error);
    }
    EnrollmentMove pause = {
        .id = row->enrollment_id,
        .to = ENROLLMENT_PAUSED,
        .until_us = INSTANT_NONE,
        .why = result->text,
        .unless_finished = true,
    };
    return note_mailbox(passage, conn, result->text, error) &&
           (row->enrollment_id == DB_NULL_INT ||
            enrollment_move(passage->app, conn, &pause, error));
}

bool
passage_hand_back(Passage *self, DbConn *conn, Instant delay_us, GError **error)
{
    SqlOutboxHandBackParams back = {
        .not_before_us = app_now_us(self->app) + delay_us,
        .now_us = app_now_us(self->app),
        .workspace_id = self->app->workspace_id,
        .touch_id = self->touch_id,
        .token = self->token,
    };
    return sql_outbox_hand_back(conn, &back, NULL, error);
}

static bool
settle_refused(Passage *passage, DbConn *conn, DeliverCount *count, GError **error)
{
    App *app = passage->app;
    int64_t changed;

    if (passage->taken_over)
        return true;
    if (passage->hand_back)
        return passage_hand_back(passage, conn, HAND_BACK_US, error);
    SqlOutboxCancelParams cancel = {
        .reply_text = passage->refusal,
        .now_us = app_now_us(app),
        .workspace_id = app->workspace_id,
        .touch_id = passage->touch_id,
    };
    if (!sql_outbox_cancel(conn, &cancel, &changed, error))
        return false;
    if (changed == 0)
        return true; /* taken back meanwhile */
    count->cancelled++;
    if (strcmp(passage->clearance.touch_state, "queued") != 0)
        return true;
    return passage_note_touch(passage, conn, "cancelled", NULL, "cancelled", passage->refusal,
                              error) &&
           passage_wake(app, conn, passage->clearance.enrollment_id, error);
}

/* RFC 5321 4.5.4.1: a few tries in the first hour, which greylisting asks for, then every few
 * hours. */
static Instant
retry_at(const Passage *passage)
{
    static const int MINUTES[] = { 5, 15, 30, 60, 120, 180, 240 };
    gsize index = MIN((gsize)passage->tries, G_N_ELEMENTS(MINUTES) - 1);
    return app_now_us(passage->app) + MINUTES[index] * MINUTE_US;
}

/* RFC 5321 4.5.4.1: the give-up time is four to five days. The delivery hours may have had the mail
 * made anew meanwhile: what counts is the step's first. */
static bool
is_given_up(Passage *passage, DbConn *conn, bool *ret_given_up, GError **error)
{
    const SqlOutboxClearanceRow *row = &passage->clearance;
    g_auto(SqlStepFirstTriedRow) first = { 0 };
    SqlStepFirstTriedParams params = { .workspace_id = passage->app->workspace_id,
                                       .prospect_id = row->prospect_id,
                                       .enrollment_id = row->enrollment_id,
                                       .step = row->step };

    *ret_given_up = false;
    if (row->enrollment_id == DB_NULL_INT)
        return true;
    if (!sql_step_first_tried(conn, &params, &first, NULL, error))
        return false;
    *ret_given_up = first.created_us != DB_NULL_INT &&
                    app_now_us(passage->app) - first.created_us >= GIVE_UP_US;
    return true;
}

/* The server has said "later" for days: the step failed, and the next one is planned. */
static bool
settle_given_up(Passage *passage, DbConn *conn, const SendResult *result, DeliverCount *count,
                GError **error)
{
    g_autofree char *text = g_strdup_printf("Given up after %d days of trying: %s",
                                            (int)(GIVE_UP_US / DAY_US), result->text);

    count->failed++;
    return passage_note_touch(passage, conn, "failed", outcome_name(OUTCOME_FAILED), "outcome",
                              text, error) &&
           passage_wake(passage->app, conn, passage->clearance.enrollment_id, error);
}

static bool
settle_verdict(Passage *passage, DbConn *conn, const SendResult *result, DeliverCount *count,
               GError **error)
{
    switch (result->state) {
    case SEND_ACCEPTED:
        return settle_accepted(passage, conn, count, error);
    case SEND_DEFERRED:
        count->deferred++;
        return note_mailbox(passage, conn, result->text, error);
    case SEND_FAILED:
        return settle_failed(passage, conn, result, count, error);
    case SEND_IN_DOUBT:
        count->in_doubt++;
        count_on_mailbox(passage, false);
        return passage_note_touch(passage, conn, "in_doubt", outcome_name(OUTCOME_SENT), "in_doubt",
                                  result->text, error);
    case SEND_REFUSED:
        return settle_refused(passage, conn, count, error);
    case SEND_UNTRIED: /* no connection could be had for it, or the batch ended before its turn */
        return passage_hand_back(passage, conn, UNTRIED_US, error);
    }
    g_assert_not_reached();
}

bool
passage_settle(Passage *passage, DbConn *conn, const SendResult *result, DeliverCount *count,
               GError **error)
{
    static const char *const STATES[] = {
        [SEND_ACCEPTED] = "accepted",
        [SEND_DEFERRED] = "deferred",
        [SEND_FAILED] = "failed",
        [SEND_IN_DOUBT] = "in_doubt",
    };
    bool tried = result->state != SEND_REFUSED && result->state != SEND_UNTRIED;
    Instant not_before_us = result->state == SEND_DEFERRED ? retry_at(passage) : INSTANT_NONE;
    bool mine = true, given_up = false;

    if (passage->clearance.touch_state == NULL) { /* it never came to the dot */
        SqlOutboxClearanceParams which = { .workspace_id = passage->app->workspace_id,
                                           .touch_id = passage->touch_id };
        if (!sql_outbox_clearance(conn, &which, &passage->clearance, NULL, error))
            return false;
    }
    if (result->state == SEND_DEFERRED && result->reply_code != 0 &&
        !is_given_up(passage, conn, &given_up, error))
        return false;
    if (given_up)
        not_before_us = INSTANT_NONE;
    if (tried && !settle_outbox(passage, conn, given_up ? "failed" : STATES[result->state],
                                not_before_us, result, &mine, error))
        return false;
    if (!mine)
        return true;
    return given_up ? settle_given_up(passage, conn, result, count, error)
                    : settle_verdict(passage, conn, result, count, error);
}
