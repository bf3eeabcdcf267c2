/* The labelled messages of tests/data/lint, and how the rules do on them. */
#pragma once

#include <stdio.h>

#include "core/lint.h"

typedef struct {
    char *language, *subject, *body;
    GPtrArray *thread; /* char * */
    guint rules;       /* one bit a LintRule */
    guint judged;      /* the rules its file is labelled for: all, or those after "# ... Labels:" */
    int line;          /* of the file */
} LintMessage;

typedef struct {
    guint right, false_alarms, missed;
} LintScore;

/* The files of tests/data/lint. */
typedef struct {
    const char *name; /* without ".txt" */
    bool is_apart;    /* nobody who mends rules has read it: only its sums are told */
    bool has_goal;    /* precision .9 and recall .8 of every rule */
} LintPart;
#define LINT_PARTS 9
extern const LintPart lint_parts[LINT_PARTS];

/* Aborts with a message when the file cannot be read or names an unknown rule. Free the array of
 * LintMessage *. */
GPtrArray *lint_set_read(const char *file);
/* Adds to `scores` (LINT_RULE_COUNT of them); differences go to `wrong` when it is not NULL. */
void lint_set_score(const GPtrArray *messages, LintScore *scores, FILE *wrong);
