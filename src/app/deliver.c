/* The state machine of an outgoing mail. */
#include "app/deliver.h"

#include <string.h>

#include "app/enrollment_move.h"
#include "app/record.h"
#include "app/secret.h"
#include "app/suppression.h"
#include "core/channel_kind.h"
#include "store/queries.h"

#define LEASE_US (5 * MINUTE_US)
#define HAND_BACK_US (10 * MINUTE_US)

/* One claimed mail on its way. */
typedef struct {
    App *app;
    int64_t token, mailbox_id, touch_id;
    int64_t tries;
    Day day; /* of the mailbox user's calendar */
    SqlOutboxClearanceRow clearance;
    const char *refusal; /* set when before_dot said no */
    bool hand_back;      /* the refusal is about the moment, not the mail */
    GError *error;       /* a database failure inside before_dot */
} Passage;

MailTransport *
deliver_transport(App *app, int64_t mailbox_id, GError **error)
{
    g_auto(SqlMailboxGetRow) mailbox = { 0 };
    g_autoptr(AppTransaction) read = app_read_begin(app, error);

    SqlMailboxGetParams params = { .workspace_id = app->workspace_id, .id = mailbox_id };
    if (read == NULL || !sql_mailbox_get(read->conn, &params, &mailbox, NULL, error))
        return NULL;
    if (g_str_has_prefix(mailbox.smtp_url, "outbox:")) {
        g_autofree char *folder = g_strconcat(app->key_file, ".outbox", NULL);
        return outbox_transport_new(folder, error);
    }
    char *password = NULL;
    if (mailbox.smtp_secret != NULL) {
        password = secret_open(app, mailbox.address, mailbox.smtp_secret,
                               mailbox.smtp_secret_length, error);
        if (password == NULL)
            return NULL;
    }
    SmtpOptions options = {
        .url = mailbox.smtp_url,
        .user = mailbox.smtp_user,
        .password = password,
        .ca_file = mailbox.ca_file,
    };
    MailTransport *transport = smtp_transport_new(&options, error);
    secret_free(password);
    return transport;
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
    if (row->enrollment_state != NULL && strcmp(row->enrollment_state, "active") != 0)
        return "The person answered, or the sequence was stopped or paused.";
    if (row->enrollment_state != NULL && row->answered_us != INSTANT_NONE)
        return "The person answered.";
    if (now_us < row->due_from_us || now_us >= row->due_until_us)
        return "Its delivery hours went by; it is planned anew.";
    return NULL;
}

static bool
commit_dot(Passage *passage, GError **error)
{
    int64_t suppressed, changed = 0;
    g_autoptr(AppTransaction) write = app_write_begin(passage->app, error);

    if (write == NULL)
        return false;
    sql_outbox_clearance_row_clear(&passage->clearance);
    SqlOutboxClearanceParams which = { .workspace_id = passage->app->workspace_id,
                                       .touch_id = passage->touch_id };
    if (!sql_outbox_clearance(write->conn, &which, &passage->clearance, NULL, error))
        return false;
    ContactPoints points = { passage->clearance.email, passage->clearance.phone,
                             passage->clearance.mobile };
    if (!suppression_mask(passage->app, write->conn, &points, &suppressed, error))
        return false;
    passage->refusal = find_objection(passage, suppressed, &passage->hand_back);
    if (passage->refusal != NULL)
        return true;
    SqlOutboxDotParams dot = {
        .now_us = app_now_us(passage->app),
        .workspace_id = passage->app->workspace_id,
        .touch_id = passage->touch_id,
        .token = passage->token,
    };
    if (!sql_outbox_dot(write->conn, &dot, &changed, error))
        return false;
    if (changed == 0)
        passage->refusal = "Another worker took it over.";
    return changed == 0 || app_commit(write, error);
}

static bool
before_dot(void *data)
{
    Passage *passage = data;

    world_checkpoint(passage->app->world, "outbox.before_dot");
    if (!commit_dot(passage, &passage->error))
        return false;
    world_checkpoint(passage->app->world, "outbox.dot");
    return passage->refusal == NULL;
}

static bool
wake_enrollment(App *app, DbConn *conn, int64_t enrollment_id, GError **error)
{
    SqlEnrollmentWakeParams wake = { .due_us = app_now_us(app),
                                     .workspace_id = app->workspace_id,
                                     .id = enrollment_id };
    return enrollment_id == DB_NULL_INT || sql_enrollment_wake(conn, &wake, NULL, error);
}

