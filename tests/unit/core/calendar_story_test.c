/* Stories around the calendar, with real dates of 2026 and 2027: each a person, a week that is not
 * like others, and the touches ahead as a sales manager would check them on a wall calendar. */
#include "person.h"

#define CALL(day) "  - {day: " #day ", channel: call, objective: o}\n"
#define MAIL(day) "  - {day: " #day ", channel: email, automatic: true, subject: s, body: b}\n"
#define SOCIAL(day) "  - {day: " #day ", channel: social, objective: o}\n"
#define BUSINESS(days) "  - {after: " #days " business days, channel: call, objective: o}\n"
#define HOURS(hours) "  - {after: " #hours " hours, channel: call, objective: o}\n"

/* The week of Thanksgiving, 26 November 2026: in Massachusetts nobody is called that Thursday; the
 * call comes on Friday, and what follows keeps its distance. Without a place it is a day like any.
 */
static void
test_thanksgiving(void)
{
    g_autoptr(Person) amy =
        person_new("America/New_York", "America/New_York", "2026-11-23T08:00:00-05:00",
                   CALL(0) MAIL(1) CALL(3) BUSINESS(1));

    assert_ahead(amy, "Mon 23 Nov, 09:00-17:00 call 1: step_due\n"
                      "Tue 24 Nov, 15:36-17:00 auto email 2: step_due\n"
                      "Thu 26 Nov, 13:00-17:00 call 3: step_due other_half\n"
                      "Fri 27 Nov, 09:00-17:00 call 4: step_due\n"
                      "Tue 1 Dec, 09:00-17:00 email added: floor_attempts\n"
                      "Thu 3 Dec, 13:00-17:00 call added: floor_attempts other_half\n"
                      "Mon 7 Dec, 09:00-17:00 email added: floor_attempts\n");
    person_lives_in(amy, "US", "Massachusetts");
    assert_ahead(amy, "Mon 23 Nov, 09:00-17:00 call 1: step_due\n"
                      "Tue 24 Nov, 15:36-17:00 auto email 2: step_due\n"
                      "Fri 27 Nov, 13:00-17:00 call 3: step_due holiday other_half\n"
                      "Mon 30 Nov, 09:00-17:00 call 4: step_due\n"
                      "Wed 2 Dec, 09:00-17:00 email added: floor_attempts\n"
                      "Fri 4 Dec, 13:00-17:00 call added: floor_attempts other_half\n"
                      "Tue 8 Dec, 09:00-17:00 email added: floor_attempts\n");
}

/* The workspace set the hours of Ramadan for the Emirates: calls end at two, mail too. */
static void
test_ramadan(void)
{
    g_autoptr(Person) omar = person_new("Asia/Dubai", "Europe/Berlin", "2027-02-05T08:00:00+04:00",
                                        CALL(0) CALL(3) MAIL(5) CALL(33));

    person_lives_in(omar, "AE", NULL);
    omar->theirs[0] = days("2027-02-08", "2027-03-09", OWN_DAYS_HOURS);
    omar->theirs[0].hours = (DayWindow){ 9 * 60, 14 * 60 };
    omar->input.calendar.their_count = 1;
    assert_ahead(omar, "Fri 5 Feb, 11:00-17:00 call 1: step_due\n"
                       "Tue 9 Feb, 12:30-14:00 call 2: step_due holiday other_half\n"
                       "Thu 11 Feb, 12:33-14:00 auto email 3: step_due shifted\n"
                       "Mon 15 Feb, 11:00-14:00 call 4: step_due floor_week\n"
                       "Wed 17 Feb, 11:00-14:00 email added: floor_attempts\n"
                       "Fri 19 Feb, 12:30-14:00 call added: floor_attempts other_half\n"
                       "Tue 23 Feb, 11:00-14:00 email added: floor_attempts\n");
    omar->input.started_us = omar->input.now_us = at("2027-03-09T15:00:00+04:00");
    assert_next(omar, NULL, "Fri 12 Mar, 11:00-17:00 call 1: step_due holiday");
}

/* Golden Week 2026: Wednesday 29 April, then Sunday 3 May to Wednesday 6 May, are holidays in
 * Japan. Nothing falls into them, and nothing comes in a burst after. */
static void
test_golden_week(void)
{
    g_autoptr(Person) kei = person_new("Asia/Tokyo", "Asia/Tokyo", "2026-04-27T08:00:00+09:00",
                                       CALL(0) MAIL(2) CALL(4) MAIL(7) BUSINESS(2));

    person_lives_in(kei, "JP", NULL);
    assert_ahead(kei, "Mon 27 Apr, 09:00-17:00 call 1: step_due\n"
                      "Thu 30 Apr, 15:36-17:00 auto email 2: step_due holiday\n"
                      "Thu 7 May, 13:00-17:00 call 3: step_due shifted weekend holiday other_half\n"
                      "Mon 11 May, 11:04-17:00 auto email 4: step_due shifted weekend\n"
                      "Wed 13 May, 09:00-17:00 call 5: step_due\n"
                      "Fri 15 May, 09:00-17:00 email added: floor_attempts\n"
                      "Tue 19 May, 13:00-17:00 call added: floor_attempts other_half\n");
}

