/* Whose mail it is, on both engines: a person under an address with a tag, and a colleague whom
 * nobody knows. */
#include "small_world.h"

#include <string.h>

#define ANA "ana.lopez@buyer.test"
#define BEN "ben.marsh@buyer.test"

static TakeCount
receive(SmallWorld *world, const char *from, const char *words)
{
    static guint count;
    g_autofree char *text = g_strdup_printf(
        "From: Somebody <%s>\r\nTo: rep@example.com\r\nSubject: your mail\r\n"
        "Message-ID: <match-%u@buyer.test>\r\nContent-Type: text/plain\r\n\r\n%s\r\n",
        from, ++count, words);

    return small_world_take(world, text);
}

static SmallWorld *
two_enrolled(gconstpointer engine)
{
    SmallWorld *world = small_world_new(engine);

    if (world == NULL)
        return NULL;
    small_world_person(world, ANA, "Buyer", "Europe/Berlin");
    small_world_person(world, BEN, "Buyer", "Europe/Berlin");
    small_world_sql(world, "UPDATE accounts SET domain = 'buyer.test' WHERE workspace_id = $W");
    small_world_mailbox(world);
    small_world_sequence(world, SMALL_WORLD_COLD);
    json_decref(small_world_do(world, "enroll", "{'sequence':'cold','prospect':'" ANA "'}"));
    return world;
}

static char *
state_of(SmallWorld *world, const char *who)
{
    g_autofree char *params = g_strdup_printf("{'prospect':'%s'}", who);
    g_autoptr(json_t) person = small_world_do(world, "prospect show", params);

    return g_strdup(json_text(json_object_get(person, "enrollment"), "state", "none"));
}

static void
test_tag(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = two_enrolled(engine);

    if (world == NULL)
        return;
    g_assert_cmpint(receive(world, "Ana.Lopez+offers@buyer.test", "Let us talk.").replies, ==, 1);
    g_autofree char *state = state_of(world, ANA);
    g_assert_cmpstr(state, !=, "pending");
    g_assert_cmpstr(state, !=, "active");
    g_assert_cmpstr(state, !=, "paused");
    g_autoptr(json_t) rows = small_world_do(world, "reply list", NULL);
    g_assert_cmpstr(small_world_text(rows, 0, "prospect"), ==, ANA);
}

static void
test_colleague(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = two_enrolled(engine);

    if (world == NULL)
        return;
    g_assert_cmpint(receive(world, "carl@buyer.test", "Ana asked me to answer you.").replies, ==,
                    1);
    g_autofree char *held = state_of(world, ANA);
    g_assert_cmpstr(held, ==, "paused");
    g_assert_cmpint(small_world_count(world, "today", NULL), ==, 0);
    g_autoptr(json_t) ana = small_world_do(world, "prospect show", "{'prospect':'" ANA "'}");
    const char *why = small_world_text(json_object_get(ana, "rest"), 0, "text");
    g_assert_nonnull(strstr(why, "until somebody resumes it"));
    g_autoptr(json_t) rows = small_world_do(world, "reply list", NULL);
    g_assert_cmpstr(small_world_text(rows, 0, "from"), ==, "carl@buyer.test");
    /* The human decides that Ana goes on. */
    json_decref(small_world_do(world, "reply done", "{'reply_id':1}"));
    json_decref(small_world_do(world, "prospect resume", "{'prospect':'" ANA "'}"));
    g_autofree char *state = state_of(world, ANA);
    g_assert_cmpstr(state, ==, "active");
}

/* No machine, no other company, and nobody of a company that is not being written to. */
static void
test_others_are_ignored(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = two_enrolled(engine);

    if (world == NULL)
        return;
    g_assert_cmpint(receive(world, "carl@elsewhere.test", "Buy our pens.").ignored, ==, 1);
    g_autofree char *state = state_of(world, ANA);
    g_assert_cmpstr(state, ==, "pending");
    json_decref(small_world_do(world, "unenroll", "{'prospect':'" ANA "'}"));
    g_assert_cmpint(receive(world, "carl@buyer.test", "Who are you?").ignored, ==, 1);
}

int
main(int argc, char **argv)
{
    static const SmallWorldTest TESTS[] = {
        { "tag", test_tag },
        { "colleague", test_colleague },
        { "others-are-ignored", test_others_are_ignored },
    };

    return small_world_run(argc, argv, "match", TESTS, G_N_ELEMENTS(TESTS));
}
