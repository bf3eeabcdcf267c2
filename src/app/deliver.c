/* The state machine of an outgoing mail. */
#include "app/deliver.h"

#include "app/access.h"
#include "app/attach.h"
#include "app/mail_hold.h"
#include "app/passage.h"
#include "app/sent_copies.h"
#include "core/outcome.h"

#define LEASE_US (5 * MINUTE_US)
#define COMMIT_ATTEMPTS 5
#define MESSAGES_AT_ONCE_BYTES (48u << 20)

/* A mailbox's mails that leave together. */
typedef struct {
    App *app;
    const SqlMailboxGetRow *mailbox;
    DeliverCount *count;
    AllowanceEvents events; /* of the transaction under way */
    GError *error;          /* a database failure: nothing more is sent */
} Delivery;

/* So many left a mailbox, or may have. */
static bool
count_left(App *app, DbConn *conn, const SqlMailboxGetRow *mailbox, const AllowanceEvents *events,
           GError **error)
{
    const Zone *zone = app_zone_or_default(app, mailbox->user_zone);
    SqlMailboxDayAddParams day = { .workspace_id = app->workspace_id,
                                   .mailbox_id = mailbox->id,
                                   .day = zone_day_at(zone, app_now_us(app), NULL),
                                   .sent = events->sent };
    SqlMailboxNoteSentParams sent = { .last_sent_us = app_now_us(app),
                                      .workspace_id = app->workspace_id,
                                      .id = mailbox->id };

    return events->sent == 0 || (sql_mailbox_day_add(conn, &day, NULL, error) &&
                                 sql_mailbox_note_sent(conn, &sent, NULL, error) &&
                                 allowance_count(app, conn, mailbox->address, events, error));
}

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
    g_clear_pointer(&read, app_transaction_free);
    g_auto(Access) access = { 0 };
    if (!access_smtp(app, &mailbox, &access, error))
        return NULL;
    SmtpOptions options = {
        .url = mailbox.smtp_url,
        .user = mailbox.smtp_user,
        .password = access.password,
        .bearer = access.bearer,
        .ca_file = mailbox.ca_file,
    };
    return smtp_transport_new(&options, error);
}

static bool
write_states(Delivery *self, DbConn *conn, const GPtrArray *settled, const GPtrArray *at_dot)
{
    for (guint i = 0; i < settled->len; i++) {
        const SendRequest *request = g_ptr_array_index(settled, i);
        if (!passage_settle(request->data, conn, &request->result, self->count, &self->error))
            return false;
    }
    for (guint i = 0; i < at_dot->len; i++) {
        SendRequest *request = g_ptr_array_index(at_dot, i);
        Passage *passage = request->data;
        if (!passage_clear_dot(passage, conn, &self->error))
            return false;
        request->cleared = passage->refusal == NULL;
    }
    return count_left(self->app, conn, self->mailbox, &self->events, &self->error);
}

/* Whoever wrote between our look and our commit is heard as well. SQLite has one writer at a time,
 * so there nobody can. */
static bool
look_again(Delivery *self, const GPtrArray *at_dot)
{
    if (at_dot->len == 0 || db_engine(self->app->db) == DB_ENGINE_SQLITE)
        return true;
    g_autoptr(AppTransaction) write = app_write_begin(self->app, &self->error);
    if (write == NULL)
        return false;
    for (guint i = 0; i < at_dot->len; i++) {
        SendRequest *request = g_ptr_array_index(at_dot, i);
        Passage *passage = request->data;
        if (!request->cleared)
            continue;
        if (!passage_look_again(passage, write->conn, &self->error))
            return false;
        request->cleared = passage->refusal == NULL;
    }
    return app_commit(write, &self->error);
}

static bool
commit_once(Delivery *self, const GPtrArray *settled, const GPtrArray *at_dot)
{
    g_autoptr(AppTransaction) write = app_write_begin(self->app, &self->error);

    self->events = (AllowanceEvents){ 0 };
    return write != NULL && write_states(self, write->conn, settled, at_dot) &&
           app_commit(write, &self->error);
}

/* One transaction for all mails that wait at their dot and all whose verdict has come. PostgreSQL
 * may undo it for another's sake; then it is made again. */
