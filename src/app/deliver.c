/* The state machine of an outgoing mail. */
#include "app/deliver.h"

#include "app/access.h"
#include "app/deliver_claim.h"
#include "core/outcome.h"

#define COMMIT_ATTEMPTS 5
#define BEGIN_WITH 128           /* mails; more join as these leave */
#define JOIN_US (10 * SECOND_US) /* for so long: then the inbox is looked at again */

/* A mailbox's mails that leave together. */
typedef struct {
    App *app;
    const SqlMailboxGetRow *mailbox;
    DeliverCount *count;
    SendBatch batch;
    GHashTable *under_way; /* of Passage *, owned: claimed, and not settled */
    gsize bytes;           /* of what they say */
    int64_t left;          /* how many more may join */
    Instant join_until_us;
    GPtrArray *joining;     /* of Passage *, owned: claimed by the transaction under way */
    AllowanceEvents events; /* of the transaction under way */
    GError *error;          /* a database failure: nothing more is sent */
    GError *sync_error;     /* the disk's; set in another thread, read when all is over */
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

static void
fill_request(const Delivery *self, Passage *passage, SendRequest *request)
{
    *request = (SendRequest){
        .envelope_from = self->mailbox->address,
        .envelope_to = passage->to,
        .message = passage->message,
        .data = passage,
    };
}

static void
take_on(Delivery *self, Passage *passage)
{
    passage->events = &self->events;
    self->bytes += g_bytes_get_size(passage->message);
    self->left--;
    g_hash_table_add(self->under_way, passage);
}

static void
let_go(Delivery *self, Passage *passage)
{
    self->bytes -= g_bytes_get_size(passage->message);
    g_hash_table_remove(self->under_way, passage);
}

/* Connections that have carried their mail want more: what is queued by now joins, claimed in the
 * transaction that is made anyway. `settled`: how many of those under way it settles. */
static bool
claim_more(Delivery *self, DbConn *conn, guint settled)
{
    g_auto(SqlMailboxGetRow) mailbox = { 0 };
    SqlMailboxGetParams which = { .workspace_id = self->app->workspace_id,
                                  .id = self->mailbox->id };
    ClaimRoom room = { .limit = MIN(self->left, (int64_t)self->batch.room),
                       .under_way = g_hash_table_size(self->under_way) - settled,
                       .bytes = self->bytes };
    bool all_fit;

    if (room.limit <= 0 || app_now_us(self->app) >= self->join_until_us)
        return true;
    if (!sql_mailbox_get(conn, &which, &mailbox, NULL, &self->error))
        return false;
    self->joining = deliver_claim(self->app, conn, &mailbox, &room, &all_fit, &self->error);
    if (self->joining != NULL && !all_fit)
        self->left = 0;
    return self->joining != NULL;
}

/* After the commit: those settled are over, those claimed are on their way. */
static void
exchange(Delivery *self, const GPtrArray *settled)
{
    for (guint i = 0; i < settled->len; i++)
        let_go(self, ((const SendRequest *)g_ptr_array_index(settled, i))->data);
    for (guint i = 0; self->joining != NULL && i < self->joining->len; i++) {
        Passage *passage = g_ptr_array_index(self->joining, i);
        passage->own_request = g_new(SendRequest, 1);
        fill_request(self, passage, passage->own_request);
        take_on(self, passage);
        g_ptr_array_add(self->batch.joining, passage->own_request);
    }
    if (self->joining != NULL)
        g_ptr_array_set_free_func(self->joining, NULL);
    g_clear_pointer(&self->joining, g_ptr_array_unref);
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
    return count_left(self->app, conn, self->mailbox, &self->events, &self->error) &&
           claim_more(self, conn, settled->len);
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
    g_autoptr(AppTransaction) write = app_unsynced_begin(self->app, &self->error);

    self->events = (AllowanceEvents){ 0 };
    g_clear_pointer(&self->joining, g_ptr_array_unref);
    return write != NULL && write_states(self, write->conn, settled, at_dot) &&
           (self->batch.syncs_apart ? app_commit(write, &self->error)
                                    : app_commit_then_sync(write, &self->error));
}

/* One transaction for all mails that wait at their dot, all whose verdict has come, and those that
 * join. PostgreSQL may undo it for another's sake; then it is made again. */
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
    exchange(self, settled);
    return look_again(self, at_dot);
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

/* PostgreSQL's commit has waited. */
static bool
sync_states(void *data)
{
    Delivery *self = data;

    return db_sync(self->app->db, self->sync_error == NULL ? &self->sync_error : NULL);
}

static void
send_all(Delivery *self, MailTransport *transport, GPtrArray *passages)
{
    g_autofree SendRequest *requests = g_new0(SendRequest, passages->len);
    g_autoptr(GPtrArray) joining = g_ptr_array_new();

    self->batch = (SendBatch){
        .requests = requests,
        .count = passages->len,
        .commit = commit_states,
        .data = self,
        .joining = joining,
        .sync =
            db_engine(self->app->db) == DB_ENGINE_SQLITE && !self->app->light ? sync_states : NULL,
    };
    for (guint i = 0; i < passages->len; i++) {
        Passage *passage = g_ptr_array_index(passages, i);
        fill_request(self, passage, &requests[i]);
        take_on(self, passage);
    }
    g_ptr_array_set_free_func(passages, NULL);
    world_checkpoint(self->app->world, "outbox.leased");
    transport->send(transport, &self->batch);
    g_clear_pointer(&self->joining, g_ptr_array_unref);
}

bool
deliver_mailbox(App *app, int64_t mailbox_id, int limit, MailTransport *transport,
                DeliverCount *count, GError **error)
{
    g_auto(SqlMailboxGetRow) mailbox = { 0 };
    SqlMailboxGetParams which = { .workspace_id = app->workspace_id, .id = mailbox_id };
    ClaimRoom room = { .limit = MIN(limit, BEGIN_WITH) };
    bool all_fit;

    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !sql_mailbox_get(write->conn, &which, &mailbox, NULL, error) ||
        !mark_doubtful(app, write->conn, &mailbox, count, error))
        return false;
    g_autoptr(GPtrArray) passages =
        deliver_claim(app, write->conn, &mailbox, &room, &all_fit, error);
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
    g_autoptr(GHashTable) under_way = g_hash_table_new_full(NULL, NULL, passage_free, NULL);
    Delivery delivery = {
        .app = app,
        .mailbox = &mailbox,
        .count = count,
        .under_way = under_way,
        .left = limit,
        .join_until_us = app_now_us(app) + (all_fit ? JOIN_US : 0),
    };
    send_all(&delivery, transport, passages);
    if (delivery.error == NULL)
        delivery.error = g_steal_pointer(&delivery.sync_error);
    g_clear_error(&delivery.sync_error);
    if (delivery.error != NULL)
        g_propagate_error(error, delivery.error);
    return delivery.error == NULL;
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
