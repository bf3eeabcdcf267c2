/* What becomes of a no, of an absence, and of a date that was agreed. */
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "small_world.h"

#define ANA "'prospect':'ana.lopez@acme.example.com'"

static SmallWorld *
team(const char *engine)
{
    SmallWorld *world = small_world_new(engine);

    if (world == NULL)
        return NULL;
    small_world_person(world, "ana.lopez@acme.example.com", "Acme", "Europe/Berlin");
    small_world_person(world, "bo.lee@acme.example.com", "Acme", "Europe/Berlin");
    small_world_person(world, "cal.young@other.example.com", "Other", "Europe/Berlin");
    small_world_sequence(world, SMALL_WORLD_COLD);
    small_world_mailbox(world);
    return world;
}

static const char *
refusal_of(const json_t *result)
{
    return json_text(json_array_get(json_object_get(result, "refused"), 0), "reason", "none");
}

/* A date agreed in March is neither overrun by a sequence nor waited for in silence. */
static void
test_agreed_date(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    json_decref(small_world_do(world, "prospect next",
                               "{" ANA ",'later':'2027-03-01','trigger':'their contract ends'}"));
    g_autoptr(json_t) held = small_world_do(world, "enroll", "{'sequence':'cold'," ANA "}");
    g_assert_cmpint(json_int(held, "enrolled", -1), ==, 0);
    g_assert_cmpstr(refusal_of(held), ==,
                    "is to be contacted again on Mon 1 Mar 2027 (their contract ends); "
                    "`prospect next --now` takes that date back");
    json_decref(small_world_do(world, "prospect next", "{" ANA ",'now':true}"));
    g_autofree char *none = small_world_refused(world, "prospect next", "{" ANA ",'now':true}");
    g_assert_nonnull(strstr(none, "no date is set"));
    g_autoptr(json_t) done = small_world_do(world, "enroll", "{'sequence':'cold'," ANA "}");
    g_assert_cmpint(json_int(done, "enrolled", -1), ==, 1);
    small_world_work(world);
    g_assert_cmpuint(small_world_count(world, "today", NULL), ==, 1);
}

/* When the day has come the sequence may begin; the task of the date comes first. */
static void
test_agreed_date_has_come(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    json_decref(small_world_do(world, "prospect next",
                               "{" ANA ",'later':'2026-12-01','trigger':'their contract ends'}"));
    small_world_set(world, "2026-12-01T09:30:00+01:00");
    g_autoptr(json_t) done = small_world_do(world, "enroll", "{'sequence':'cold'," ANA "}");
    g_assert_cmpint(json_int(done, "enrolled", -1), ==, 1);
}

static const char AWAY[] = "Subject: Out of office\r\nAuto-Submitted: auto-replied\r\n";

/* Away until Monday: the sequence, a date that falls into the absence, and a sequence begun
 * meanwhile all wait for Monday morning. */
static void
test_away_everywhere(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    json_decref(small_world_do(world, "prospect next",
                               "{" ANA ",'later':'2026-12-02','trigger':'their contract ends'}"));
    small_world_answer(world, AWAY, "I am out of the office and will be back on 5 December 2026.");
    small_world_set(world, "2026-12-02T09:30:00+01:00");
    g_assert_cmpuint(small_world_count(world, "today", NULL), ==, 0);
    json_decref(small_world_do(world, "prospect next", "{" ANA ",'now':true}"));
    json_decref(small_world_do(world, "enroll", "{'sequence':'cold'," ANA "}"));
    small_world_work(world);
    g_assert_cmpuint(small_world_count(world, "today", NULL), ==, 0);
    small_world_set(world, "2026-12-07T09:10:00+01:00"); /* the 5th is a Saturday */
    small_world_work(world);
    g_autoptr(json_t) tasks = small_world_do(world, "today", NULL);
    g_assert_cmpint(json_array_size(tasks), ==, 1);
}