static bool
commit_states(void *data, GPtrArray *settled, GPtrArray *at_dot)
{
    Delivery *self = data;
    World *world = self->app->world;
    const DeliverCount before = *self->count;

    if (self->error != NULL)
        return false;
    if (settled->len > 0)
        world_checkpoint(world, "outbox.sent");
    if (at_dot->len > 0)
        world_checkpoint(world, "outbox.before_dot");
    for (int attempt = 1; !commit_once(self, settled, at_dot); attempt++) {
        if (attempt == COMMIT_ATTEMPTS ||
            !g_error_matches(self->error, SEVENTH_ERROR, SEVENTH_ERROR_UNAVAILABLE))
            return false;
        g_clear_error(&self->error);
        *self->count = before;
    }
    if (settled->len > 0)
        world_checkpoint(world, "outbox.settled");
    if (at_dot->len > 0)
        world_checkpoint(world, "outbox.dot");
    return look_again(self, at_dot);
}

static int
passage_compare(const void *a, const void *b)
{
    const Passage *first = a, *second = b;
    return (first->touch_id > second->touch_id) - (first->touch_id < second->touch_id);
}

static bool
claim_some(App *app, DbConn *conn, SqlOutboxClaimParams *params, GArray *passages, GError **error)
{
    SqlOutboxClaimRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_outbox_claim(conn, params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_outbox_claim_next(cursor, &row, error)) == DB_ROW) {
        Passage passage = {
            .app = app,
            .token = params->token,
            .mailbox_id = params->mailbox_id,
            .touch_id = row.touch_id,
            .tries = row.tries,
            .to = g_strdup(row.envelope_to),
            .promises_nothing = row.may_promise == 0,
        };
        g_array_append_val(passages, passage);
    }
    return step == DB_DONE;
}

/* What the outbox keeps of a mail with files is not all of it. One that cannot be made whole is
 * held, and its message stays NULL. */
static bool
add_files(Passage *passage, DbConn *conn, GBytes *kept, GError **error)
{
    g_autofree char *why = NULL;
    bool taken;

    return attach_fill(passage->app, conn, passage->touch_id, kept, true, &passage->message, &why,
                       error) &&
           (why == NULL || mail_hold(passage->app, conn, passage->touch_id, why, 0, &taken, error));
}

static bool
load_message(Passage *passage, DbConn *conn, GError **error)
{
    g_auto(SqlOutboxMessageGetRow) row = { 0 };
    SqlOutboxMessageGetParams which = { .workspace_id = passage->app->workspace_id,
                                        .touch_id = passage->touch_id };

    if (!sql_outbox_message_get(conn, &which, &row, NULL, error))
        return false;
    g_autoptr(GBytes) kept = g_bytes_new(row.message, row.message_length);
    if (row.files > 0)
        return add_files(passage, conn, kept, error);
    passage->message = g_steal_pointer(&kept);
    return true;
}

static bool
hand_back(Passage *passage, DbConn *conn, GError **error)
{
    SqlOutboxHandBackParams back = {
        .not_before_us = app_now_us(passage->app),
        .now_us = app_now_us(passage->app),
        .workspace_id = passage->app->workspace_id,
        .touch_id = passage->touch_id,
        .token = passage->token,
    };
    return sql_outbox_hand_back(conn, &back, NULL, error);
}

/* What leaves together has to fit into memory, files and all: the rest waits for the next round,
 * which is at once. */
static bool
load_messages(DbConn *conn, GArray *passages, GError **error)
{
    gsize bytes = 0;
    guint n = 0;

    for (guint i = 0; i < passages->len; i++) {
        Passage *passage = &g_array_index(passages, Passage, i);
        bool fits = bytes < MESSAGES_AT_ONCE_BYTES;
        if (!(fits ? load_message(passage, conn, error) : hand_back(passage, conn, error)))
            return false;
        if (passage->message == NULL)
            continue;
        bytes += g_bytes_get_size(passage->message);
        if (n != i) {
            Passage moved = g_array_index(passages, Passage, n);
            g_array_index(passages, Passage, n) = *passage;
            *passage = moved;
        }
        n++;
    }
    g_array_set_size(passages, n);
    return true;
}

