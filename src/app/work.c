/* Rounds of work, and the clock between them. */
#include "app/work_desk.h"

#include "app/access.h"
#include "app/doubt.h"
#include "app/sent_copies.h"
#include "store/queries.h"

#define CLAIM 96
#define MAIL_BATCH 2000
#define AHEAD_MAX \
    2000 /* people looked at while their mailboxes' turn goes on; then it is waited for */
#define POLL_US (5 * MINUTE_US)       /* how often an idle mailbox is read */
#define POLL_BEFORE_SEND_US MINUTE_US /* and how fresh the reading must be before a mail leaves */
#define MAILBOX_LEASE_US (2 * MINUTE_US)
#define LEASE_RENEW_US                                                                            \
    MINUTE_US                    /* a lease with less than this left is renewed before it is used \
                                  */
#define REST_US (30 * SECOND_US) /* how long a mailbox is left alone that another node serves */
#define TROUBLE_US MINUTE_US     /* or that could not be read or reached */
#define MAX_PASSES 50000

static void
desk_free(gpointer data)
{
    Desk *desk = data;

    imap_session_close(desk->session);
    mail_transport_free(desk->transport);
    g_free(desk);
}

Worker *
worker_new(App *app)
{
    Worker *self = g_new0(Worker, 1);
    self->app = app;
    self->desks = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, desk_free);
    self->holder = (int64_t)(world_random_u64(app->world) >> 1);
    return self;
}

static char *
lease_name(const Worker *self, int64_t mailbox_id)
{
    return g_strdup_printf("mailbox:%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT,
                           self->app->workspace_id, mailbox_id);
}

/* So that the next worker starts at once. What fails here lapses by itself. */
static void
release_leases(Worker *self)
{
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, self->desks);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const Desk *desk = value;
        g_autofree char *name = lease_name(self, desk->id);
        SqlLeaseReleaseParams lease = { .name = name, .holder = self->holder };
        if (desk->lease_until_us == INSTANT_NONE)
            continue;
        g_autoptr(AppTransaction) write = app_write_begin(self->app, NULL);
        if (write == NULL || !sql_lease_release(write->conn, &lease, NULL, NULL) ||
            !app_commit(write, NULL))
            return;
    }
}

void
worker_free(Worker *self)
{
    if (self == NULL)
        return;
    release_leases(self);
    g_hash_table_unref(self->desks);
    g_free(self);
}

static Desk *
desk_get(Worker *self, int64_t mailbox_id)
{
    Desk *desk = g_hash_table_lookup(self->desks, &mailbox_id);

    if (desk == NULL) {
        desk = g_new0(Desk, 1);
        desk->id = mailbox_id;
        desk->polled_us = desk->lease_until_us = desk->rest_until_us = INSTANT_NONE;
        desk->access_until_us = desk->idle_since_us = desk->deaf_until_us = INSTANT_NONE;
        g_hash_table_insert(self->desks, &desk->id, desk);
    }
    return desk;
}

static GArray *
mailbox_ids(App *app, GError **error)
{
    SqlMailboxListParams params = { .workspace_id = app->workspace_id };
    SqlMailboxListRow row;
    DbStep step;

    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    if (read == NULL)
        return NULL;
    g_autoptr(DbCursor) cursor = sql_mailbox_list(read->conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_mailbox_list_next(cursor, &row, error)) == DB_ROW)
        g_array_append_val(ids, row.id);
    return step == DB_DONE ? g_steal_pointer(&ids) : NULL;
}

/* Among several nodes one at a time serves a mailbox, so that its pace and limit hold. */
static bool
hold_lease(Worker *self, Desk *desk, bool *ret_mine, GError **error)
{
    g_autofree char *name = lease_name(self, desk->id);
    Instant now_us = app_now_us(self->app);
    SqlLeaseTakeParams lease = { .name = name,
                                 .holder = self->holder,
                                 .until_us = now_us + MAILBOX_LEASE_US,
                                 .now_us = now_us };
    int64_t changed;

    *ret_mine = true;
    if (desk->lease_until_us != INSTANT_NONE && now_us + LEASE_RENEW_US <= desk->lease_until_us)
        return true;
    g_autoptr(AppTransaction) write = app_write_begin(self->app, error);
    if (write == NULL || !sql_lease_take(write->conn, &lease, &changed, error) ||
        !app_commit(write, error))
        return false;
    *ret_mine = changed > 0;
    desk->lease_until_us = *ret_mine ? lease.until_us : INSTANT_NONE;
    if (!*ret_mine)
        desk->rest_until_us = now_us + REST_US;
    return true;
}

