/* Sending under fire: real processes sending real mail, killed with SIGKILL again and again.
 *
 *     mail_soak --random N --calls N --points N
 *
 * --random: at a random moment; --calls: at every entry into and return from the kernel while mail
 * is sent, one after the other (ptrace); --points: at the checkpoints before and after each commit.
 * The database is SQLite, the server tests/support/fast_sink.c, which drops, defers and refuses.
 * Each process finds what the killed ones left, twenty minutes later by its clock, and new mail.
 *
 * In the end no mail may have been accepted twice; every mail is accepted, refused by the server,
 * or listed as in doubt; and each doubt is settled: by an answer, by the copy in the Sent folder,
 * or by a human. Prints one JSON object; exit status 1 when anything was lost or sent twice. */
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/operation.h"
#include "app/work.h"
#include "support/fast_sink.h"
#include "support/peer.h"

#define MAILS_A_RUN 8
#define BETWEEN_RUNS_US (20 * MINUTE_US)
#define DRAINS_MAX 400
#define PEACE_EVERY 40 /* runs; nobody who is killed shortens the write-ahead log */
#define MAILBOX "rep@seller.example.com"

typedef enum { KILL_NEVER, KILL_RANDOM, KILL_AT_CALL, KILL_AT_POINT } KillHow;

typedef struct {
    FastSink *sink;
    char *folder, *url, *key_file;
    guint runs, mails, mails_max;
    guint kills[4];
    GRand *dice;
} Soak;

/* A macro, so that `error` is looked at after the call that sets it. */
#define check(call, error)                                           \
    do {                                                             \
        if (!(call))                                                 \
            g_error("%s", (error) != NULL ? (error)->message : "?"); \
    } while (0)

/* ---- the process that sends ---- */

static guint kill_at_point, points_passed;

static void
die_at_point(World *world, const char *name)
{
    if (++points_passed == kill_at_point)
        kill(getpid(), SIGKILL);
}

static App *
open_app(const Soak *self, guint run)
{
    g_autoptr(GError) error = NULL;
    AppOptions options = {
        .db_url = self->url,
        .world = world_shifted_new((int64_t)run * BETWEEN_RUNS_US),
        .key_file = self->key_file,
    };
    App *app = app_open(&options, &error);

    check(app != NULL, error);
    return app;
}

static void
run_script(App *app, const char *sql)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(AppTransaction) write = app_write_begin(app, &error);

    check(write != NULL && db_exec_script(write->conn, sql, &error) && app_commit(write, &error),
          error);
}

/* People, touches and queued mail, all of one number. */
static void
feed(App *app, guint first)
{
    g_autoptr(GString) sql = g_string_new(NULL);
    Instant now_us = app_now_us(app);

    for (guint i = first; i < first + MAILS_A_RUN; i++) {
        g_string_append_printf(
            sql,
            "INSERT INTO prospects (id, workspace_id, email, email_key, name_key, zone, "
            "zone_source,"
            " email_bounced, phone_wrong, channels_shut, attempts, created_us, updated_us)"
            " VALUES (%u, 1, 'm%u@x%u.example.com', 'm%u@x%u.example.com', 'm', 'Europe/Berlin',"
            " 'given', 0, 0, 0, 0, 1, 1);",
            i, i, i, i, i);
        g_string_append_printf(
            sql,
            "INSERT INTO touches (id, workspace_id, prospect_id, step, user_id, mailbox_id, "
            "channel,"
            " automatic, state, priority, planned_us, due_from_us, due_until_us, message_id,"
            " created_us) VALUES (%u, 1, %u, 0, 1, 1, 'email', 1, 'queued', 2, 1, 1,"
            " 9000000000000000, 'm%u@seller.example.com', 1);",
            i, i, i);
        g_string_append_printf(
            sql,
            "INSERT INTO outbox (workspace_id, touch_id, mailbox_id, state, not_before_us, tries,"
            " envelope_to, updated_us) VALUES (1, %u, 1, 'queued', %" G_GINT64_FORMAT
            ", 0, 'm%u@x%u.example.com', 1);"
            "INSERT INTO outbox_messages (workspace_id, touch_id, message) VALUES (1, %u, "
            "CAST('Message-ID: <m%u@seller.example.com>' || char(10) ||"
            " 'Subject: soak' || char(10, 10) || '%0*d' AS BLOB));",
            i, now_us, i, i, i, i, (int)(i % 97) * 50 + 1, 7);
    }
    run_script(app, sql->str);
}

