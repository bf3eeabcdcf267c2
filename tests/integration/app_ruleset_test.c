/* Rules as people set them: what is refused and why, rules of a name over the workspace's, and what
 * they change for those who are planned and enrolled. */
#include <string.h>

#include "small_world.h"

#define ANA "'prospect':'ana.lopez@acme.example.com'"

static const char CALLS[] = "sequence: calls\nsteps:\n  - {day: 0, channel: call, objective: o}\n"
                            "  - {day: 1, channel: call, objective: o}\n";
static const char HOT[] = "sequence: hot\nruleset: hot\nsteps:\n"
                          "  - {day: 0, channel: call, objective: o}\n"
                          "  - {day: 1, channel: call, objective: o}\n";

static SmallWorld *
team(const char *engine)
{
    SmallWorld *world = small_world_new(engine);

    if (world == NULL)
        return NULL;
    world->rep.role = ROLE_MANAGER;
    small_world_person(world, "ana.lopez@acme.example.com", "Acme", "Europe/Berlin");
    small_world_person(world, "bo.lee@other.example.com", "Other", "Europe/Berlin");
    small_world_sequence(world, CALLS);
    small_world_sequence(world, HOT);
    return world;
}

static void
set(SmallWorld *world, const char *params)
{
    json_decref(small_world_do(world, "ruleset set", params));
}

static void
assert_refused(SmallWorld *world, const char *verb, const char *params, const char *why)
{
    g_autofree char *message = small_world_refused(world, verb, params);
    g_assert_cmpstr(message, ==, why);
}

static void
test_what_cannot_be_kept_is_refused(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    assert_refused(world, "ruleset set",
                   "{'text':'# ours\\nfloor_attempts: 9\\nceiling_attempts: 8\\n'}",
                   "rules, lines 2 and 3: floor_attempts 9 is above ceiling_attempts 8 in "
                   "ceiling_days 30: lower the floor or raise the ceiling");
    assert_refused(world, "ruleset set", "{'text':'flor_attempts: 9'}",
                   "rules:1: flor_attempts: there is no such rule; `seventh ruleset show` lists "
                   "them");
    set(world, "{'text':'ceiling_attempts: 9\\nfloor_attempts: 9'}");
    set(world, "{'name':'hot','text':'{ceiling_attempts: 10}'}");
    assert_refused(world, "ruleset set", "{'text':'floor_attempts: 12\\nceiling_attempts: 12'}",
                   "the ruleset \"hot\" would not hold any more: floor_attempts 12 is above "
                   "ceiling_attempts 10 in ceiling_days 30: lower the floor or raise the ceiling");
    world->rep.role = ROLE_REP;
    g_autofree char *denied = small_world_refused(world, "ruleset set", "{'text':''}");
    g_assert_nonnull(strstr(denied, "manager"));
}

static json_int_t
number_of(SmallWorld *world, const char *params, const char *key)
{
    g_autoptr(json_t) rules = small_world_do(world, "ruleset show", params);

    return json_integer_value(json_object_get(rules, key));
}

static void
test_a_name_overrides_the_workspace(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    set(world, "{'text':'floor_attempts: 5\\nceiling_per_day: 1'}");
    set(world, "{'name':'hot','text':'ceiling_per_day: 3'}");
    g_assert_cmpint(number_of(world, NULL, "ceiling_per_day"), ==, 1);
    g_assert_cmpint(number_of(world, "{'name':'hot'}", "ceiling_per_day"), ==, 3);
    g_assert_cmpint(number_of(world, "{'name':'hot'}", "floor_attempts"), ==, 5);
    g_autoptr(json_t) listed = small_world_do(world, "ruleset list", NULL);
    g_assert_cmpint(json_array_size(listed), ==, 1);
    json_decref(small_world_do(world, "ruleset remove", "{'name':'hot'}"));
    assert_refused(world, "ruleset remove", "{'name':'hot'}",
                   "there is no ruleset \"hot\"; `seventh ruleset list` shows them all");
}

/* When the second call of a person is planned. */
static char *
second_call(SmallWorld *world, const char *sequence, const char *who)
{
    g_autofree char *enroll = g_strdup_printf("{'sequence':'%s','prospect':'%s'}", sequence, who);
    g_autofree char *ask = g_strdup_printf("{'prospect':'%s'}", who);

    json_decref(small_world_do(world, "enroll", enroll));
    g_autoptr(json_t) rows = small_world_do(world, "plan", ask);
    return g_strdup(json_text(json_array_get(rows, 1), "due_from", ""));
}

static void
test_a_sequence_keeps_to_the_rules_it_asks_for(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    set(world, "{'name':'hot','text':'windows: {call: {tue: null}}'}");
    g_autofree char *usual = second_call(world, "calls", "ana.lopez@acme.example.com");
    g_autofree char *hot = second_call(world, "hot", "bo.lee@other.example.com");
    g_assert_cmpstr(usual, ==, "2026-11-24T13:00:00+01:00");
    g_assert_cmpstr(hot, ==, "2026-11-25T13:00:00+01:00");
}

