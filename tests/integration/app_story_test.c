/* Three stories of people who answered, with real dates of 2026 and 2027, as a rep meets them: in
 * the replies, in Today, and in what Seventh refuses to do afterwards. The stories of the calendar
 * are in tests/unit/core/calendar_story_test.c and app_days_off_test.c. */
#include <string.h>

#include "small_world.h"

#define ANA "'prospect':'ana.lopez@acme.example.com'"
#define BO "'prospect':'bo.lee@acme.example.com'"

static const char CALLS[] = "sequence: calls\n"
                            "steps:\n"
                            "  - {day: 0, channel: call, value_point: intro}\n"
                            "  - {day: 2, channel: call}\n"
                            "  - {day: 4, channel: call}\n";

/* Ana and Bo of one company, each after a first call on Tue 9 March 2027. */
static SmallWorld *
acme(gconstpointer engine)
{
    SmallWorld *world = small_world_new(engine);

    if (world == NULL)
        return NULL;
    small_world_set(world, "2027-03-09T09:30:00+01:00");
    small_world_person(world, "ana.lopez@acme.example.com", "Acme", "Europe/Berlin");
    small_world_person(world, "bo.lee@acme.example.com", "Acme", "Europe/Berlin");
    small_world_sql(world, "UPDATE prospects SET country = 'DE', title = 'Head of Purchasing', "
                           "phone = '+493012345678' "
                           "WHERE email_key LIKE 'bo.%'");
    small_world_sequence(world, CALLS);
    small_world_mailbox(world);
    json_decref(small_world_do(world, "enroll", "{'sequence':'calls'," ANA "}"));
    small_world_work(world);
    json_decref(
        small_world_do(world, "touch log", "{" ANA ",'channel':'call','outcome':'voicemail'}"));
    return world;
}

static void
ana_answers(SmallWorld *world, const char *text)
{
    static int number;
    g_autofree char *mail = g_strdup_printf("From: Ana Lopez <ana.lopez@acme.example.com>\r\n"
                                            "To: rep@example.com\r\nMessage-ID: <%d@acme.test>\r\n"
                                            "Subject: Re: your call\r\n\r\n%s\r\n",
                                            ++number, text);

    small_world_take(world, mail);
}

static const char *
proposed(const json_t *row, const char *key)
{
    const json_t *next = json_object_get(row, "next_opportunity");

    return json_text(json_object_get(next, "proposal"), key, "none");
}

/* "Bo decides that": the machine stops with Ana, Bo is proposed, and one call turns to him with the
 * memory of who sent us. */
static void
test_referral(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = acme(engine);

    if (world == NULL)
        return;
    small_world_set(world, "2027-03-10T11:00:00+01:00");
    ana_answers(world, "I am not the right person for this. Please contact my colleague Bo Lee "
                       "instead, he is in charge of purchasing.");
    small_world_work(world);
    g_autoptr(json_t) replies = small_world_do(world, "reply list", NULL);
    g_assert_cmpuint(json_array_size(replies), ==, 1);
    g_assert_cmpuint(small_world_count(world, "plan", "{" ANA ",'days':60}"), ==, 0);
    g_autofree char *read =
        g_strdup_printf("{'reply_id':%d,'outcome':'wrong_person'}",
                        (int)json_int(json_array_get(replies, 0), "reply_id", 0));
    g_autoptr(json_t) done = small_world_do(world, "reply done", read);
    g_assert_cmpstr(proposed(done, "path"), ==, "person");
    g_assert_cmpstr(proposed(done, "prospect"), ==, "bo.lee@acme.example.com");
    json_decref(small_world_do(world, "prospect next", "{" ANA "}"));
    small_world_work(world);
    g_autoptr(json_t) today = small_world_do(world, "today", NULL);
    g_assert_cmpuint(json_array_size(today), ==, 1);
    g_assert_cmpstr(json_text(json_array_get(today, 0), "prospect", ""), ==,
                    "bo.lee@acme.example.com");
    g_assert_nonnull(strstr(json_text(json_array_get(today, 0), "why", ""), "Ana Lopez"));
}

