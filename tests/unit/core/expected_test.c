/* The priors put tasks in an order a salesperson would agree with. */
#include <glib.h>

#include "base/instant.h"
#include "core/expected.h"

static void
test_published(void)
{
    ExpectedInput call = { .channel = CHANNEL_CALL }, mail = { .channel = CHANNEL_EMAIL };

    g_assert_cmpfloat_with_epsilon(expected_conversation(&call), .05, 1e-9);
    g_assert_cmpfloat_with_epsilon(expected_conversation(&mail), .055, 1e-9);
    mail.attempts = 2;
    g_assert_cmpfloat_with_epsilon(expected_conversation(&mail), .055 * .83 * .83, 1e-9);
    call.attempts = 7;
    g_assert_cmpfloat_with_epsilon(expected_conversation(&call), .05 * 1.1 / 5.6, 1e-9);
    call.attempts = 1000;
    g_assert_cmpfloat_with_epsilon(expected_conversation(&call), .05 * 1.1 / 5.6, 1e-9);
}

static void
test_inbound_cools(void)
{
    ExpectedInput input = { .channel = CHANNEL_CALL, .is_inbound = true };
    double now = expected_conversation(&input);
    input.waiting_us = 5 * HOUR_US;
    double today = expected_conversation(&input);
    input.waiting_us = 3 * DAY_US;
    double later = expected_conversation(&input);

    g_assert_cmpfloat(now, ==, .38);
    g_assert_cmpfloat(today, ==, .08);
    g_assert_cmpfloat(later, ==, .05);
}

static void
test_engaged_and_promised(void)
{
    ExpectedInput input = { .channel = CHANNEL_CALL, .attempts = 3 };
    double cold = expected_conversation(&input);
    input.engaged_before = true;
    g_assert_cmpfloat_with_epsilon(expected_conversation(&input), 3 * cold, 1e-9);
    input.is_promised = true;
    g_assert_cmpfloat(expected_conversation(&input), ==, .65);
    input.engaged_before = false;
    g_assert_cmpfloat(expected_conversation(&input), ==, .40);
}

static void
test_every_channel(void)
{
    for (int kind = CHANNEL_NONE; kind < CHANNEL_COUNT; kind++) {
        ExpectedInput input = { .channel = (ChannelKind)kind };
        g_assert_cmpfloat(expected_conversation(&input), >, 0);
        g_assert_cmpfloat(expected_conversation(&input), <, 1);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/expected/published", test_published);
    g_test_add_func("/expected/inbound-cools", test_inbound_cools);
    g_test_add_func("/expected/engaged-and-promised", test_engaged_and_promised);
    g_test_add_func("/expected/every-channel", test_every_channel);
    return g_test_run();
}
