/* Stories with real dates: a person, what happened, and the touches ahead as a calendar shows them.
 */
#include "person.h"

#define CALL(day) "  - {day: " #day ", channel: call, objective: o}\n"
#define MAIL(day) "  - {day: " #day ", channel: email, automatic: true, subject: s, body: b}\n"
#define SOCIAL(day) "  - {day: " #day ", channel: social, objective: o}\n"
#define SEVEN CALL(0) MAIL(1) CALL(3) MAIL(5) SOCIAL(8) CALL(10) MAIL(14)

static void
test_quiet_berlin(void)
{
    g_autoptr(Person) ana =
        person_new("Europe/Berlin", "Europe/Berlin", "2026-11-16T08:00:00+01:00", SEVEN);

    assert_ahead(ana, "Mon 16 Nov, 09:00-17:00 call 1: step_due\n"
                      "Tue 17 Nov, 15:36-17:00 auto email 2: step_due\n"
                      "Thu 19 Nov, 13:00-17:00 call 3: step_due other_half\n"
                      "Mon 23 Nov, 11:04-17:00 auto email 4: step_due weekend\n"
                      "Wed 25 Nov, 09:00-17:00 social 5: step_due floor_week\n"
                      "Fri 27 Nov, 09:00-17:00 call 6: step_due shifted\n"
                      "Tue 1 Dec, 13:42-17:00 auto email 7: step_due shifted\n");
}

/* Someone asks for a call on Friday at 17:58: nobody is there, so it is the first thing on Monday,
 * and what follows counts from the call. */
static void
test_inbound_on_friday_evening(void)
{
    g_autoptr(Person) lea = person_new(
        "Europe/Berlin", "Europe/Berlin", "2026-11-20T17:58:00+01:00",
        "  - {day: 0, within: 5 minutes, channel: call, objective: o}\n" MAIL(0) CALL(2));

    assert_next(lea, NULL, "Mon 23 Nov, 09:00-09:05 call 1: step_due window");
    person_had(lea, "2026-11-23T09:02:00+01:00", CHANNEL_CALL, OUTCOME_VOICEMAIL, 1);
    assert_next(lea, NULL,
                "Tue 24 Nov, 15:36-17:00 auto email 2: step_due shifted voicemail_grace");
}

static void
test_inbound_in_the_last_minutes_of_the_day(void)
{
    g_autoptr(Person) lea =
        person_new("Europe/Berlin", "Europe/Berlin", "2026-11-20T16:50:00+01:00",
                   "  - {day: 0, within: 5 minutes, channel: call, objective: o}\n");

    assert_next(lea, NULL, "Fri 20 Nov, 16:50-16:55 call 1: step_due");
}

/* In winter Tokyo's day ends when Berlin's begins: calls fit one hour, mail its own time. */
static void
test_tokyo_from_berlin(void)
{
    g_autoptr(Person) kei = person_new("Asia/Tokyo", "Europe/Berlin", "2026-11-16T08:00:00+01:00",
                                       CALL(0) MAIL(1) CALL(3));

    assert_next(kei, NULL, "Mon 16 Nov, 16:00-17:00 call 1: step_due");
    person_had(kei, "2026-11-16T16:05:00+09:00", CHANNEL_CALL, OUTCOME_NO_ANSWER, 1);
    assert_next(kei, NULL, "Tue 17 Nov, 15:36-17:00 auto email 2: step_due");
    person_had(kei, "2026-11-17T15:36:00+09:00", CHANNEL_EMAIL, OUTCOME_SENT, 2);
    assert_next(kei, NULL, "Thu 19 Nov, 16:00-17:00 call 3: step_due");
}

/* San Francisco starts when Berlin has gone home: the rep is asked for the evening, and told. There
 * it is still Sunday. */
static void
test_san_francisco_from_berlin(void)
{
    g_autoptr(Person) sam =
        person_new("America/Los_Angeles", "Europe/Berlin", "2026-11-16T08:00:00+01:00", CALL(0));

    assert_next(sam, NULL, "Mon 16 Nov, 09:00-13:00 call 1: step_due sender_hours weekend");
}