static void
test_away_pauses(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    json_decref(small_world_do(world, "enroll", "{'sequence':'cold'," ANA "}"));
    small_world_work(world);
    small_world_answer(world, AWAY, "I am out of the office and will be back on 5 December 2026.");
    g_autoptr(json_t) person = small_world_do(world, "prospect show", "{" ANA "}");
    const json_t *enrollment = json_object_get(person, "enrollment");
    g_assert_cmpstr(json_text(enrollment, "state", ""), ==, "paused");
    g_assert_cmpstr(json_text(enrollment, "paused_until", ""), ==, "2026-12-07T09:00:00+01:00");
    /* They say they will be away longer: the pause moves. */
    small_world_answer(world, AWAY, "I am out of the office and will be back on 9 December 2026.");
    g_autoptr(json_t) longer = small_world_do(world, "prospect show", "{" ANA "}");
    g_assert_cmpstr(json_text(json_object_get(longer, "enrollment"), "paused_until", ""), ==,
                    "2026-12-09T09:00:00+01:00");
    /* A rep knows better: back at once. */
    json_decref(small_world_do(world, "prospect resume", "{" ANA "}"));
    small_world_work(world);
    g_assert_cmpuint(small_world_count(world, "today", NULL), ==, 1);
    g_autofree char *twice = small_world_refused(world, "prospect resume", "{" ANA "}");
    g_assert_cmpstr(twice, ==, "this person is not paused");
}

static const char *
paused_until(SmallWorld *world, json_t **ret_person)
{
    json_decref(*ret_person);
    *ret_person = small_world_do(world, "prospect show", "{" ANA "}");
    return json_text(json_object_get(*ret_person, "enrollment"), "paused_until", "");
}

/* Back on a holiday of theirs, on a day their office is closed, on the free day of their week: the
 * first day on which they work counts. */
static void
test_away_until_they_work(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);
    g_autoptr(json_t) person = NULL;

    if (world == NULL)
        return;
    json_decref(small_world_do(world, "enroll", "{'sequence':'cold'," ANA "}"));
    small_world_work(world);
    small_world_sql(world, "UPDATE prospects SET country = 'DE', region = 'Bayern'");
    small_world_answer(world, AWAY, "I am out of the office and will be back on 6 January 2027.");
    g_assert_cmpstr(paused_until(world, &person), ==, "2027-01-07T09:00:00+01:00"); /* Epiphany */
    json_decref(small_world_do(world, "day-off add",
                               "{'from':'2027-01-07','until':'2027-01-08','country':'DE'}"));
    small_world_answer(world, AWAY, "I am out of the office and will be back on 7 January 2027.");
    g_assert_cmpstr(paused_until(world, &person), ==, "2027-01-11T09:00:00+01:00");
    small_world_sql(world, "UPDATE prospects SET country = 'SA', region = NULL");
    small_world_answer(world, AWAY,
                       "I am out of the office and will be back on 15 January 2027."); /* Friday */
    g_assert_cmpstr(paused_until(world, &person), ==, "2027-01-17T09:00:00+01:00");
}

static const char *
proposed(const json_t *row, const char *key)
{
    const json_t *next = json_object_get(row, "next_opportunity");
    return json_text(json_object_get(next, "proposal"), key, "none");
}

/* "Ask me in Q3": a date is proposed; one call takes it; on the day it is there, with the reason.
 */
