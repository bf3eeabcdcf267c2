/* Hazard by attempt: planted worlds are found again, intervals hold them, odd inputs do no harm. */
#include <math.h>

#include "learn/hazard.h"

/* A repeatable stream of numbers in [0, 1). */
static double
draw(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(*state >> 11) / 9007199254740992.0;
}

/* Subjects of a world where a share `pi` answers with `h`, and reps stop after 1 to 12 attempts. */
static void
fill(HazardCounts *counts, double pi, double h, int subjects)
{
    uint64_t state = 7;

    hazard_counts_init(counts, HAZARD_MOST);
    for (int i = 0; i < subjects; i++) {
        bool live = draw(&state) < pi, answered = false;
        int stop = 1 + (int)(12 * draw(&state)), k = 0;
        while (k < stop && !answered) {
            k++;
            answered = live && draw(&state) < h;
        }
        hazard_counts_add(counts, k, answered);
    }
}

static void
test_finds_the_cured(void)
{
    HazardCounts counts;

    fill(&counts, 0.3, 0.2, 40000);
    HazardFit fit = hazard_fit_best(&counts);
    g_assert_cmpint(fit.model, ==, HAZARD_CURE_GEOMETRIC);
    g_assert_true(fit.certain);
    g_assert_cmpfloat_with_epsilon(fit.pi, 0.3, 0.02);
    g_assert_cmpfloat_with_epsilon(fit.h, 0.2, 0.02);
    g_assert_true(fit.pi_low < 0.3 && 0.3 < fit.pi_high);
    g_assert_true(fit.h_low < 0.2 && 0.2 < fit.h_high);
    /* The expected rates lie within those seen. */
    for (int k = 1; k <= 6; k++) {
        HazardRate rate = hazard_rate(&counts, k);
        g_assert_cmpfloat(hazard_expected(&fit, k), >, rate.low - 0.005);
        g_assert_cmpfloat(hazard_expected(&fit, k), <, rate.high + 0.005);
    }
}

static void
test_finds_nobody_cured(void)
{
    HazardCounts counts;

    fill(&counts, 1, 0.15, 20000);
    HazardFit fit = hazard_fit_best(&counts);
    g_assert_cmpfloat_with_epsilon(fit.h, 0.15, 0.01);
    g_assert_cmpfloat(fit.pi, >, 0.97);
}

static void
test_rates(void)
{
    HazardCounts counts;

    hazard_counts_init(&counts, 3);
    for (int i = 0; i < 10; i++)
        hazard_counts_add(&counts, 1, i < 2);
    hazard_counts_add(&counts, 2, true);
    hazard_counts_add(&counts, 9, true); /* beyond what is looked at: silent until then */
    HazardRate first = hazard_rate(&counts, 1), third = hazard_rate(&counts, 3);
    g_assert_cmpuint(first.at_risk, ==, 12);
    g_assert_cmpuint(first.answered, ==, 2);
    g_assert_true(first.low < first.rate && first.rate < first.high);
    g_assert_cmpuint(third.at_risk, ==, 1);
    g_assert_cmpuint(third.answered, ==, 0);
    g_assert_cmpfloat(third.high, >, 0.7); /* one silent subject tells nearly nothing */
    g_assert_true(isnan(hazard_rate(&counts, 4).rate));
}

static void
test_nothing_to_learn(void)
{
    HazardCounts counts;

    hazard_counts_init(&counts, HAZARD_MOST);
    g_assert_false(hazard_fit_best(&counts).certain);
    for (int i = 0; i < 50; i++)
        hazard_counts_add(&counts, 3, false);
    g_assert_cmpfloat(hazard_fit_best(&counts).h, <, 0.001);
    g_assert_false(hazard_fit_best(&counts).certain);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/hazard/cure", test_finds_the_cured);
    g_test_add_func("/hazard/plain", test_finds_nobody_cured);
    g_test_add_func("/hazard/rates", test_rates);
    g_test_add_func("/hazard/nothing", test_nothing_to_learn);
    return g_test_run();
}
