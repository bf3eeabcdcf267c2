/* The small tables: channels and outcomes. Every value has a name that reads back, and the
 * traits the rules rest on. */
#include <string.h>

#include "core/planner.h"

static void
test_channels(void)
{
    for (int kind = 0; kind < CHANNEL_COUNT; kind++)
        g_assert_cmpint(channel_kind_parse(channel_kind_name((ChannelKind)kind)), ==, kind);
    g_assert_cmpint(channel_kind_parse("pigeon"), ==, CHANNEL_NONE);
    g_assert_cmpint(channel_kind_parse(NULL), ==, CHANNEL_NONE);
    g_assert_true(channel_kind_may_be_automatic(CHANNEL_EMAIL));
    g_assert_false(channel_kind_may_be_automatic(CHANNEL_CALL));
    g_assert_true(channel_kind_is_written(CHANNEL_LETTER));
    g_assert_false(channel_kind_is_written(CHANNEL_VOICEMAIL));
}

static void
test_outcomes(void)
{
    int attempts = 0, answers = 0;

    for (int outcome = 0; outcome < OUTCOME_COUNT; outcome++) {
        Outcome value = (Outcome)outcome;
        g_assert_cmpint(outcome_parse(outcome_name(value)), ==, outcome);
        attempts += outcome_is_attempt(value);
        answers += outcome_is_human_answer(value);
        g_assert_true(outcome_is_made(value) || !outcome_is_attempt(value));
        g_assert_true(outcome_is_attempt(value) || !outcome_is_human_answer(value));
    }
    g_assert_cmpint(outcome_parse("no-answer"), ==, OUTCOME_NO_ANSWER);
    g_assert_cmpint(outcome_parse("gone fishing"), ==, OUTCOME_COUNT);
    g_assert_cmpint(attempts, ==, 19);
    g_assert_cmpint(answers, ==, 12);
    g_assert_false(outcome_is_human_answer(OUTCOME_GATEKEEPER));
    g_assert_false(outcome_is_attempt(OUTCOME_BOUNCED));
    g_assert_false(outcome_is_attempt(OUTCOME_WRONG_NUMBER));
    g_assert_true(outcome_is_made(OUTCOME_BOUNCED));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/words/channels", test_channels);
    g_test_add_func("/words/outcomes", test_outcomes);
    return g_test_run();
}
