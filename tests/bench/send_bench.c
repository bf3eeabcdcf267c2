/* Mails of 4 KB to an SMTP server on loopback, as send_bench.py asks for them.
 *
 *     send_bench engine PORT COUNT          people enrolled; then all that follows is timed: plan,
 *                                           render, MIME, durable states, SMTP, record
 *     send_bench planned PORT COUNT         the same, and the planning is done before: from the
 *                                           touch that is due to the recorded mail
 *     send_bench curl PORT COUNT HANDLES    a bare libcurl multi loop, one finished message again
 *                                           and again
 *
 * Prints {"mails","seconds","rss_mb", ...}. */
#include <curl/curl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>

#include "app/compose.h"
#include "app/operation.h"
#include "app/outbox.h"
#include "app/record.h"
#include "app/work.h"
#include "bench.h"

#define BODY_BYTES 1500 /* as Markdown; text and HTML of it make a message of 4 KB */

/* A macro, so that `error` is looked at after the call that sets it. */
#define check(call, error)                                           \
    do {                                                             \
        if (!(call))                                                 \
            g_error("%s", (error) != NULL ? (error)->message : "?"); \
    } while (0)

static double
peak_mb(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

static double
processor_s(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void
say(int64_t mails, double seconds, double processor)
{
    printf("{\"mails\":%" G_GINT64_FORMAT ",\"seconds\":%.4f,\"cpu_s\":%.4f,\"rss_mb\":%.1f}\n",
           mails, seconds, processor, peak_mb());
}

/* --- the engine ------------------------------------------------------------------------------- */

static char *
sequence_text(void)
{
    static const char SENTENCE[] = "A team like yours at {{company}} halved the time to its first "
                                   "answer, and **kept** it there.";
    g_autoptr(GString) text = g_string_new("sequence: bench\n"
                                           "steps:\n"
                                           "  - day: 0\n"
                                           "    channel: email\n"
                                           "    automatic: true\n"
                                           "    subject: A word on {{company}}\n"
                                           "    body: |\n"
                                           "      Hello {{first_name}},\n\n");

    for (gsize i = 0; i < BODY_BYTES / sizeof SENTENCE; i++)
        g_string_append_printf(text, "      %s%s\n", SENTENCE, i % 4 == 3 ? "\n" : "");
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
run_operation(App *app, const char *verb, json_t *params)
{
    Actor actor = actor_system(app);
    g_autoptr(GError) error = NULL;
    g_autoptr(json_t) taken = params;
    g_autoptr(json_t) result = NULL;

    check(operation_call(app, &actor, verb, taken, &result, NULL, &error), error);
}

static void
run_script(App *app, const char *sql)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(AppTransaction) write = app_write_begin(app, &error);

    check(write != NULL && db_exec_script(write->conn, sql, &error) && app_commit(write, &error),
          error);
}

/* `count` people, four of a company, all due now. */
static void
fill(App *app, int port, int count)
{
    g_autofree char *yaml = sequence_text();
    g_autofree char *url = g_strdup_printf("smtp+plain://127.0.0.1:%d", port);

    run_operation(app, "sequence add", json_pack("{s:s}", "text", yaml));
    run_operation(app, "mailbox add",
                  json_pack("{s:s,s:s,s:i,s:i}", "address", "rep@seller.example.com", "smtp", url,
                            "pace", 0, "daily_limit", 100000));
    g_autofree char *people = g_strdup_printf(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
        " INSERT INTO accounts (workspace_id, name, name_key, created_us)"
        " SELECT 1, 'Company ' || i, 'company ' || i, 1 FROM n WHERE i %% 4 = 0;"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
        " INSERT INTO prospects (workspace_id, account_id, email, email_key, first_name, last_name,"
        " name_key, title, zone, zone_source, email_bounced, phone_wrong, channels_shut, attempts,"
        " enrollments, created_us, updated_us)"
        " SELECT 1, (i + 3) / 4, 'p' || i || '@c' || (i %% 1000) || '.example.com',"
        " 'p' || i || '@c' || (i %% 1000) || '.example.com', 'Ana', 'Lopez ' || i, 'lopez ' || i,"
        " 'CTO', 'Europe/Berlin', 'given', 0, 0, 0, 0, 1, 1, 1 FROM n;"
        "INSERT INTO enrollments (workspace_id, prospect_id, version_id, mailbox_id, user_id, "
        "state,"
        " step, started_us, due_us, created_us)"
        " SELECT 1, id, 1, 1, 1, 'active', 0, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
        ", 1 FROM prospects",
        count + 3, count, app_now_us(app) - HOUR_US, app_now_us(app) - MINUTE_US);
    run_script(app, people);
}

/* A workspace of its own with `count` people in it, and what is measured inside. */
typedef struct {
    char *folder;
    World *world;
    App *app;
} Workspace;

static void
workspace_open(Workspace *self, int port, int count)
{
    g_autoptr(GError) error = NULL;
    Instant now_us;

    self->folder = g_dir_make_tmp("seventh-send-XXXXXX", NULL);
    g_autofree char *url = g_strdup_printf("sqlite:%s/send.db", self->folder);
    g_autofree char *key = g_build_filename(self->folder, "key", NULL);
    instant_parse("2026-11-24T15:00:00Z", &now_us, &error);
    self->world = world_shifted_new(now_us - g_get_real_time());
    AppOptions options = { .db_url = url, .world = self->world, .key_file = key };
    self->app = app_open(&options, &error);
    check(self->app != NULL, error);
    fill(self->app, port, count);
}

static void
workspace_close(Workspace *self)
{
    g_autofree char *remove = g_strdup_printf("rm -r '%s'", self->folder);

    app_close(self->app);
    world_shifted_free(self->world);
    g_spawn_command_line_sync(remove, NULL, NULL, NULL, NULL);
    g_free(self->folder);
}

static void
bench_engine(int port, int count)
{
    g_autoptr(GError) error = NULL;
    Workspace self;
    WorkCount total = { 0 };

    workspace_open(&self, port, count);
    Worker *worker = worker_new(self.app);
    double began_s = bench_now_s(), used_s = processor_s();
    check(worker_round(worker, &total, &error), error);
    say(total.deliver.sent, bench_now_s() - began_s, processor_s() - used_s);
    worker_free(worker);
    workspace_close(&self);
}

/* --- from the planned touch ------------------------------------------------------------------- */

enum { ROUND = 2000, MAIL_BATCH = 2000, CHUNK = 48 }; /* as work.c and advance.c take them */

typedef struct {
    Snapshot snapshot;
    Plan plan;
} Planned;

static void
planned_clear(gpointer data)
{
    snapshot_clear(&((Planned *)data)->snapshot);
}

/* What the planner says about the next people. */
static GArray *
plan_some(App *app, int64_t first, int64_t last)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(AppTransaction) read = app_read_begin(app, &error);
    GArray *all = g_array_new(FALSE, TRUE, sizeof(Planned));

    check(read != NULL, error);
    g_array_set_clear_func(all, planned_clear);
    for (int64_t id = first; id < last; id++) {
        Planned planned = { 0 };
        check(snapshot_load(app, read->conn, id, NULL, &planned.snapshot, &error), error);
        planner_next(&planned.snapshot.input, &planned.plan);
        g_array_append_val(all, planned);
    }
    return all;
}

/* A planned touch becomes a mail in the outbox, as advance.c makes it. */
static void
queue_one(App *app, DbConn *conn, const Planned *planned, ComposeBatch *mails)
{
    const Snapshot *snapshot = &planned->snapshot;
    const Step *step = g_ptr_array_index(snapshot->version->sequence->steps, 0);
    g_auto(ComposedMail) mail = { 0 };
    g_auto(SqlTouchInsertRow) row = { 0 };
    g_autoptr(GError) error = NULL;
    Instant now_us = app_now_us(app);

    check(compose_step(app, conn, snapshot, step, mails, &mail, &error) && mail.hold_why == NULL,
          error);
    SqlTouchInsertParams touch = {
        .workspace_id = app->workspace_id,
        .prospect_id = snapshot->prospect.id,
        .enrollment_id = snapshot->enrollment_id,
        .version_id = snapshot->version->id,
        .step = 1,
        .user_id = snapshot->user_id,
        .mailbox_id = snapshot->mailbox_id,
        .promise_id = DB_NULL_INT,
        .channel = "email",
        .automatic = 1,
        .state = "queued",
        .priority = 2,
        .planned_us = now_us,
        .due_from_us = now_us - HOUR_US,
        .due_until_us = now_us + HOUR_US,
        .made_us = DB_NULL_INT,
        .subject = mail.subject,
        .body = mail.body,
        .message_id = mail.message_id,
        .created_us = now_us,
    };
    check(sql_touch_insert(conn, &touch, &row, NULL, &error), error);
    LedgerEntry entry = { .prospect_id = touch.prospect_id,
                          .kind = "queued",
                          .touch_id = row.id,
                          .enrollment_id = touch.enrollment_id,
                          .channel = "email",
                          .step = 1,
                          .text = mail.subject };
    OutboxMail outbox = { .touch_id = row.id,
                          .mailbox_id = snapshot->mailbox_id,
                          .first_touch = mail.first_touch,
                          .leaves_us = now_us,
                          .promises_nothing = mail.promises_nothing,
                          .to = snapshot->prospect.email,
                          .message = mail.message };
    check(ledger_note(app, conn, &entry, NULL, &error) && outbox_add(app, conn, &outbox, &error),
          error);
}

/* Written ahead as advance_ahead.c has it. */
static void
write_ahead(App *app, const GArray *all, guint first, guint last, ComposeBatch *mails)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(AppTransaction) read = app_read_begin(app, &error);

    check(read != NULL, error);
    for (guint i = first; i < last; i++) {
        const Snapshot *snapshot = &g_array_index(all, Planned, i).snapshot;
        const Step *step = g_ptr_array_index(snapshot->version->sequence->steps, 0);
        check(compose_ahead_gather(mails, app, read->conn, snapshot, step, &error), error);
    }
    g_clear_pointer(&read, app_transaction_free);
    compose_ahead_write(mails, app);
}

