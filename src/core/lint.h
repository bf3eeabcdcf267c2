/* Lint: what a good sales coach would say about a message before it leaves.
 *
 * Finds messages that ask without giving, make the reader feel guilty, say again what was said, or
 * have a hole in them. In English, German, French and Spanish; each finding has a suggestion in the
 * message's language. docs/lint.md says what each rule looks for; the thresholds are those of
 * EVIDENCE.md: shingles shared .5, cosine .8, novelty at least .3.
 *
 * Pure: text in, findings out. How well each rule does is measured by tests/bench/lint_bench.c on
 * labelled messages.
 *
 * Disadvantage: words, no understanding. A kind sentence that quotes an unkind one can be found
 * guilty; that is why a human decides what to do about a finding. */
#pragma once

#include "core/draft.h"

typedef enum {
    LINT_EMPTY_FOLLOW_UP,
    LINT_GUILT_TRIP,
    LINT_REPEATED_PITCH,
    LINT_NO_NEW_VALUE,
    LINT_MISSING_VARIABLE,
    LINT_NO_OPT_OUT,
    LINT_APOLOGY,
    LINT_FAKE_REPLY,
    LINT_WEAK_SUBJECT,
    LINT_SEVERAL_ASKS,
    LINT_NO_NEXT_STEP,
    LINT_SHOUTING,
    LINT_TOO_LONG,
    LINT_RULE_COUNT,
} LintRule;

const char *lint_rule_name(LintRule rule); /* "empty-follow-up" */
bool lint_rule_is_error(LintRule rule);    /* else a warning */
const char *lint_rule_says(LintRule rule); /* one line for the documentation */

typedef struct {
    const char *subject;     /* NULL: there is none */
    const char *body;        /* Markdown or plain text, valid UTF-8 */
    const GPtrArray *thread; /* char *: what this person was sent before, NULL or empty: nothing */
    bool is_reply;           /* it answers a message, whether that is in the thread or not */
    bool is_template;        /* {{fields}} are not filled in yet */
    bool is_spoken;          /* a script: no subject, nothing to unsubscribe from */
    bool adds_opt_out;       /* whoever sends it adds how to opt out */
    const char *fresh;       /* something this person has not heard yet, for suggestions; NULL */
} LintInput;

typedef struct {
    LintRule rule;
    guint line, column; /* from 1, in characters; of the subject: line 0 */
    guint length;       /* in characters */
    char *text;         /* what was found */
    char *suggestion;
} LintFinding;

typedef struct {
    GPtrArray *findings; /* LintFinding *, by place */
    double novelty;      /* 0-1: the share of what is said that this person has not heard */
    TextLanguage language;
} LintReport;

LintReport *lint_check(const LintInput *input);
/* Would lint_check() find LINT_MISSING_VARIABLE in this body? At a tenth of its cost. */
bool lint_has_hole(const char *body);
void lint_report_free(LintReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LintReport, lint_report_free)
/* The first finding of a rule, NULL when there is none. */
const LintFinding *lint_report_find(const LintReport *self, LintRule rule);
