/* The timeline: each event once, in words. */
#include <string.h>

#include "small_world.h"

#define ANA "'prospect':'ana.lopez@acme.example.com'"

static json_t *
timeline(SmallWorld *world)
{
    return small_world_do(world, "timeline", "{" ANA "}");
}

static char *
titles(const json_t *rows)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (gsize i = 0; i < json_array_size(rows); i++)
        g_string_append_printf(text, "%s\n", json_text(json_array_get(rows, i), "title", "?"));
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static SmallWorld *
called_once(const char *engine)
{
    SmallWorld *world = small_world_new(engine);

    if (world == NULL)
        return NULL;
    small_world_person(world, "ana.lopez@acme.example.com", "Acme", "Europe/Berlin");
    small_world_person(world, "bo.lee@acme.example.com", "Acme", "Europe/Berlin");
    small_world_sequence(world, SMALL_WORLD_COLD);
    json_decref(small_world_do(world, "enroll", "{'sequence':'cold'," ANA "}"));
    small_world_set(world, "2026-11-23T16:00:00+01:00");
    small_world_work(world);
    return world;
}

static void
test_story(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = called_once(engine);

    if (world == NULL)
        return;
    g_autoptr(json_t) before = timeline(world);
    g_autofree char *open = titles(before);
    g_assert_nonnull(strstr(open, "Enrolled in cold\nCall planned: today "));
    json_decref(small_world_do(world, "touch log",
                               "{" ANA ",'channel':'call','outcome':'call_back',"
                               "'note':'ask for the budget','promise':'Thursday morning'}"));
    small_world_set(world, "2026-11-26T10:00:00+01:00");
    json_decref(
        small_world_do(world, "touch log", "{" ANA ",'channel':'call','outcome':'not_now'}"));
    json_decref(small_world_do(world, "prospect next",
                               "{" ANA ",'later':'2027-03-01','trigger':'their contract ends'}"));
    json_decref(
        small_world_do(world, "prospect next", "{" ANA ",'person':'bo.lee@acme.example.com'}"));
    json_decref(small_world_do(world, "prospect next", "{" ANA ",'never':true}"));

    g_autoptr(json_t) rows = timeline(world);
    g_autofree char *told = titles(rows);
    g_assert_cmpstr(told, ==,
                    "Enrolled in cold\n"
                    "Call: asked to be called back\n"
                    "Promised: call, Thu 26 Nov, 09:00-12:00\n"
                    "Call: not now\n"
                    "Promise kept\n"
                    "Sequence over: they answered\n"
                    "Later, on Mon 1 Mar 2027: their contract ends\n"
                    "The talk goes on with Bo Lee\n"
                    "No more contact\n");
    const json_t *call = json_array_get(rows, 1);
    g_assert_cmpstr(json_text(call, "at_say", ""), ==, "Mon 23 Nov, 16:00 in Berlin");
    g_assert_cmpstr(json_text(call, "direction", ""), ==, "out");
    g_assert_cmpstr(json_text(call, "text", ""), ==, "ask for the budget");
    g_assert_cmpstr(json_text(call, "value_point", ""), ==, "intro");
    g_assert_cmpstr(json_text(call, "sequence", ""), ==, "cold");
    g_assert_cmpint(json_int(call, "step", 0), ==, 1);
    g_assert_cmpstr(json_text(json_object_get(call, "by"), "name", ""), ==, "Rita Rep");
    const json_t *promise = json_object_get(json_array_get(rows, 2), "promise");
    g_assert_cmpstr(json_text(promise, "from", ""), ==, "2026-11-26T09:00:00+01:00");
}

static void
test_taken_back(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = called_once(engine);

    if (world == NULL)
        return;
    g_autoptr(json_t) logged =
        small_world_do(world, "touch log", "{" ANA ",'channel':'call','outcome':'no_answer'}");
    g_autofree char *which =
        g_strdup_printf("{'touch_id':%d}", (int)json_int(logged, "touch_id", 0));
    json_decref(small_world_do(world, "touch undo", which));
    g_autoptr(json_t) rows = timeline(world);
    g_autofree char *told = titles(rows);
    g_assert_cmpstr(told, ==, "Enrolled in cold\nCall: no answer\nTaken back: call, no answer\n");
}

/* What only the machine saw: a pause has one line, not one for the task it took back. */
static void
test_pause(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = called_once(engine);

    if (world == NULL)
        return;
    json_decref(small_world_do(world, "prospect pause",
                               "{" ANA ",'until':'2026-12-07','why':'moving house'}"));
    json_decref(small_world_do(world, "prospect resume", "{" ANA "}"));
    g_autoptr(json_t) rows = timeline(world);
    g_autofree char *told = titles(rows);
    g_assert_cmpstr(told, ==, "Enrolled in cold\nPaused\nGoes on\n");
    g_assert_cmpstr(json_text(json_array_get(rows, 1), "text", ""), ==,
                    "Until Mon 7 Dec: moving house");
}

int
main(int argc, char **argv)
{
    static const SmallWorldTest TESTS[] = {
        { "story", test_story },
        { "taken-back", test_taken_back },
        { "pause", test_pause },
    };

    return small_world_run(argc, argv, "timeline", TESTS, G_N_ELEMENTS(TESTS));
}
