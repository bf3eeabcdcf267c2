/* Reasons as people read them. */
#include <string.h>

#include "core/planner.h"
#include "core/schedule.h"

static Instant
at(const char *text)
{
    Instant us = 0;

    g_assert_true(instant_parse(text, &us, NULL));
    return us;
}

static void
assert_says(ReasonCode code, int64_t a, int64_t b, const char *expected)
{
    Reason reason = { code, a, b };
    g_autofree char *text =
        reason_say(&reason, zone_get("Europe/Berlin", NULL), at("2026-11-23T09:00:00+01:00"));

    g_assert_cmpstr(text, ==, expected);
}

static void
test_sentences(void)
{
    Instant thursday = at("2026-11-26T09:00:00+01:00"), noon = at("2026-11-26T12:00:00+01:00");
    Instant next_year = at("2027-01-05T09:00:00+01:00");

    assert_says(REASON_STEP_DUE, 3, 7, "Step 3 of 7.");
    assert_says(REASON_PROMISE, thursday, noon, "You promised Thu 26 Nov, 09:00-12:00.");
    assert_says(REASON_PROMISE, thursday, next_year,
                "You promised Thu 26 Nov, 09:00 to Tue 5 Jan 2027, 09:00.");
    assert_says(REASON_AFTER_PROMISE, thursday, 4,
                "Step 4 waits for your promise of Thu 26 Nov, 09:00.");
    assert_says(REASON_MIN_GAP, 1200, 0, "Leaves 20 hours after the last touch.");
    assert_says(REASON_MIN_GAP, 60, 0, "Leaves 60 minutes after the last touch.");
    assert_says(REASON_VOICEMAIL_GRACE, 1, 0,
                "After a voicemail they get 1 working day to call back.");
    assert_says(REASON_CEILING_DAYS, 8, 30, "Moved: nobody gets more than 8 attempts in 30 days.");
    assert_says(REASON_CEILING_DAY, 1, 0, "Moved: nobody gets more than 1 attempt a day.");
    assert_says(REASON_CEILING_WEEK, 5, 0, "Moved: nobody gets more than 5 attempts in 7 days.");
    assert_says(REASON_CEILING_ACCOUNT, 4, 0,
                "Moved: their company already gets 4 touches that day.");
    assert_says(REASON_CHANNEL_RUN, 4, reason_channels(CHANNEL_EMAIL, CHANNEL_CALL),
                "Four mails in a row: a call now.");
    assert_says(REASON_CHANNEL_RUN, 13, reason_channels(CHANNEL_EMAIL, CHANNEL_NONE),
                "13 mails in a row and no other way to reach them: a week's pause.");
    assert_says(REASON_FLOOR_WEEK, 2, 7,
                "Brought forward: at least 2 attempts a week until the seventh.");
    assert_says(REASON_FLOOR_ATTEMPTS, 5, 7,
                "Added: 5 attempts so far, 7 before we give anyone up.");
    assert_says(REASON_LATE, thursday, 0, "It was due Thu 26 Nov, 09:00; planned again.");
    assert_says(REASON_OTHER_HALF, thursday, 0,
                "At another time of day than the last call, of Thu 26 Nov, 09:00.");
    assert_says(REASON_SHIFTED, 2, 0, "An earlier touch came 2 days later, so this one does too.");
    assert_says(REASON_CHANNEL_UNUSABLE, CHANNEL_CALL, UNUSABLE_NO_ADDRESS,
                "No call: we have no phone number of theirs.");
    assert_says(REASON_CHANNEL_UNUSABLE, CHANNEL_EMAIL, UNUSABLE_BOUNCED,
                "No mail: their mail address does not work.");
    assert_says(REASON_CHANNEL_UNUSABLE, CHANNEL_SMS, UNUSABLE_OPTED_OUT,
                "No text message: they asked not to be reached this way.");
    assert_says(REASON_PAUSED, thursday, 0, "Paused until Thu 26 Nov, 09:00.");
    assert_says(REASON_ANSWERED, thursday, 0,
                "They answered on Thu 26 Nov, 09:00: yours to carry on.");
    assert_says(REASON_SHUT, 0, 0, "They asked to be left alone: no contact.");
    assert_says(REASON_NO_RESPONSE, 7, 0, "No response after 7 attempts.");
    assert_says(REASON_NO_CHANNEL, 0, 0, "There is no way left to reach them.");
    assert_says(REASON_ANSWER_TIME, thursday, 0,
                "The last touch gets until Thu 26 Nov, 09:00 for an answer.");
    assert_says(REASON_NO_TIME, 400, 0, "No day in the next 400 fits all the rules.");
}