static void
test_not_now(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    json_decref(small_world_do(world, "enroll", "{'sequence':'cold'," ANA "}"));
    small_world_work(world);
    g_autoptr(json_t) logged =
        small_world_log_call(world, "ana.lopez@acme.example.com", "not_now", "ask me again in Q3");
    g_assert_cmpstr(proposed(logged, "path"), ==, "later");
    g_assert_cmpstr(proposed(logged, "day"), ==, "2027-07-01");
    g_assert_cmpstr(
        json_text(logged, "next", ""), ==,
        "Not now is a date, not a no. They named the date. Proposed: Come back on 1 Jul "
        "2027: they said not now, and to come back.");
    g_assert_cmpuint(small_world_count(world, "next list", NULL), ==, 1);
    g_autoptr(json_t) taken = small_world_do(world, "prospect next", "{" ANA "}");
    g_assert_true(json_is_null(json_object_get(taken, "next_opportunity")));
    g_assert_cmpuint(small_world_count(world, "next list", NULL), ==, 0);
    g_autofree char *twice = small_world_refused(world, "prospect next", "{" ANA "}");
    g_assert_nonnull(strstr(twice, "--later DATE"));
    small_world_set(world, "2027-07-01T10:00:00+02:00");
    g_autoptr(json_t) today = small_world_do(world, "today", NULL);
    g_assert_cmpint(json_array_size(today), ==, 1);
    g_assert_cmpstr(json_text(json_array_get(today, 0), "why", ""), ==,
                    "You set this date: they said not now, and to come back.");
}

/* Sent to somebody by name: the colleague of that name, and who is not known yet is to be added. */
static void
test_sent_to_somebody(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    g_autoptr(json_t) unknown =
        small_world_log_call(world, "ana.lopez@acme.example.com", "wrong_person",
                             "Please talk to Jane Miller (jane.miller@acme.example.com).");
    g_assert_cmpstr(proposed(unknown, "path"), ==, "prospecting");
    g_assert_cmpstr(proposed(unknown, "say"), ==,
                    "Add Jane Miller (jane.miller@acme.example.com), whom they named, and begin "
                    "there.");
    const json_t *next = json_object_get(unknown, "next_opportunity");
    g_assert_cmpstr(json_text(json_array_get(json_object_get(next, "others"), 0), "path", ""), ==,
                    "person");
    g_autoptr(json_t) known =
        small_world_log_call(world, "ana.lopez@acme.example.com", "wrong_person",
                             "You should speak with Bo, he runs that.");
    g_assert_cmpstr(proposed(known, "path"), ==, "person");
    g_assert_cmpstr(proposed(known, "prospect"), ==, "bo.lee@acme.example.com");
    g_assert_nonnull(strstr(proposed(known, "say"), "was named by a colleague"));
}

/* Not theirs to decide: the colleague is proposed, and hears where we come from. */
static void
test_wrong_person(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    json_decref(small_world_do(world, "enroll", "{'sequence':'cold'," ANA "}"));
    small_world_work(world);
    g_autoptr(json_t) logged =
        small_world_log_call(world, "ana.lopez@acme.example.com", "wrong_person", "Bo runs that");
    g_assert_cmpstr(proposed(logged, "path"), ==, "person");
    g_assert_cmpstr(proposed(logged, "prospect"), ==, "bo.lee@acme.example.com");
    g_assert_cmpstr(proposed(logged, "say"), ==,
                    "Turn to Bo Lee, who decides (guessed from \"CTO\"), not tried yet.");
    json_decref(small_world_do(world, "prospect next", "{" ANA "}"));
    g_autoptr(json_t) today = small_world_do(world, "today", NULL);
    g_assert_cmpint(json_array_size(today), ==, 1);
    g_assert_cmpstr(json_text(json_array_get(today, 0), "prospect", ""), ==,
                    "bo.lee@acme.example.com");
    g_assert_cmpstr(
        json_text(json_array_get(today, 0), "why", ""), ==,
        "You set this date: go on from Ana Lopez (It is not theirs to decide: \"Bo runs "
        "that\").");
}

/* The log was a slip: taken back, nothing waits for a decision. */
static void
test_undone(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    g_autoptr(json_t) logged =
        small_world_log_call(world, "ana.lopez@acme.example.com", "not_interested", "");
    g_assert_cmpstr(proposed(logged, "path"), ==, "person");
    g_autofree char *undo =
        g_strdup_printf("{'touch_id':%d}", (int)json_int(logged, "touch_id", 0));
    json_decref(small_world_do(world, "touch undo", undo));
    g_assert_cmpuint(small_world_count(world, "next list", NULL), ==, 0);
}