static bool
is_empty(App *app)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(AppTransaction) read = app_read_begin(app, &error);
    Instant next_us;

    check(read != NULL && deliver_next_us(app, read->conn, 1, &next_us, &error), error);
    return next_us == INSTANT_NONE;
}

/* Never returns; status 0: nothing is left to send. */
static void
send_as_child(const Soak *self, KillHow how, guint first)
{
    g_autoptr(GError) error = NULL;
    App *app = open_app(self, self->runs);
    WorkCount count = { 0 };

    if (first > 0)
        feed(app, first);
    if (how == KILL_AT_POINT)
        app->world->checkpoint = die_at_point;
    if (how == KILL_AT_CALL) {
        if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
            _exit(4);
        raise(SIGSTOP);
    }
    Worker *worker = worker_new(app);
    check(worker_round(worker, &count, &error), error);
    bool empty = is_empty(app);
    if (how == KILL_NEVER) { /* in peace: the write-ahead log goes into the database */
        worker_free(worker);
        app_close(app);
    }
    _exit(empty ? 0 : 3);
}

/* ---- killing it ---- */

/* Lets the child run from one kernel boundary to the next; kills it at the `at`th. */
static int
kill_at_call(pid_t child, guint at)
{
    int status;

    waitpid(child, &status, 0);
    if (!WIFSTOPPED(status))
        return status;
    ptrace(PTRACE_SETOPTIONS, child, NULL, (void *)(long)PTRACE_O_EXITKILL);
    for (guint calls = 0; WIFSTOPPED(status); calls++) {
        if (calls == at)
            kill(child, SIGKILL);
        int signal = WSTOPSIG(status);
        bool boundary = signal == SIGTRAP || signal == SIGSTOP;
        if (ptrace(PTRACE_SYSCALL, child, NULL, (void *)(long)(boundary ? 0 : signal)) != 0 &&
            calls != at)
            g_error("mail_soak: ptrace: %s", g_strerror(errno));
        waitpid(child, &status, 0);
    }
    return status;
}

/* One process; `at`: µs, kernel boundaries or checkpoints after which it dies. Returns its wait
 * status. */
static int
run_once(Soak *self, KillHow how, guint at)
{
    guint first = how == KILL_NEVER ? 0 : self->mails + 1;
    int status;

    if (how != KILL_NEVER && self->runs % PEACE_EVERY == PEACE_EVERY - 1)
        run_once(self, KILL_NEVER, 0);
    self->runs++;
    if (first > 0)
        self->mails += MAILS_A_RUN;
    g_assert_cmpuint(self->mails, <=, self->mails_max);
    kill_at_point = at;
    points_passed = 0;
    pid_t child = fork();
    if (child == 0)
        send_as_child(self, how, first);
    if (how == KILL_AT_CALL) {
        status = kill_at_call(child, at);
    } else {
        if (how == KILL_RANDOM) {
            g_usleep(at);
            kill(child, SIGKILL);
        }
        waitpid(child, &status, 0);
    }
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
        self->kills[how]++;
    else if (WIFSIGNALED(status) || WEXITSTATUS(status) == 1 || WEXITSTATUS(status) == 4)
        g_error("mail_soak: the sender ended with status %x", (guint)status);
    return status;
}

/* Sweeps through all boundaries again and again until `wanted` processes were killed; `stride` > 1
 * takes a random part of them. */
static void
sweep(Soak *self, KillHow how, guint wanted, guint stride)
{
    guint at = 1;

    while (self->kills[how] < wanted) {
        int status = run_once(self, how, at);
        at =
            WIFSIGNALED(status) ? at + (guint)g_rand_int_range(self->dice, 1, (gint)stride + 1) : 1;
    }
}

static void
kill_at_random(Soak *self, guint wanted)
{
    gint64 began_us = g_get_monotonic_time();

    run_once(self, KILL_AT_POINT, G_MAXUINT);
    gint64 usual_us = g_get_monotonic_time() - began_us;
    while (self->kills[KILL_RANDOM] < wanted)
        run_once(self, KILL_RANDOM,
                 (guint)g_rand_int_range(self->dice, 1000, (gint)(usual_us * 3 / 2) + 2000));
}

/* ---- the reckoning ---- */

typedef struct {
    guint mails, accepted, refused, in_doubt, arrived_in_doubt, lost, twice, wrong;
    guint by_answer, by_copy, by_human, unsettled;
} Tally;