static void
queue_some(App *app, const GArray *all, guint first, guint last)
{
    g_autoptr(GError) error = NULL;
    g_auto(ComposeBatch) mails = { 0 };

    write_ahead(app, all, first, last, &mails);
    g_autoptr(AppTransaction) write = app_light_begin(app, &error);
    check(write != NULL, error);
    for (guint i = first; i < last; i++)
        queue_one(app, write->conn, &g_array_index(all, Planned, i), &mails);
    check(app_commit(write, &error), error);
}

/* What is queued leaves while the next is composed, as in a worker's round: in a thread that ends
 * when nothing is left, and is begun again. */
typedef struct {
    App *app;
    MailTransport *transport;
    DeliverCount total;
    GThread *thread;
    gint over;
} Leaving;

static gpointer
leave(gpointer data)
{
    Leaving *self = data;
    g_autoptr(GError) error = NULL;
    int64_t before;

    do {
        before = self->total.sent;
        check(deliver_mailbox(self->app, 1, MAIL_BATCH, self->transport, &self->total, &error),
              error);
    } while (self->total.sent > before);
    g_atomic_int_set(&self->over, 1);
    return NULL;
}

static void
leaving_end(Leaving *self)
{
    if (self->thread != NULL)
        g_thread_join(g_steal_pointer(&self->thread));
}