/* Anger shuts the door on every channel, for good; the colleague's stays open. */
static void
test_hostile(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = acme(engine);

    if (world == NULL)
        return;
    small_world_set(world, "2027-03-10T11:00:00+01:00");
    json_decref(small_world_do(world, "touch log",
                               "{" ANA
                               ",'channel':'call','outcome':'hostile','note':'shouted, hung up'}"));
    small_world_work(world);
    g_assert_cmpuint(small_world_count(world, "plan", "{" ANA ",'days':365}"), ==, 0);
    g_assert_cmpuint(small_world_count(world, "today", NULL), ==, 0);
    g_autoptr(json_t) ana = small_world_do(world, "prospect show", "{" ANA "}");
    g_assert_true(json_flag(ana, "shut", false));
    g_autofree char *promise =
        small_world_refused(world, "promise add", "{" ANA ",'window':'2027-03-11 morning'}");
    g_assert_nonnull(strstr(promise, "asked us to stop"));
    g_autoptr(json_t) enrolled = small_world_do(world, "enroll", "{'sequence':'calls'," ANA "}");
    g_assert_cmpint(json_int(enrolled, "enrolled", -1), ==, 0);
    g_autofree char *later =
        small_world_refused(world, "prospect next", "{" ANA ",'later':'2027-09-01'}");
    g_assert_nonnull(later);

    g_autoptr(json_t) colleague = small_world_do(world, "enroll", "{'sequence':'calls'," BO "}");
    g_assert_cmpint(json_int(colleague, "enrolled", -1), ==, 1);
}

/* "Not now, ask me in Q3": nothing until then; on the first working day of it the task is there. */
static void
test_ask_me_in_q3(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = acme(engine);

    if (world == NULL)
        return;
    small_world_set(world, "2027-03-10T11:00:00+01:00");
    ana_answers(world, "Not right now, please get back to me in Q3.");
    small_world_work(world);
    g_autoptr(json_t) replies = small_world_do(world, "reply list", NULL);
    g_assert_cmpstr(json_text(json_array_get(replies, 0), "intent", ""), ==, "not_now");
    g_assert_cmpstr(proposed(json_array_get(replies, 0), "path"), ==, "later");
    g_assert_cmpstr(proposed(json_array_get(replies, 0), "day"), ==, "2027-07-01");
    json_decref(small_world_do(world, "prospect next", "{" ANA "}"));
    small_world_set(world, "2027-06-30T12:00:00+02:00");
    small_world_work(world);
    g_assert_cmpuint(small_world_count(world, "today", NULL), ==, 0);
    small_world_set(world, "2027-07-01T09:30:00+02:00");
    small_world_work(world);
    g_autoptr(json_t) today = small_world_do(world, "today", NULL);
    g_assert_cmpuint(json_array_size(today), ==, 1);
    g_assert_cmpstr(json_text(json_array_get(today, 0), "prospect", ""), ==,
                    "ana.lopez@acme.example.com");
}

/* The date stands at the end of a long answer, and falls on a holiday of theirs. */
static void
test_ask_me_next_year(gconstpointer engine)
{
    g_autoptr(SmallWorld) world = acme(engine);

    if (world == NULL)
        return;
    small_world_sql(world, "UPDATE prospects SET country = 'FR'");
    small_world_set(world, "2026-11-24T11:00:00+01:00");
    ana_answers(world, "Not now. We are changing our payroll software at the moment, the whole "
                       "team works on it with two contractors, and nobody here has time to look "
                       "at anything else before all of it is in place and the first month has "
                       "been paid without a mistake. It is not that the subject leaves us cold: "
                       "we spoke about it in a meeting, and several colleagues see a need for "
                       "their clients and for themselves, too. But we have no time for it now. "
                       "Please ask me again next year.");
    small_world_work(world);
    g_autoptr(json_t) replies = small_world_do(world, "reply list", NULL);
    g_assert_cmpstr(json_text(json_array_get(replies, 0), "intent", ""), ==, "not_now");
    g_assert_cmpstr(proposed(json_array_get(replies, 0), "path"), ==, "later");
    g_assert_cmpstr(proposed(json_array_get(replies, 0), "day"), ==, "2027-01-04");
}

int
main(int argc, char **argv)
{
    static const SmallWorldTest TESTS[] = {
        { "referral", test_referral },
        { "hostile", test_hostile },
        { "ask-me-in-q3", test_ask_me_in_q3 },
        { "ask-me-next-year", test_ask_me_next_year },
    };

    return small_world_run(argc, argv, "story", TESTS, G_N_ELEMENTS(TESTS));
}