/* Writes what became of the touch, and has the enrollment looked at again. */
static bool
settle_touch(Passage *passage, DbConn *conn, const char *state, const char *outcome,
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

static bool
settle_accepted(Passage *passage, DbConn *conn, DeliverCount *count, GError **error)
{
    App *app = passage->app;
    const SqlOutboxClearanceRow *row = &passage->clearance;
    Instant now_us = app_now_us(app);
    SqlProspectNoteTouchParams touched = { .at_us = now_us,
                                           .workspace_id = app->workspace_id,
                                           .id = row->prospect_id };
    SqlMailboxDayAddParams day = { .workspace_id = app->workspace_id,
                                   .mailbox_id = passage->mailbox_id,
                                   .day = passage->day };
    SqlMailboxNoteSentParams sent = { .last_sent_us = now_us,
                                      .workspace_id = app->workspace_id,
                                      .id = passage->mailbox_id };

    count->sent++;
    return settle_touch(passage, conn, "made", outcome_name(OUTCOME_SENT), "outcome", NULL,
                        error) &&
           sql_prospect_note_touch(conn, &touched, NULL, error) &&
           sql_mailbox_day_add(conn, &day, NULL, error) &&
           sql_mailbox_note_sent(conn, &sent, NULL, error) &&
           (row->version_id == DB_NULL_INT ||
            sequence_count(app, conn, row->version_id, (int)row->step, "made", error)) &&
           wake_enrollment(app, conn, row->enrollment_id, error);
}

/* 5xx: about the recipient it is a bounce; about anything else a human must look, and nothing more
 * leaves this mailbox. */
static bool
settle_failed(Passage *passage, DbConn *conn, const SendResult *result, DeliverCount *count,
              GError **error)
{
    const SqlOutboxClearanceRow *row = &passage->clearance;

    count->failed++;
    if (!settle_touch(passage, conn, "failed",
                      outcome_name(result->about_recipient ? OUTCOME_BOUNCED : OUTCOME_FAILED),
                      "outcome", result->text, error))
        return false;
    if (result->about_recipient) {
        count->bounces++;
        return prospect_note_bounce(passage->app, conn, row->prospect_id, passage->touch_id,
                                    result->text, error) &&
               wake_enrollment(passage->app, conn, row->enrollment_id, error);
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

static bool
settle_refused(Passage *passage, DbConn *conn, DeliverCount *count, GError **error)
{
    App *app = passage->app;
    int64_t changed;

    if (passage->hand_back) {
        SqlOutboxHandBackParams back = {
            .not_before_us = app_now_us(app) + HAND_BACK_US,
            .now_us = app_now_us(app),
            .workspace_id = app->workspace_id,
            .touch_id = passage->touch_id,
            .token = passage->token,
        };
        return sql_outbox_hand_back(conn, &back, NULL, error);
    }
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
    return settle_touch(passage, conn, "cancelled", NULL, "cancelled", passage->refusal, error) &&
           wake_enrollment(app, conn, passage->clearance.enrollment_id, error);
}

/* RFC 5321 4.5.4.1: retry with growing gaps, for days; the delivery hours usually end it sooner. */
static Instant
retry_at(const Passage *passage)
{
    static const int MINUTES[] = { 5, 15, 30, 60, 120, 240 };
    gsize index = MIN((gsize)passage->tries, G_N_ELEMENTS(MINUTES) - 1);
    return app_now_us(passage->app) + MINUTES[index] * MINUTE_US;
}

static bool
settle(Passage *passage, const SendResult *result, DeliverCount *count, GError **error)
{
    static const char *const STATES[] = {
        [SEND_ACCEPTED] = "accepted", [SEND_DEFERRED] = "deferred", [SEND_FAILED] = "failed",
        [SEND_REFUSED] = "leased",    [SEND_IN_DOUBT] = "in_doubt",
    };
    Instant not_before_us = result->state == SEND_DEFERRED ? retry_at(passage) : INSTANT_NONE;
    bool mine = true;
    g_autoptr(AppTransaction) write = app_write_begin(passage->app, error);

    if (write == NULL)
        return false;
    if (passage->clearance.touch_state == NULL) { /* it never came to the dot */
        SqlOutboxClearanceParams which = { .workspace_id = passage->app->workspace_id,
                                           .touch_id = passage->touch_id };
        if (!sql_outbox_clearance(write->conn, &which, &passage->clearance, NULL, error))
            return false;
    }
    if (result->state != SEND_REFUSED && !settle_outbox(passage, write->conn, STATES[result->state],
                                                        not_before_us, result, &mine, error))
        return false;
    if (!mine)
        return true;
    bool done = false;
    switch (result->state) {
    case SEND_ACCEPTED:
        done = settle_accepted(passage, write->conn, count, error);
        break;
    case SEND_DEFERRED:
        count->deferred++;
        done = note_mailbox(passage, write->conn, result->text, error);
        break;
    case SEND_FAILED:
        done = settle_failed(passage, write->conn, result, count, error);
        break;
    case SEND_REFUSED:
        done = settle_refused(passage, write->conn, count, error);
        break;
    case SEND_IN_DOUBT:
        count->in_doubt++;
        done = settle_touch(passage, write->conn, "in_doubt", outcome_name(OUTCOME_SENT),
                            "in_doubt", result->text, error);
        break;
    }
    return done && app_commit(write, error);
}

/* `ret_reachable`: false when no connection could be had, so that the rest of the batch need not
 * try. */
static bool
send_one(Passage *passage, MailTransport *transport, const char *from, const char *to,
         GBytes *message, DeliverCount *count, bool *ret_reachable, GError **error)
{
    SendRequest request = {
        .envelope_from = from,
        .envelope_to = to,
        .message = message,
        .before_dot = before_dot,
        .data = passage,
    };
    SendResult result = { 0 };

    world_checkpoint(passage->app->world, "outbox.leased");
    transport->send(transport, &request, &result);
    world_checkpoint(passage->app->world, "outbox.sent");
    if (passage->error != NULL) {
        g_propagate_error(error, g_steal_pointer(&passage->error));
        return false;
    }
    *ret_reachable = result.state != SEND_DEFERRED || result.reply_code != 0;
    bool done = settle(passage, &result, count, error);
    sql_outbox_clearance_row_clear(&passage->clearance);
    world_checkpoint(passage->app->world, "outbox.settled");
    return done;
}

typedef struct {
    int64_t touch_id, tries;
    char *to;
    GBytes *message;
} Claim;

static void
claim_clear(gpointer data)
{
    Claim *claim = data;

    g_free(claim->to);
    g_bytes_unref(claim->message);
}

static gint
claim_compare(gconstpointer a, gconstpointer b)
{
    const Claim *first = a, *second = b;
    return (first->touch_id > second->touch_id) - (first->touch_id < second->touch_id);
}

static GArray *
claim_mail(App *app, DbConn *conn, int64_t mailbox_id, int64_t token, int limit, GError **error)
{
    Instant now_us = app_now_us(app);
    SqlOutboxClaimParams params = {
        .lease_until_us = now_us + LEASE_US,
        .token = token,
        .now_us = now_us,
        .workspace_id = app->workspace_id,
        .mailbox_id = mailbox_id,
        .n = limit,
    };
    SqlOutboxClaimRow row;
    DbStep step;

    g_autoptr(GArray) claims = g_array_new(FALSE, FALSE, sizeof(Claim));
    g_array_set_clear_func(claims, claim_clear);
    g_autoptr(DbCursor) cursor = sql_outbox_claim(conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_outbox_claim_next(cursor, &row, error)) == DB_ROW) {
        Claim claim = {
            .touch_id = row.touch_id,
            .tries = row.tries,
            .to = g_strdup(row.envelope_to),
            .message = g_bytes_new(row.message, row.message_length),
        };
        g_array_append_val(claims, claim);
    }
    g_array_sort(claims, claim_compare);
    return step == DB_DONE ? g_steal_pointer(&claims) : NULL;
}

/* A worker died between the dot and the verdict: nobody knows. */
static bool
mark_doubtful(App *app, DbConn *conn, int64_t mailbox_id, DeliverCount *count, GError **error)
{
    SqlOutboxDoubtfulParams params = { .workspace_id = app->workspace_id,
                                       .mailbox_id = mailbox_id,
                                       .now_us = app_now_us(app),
                                       .n = 100 };
    SqlOutboxDoubtfulRow row;
    g_autoptr(GArray) touch_ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_outbox_doubtful(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_outbox_doubtful_next(cursor, &row, error)) == DB_ROW)
        g_array_append_val(touch_ids, row.touch_id);
    g_clear_pointer(&cursor, db_cursor_close);
    for (guint i = 0; step == DB_DONE && i < touch_ids->len; i++) {
        Passage passage = { .app = app,
                            .mailbox_id = mailbox_id,
                            .touch_id = g_array_index(touch_ids, int64_t, i) };
        SqlOutboxClearanceParams which = { .workspace_id = app->workspace_id,
                                           .touch_id = passage.touch_id };
        SqlOutboxResolveParams resolve = {
            .state = "in_doubt",
            .reply_text = "Seventh stopped after handing the mail over and before the answer.",
            .now_us = app_now_us(app),
            .workspace_id = app->workspace_id,
            .touch_id = passage.touch_id,
        };
        bool done = sql_outbox_clearance(conn, &which, &passage.clearance, NULL, error) &&
                    sql_outbox_resolve(conn, &resolve, NULL, error) &&
                    settle_touch(&passage, conn, "in_doubt", outcome_name(OUTCOME_SENT), "in_doubt",
                                 resolve.reply_text, error);
        sql_outbox_clearance_row_clear(&passage.clearance);
        if (!done)
            return false;
        count->in_doubt++;
    }
    return step == DB_DONE;
}

bool
deliver_mailbox(App *app, int64_t mailbox_id, int limit, MailTransport *transport,
                DeliverCount *count, GError **error)
{
    g_auto(SqlMailboxGetRow) mailbox = { 0 };
    int64_t token = (int64_t)(world_random_u64(app->world) >> 1);
    Instant now_us = app_now_us(app);
    SqlMailboxGetParams which = { .workspace_id = app->workspace_id, .id = mailbox_id };

    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !sql_mailbox_get(write->conn, &which, &mailbox, NULL, error) ||
        !mark_doubtful(app, write->conn, mailbox_id, count, error))
        return false;
    bool too_soon = mailbox.last_sent_us != INSTANT_NONE &&
                    now_us < mailbox.last_sent_us + mailbox.pace_s * SECOND_US;
    if (mailbox.is_paused != 0 || too_soon)
        return app_commit(write, error);
    int allowed = mailbox.pace_s > 0 ? 1 : limit;
    g_autoptr(GArray) claims = claim_mail(app, write->conn, mailbox_id, token, allowed, error);
    if (claims == NULL || !app_commit(write, error))
        return false;
    g_clear_pointer(&write, app_transaction_free);
    if (claims->len == 0)
        return true;

    g_autoptr(MailTransport) own = NULL;
    if (transport == NULL) {
        own = transport = deliver_transport(app, mailbox_id, error);
        if (transport == NULL)
            return false;
    }
    bool reachable = true; /* what is not tried now is claimed again when its lease lapses */
    for (guint i = 0; i < claims->len && reachable; i++) {
        const Claim *claim = &g_array_index(claims, Claim, i);
        Passage passage = {
            .app = app,
            .token = token,
            .mailbox_id = mailbox_id,
            .touch_id = claim->touch_id,
            .tries = claim->tries,
            .day = zone_day_at(app_zone_or_default(app, mailbox.user_zone), now_us, NULL),
        };
        if (!send_one(&passage, transport, mailbox.address, claim->to, claim->message, count,
                      &reachable, error))
            return false;
    }
    return true;
}