/* A no by mail, surely read, waits for a decision at once; the human's reading replaces it. */
static void
test_by_mail(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    json_decref(small_world_do(world, "enroll", "{'sequence':'cold'," ANA "}"));
    small_world_answer(world, "Subject: Re: Hello\r\n",
                       "Not right now, please get back to me in March 2027.");
    g_autoptr(json_t) replies = small_world_do(world, "reply list", NULL);
    g_assert_cmpint(json_array_size(replies), ==, 1);
    g_assert_cmpstr(json_text(json_array_get(replies, 0), "intent", ""), ==, "not_now");
    g_assert_cmpstr(proposed(json_array_get(replies, 0), "day"), ==, "2027-03-01");
    g_autofree char *done =
        g_strdup_printf("{'reply_id':%d,'outcome':'no_budget'}",
                        (int)json_int(json_array_get(replies, 0), "reply_id", 0));
    g_autoptr(json_t) read = small_world_do(world, "reply done", done);
    const json_t *next = json_object_get(read, "next_opportunity");
    g_assert_cmpstr(json_text(next, "no", ""), ==, "no_budget");
    g_autofree char *kind =
        g_strdup_printf("{'reply_id':%d,'outcome':'interested'}",
                        (int)json_int(json_array_get(replies, 0), "reply_id", 0));
    g_autoptr(json_t) better = small_world_do(world, "reply done", kind);
    g_assert_true(json_is_null(json_object_get(better, "next_opportunity")));
}

/* A year in nurture: monthly, without the floor's pressure, until they answer. */
static void
test_nurture(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    json_decref(small_world_do(world, "enroll", "{'sequence':'cold'," ANA "}"));
    small_world_work(world);
    json_decref(small_world_log_call(world, "ana.lopez@acme.example.com", "not_interested", ""));
    g_autofree char *long_one =
        small_world_refused(world, "prospect next", "{" ANA ",'nurture':true,'months':24}");
    g_assert_nonnull(strstr(long_one, "months"));
    g_autoptr(json_t) person =
        small_world_do(world, "prospect next", "{" ANA ",'nurture':true,'months':6}");
    const json_t *enrollment = json_object_get(person, "enrollment");
    g_assert_cmpstr(json_text(enrollment, "state", ""), ==, "nurturing");
    g_assert_cmpstr(json_text(enrollment, "sequence", ""), ==, "nurture");
    const json_t *next = json_object_get(person, "next");
    g_assert_cmpstr(json_text(json_array_get(next, 0), "due_from", ""), ==,
                    "2026-12-23T09:00:00+01:00");
    g_assert_cmpstr(json_text(json_array_get(next, 1), "due_from", ""), ==,
                    "2027-01-22T09:00:00+01:00");
    small_world_work(world);
    g_assert_cmpuint(small_world_count(world, "today", NULL), ==, 0);
    small_world_set(world, "2026-12-23T10:00:00+01:00");
    small_world_work(world);
    g_assert_cmpuint(small_world_count(world, "today", NULL), ==, 1);
    g_autoptr(json_t) still = small_world_do(world, "prospect show", "{" ANA "}");
    g_assert_cmpstr(json_text(json_object_get(still, "enrollment"), "state", ""), ==, "nurturing");
    json_decref(small_world_do(world, "prospect pause", "{" ANA ",'until':'2026-12-28'}"));
    g_autoptr(json_t) back = small_world_do(world, "prospect resume", "{" ANA "}");
    g_assert_cmpstr(json_text(json_object_get(back, "enrollment"), "state", ""), ==, "nurturing");
    small_world_answer(world, "Subject: Re: Hello\r\n", "Thank you, let us talk next week.");
    g_autoptr(json_t) over = small_world_do(world, "prospect show", "{" ANA "}");
    g_assert_cmpstr(json_text(json_object_get(over, "enrollment"), "finish_reason", ""), ==,
                    "replied");
}