static void
leaving_begin(Leaving *self)
{
    if (self->thread != NULL && g_atomic_int_get(&self->over) == 0)
        return;
    leaving_end(self);
    self->over = 0;
    self->thread = g_thread_new("mail", leave, self);
}

static void
queue_all(Leaving *leaving, const GArray *all)
{
    for (guint first = 0; first < all->len; first += CHUNK) {
        queue_some(leaving->app, all, first, MIN(first + CHUNK, all->len));
        leaving_begin(leaving);
    }
    leaving_end(leaving);
    leave(leaving); /* what came just before its end */
}

static void
bench_planned(int port, int count)
{
    g_autoptr(GError) error = NULL;
    Workspace self;
    double took_s = 0, used_s = 0;

    workspace_open(&self, port, count);
    Leaving leaving = { .app = self.app, .transport = deliver_transport(self.app, 1, &error) };
    check(leaving.transport != NULL, error);
    for (int first = 1; first <= count; first += ROUND) {
        g_autoptr(GArray) all = plan_some(self.app, first, MIN(first + ROUND, count + 1));
        double began_s = bench_now_s(), used_before_s = processor_s();
        queue_all(&leaving, all);
        took_s += bench_now_s() - began_s;
        used_s += processor_s() - used_before_s;
    }
    say(leaving.total.sent, took_s, used_s);
    mail_transport_free(leaving.transport);
    workspace_close(&self);
}

