/* What is proposed after a no that needs one more word: whom they named, and what is a guess. */
#include <string.h>

#include "small_world.h"

#define ANA "'prospect':'ana.lopez@acme.example.com'"

static SmallWorld *
team(const char *engine)
{
    SmallWorld *world = small_world_new(engine);

    if (world == NULL)
        return NULL;
    small_world_person(world, "ana.lopez@acme.example.com", "Acme", "Europe/Berlin");
    small_world_person(world, "cal.young@other.example.com", "Other", "Europe/Berlin");
    small_world_sequence(world, SMALL_WORLD_COLD);
    small_world_mailbox(world);
    return world;
}

/* One key adds whom they named, with name, address and what was said; nobody is added twice. */
static void
test_named_is_added(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    g_autoptr(json_t) sent =
        small_world_log_call(world, "ana.lopez@acme.example.com", "wrong_person",
                             "Please talk to Jane Miller (jane.miller@acme.example.com).");
    const json_t *proposal = json_object_get(json_object_get(sent, "next_opportunity"), "proposal");
    const json_t *person = json_object_get(proposal, "new_person");
    g_assert_cmpstr(json_text(person, "name", ""), ==, "Jane Miller");
    g_assert_cmpstr(json_text(person, "email", ""), ==, "jane.miller@acme.example.com");
    json_decref(small_world_do(world, "prospect next", "{" ANA "}"));
    g_autoptr(json_t) jane =
        small_world_do(world, "prospect show", "{'prospect':'jane.miller@acme.example.com'}");
    g_assert_cmpstr(json_text(jane, "first_name", ""), ==, "Jane");
    g_assert_cmpstr(json_text(jane, "last_name", ""), ==, "Miller");
    g_assert_cmpstr(json_text(jane, "company", ""), ==, "Acme");
    g_autoptr(json_t) today = small_world_do(world, "today", NULL);
    g_assert_cmpint(json_array_size(today), ==, 1);
    g_assert_cmpstr(json_text(json_array_get(today, 0), "prospect", ""), ==,
                    "jane.miller@acme.example.com");
    g_assert_nonnull(strstr(json_text(json_array_get(today, 0), "why", ""), "Please talk to Jane"));
    g_assert_cmpuint(small_world_count(world, "next list", NULL), ==, 0);

    json_decref(small_world_log_call(world, "cal.young@other.example.com", "wrong_person",
                                     "Ask Jane Miller (Jane.Miller@acme.example.com), please."));
    json_decref(
        small_world_do(world, "prospect next", "{'prospect':'cal.young@other.example.com'}"));
    g_assert_cmpuint(small_world_count(world, "prospect list", "{'search':'Miller'}"), ==, 1);
}

/* A name alone is added too; how to reach them is still to be found, so no task is made. */
static void
test_name_alone_is_added(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    json_decref(small_world_log_call(world, "ana.lopez@acme.example.com", "wrong_person",
                                     "Please talk to Jane Miller."));
    json_decref(small_world_do(world, "prospect next", "{" ANA "}"));
    g_assert_cmpuint(small_world_count(world, "prospect list", "{'search':'Miller'}"), ==, 1);
    g_assert_cmpuint(small_world_count(world, "today", NULL), ==, 0);
}

/* What a reply may mean is proposed from at once, as a guess: it presses on nothing until a human
 * confirms it, and goes when they read it otherwise. */
static void
test_guess(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    json_decref(small_world_do(world, "enroll", "{'sequence':'cold'," ANA "}"));
    small_world_work(world);
    small_world_answer(world, "Subject: Re: Hi\r\n", "We have our hands full with the harvest.");
    g_autoptr(json_t) list = small_world_do(world, "next list", NULL);
    g_assert_cmpint(json_array_size(list), ==, 1);
    const json_t *row = json_array_get(list, 0);
    const json_t *next = json_object_get(row, "next_opportunity");
    g_assert_true(json_flag(next, "guess", false));
    g_assert_cmpstr(json_text(row, "no_say", ""), ==, "A guess, to confirm: they said not now");
    g_assert_cmpstr(json_text(json_object_get(next, "proposal"), "path", ""), ==, "later");
    g_autoptr(json_t) before = small_world_do(world, "prospect show", "{" ANA "}");
    g_autofree char *gauge = json_dumps(json_object_get(before, "gauge"), JSON_COMPACT);
    g_assert_null(strstr(gauge, "not now"));

    json_decref(small_world_do(world, "prospect next", "{" ANA "}")); /* confirmed */
    g_autoptr(json_t) after = small_world_do(world, "prospect show", "{" ANA "}");
    g_autofree char *told = json_dumps(json_object_get(after, "gauge"), JSON_COMPACT);
    g_assert_nonnull(strstr(told, "not now"));

    small_world_answer(world, "Subject: Re: Hi again\r\n",
                       "We have our hands full with the harvest.");
    g_assert_cmpuint(small_world_count(world, "next list", NULL), ==, 1);
    json_decref(small_world_do(world, "reply done", "{'reply_id':2,'outcome':'interested'}"));
    g_assert_cmpuint(small_world_count(world, "next list", NULL), ==, 0);
}

int
main(int argc, char **argv)
{
    static const SmallWorldTest TESTS[] = {
        { "named-is-added", test_named_is_added },
        { "name-alone-is-added", test_name_alone_is_added },
        { "guess", test_guess },
    };

    return small_world_run(argc, argv, "next-named", TESTS, G_N_ELEMENTS(TESTS));
}