/* Its time is over: it ends, and is not proposed a second time. */
static void
test_nurture_ends(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    json_decref(small_world_do(world, "prospect next", "{" ANA ",'nurture':true,'months':3}"));
    small_world_set(world, "2027-03-24T10:00:00+01:00");
    small_world_work(world);
    g_autoptr(json_t) person = small_world_do(world, "prospect show", "{" ANA "}");
    g_assert_cmpstr(json_text(json_object_get(person, "enrollment"), "finish_reason", ""), ==,
                    "no_response");
    const json_t *next = json_object_get(person, "next_opportunity");
    g_assert_cmpstr(json_text(next, "no", ""), ==, "no_answer");
    const json_t *others = json_object_get(next, "others");
    for (gsize i = 0; i < json_array_size(others); i++)
        g_assert_cmpstr(json_text(json_array_get(others, i), "path", ""), !=, "nurture");
}

/* The company's page: parts (guessed ones say so), who was tried, whom next, what was said. */
static void
test_account(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    json_decref(
        small_world_log_call(world, "ana.lopez@acme.example.com", "wrong_person", "Bo runs that"));
    json_decref(small_world_do(world, "prospect edit", "{" ANA ",'role':'champion'}"));
    g_autoptr(json_t) account = small_world_do(world, "account show", "{'account':'acme'}");
    const json_t *committee = json_object_get(account, "committee");
    const json_t *ana = json_array_get(committee, 0), *bo = json_array_get(committee, 1);
    g_assert_cmpint(json_array_size(committee), ==, 2);
    g_assert_cmpstr(json_text(ana, "role", ""), ==, "champion");
    g_assert_false(json_flag(ana, "guessed", true));
    g_assert_cmpint(json_int(ana, "attempts", 0), ==, 1);
    g_assert_cmpstr(json_text(ana, "no_say", ""), ==, "It is not theirs to decide");
    g_assert_cmpstr(json_text(bo, "role", ""), ==, "decision_maker");
    g_assert_true(json_flag(bo, "guessed", false));
    g_assert_false(json_flag(bo, "tried", true));
    g_assert_cmpstr(json_text(json_object_get(account, "next"), "prospect", ""), ==,
                    "bo.lee@acme.example.com");
    g_assert_cmpstr(json_string_value(json_array_get(json_object_get(account, "missing"), 0)), ==,
                    "economic_buyer");
    const json_t *said = json_array_get(json_object_get(account, "said"), 0);
    g_assert_cmpstr(json_text(said, "name", ""), ==, "Ana Lopez");
    g_assert_cmpstr(json_text(said, "text", ""), ==, "Bo runs that");
    g_autofree char *unknown = small_world_refused(world, "account show", "{'account':'nobody'}");
    g_assert_nonnull(strstr(unknown, "there is no company \"nobody\""));
}

/* Two reps, one company: the second is told who is in talk there, and may do it all the same. */
static void
test_one_voice(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    json_decref(small_world_do(world, "enroll", "{'sequence':'cold'," ANA "}"));
    small_world_sql(world, "INSERT INTO users (workspace_id, email, name, role, zone, is_active,"
                           " created_us) VALUES ($W, 'sam@example.com', 'Sam', 'rep',"
                           " 'Europe/Berlin', 1, 1);"
                           "UPDATE prospects SET owner_id = (SELECT id FROM users WHERE email ="
                           " 'sam@example.com') WHERE email LIKE 'bo.lee%'");
    static const char BO[] = "{'sequence':'cold','prospect':'bo.lee@acme.example.com'}";
    g_autoptr(json_t) held = small_world_do(world, "enroll", BO);
    g_assert_cmpstr(
        refusal_of(held), ==,
        "waits: Rita Rep is in talk with Ana Lopez there, and a company hears one voice "
        "at a time; `enroll --beside` does it all the same");
    g_autoptr(json_t) beside = small_world_do(
        world, "enroll", "{'sequence':'cold','prospect':'bo.lee@acme.example.com','beside':true}");
    g_assert_cmpint(json_int(beside, "enrolled", 0), ==, 1);
    g_autoptr(json_t) account = small_world_do(world, "account show", "{'account':'acme'}");
    g_assert_cmpint(json_array_size(json_object_get(account, "voices")), ==, 2);
}

