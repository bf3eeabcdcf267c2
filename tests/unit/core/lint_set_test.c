/* No lint rule falls below the goal on the labelled messages: precision .9, recall .8. */
#include "lint_set.h"

#define LEAST_PRECISION .9
#define LEAST_RECALL .8
/* A rule with fewer cases than this in a part is only counted over all. */
#define ENOUGH 4

static void
check_scores(const char *part, const LintScore *scores, guint least)
{
    for (int rule = 0; rule < LINT_RULE_COUNT; rule++) {
        const LintScore *score = &scores[rule];
        guint found = score->right + score->false_alarms, meant = score->right + score->missed;
        if (meant < least)
            continue;
        double precision = found > 0 ? (double)score->right / found : 0;
        double recall = (double)score->right / meant;
        g_test_message("%s %s: precision %.3f of %u, recall %.3f of %u", part,
                       lint_rule_name((LintRule)rule), precision, found, recall, meant);
        if (precision < LEAST_PRECISION || recall < LEAST_RECALL)
            g_test_fail_printf("%s, %s: precision %.3f, recall %.3f", part,
                               lint_rule_name((LintRule)rule), precision, recall);
    }
}

static void
test_goal(void)
{
    LintScore both[LINT_RULE_COUNT] = { 0 };
    guint messages_seen = 0, harmless = 0;

    for (gsize i = 0; i < LINT_PARTS; i++) {
        LintScore scores[LINT_RULE_COUNT] = { 0 };
        g_autofree char *name = g_strconcat(lint_parts[i].name, ".txt", NULL);
        g_autofree char *file = g_test_build_filename(G_TEST_DIST, "data", "lint", name, NULL);
        g_autoptr(GPtrArray) messages = lint_set_read(file);
        messages_seen += messages->len;
        for (guint m = 0; m < messages->len; m++)
            harmless += ((LintMessage *)g_ptr_array_index(messages, m))->rules == 0;
        lint_set_score(messages, scores, NULL);
        lint_set_score(messages, both, NULL);
        if (lint_parts[i].has_goal)
            check_scores(lint_parts[i].name, scores, ENOUGH);
    }
    check_scores("all", both, 1);
    g_assert_cmpuint(messages_seen, >=, 300);
    g_assert_cmpuint(harmless * 5, >=, messages_seen * 2);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/lint/labelled", test_goal);
    return g_test_run();
}
