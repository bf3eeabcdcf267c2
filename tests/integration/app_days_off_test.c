/* Days off as a team meets them: a leave, a colleague who stands in, a holiday, somebody who waits.
 */
#include <string.h>

#include "small_world.h"

static const char CALLS[] = "sequence: calls\n"
                            "steps:\n"
                            "  - {day: 0, channel: call, objective: find out who decides}\n"
                            "  - {day: 2, channel: call, objective: see whether it arrived}\n";

static const char INBOUND[] = "sequence: inbound\n"
                              "steps:\n"
                              "  - {day: 0, within: 5 minutes, channel: call, objective: listen}\n";

/* The sentence of a reason of a row of `plan` or `today`; "" without it. */
static const char *
reason_of(const json_t *rows, gsize index, const char *code)
{
    const json_t *reasons = json_object_get(json_array_get(rows, index), "reasons"), *reason;
    gsize i;

    json_array_foreach(reasons, i, reason)
    {
        if (strcmp(json_text(reason, "code", ""), code) == 0)
            return json_text(reason, "text", "");
    }
    return "";
}

static SmallWorld *
world_with_calls(gconstpointer engine, int people)
{
    SmallWorld *world = small_world_new(engine);

    if (world == NULL)
        return NULL;
    small_world_sequence(world, CALLS);
    for (int i = 0; i < people; i++) {
        g_autofree char *email = g_strdup_printf("p%d.lee@acme%d.example.com", i, i);
        g_autofree char *company = g_strdup_printf("Acme %d", i);
        g_autofree char *enroll = g_strdup_printf("{'sequence':'calls','prospect':'%s'}", email);
        small_world_person(world, email, company, "Europe/Berlin");
        json_decref(small_world_do(world, "enroll", enroll));
    }
    small_world_work(world);
    return world;
}

/* Off sick from today: the tasks of the day move behind the leave by themselves, and come back when
 * it was a mistake. */
static void
test_leave_plans_anew(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = world_with_calls(engine, 3);

    if (world == NULL)
        return;
    g_autoptr(json_t) added = small_world_do(
        world, "day-off add", "{'from':'2026-11-23','until':'2026-12-04','name':'Flu'}");
    g_assert_cmpint(json_int(added, "planned_anew", -1), ==, 3);
    small_world_work(world);

    g_autoptr(json_t) rows = small_world_do(world, "today", NULL);
    g_assert_cmpuint(json_array_size(rows), ==, 0);
    g_autoptr(json_t) plan = small_world_do(world, "plan", "{'days':30}");
    g_assert_cmpstr(small_world_text(plan, 0, "due_from"), ==, "2026-12-07T09:00:00+01:00");
    g_assert_cmpstr(small_world_text(plan, 0, "state"), ==, "task");
    g_assert_cmpstr(reason_of(plan, 0, "day_off"), ==,
                    "You are away from Mon 23 Nov to Fri 4 Dec: planned around it.");
    g_autoptr(json_t) counts = small_world_do(world, "today counts", NULL);
    g_assert_cmpstr(json_text(json_object_get(counts, "away"), "until_say", ""), ==, "Fri 4 Dec");

    g_autofree char *which =
        g_strdup_printf("{'day_off_id':%d}", (int)json_int(added, "day_off_id", 0));
    json_decref(small_world_do(world, "day-off remove", which));
    small_world_work(world);
    g_autoptr(json_t) again = small_world_do(world, "today", NULL);
    g_assert_cmpuint(json_array_size(again), ==, 3);
}

/* A leave handed over: nothing moves, the colleague's Today has it all, promises first. */
static void
test_leave_handed_over(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = world_with_calls(engine, 2);

    if (world == NULL)
        return;
    small_world_sql(world, "INSERT INTO users (workspace_id, email, name, role, zone, is_active, "
                           "created_us) VALUES ($W, 'ben@example.com', 'Ben Ode', 'rep', "
                           "'Europe/Berlin', 1, 0)");
    json_decref(small_world_do(world, "promise add",
                               "{'prospect':'p1.lee@acme1.example.com','window':'tomorrow "
                               "11:00-12:00'}"));
    g_autoptr(json_t) added =
        small_world_do(world, "day-off add",
                       "{'from':'2026-11-24','until':'2026-12-04','hand_over_to':"
                       "'ben@example.com'}");
    g_assert_cmpuint(json_array_size(json_object_get(added, "promises")), ==, 1);
    g_assert_cmpint(json_int(added, "planned_anew", -1), ==, 0);

    small_world_set(world, "2026-11-24T09:30:00+01:00");
    small_world_work(world);
    g_autoptr(json_t) mine = small_world_do(world, "today", NULL);
    g_assert_cmpuint(json_array_size(mine), ==, 0);
    g_autoptr(json_t) bens = small_world_do(world, "today", "{'user':'ben@example.com'}");
    g_assert_cmpuint(json_array_size(bens), ==, 2);
    g_assert_cmpstr(small_world_text(bens, 0, "why"), ==, "You promised Tue 24 Nov, 11:00-12:00.");
    g_assert_cmpstr(small_world_text(bens, 1, "stands_in_for"), ==, "Rita Rep");
    g_autoptr(json_t) counts = small_world_do(world, "today counts", "{'user':'ben@example.com'}");
    g_assert_cmpint(json_int(counts, "tasks", -1), ==, 2);

    small_world_set(world, "2026-12-07T09:30:00+01:00");
    small_world_work(world);
    g_autoptr(json_t) back = small_world_do(world, "today", NULL);
    g_assert_cmpuint(json_array_size(back), >, 0);
    g_autoptr(json_t) none = small_world_do(world, "today", "{'user':'ben@example.com'}");
    g_assert_cmpuint(json_array_size(none), ==, 0);
}

