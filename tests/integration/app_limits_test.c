/* Limits on what leaves, in a small virtual world: by the hour and day, of a new mailbox, of the
 * team; what too many bounces do; who goes first; when a mail is given up. */
#include <string.h>

#include "app/advance.h"
#include "app/deliver.h"
#include "small_world.h"
#include "store/queries.h"

#define MAILBOX "rep@example.com"

/* A server that remembers to whom it gave its word, in order. */
typedef struct {
    MailTransport transport;
    SendState answer;
    GPtrArray *taken; /* char * */
    guint asked;      /* how many mails it was handed */
    guint room;       /* how many it would have join at each commit */
    void (*between)(
        void *bench); /* happens once, before the first mail is settled; NULL: nothing */
    void *bench;
} Server;

static void
server_take(Server *self, SendBatch *batch, SendRequest *request)
{
    self->asked++;
    request->result = (SendResult){ .state = self->answer,
                                    .reply_code = self->answer == SEND_ACCEPTED ? 250 : 451,
                                    .text = "Try again later" };
    if (self->answer == SEND_ACCEPTED && !send_batch_ask(batch, NULL, request))
        request->result.state = SEND_REFUSED;
    else if (self->answer == SEND_ACCEPTED)
        g_ptr_array_add(self->taken, g_strdup(request->envelope_to));
    if (self->between != NULL)
        self->between(self->bench);
    self->between = NULL;
    batch->room = self->room;
    send_batch_ask(batch, request, NULL);
    batch->room = 0;
}

static void
server_send(MailTransport *base, SendBatch *batch)
{
    for (guint i = 0; i < batch->count; i++)
        server_take((Server *)base, batch, &batch->requests[i]);
    while (batch->joining->len > 0)
        server_take((Server *)base, batch, g_ptr_array_steal_index(batch->joining, 0));
}

typedef struct {
    SmallWorld *world;
    Server server;
} Bench;

static Bench *
bench_new(const char *engine, const char *mailbox_options)
{
    SmallWorld *world = small_world_new(engine);
    g_autofree char *mailbox = g_strdup_printf(
        "{'address':'" MAILBOX "','smtp':'smtp+plain://127.0.0.1:9'%s}", mailbox_options);
    g_autofree char *yaml = g_strdup(SMALL_WORLD_MAILS);

    if (world == NULL)
        return NULL;
    Bench *self = g_new0(Bench, 1);
    self->world = world;
    self->server = (Server){ .transport = { .send = server_send },
                             .answer = SEND_ACCEPTED,
                             .taken = g_ptr_array_new_with_free_func(g_free) };
    json_decref(small_world_do(world, "mailbox add", mailbox));
    small_world_sequence(world, yaml);
    return self;
}

static void
bench_free(Bench *self)
{
    if (self == NULL)
        return;
    small_world_free(self->world);
    g_ptr_array_unref(self->server.taken);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Bench, bench_free)

static void
enroll(Bench *self, const char *name)
{
    g_autofree char *address = g_strdup_printf("%s.lopez@%s.example.com", name, name);
    g_autofree char *params = g_strdup_printf("{'sequence':'two-mails','prospect':'%s'}", address);

    small_world_person(self->world, address, name, "Europe/Berlin");
    json_decref(small_world_do(self->world, "enroll", params));
}

static void
enroll_three(Bench *self)
{
    enroll(self, "ana");
    enroll(self, "ben");
    enroll(self, "eva");
}

/* Plans and delivers at an instant until nothing more leaves; returns how many the server has now.
 */
static guint
taken_now(Bench *self)
{
    g_autoptr(GError) error = NULL;
    AdvanceCount advance = { 0 };
    DeliverCount count = { 0 };

    for (int i = 0; i < 4; i++) {
        advance_due(self->world->app, 100, &advance, &error);
        g_assert_no_error(error);
        deliver_mailbox(self->world->app, 1, 10, &self->server.transport, &count, &error);
        g_assert_no_error(error);
    }
    return self->server.taken->len;
}