/* Follow-ups first: somebody waits for them. */
static GArray *
claim_mail(App *app, DbConn *conn, const SqlMailboxGetRow *mailbox, int64_t limit, GError **error)
{
    Instant now_us = app_now_us(app);
    SqlOutboxClaimParams params = {
        .lease_until_us = now_us + LEASE_US,
        .token = (int64_t)(world_random_u64(app->world) >> 1),
        .now_us = now_us,
        .workspace_id = app->workspace_id,
        .mailbox_id = mailbox->id,
    };
    bool wants_copy;

    if (!sent_copies_wanted(app, conn, mailbox->id, &wants_copy, error))
        return NULL;
    g_autoptr(GArray) passages = g_array_new(FALSE, TRUE, sizeof(Passage));
    g_array_set_clear_func(passages, passage_clear);
    for (params.first_touch = 0; params.first_touch <= 1; params.first_touch++) {
        guint before = passages->len;
        params.n = limit - passages->len;
        if (params.n > 0 && !claim_some(app, conn, &params, passages, error))
            return NULL;
        if (passages->len > before)
            qsort(&g_array_index(passages, Passage, before), passages->len - before,
                  sizeof(Passage), passage_compare);
    }
    for (guint i = 0; i < passages->len; i++)
        g_array_index(passages, Passage, i).wants_copy = wants_copy;
    return load_messages(conn, passages, error) ? g_steal_pointer(&passages) : NULL;
}

/* A worker died between the dot and the verdict: nobody knows. */
static bool
mark_doubtful(App *app, DbConn *conn, const SqlMailboxGetRow *mailbox, DeliverCount *count,
              GError **error)
{
    SqlOutboxDoubtfulParams params = { .workspace_id = app->workspace_id,
                                       .mailbox_id = mailbox->id,
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
                            .mailbox_id = mailbox->id,
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
                    passage_note_touch(&passage, conn, "in_doubt", outcome_name(OUTCOME_SENT),
                                       "in_doubt", resolve.reply_text, error);
        sql_outbox_clearance_row_clear(&passage.clearance);
        if (!done)
            return false;
        count->in_doubt++;
    }
    AllowanceEvents left = { .sent = touch_ids->len };
    return step == DB_DONE && count_left(app, conn, mailbox, &left, error);
}

static bool
send_all(App *app, const SqlMailboxGetRow *mailbox, MailTransport *transport, GArray *passages,
         DeliverCount *count, GError **error)
{
    g_autofree SendRequest *requests = g_new0(SendRequest, passages->len);
    Delivery delivery = { .app = app, .mailbox = mailbox, .count = count };
    SendBatch batch = {
        .requests = requests,
        .count = passages->len,
        .commit = commit_states,
        .data = &delivery,
    };

    for (guint i = 0; i < passages->len; i++) {
        Passage *passage = &g_array_index(passages, Passage, i);
        passage->events = &delivery.events;
        requests[i] = (SendRequest){
            .envelope_from = mailbox->address,
            .envelope_to = passage->to,
            .message = passage->message,
            .data = passage,
        };
    }
    world_checkpoint(app->world, "outbox.leased");
    transport->send(transport, &batch);
    if (delivery.error == NULL)
        return true;
    g_propagate_error(error, delivery.error);
    return false;
}

/* Too much came back: nothing leaves until a human has looked. */
static bool
pause_mailbox(App *app, DbConn *conn, int64_t mailbox_id, const Allowance *allowance,
              GError **error)
{
    g_autofree char *why = throttle_say_gate(&allowance->input, &allowance->verdict);
    SqlMailboxSetPausedParams pause = {
        .is_paused = 1,
        .paused_why = why,
        .workspace_id = app->workspace_id,
        .id = mailbox_id,
    };
    return sql_mailbox_set_paused(conn, &pause, NULL, error);
}

