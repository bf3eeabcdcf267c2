/* Sending once: what leaves, what does not, and what a crash at any point leaves behind. */
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/advance.h"
#include "app/deliver.h"
#include "app/take_reply.h"
#include "small_world.h"

/* A server in a file: each message that passed its final dot is a line with its size. */
typedef struct {
    MailTransport transport;
    const char *path;
    SendState answer;
    bool about_recipient;
    /* Happens between the message and the dot. */
    void (*meanwhile)(SmallWorld *world);
    SmallWorld *world;
} FileServer;

static void
file_server_take(FileServer *server, SendBatch *batch, SendRequest *request)
{
    request->result = (SendResult){ .state = server->answer, .reply_code = 250 };
    if (server->answer == SEND_DEFERRED || server->about_recipient) {
        request->result.reply_code = server->answer == SEND_DEFERRED ? 451 : 550;
        request->result.about_recipient = server->about_recipient;
        return;
    }
    if (server->meanwhile != NULL)
        server->meanwhile(server->world);
    if (!send_batch_ask(batch, NULL, request)) {
        request->result.state = SEND_REFUSED;
        return;
    }
    FILE *file = fopen(server->path, "a");
    g_assert_nonnull(file);
    fprintf(file, "%s %zu\n", request->envelope_to, g_bytes_get_size(request->message));
    fclose(file);
}

static void
file_server_send(MailTransport *self, SendBatch *batch)
{
    for (guint i = 0; i < batch->count; i++) {
        file_server_take((FileServer *)self, batch, &batch->requests[i]);
        send_batch_ask(batch, &batch->requests[i], NULL);
    }
}

typedef struct {
    SmallWorld *world;
    char *path;
    FileServer server;
    int64_t mailbox_id;
} Bench;

static int64_t
mailbox_id(SmallWorld *world)
{
    g_autoptr(json_t) rows = small_world_do(world, "mailbox list", NULL);
    return json_int(json_array_get(rows, 0), "mailbox_id", 0);
}

/* Ana is enrolled on a Monday morning; her first mail waits in the outbox at noon or so. */
static Bench *
bench_new(const char *engine)
{
    SmallWorld *world = small_world_new(engine);

    if (world == NULL)
        return NULL;
    Bench *self = g_new0(Bench, 1);
    self->world = world;
    self->path = g_strdup_printf("%s/seventh-sink-%d", g_get_tmp_dir(), (int)getpid());
    remove(self->path);
    self->server = (FileServer){
        .transport = { .send = file_server_send },
        .path = self->path,
        .answer = SEND_ACCEPTED,
        .world = world,
    };
    small_world_person(world, "ana.lopez@acme.example.com", "Acme", "Europe/Berlin");
    json_decref(small_world_do(world, "mailbox add",
                               "{'address':'rep@example.com','smtp':'smtp+plain://127.0.0.1:9',"
                               "'pace':0}"));
    self->mailbox_id = mailbox_id(world);
    g_autofree char *yaml = g_strdup(SMALL_WORLD_MAILS);
    small_world_sequence(world, yaml);
    json_decref(small_world_do(world, "enroll",
                               "{'sequence':'two-mails','prospect':'ana.lopez@acme.example.com'}"));
    return self;
}

static void
bench_free(Bench *self)
{
    if (self == NULL)
        return;
    remove(self->path);
    small_world_free(self->world);
    g_free(self->path);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Bench, bench_free)

/* One round of planning and delivering at an instant. */
static DeliverCount
round_at(Bench *self, const char *instant)
{
    g_autoptr(GError) error = NULL;
    AdvanceCount advance = { 0 };
    DeliverCount count = { 0 };

    small_world_set(self->world, instant);
    for (int i = 0; i < 3; i++) {
        advance_due(self->world->app, 100, &advance, &error);
        g_assert_no_error(error);
        deliver_mailbox(self->world->app, self->mailbox_id, 10, &self->server.transport, &count,
                        &error);
        g_assert_no_error(error);
    }
    return count;
}

static guint
lines_in_sink(const Bench *self)
{
    g_autofree char *text = NULL;

    if (!g_file_get_contents(self->path, &text, NULL, NULL))
        return 0;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    return g_strv_length(lines) - 1;
}

static char *
enrollment_state(Bench *self)
{
    g_autoptr(json_t) person =
        small_world_do(self->world, "prospect show", "{'prospect':'ana.lopez@acme.example.com'}");
    return g_strdup(json_text(json_object_get(person, "enrollment"), "state", "none"));
}

static void
test_sends_once(gconstpointer engine)
{
    g_autoptr(Bench) bench = bench_new(engine);

    if (bench == NULL)
        return;
    round_at(bench, "2026-11-23T16:40:00+01:00");
    g_assert_cmpuint(lines_in_sink(bench), ==, 1);
    round_at(bench, "2026-11-23T16:50:00+01:00");
    g_assert_cmpuint(lines_in_sink(bench), ==, 1);
    round_at(bench, "2026-11-24T16:50:00+01:00");
    g_assert_cmpuint(lines_in_sink(bench), ==, 2);
}