static guint
taken_at(Bench *self, const char *instant)
{
    small_world_set(self->world, instant);
    return taken_now(self);
}

/* Goes from one instant something is due to the next. */
static void
taken_when_due(Bench *self, const char *until)
{
    App *app = self->world->app;
    g_autoptr(GError) error = NULL;
    Instant until_us;

    instant_parse(until, &until_us, &error);
    for (;;) {
        g_auto(SqlEnrollmentNextDueRow) due = { 0 };
        SqlEnrollmentNextDueParams params = { .workspace_id = app->workspace_id };
        bool found;
        g_autoptr(AppTransaction) read = app_read_begin(app, &error);
        sql_enrollment_next_due(read->conn, &params, &due, &found, &error);
        g_assert_no_error(error);
        g_clear_pointer(&read, app_transaction_free);
        if (!found || due.due_us > until_us)
            return;
        world_virtual_set(self->world->world, MAX(due.due_us, app_now_us(app) + SECOND_US));
        taken_now(self);
    }
}

static json_t *
mailbox_now(Bench *self)
{
    g_autoptr(json_t) rows = small_world_do(self->world, "mailbox list", NULL);

    return json_incref(json_array_get(rows, 0));
}

static void
test_hour(gconstpointer engine)
{
    g_autoptr(Bench) bench = bench_new(engine, ",'pace':0,'hourly_limit':1");

    if (bench == NULL)
        return;
    enroll_three(bench);
    g_assert_cmpuint(taken_at(bench, "2026-11-23T16:35:00+01:00"), ==, 1);
    g_assert_cmpuint(taken_at(bench, "2026-11-23T16:59:00+01:00"), ==, 1);
    g_autoptr(json_t) mailbox = mailbox_now(bench);
    g_assert_cmpstr(json_text(mailbox, "limit_say", ""), ==,
                    "This mailbox has sent what is allowed this hour; the rest waits.");
    g_assert_cmpuint(taken_at(bench, "2026-11-24T15:58:00+01:00"), ==, 2);
    g_assert_cmpuint(taken_at(bench, "2026-11-24T16:01:00+01:00"), ==, 3);
}

/* One mail is queued, and leaves with what joins it. */
static guint
taken_at_once(Bench *self, int limit)
{
    g_autoptr(GError) error = NULL;
    AdvanceCount advance = { 0 };
    DeliverCount count = { 0 };

    advance_due(self->world->app, 1, &advance, &error);
    g_assert_no_error(error);
    deliver_mailbox(self->world->app, 1, limit, &self->server.transport, &count, &error);
    g_assert_no_error(error);
    g_assert_cmpint(count.sent, ==, self->server.taken->len);
    return self->server.taken->len;
}

static void
queue_the_others(void *data)
{
    Bench *self = data;
    g_autoptr(GError) error = NULL;
    AdvanceCount advance = { 0 };

    advance_due(self->world->app, 100, &advance, &error);
    g_assert_no_error(error);
}

/* What is queued while others leave goes along, up to the limit of the mailbox: those under way
 * count before they have arrived. */
static void
test_joining(gconstpointer engine)
{
    static const struct {
        const char *options;
        int limit;
        guint taken;
    } CASES[] = {
        { ",'pace':0", 10, 3 },
        { ",'pace':0", 2, 2 },
        { ",'pace':0,'hourly_limit':2", 10, 2 },
        { ",'pace':600", 10, 1 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Bench) bench = bench_new(engine, CASES[i].options);
        if (bench == NULL)
            return;
        enroll_three(bench);
        bench->server.room = 10;
        bench->server.between = queue_the_others;
        bench->server.bench = bench;
        small_world_set(bench->world, "2026-11-23T16:35:00+01:00");
        g_assert_cmpuint(taken_at_once(bench, CASES[i].limit), ==, CASES[i].taken);
    }
}