/* A reason to write wakes the dormant, leaves a talk alone, ends a nurture, and takes one person of
 * a company. */
static void
test_signals(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);

    if (world == NULL)
        return;
    g_autoptr(json_t) woke = small_world_do(
        world, "signal add", "{'kind':'job_change'," ANA ",'note':'now CFO at Other'}");
    g_assert_true(json_flag(woke, "woke", false));
    g_assert_cmpstr(json_text(woke, "say", ""), ==,
                    "A reason to write to Ana Lopez: they changed jobs: now CFO at Other. The task "
                    "is for Mon 23 Nov.");
    g_autoptr(json_t) today = small_world_do(world, "today", NULL);
    g_assert_cmpint(json_array_size(today), ==, 1);
    g_assert_nonnull(strstr(json_text(json_array_get(today, 0), "why", ""), "now CFO at Other"));

    static const char CAL[] = "{'sequence':'cold','prospect':'cal.young@other.example.com'}";
    json_decref(small_world_do(world, "enroll", CAL));
    g_autoptr(json_t) calm = small_world_do(
        world, "signal add", "{'kind':'visit','prospect':'cal.young@other.example.com'}");
    g_assert_false(json_flag(calm, "woke", true));

    json_decref(small_world_do(world, "prospect next",
                               "{'prospect':'bo.lee@acme.example.com','nurture':true,'months':3}"));
    g_autoptr(json_t) ended = small_world_do(
        world, "signal add", "{'kind':'funding','prospect':'bo.lee@acme.example.com'}");
    g_assert_true(json_flag(ended, "woke", false));
    g_autoptr(json_t) bo =
        small_world_do(world, "prospect show", "{'prospect':'bo.lee@acme.example.com'}");
    g_assert_cmpstr(json_text(json_object_get(bo, "enrollment"), "finish_reason", ""), ==,
                    "signal");
    g_autoptr(json_t) company = small_world_do(
        world, "signal add", "{'kind':'news','account':'acme','at':'2026-12-01T10:00:00+01:00'}");
    g_assert_true(json_flag(company, "woke", false));
    g_autofree char *odd = small_world_refused(world, "signal add", "{'kind':'Big News!'," ANA "}");
    g_assert_nonnull(strstr(odd, "lower-case"));
}

/* After "stop" no operation leads to the person any more, on any channel, whatever they are called.
 */