static void
drain(Soak *self)
{
    fast_sink_behave(self->sink);
    for (guint i = 0; i < DRAINS_MAX; i++)
        if (run_once(self, KILL_NEVER, 0) == 0)
            return;
    g_error("mail_soak: mail is left in the queue after %d rounds", DRAINS_MAX);
}

static void
tally_one(const Soak *self, guint number, const char *state, Tally *tally)
{
    guint accepted = fast_sink_accepted(self->sink, number);
    bool refused = fast_sink_refused(self->sink, number) > 0;

    tally->mails++;
    tally->twice += accepted > 1;
    if (strcmp(state, "accepted") == 0) {
        tally->accepted++;
        tally->lost += accepted == 0;
    } else if (strcmp(state, "in_doubt") == 0) {
        tally->in_doubt++;
        tally->arrived_in_doubt += accepted == 1;
    } else if (strcmp(state, "failed") == 0) {
        tally->refused++;
        tally->lost += !refused;
        tally->wrong += accepted > 0;
    } else {
        tally->lost++;
    }
}

static void
tally_all(const Soak *self, Tally *tally)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *rows = NULL;

    if (sqlite3_open_v2(self->url + strlen("sqlite:"), &db, SQLITE_OPEN_READWRITE, NULL) != 0 ||
        sqlite3_prepare_v2(db, "SELECT touch_id, state FROM outbox", -1, &rows, NULL) != 0)
        g_error("mail_soak: %s", sqlite3_errmsg(db));
    while (sqlite3_step(rows) == SQLITE_ROW)
        tally_one(self, (guint)sqlite3_column_int64(rows, 0),
                  (const char *)sqlite3_column_text(rows, 1), tally);
    sqlite3_finalize(rows);
    sqlite3_close(db);
}

static json_t *
do_operation(App *app, const char *verb, json_t *params)
{
    Actor actor = actor_system(app);
    g_autoptr(GError) error = NULL;
    g_autoptr(json_t) taken = params;
    json_t *result = NULL;

    check(operation_call(app, &actor, verb, taken, &result, NULL, &error), error);
    return result;
}

/* A message comes in: an answer that quotes the mail, or the mail itself as the Sent folder keeps
 * it. */
static void
take_evidence(App *app, guint number, bool copy)
{
    g_autofree char *text =
        copy ? g_strdup_printf("From: " MAILBOX "\r\nTo: m%u@x%u.example.com\r\nSubject: soak\r\n"
                               "Message-ID: <m%u@seller.example.com>\r\n\r\nHello\r\n",
                               number, number, number)
             : g_strdup_printf("From: m%u@x%u.example.com\r\nTo: " MAILBOX
                               "\r\nSubject: Re: soak\r\n"
                               "Message-ID: <a%u@x.example.com>\r\n"
                               "In-Reply-To: <m%u@seller.example.com>\r\n\r\nThank you.\r\n",
                               number, number, number, number);
    g_autoptr(GBytes) message = g_bytes_new_static(text, strlen(text));
    g_autoptr(GError) error = NULL;
    TakeMailbox mailbox = { 1, 1, MAILBOX };
    TakeCount count = { 0 };

    check(take_message(app, &mailbox, message, app_now_us(app), &count, &error), error);
}

/* A third of what arrived by an answer, a third by the Sent folder, the rest by a human, who also
 * knows what did not arrive. */
static void
settle_doubts(Soak *self, Tally *tally)
{
    App *app = open_app(self, self->runs + 1);

    for (;;) {
        g_autoptr(json_t) held = do_operation(app, "held list", json_object());
        json_t *rows = json_object_get(held, "rows"), *row;
        size_t i;

        if (json_array_size(rows) == 0 || tally->unsettled > 0)
            break;
        json_array_foreach(rows, i, row)
        {
            guint number = (guint)json_int(row, "touch_id", 0);
            bool arrived = fast_sink_accepted(self->sink, number) > 0;
            if (arrived && i % 3 < 2) {
                take_evidence(app, number, i % 3 == 1);
                *(i % 3 == 1 ? &tally->by_copy : &tally->by_answer) += 1;
            } else {
                json_decref(do_operation(app, "in-doubt settle",
                                         json_pack("{s:i,s:s}", "touch_id", (int)number, "arrived",
                                                   arrived ? "yes" : "no")));
                tally->by_human++;
            }
        }
        if (tally->by_copy + tally->by_answer + tally->by_human > tally->in_doubt)
            tally->unsettled++;
    }
    World *world = app->world;
    app_close(app);
    world_shifted_free(world);
}