/* Claims what may leave now; an empty array: nothing may. */
static GArray *
claim_allowed(App *app, DbConn *conn, const SqlMailboxGetRow *mailbox, int limit, GError **error)
{
    Allowance allowance;

    if (!allowance_load(app, conn, mailbox, &allowance, error))
        return NULL;
    if (mailbox->is_paused == 0 && allowance.verdict.gate == GATE_SHUT &&
        !pause_mailbox(app, conn, mailbox->id, &allowance, error))
        return NULL;
    int64_t allowed = MIN(allowance.verdict.allowed, mailbox->pace_s > 0 ? 1 : limit);
    if (mailbox->is_paused != 0 || app_now_us(app) < allowance_after_pace_us(mailbox, &allowance))
        allowed = 0;
    return claim_mail(app, conn, mailbox, allowed, error);
}

bool
deliver_mailbox(App *app, int64_t mailbox_id, int limit, MailTransport *transport,
                DeliverCount *count, GError **error)
{
    g_auto(SqlMailboxGetRow) mailbox = { 0 };
    SqlMailboxGetParams which = { .workspace_id = app->workspace_id, .id = mailbox_id };

    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !sql_mailbox_get(write->conn, &which, &mailbox, NULL, error) ||
        !mark_doubtful(app, write->conn, &mailbox, count, error))
        return false;
    g_autoptr(GArray) passages = claim_allowed(app, write->conn, &mailbox, limit, error);
    if (passages == NULL || !app_commit(write, error))
        return false;
    g_clear_pointer(&write, app_transaction_free);
    if (passages->len == 0)
        return true;

    g_autoptr(MailTransport) own = NULL;
    if (transport == NULL) {
        own = transport = deliver_transport(app, mailbox_id, error);
        if (transport == NULL)
            return false;
    }
    return send_all(app, &mailbox, transport, passages, count, error);
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
    if (!found || next.not_before_us == DB_NULL_INT || mailbox.is_paused != 0)
        return true;
    Allowance allowance;
    if (!allowance_load(app, conn, &mailbox, &allowance, error))
        return false;
    *ret_us = MAX(next.not_before_us, allowance_after_pace_us(&mailbox, &allowance));
    if (allowance.verdict.allowed == 0 && allowance.verdict.gate != GATE_SHUT)
        *ret_us = MAX(*ret_us, allowance.again_us);
    return true;
}

/* `ret_settled`: false when it was not in doubt. */
static bool
settle_doubt(Passage *passage, DbConn *conn, bool arrived, const char *note, bool *ret_settled,
             GError **error)
{
    App *app = passage->app;
    SqlOutboxClearanceParams which = { .workspace_id = app->workspace_id,
                                       .touch_id = passage->touch_id };
    SqlOutboxResolveParams resolve = {
        .state = arrived ? "accepted" : "failed",
        .reply_text = note,
        .now_us = app_now_us(app),
        .workspace_id = app->workspace_id,
        .touch_id = passage->touch_id,
    };
    int64_t changed;

    if (!sql_outbox_resolve(conn, &resolve, &changed, error))
        return false;
    *ret_settled = changed > 0;
    if (changed == 0)
        return true;
    if (!sql_outbox_clearance(conn, &which, &passage->clearance, NULL, error))
        return false;
    const char *outcome = outcome_name(arrived ? OUTCOME_SENT : OUTCOME_FAILED);
    return passage_note_touch(passage, conn, arrived ? "made" : "failed", outcome, "outcome", note,
                              error) &&
           (!arrived || passage_count_made(passage, conn, error)) &&
           passage_wake(app, conn, passage->clearance.enrollment_id, error);
}

bool
deliver_settle_doubt(App *app, DbConn *conn, int64_t touch_id, bool arrived, int64_t user_id,
                     const char *note, GError **error)
{
    Passage passage = { .app = app, .touch_id = touch_id };
    bool settled = false;
    bool done = settle_doubt(&passage, conn, arrived, note, &settled, error);

    passage_clear(&passage);
    if (done && !settled)
        return error_set(error, SEVENTH_ERROR_CONFLICT, "this mail is not in doubt any more");
    return done;
}

bool
deliver_take_evidence(App *app, DbConn *conn, int64_t touch_id, const char *evidence,
                      GError **error)
{
    Passage passage = { .app = app, .touch_id = touch_id };
    bool settled = false;
    bool done = settle_doubt(&passage, conn, true, evidence, &settled, error);

    passage_clear(&passage);
    return done;
}