static void
they_ask_to_stop(SmallWorld *world)
{
    json_decref(
        small_world_do(world, "prospect opt-out", "{'prospect':'ana.lopez@acme.example.com'}"));
}

static void
they_answer(SmallWorld *world)
{
    static const char TEXT[] = "From: Ana <ana.lopez@acme.example.com>\r\n"
                               "To: rep@example.com\r\nSubject: Your mail\r\n"
                               "Message-ID: <answer@acme.example.com>\r\n\r\n"
                               "Thank you, let us talk next week.\r\n";

    g_assert_cmpint(small_world_take(world, TEXT).replies, <=, 1);
}

static void
the_day_ends(SmallWorld *world)
{
    small_world_set(world, "2026-11-23T17:00:00+01:00");
}

static void
test_stop_before_the_dot(gconstpointer engine)
{
    g_autoptr(Bench) bench = bench_new(engine);

    if (bench == NULL)
        return;
    bench->server.meanwhile = they_ask_to_stop;
    round_at(bench, "2026-11-23T16:40:00+01:00");
    round_at(bench, "2026-11-24T16:50:00+01:00");
    g_assert_cmpuint(lines_in_sink(bench), ==, 0);
}

static void
test_answer_before_the_dot(gconstpointer engine)
{
    g_autoptr(Bench) bench = bench_new(engine);

    if (bench == NULL)
        return;
    bench->server.meanwhile = they_answer;
    round_at(bench, "2026-11-23T16:40:00+01:00");
    round_at(bench, "2026-11-24T16:50:00+01:00");
    g_assert_cmpuint(lines_in_sink(bench), ==, 0);
    g_autoptr(json_t) replies = small_world_do(bench->world, "reply list", NULL);
    g_assert_cmpint(json_array_size(replies), ==, 1);
}

/* The delivery hours pass while the server dawdles: nothing leaves at 17:00, and the mail goes the
 * day after, once. */
static void
test_window_passes(gconstpointer engine)
{
    g_autoptr(Bench) bench = bench_new(engine);

    if (bench == NULL)
        return;
    bench->server.meanwhile = the_day_ends;
    DeliverCount count = round_at(bench, "2026-11-23T16:40:00+01:00");
    g_assert_cmpint(count.cancelled, ==, 1);
    g_assert_cmpuint(lines_in_sink(bench), ==, 0);
    bench->server.meanwhile = NULL;
    round_at(bench, "2026-11-24T15:30:00+01:00");
    g_assert_cmpuint(lines_in_sink(bench), ==, 1);
}

static void
test_paused_goes_back(gconstpointer engine)
{
    g_autoptr(Bench) bench = bench_new(engine);

    if (bench == NULL)
        return;
    small_world_sql(bench->world, "UPDATE workspaces SET sending_paused = 1");
    round_at(bench, "2026-11-23T16:20:00+01:00");
    g_assert_cmpuint(lines_in_sink(bench), ==, 0);
    small_world_sql(bench->world, "UPDATE workspaces SET sending_paused = 0");
    round_at(bench, "2026-11-23T16:40:00+01:00");
    g_assert_cmpuint(lines_in_sink(bench), ==, 1);
}

static void
test_in_doubt_is_never_repeated(gconstpointer engine)
{
    g_autoptr(Bench) bench = bench_new(engine);

    if (bench == NULL)
        return;
    bench->server.answer = SEND_IN_DOUBT;
    DeliverCount count = round_at(bench, "2026-11-23T16:40:00+01:00");
    g_assert_cmpint(count.in_doubt, ==, 1);
    bench->server.answer = SEND_ACCEPTED;
    round_at(bench, "2026-11-24T16:50:00+01:00");
    round_at(bench, "2026-11-25T16:50:00+01:00");
    g_assert_cmpuint(lines_in_sink(bench), ==, 1);
    g_autoptr(json_t) held = small_world_do(bench->world, "held list", NULL);
    g_assert_cmpint(json_array_size(held), ==, 1);
    g_assert_true(json_flag(json_array_get(held, 0), "in_doubt", false));
    g_autofree char *params = g_strdup_printf("{'touch_id':%" G_GINT64_FORMAT ",'arrived':'yes'}",
                                              json_int(json_array_get(held, 0), "touch_id", 0));
    json_decref(small_world_do(bench->world, "in-doubt settle", params));
    round_at(bench, "2026-11-26T16:50:00+01:00");
    round_at(bench, "2026-11-27T16:50:00+01:00");
    g_assert_cmpuint(lines_in_sink(bench), ==, 2); /* the second step, after the human said yes */
}