static void
lee_answers(SmallWorld *world, const char *id)
{
    g_autofree char *mail =
        g_strdup_printf("Message-ID: <%s@acme.example.com>\r\nFrom: p1.lee@acme1.example.com\r\n"
                        "To: rep@example.com\r\nSubject: Re: a question\r\n\r\n"
                        "How much is it for a team of twelve?\r\n",
                        id);

    g_assert_cmpint(small_world_take(world, mail).replies, ==, 1);
}

/* What comes in during a leave that is handed over waits for the colleague, unless they are away
 * too; before and after it is the rep's own. */
static void
test_replies_during_a_leave(gconstpointer engine)
{
    static const char BENS[] = "{'user':'ben@example.com'}";
    g_autoptr(SmallWorld) world = world_with_calls(engine, 2);

    if (world == NULL)
        return;
    small_world_mailbox(world);
    small_world_sql(world, "INSERT INTO users (workspace_id, email, name, role, zone, is_active, "
                           "created_us) VALUES ($W, 'ben@example.com', 'Ben Ode', 'rep', "
                           "'Europe/Berlin', 1, 0)");
    json_decref(small_world_do(world, "day-off add",
                               "{'from':'2026-11-24','until':'2026-12-04','hand_over_to':"
                               "'ben@example.com'}"));
    json_decref(small_world_do(world, "day-off add",
                               "{'from':'2026-12-01','until':'2026-12-02','user':"
                               "'ben@example.com'}"));
    lee_answers(world, "monday");
    g_assert_cmpuint(small_world_count(world, "reply list", BENS), ==, 0);
    small_world_set(world, "2026-11-25T10:00:00+01:00");
    lee_answers(world, "wednesday");
    g_assert_cmpuint(small_world_count(world, "reply list", BENS), ==, 1);
    g_assert_cmpuint(small_world_count(world, "reply list", "{'user':'rep@example.com'}"), ==, 1);
    small_world_set(world, "2026-12-01T10:00:00+01:00"); /* Ben is away as well */
    lee_answers(world, "tuesday");
    g_assert_cmpuint(small_world_count(world, "reply list", BENS), ==, 1);
    small_world_set(world, "2026-12-07T10:00:00+01:00");
    lee_answers(world, "back");
    g_assert_cmpuint(small_world_count(world, "reply list", "{'user':'rep@example.com'}"), ==, 3);
}

/* A person's own holiday, from country and region of their record; a country's own hours. */
static void
test_their_days(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = small_world_new(engine);

    if (world == NULL)
        return;
    small_world_set(world, "2026-06-04T08:00:00+02:00");
    small_world_person(world, "max.bauer@acme.example.com", "Acme", "Europe/Berlin");
    small_world_sql(world, "UPDATE prospects SET country = 'DE', region = 'Bayern'");
    small_world_sequence(world, CALLS);
    json_decref(small_world_do(world, "enroll",
                               "{'sequence':'calls','prospect':'max.bauer@acme.example.com'}"));
    g_autoptr(json_t) plan = small_world_do(world, "plan", "{'days':3}");
    g_assert_cmpstr(small_world_text(plan, 0, "due_from"), ==, "2026-06-05T09:00:00+02:00");
    g_assert_cmpstr(reason_of(plan, 0, "holiday"), ==,
                    "No call on Thu 4 Jun: it is a holiday in Bavaria (Corpus Christi).");

    json_decref(small_world_do(world, "day-off add",
                               "{'from':'2026-06-05','country':'Germany','hours':'13:00-15:00'}"));
    g_autoptr(json_t) short_day = small_world_do(world, "plan", "{'days':3}");
    g_assert_cmpstr(small_world_text(short_day, 0, "due_from"), ==, "2026-06-05T13:00:00+02:00");
    g_assert_cmpstr(small_world_text(short_day, 0, "due_until"), ==, "2026-06-05T15:00:00+02:00");
}

/* Somebody who came to us stays on top for as long as they wait, and after an hour it is an alarm.
 */
