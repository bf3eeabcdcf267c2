/* How often a token may ask. */
#include "api/rate.h"

#include <glib.h>

#define BEGIN_US INT64_C(1763800000000000)

static void
test_minute_at_once_then_evenly(void)
{
    Rate *rate = rate_new(60);
    Instant now_us = BEGIN_US;

    for (int i = 0; i < 60; i++)
        g_assert_cmpint(rate_take(rate, 7, now_us), ==, 0);
    g_assert_cmpint(rate_take(rate, 7, now_us), ==, 1);
    /* Being refused costs nothing. */
    g_assert_cmpint(rate_take(rate, 7, now_us + SECOND_US), ==, 0);
    g_assert_cmpint(rate_take(rate, 7, now_us + SECOND_US), ==, 1);
    /* A quiet minute fills the bucket, and no more than that. */
    now_us += 3600 * SECOND_US;
    for (int i = 0; i < 60; i++)
        g_assert_cmpint(rate_take(rate, 7, now_us), ==, 0);
    g_assert_cmpint(rate_take(rate, 7, now_us), >, 0);
    rate_free(rate);
}

static void
test_tokens_do_not_share(void)
{
    Rate *rate = rate_new(1);

    g_assert_cmpint(rate_take(rate, 1, BEGIN_US), ==, 0);
    g_assert_cmpint(rate_take(rate, 1, BEGIN_US), ==, 60);
    g_assert_cmpint(rate_take(rate, 2, BEGIN_US), ==, 0);
    rate_free(rate);
}

static void
test_many_tokens_are_forgotten_when_rested(void)
{
    Rate *rate = rate_new(1);

    for (int64_t token = 1; token < 20000; token++)
        g_assert_cmpint(rate_take(rate, token, BEGIN_US + token * SECOND_US), ==, 0);
    /* The last ones are still remembered. */
    g_assert_cmpint(rate_take(rate, 19999, BEGIN_US + 20000 * SECOND_US), ==, 59);
    rate_free(rate);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rate/minute", test_minute_at_once_then_evenly);
    g_test_add_func("/rate/apart", test_tokens_do_not_share);
    g_test_add_func("/rate/many", test_many_tokens_are_forgotten_when_rested);
    return g_test_run();
}
