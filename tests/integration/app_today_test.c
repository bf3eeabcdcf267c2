/* Today: what a rep sees in the morning. */
#include <string.h>

#include "small_world.h"

static const char INBOUND[] = "sequence: new-inbound\n"
                              "goal: book a first conversation\n"
                              "steps:\n"
                              "  - day: 0\n"
                              "    within: 5 minutes\n"
                              "    channel: call\n"
                              "    objective: hear what made them ask\n"
                              "    value_point: intro\n"
                              "    script: |\n"
                              "      Hello {{first_name}}, {{sender_first_name}} here. {{pet}}\n"
                              "  - day: 2\n"
                              "    channel: call\n";

static const char COLD[] = "sequence: cold\n"
                           "steps:\n"
                           "  - day: 0\n"
                           "    channel: call\n"
                           "    objective: find out who decides\n"
                           "    script: Good morning {{first_name}}.\n"
                           "  - day: 2\n"
                           "    channel: email\n"
                           "    subject: A word on {{company}}\n"
                           "    body: Hello {{first_name}}, as promised.\n"
                           "  - day: 4\n"
                           "    channel: call\n";

static void
check_order(SmallWorld *world)
{
    g_autoptr(json_t) rows = small_world_do(world, "today", NULL);

    g_assert_cmpint(json_array_size(rows), ==, 3);
    g_assert_cmpstr(small_world_text(rows, 1, "prospect"), ==, "cal.young@acme.example.com");
    g_assert_cmpstr(small_world_text(rows, 1, "why"), ==, "You promised Mon 23 Nov, 11:00-12:00.");
    g_assert_cmpstr(small_world_text(rows, 1, "due_say"), ==, "today 11:00-12:00 in Berlin");
    g_assert_cmpstr(small_world_text(rows, 0, "prospect"), ==, "bo.lee@acme.example.com");
    g_assert_cmpstr(small_world_text(rows, 0, "why"), ==,
                    "They came to you and have waited 60 minutes; the aim is 5 minutes.");
    g_assert_cmpstr(small_world_text(rows, 0, "script"), ==, "Hello Bo, Rita here. [pet?]");
    g_assert_cmpfloat(json_number_value(json_object_get(json_array_get(rows, 0), "expected")), ==,
                      .38);
    g_assert_cmpstr(small_world_text(rows, 2, "prospect"), ==, "ana.lopez@acme.example.com");
    g_assert_cmpstr(small_world_text(rows, 2, "why"), ==, "Step 1 of 3: find out who decides.");
    g_assert_cmpstr(small_world_text(rows, 2, "name"), ==, "Ana Lopez");
    g_assert_cmpstr(small_world_text(rows, 2, "company"), ==, "Acme");
    g_assert_cmpstr(small_world_text(rows, 2, "channel_say"), ==, "Call");
    g_assert_cmpstr(small_world_text(rows, 2, "local_time"), ==, "10:00");
    g_assert_true(json_is_null(json_object_get(json_array_get(rows, 2), "last_touch")));
    for (gsize i = 0; i < 3; i++)
        g_assert_cmpint(json_int(json_array_get(rows, i), "rank", 0), ==, (int)i + 1);
}

/* With one task open the others say the same, but not what to say. */
static void
check_open(SmallWorld *world)
{
    static const char *const SAME[] = { "prospect", "name", "company", "channel_say", "why" };
    g_autoptr(json_t) all = small_world_do(world, "today", NULL);
    g_autofree char *ask =
        g_strdup_printf("{'open':%d}", (int)json_int(json_array_get(all, 2), "touch_id", 0));
    g_autoptr(json_t) last_open = small_world_do(world, "today", ask);
    g_autoptr(json_t) best_open = small_world_do(world, "today", "{'open':0}");

    g_assert_cmpint(json_array_size(last_open), ==, 3);
    for (gsize i = 0; i < 3; i++)
        for (gsize j = 0; j < G_N_ELEMENTS(SAME); j++)
            g_assert_cmpstr(small_world_text(last_open, i, SAME[j]), ==,
                            small_world_text(all, i, SAME[j]));
    g_assert_cmpstr(small_world_text(last_open, 2, "script"), ==, "Good morning Ana.");
    g_assert_null(json_object_get(json_array_get(last_open, 0), "script"));
    g_assert_cmpstr(small_world_text(best_open, 0, "script"), ==, "Hello Bo, Rita here. [pet?]");
    g_assert_null(json_object_get(json_array_get(best_open, 2), "script"));
}

static void
test_order(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_new(engine);

    if (world == NULL)
        return;
    small_world_person(world, "ana.lopez@acme.example.com", "Acme", "Europe/Berlin");
    small_world_person(world, "bo.lee@acme.example.com", "Acme", "Europe/Berlin");
    small_world_person(world, "cal.young@acme.example.com", "Acme", "Europe/Berlin");
    small_world_sequence(world, INBOUND);
    small_world_sequence(world, COLD);
    json_decref(small_world_do(world, "enroll",
                               "{'sequence':'cold','prospect':'ana.lopez@acme.example.com'}"));
    json_decref(small_world_do(world, "enroll",
                               "{'sequence':'new-inbound','prospect':'bo.lee@acme.example.com'}"));
    json_decref(small_world_do(world, "promise add",
                               "{'prospect':'cal.young@acme.example.com','channel':'call',"
                               "'window':'today 11:00-12:00'}"));
    small_world_set(world, "2026-11-23T10:00:00+01:00");
    small_world_work(world);
    check_order(world);
    check_open(world);

    g_autoptr(json_t) counts = small_world_do(world, "today counts", NULL);
    g_assert_cmpint(json_int(counts, "tasks", -1), ==, 3);
    g_assert_cmpint(json_int(counts, "promises_today", -1), ==, 1);
    g_assert_cmpint(json_int(counts, "done_today", -1), ==, 0);
    g_assert_false(json_flag(counts, "tasks_capped", true));
}