bool
deliver_next_us(App *app, DbConn *conn, int64_t mailbox_id, Instant *ret_us, GError **error)
{
    g_auto(SqlMailboxGetRow) mailbox = { 0 };
    g_auto(SqlOutboxNextDueRow) next = { 0 };
    SqlMailboxGetParams which = { .workspace_id = app->workspace_id, .id = mailbox_id };
    SqlOutboxNextDueParams due = { .workspace_id = app->workspace_id, .mailbox_id = mailbox_id };
    bool found;

    *ret_us = INSTANT_NONE;
    if (!sql_mailbox_get(conn, &which, &mailbox, NULL, error) ||
        !sql_outbox_next_due(conn, &due, &next, &found, error))
        return false;
    if (found && mailbox.is_paused == 0) {
        *ret_us = next.not_before_us;
        if (mailbox.last_sent_us != INSTANT_NONE)
            *ret_us = MAX(*ret_us, mailbox.last_sent_us + mailbox.pace_s * SECOND_US);
    }
    return true;
}

bool
deliver_settle_doubt(App *app, DbConn *conn, int64_t touch_id, bool arrived, int64_t user_id,
                     const char *evidence, GError **error)
{
    Passage passage = { .app = app, .touch_id = touch_id };
    SqlOutboxClearanceParams which = { .workspace_id = app->workspace_id, .touch_id = touch_id };
    SqlOutboxResolveParams resolve = {
        .state = arrived ? "accepted" : "failed",
        .reply_text = evidence,
        .now_us = app_now_us(app),
        .workspace_id = app->workspace_id,
        .touch_id = touch_id,
    };
    int64_t changed;
    bool done = sql_outbox_clearance(conn, &which, &passage.clearance, NULL, error) &&
                sql_outbox_resolve(conn, &resolve, &changed, error);

    if (done && changed == 0)
        done = error_set(error, SEVENTH_ERROR_CONFLICT, "this mail is not in doubt any more");
    if (done)
        done = settle_touch(&passage, conn, arrived ? "made" : "failed",
                            outcome_name(arrived ? OUTCOME_SENT : OUTCOME_FAILED), "outcome",
                            evidence, error) &&
               wake_enrollment(app, conn, passage.clearance.enrollment_id, error);
    sql_outbox_clearance_row_clear(&passage.clearance);
    return done;
}
