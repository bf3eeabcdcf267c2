/* The calendar alone: weekends that trade places, holidays, days off, and what is said of them. */
#include "core/calendar.h"

#include "core/schedule.h"
#include "person.h"

#define CALL_AT(day) "  - {day: " #day ", channel: call, objective: o}\n"
#define MAIL_AT(day) "  - {day: " #day ", channel: email, automatic: true, subject: s, body: b}\n"

/* "MTWTFSS", a dot for a closed day. */
static char *
week_of(const char *country, const char *open)
{
    Calendar calendar = { .place = holiday_place(country, NULL) };
    WeekWindows windows = { 0 }, week;
    char *text = g_strdup("MTWTFSS");

    for (int day = 0; day < 7; day++)
        if (open[day] != '.')
            windows.days[day] = (DayWindow){ 540, 1020 };
    calendar_week(&calendar, &windows, &week);
    for (int day = 0; day < 7; day++)
        if (!week_windows_open(&week, day))
            text[day] = '.';
    return text;
}

static void
test_weekends_trade_places(void)
{
    static const char *const WANT[][3] = {
        { "DE", "MTWTF..", "MTWTF.." }, { "SA", "MTWTF..", "MTWT..S" },
        { "IR", "MTWTF..", "MTW..SS" }, { "BN", "MTWTF..", "MTWT.S." },
        { "IN", "MTWTF..", "MTWTF.." }, { "SA", "MTWT..S", "MTWT..S" },
        { "SA", "MTWTFSS", "MTWTFSS" }, { "SA", "MTWTFS.", "MTWT.SS" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(WANT); i++) {
        g_autofree char *week = week_of(WANT[i][0], WANT[i][1]);
        g_assert_cmpstr(week, ==, WANT[i][2]);
    }
}

static void
test_friday_hours_on_sunday(void)
{
    g_autoptr(Person) noor =
        person_new("Asia/Riyadh", NULL, "2026-11-19T08:00:00+03:00", CALL_AT(0) CALL_AT(1));

    person_lives_in(noor, "SA", NULL);
    noor->ruleset.windows[CHANNEL_CALL].days[4] = (DayWindow){ 10 * 60, 12 * 60 };
    person_had(noor, "2026-11-19T09:00:00+03:00", CHANNEL_CALL, OUTCOME_NO_ANSWER, 1);
    assert_next(noor, NULL, "Sun 22 Nov, 11:00-12:00 call 2: step_due weekend other_half");
}

static void
test_holiday_in_a_region(void)
{
    static const char STEPS[] = CALL_AT(0) "  - {after: 1 business day, channel: call, "
                                           "objective: o}\n";
    g_autoptr(Person) munich =
        person_new("Europe/Berlin", "Europe/Berlin", "2026-06-03T08:00:00+02:00", STEPS);
    g_autoptr(Person) berlin =
        person_new("Europe/Berlin", "Europe/Berlin", "2026-06-03T08:00:00+02:00", STEPS);

    person_lives_in(munich, "DE", "Bayern");
    person_lives_in(berlin, "DE", "Berlin");
    person_had(munich, "2026-06-03T10:00:00+02:00", CHANNEL_CALL, OUTCOME_NO_ANSWER, 1);
    person_had(berlin, "2026-06-03T10:00:00+02:00", CHANNEL_CALL, OUTCOME_NO_ANSWER, 1);
    assert_next(munich, NULL, "Fri 5 Jun, 13:00-17:00 call 2: step_due other_half");
    assert_next(berlin, NULL, "Thu 4 Jun, 13:00-17:00 call 2: step_due other_half");
}

/* What is said, in the words of a person. */
static void
assert_said(const Person *self, ReasonCode code, const char *expected)
{
    Plan plan;

    planner_next(&self->input, &plan);
    for (gsize i = 0; i < plan.reason_count; i++) {
        if (plan.reasons[i].code != code)
            continue;
        g_autofree char *text = reason_say(&plan.reasons[i], self->input.zone, self->input.now_us);
        g_assert_cmpstr(text, ==, expected);
        return;
    }
    g_error("no such reason: %s", expected);
}

static void
test_holiday_moves_and_says_so(void)
{
    g_autoptr(Person) munich = person_new("Europe/Berlin", "Europe/Berlin",
                                          "2026-06-02T08:00:00+02:00", CALL_AT(0) CALL_AT(2));

    person_lives_in(munich, "DE", "Bavaria");
    person_had(munich, "2026-06-02T10:00:00+02:00", CHANNEL_CALL, OUTCOME_NO_ANSWER, 1);
    assert_next(munich, NULL, "Fri 5 Jun, 13:00-17:00 call 2: step_due holiday other_half");
    assert_said(munich, REASON_HOLIDAY,
                "No call on Thu 4 Jun: it is a holiday in Bavaria (Corpus Christi).");
}

/* A mail signed by somebody who is away would get an answer that nobody reads: it waits as well. */
static void
test_sender_away(void)
{
    g_autoptr(Person) ana = person_new("Europe/Berlin", "Europe/Berlin",
                                       "2026-11-16T08:00:00+01:00", MAIL_AT(0) MAIL_AT(1));

    person_sender_off(ana, "2026-11-16", "2026-11-20");
    person_sender_off(ana, "2026-11-21", "2026-11-22");
    assert_next(ana, NULL, "Mon 23 Nov, 12:24-17:00 auto email 1: step_due day_off");
    assert_said(ana, REASON_DAY_OFF,
                "You are away from Mon 16 Nov to Sun 22 Nov: planned around it.");
}

/* Their Monday is the sender's Sunday and Monday: only the part that lies in a day off is closed.
 */
static void
test_days_off_are_the_senders_own(void)
{
    g_autoptr(Person) kei =
        person_new("Asia/Tokyo", "America/New_York", "2026-11-17T00:00:00+09:00", MAIL_AT(0));

    person_sender_off(kei, "2026-11-16", "2026-11-16");
    assert_next(kei, NULL, "Tue 17 Nov, 14:54-17:00 auto email 1: step_due");
}

static void
test_country_closed_or_open(void)
{
    g_autoptr(Person) sam =
        person_new("America/New_York", "America/New_York", "2026-10-12T07:00:00-04:00", CALL_AT(0));

    person_lives_in(sam, "US", NULL);
    assert_next(sam, NULL, "Tue 13 Oct, 09:00-17:00 call 1: step_due holiday");
    sam->theirs[0] = days("2026-10-12", "2026-10-12", OWN_DAYS_OPEN);
    sam->input.calendar.their_count = 1;
    assert_next(sam, NULL, "Mon 12 Oct, 09:00-17:00 call 1: step_due");
    sam->theirs[0] = days("2026-10-05", "2026-10-16", OWN_DAYS_CLOSED);
    assert_next(sam, NULL, "Mon 19 Oct, 09:00-17:00 call 1: step_due closed_day");
    assert_said(sam, REASON_CLOSED_DAY,
                "No call on Mon 12 Oct: your workspace keeps that day free in the United States.");
}

/* Nine zones apart no hour is common; a week off must not be taken for that. */
static void
test_a_week_off_is_no_lack_of_common_hours(void)
{
    g_autoptr(Person) ana =
        person_new("Europe/Berlin", "Europe/Berlin", "2026-11-16T08:00:00+01:00", CALL_AT(0));

    person_sender_off(ana, "2026-11-16", "2026-12-04");
    assert_next(ana, NULL, "Mon 7 Dec, 09:00-17:00 call 1: step_due day_off");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/calendar/weekends-trade-places", test_weekends_trade_places);
    g_test_add_func("/calendar/friday-hours-on-sunday", test_friday_hours_on_sunday);
    g_test_add_func("/calendar/holiday-in-a-region", test_holiday_in_a_region);
    g_test_add_func("/calendar/holiday-moves-and-says-so", test_holiday_moves_and_says_so);
    g_test_add_func("/calendar/sender-away", test_sender_away);
    g_test_add_func("/calendar/days-off-are-the-senders-own", test_days_off_are_the_senders_own);
    g_test_add_func("/calendar/country-closed-or-open", test_country_closed_or_open);
    g_test_add_func("/calendar/week-off-is-no-lack-of-hours",
                    test_a_week_off_is_no_lack_of_common_hours);
    return g_test_run();
}
