/* The life of an enrollment: all pairs of states, against a table written apart from the rules'. */
#include <string.h>

#include "core/enrollment.h"

/* Row: from; column: to; in the order pending, active, paused, nurturing, finished. */
static const char *const MAY[ENROLLMENT_STATE_COUNT] = {
    [ENROLLMENT_PENDING] = "-yy-y",  [ENROLLMENT_ACTIVE] = "--y-y",
    [ENROLLMENT_PAUSED] = "-yyyy",   [ENROLLMENT_NURTURING] = "--y-y",
    [ENROLLMENT_FINISHED] = "-----",
};

static void
test_all_pairs(void)
{
    for (int from = 0; from < ENROLLMENT_STATE_COUNT; from++)
        for (int to = 0; to < ENROLLMENT_STATE_COUNT; to++) {
            g_autoptr(GError) error = NULL;
            bool may = MAY[from][to] == 'y';
            g_assert_cmpint(enrollment_may_move((EnrollmentState)from, (EnrollmentState)to), ==,
                            may);
            g_assert_cmpint(
                enrollment_check_move((EnrollmentState)from, (EnrollmentState)to, &error), ==, may);
            if (may)
                continue;
            g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_CONFLICT);
            g_assert_nonnull(strstr(error->message, enrollment_state_name((EnrollmentState)from)));
            g_assert_nonnull(strstr(error->message, enrollment_state_name((EnrollmentState)to)));
        }
}

static void
test_refusal_says_what_to_do(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_false(enrollment_check_move(ENROLLMENT_FINISHED, ENROLLMENT_ACTIVE, &error));
    g_assert_cmpstr(error->message, ==,
                    "an enrollment that is finished cannot become active: it is over; enroll the "
                    "person again");
}

static void
test_no_such_state(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_false(enrollment_check_move(ENROLLMENT_STATE_COUNT, ENROLLMENT_ACTIVE, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
    g_assert_cmpstr(enrollment_state_name(ENROLLMENT_STATE_COUNT), ==, "unknown");
}

static void
test_names(void)
{
    for (int state = 0; state < ENROLLMENT_STATE_COUNT; state++)
        g_assert_cmpint(enrollment_state_parse(enrollment_state_name((EnrollmentState)state)), ==,
                        state);
    for (int reason = 0; reason < FINISH_REASON_COUNT; reason++) {
        g_assert_cmpint(finish_reason_parse(finish_reason_name((FinishReason)reason)), ==, reason);
        g_assert_cmpstr(finish_reason_say((FinishReason)reason), !=, "unknown");
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/enrollment/all-pairs", test_all_pairs);
    g_test_add_func("/enrollment/refusal-says-what-to-do", test_refusal_says_what_to_do);
    g_test_add_func("/enrollment/no-such-state", test_no_such_state);
    g_test_add_func("/enrollment/names", test_names);
    return g_test_run();
}