/* After a call the task is gone, the count of the day rises, and the card remembers. */
static void
test_after_a_call(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_new(engine);

    if (world == NULL)
        return;
    small_world_person(world, "ana.lopez@acme.example.com", "Acme", "Europe/Berlin");
    small_world_sequence(world, COLD);
    json_decref(small_world_do(world, "enroll",
                               "{'sequence':'cold','prospect':'ana.lopez@acme.example.com'}"));
    small_world_set(world, "2026-11-23T16:00:00+01:00");
    small_world_work(world);
    json_decref(small_world_do(world, "touch log",
                               "{'prospect':'ana.lopez@acme.example.com','channel':'call',"
                               "'outcome':'no_answer'}"));
    g_autoptr(json_t) none = small_world_do(world, "today", NULL);
    g_assert_cmpint(json_array_size(none), ==, 0);
    g_autoptr(json_t) counts = small_world_do(world, "today counts", NULL);
    g_assert_cmpint(json_int(counts, "tasks", -1), ==, 0);
    g_assert_cmpint(json_int(counts, "done_today", -1), ==, 1);

    small_world_set(world, "2026-11-25T16:30:00+01:00");
    small_world_work(world);
    g_autoptr(json_t) rows = small_world_do(world, "today", NULL);
    g_assert_cmpint(json_array_size(rows), ==, 1);
    const json_t *row = json_array_get(rows, 0);
    g_assert_cmpstr(json_text(row, "channel", ""), ==, "email");
    g_assert_cmpstr(json_text(row, "subject", ""), ==, "A word on Acme");
    g_assert_cmpstr(json_text(row, "body", ""), ==, "Hello Ana, as promised.");
    g_assert_cmpstr(json_text(json_object_get(row, "last_touch"), "say", ""), ==,
                    "Call on Mon 23 Nov: no answer");
    g_assert_cmpstr(json_text(json_object_get(row, "gauge"), "word", ""), ==, "fresh");
    g_assert_cmpint(json_int(row, "attempts", -1), ==, 1);
}

/* A window that went by says so without shame; a broken promise asks to be made good. */
static void
test_late(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_new(engine);

    if (world == NULL)
        return;
    small_world_person(world, "cal.young@acme.example.com", "Acme", "Europe/Berlin");
    json_decref(small_world_do(world, "promise add",
                               "{'prospect':'cal.young@acme.example.com','channel':'call',"
                               "'window':'today 11:00-12:00'}"));
    small_world_set(world, "2026-11-23T15:00:00+01:00");
    small_world_work(world);
    g_autoptr(json_t) rows = small_world_do(world, "today", NULL);
    const json_t *row = json_array_get(rows, 0);
    g_assert_true(json_flag(row, "late", false));
    g_assert_true(json_flag(json_object_get(row, "promise"), "broken", false));
    g_assert_cmpstr(json_text(row, "due_say", ""), ==,
                    "it was for Mon 23 Nov, 11:00-12:00 in Berlin");
    g_assert_nonnull(strstr(json_text(row, "why", ""), "make it good"));
}

/* Somebody else's tasks are not mine; the team's day has them. */
static void
test_whose(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_new(engine);

    if (world == NULL)
        return;
    small_world_person(world, "cal.young@acme.example.com", "Acme", "Europe/Berlin");
    json_decref(small_world_do(world, "promise add",
                               "{'prospect':'cal.young@acme.example.com','channel':'call',"
                               "'window':'today 11:00-12:00'}"));
    world->rep.user_id = 1; /* the first user, who came with the workspace */
    g_autoptr(json_t) mine = small_world_do(world, "today", NULL);
    g_autoptr(json_t) all = small_world_do(world, "today", "{'all':true}");
    g_autoptr(json_t) hers = small_world_do(world, "today", "{'user':'rep@example.com'}");
    g_assert_cmpint(json_array_size(mine), ==, 0);
    g_assert_cmpint(json_array_size(all), ==, 1);
    g_assert_cmpint(json_array_size(hers), ==, 1);
    g_autofree char *refused = small_world_refused(world, "today", "{'user':'no@example.com'}");
    g_assert_nonnull(strstr(refused, "no@example.com"));
}

int
main(int argc, char **argv)
{
    static const SmallWorldTest TESTS[] = {
        { "order", test_order },
        { "after-a-call", test_after_a_call },
        { "late", test_late },
        { "whose", test_whose },
    };

    return small_world_run(argc, argv, "today", TESTS, G_N_ELEMENTS(TESTS));
}
