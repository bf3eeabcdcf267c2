/* The reply desk, on both engines: an answer leaves once, in their thread, after its rest; it can
 * be taken back until then; nobody who said stop is answered; a hollow one is not sent by accident.
 */
#include "small_world.h"

#include <string.h>

#define ANA "ana.lopez@buyer.test"
#define GOOD "{'reply_id':1,'text':'Tuesday at 10 it is. I bring the figures of two yards.'}"

static void
receive(SmallWorld *world, const char *id, const char *words)
{
    g_autofree char *text =
        g_strdup_printf("From: Ana Lopez <" ANA ">\r\nTo: rep@example.com\r\nSubject: Your mail\r\n"
                        "Message-ID: <%s@buyer.test>\r\nContent-Type: text/plain\r\n\r\n%s\r\n",
                        id, words);

    small_world_take(world, text);
}

static SmallWorld *
ana_wrote(gconstpointer engine, const char *words)
{
    SmallWorld *world = small_world_new(engine);

    if (world == NULL)
        return NULL;
    small_world_person(world, ANA, "Buyer", "Europe/Berlin");
    small_world_mailbox(world);
    receive(world, "first", words);
    return world;
}

static gsize
count_of(SmallWorld *world, const char *verb)
{
    g_autoptr(json_t) rows = small_world_do(world, verb, NULL);
    return json_array_size(rows);
}

static void
test_leaves_once(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = ana_wrote(engine, "Does Tuesday at 10 work?");

    if (world == NULL)
        return;
    g_autoptr(json_t) answer = small_world_do(world, "reply answer", GOOD);
    g_assert_true(json_flag(answer, "queued", false));
    g_assert_cmpstr(json_text(answer, "subject", ""), ==, "Re: Your mail");
    g_assert_cmpint(count_of(world, "reply list"), ==, 0);
    small_world_work(world);
    g_autoptr(json_t) waiting = small_world_do(world, "outbox list", NULL);
    g_assert_cmpstr(json_text(json_array_get(waiting, 0), "state", ""), ==, "queued");
    small_world_set(world, "2026-11-23T09:00:21+01:00");
    small_world_work(world);
    small_world_work(world);
    g_autoptr(json_t) mails = small_world_do(world, "outbox list", NULL);
    g_assert_cmpint(json_array_size(mails), ==, 1);
    g_assert_cmpstr(json_text(json_array_get(mails, 0), "state", ""), ==, "accepted");
    g_autofree char *again = small_world_refused(world, "reply answer", GOOD);
    g_assert_nonnull(strstr(again, "already"));
    g_autofree char *late = small_world_refused(world, "reply take-back", "{'reply_id':1}");
    g_assert_nonnull(strstr(late, "has left"));
}

static void
test_taken_back(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = ana_wrote(engine, "Does Tuesday at 10 work?");

    if (world == NULL)
        return;
    json_decref(small_world_do(world, "reply answer", GOOD));
    json_decref(small_world_do(world, "reply take-back", "{'reply_id':1}"));
    g_assert_cmpint(count_of(world, "reply list"), ==, 1);
    small_world_set(world, "2026-11-23T09:10:00+01:00");
    small_world_work(world);
    g_autoptr(json_t) mails = small_world_do(world, "outbox list", NULL);
    g_assert_cmpstr(json_text(json_array_get(mails, 0), "state", ""), ==, "cancelled");
}

/* "Stop" comes while the answer rests: it does not leave. And none can be written any more. */
static void
test_stop(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = ana_wrote(engine, "Does Tuesday at 10 work?");

    if (world == NULL)
        return;
    json_decref(small_world_do(world, "reply answer", GOOD));
    receive(world, "second", "Please stop writing to me and remove me from your list.");
    small_world_set(world, "2026-11-23T09:10:00+01:00");
    small_world_work(world);
    g_autoptr(json_t) mails = small_world_do(world, "outbox list", NULL);
    g_assert_cmpint(json_array_size(mails), ==, 1);
    g_assert_cmpstr(json_text(json_array_get(mails, 0), "state", ""), ==, "cancelled");
    g_autofree char *why =
        small_world_refused(world, "reply answer", "{'reply_id':2,'text':'Sorry to hear that.'}");
    g_assert_nonnull(strstr(why, "no more mail"));
}

static void
test_hollow(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = ana_wrote(engine, "Does Tuesday at 10 work?");

    if (world == NULL)
        return;
    g_autoptr(json_t) checked = small_world_do(
        world, "reply answer", "{'reply_id':1,'text':'Hello {{first_name}}, yes, at 10.'}");
    g_assert_false(json_flag(checked, "queued", true));
    g_assert_cmpint(json_array_size(json_object_get(checked, "findings")), >, 0);
    g_assert_cmpint(count_of(world, "outbox list"), ==, 0);
    g_assert_cmpint(count_of(world, "reply list"), ==, 1);
}

static void
test_rests(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = ana_wrote(engine, "What does it cost?");

    if (world == NULL)
        return;
    json_decref(
        small_world_do(world, "reply snooze", "{'reply_id':1,'until':'2026-11-24 09:00-10:00'}"));
    g_assert_cmpint(count_of(world, "reply list"), ==, 0);
    g_autoptr(json_t) counts = small_world_do(world, "today counts", NULL);
    g_assert_cmpint(json_int(counts, "replies", -1), ==, 0);
    small_world_set(world, "2026-11-24T09:00:00+01:00");
    g_assert_cmpint(count_of(world, "reply list"), ==, 1);
    g_autoptr(json_t) times = small_world_do(world, "reply times", NULL);
    g_assert_cmpint(json_int(times, "longest_wait_s", 0), ==, 86400);
}

int
main(int argc, char **argv)
{
    static const SmallWorldTest TESTS[] = {
        { "leaves-once", test_leaves_once },
        { "taken-back", test_taken_back },
        { "stop", test_stop },
        { "hollow", test_hollow },
        { "rests", test_rests },
    };

    return small_world_run(argc, argv, "reply", TESTS, G_N_ELEMENTS(TESTS));
}
