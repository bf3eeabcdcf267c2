/* What cells of foreign exports mean to the audit: dates, words, owners. */
#include "app/audit_meaning.h"
#include "app/audit_when.h"

static Instant
at(int year, int month, int day, int hour, int minute)
{
    return day_of((CivilDate){ year, month, day }) * DAY_US + hour * HOUR_US + minute * MINUTE_US;
}

static void
test_dates(void)
{
    static const struct {
        const char *text;
        int hour; /* UTC, of 15 April 2026; -1: the day alone */
    } CASES[] = {
        { "2026-04-15 09:30", 9 },
        { "2026-04-15T09:30:00Z", 9 },
        { "2026-04-15T09:30:00.000+0000", 9 },
        { "2026-04-15T11:30:00+02:00", 9 },
        { "15 Apr, 2026 09:30:00", 9 },
        { "Apr 15, 2026 9:30 AM", 9 },
        { "April 15, 2026 at 9:30 AM", 9 },
        { "Wed, 15 Apr 2026 11:30:00 +0200", 9 },
        { "15.04.2026 09:30", 9 },
        { "04/15/2026 9:30 AM", 9 },
        { "15/04/26 09:30", 9 },
        { "2026-04-15 04:30 EST", 9 },
        { "2026-04-15 11:30 GMT+2", 9 },
        { "1776245400", 9 },
        { "1776245400000", 9 },
        { "2026-04-15", -1 },
        { "46127", -1 },
    };
    WhenHabit habit = { 0 };
    When when;

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        if (!when_read(CASES[i].text, &habit, zone_utc(), &when))
            g_error("%s: no date", CASES[i].text);
        Instant expected = at(2026, 4, 15, MAX(CASES[i].hour, 0), CASES[i].hour < 0 ? 0 : 30);
        if (when.at_us != expected || when.day_only != (CASES[i].hour < 0))
            g_error("%s: %" G_GINT64_FORMAT " s off", CASES[i].text,
                    (when.at_us - expected) / SECOND_US);
    }
    g_assert_false(when_read("no day at all", &habit, zone_utc(), &when));
    g_assert_false(when_read("31.31.2026", &habit, zone_utc(), &when));
    g_assert_false(when_read("2026-02-30", &habit, zone_utc(), &when));
}

static void
test_day_or_month_first(void)
{
    WhenHabit habit = { 0 };
    When when;

    g_assert_true(when_read("04/05/2026", &habit, zone_utc(), &when));
    g_assert_true(when.ambiguous);
    g_assert_cmpint(when.at_us, ==, at(2026, 4, 5, 0, 0));
    when_habit_note(&habit, "04/05/2026");
    g_assert_true(when_habit_is_open(&habit));
    when_habit_note(&habit, "15/05/2026");
    g_assert_false(when_habit_is_open(&habit));
    g_assert_true(when_read("04/05/2026", &habit, zone_utc(), &when));
    g_assert_false(when.ambiguous);
    g_assert_cmpint(when.at_us, ==, at(2026, 5, 4, 0, 0));
    /* Another separator with its own proof. */
    when_habit_note(&habit, "05-15-2026");
    g_assert_true(when_read("04-05-2026", &habit, zone_utc(), &when));
    g_assert_cmpint(when.at_us, ==, at(2026, 4, 5, 0, 0));
    g_assert_false(when_habit_is_mixed(&habit));
    when_habit_note(&habit, "12/31/2026");
    g_assert_true(when_habit_is_mixed(&habit));
}

static void
test_meanings(void)
{
    static const struct {
        const char *text;
        uint32_t means, not ;
    } CASES[] = {
        { "Left voicemail", MEANS_VOICEMAIL, MEANS_EMAIL | MEANS_REACHED },
        { "INCOMING_EMAIL", MEANS_EMAIL | MEANS_INBOUND, MEANS_OUTBOUND },
        { "No Answer", MEANS_NO_ANSWER, MEANS_REACHED | MEANS_NO },
        { "Not interested", MEANS_DECLINED, MEANS_REACHED },
        { "Interested", MEANS_REACHED, MEANS_DECLINED },
        { "Disconnected number", MEANS_UNDELIVERED, MEANS_REACHED },
        { "Answered - Connected", MEANS_REACHED, MEANS_NO_ANSWER },
        { "Not Started", MEANS_PLANNED, MEANS_DONE },
        { "Not Completed", MEANS_PLANNED, MEANS_DONE },
        { "Completed", MEANS_DONE, MEANS_PLANNED },
        { "f240bbac-87c9-4f6e-bf70-924b57d47db7", MEANS_REACHED, MEANS_NO_ANSWER },
        { "Automatic reply: Quotes", MEANS_AUTO_REPLY, MEANS_MACHINE },
        { "Auto email", MEANS_MACHINE | MEANS_EMAIL, MEANS_MANUAL },
        { "Manual email (sequence)", MEANS_MANUAL, MEANS_MACHINE },
        { "Email opened", MEANS_WATCHED, MEANS_PLANNED },
        { "LinkedIn InMail", MEANS_SOCIAL, MEANS_EMAIL },
        { "Call back as promised", MEANS_PROMISE | MEANS_CALL, 0 },
        { "Unsubscribed", MEANS_STOP, 0 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        uint32_t means = audit_meaning(CASES[i].text);
        if ((means & CASES[i].means) != CASES[i].means || means & CASES[i].not )
            g_error("%s: %x", CASES[i].text, means);
    }
}

static void
test_owners(void)
{
    static const char *const MACHINES[] = {
        "System",           "Workflow Bot",        "Automated Process",
        "HubSpot",          "noreply@example.com", "Sales Sequence",
        "Integration User", "Marketing Automation"
    };
    static const char *const PEOPLE[] = { "Rosa Field", "Abbott, Jim", "Sam Robotham",
                                          "apollo.smith@example.com", "Systema Ltd Rep" };

    for (gsize i = 0; i < G_N_ELEMENTS(MACHINES); i++)
        if (!audit_owner_is_machine(MACHINES[i]))
            g_error("%s is a machine", MACHINES[i]);
    for (gsize i = 0; i < G_N_ELEMENTS(PEOPLE); i++)
        if (audit_owner_is_machine(PEOPLE[i]))
            g_error("%s is a person", PEOPLE[i]);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/audit/dates", test_dates);
    g_test_add_func("/audit/day-or-month", test_day_or_month_first);
    g_test_add_func("/audit/meanings", test_meanings);
    g_test_add_func("/audit/owners", test_owners);
    return g_test_run();
}