static void
test_inbound_waits(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = world_with_calls(engine, 2);

    if (world == NULL)
        return;
    small_world_sequence(world, INBOUND);
    small_world_person(world, "lea.may@beta.example.com", "Beta", "Europe/Berlin");
    small_world_set(world, "2026-11-27T17:58:00+01:00");
    json_decref(small_world_do(world, "enroll",
                               "{'sequence':'inbound','prospect':'lea.may@beta.example.com'}"));
    small_world_work(world);
    small_world_set(world, "2026-11-30T09:03:00+01:00");
    small_world_work(world);
    g_autoptr(json_t) rows = small_world_do(world, "today", NULL);
    g_assert_cmpstr(small_world_text(rows, 0, "prospect"), ==, "lea.may@beta.example.com");
    g_assert_cmpstr(small_world_text(rows, 0, "why"), ==,
                    "They came to you and wait for an answer.");
    g_assert_cmpint(json_int(json_array_get(rows, 0), "waited_s", -1), ==, 180);

    small_world_set(world, "2026-11-30T10:15:00+01:00");
    small_world_work(world);
    g_autoptr(json_t) later = small_world_do(world, "today", NULL);
    g_assert_cmpstr(small_world_text(later, 0, "prospect"), ==, "lea.may@beta.example.com");
    g_assert_cmpstr(small_world_text(later, 0, "why"), ==,
                    "They came to you and have waited 75 minutes; the aim is 5 minutes.");
    g_assert_true(json_flag(json_array_get(later, 0), "alarm", false));
    g_assert_cmpstr(small_world_text(later, 0, "due_from"), <=, "2026-11-30T10:15:00+01:00");
}

/* A promise that cannot be kept is seen before it is made, with a time that would do. */
static void
test_promises(gconstpointer engine)
{
    static const char *const WRONG[][2] = {
        { "2026-06-04 morning", "Thu 4 Jun is a holiday in Bavaria (Corpus Christi); Fri 5 Jun, "
                                "09:00-12:00 would do; add \"anyway\" to promise it all the same" },
        { "Saturday 10:00", "Sat 6 Jun is no working day there; Mon 8 Jun, 09:30-10:30 would do; "
                            "add \"anyway\" to promise it all the same" },
        { "2026-06-10 morning", "you are away from Wed 10 Jun to Fri 12 Jun; Mon 15 Jun, "
                                "09:00-12:00 would do; add \"anyway\" to promise it all the same" },
        { "Friday evening", "that is outside the hours for a call there; Mon 8 Jun, 09:00-12:00 "
                            "would do; add \"anyway\" to promise it all the same" },
    };
    g_autoptr(SmallWorld) world = small_world_new(engine);

    if (world == NULL)
        return;
    small_world_set(world, "2026-06-03T10:00:00+02:00");
    small_world_person(world, "max.bauer@acme.example.com", "Acme", "Europe/Berlin");
    small_world_sql(world, "UPDATE prospects SET country = 'DE', region = 'Bavaria'");
    json_decref(small_world_do(world, "day-off add", "{'from':'2026-06-10','until':'2026-06-12'}"));
    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autofree char *params =
            g_strdup_printf("{'prospect':'max.bauer@acme.example.com','window':'%s'}", WRONG[i][0]);
        g_autofree char *message = small_world_refused(world, "promise add", params);
        g_assert_cmpstr(message, ==, WRONG[i][1]);
    }
    g_autoptr(json_t) promise = small_world_do(
        world, "promise add",
        "{'prospect':'max.bauer@acme.example.com','window':'Saturday 10:00 anyway'}");
    g_assert_cmpstr(json_text(promise, "say", ""), ==, "Sat 6 Jun, 09:30-10:30");
    g_autoptr(json_t) logged = small_world_do(
        world, "touch log",
        "{'prospect':'max.bauer@acme.example.com','channel':'call','outcome':'call_back',"
        "'promise':'2026-06-04 morning'}");
    g_assert_cmpstr(json_text(logged, "warning", ""), ==,
                    "That promise will be hard to keep: Thu 4 Jun is a holiday in Bavaria (Corpus "
                    "Christi); Fri 5 Jun, 09:00-12:00 would do.");
}

static void
test_refusals(gconstpointer engine)
{
    static const char *const WRONG[][2] = {
        { "{'from':'2026-12-24','until':'2026-12-01'}", "until: 2026-12-01 is before 2026-12-24" },
        { "{'from':'2026-12-24','everyone':true}",
          "days off other than one's own are set by a manager or admin" },
        { "{'from':'2026-12-24','hand_over_to':'rep@example.com'}",
          "hand_over_to: name somebody else" },
        { "{'from':'2026-12-24','hours':'14:00-09:00'}",
          "hours: \"14:00-09:00\" is no window; write it as 09:00-14:00, 30 minutes at least" },
    };
    g_autoptr(SmallWorld) world = small_world_new(engine);

    if (world == NULL)
        return;
    world->rep.role = ROLE_REP;
    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autofree char *message = small_world_refused(world, "day-off add", WRONG[i][0]);
        g_assert_cmpstr(message, ==, WRONG[i][1]);
    }
}

int
main(int argc, char **argv)
{
    static const SmallWorldTest TESTS[] = {
        { "leave-plans-anew", test_leave_plans_anew },
        { "leave-handed-over", test_leave_handed_over },
        { "leave-replies", test_replies_during_a_leave },
        { "their-days", test_their_days },
        { "inbound-waits", test_inbound_waits },
        { "promises", test_promises },
        { "refusals", test_refusals },
    };

    return small_world_run(argc, argv, "days-off", TESTS, G_N_ELEMENTS(TESTS));
}