/* All are claimed before the first is counted: the limit holds all the same. */
static void
test_joining_nobody(gconstpointer engine)
{
    g_autoptr(Bench) bench = bench_new(engine, ",'pace':0,'hourly_limit':2");

    if (bench == NULL)
        return;
    enroll_three(bench);
    bench->server.room = 10;
    small_world_set(bench->world, "2026-11-23T16:35:00+01:00");
    queue_the_others(bench);
    g_assert_cmpuint(taken_at_once(bench, 10), ==, 2);
}

static void
test_team_day(gconstpointer engine)
{
    g_autoptr(Bench) bench = bench_new(engine, ",'pace':0");

    if (bench == NULL)
        return;
    enroll(bench, "ana");
    enroll(bench, "ben");
    small_world_sql(bench->world, "UPDATE workspaces SET mail_day_limit = 1");
    g_assert_cmpuint(taken_at(bench, "2026-11-23T16:40:00+01:00"), ==, 1);
    g_autoptr(json_t) mailbox = mailbox_now(bench);
    g_assert_cmpstr(json_text(mailbox, "limit_say", ""), ==,
                    "The whole team has sent what is allowed today; the rest waits.");
    g_assert_cmpuint(taken_at(bench, "2026-11-24T16:40:00+01:00"), ==, 2);
}

static void
test_pace(gconstpointer engine)
{
    g_autoptr(Bench) bench = bench_new(engine, ",'pace':600");

    if (bench == NULL)
        return;
    enroll(bench, "ana");
    enroll(bench, "ben");
    g_assert_cmpuint(taken_at(bench, "2026-11-23T16:35:00+01:00"), ==, 1);
    g_assert_cmpuint(taken_at(bench, "2026-11-23T16:44:59+01:00"), ==, 1);
    g_assert_cmpuint(taken_at(bench, "2026-11-23T16:50:00+01:00"), ==, 2);
}

static void
test_new_mailbox(gconstpointer engine)
{
    g_autoptr(Bench) bench = bench_new(engine, ",'pace':0,'daily_limit':160,'ramp_days':14");

    if (bench == NULL)
        return;
    g_autoptr(json_t) first = mailbox_now(bench);
    g_assert_cmpint(json_int(first, "limit_today", 0), ==, 20);
    g_assert_cmpstr(json_text(first, "limit_say", ""), ==,
                    "It is new: 20 mails today, more each day, up to 160 in 14 days.");
    small_world_set(bench->world, "2026-11-30T09:00:00+01:00");
    g_autoptr(json_t) week = mailbox_now(bench);
    g_assert_cmpint(json_int(week, "limit_today", 0), ==, 90);
    small_world_set(bench->world, "2026-12-10T09:00:00+01:00");
    g_autoptr(json_t) grown = mailbox_now(bench);
    g_assert_cmpint(json_int(grown, "limit_today", 0), ==, 160);
    g_assert_null(json_text(grown, "limit_say", NULL));
}

/* Six of sixty came back this week: nothing leaves any more, the mailbox says why, and whoever
 * resumes it begins with a clean sheet. */
static void
test_bounces(gconstpointer engine)
{
    g_autoptr(Bench) bench = bench_new(engine, ",'pace':0");
    g_autofree char *sql = NULL;

    if (bench == NULL)
        return;
    enroll(bench, "ana");
    small_world_set(bench->world, "2026-11-23T16:00:00+01:00");
    sql = g_strdup_printf("INSERT INTO mail_hours (workspace_id, scope, hour, sent, bounced,"
                          " complained) VALUES ($W, '" MAILBOX "', %" G_GINT64_FORMAT ", 60, 6, 0)",
                          app_now_us(bench->world->app) / HOUR_US - 20);
    small_world_sql(bench->world, sql);
    g_assert_cmpuint(taken_at(bench, "2026-11-23T16:35:00+01:00"), ==, 0);
    g_autoptr(json_t) shut = mailbox_now(bench);
    g_assert_cmpstr(json_text(shut, "state", ""), ==, "paused");
    g_assert_cmpstr(json_text(shut, "paused_why", ""), ==,
                    "6 of the last 60 mails came back (10.0 %). Nothing leaves until somebody has "
                    "looked into it and resumes it.");
    json_decref(small_world_do(bench->world, "mailbox resume", "{'address':'" MAILBOX "'}"));
    g_assert_cmpuint(taken_at(bench, "2026-11-23T16:40:00+01:00"), ==, 1);
}

