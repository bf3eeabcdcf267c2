/* Precision and recall of each lint rule on the labelled messages of tests/data/lint, file by file:
 * those that rules were mended by, and those kept apart, which nobody who mends them has read. With
 * --wrong, every message judged otherwise than labelled is named by its first words, save those
 * kept apart. */
#include <string.h>

#include "lint_set.h"

static void
print_rate(const char *part, LintRule rule, const char *what, guint good, guint all)
{
    if (all > 0)
        printf("{\"name\":\"lint %s %s %s\",\"value\":%.3f,\"unit\":\"of %u\",\"baseline\":null,"
               "\"ratio\":null}\n",
               part, lint_rule_name(rule), what, (double)good / all, all);
}

int
main(int argc, char **argv)
{
    bool wrong = argc > 2 && strcmp(argv[2], "--wrong") == 0;

    if (argc < 2) {
        fputs("lint_bench DIRECTORY [--wrong]\n", stderr);
        return 2;
    }
    for (gsize i = 0; i < LINT_PARTS; i++) {
        const LintPart *part = &lint_parts[i];
        LintScore scores[LINT_RULE_COUNT] = { 0 };
        g_autofree char *file = g_strdup_printf("%s/%s.txt", argv[1], part->name);
        if (!g_file_test(file, G_FILE_TEST_EXISTS))
            continue;
        g_autoptr(GPtrArray) messages = lint_set_read(file);
        lint_set_score(messages, scores, wrong && !part->is_apart ? stderr : NULL);
        for (int rule = 0; rule < LINT_RULE_COUNT; rule++) {
            const LintScore *score = &scores[rule];
            print_rate(part->name, (LintRule)rule, "precision", score->right,
                       score->right + score->false_alarms);
            print_rate(part->name, (LintRule)rule, "recall", score->right,
                       score->right + score->missed);
        }
    }
    return 0;
}