/* --- bare libcurl ----------------------------------------------------------------------------- */

typedef struct {
    CURL *easy;
    gsize offset;
} Handle;

static char message[4096];

static size_t
give(char *out, size_t size, size_t n, void *data)
{
    Handle *handle = data;
    gsize chunk = MIN(size * n, sizeof message - handle->offset);

    memcpy(out, message + handle->offset, chunk);
    handle->offset += chunk;
    return chunk;
}

static void
bench_curl(int port, int count, int handles)
{
    static const char BREAK[2] = { '\r', '\n' };
    static const char HEAD[14] = { "Subject: x\r\n\r\n" };
    g_autofree char *url = g_strdup_printf("smtp://127.0.0.1:%d/seller.example.com", port);
    struct curl_slist *to = curl_slist_append(NULL, "p1@c1.example.com");
    g_autofree Handle *all = g_new0(Handle, handles);
    CURLM *multi = curl_multi_init();
    int begun = 0, over = 0, running, queued;
    CURLMsg *said;

    memset(message, 'x', sizeof message);
    memcpy(message, HEAD, sizeof HEAD);
    for (gsize i = 78; i < sizeof message; i += 78)
        memcpy(message + i, BREAK, sizeof BREAK);
    memcpy(message + sizeof message - sizeof BREAK, BREAK, sizeof BREAK);
    double began_s = bench_now_s();
    for (; begun < MIN(handles, count); begun++) {
        Handle *handle = &all[begun];
        handle->easy = curl_easy_init();
        curl_easy_setopt(handle->easy, CURLOPT_URL, url);
        curl_easy_setopt(handle->easy, CURLOPT_MAIL_FROM, "rep@seller.example.com");
        curl_easy_setopt(handle->easy, CURLOPT_MAIL_RCPT, to);
        curl_easy_setopt(handle->easy, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(handle->easy, CURLOPT_READFUNCTION, give);
        curl_easy_setopt(handle->easy, CURLOPT_READDATA, handle);
        curl_easy_setopt(handle->easy, CURLOPT_PRIVATE, handle);
        curl_multi_add_handle(multi, handle->easy);
    }
    while (over < count) {
        curl_multi_perform(multi, &running);
        while ((said = curl_multi_info_read(multi, &queued)) != NULL) {
            Handle *handle;
            if (said->data.result != CURLE_OK)
                g_error("libcurl: %s", curl_easy_strerror(said->data.result));
            curl_easy_getinfo(said->easy_handle, CURLINFO_PRIVATE, &handle);
            over++;
            curl_multi_remove_handle(multi, handle->easy);
            handle->offset = 0;
            if (begun++ < count)
                curl_multi_add_handle(multi, handle->easy);
        }
        if (over < count)
            curl_multi_poll(multi, NULL, 0, 100, NULL);
    }
    double took_s = bench_now_s() - began_s;
    say(over, took_s, processor_s());
}

int
main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "engine") == 0)
        bench_engine(atoi(argv[2]), atoi(argv[3]));
    else if (argc == 4 && strcmp(argv[1], "planned") == 0)
        bench_planned(atoi(argv[2]), atoi(argv[3]));
    else if (argc == 5 && strcmp(argv[1], "curl") == 0)
        bench_curl(atoi(argv[2]), atoi(argv[3]), atoi(argv[4]));
    else
        g_error("usage: send_bench engine|planned PORT COUNT | curl PORT COUNT HANDLES");
    return 0;
}
