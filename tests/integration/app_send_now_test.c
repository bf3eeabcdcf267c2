/* A mail that a person sends: it waits twenty seconds, can be taken back, and leaves once. */
#include <string.h>

#include "app/deliver.h"
#include "small_world.h"

static const char SEQUENCE[] = "sequence: by-hand\n"
                               "steps:\n"
                               "  - day: 0\n"
                               "    channel: email\n"
                               "    subject: A word on {{company}}\n"
                               "    body: Hello {{first_name}}, one number for you.\n";

typedef struct {
    MailTransport transport;
    guint taken;
} Server;

static void
server_send(MailTransport *base, SendBatch *batch)
{
    for (guint i = 0; i < batch->count; i++) {
        SendRequest *request = &batch->requests[i];
        request->result = (SendResult){ .state = SEND_ACCEPTED, .reply_code = 250 };
        if (send_batch_ask(batch, NULL, request))
            ((Server *)base)->taken++;
        else
            request->result.state = SEND_REFUSED;
        send_batch_ask(batch, request, NULL);
    }
}

static guint
deliver_at(SmallWorld *world, Server *server, const char *instant)
{
    g_autoptr(GError) error = NULL;
    DeliverCount count = { 0 };

    small_world_set(world, instant);
    deliver_mailbox(world->app, 1, 10, &server->transport, &count, &error);
    g_assert_no_error(error);
    return server->taken;
}

/* Ana's mail is a task of today; its parameters for `touch send` and `unsend`. */
static char *
task_of_ana(SmallWorld *world)
{
    g_autofree char *yaml = g_strdup(SEQUENCE);

    small_world_person(world, "ana.lopez@acme.example.com", "Acme", "Europe/Berlin");
    json_decref(small_world_do(world, "mailbox add",
                               "{'address':'rep@example.com','smtp':'smtp+plain://127.0.0.1:9',"
                               "'pace':0}"));
    small_world_sequence(world, yaml);
    json_decref(small_world_do(world, "enroll",
                               "{'sequence':'by-hand','prospect':'ana.lopez@acme.example.com'}"));
    small_world_set(world, "2026-11-24T11:00:00+01:00");
    small_world_work(world);
    g_autoptr(json_t) tasks = small_world_do(world, "today", NULL);
    g_assert_cmpint(json_array_size(tasks), ==, 1);
    return g_strdup_printf("{'touch_id':%" G_GINT64_FORMAT "}",
                           json_int(json_array_get(tasks, 0), "touch_id", 0));
}

static void
test_take_back(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_new(engine);
    Server server = { .transport = { .send = server_send } };

    if (world == NULL)
        return;
    g_autofree char *task = task_of_ana(world);
    g_autoptr(json_t) sent = small_world_do(world, "touch send", task);
    g_assert_cmpint(json_int(sent, "undo_s", 0), ==, 20);
    g_assert_cmpuint(deliver_at(world, &server, "2026-11-24T11:00:19+01:00"), ==, 0);
    json_decref(small_world_do(world, "touch unsend", task));
    g_assert_cmpuint(deliver_at(world, &server, "2026-11-24T11:05:00+01:00"), ==, 0);
    g_autoptr(json_t) tasks = small_world_do(world, "today", NULL);
    g_assert_cmpint(json_array_size(tasks), ==, 1); /* it is open again */

    json_decref(small_world_do(world, "touch send", task)); /* and may be sent after all */
    g_assert_cmpuint(deliver_at(world, &server, "2026-11-24T11:05:20+01:00"), ==, 1);
    g_autofree char *late = small_world_refused(world, "touch unsend", task);
    g_assert_nonnull(strstr(late, "too late"));
    g_assert_cmpuint(deliver_at(world, &server, "2026-11-24T12:00:00+01:00"), ==, 1);
    g_autoptr(json_t) done = small_world_do(world, "today", NULL);
    g_assert_cmpint(json_array_size(done), ==, 0);
}

static void
test_own_words(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_new(engine);

    if (world == NULL)
        return;
    g_autofree char *task = task_of_ana(world);
    task[strlen(task) - 1] = '\0';
    g_autofree char *written =
        g_strconcat(task, ",'subject':'Thursday','body':'Does **ten** suit you?'}", NULL);
    json_decref(small_world_do(world, "touch send", written));
    g_autoptr(json_t) outbox = small_world_do(world, "outbox list", NULL);
    g_assert_cmpstr(json_text(json_array_get(outbox, 0), "subject", ""), ==, "Thursday");
}

/* Stopped within the twenty seconds: it never leaves. */
static void
test_stop(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_new(engine);
    Server server = { .transport = { .send = server_send } };

    if (world == NULL)
        return;
    g_autofree char *task = task_of_ana(world);
    json_decref(small_world_do(world, "touch send", task));
    json_decref(
        small_world_do(world, "prospect opt-out", "{'prospect':'ana.lopez@acme.example.com'}"));
    g_assert_cmpuint(deliver_at(world, &server, "2026-11-24T11:01:00+01:00"), ==, 0);
}

int
main(int argc, char **argv)
{
    static const SmallWorldTest TESTS[] = {
        { "take-back", test_take_back },
        { "own-words", test_own_words },
        { "stop", test_stop },
    };

    return small_world_run(argc, argv, "send-now", TESTS, G_N_ELEMENTS(TESTS));
}