/* One mail a day: who was written to before comes before who was not. */
static void
test_follow_up_first(gconstpointer engine)
{
    g_autoptr(Bench) bench = bench_new(engine, ",'pace':0,'daily_limit':1");

    if (bench == NULL)
        return;
    enroll(bench, "ana");
    g_assert_cmpuint(taken_at(bench, "2026-11-23T16:40:00+01:00"), ==, 1);
    enroll(bench, "ben");
    small_world_set(bench->world, "2026-11-24T16:40:00+01:00");
    small_world_sql(bench->world, "UPDATE enrollments SET due_us = started_us WHERE id = 2");
    g_assert_cmpuint(taken_at(bench, "2026-11-24T16:40:00+01:00"), ==, 2);
    g_assert_cmpstr(g_ptr_array_index(bench->server.taken, 1), ==, "ana.lopez@ana.example.com");
    taken_when_due(bench, "2026-11-26T17:00:00+01:00"); /* planned anew */
    g_assert_cmpuint(bench->server.taken->len, >=, 3);
    g_assert_cmpstr(g_ptr_array_index(bench->server.taken, 2), ==, "ben.lopez@ben.example.com");
}

/* "Later", for days: the mail is given up, and that is said. */
static void
test_give_up(gconstpointer engine)
{
    g_autoptr(Bench) bench = bench_new(engine, ",'pace':0");
    bool said = false;

    if (bench == NULL)
        return;
    enroll(bench, "ana");
    bench->server.answer = SEND_DEFERRED;
    for (int day = 23; day <= 30; day++) {
        g_autofree char *noon = g_strdup_printf("2026-11-%dT13:00:00+01:00", day);
        g_autofree char *late = g_strdup_printf("2026-11-%dT16:45:00+01:00", day);
        taken_at(bench, noon);
        taken_at(bench, late);
    }
    g_autoptr(json_t) events =
        small_world_do(bench->world, "timeline", "{'prospect':'ana.lopez@ana.example.com'}");
    size_t i;
    json_t *event;
    json_array_foreach(events, i, event)
    {
        said = said || strstr(json_text(event, "text", ""), "Given up after 5 days") != NULL;
    }
    g_assert_true(said);
}

/* No connection could be had: the mail is not tried again at once, and leaves a minute later. */
static void
test_untried(gconstpointer engine)
{
    g_autoptr(Bench) bench = bench_new(engine, ",'pace':0");

    if (bench == NULL)
        return;
    enroll(bench, "ana");
    bench->server.answer = SEND_UNTRIED;
    g_assert_cmpuint(taken_at(bench, "2026-11-23T16:35:00+01:00"), ==, 0);
    g_assert_cmpuint(bench->server.asked, ==, 1);
    bench->server.answer = SEND_ACCEPTED;
    g_assert_cmpuint(taken_at(bench, "2026-11-23T16:35:59+01:00"), ==, 0);
    g_assert_cmpuint(taken_at(bench, "2026-11-23T16:36:00+01:00"), ==, 1);
}

int
main(int argc, char **argv)
{
    static const SmallWorldTest TESTS[] = {
        { "hour", test_hour },
        { "team-day", test_team_day },
        { "pace", test_pace },
        { "new-mailbox", test_new_mailbox },
        { "bounces", test_bounces },
        { "follow-up-first", test_follow_up_first },
        { "give-up", test_give_up },
        { "joining", test_joining },
        { "joining-nobody", test_joining_nobody },
        { "untried", test_untried },
    };

    return small_world_run(argc, argv, "limits", TESTS, G_N_ELEMENTS(TESTS));
}