/* A broken database ends the round; a broken peer only this mailbox's turn, which is noted there.
 */
static bool
is_fatal(const GError *problem)
{
    return g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_IO) ||
           g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_UNCERTAIN);
}

/* The mailbox says what troubles it, and is left alone for a while. */
static bool
note_trouble(Worker *self, Desk *desk, GError *problem, GError **error)
{
    SqlMailboxNoteErrorParams note = { .last_error = problem->message,
                                       .workspace_id = self->app->workspace_id,
                                       .id = desk->id };

    desk->rest_until_us = app_now_us(self->app) + TROUBLE_US;
    if (is_fatal(problem)) {
        g_propagate_error(error, problem);
        return false;
    }
    g_autoptr(AppTransaction) write = app_write_begin(self->app, error);
    bool done = write != NULL && sql_mailbox_note_error(write->conn, &note, NULL, error) &&
                app_commit(write, error);
    g_error_free(problem);
    return done;
}

bool
desk_rests(const Worker *self, const Desk *desk)
{
    return desk->rest_until_us != INSTANT_NONE && app_now_us(self->app) < desk->rest_until_us;
}

/* Tokens age: what was opened with an old one is closed, to be opened with a new one. */
static void
close_stale(const Worker *self, Desk *desk)
{
    if (desk->access_until_us == INSTANT_NONE || app_now_us(self->app) < desk->access_until_us)
        return;
    g_clear_pointer(&desk->session, imap_session_close);
    g_clear_pointer(&desk->transport, mail_transport_free);
    desk->access_until_us = INSTANT_NONE;
}

/* The Sent folder: copies that are missing, and what it knows of mail in doubt. What cannot be
 * done is noted and tried again; it holds up nothing. */
static bool
tend_sent_folder(Worker *self, Desk *desk, GError **error)
{
    g_autoptr(GError) problem = NULL;

    if (sent_copies_keep(self->app, desk->id, desk->session, &problem) &&
        doubt_search_sent(self->app, desk->id, desk->session, &problem))
        return true;
    if (g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_IO)) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    if (!g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_NOT_FOUND))
        g_clear_pointer(&desk->session, imap_session_close);
    SqlMailboxNoteErrorParams note = { .last_error = problem->message,
                                       .workspace_id = self->app->workspace_id,
                                       .id = desk->id };
    g_autoptr(AppTransaction) write = app_write_begin(self->app, error);
    return write != NULL && sql_mailbox_note_error(write->conn, &note, NULL, error) &&
           app_commit(write, error);
}

/* A mailbox whose inbox cannot be read rests: what may have been answered must not be sent. */
static bool
poll_mailbox(Worker *self, Desk *desk, int64_t least_age_us, WorkCount *count, GError **error)
{
    Instant now_us = app_now_us(self->app);
    GError *problem = NULL;

    if (desk->polled_us != INSTANT_NONE && now_us - desk->polled_us < least_age_us)
        return true;
    close_stale(self, desk);
    /* A session that broke while it waited is opened anew, at once. */
    if (desk->session != NULL && !imap_session_idle_end(desk->session, NULL))
        g_clear_pointer(&desk->session, imap_session_close);
    desk->idle_since_us = INSTANT_NONE;
    bool opens = desk->session == NULL;
    if (!take_from_mailbox(self->app, desk->id, &desk->session, &count->take, &problem))
        return note_trouble(self, desk, problem, error);
    desk->polled_us = now_us;
    if (desk->session != NULL && !tend_sent_folder(self, desk, error))
        return false;
    return !opens || access_until(self->app, desk->id, &desk->access_until_us, error);
}

