/* The funnel review's three questions: what the facts answer, and what is proposed. */
#include <glib.h>
#include <string.h>

#include "core/funnel_review.h"

#define NOW (INT64_C(20000) * DAY_US)

/* Five mails, a number never called, nothing heard, two value points left. */
static FunnelFacts
quiet_person(void)
{
    FunnelFacts facts = { .now_us = NOW,
                          .last_touch_us = NOW - 60 * DAY_US,
                          .attempts = 5,
                          .reachable = 1u << CHANNEL_EMAIL | 1u << CHANNEL_CALL,
                          .library = 4,
                          .unheard = 2,
                          .fresh = "The Kiel study",
                          .replied_us = INSTANT_NONE,
                          .no = NO_KIND_COUNT,
                          .no_us = INSTANT_NONE };
    facts.on[CHANNEL_EMAIL] = 5;
    return facts;
}

static void
check(const FunnelReview *review, FunnelQuestion question, FunnelVerdict verdict, const char *words)
{
    const FunnelAnswer *answer = &review->answers[question];

    g_assert_cmpint(answer->verdict, ==, verdict);
    if (strstr(answer->say, words) == NULL)
        g_error("\"%s\" is not in \"%s\"", words, answer->say);
}

static void
test_silence(void)
{
    FunnelFacts facts = quiet_person();
    FunnelReview review;

    funnel_review(&facts, &review);
    check(&review, FUNNEL_REAL, FUNNEL_YES, "The Kiel study");
    check(&review, FUNNEL_LISTENING, FUNNEL_UNKNOWN, "never answered in 5 attempts");
    check(&review, FUNNEL_OTHER_WAYS, FUNNEL_YES, "Not tried: call");
    g_assert_cmpint(review.proposal, ==, FUNNEL_AGAIN);
}

static void
test_nothing_new(void)
{
    FunnelFacts facts = quiet_person();
    FunnelReview review;

    facts.fresh = NULL;
    facts.unheard = 0;
    facts.on[CHANNEL_VOICEMAIL] = 2; /* the number was called */
    facts.same_points = 1;
    funnel_review(&facts, &review);
    check(&review, FUNNEL_REAL, FUNNEL_NO, "heard all 4");
    check(&review, FUNNEL_OTHER_WAYS, FUNNEL_NO, "made again once");
    g_assert_cmpint(review.proposal, ==, FUNNEL_NURTURE);
    facts.library = 0;
    funnel_review(&facts, &review);
    check(&review, FUNNEL_REAL, FUNNEL_UNKNOWN, "only you can tell");
    facts.signal = "a new head of purchasing";
    funnel_review(&facts, &review);
    check(&review, FUNNEL_REAL, FUNNEL_YES, "head of purchasing");
    g_assert_cmpint(review.proposal, ==, FUNNEL_AGAIN);
}

static void
test_listening(void)
{
    FunnelFacts facts = quiet_person();
    FunnelReview owed, answered, refused;

    facts.replied_us = NOW - 50 * DAY_US;
    facts.reply = "Send me the price list, please";
    funnel_review(&facts, &owed);
    check(&owed, FUNNEL_LISTENING, FUNNEL_NO, "price list");
    g_assert_cmpint(owed.proposal, ==, FUNNEL_AGAIN);
    g_assert_cmpstr(owed.why, ==, "They are owed an answer.");
    facts.since_reply = 1;
    funnel_review(&facts, &answered);
    check(&answered, FUNNEL_LISTENING, FUNNEL_YES, "got an answer");
    g_assert_cmpfloat(owed.weight, >, answered.weight);
    /* Two more tries after a no is not listening; and a young no is left alone. */
    facts.no = NO_NOT_NOW;
    facts.no_us = facts.replied_us - DAY_US;
    facts.last_touch_us = NOW - 40 * DAY_US;
    facts.since_reply = 2;
    funnel_review(&facts, &refused);
    check(&refused, FUNNEL_LISTENING, FUNNEL_NO, "tried twice after it");
    g_assert_cmpint(refused.proposal, ==, FUNNEL_LEAVE);
    facts.no = NO_NOT_INTERESTED;
    facts.no_us = NOW - 200 * DAY_US;
    facts.since_reply = 0;
    funnel_review(&facts, &refused);
    g_assert_cmpint(refused.proposal, ==, FUNNEL_NURTURE);
}

static void
test_unreachable(void)
{
    FunnelFacts facts = quiet_person();
    FunnelReview review;

    facts.reachable = 0;
    funnel_review(&facts, &review);
    check(&review, FUNNEL_OTHER_WAYS, FUNNEL_UNKNOWN, "No address or number");
    g_assert_cmpint(review.proposal, ==, FUNNEL_LEAVE);
}

/* Titles of any length and script are cut between letters. */
static void
test_long_words(void)
{
    FunnelFacts facts = quiet_person();
    g_autoptr(GString) title = g_string_new(NULL);
    FunnelReview review;

    for (int i = 0; i < 300; i++)
        g_string_append(title, "ж");
    facts.fresh = facts.signal = facts.reply = title->str;
    for (int shift = 0; shift < 3; shift++) {
        facts.replied_us = NOW - 50 * DAY_US;
        facts.reply = title->str + 2 * shift;
        facts.signal = shift == 0 ? NULL : title->str + 2;
        funnel_review(&facts, &review);
        for (FunnelQuestion q = 0; q < FUNNEL_QUESTIONS; q++)
            g_assert_true(g_utf8_validate(review.answers[q].say, -1, NULL));
    }
}

static void
test_names(void)
{
    for (FunnelDecision d = 0; d < FUNNEL_DECISIONS; d++)
        g_assert_cmpint(funnel_decision_parse(funnel_decision_name(d)), ==, d);
    g_assert_cmpint(funnel_decision_parse("perhaps"), ==, FUNNEL_DECISIONS);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/funnel-review/silence", test_silence);
    g_test_add_func("/funnel-review/nothing-new", test_nothing_new);
    g_test_add_func("/funnel-review/listening", test_listening);
    g_test_add_func("/funnel-review/unreachable", test_unreachable);
    g_test_add_func("/funnel-review/long-words", test_long_words);
    g_test_add_func("/funnel-review/names", test_names);
    return g_test_run();
}