static void
check_no_path(SmallWorld *world)
{
    static const struct {
        const char *verb, *params, *says;
    } TRIES[] = {
        { "prospect next", "{" ANA ",'later':'2027-03-01','trigger':'x'}", "no path leads" },
        { "prospect next", "{" ANA ",'nurture':true}", "left alone" },
        { "prospect next",
          "{'prospect':'cal.young@other.example.com','person':"
          "'ana.lopez@acme.example.com'}",
          "left alone" },
        { "signal add", "{'kind':'job_change'," ANA "}", "left alone" },
        { "promise add", "{" ANA ",'channel':'call','window':'2026-11-26 morning'}", "" },
        { "promise add", "{" ANA ",'channel':'letter','window':'2026-11-26 morning'}", "" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TRIES); i++) {
        g_autofree char *refused = small_world_refused(world, TRIES[i].verb, TRIES[i].params);
        if (strstr(refused, TRIES[i].says) == NULL)
            g_test_message("%s %s: %s", TRIES[i].verb, TRIES[i].params, refused);
        g_assert_nonnull(strstr(refused, TRIES[i].says));
    }
    g_autoptr(json_t) enrolled = small_world_do(world, "enroll", "{'sequence':'cold'," ANA "}");
    g_assert_cmpint(json_int(enrolled, "enrolled", -1), ==, 0);
    g_autoptr(json_t) all = small_world_do(world, "enroll", "{'sequence':'cold','all':true}");
    g_assert_nonnull(all);
    json_decref(small_world_do(world, "signal add", "{'kind':'news','account':'acme'}"));
    small_world_work(world);
    small_world_set(world, "2027-11-23T11:00:00+01:00");
    small_world_work(world);
    g_autoptr(json_t) today = small_world_do(world, "today", "{'all':true}");
    for (gsize i = 0; i < json_array_size(today); i++)
        g_assert_cmpstr(json_text(json_array_get(today, i), "prospect", ""), !=,
                        "ana.lopez@acme.example.com");
    g_assert_cmpuint(small_world_count(world, "plan", "{" ANA "}"), ==, 0);
    g_autoptr(json_t) account = small_world_do(world, "account show", "{'account':'acme'}");
    g_assert_cmpstr(json_text(json_object_get(account, "next"), "prospect", "none"), !=,
                    "ana.lopez@acme.example.com");
}

static void
test_shut_for_good(gconstpointer engine)
{
    static const char *const WAYS[] = { "stop", "hostile" };

    for (gsize i = 0; i < G_N_ELEMENTS(WAYS); i++) {
        g_autoptr(SmallWorld) world = team(engine);
        if (world == NULL)
            return;
        g_autoptr(json_t) logged =
            small_world_log_call(world, "ana.lopez@acme.example.com", WAYS[i], "");
        g_assert_cmpstr(proposed(logged, "path"), ==, "never");
        g_assert_cmpstr(proposed(logged, "say"), ==, "Nothing: the door is shut on every channel.");
        check_no_path(world);
    }
}

/* By hand, and imported anew under the same address: the door stays shut. */
static void
test_never_survives_import(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = team(engine);
    g_autofree char *file = NULL;
    int fd = g_file_open_tmp("seventh-XXXXXX.csv", &file, NULL);

    g_assert_cmpint(fd, >=, 0);
    close(fd);
    if (world != NULL) {
        json_decref(small_world_do(world, "prospect next", "{" ANA ",'never':true}"));
        g_file_set_contents(file,
                            "Email,First name,Last name,Company,Phone\n"
                            "ana.lopez@acme.example.com,Ana,Lopez,Acme,+4930123499\n"
                            "ANA.LOPEZ@ACME.EXAMPLE.COM,Ana,Lopez,Acme,+4930123456\n",
                            -1, NULL);
        g_autofree char *params = g_strdup_printf("{'file':'%s'}", file);
        json_decref(small_world_do(world, "import prospects", params));
        check_no_path(world);
    }
    g_unlink(file);
}

int
main(int argc, char **argv)
{
    static const SmallWorldTest TESTS[] = {
        { "agreed-date", test_agreed_date },
        { "agreed-date-has-come", test_agreed_date_has_come },
        { "away-everywhere", test_away_everywhere },
        { "away-pauses", test_away_pauses },
        { "away-until-they-work", test_away_until_they_work },
        { "not-now", test_not_now },
        { "wrong-person", test_wrong_person },
        { "sent-to-somebody", test_sent_to_somebody },
        { "undone", test_undone },
        { "by-mail", test_by_mail },
        { "nurture", test_nurture },
        { "nurture-ends", test_nurture_ends },
        { "account", test_account },
        { "one-voice", test_one_voice },
        { "signals", test_signals },
        { "shut-for-good", test_shut_for_good },
        { "never-survives-import", test_never_survives_import },
    };

    return small_world_run(argc, argv, "next", TESTS, G_N_ELEMENTS(TESTS));
}