static bool
deliver_one(Worker *self, Desk *desk, WorkCount *count, GError **error)
{
    Instant next_us;
    GError *problem = NULL;
    bool mine;

    for (int pass = 0; pass < MAX_PASSES; pass++) {
        g_autoptr(AppTransaction) read = app_read_begin(self->app, error);
        if (read == NULL || !deliver_next_us(self->app, read->conn, desk->id, &next_us, error))
            return false;
        g_clear_pointer(&read, app_transaction_free);
        if (next_us == INSTANT_NONE || next_us > app_now_us(self->app))
            return true;
        if (!hold_lease(self, desk, &mine, error) ||
            (mine && !poll_mailbox(self, desk, POLL_BEFORE_SEND_US, count, error)))
            return false;
        if (desk_rests(self, desk))
            return true;
        close_stale(self, desk);
        if (desk->transport == NULL) {
            desk->transport = deliver_transport(self->app, desk->id, &problem);
            if (desk->transport != NULL &&
                !access_until(self->app, desk->id, &desk->access_until_us, error))
                return false;
        }
        if (desk->transport == NULL ||
            !deliver_mailbox(self->app, desk->id, MAIL_BATCH, desk->transport, &count->deliver,
                             &problem)) {
            g_clear_pointer(&desk->transport, mail_transport_free);
            return note_trouble(self, desk, problem, error);
        }
    }
    return true;
}

static bool
work_mailbox(Worker *self, Desk *desk, WorkCount *count, GError **error)
{
    bool mine;

    if (desk_rests(self, desk))
        return true;
    if (!hold_lease(self, desk, &mine, error))
        return false;
    if (mine && !poll_mailbox(self, desk, POLL_US, count, error))
        return false;
    return desk_rests(self, desk) || deliver_one(self, desk, count, error);
}

static bool
work_mailboxes(Worker *self, WorkCount *count, GError **error)
{
    g_autoptr(GArray) ids = mailbox_ids(self->app, error);

    if (ids == NULL)
        return false;
    for (guint i = 0; i < ids->len; i++)
        if (!work_mailbox(self, desk_get(self, g_array_index(ids, int64_t, i)), count, error))
            return false;
    return true;
}

/* The mailboxes' turn, beside the planning of what comes next. */
typedef struct {
    Worker *worker;
    GThread *thread; /* NULL: none is under way */
    gint over;       /* atomic: the thread has nothing more to do */
    int64_t claimed; /* when it began */
    WorkCount count;
    GError *error;
    bool done;
} MailTurn;

static gpointer
take_turn(gpointer data)
{
    MailTurn *turn = data;

    turn->done = work_mailboxes(turn->worker, &turn->count, &turn->error);
    g_atomic_int_set(&turn->over, 1);
    return NULL;
}

static bool
turn_end(MailTurn *turn, WorkCount *count, GError **error)
{
    if (turn->thread != NULL)
        g_thread_join(g_steal_pointer(&turn->thread));
    count->deliver = turn->count.deliver;
    count->take = turn->count.take;
    if (turn->error != NULL)
        g_propagate_error(error, g_steal_pointer(&turn->error));
    return turn->done;
}

/* In virtual time everything happens in one order, so that a seed tells all: the turn is taken
 * here and now. */
static bool
turn_begin(MailTurn *turn, WorkCount *count, GError **error)
{
    turn->count = *count;
    turn->claimed = count->advance.claimed;
    turn->over = 0;
    if (turn->worker->app->world->is_virtual) {
        take_turn(turn);
        return turn_end(turn, count, error);
    }
    turn->thread = g_thread_new("mail", take_turn, turn);
    return true;
}

/* It goes on while more is planned, and takes that along; but planning does not run away from it.
 */
static bool
turn_goes_on(const MailTurn *turn, const WorkCount *count)
{
    return g_atomic_int_get(&turn->over) == 0 && count->advance.claimed - turn->claimed < AHEAD_MAX;
}

/* What a turn sends wakes its people, so the round ends only when nothing was due and no mail was
 * on its way meanwhile. What was planned since a turn began may have come too late for it. */
static bool
work_side_by_side(Worker *self, MailTurn *turn, WorkCount *count, GError **error)
{
    bool owed = false;

    for (int pass = 0; pass < MAX_PASSES; pass++) {
        int64_t before = count->advance.claimed;
        bool beside = turn->thread != NULL;
        if (!advance_due(self->app, CLAIM, &count->advance, error))
            return false;
        bool idle = count->advance.claimed == before;
        owed = owed || !idle;
        if (beside && (idle || !turn_goes_on(turn, count)) && !turn_end(turn, count, error))
            return false;
        if (idle && !beside && !owed)
            return true;
        if (!owed || turn->thread != NULL)
            continue;
        owed = false;
        if (!turn_begin(turn, count, error))
            return false;
    }
    return true;
}

