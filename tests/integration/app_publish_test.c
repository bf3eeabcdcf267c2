/* Publishing: who moves to a new version, shown before it is done. */
#include <string.h>

#include "small_world.h"

#define HEAD "sequence: cold\nsteps:\n  - day: 0\n    channel: call\n"

static const char FIRST[] = HEAD "  - day: 2\n    channel: email\n    subject: A word\n"
                                 "    body: Hello.\n  - day: 4\n    channel: call\n";
/* The second step is a call now, and there is a fourth. */
static const char SECOND[] = HEAD "  - day: 2\n    channel: call\n"
                                  "  - day: 4\n    channel: call\n  - day: 6\n    channel: call\n";

/* Ana was called once, Bo not yet, Cal is through with the second step. */
static SmallWorld *
team(const char *engine)
{
    SmallWorld *world = small_world_new(engine);
    static const char *const PEOPLE[] = { "ana.lopez@acme.example.com", "bo.lee@acme.example.com",
                                          "cal.young@other.example.com" };

    if (world == NULL)
        return NULL;
    small_world_sequence(world, FIRST);
    for (gsize i = 0; i < G_N_ELEMENTS(PEOPLE); i++) {
        g_autofree char *enroll = g_strdup_printf("{'sequence':'cold','prospect':'%s'}", PEOPLE[i]);
        small_world_person(world, PEOPLE[i], i < 2 ? "Acme" : "Other", "Europe/Berlin");
        json_decref(small_world_do(world, "enroll", enroll));
    }
    small_world_work(world);
    json_decref(small_world_do(world, "touch log",
                               "{'prospect':'ana.lopez@acme.example.com','channel':'call',"
                               "'outcome':'no_answer'}"));
    json_decref(small_world_do(world, "touch log",
                               "{'prospect':'cal.young@other.example.com','channel':'call',"
                               "'outcome':'no_answer'}"));
    small_world_set(world, "2026-11-25T10:00:00+01:00");
    small_world_work(world);
    json_decref(small_world_do(world, "touch log",
                               "{'prospect':'cal.young@other.example.com','channel':'email',"
                               "'outcome':'sent'}"));
    small_world_work(world);
    return world;
}

static json_t *
publish(SmallWorld *world, const char *move, bool dry_run)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(json_t) params =
        json_pack("{s:s, s:s, s:b}", "text", SECOND, "move", move, "dry_run", dry_run);
    json_t *result = NULL;

    operation_call(world->app, &world->rep, "sequence add", params, &result, NULL, &error);
    g_assert_no_error(error);
    return result;
}

static void
check_effect(const json_t *result, int moved, int stay)
{
    const json_t *effect = json_object_get(result, "effect");

    g_assert_cmpint(json_int(result, "version", 0), ==, 2);
    g_assert_cmpint(json_int(effect, "first_change", 0), ==, 2);
    g_assert_cmpint(json_int(effect, "under_way", 0), ==, 3);
    g_assert_cmpint(json_int(effect, "moved", -1), ==, moved);
    g_assert_cmpint(json_int(effect, "stay", -1), ==, stay);
}

static int
version_of(SmallWorld *world, const char *who)
{
    g_autofree char *params = g_strdup_printf("{'prospect':'%s'}", who);
    g_autoptr(json_t) person = small_world_do(world, "prospect show", params);
    return (int)json_int(json_object_get(person, "enrollment"), "version", 0);
}

/* What a publication changes for one person; NULL when it does not say. */
static const json_t *
example_of(const json_t *result, const char *who)
{
    const json_t *list = json_object_get(json_object_get(result, "effect"), "examples");

    for (gsize i = 0; i < json_array_size(list); i++)
        if (strcmp(json_text(json_array_get(list, i), "prospect", ""), who) == 0)
            return json_array_get(list, i);
    return NULL;
}

static void
test_dry_run(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    for (int i = 0; i < 2; i++) { /* asked twice it is the same, and nothing has happened */
        g_autoptr(json_t) result = publish(world, "everyone", true);
        check_effect(result, 3, 0);
        const json_t *examples = json_object_get(json_object_get(result, "effect"), "examples");
        const json_t *ana = example_of(result, "ana.lopez@acme.example.com");
        const json_t *cal = example_of(result, "cal.young@other.example.com");
        g_assert_cmpint(json_array_size(examples), ==, 3);
        g_assert_true(g_str_has_prefix(json_text(ana, "before", ""), "step 2, Mail, "));
        g_assert_true(g_str_has_prefix(json_text(ana, "after", ""), "step 2, Call, "));
        g_assert_true(g_str_has_prefix(json_text(cal, "before", ""), "step 3, Call, "));
    }
    g_assert_cmpint(version_of(world, "ana.lopez@acme.example.com"), ==, 1);
    g_autoptr(json_t) shown = small_world_do(world, "sequence show", "{'name':'cold'}");
    g_assert_cmpint(json_int(shown, "version", 0), ==, 1);
    g_assert_cmpint(json_array_size(json_object_get(shown, "steps")), ==, 3);
}

static void
test_new_only(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    g_autoptr(json_t) result = publish(world, "none", false);
    check_effect(result, 0, 3);
    g_assert_cmpint(version_of(world, "bo.lee@acme.example.com"), ==, 1);
    g_autoptr(json_t) again = publish(world, "everyone", false);
    g_assert_true(json_is_null(json_object_get(again, "effect"))); /* the same text: no version */
}

/* Bo and Ana have not come to the second step; Cal has, and keeps what he began with. */
static void
test_unreached(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    g_autoptr(json_t) result = publish(world, "unreached", false);
    g_assert_cmpint(json_int(json_object_get(result, "effect"), "first_change", 0), ==, 2);
    g_assert_cmpint(version_of(world, "bo.lee@acme.example.com"), ==, 2);
    g_assert_cmpint(version_of(world, "cal.young@other.example.com"), ==, 1);
}

/* Moved, Ana's open mail task is taken back and a call takes its place; one task, not two. */
static void
test_everyone(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    g_autoptr(json_t) result = publish(world, "everyone", false);
    check_effect(result, 3, 0);
    small_world_work(world);
    g_autoptr(json_t) person =
        small_world_do(world, "prospect show", "{'prospect':'ana.lopez@acme.example.com'}");
    g_assert_cmpint(json_int(json_object_get(person, "enrollment"), "version", 0), ==, 2);
    g_assert_cmpint(json_int(json_object_get(person, "enrollment"), "steps", 0), ==, 4);
    small_world_set(world, "2026-11-26T13:30:00+01:00");
    small_world_work(world);
    g_autoptr(json_t) today = small_world_do(world, "today", NULL);
    int tasks = 0;
    for (gsize i = 0; i < json_array_size(today); i++) {
        const json_t *row = json_array_get(today, i);
        if (strcmp(json_text(row, "prospect", ""), "ana.lopez@acme.example.com") != 0)
            continue;
        tasks++;
        g_assert_cmpstr(json_text(row, "channel", ""), ==, "call");
    }
    g_assert_cmpint(tasks, ==, 1);
}

int
main(int argc, char **argv)
{
    static const SmallWorldTest TESTS[] = {
        { "dry-run", test_dry_run },
        { "new-only", test_new_only },
        { "unreached", test_unreached },
        { "everyone", test_everyone },
    };

    return small_world_run(argc, argv, "publish", TESTS, G_N_ELEMENTS(TESTS));
}
