/* What people correct in the reading of replies, on both engines: the next like it is read right,
 * nothing else suffers, and "stop" is never unlearned. */
#include "small_world.h"

#include <string.h>

#include "mail/intent.h"

/* A trade that says it in its own way: read as something else by everybody who does not know. */
static const char *const LESSONS[] = {
    "Our books are shut for this crop year.",
    "The books stay shut until the new crop year begins.",
    "Sorry, books shut, the crop year is sold.",
    "Crop year sold out, our books are shut for now.",
};
#define NEXT "Good to hear of you, but the books are shut for the crop year."

static int64_t
receive(SmallWorld *world, const char *words)
{
    static guint count;
    g_autofree char *who = g_strdup_printf("ana.lopez%u@buyer.test", ++count);
    g_autofree char *text =
        g_strdup_printf("From: Ana Lopez <%s>\r\nTo: rep@example.com\r\nSubject: Re: your mail\r\n"
                        "Message-ID: <%u@buyer.test>\r\nContent-Type: text/plain\r\n\r\n%s\r\n",
                        who, count, words);

    small_world_person(world, who, "Buyer", "Europe/Berlin");
    g_assert_cmpint(small_world_take(world, text).replies, ==, 1);
    g_autoptr(json_t) rows = small_world_do(world, "reply list", "{'state':'all','limit':1}");
    return json_int(json_array_get(rows, 0), "reply_id", 0);
}

static char *
intent_of_reply(SmallWorld *world, int64_t id, double *ret_confidence)
{
    g_autofree char *params = g_strdup_printf("{'reply_id':%" G_GINT64_FORMAT "}", id);
    g_autoptr(json_t) row = small_world_do(world, "reply show", params);

    *ret_confidence = json_number_value(json_object_get(row, "confidence"));
    return g_strdup(json_text(row, "intent", ""));
}

static bool
say(SmallWorld *world, int64_t id, const char *intent)
{
    g_autofree char *params =
        g_strdup_printf("{'reply_id':%" G_GINT64_FORMAT ",'intent':'%s'}", id, intent);
    g_autoptr(json_t) row = small_world_do(world, "reply intent", params);

    g_assert_cmpstr(json_text(row, "intent", ""), ==, intent);
    return json_flag(row, "taught", false);
}

static void
check_read(SmallWorld *world, const char *words, const char *intent)
{
    double confidence;
    g_autofree char *read = intent_of_reply(world, receive(world, words), &confidence);

    g_test_message("%.2f %s: %s", confidence, read, words);
    g_assert_cmpstr(read, ==, intent);
}

static void
teach_all(SmallWorld *world)
{
    for (gsize i = 0; i < G_N_ELEMENTS(LESSONS); i++)
        say(world, receive(world, LESSONS[i]), "not_now");
}

static void
test_learns(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_new(engine);
    double confidence;

    if (world == NULL)
        return;
    small_world_mailbox(world);
    g_autofree char *before = intent_of_reply(world, receive(world, NEXT), &confidence);
    g_assert_true(confidence < .8 || strcmp(before, "not_now") != 0);
    teach_all(world);
    g_autofree char *after = intent_of_reply(world, receive(world, NEXT), &confidence);
    g_assert_cmpstr(after, ==, "not_now");
    g_assert_cmpfloat(confidence, >=, .8);
    /* What the lessons do not speak of stays as it was. */
    check_read(world, "Thursday at ten works for me, send an invitation.", "meeting");
    check_read(world, "What does it cost for twelve people?", "question");
    check_read(world, "Sounds great, please send me your price list.", "interested");
    check_read(world, "Please talk to Kim Park, she runs procurement.", "referral");
    check_read(world, "No thanks, we are happy with our supplier.", "not_interested");
}

/* However often somebody says that these words mean something else. */
static void
test_stop_stays(gconstpointer engine)
{
    static const char *const STOPS[] = {
        "Please take me off your list.",
        "Stop writing to me.",
        "Unsubscribe me, please.",
        "Bitte schreiben Sie mir nicht mehr.",
    };
    g_autoptr(SmallWorld) world = small_world_new(engine);

    if (world == NULL)
        return;
    small_world_mailbox(world);
    for (int round = 0; round < 4; round++)
        for (gsize i = 0; i < G_N_ELEMENTS(STOPS); i++)
            g_assert_false(say(world, receive(world, STOPS[i]), "interested"));
    /* Lessons that only share words with it are taken, and still do not turn it. */
    for (int i = 0; i < 6; i++)
        say(world, receive(world, "Your list of prices is off, please write me the right one."),
            "interested");
    for (gsize i = 0; i < G_N_ELEMENTS(STOPS); i++)
        check_read(world, STOPS[i], "stop");
}

/* A human says that it was a stop: the door is shut. */
static void
test_corrected_to_stop(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_new(engine);

    if (world == NULL)
        return;
    small_world_mailbox(world);
    int64_t id = receive(world, "That would be all from you, then.");
    g_assert_true(say(world, id, "stop"));
    g_autofree char *params = g_strdup_printf("{'reply_id':%" G_GINT64_FORMAT "}", id);
    g_autoptr(json_t) reply = small_world_do(world, "reply show", params);
    g_autofree char *who = g_strdup_printf("{'prospect':'%s'}", json_text(reply, "prospect", ""));
    g_autoptr(json_t) person = small_world_do(world, "prospect show", who);
    g_assert_true(json_flag(person, "shut", false));
    g_autofree char *none =
        small_world_refused(world, "reply intent", "{'reply_id':99,'intent':'other'}");
    g_assert_nonnull(strstr(none, "no reply 99"));
}

int
main(int argc, char **argv)
{
    static const SmallWorldTest TESTS[] = {
        { "learns", test_learns },
        { "stop-stays", test_stop_stays },
        { "corrected-to-stop", test_corrected_to_stop },
    };

    return small_world_run(argc, argv, "lesson", TESTS, G_N_ELEMENTS(TESTS));
}