/* Clocks go forward in the night to 29 March 2026 and back in the night to 25 October: hours count
 * as they pass, days as the calendar has them. */
static void
test_berlin_nights(void)
{
    g_autoptr(Person) spring = person_new("Europe/Berlin", "Europe/Berlin",
                                          "2026-03-27T16:00:00+01:00", CALL(0) HOURS(66) CALL(4));
    g_autoptr(Person) autumn = person_new("Europe/Berlin", "Europe/Berlin",
                                          "2026-10-23T16:00:00+02:00", CALL(0) HOURS(66) CALL(4));

    assert_ahead(spring, "Fri 27 Mar, 16:00-17:00 call 1: step_due\n"
                         "Mon 30 Mar, 11:00-17:00 call 2: step_due\n"
                         "Wed 1 Apr, 13:00-17:00 call 3: step_due shifted other_half\n"
                         "Fri 3 Apr, 09:00-17:00 email added: floor_attempts\n"
                         "Tue 7 Apr, 09:00-17:00 call added: floor_attempts\n"
                         "Thu 9 Apr, 09:00-17:00 email added: floor_attempts\n"
                         "Mon 13 Apr, 13:00-17:00 call added: floor_attempts other_half\n");
    assert_ahead(autumn, "Fri 23 Oct, 16:00-17:00 call 1: step_due\n"
                         "Mon 26 Oct, 09:00-17:00 call 2: step_due\n"
                         "Wed 28 Oct, 13:00-17:00 call 3: step_due shifted other_half\n"
                         "Fri 30 Oct, 09:00-17:00 email added: floor_attempts\n"
                         "Tue 3 Nov, 09:00-17:00 call added: floor_attempts\n"
                         "Thu 5 Nov, 09:00-17:00 email added: floor_attempts\n"
                         "Mon 9 Nov, 13:00-17:00 call added: floor_attempts other_half\n");
}

/* A window around the change itself: what falls into the gap opens when it ends, and the hour that
 * comes twice is open once. */
static void
test_berlin_at_night(void)
{
    g_autoptr(Person) owl = person_new("Europe/Berlin", NULL, "2026-03-29T00:00:00+01:00", CALL(0));

    for (int day = 0; day < 7; day++)
        owl->ruleset.windows[CHANNEL_CALL].days[day] = (DayWindow){ 2 * 60 + 30, 5 * 60 };
    assert_next(owl, NULL, "Sun 29 Mar, 03:00-05:00 call 1: step_due");
    owl->input.started_us = owl->input.now_us = at("2026-10-25T00:00:00+02:00");
    assert_next(owl, NULL, "Sun 25 Oct, 02:30-05:00 call 1: step_due");
}

/* Half an hour forward on 4 October 2026, half an hour back on 4 April 2027. */
static void
test_lord_howe(void)
{
    g_autoptr(Person) eve = person_new("Australia/Lord_Howe", NULL, "2026-10-02T16:00:00+10:30",
                                       CALL(0) HOURS(66) CALL(4));
    g_autoptr(Person) abe = person_new("Australia/Lord_Howe", NULL, "2027-04-02T16:00:00+11:00",
                                       CALL(0) HOURS(66) CALL(4));

    assert_ahead(eve, "Fri 2 Oct, 16:00-17:00 call 1: step_due\n"
                      "Mon 5 Oct, 10:30-17:00 call 2: step_due\n"
                      "Wed 7 Oct, 13:00-17:00 call 3: step_due shifted other_half\n"
                      "Fri 9 Oct, 09:00-17:00 email added: floor_attempts\n"
                      "Tue 13 Oct, 09:00-17:00 call added: floor_attempts\n"
                      "Thu 15 Oct, 09:00-17:00 email added: floor_attempts\n"
                      "Mon 19 Oct, 13:00-17:00 call added: floor_attempts other_half\n");
    assert_ahead(abe, "Fri 2 Apr, 16:00-17:00 call 1: step_due\n"
                      "Mon 5 Apr, 09:30-17:00 call 2: step_due\n"
                      "Wed 7 Apr, 13:00-17:00 call 3: step_due shifted other_half\n"
                      "Fri 9 Apr, 09:00-17:00 email added: floor_attempts\n"
                      "Tue 13 Apr, 09:00-17:00 call added: floor_attempts\n"
                      "Thu 15 Apr, 09:00-17:00 email added: floor_attempts\n"
                      "Mon 19 Apr, 13:00-17:00 call added: floor_attempts other_half\n");
}