static bool
report(Soak *self, double seconds)
{
    Tally tally = { 0 };

    tally_all(self, &tally);
    settle_doubts(self, &tally);
    bool listed = tally.by_answer + tally.by_copy + tally.by_human == tally.in_doubt;
    bool fine =
        tally.lost == 0 && tally.twice == 0 && tally.wrong == 0 && tally.unsettled == 0 && listed;
    printf("{\"kills\":%u,\"at_random\":%u,\"at_kernel_boundaries\":%u,\"at_checkpoints\":%u,"
           "\"mails\":%u,\"accepted\":%u,\"refused\":%u,\"in_doubt\":%u,\"of_these_arrived\":%u,"
           "\"lost\":%u,\"twice\":%u,\"settled_by_answer\":%u,\"settled_by_copy\":%u,"
           "\"settled_by_human\":%u,\"server_drops\":%u,\"seconds\":%.0f}\n",
           self->kills[KILL_RANDOM] + self->kills[KILL_AT_CALL] + self->kills[KILL_AT_POINT],
           self->kills[KILL_RANDOM], self->kills[KILL_AT_CALL], self->kills[KILL_AT_POINT],
           tally.mails, tally.accepted, tally.refused, tally.in_doubt, tally.arrived_in_doubt,
           tally.lost, tally.twice, tally.by_answer, tally.by_copy, tally.by_human,
           fast_sink_drops(self->sink), seconds);
    if (tally.wrong > 0)
        fprintf(stderr, "mail_soak: %u mails arrived and count as failed\n", tally.wrong);
    if (!listed || tally.unsettled > 0)
        fprintf(stderr, "mail_soak: not every doubt was listed and settled\n");
    return fine;
}

static void
set_up(const Soak *self)
{
    pid_t child = fork();
    int status;

    if (child == 0) {
        App *app = open_app(self, 0);
        g_autofree char *smtp =
            g_strdup_printf("smtp+plain://127.0.0.1:%u", fast_sink_port(self->sink));
        json_decref(do_operation(app, "mailbox add",
                                 json_pack("{s:s,s:s,s:i,s:i}", "address", MAILBOX, "smtp", smtp,
                                           "pace", 0, "daily_limit", 100000)));
        _exit(0);
    }
    waitpid(child, &status, 0);
    if (status != 0)
        g_error("mail_soak: cannot set up");
}

int
main(int argc, char **argv)
{
    static gint random = 100, calls = 150, points = 30, stride = 20;
    static const GOptionEntry OPTIONS[] = {
        { "random", 0, 0, G_OPTION_ARG_INT, &random, "kills at random moments", "N" },
        { "calls", 0, 0, G_OPTION_ARG_INT, &calls, "kills at kernel boundaries", "N" },
        { "points", 0, 0, G_OPTION_ARG_INT, &points, "kills at checkpoints", "N" },
        { "stride", 0, 0, G_OPTION_ARG_INT, &stride, "boundaries passed over at most", "N" },
        G_OPTION_ENTRY_NULL,
    };
    static const FastSinkRules RULES = {
        .late = 60,
        .drop_after_dot = 40,
        .lose_after_dot = 30,
        .drop_before_dot = 40,
        .drop_at_envelope = 30,
        .defer = 60,
        .refuse = 40,
    };
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_autoptr(GError) error = NULL;

    g_option_context_add_main_entries(context, OPTIONS, NULL);
    if (!g_option_context_parse(context, &argc, &argv, &error))
        g_error("mail_soak: %s", error->message);
    Soak self = {
        .mails_max = (guint)(random + calls + points + 64) * 2 * MAILS_A_RUN,
        .folder = g_dir_make_tmp("seventh-soak-XXXXXX", NULL),
        .dice = g_rand_new_with_seed(7),
    };
    gint64 began_us = g_get_monotonic_time();
    self.sink = fast_sink_start(&RULES, self.mails_max + 1);
    self.url = g_strdup_printf("sqlite:%s/soak.db", self.folder);
    self.key_file = g_build_filename(self.folder, "key", NULL);
    set_up(&self);
    kill_at_random(&self, (guint)random);
    sweep(&self, KILL_AT_CALL, (guint)calls, (guint)stride);
    sweep(&self, KILL_AT_POINT, (guint)points, 1);
    drain(&self);
    bool fine = report(&self, (double)(g_get_monotonic_time() - began_us) / G_USEC_PER_SEC);
    fast_sink_stop(self.sink);
    remove_folder(self.folder);
    g_rand_free(self.dice);
    g_free(self.folder);
    g_free(self.url);
    g_free(self.key_file);
    return fine ? 0 : 1;
}
