/* Undo: a log taken back within ten minutes leaves the day as it was. */
#include <string.h>

#include "small_world.h"

#define ANA "ana.lopez@acme.example.com"

static void
undo(SmallWorld *world, const json_t *logged)
{
    g_autofree char *params =
        g_strdup_printf("{'touch_id':%" G_GINT64_FORMAT "}", json_int(logged, "touch_id", 0));
    json_decref(small_world_do(world, "touch undo", params));
}

static void
check_task_is_back(SmallWorld *world)
{
    g_autoptr(json_t) today = small_world_do(world, "today", NULL);
    g_autoptr(json_t) promises = small_world_do(world, "promise list", NULL);

    g_assert_cmpint(json_array_size(today), ==, 1);
    g_assert_cmpstr(json_text(json_array_get(today, 0), "prospect", ""), ==, ANA);
    g_assert_cmpint(json_int(json_array_get(today, 0), "attempts", -1), ==, 0);
    g_assert_cmpint(json_array_size(promises), ==, 0);
}

static void
test_promise_given(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_ana_called(engine);

    if (world == NULL)
        return;
    g_autoptr(json_t) logged =
        small_world_do(world, "touch log",
                       "{'prospect':'" ANA "','channel':'call','outcome':'call_back',"
                       "'promise':'Thursday morning'}");
    g_autoptr(json_t) promises = small_world_do(world, "promise list", NULL);
    g_assert_cmpint(json_array_size(promises), ==, 1);
    undo(world, logged);
    check_task_is_back(world);
}

static void
test_answer(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_ana_called(engine);

    if (world == NULL)
        return;
    g_autoptr(json_t) logged = small_world_do(
        world, "touch log", "{'prospect':'" ANA "','channel':'call','outcome':'reached'}");
    undo(world, logged);
    check_task_is_back(world);
    g_autoptr(json_t) person = small_world_do(world, "prospect show", "{'prospect':'" ANA "'}");
    g_assert_cmpstr(json_text(json_object_get(person, "enrollment"), "state", ""), ==, "active");
}

/* The promise a log had settled is open again with its task. */
static void
test_promise_kept(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_ana_called(engine);

    if (world == NULL)
        return;
    json_decref(small_world_do(world, "promise add",
                               "{'prospect':'" ANA "','window':'2026-11-23 09:00-12:00'}"));
    g_autoptr(json_t) logged = small_world_do(
        world, "touch log", "{'prospect':'" ANA "','channel':'call','outcome':'no_answer'}");
    undo(world, logged);
    g_autoptr(json_t) promises = small_world_do(world, "promise list", NULL);
    g_assert_cmpint(json_array_size(promises), ==, 1);
}

static void
test_too_late(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_ana_called(engine);

    if (world == NULL)
        return;
    g_autoptr(json_t) logged = small_world_do(
        world, "touch log", "{'prospect':'" ANA "','channel':'call','outcome':'no_answer'}");
    g_autofree char *params =
        g_strdup_printf("{'touch_id':%" G_GINT64_FORMAT "}", json_int(logged, "touch_id", 0));
    small_world_set(world, "2026-11-23T09:11:00+01:00");
    g_autofree char *message = small_world_refused(world, "touch undo", params);
    g_assert_nonnull(strstr(message, "10 minutes"));
}

int
main(int argc, char **argv)
{
    static const SmallWorldTest TESTS[] = {
        { "promise-given", test_promise_given },
        { "answer", test_answer },
        { "promise-kept", test_promise_kept },
        { "too-late", test_too_late },
    };

    return small_world_run(argc, argv, "undo", TESTS, G_N_ELEMENTS(TESTS));
}