/* In Santiago midnight itself is skipped: Sunday 6 September 2026 begins at one. Friday the 18th is
 * a holiday, so Sunday the 20th is the last day for the second touch of that week. */
static void
test_santiago(void)
{
    g_autoptr(Person) ines =
        person_new("America/Santiago", NULL, "2026-09-04T16:00:00-04:00", CALL(0) CALL(2) CALL(14));

    person_lives_in(ines, "CL", NULL);
    for (int channel = 0; channel < CHANNEL_COUNT; channel++)
        ines->ruleset.windows[channel].days[6] = (DayWindow){ 0, 12 * 60 };
    assert_ahead(ines, "Fri 4 Sep, 16:00-17:00 call 1: step_due\n"
                       "Sun 6 Sep, 01:00-12:00 call 2: step_due\n"
                       "Wed 9 Sep, 13:00-17:00 call 3: step_due floor_week other_half\n"
                       "Sun 13 Sep, 00:00-12:00 email added: floor_attempts\n"
                       "Wed 16 Sep, 09:00-17:00 call added: floor_attempts\n"
                       "Sun 20 Sep, 00:00-12:00 email added: floor_attempts\n"
                       "Wed 23 Sep, 13:00-17:00 call added: floor_attempts other_half\n");
}

/* Two weeks away: nothing in between, and nothing in a burst after. */
static void
test_two_weeks_away(void)
{
    g_autoptr(Person) ana =
        person_new("Europe/Berlin", "Europe/Berlin", "2027-07-01T08:00:00+02:00",
                   CALL(0) MAIL(1) CALL(4) MAIL(6) SOCIAL(8) CALL(11) MAIL(15));

    person_sender_off(ana, "2027-07-05", "2027-07-16");
    assert_ahead(ana, "Thu 1 Jul, 09:00-17:00 call 1: step_due\n"
                      "Fri 2 Jul, 15:36-17:00 auto email 2: step_due\n"
                      "Mon 19 Jul, 13:00-17:00 call 3: step_due day_off other_half\n"
                      "Wed 21 Jul, 11:04-17:00 auto email 4: step_due shifted\n"
                      "Fri 23 Jul, 09:00-17:00 social 5: step_due shifted\n"
                      "Mon 26 Jul, 09:00-17:00 call 6: step_due shifted\n"
                      "Wed 28 Jul, 13:42-17:00 auto email 7: step_due floor_week\n");
}

/* The promise stands though the day turned out to be a holiday: only a human moves it. */
static void
test_promise_on_a_holiday(void)
{
    g_autoptr(Person) max =
        person_new("Europe/Berlin", "Europe/Berlin", "2026-05-26T08:00:00+02:00", CALL(0) CALL(9));

    person_lives_in(max, "DE", "Bavaria");
    person_had(max, "2026-05-26T10:00:00+02:00", CHANNEL_CALL, OUTCOME_CALL_BACK, 1);
    person_promised(max, "2026-06-04T09:00:00+02:00", "2026-06-04T12:00:00+02:00", CHANNEL_CALL);
    assert_next(max, NULL, "Thu 4 Jun, 09:00-12:00 call promised: promise after_promise");
    assert_next(max, "2026-06-04T13:00:00+02:00",
                "Fri 5 Jun, 09:00-17:00 call promised: promise late after_promise");
}

/* Friday 17:58, and the Monday is a holiday: the first minutes of Tuesday. */
static void
test_inbound_before_a_long_weekend(void)
{
    g_autoptr(Person) lea =
        person_new("Europe/Berlin", "Europe/Berlin", "2026-05-22T17:58:00+02:00",
                   "  - {day: 0, within: 5 minutes, channel: call, objective: o}\n" CALL(2));

    assert_next(lea, NULL, "Mon 25 May, 09:00-09:05 call 1: step_due window");
    person_lives_in(lea, "DE", NULL);
    assert_next(lea, NULL, "Tue 26 May, 09:00-09:05 call 1: step_due window holiday");
    assert_next(lea, "2026-05-26T10:15:00+02:00", "Tue 26 May, 10:15-17:00 call 1: step_due late");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/calendar-story/thanksgiving", test_thanksgiving);
    g_test_add_func("/calendar-story/ramadan", test_ramadan);
    g_test_add_func("/calendar-story/golden-week", test_golden_week);
    g_test_add_func("/calendar-story/berlin-nights", test_berlin_nights);
    g_test_add_func("/calendar-story/berlin-at-night", test_berlin_at_night);
    g_test_add_func("/calendar-story/lord-howe", test_lord_howe);
    g_test_add_func("/calendar-story/santiago", test_santiago);
    g_test_add_func("/calendar-story/two-weeks-away", test_two_weeks_away);
    g_test_add_func("/calendar-story/promise-on-a-holiday", test_promise_on_a_holiday);
    g_test_add_func("/calendar-story/inbound-before-a-long-weekend",
                    test_inbound_before_a_long_weekend);
    return g_test_run();
}
