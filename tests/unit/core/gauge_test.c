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
read_with(const GaugeTouch *touches, gsize count, const GaugeAccount *account, bool shut)
{
    Gauge gauge;
    GaugeInput input = {
        .touches = touches,
        .count = count,
        .zone = zone_utc(),
        .now_us = NOW_US,
        .floor_attempts = 7,
        .account = account,
        .shut = shut,
    };
    gauge_read(&input, &gauge);
    return gauge;
}

static Gauge
read_all(const GaugeTouch *touches, gsize count, bool shut)
{
    return read_with(touches, count, NULL, shut);
}

static bool
says(const Gauge *gauge, const char *expected)
{
    g_auto(GStrv) reasons = gauge_reasons(gauge);
    return g_strv_contains((const char *const *)reasons, expected);
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

    g_assert_cmpint(gauge.value, <, 40);
    g_assert_cmpint(gauge.word, ==, GAUGE_FRESH);
    g_assert_cmpstr(reasons[0], ==, "1 mail in the last 7 days");
    g_assert_cmpstr(reasons[1], ==, "2 calls in the last 7 days");
}

/* Eight times the same on one day: full. But before the floor silence alone stops nobody. */
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
    g_assert_true(says(&gauge, "4 mails in the last 7 days"));
    g_assert_true(says(&gauge, "The same argument again and again"));
    gauge = read_all(touches, 6, false);
    g_assert_cmpint(gauge.value, ==, 100);
    g_assert_cmpint(gauge.word, ==, GAUGE_CAREFUL);
    g_assert_true(says(&gauge, "Silence alone is no reason to stop before the floor"));
    gauge = read_all(touches, 8, false);
    g_assert_cmpint(gauge.word, ==, GAUGE_STOP);
    g_assert_cmpint(gauge.channel, ==, CHANNEL_EMAIL);
}