static char *
refusal_of(SmallWorld *world, const char *sequence)
{
    g_autofree char *params = g_strdup_printf("{'sequence':'%s'," ANA "}", sequence);
    g_autoptr(json_t) result = small_world_do(world, "enroll", params);
    const json_t *refused = json_array_get(json_object_get(result, "refused"), 0);

    return g_strdup(refused != NULL ? json_text(refused, "reason", "") : "enrolled");
}

static void
assert_enroll(SmallWorld *world, const char *sequence, const char *says)
{
    g_autofree char *said = refusal_of(world, sequence);
    g_assert_cmpstr(said, ==, says);
}

static void
test_who_may_be_enrolled_is_a_rule(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    assert_enroll(world, "calls", "enrolled");
    assert_enroll(world, "calls", "is already in \"calls\"");
    assert_enroll(world, "hot", "is already in \"calls\"");
    set(world, "{'text':'exclusivity: switch'}");
    assert_enroll(world, "hot", "enrolled");
    assert_enroll(world, "calls", "enrolled"); /* it was ended by the switch, and may come again */
    set(world, "{'text':'reenroll: any_time'}");
    assert_enroll(world, "calls", "enrolled");
    set(world, "{'text':'reenroll: once\\nexclusivity: switch'}");
    assert_enroll(world, "hot", "was in \"hot\" before, and the rules allow it once");
    g_autoptr(json_t) person = small_world_do(world, "prospect show", "{" ANA "}");
    g_assert_cmpstr(json_text(json_object_get(person, "enrollment"), "sequence", ""), ==, "calls");
}

static void
test_a_full_day_waits_for_tomorrow(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    set(world, "{'text':'cap_user_day: 1'}");
    json_decref(small_world_do(world, "enroll", "{'sequence':'calls','all':true}"));
    small_world_work(world);
    g_autoptr(json_t) today = small_world_do(world, "today", NULL);
    g_assert_cmpint(json_array_size(today), ==, 1);
    g_autoptr(json_t) rows = small_world_do(world, "plan", "{'days':3}");
    gsize i;
    const json_t *row;
    bool told = false;
    json_array_foreach(rows, i, row)
    {
        const json_t *reason = json_array_get(json_object_get(row, "reasons"), 1);
        told |= strcmp(json_text(reason, "text", ""), "Moved: your day is full with 1 touch.") == 0;
    }
    g_assert_true(told);
}

/* How many people have something waiting on their plan. */
static gsize
tasks(SmallWorld *world)
{
    g_autoptr(json_t) rows = small_world_do(world, "today", NULL);

    return json_array_size(rows);
}

/* A worker that has planned before knows the rules; when they change it plans by the new ones. */
static void
test_a_change_holds_from_the_next_plan(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    json_decref(small_world_do(world, "enroll", "{'sequence':'calls'," ANA "}"));
    small_world_work(world);
    g_assert_cmpuint(tasks(world), ==, 1);
    set(world, "{'text':'cap_user_day: 1'}");
    json_decref(small_world_do(world, "enroll",
                               "{'sequence':'calls','prospect':'bo.lee@other.example.com'}"));
    small_world_work(world);
    g_assert_cmpuint(tasks(world), ==, 1);
    set(world, "{'text':'cap_user_day: 2'}");
    small_world_sql(world, "UPDATE enrollments SET due_us = 0 WHERE due_us IS NOT NULL"
                           " AND state = 'pending'");
    small_world_work(world);
    g_assert_cmpuint(tasks(world), ==, 2);
}

/* What a batch reads once for all is never what one of them asked for. */
static void
test_an_opt_out_is_seen_within_a_batch(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    json_decref(small_world_do(world, "enroll", "{'sequence':'calls'," ANA "}"));
    json_decref(small_world_do(world, "enroll",
                               "{'sequence':'calls','prospect':'bo.lee@other.example.com'}"));
    small_world_sql(world, "INSERT INTO suppressions (workspace_id, kind, value_key, channel,"
                           " created_us) VALUES ($W, 'email', 'bo.lee@other.example.com', '', 1)");
    small_world_work(world);
    g_autoptr(json_t) rows = small_world_do(world, "today", NULL);
    g_assert_cmpuint(json_array_size(rows), ==, 1);
    g_assert_cmpstr(small_world_text(rows, 0, "prospect"), ==, "ana.lopez@acme.example.com");
}

int
main(int argc, char **argv)
{
    static const SmallWorldTest TESTS[] = {
        { "refused", test_what_cannot_be_kept_is_refused },
        { "named", test_a_name_overrides_the_workspace },
        { "sequence", test_a_sequence_keeps_to_the_rules_it_asks_for },
        { "enroll", test_who_may_be_enrolled_is_a_rule },
        { "full-day", test_a_full_day_waits_for_tomorrow },
        { "change", test_a_change_holds_from_the_next_plan },
        { "opt-out", test_an_opt_out_is_seen_within_a_batch },
    };

    return small_world_run(argc, argv, "ruleset", TESTS, G_N_ELEMENTS(TESTS));
}
