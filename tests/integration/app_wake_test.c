/* What changes the plan is planned anew in the worker's next round, not when the old plan would
 * have come up; but nobody is woken who is paused. */
#include <string.h>

#include "small_world.h"

#define ANA "ana.lopez@acme.example.com"

/* Ana's first call of a sequence is to be made. */
/* The step and channel of the touch that is ahead: "2 call"; "" when none is. */
static char *
ahead(SmallWorld *world)
{
    g_autoptr(json_t) touches =
        small_world_do(world, "export", "{'what':'touches','format':'json'}");
    const json_t *touch;
    size_t i;

    json_array_foreach(touches, i, touch)
    {
        const char *state = json_text(touch, "state", "");
        if (strcmp(state, "planned") == 0 || strcmp(state, "task") == 0 ||
            strcmp(state, "queued") == 0 || strcmp(state, "held") == 0)
            return g_strdup_printf("%d %s", (int)json_int(touch, "step", 0),
                                   json_text(touch, "channel", ""));
    }
    return g_strdup("");
}

static void
assert_ahead(SmallWorld *world, const char *expected)
{
    g_autofree char *touch = ahead(world);
    g_assert_cmpstr(touch, ==, expected);
}

/* While a promise stands it is what comes next; without it the sequence is. */
static void
test_promise_cancelled(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_ana_called(engine);

    if (world == NULL)
        return;
    json_decref(small_world_do(world, "promise add",
                               "{'prospect':'" ANA "','channel':'call',"
                               "'window':'Thursday morning'}"));
    small_world_work(world);
    assert_ahead(world, "0 call");
    json_decref(small_world_do(world, "promise cancel", "{'promise_id':1}"));
    small_world_work(world);
    assert_ahead(world, "1 call");
}

/* Who is paused stays paused, whatever changes. */
static void
test_paused(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_ana_called(engine);

    if (world == NULL)
        return;
    json_decref(
        small_world_do(world, "prospect pause", "{'prospect':'" ANA "','until':'2026-12-14'}"));
    json_decref(
        small_world_do(world, "prospect opt-out", "{'prospect':'" ANA "','channel':'call'}"));
    small_world_work(world);
    assert_ahead(world, "");
}

int
main(int argc, char **argv)
{
    static const SmallWorldTest TESTS[] = {
        { "promise-cancelled", test_promise_cancelled },
        { "paused", test_paused },
    };

    return small_world_run(argc, argv, "wake", TESTS, G_N_ELEMENTS(TESTS));
}