static void
test_refused_address(gconstpointer engine)
{
    g_autoptr(Bench) bench = bench_new(engine);

    if (bench == NULL)
        return;
    bench->server.answer = SEND_FAILED;
    bench->server.about_recipient = true;
    DeliverCount count = round_at(bench, "2026-11-23T16:40:00+01:00");
    g_assert_cmpint(count.bounces, ==, 1);
    bench->server.answer = SEND_ACCEPTED;
    bench->server.about_recipient = false;
    round_at(bench, "2026-11-24T16:50:00+01:00");
    round_at(bench, "2026-11-25T16:50:00+01:00");
    g_assert_cmpuint(lines_in_sink(bench), ==, 0);
    g_autoptr(json_t) person =
        small_world_do(bench->world, "prospect show", "{'prospect':'ana.lopez@acme.example.com'}");
    g_assert_cmpstr(json_text(person, "email_state", ""), ==, "bounced");
    g_autofree char *state = enrollment_state(bench);
    g_assert_cmpstr(state, ==, "active"); /* a call is next */
}

static void
test_deferred_is_tried_again(gconstpointer engine)
{
    g_autoptr(Bench) bench = bench_new(engine);

    if (bench == NULL)
        return;
    bench->server.answer = SEND_DEFERRED;
    round_at(bench, "2026-11-23T16:40:00+01:00");
    bench->server.answer = SEND_ACCEPTED;
    round_at(bench, "2026-11-23T16:42:00+01:00");
    g_assert_cmpuint(lines_in_sink(bench), ==, 0); /* not yet */
    round_at(bench, "2026-11-23T16:50:00+01:00");
    g_assert_cmpuint(lines_in_sink(bench), ==, 1);
}

static const char *crash_point;

static void
crash_here(World *world, const char *name)
{
    if (strcmp(name, crash_point) == 0)
        _exit(7);
}

/* Another process works on the same database and dies at `point`. */
static void
crash_at(Bench *self, const char *point)
{
    SmallWorld *world = self->world;
    AppOptions options = { .db_url = world->database->url,
                           .world = world->world,
                           .key_file = world->key_file };
    int status;

    app_close(world->app);
    pid_t child = fork();
    if (child == 0) {
        crash_point = point;
        world->world->checkpoint = crash_here;
        world->app = app_open(&options, NULL);
        round_at(self, "2026-11-23T16:40:00+01:00");
        _exit(0);
    }
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    g_assert_cmpint(WEXITSTATUS(status), ==, 7);
    world->app = app_open(&options, NULL);
    g_assert_nonnull(world->app);
}

/* Wherever it dies: sent at most once, and if it was not surely sent, either sent later or shown to
 * a human. */
static void
test_crash(gconstpointer engine)
{
    static const struct {
        const char *point;
        guint sent_by_then, sent_in_the_end, in_doubt;
    } POINTS[] = {
        { "outbox.leased", 0, 1, 0 }, { "outbox.before_dot", 0, 1, 0 }, { "outbox.dot", 0, 0, 1 },
        { "outbox.sent", 1, 1, 1 },   { "outbox.settled", 1, 1, 0 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(POINTS); i++) {
        g_autoptr(Bench) bench = bench_new(engine);
        if (bench == NULL)
            return;
        g_test_message("dying at %s", POINTS[i].point);
        crash_at(bench, POINTS[i].point);
        g_assert_cmpuint(lines_in_sink(bench), ==, POINTS[i].sent_by_then);
        round_at(bench, "2026-11-23T16:50:00+01:00");
        round_at(bench, "2026-11-23T16:56:00+01:00");
        g_assert_cmpuint(lines_in_sink(bench), ==, POINTS[i].sent_in_the_end);
        g_autoptr(json_t) held = small_world_do(bench->world, "held list", NULL);
        g_assert_cmpint(json_array_size(held), ==, POINTS[i].in_doubt);
    }
}

/* The clock as it is outside of tests: it never says the same twice. */
static Instant (*stopped_clock)(World *);

static Instant
running_clock(World *world)
{
    static gint ticks;
    return stopped_clock(world) + g_atomic_int_add(&ticks, 1);
}

static void
test_a_running_clock(gconstpointer engine)
{
    g_autoptr(Bench) bench = bench_new(engine);

    if (bench == NULL)
        return;
    stopped_clock = bench->world->world->now_us;
    bench->world->world->now_us = running_clock;
    g_assert_cmpint(round_at(bench, "2026-11-23T16:40:00+01:00").sent, ==, 1);
}

int
main(int argc, char **argv)
{
    static const SmallWorldTest TESTS[] = {
        { "sends-once", test_sends_once },
        { "stop-before-the-dot", test_stop_before_the_dot },
        { "answer-before-the-dot", test_answer_before_the_dot },
        { "window-passes", test_window_passes },
        { "paused-goes-back", test_paused_goes_back },
        { "in-doubt-is-never-repeated", test_in_doubt_is_never_repeated },
        { "refused-address", test_refused_address },
        { "deferred-is-tried-again", test_deferred_is_tried_again },
        { "crash", test_crash },
        { "a-running-clock", test_a_running_clock },
    };

    return small_world_run(argc, argv, "sending", TESTS, G_N_ELEMENTS(TESTS));
}