/* A sender whose only day is Wednesday, on the other side of the world: theirs alone. */
static void
test_no_common_hour_at_all(void)
{
    g_autoptr(Person) tui =
        person_new("Pacific/Apia", "Europe/Berlin", "2026-11-16T08:00:00+01:00", CALL(0));

    for (int weekday = 0; weekday < 7; weekday++) {
        tui->ruleset.windows[CHANNEL_CALL].days[weekday] = (DayWindow){ 0, 0 };
        if (weekday != 2)
            tui->ruleset.sender_windows.days[weekday] = (DayWindow){ 0, 0 };
    }
    tui->ruleset.windows[CHANNEL_CALL].days[0] = (DayWindow){ 9 * 60, 12 * 60 };
    assert_next(tui, NULL, "Mon 23 Nov, 09:00-12:00 call 1: step_due sender_hours window");
}

/* The night of 25 October Berlin's clocks go back: 24 hours and a bit, and 9:00 stays 9:00. */
static void
test_clocks_go_back_in_berlin(void)
{
    g_autoptr(Person) ana =
        person_new("Europe/Berlin", "Europe/Berlin", "2026-10-23T08:00:00+02:00",
                   CALL(0) "  - {after: 3 days, channel: call, objective: o}\n");
    Plan plan;

    ana->ruleset.floor_per_week = 0;
    person_had(ana, "2026-10-23T14:00:00+02:00", CHANNEL_CALL, OUTCOME_NO_ANSWER, 1);
    planner_next(&ana->input, &plan);
    g_assert_cmpint(plan.due_from_us, ==, at("2026-10-26T09:00:00+01:00"));
    g_assert_cmpint(plan.due_until_us, ==, at("2026-10-26T17:00:00+01:00"));
}

/* On 29 March 2026 the hour from two to three does not exist: a window in it is closed, one that
 * begins in it begins at three. */
static void
test_clocks_go_forward_in_berlin(void)
{
    g_autoptr(Person) owl = person_new("Europe/Berlin", NULL, "2026-03-29T00:00:00+01:00", CALL(0));
    WeekWindows *windows = &owl->ruleset.windows[CHANNEL_CALL];
    Plan plan;

    windows->days[6] = (DayWindow){ 2 * 60, 3 * 60 };
    assert_next(owl, NULL, "Mon 30 Mar, 09:00-17:00 call 1: step_due window");
    windows->days[6] = (DayWindow){ 2 * 60 + 30, 4 * 60 };
    planner_next(&owl->input, &plan);
    g_assert_cmpint(plan.due_from_us, ==, at("2026-03-29T03:00:00+02:00"));
    g_assert_cmpint(plan.due_until_us, ==, at("2026-03-29T04:00:00+02:00"));
}

/* Lord Howe moves by half an hour: on 5 April 2026 at 2:00 back to 1:30. A night window that opens
 * at 1:45 opens the second time the clock shows it, so that it is never outside by the clock. */
static void
test_half_an_hour_on_lord_howe(void)
{
    g_autoptr(Person) owl =
        person_new("Australia/Lord_Howe", NULL, "2026-04-04T20:00:00+11:00", CALL(1));
    Plan plan;

    owl->ruleset.windows[CHANNEL_CALL].days[6] = (DayWindow){ 105, 300 };
    planner_next(&owl->input, &plan);
    g_assert_cmpint(plan.due_from_us, ==, at("2026-04-05T01:45:00+10:30"));
    g_assert_cmpint(plan.due_until_us, ==, at("2026-04-05T05:00:00+10:30"));
}

/* In Santiago the clock jumps at midnight: 6 September 2026 has no 0:00, the day begins at 1:00. */
static void
test_no_midnight_in_santiago(void)
{
    g_autoptr(Person) eva =
        person_new("America/Santiago", NULL, "2026-09-05T12:00:00-04:00", CALL(1));
    Plan plan;

    eva->ruleset.windows[CHANNEL_CALL].days[6] = (DayWindow){ 0, 3 * 60 };
    planner_next(&eva->input, &plan);
    g_assert_cmpint(plan.due_from_us, ==, at("2026-09-06T01:00:00-03:00"));
    g_assert_cmpint(plan.due_until_us, ==, at("2026-09-06T03:00:00-03:00"));
}