bool
worker_round(Worker *self, WorkCount *count, GError **error)
{
    MailTurn turn = { .worker = self };

    if (!advance_promises(self->app, error) || !work_mailboxes(self, count, error))
        return false;
    bool done = work_side_by_side(self, &turn, count, error);
    if (turn.thread != NULL)
        done = turn_end(&turn, count, done ? error : NULL) && done;
    return done;
}

static void
keep_earlier(Instant *earliest_us, Instant us)
{
    if (us != INSTANT_NONE && (*earliest_us == INSTANT_NONE || us < *earliest_us))
        *earliest_us = us;
}

bool
worker_next_us(Worker *self, Instant *ret_us, GError **error)
{
    App *app = self->app;
    g_auto(SqlEnrollmentNextDueRow) due = { 0 };
    g_auto(SqlPromiseNextUntilRow) promise = { 0 };
    g_auto(SqlEnrollmentLeaseNextRow) lease = { 0 };
    SqlEnrollmentNextDueParams due_params = { .workspace_id = app->workspace_id,
                                              .now_us = app_now_us(app) };
    SqlEnrollmentLeaseNextParams lease_params = { .workspace_id = app->workspace_id };
    SqlPromiseNextUntilParams promise_params = { .workspace_id = app->workspace_id };
    g_autoptr(GArray) ids = mailbox_ids(app, error);
    bool has_due, has_lease, has_promise;

    *ret_us = INSTANT_NONE;
    g_autoptr(AppTransaction) read = ids != NULL ? app_read_begin(app, error) : NULL;
    if (read == NULL || !sql_enrollment_next_due(read->conn, &due_params, &due, &has_due, error) ||
        !sql_enrollment_lease_next(read->conn, &lease_params, &lease, &has_lease, error) ||
        !sql_promise_next_until(read->conn, &promise_params, &promise, &has_promise, error))
        return false;
    if (has_due)
        keep_earlier(ret_us, due.due_us);
    if (has_lease) /* of a worker that died, maybe */
        keep_earlier(ret_us, lease.until_us);
    if (has_promise)
        keep_earlier(ret_us, promise.until_us + 1);
    for (guint i = 0; i < ids->len; i++) {
        const Desk *desk = desk_get(self, g_array_index(ids, int64_t, i));
        Instant mail_us;
        if (!deliver_next_us(app, read->conn, desk->id, &mail_us, error))
            return false;
        if (mail_us != INSTANT_NONE && desk->rest_until_us != INSTANT_NONE)
            mail_us = MAX(mail_us, desk->rest_until_us);
        keep_earlier(ret_us, mail_us);
    }
    return true;
}

bool
worker_run_until(Worker *self, Instant until_us, WorkCount *count, GError **error)
{
    App *app = self->app;
    Instant next_us;

    g_assert(app->world->is_virtual);
    for (;;) {
        if (!worker_round(self, count, error) || !worker_next_us(self, &next_us, error))
            return false;
        Instant now_us = app_now_us(app);
        if (next_us == INSTANT_NONE || next_us > until_us) {
            if (now_us >= until_us)
                return true;
            next_us = until_us;
        }
        world_virtual_set(app->world, MAX(next_us, now_us + SECOND_US));
    }
}

json_t *
work_count_json(const WorkCount *count)
{
    json_t *result = json_object();

    json_set_int(result, "sent", count->deliver.sent);
    json_set_int(result, "held", count->advance.held);
    json_set_int(result, "tasks_created", count->advance.tasks_created);
    json_set_int(result, "replies", count->take.replies);
    json_set_int(result, "bounces", count->take.bounces + count->deliver.bounces);
    json_set_int(result, "in_doubt", count->deliver.in_doubt);
    json_set_int(result, "auto_replies", count->take.auto_replies);
    json_set_int(result, "unreadable", count->take.unread);
    json_set_int(result, "deferred", count->deliver.deferred);
    json_set_int(result, "failed", count->deliver.failed);
    json_set_int(result, "cancelled", count->deliver.cancelled);
    json_set_int(result, "finished", count->advance.finished);
    json_set_int(result, "moved", count->advance.moved);
    return result;
}
