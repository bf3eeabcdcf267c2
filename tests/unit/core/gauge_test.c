/* The gauge: what fills it, what empties it, and what it says. */
#include <string.h>

#include "core/gauge.h"

#define NOW_US (INT64_C(1795514400) * SECOND_US) /* Tue 24 Nov 2026, 10:00 UTC */

static GaugeTouch
made(int days_ago, ChannelKind channel, Outcome outcome)
{
    return (GaugeTouch){ .at_us = NOW_US - days_ago * DAY_US,
                         .channel = channel,
                         .outcome = outcome,
                         .has_value = true };
}

static Gauge
read_all(const GaugeTouch *touches, gsize count, bool shut)
{
    Gauge gauge;
    gauge_read(&gauge, touches, count, zone_utc(), NOW_US, shut);
    return gauge;
}

static void
test_untouched(void)
{
    Gauge gauge = read_all(NULL, 0, false);
    g_auto(GStrv) reasons = gauge_reasons(&gauge);

    g_assert_cmpint(gauge.word, ==, GAUGE_FRESH);
    g_assert_cmpint(gauge.value, ==, 0);
    g_assert_cmpstr(reasons[0], ==, "Not contacted yet");
}

/* Seven good touches over three weeks are what the floor asks for: no reason to stop. */
static void
test_floor_is_bearable(void)
{
    GaugeTouch touches[] = {
        made(21, CHANNEL_CALL, OUTCOME_NO_ANSWER), made(18, CHANNEL_EMAIL, OUTCOME_SENT),
        made(14, CHANNEL_CALL, OUTCOME_VOICEMAIL), made(11, CHANNEL_EMAIL, OUTCOME_SENT),
        made(7, CHANNEL_CALL, OUTCOME_NO_ANSWER),  made(4, CHANNEL_EMAIL, OUTCOME_SENT),
        made(1, CHANNEL_CALL, OUTCOME_NO_ANSWER),
    };
    Gauge gauge = read_all(touches, G_N_ELEMENTS(touches), false);
    g_auto(GStrv) reasons = gauge_reasons(&gauge);

    g_assert_cmpint(gauge.word, ==, GAUGE_WARM);
    g_assert_cmpstr(reasons[0], ==, "1 mail in the last 7 days");
    g_assert_cmpstr(reasons[1], ==, "2 calls in the last 7 days");
}

static void
test_hammering(void)
{
    GaugeTouch touches[8];

    for (int i = 0; i < 8; i++) {
        touches[i] = made(0, CHANNEL_EMAIL, OUTCOME_SENT);
        touches[i].has_value = false;
        touches[i].is_repeat = i > 0;
    }
    Gauge gauge = read_all(touches, 4, false);
    g_assert_cmpint(gauge.word, ==, GAUGE_CAREFUL);
    gauge = read_all(touches, 8, false);
    g_assert_cmpint(gauge.word, ==, GAUGE_STOP);
}

static void
test_fades(void)
{
    GaugeTouch touch = made(0, CHANNEL_CALL, OUTCOME_NO_ANSWER);
    Gauge fresh = read_all(&touch, 1, false);
    touch.at_us -= 28 * DAY_US; /* 20 business days: 8 % is left */
    Gauge old = read_all(&touch, 1, false);
    g_auto(GStrv) reasons = gauge_reasons(&old);

    g_assert_cmpfloat_with_epsilon(old.pressure / fresh.pressure, .0821, .001);
    g_assert_cmpstr(reasons[0], ==, "20 working days without contact");
}

/* Friday to Tuesday is two business days, not four. */
static void
test_weekend(void)
{
    GaugeTouch touch = made(4, CHANNEL_CALL, OUTCOME_NO_ANSWER); /* Friday */
    Gauge gauge = read_all(&touch, 1, false);
    g_assert_cmpint(gauge.quiet_days, ==, 2);
}

static void
test_reactions(void)
{
    GaugeTouch touches[] = {
        made(5, CHANNEL_EMAIL, OUTCOME_SENT),
        made(4, CHANNEL_CALL, OUTCOME_NO_ANSWER),
        made(1, CHANNEL_CALL, OUTCOME_NO_ANSWER),
    };
    Gauge silent = read_all(touches, 3, false);
    touches[2].outcome = OUTCOME_INTERESTED;
    Gauge kind = read_all(touches, 3, false);
    touches[2].outcome = OUTCOME_NOT_INTERESTED;
    Gauge no = read_all(touches, 3, false);
    touches[2].outcome = OUTCOME_STOP;
    Gauge stop = read_all(touches, 3, false);
    g_auto(GStrv) reasons = gauge_reasons(&stop);

    g_assert_cmpint(kind.value, <, silent.value);
    g_assert_cmpint(no.value, >, silent.value);
    g_assert_cmpint(no.word, ==, GAUGE_CAREFUL);
    g_assert_cmpint(stop.word, ==, GAUGE_STOP);
    g_assert_cmpstr(reasons[0], ==, "They asked to be left alone");
}

/* A mail that came back pressed nobody; what lies ahead neither. */
static void
test_what_does_not_count(void)
{
    GaugeTouch touches[] = {
        made(1, CHANNEL_EMAIL, OUTCOME_BOUNCED),
        made(1, CHANNEL_CALL, OUTCOME_WRONG_NUMBER),
        made(-1, CHANNEL_CALL, OUTCOME_NO_ANSWER),
    };
    Gauge gauge = read_all(touches, G_N_ELEMENTS(touches), false);
    g_assert_cmpint(gauge.attempts, ==, 0);
    g_assert_cmpint(gauge.value, ==, 0);
    gauge = read_all(NULL, 0, true);
    g_assert_cmpint(gauge.word, ==, GAUGE_STOP);
}

static void
test_json(void)
{
    GaugeTouch touch = made(1, CHANNEL_EMAIL, OUTCOME_SENT);
    Gauge gauge = read_all(&touch, 1, false);
    g_autoptr(json_t) object = gauge_to_json(&gauge);
    char *line = json_line(object);

    g_assert_cmpstr(
        line, ==, "{\"word\":\"fresh\",\"value\":10,\"reasons\":[\"1 mail in the last 7 days\"]}");
    free(line);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gauge/untouched", test_untouched);
    g_test_add_func("/gauge/floor-is-bearable", test_floor_is_bearable);
    g_test_add_func("/gauge/hammering", test_hammering);
    g_test_add_func("/gauge/fades", test_fades);
    g_test_add_func("/gauge/weekend", test_weekend);
    g_test_add_func("/gauge/reactions", test_reactions);
    g_test_add_func("/gauge/what-does-not-count", test_what_does_not_count);
    g_test_add_func("/gauge/json", test_json);
    return g_test_run();
}