/* The rep was away for two weeks: one touch today, the rest at the author's pace behind it. */
static void
test_two_weeks_of_nobody_at_work(void)
{
    g_autoptr(Person) ana =
        person_new("Europe/Berlin", "Europe/Berlin", "2026-11-02T08:00:00+01:00",
                   CALL(0) SOCIAL(2) CALL(4) SOCIAL(6) CALL(8) SOCIAL(10) CALL(12));

    person_had(ana, "2026-11-02T09:30:00+01:00", CHANNEL_CALL, OUTCOME_NO_ANSWER, 1);
    ana->input.now_us = at("2026-11-18T08:30:00+01:00");
    assert_ahead(ana, "Wed 18 Nov, 09:00-17:00 social 2: step_due late\n"
                      "Fri 20 Nov, 13:00-17:00 call 3: step_due shifted other_half\n"
                      "Mon 23 Nov, 09:00-17:00 social 4: step_due shifted weekend\n"
                      "Wed 25 Nov, 09:00-17:00 call 5: step_due shifted\n"
                      "Fri 27 Nov, 09:00-17:00 social 6: step_due shifted\n"
                      "Mon 30 Nov, 13:00-17:00 call 7: step_due shifted weekend other_half\n");
}

/* A promise in the middle: nothing before it, and what follows counts from when it was kept. */
static void
test_a_promise_in_the_middle(void)
{
    g_autoptr(Person) ana =
        person_new("Europe/Berlin", "Europe/Berlin", "2026-11-16T08:00:00+01:00", SEVEN);

    ana->ruleset.floor_attempts = 4;
    person_had(ana, "2026-11-16T09:30:00+01:00", CHANNEL_CALL, OUTCOME_GATEKEEPER, 1);
    person_promised(ana, "2026-11-19T09:00:00+01:00", "2026-11-19T12:00:00+01:00", CHANNEL_CALL);
    assert_ahead(ana, "Thu 19 Nov, 09:00-12:00 call promised: promise after_promise\n"
                      "Fri 20 Nov, 15:36-17:00 auto email 2: step_due shifted\n"
                      "Mon 23 Nov, 13:00-17:00 call 3: step_due shifted weekend other_half\n"
                      "Wed 25 Nov, 11:04-17:00 auto email 4: step_due shifted\n"
                      "Mon 30 Nov, 09:00-17:00 social 5: step_due shifted weekend\n"
                      "Wed 2 Dec, 09:00-17:00 call 6: step_due shifted\n"
                      "Mon 7 Dec, 13:42-17:00 auto email 7: step_due shifted weekend\n");
}

/* Only a mail address: calls are passed over, four mails, a week's pause, and seven in the end. */
static void
test_only_a_mail_address(void)
{
    g_autoptr(Person) max =
        person_new("Europe/Berlin", "Europe/Berlin", "2026-11-02T08:00:00+01:00", SEVEN);

    person_only_by(max, CHANNEL_EMAIL, CHANNEL_EMAIL);
    assert_ahead(max, "Mon 2 Nov, 15:36-17:00 auto email 2: step_due channel_unusable\n"
                      "Wed 4 Nov, 11:04-17:00 auto email 4: step_due channel_unusable\n"
                      "Fri 6 Nov, 13:42-17:00 auto email 7: step_due channel_unusable "
                      "channel_unusable floor_week\n"
                      "Tue 10 Nov, 09:00-17:00 email added: floor_attempts\n"
                      "Tue 17 Nov, 09:00-17:00 email added: floor_attempts channel_run\n"
                      "Thu 19 Nov, 09:00-17:00 email added: floor_attempts\n"
                      "Mon 23 Nov, 09:00-17:00 email added: floor_attempts\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/story/quiet-berlin", test_quiet_berlin);
    g_test_add_func("/story/inbound-on-friday-evening", test_inbound_on_friday_evening);
    g_test_add_func("/story/inbound-last-minutes", test_inbound_in_the_last_minutes_of_the_day);
    g_test_add_func("/story/tokyo-from-berlin", test_tokyo_from_berlin);
    g_test_add_func("/story/san-francisco-from-berlin", test_san_francisco_from_berlin);
    g_test_add_func("/story/no-common-hour", test_no_common_hour_at_all);
    g_test_add_func("/story/clocks-back-in-berlin", test_clocks_go_back_in_berlin);
    g_test_add_func("/story/clocks-forward-in-berlin", test_clocks_go_forward_in_berlin);
    g_test_add_func("/story/lord-howe", test_half_an_hour_on_lord_howe);
    g_test_add_func("/story/santiago", test_no_midnight_in_santiago);
    g_test_add_func("/story/two-weeks-away", test_two_weeks_of_nobody_at_work);
    g_test_add_func("/story/promise-in-the-middle", test_a_promise_in_the_middle);
    g_test_add_func("/story/only-mail", test_only_a_mail_address);
    return g_test_run();
}
