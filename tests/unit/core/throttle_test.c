/* How much mail may leave: limits, ramp, gate, pace. */
#include "core/throttle.h"

#include <string.h>

static ThrottleVerdict
judge(ThrottleInput input)
{
    ThrottleVerdict verdict;

    throttle_judge(&input, &verdict);
    return verdict;
}

static void
test_least_scope_decides(void)
{
    ThrottleInput input = { .uses = {
                                [THROTTLE_MAILBOX] = { 100, 0, 40, 0 },
                                [THROTTLE_DOMAIN] = { 200, 50, 150, 45 },
                                [THROTTLE_WORKSPACE] = { 0, 0, 9000, 900 },
                            } };
    ThrottleVerdict verdict = judge(input);

    g_assert_cmpint(verdict.allowed, ==, 5);
    g_assert_cmpint(verdict.scope, ==, THROTTLE_DOMAIN);
    g_assert_false(verdict.day_is_over);
    input.uses[THROTTLE_DOMAIN].hour_sent = 50;
    verdict = judge(input);
    g_assert_cmpint(verdict.allowed, ==, 0);
    g_assert_false(verdict.day_is_over); /* the next hour has room */
    input.uses[THROTTLE_MAILBOX].day_sent = 101;
    verdict = judge(input);
    g_assert_cmpint(verdict.allowed, ==, 0);
    g_assert_true(verdict.day_is_over);
}

static void
test_no_limits(void)
{
    g_assert_cmpint(judge((ThrottleInput){ 0 }).allowed, ==, INT64_MAX);
}

static void
test_ramp(void)
{
    ThrottleInput input = { .uses = { [THROTTLE_MAILBOX] = { .day_limit = 160 } },
                            .ramp_days = 14 };
    int64_t last = 0;

    for (input.age_days = 0; input.age_days <= 15; input.age_days++) {
        ThrottleVerdict verdict = judge(input);
        g_assert_cmpint(verdict.day_limit, >=, last);
        last = verdict.day_limit;
        if (input.age_days == 0)
            g_assert_cmpint(last, ==, RAMP_START);
        if (input.age_days == 7)
            g_assert_cmpint(last, ==, 90);
    }
    g_assert_cmpint(last, ==, 160);
    input.age_days = 0;
    input.uses[THROTTLE_MAILBOX].day_limit = 10; /* less than the start: nothing to grow into */
    g_assert_cmpint(judge(input).day_limit, ==, 10);
}

static void
test_gate(void)
{
    static const struct {
        int64_t sent, bounced, complained;
        Gate gate;
    } CASES[] = {
        { 1000, 0, 0, GATE_OPEN },
        { 1000, 19, 0, GATE_OPEN },
        { 1000, 20, 0, GATE_WARN },
        { 1000, 50, 0, GATE_SLOW },
        { 1000, 99, 0, GATE_SLOW },
        { 1000, 100, 0, GATE_SHUT },
        { 10000, 0, 4, GATE_OPEN },
        { 10000, 0, 5, GATE_WARN },
        { 10000, 0, 10, GATE_SLOW },
        { 10000, 0, 20, GATE_SHUT },
        { 10000, 20, 20, GATE_SHUT },
        /* too few to judge by: said, but nothing stops */
        { 10, 2, 0, GATE_WARN },
        { 100, 0, 1, GATE_WARN },
        { 3, 1, 0, GATE_WARN },
        { 0, 0, 1, GATE_WARN },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        ThrottleInput input = { .sent = CASES[i].sent,
                                .bounced = CASES[i].bounced,
                                .complained = CASES[i].complained,
                                .uses = { [THROTTLE_MAILBOX] = { .day_limit = 100 } } };
        ThrottleVerdict verdict = judge(input);
        g_autofree char *say = throttle_say_gate(&input, &verdict);

        g_test_message("case %zu", i);
        g_assert_cmpint(verdict.gate, ==, CASES[i].gate);
        g_assert_cmpint(verdict.allowed, ==,
                        CASES[i].gate == GATE_SHUT   ? 0
                        : CASES[i].gate == GATE_SLOW ? 50
                                                     : 100);
        g_assert_true((say == NULL) == (CASES[i].gate == GATE_OPEN));
    }
}

static void
test_pace(void)
{
    int64_t least = INT64_MAX, most = 0;

    for (Instant last_us = 0; last_us < 1000 * MINUTE_US; last_us += MINUTE_US) {
        int64_t gap_us = throttle_gap_us(20, GATE_OPEN, last_us, 3);
        g_assert_cmpint(gap_us, ==, throttle_gap_us(20, GATE_OPEN, last_us, 3));
        least = MIN(least, gap_us);
        most = MAX(most, gap_us);
        g_assert_cmpint(throttle_gap_us(20, GATE_SLOW, last_us, 3), >=, 40 * SECOND_US);
    }
    g_assert_cmpint(least, >=, 20 * SECOND_US);
    g_assert_cmpint(least, <, 21 * SECOND_US);
    g_assert_cmpint(most, <=, 30 * SECOND_US);
    g_assert_cmpint(most, >, 29 * SECOND_US);
    g_assert_cmpint(throttle_gap_us(0, GATE_SLOW, 5, 3), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/throttle/least-scope-decides", test_least_scope_decides);
    g_test_add_func("/core/throttle/no-limits", test_no_limits);
    g_test_add_func("/core/throttle/ramp", test_ramp);
    g_test_add_func("/core/throttle/gate", test_gate);
    g_test_add_func("/core/throttle/pace", test_pace);
    return g_test_run();
}