static void
test_hours(void)
{
    Instant midnight = at("2026-11-28T00:00:00+01:00"), evening = at("2026-11-27T17:58:00+01:00");
    Ruleset ruleset;
    WeekWindows *calls = &ruleset.windows[CHANNEL_CALL];

    ruleset_default(&ruleset);
    assert_says(REASON_WEEKEND, midnight,
                reason_hours(CHANNEL_EMAIL, &ruleset.windows[CHANNEL_EMAIL]),
                "Moved from Sat 28 Nov: mail goes out Monday to Friday, 9:00-17:00 in Berlin.");
    assert_says(REASON_WINDOW, evening, reason_hours(CHANNEL_CALL, calls),
                "Moved from Fri 27 Nov, 17:58: calls are made Monday to Friday, 9:00-17:00 in "
                "Berlin.");
    calls->days[6] = calls->days[0]; /* Sunday too, and not on Friday: a week that wraps */
    calls->days[4] = (DayWindow){ 0, 0 };
    assert_says(REASON_WEEKEND, midnight, reason_hours(CHANNEL_CALL, calls),
                "Moved from Sat 28 Nov: calls are made Sunday to Thursday, 9:00-17:00 in Berlin.");
    calls->days[2] = (DayWindow){ 0, 0 };
    calls->days[0].until_minute = 12 * 60;
    assert_says(REASON_WEEKEND, midnight, reason_hours(CHANNEL_CALL, calls),
                "Moved from Sat 28 Nov: calls are made Thursday and Sunday to Tuesday, at hours of "
                "their own each day, in Berlin.");
}

static void
test_sender_hours(void)
{
    Instant midnight = at("2026-11-28T00:00:00+01:00");

    assert_says(REASON_SENDER_HOURS, SENDER_HOURS_KEPT, midnight,
                "Moved from Sat 28 Nov to hours in which you both work.");
    assert_says(REASON_SENDER_HOURS, SENDER_HOURS_EXTENDED, midnight,
                "Your hours and theirs do not meet: this counts on you between 6:00 and 22:00 your "
                "time.");
    assert_says(REASON_SENDER_HOURS, SENDER_HOURS_IGNORED, midnight,
                "Even 6:00 to 22:00 your time does not meet their day: planned in their hours "
                "alone.");
}

/* No code without a name and words, and no machine words among them. */
static void
test_every_code_speaks(void)
{
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);

    for (int code = 0; code < REASON_COUNT; code++) {
        Reason reason = { (ReasonCode)code, 1, 1 };
        g_autofree char *text = reason_say(&reason, zone_utc(), 0);
        g_assert_nonnull(reason_name(reason.code));
        g_assert_true(g_hash_table_add(names, (gpointer)reason_name(reason.code)));
        g_assert_true(g_str_has_suffix(text, "."));
        g_assert_null(strstr(text, "null"));
        g_assert_null(strchr(text, '_'));
        g_assert_null(strchr(text, '!'));
    }
}

static void
test_json(void)
{
    const Reason reasons[] = { { REASON_STEP_DUE, 1, 2 }, { REASON_SHUT, 0, 0 } };
    g_autoptr(json_t) list = reasons_to_json(reasons, 2, zone_utc(), 0);

    g_assert_cmpuint(json_array_size(list), ==, 2);
    g_assert_cmpstr(json_text(json_array_get(list, 0), "code", ""), ==, "step_due");
    g_assert_cmpstr(json_text(json_array_get(list, 0), "text", ""), ==, "Step 1 of 2.");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/reason/sentences", test_sentences);
    g_test_add_func("/reason/hours", test_hours);
    g_test_add_func("/reason/sender-hours", test_sender_hours);
    g_test_add_func("/reason/every-code-speaks", test_every_code_speaks);
    g_test_add_func("/reason/json", test_json);
    return g_test_run();
}
