/* Mails written ahead: one that still says the same is taken as it is; whatever changed between its
 * writing and its queueing, about the person, the mailbox, the workspace or what they were sent
 * before, is in the mail that is queued. */
#include <string.h>

#include "app/compose.h"
#include "small_world.h"
#include "store/queries.h"

#define WRITTEN "2026-11-23T08:00:10Z"
#define QUEUED "2026-11-23T08:00:50Z"
#define WRITTEN_HEADER "23 Nov 2026 09:00:10 +0100"
#define QUEUED_HEADER "23 Nov 2026 09:00:50 +0100"

typedef struct {
    SmallWorld *world;
    int64_t person_id;
    ComposeBatch mails;
} Bench;

static Bench *
bench_new(const char *engine)
{
    SmallWorld *world = small_world_new(engine);

    if (world == NULL)
        return NULL;
    Bench *self = g_new0(Bench, 1);
    self->world = world;
    small_world_mailbox(world);
    small_world_sequence(world, SMALL_WORLD_MAILS);
    self->person_id =
        small_world_person(world, "ana.lopez@acme.example.com", "Acme", "Europe/Berlin");
    json_decref(small_world_do(world, "enroll",
                               "{'sequence':'two-mails','prospect':'ana.lopez@acme.example.com'}"));
    return self;
}

static void
bench_free(Bench *self)
{
    if (self == NULL)
        return;
    compose_batch_clear(&self->mails);
    small_world_free(self->world);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Bench, bench_free)

static const Step *
first_step(const Snapshot *snapshot)
{
    return g_ptr_array_index(snapshot->version->sequence->steps, 0);
}

static void
write_ahead(Bench *self)
{
    App *app = self->world->app;
    g_autoptr(GError) error = NULL;
    g_auto(Snapshot) snapshot = { 0 };

    small_world_set(self->world, WRITTEN);
    g_autoptr(AppTransaction) read = app_read_begin(app, &error);
    g_assert_no_error(error);
    snapshot_load(app, read->conn, self->person_id, NULL, &snapshot, &error);
    g_assert_no_error(error);
    compose_ahead_gather(&self->mails, app, read->conn, &snapshot, first_step(&snapshot), &error);
    g_assert_no_error(error);
    g_clear_pointer(&read, app_transaction_free);
    compose_ahead_write(&self->mails, app);
}

/* The mail as the transaction that queues it has it, a moment later. */
static void
compose(Bench *self, ComposedMail *mail)
{
    App *app = self->world->app;
    g_autoptr(GError) error = NULL;
    g_auto(Snapshot) snapshot = { 0 };

    small_world_set(self->world, QUEUED);
    g_autoptr(AppTransaction) write = app_write_begin(app, &error);
    g_assert_no_error(error);
    snapshot_load(app, write->conn, self->person_id, NULL, &snapshot, &error);
    g_assert_no_error(error);
    compose_step(app, write->conn, &snapshot, first_step(&snapshot), &self->mails, mail, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(mail->hold_why, ==, NULL);
}

static bool
says(const ComposedMail *mail, const char *words)
{
    gsize length;
    const char *bytes = g_bytes_get_data(mail->message, &length);

    return g_strstr_len(bytes, (gssize)length, words) != NULL;
}

static void
test_taken(const void *engine)
{
    g_autoptr(Bench) bench = bench_new(engine);
    g_auto(ComposedMail) mail = { 0 }, again = { 0 };

    if (bench == NULL)
        return;
    write_ahead(bench);
    compose(bench, &mail);
    g_assert_true(says(&mail, WRITTEN_HEADER));
    g_assert_true(says(&mail, mail.message_id));
    g_assert_true(mail.first_touch);
    g_assert_true(mail.promises_nothing);
    /* One message is one mail: a second gets a message of its own. */
    compose(bench, &again);
    g_assert_true(says(&again, QUEUED_HEADER));
    g_assert_cmpstr(again.message_id, !=, mail.message_id);
}

/* `sql` happens between writing and queueing; then the mail says `words`, and was written anew. */
static void
check_changed(const void *engine, const char *sql, const char *words)
{
    g_autoptr(Bench) bench = bench_new(engine);
    g_auto(ComposedMail) mail = { 0 };

    if (bench == NULL)
        return;
    write_ahead(bench);
    small_world_sql(bench->world, sql);
    compose(bench, &mail);
    g_assert_true(says(&mail, words));
    g_assert_true(says(&mail, QUEUED_HEADER));
}

static void
test_name(const void *engine)
{
    check_changed(engine, "UPDATE prospects SET first_name = 'Anita' WHERE workspace_id = $W",
                  "Hello Anita");
}

static void
test_address(const void *engine)
{
    check_changed(engine,
                  "UPDATE prospects SET email = 'ana@acme.example.com',"
                  " email_key = 'ana@acme.example.com' WHERE workspace_id = $W",
                  "<ana@acme.example.com>");
}

static void
test_language(const void *engine)
{
    check_changed(engine, "UPDATE prospects SET language = 'de' WHERE workspace_id = $W",
                  "Wenn Sie nichts mehr");
}

static void
test_sender(const void *engine)
{
    check_changed(engine, "UPDATE mailboxes SET name = 'Rita Rep' WHERE workspace_id = $W",
                  "Rita Rep <rep@example.com>");
}

static void
test_footer(const void *engine)
{
    check_changed(engine, "UPDATE workspaces SET postal_address = '1 New Street' WHERE id = $W",
                  "1 New Street");
}

static void
test_links(const void *engine)
{
    check_changed(engine,
                  "UPDATE workspaces SET public_url = 'https://seventh.example.com' WHERE id = $W",
                  "List-Unsubscribe-Post");
}

/* Somebody wrote to them meanwhile: the mail is compared with that as well. */
static void
test_said_meanwhile(const void *engine)
{
    static const char SAME[] =
        "INSERT INTO touches (workspace_id, prospect_id, step, channel, automatic, state, priority,"
        " planned_us, due_from_us, due_until_us, made_us, subject, body, user_id, created_us)"
        " SELECT $W, id, 0, 'email', 0, 'made', 2, 1, 1, 1, 1790000000000000, 'x',"
        " 'Hello Ana, one number for you.', 1, 1 FROM prospects WHERE workspace_id = $W";
    g_autoptr(Bench) bench = bench_new(engine);
    g_auto(ComposedMail) mail = { 0 };

    if (bench == NULL)
        return;
    write_ahead(bench);
    small_world_sql(bench->world, SAME);
    compose(bench, &mail);
    g_assert_true(says(&mail, QUEUED_HEADER));
}

int
main(int argc, char **argv)
{
    static const SmallWorldTest TESTS[] = {
        { "taken", test_taken },     { "name", test_name },
        { "address", test_address }, { "language", test_language },
        { "sender", test_sender },   { "footer", test_footer },
        { "links", test_links },     { "said-meanwhile", test_said_meanwhile },
    };

    return small_world_run(argc, argv, "ahead", TESTS, G_N_ELEMENTS(TESTS));
}