/* The example everybody can follow: what counts, and in which order. */
static void
test_terms(void)
{
    GaugeTouch touch = made(0, CHANNEL_EMAIL, OUTCOME_SENT);

    touch.has_value = false;
    g_assert_cmpfloat_with_epsilon(read_all(&touch, 1, false).pressure, 1.0, 1e-9);
    touch.has_value = true;
    g_assert_cmpfloat_with_epsilon(read_all(&touch, 1, false).pressure, .7, 1e-9);
    touch.has_value = false;
    touch.is_empty = true;
    g_assert_cmpfloat_with_epsilon(read_all(&touch, 1, false).pressure, 1.3, 1e-9);
    touch.is_empty = false;
    touch.is_repeat = true;
    g_assert_cmpfloat_with_epsilon(read_all(&touch, 1, false).pressure, 1.5, 1e-9);
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

static Gauge
after(Outcome outcome)
{
    GaugeTouch touches[] = {
        made(5, CHANNEL_EMAIL, OUTCOME_SENT),
        made(4, CHANNEL_CALL, OUTCOME_NO_ANSWER),
        made(1, CHANNEL_CALL, outcome),
    };
    return read_all(touches, G_N_ELEMENTS(touches), false);
}

/* Each reaction moves the reading its own way, and the belief about the person for good. */
static void
test_reactions(void)
{
    Gauge silent = after(OUTCOME_NO_ANSWER), kind = after(OUTCOME_REACHED);
    Gauge meeting = after(OUTCOME_MEETING), not_now = after(OUTCOME_NOT_NOW);
    Gauge no = after(OUTCOME_NOT_INTERESTED), hostile = after(OUTCOME_HOSTILE);
    Gauge stop = after(OUTCOME_STOP);

    g_assert_cmpint(kind.value, <, silent.value);
    g_assert_cmpint(meeting.value, <=, kind.value);
    g_assert_cmpint(silent.value, <, not_now.value);
    g_assert_cmpint(not_now.value, <, no.value);
    g_assert_cmpfloat(silent.tolerance.mean, ==, gauge_tolerance_prior().mean);
    g_assert_cmpfloat(kind.tolerance.mean, >, silent.tolerance.mean);
    g_assert_cmpfloat(no.tolerance.mean, <, not_now.tolerance.mean);
    g_assert_cmpfloat(no.tolerance.variance, <, silent.tolerance.variance);
    g_assert_cmpfloat(no.risk, >, silent.risk);
    g_assert_cmpint(not_now.word, <, GAUGE_STOP);
    g_assert_cmpint(hostile.word, ==, GAUGE_STOP);
    g_assert_cmpint(stop.word, ==, GAUGE_STOP);
    g_assert_true(says(&not_now, "One \"not now\""));
    static const struct {
        Outcome outcome;
        const char *says;
    } SOFT[] = {
        { OUTCOME_WRONG_PERSON, "It is not theirs to decide" },
        { OUTCOME_NO_BUDGET, "They have no budget" },
        { OUTCOME_HAS_SUPPLIER, "They have another supplier" },
    };
    for (gsize i = 0; i < G_N_ELEMENTS(SOFT); i++) { /* weigh as much, and say what they are */
        Gauge soft = after(SOFT[i].outcome);
        g_assert_cmpint(soft.value, ==, not_now.value);
        g_assert_true(says(&soft, SOFT[i].says));
        g_assert_false(says(&soft, "One \"not now\""));
    }
    g_assert_true(says(&no, "They said no to the last offer"));
    g_assert_true(says(&hostile, "They answered in anger"));
    g_assert_true(says(&stop, "They asked to be left alone"));
}

/* A complaint comes by mail, apart from any touch, and shuts the door. */
static void
test_complaint(void)
{
    GaugeTouch touches[] = {
        made(5, CHANNEL_EMAIL, OUTCOME_SENT),
        { .at_us = NOW_US - DAY_US, .channel = CHANNEL_NONE, .reaction = REACTION_COMPLAINT },
    };
    Gauge gauge = read_all(touches, 2, false);

    g_assert_cmpint(gauge.word, ==, GAUGE_STOP);
    g_assert_cmpint(gauge.attempts, ==, 1);
    g_assert_true(says(&gauge, "They marked our mail as spam"));
}

/* Somebody who said no and is written to all the same needs a rest; it ends by itself. */
static void
test_rest(void)
{
    GaugeTouch touches[] = {
        made(4, CHANNEL_EMAIL, OUTCOME_SENT),
        made(3, CHANNEL_CALL, OUTCOME_NOT_INTERESTED),
        made(1, CHANNEL_EMAIL, OUTCOME_SENT),
    };
    touches[2].has_value = false;
    touches[2].is_repeat = true;
    Gauge gauge = read_all(touches, 3, false);

    g_assert_cmpint(gauge.word, ==, GAUGE_REST);
    g_assert_true(gauge_is_by_reaction(&gauge));
    int days = gauge_rest_days(&gauge);
    g_assert_cmpint(days, >=, 1);
    for (int i = 0; i < 3; i++)
        touches[i].at_us -= days * 2 * DAY_US; /* as many business days, and some */
    gauge = read_all(touches, 3, false);
    g_assert_cmpint(gauge.word, <, GAUGE_REST);
    g_assert_cmpint(gauge_rest_days(&gauge), ==, 0);
}

/* A colleague's "stop" makes the others more careful, by 3 parts in 10 and no more. */
static void
test_account(void)
{
    GaugeTouch mine = made(1, CHANNEL_EMAIL, OUTCOME_SENT);
    Gauge angry = after(OUTCOME_STOP), alone = read_all(&mine, 1, false);
    GaugeAccount account = { 0 };

    gauge_account_add(&account, &angry);
    Gauge shared = read_with(&mine, 1, &account, false);
    g_assert_cmpfloat_with_epsilon(shared.pressure, alone.pressure + .3 * angry.pressure, 1e-9);
    g_assert_cmpfloat_with_epsilon(shared.tolerance.mean - alone.tolerance.mean,
                                   .3 * (angry.tolerance.mean - gauge_tolerance_prior().mean),
                                   1e-9);
    g_assert_cmpint(shared.value, >, alone.value);
    g_assert_true(says(&shared, "1 of their colleagues asked us to stop"));
    g_assert_cmpint(shared.word, !=, GAUGE_STOP);
}

/* Seven silent touches, however dense, never stop anyone; the eighth may. */
static void
test_silence_before_the_floor(void)
{
    for (int channel = 0; channel < CHANNEL_COUNT; channel++)
        for (int gap = 0; gap <= 5; gap++) {
            GaugeTouch touches[6];
            for (int i = 0; i < 6; i++) {
                touches[i] = made((5 - i) * gap, (ChannelKind)channel, OUTCOME_SENT);
                touches[i].is_repeat = true;
            }
            Gauge gauge = read_all(touches, 6, false);
            g_assert_cmpint(gauge.word, <=, GAUGE_CAREFUL);
            g_assert_cmpint(gauge_rest_days(&gauge), ==, 0);
        }
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

    g_assert_cmpstr(line, ==,
                    "{\"word\":\"fresh\",\"value\":8,\"reasons\":[\"1 mail in the last 7 days\"],"
                    "\"asks\":\"nothing: go on as planned\",\"risk\":0.001}");
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
    g_test_add_func("/gauge/terms", test_terms);
    g_test_add_func("/gauge/reactions", test_reactions);
    g_test_add_func("/gauge/complaint", test_complaint);
    g_test_add_func("/gauge/rest", test_rest);
    g_test_add_func("/gauge/account", test_account);
    g_test_add_func("/gauge/silence-before-the-floor", test_silence_before_the_floor);
    g_test_add_func("/gauge/what-does-not-count", test_what_does_not_count);
    g_test_add_func("/gauge/json", test_json);
    return g_test_run();
}
