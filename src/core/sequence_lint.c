/* What a sequence says, step by step, against what its earlier steps said. */
#include <string.h>

#include "core/sequence_parts.h"

#include "core/lint.h"
#include "core/promise_words.h"

#define MAX_QUOTED 60

typedef struct {
    const Step *step;
    const YamlTree *lines;
    const GPtrArray *thread; /* char *: what the steps before said */
    GPtrArray *problems;
} StepText;

/* The line of the file in which the text's own line stands: a block begins below its key. */
static int
line_of_text(const YamlTree *lines, const char *key, const char *text, guint line)
{
    int first = yaml_tree_line(lines, key);
    bool block = strchr(text, '\n') != NULL;

    return line == 0 ? yaml_tree_line(lines, "subject") : first + (block ? (int)line : 0);
}

static char *
quote(const char *text)
{
    glong length = g_utf8_strlen(text, -1);
    g_autofree char *head =
        length > MAX_QUOTED ? g_utf8_substring(text, 0, MAX_QUOTED - 1) : g_strdup(text);
    g_strdelimit(head, "\r\n", ' ');
    return g_strconcat("\"", head, length > MAX_QUOTED ? "…\"" : "\"", NULL);
}

/* One complaint of a kind is enough. */
static bool
says_so_already(const LintReport *report)
{
    return lint_report_find(report, LINT_EMPTY_FOLLOW_UP) != NULL ||
           lint_report_find(report, LINT_REPEATED_PITCH) != NULL;
}

static void
lint_text(const StepText *self, const char *key, const char *subject, const char *text)
{
    LintInput input = {
        .subject = subject,
        .body = text,
        .thread = self->thread,
        .is_reply = self->step->reply_to_previous,
        .is_template = true,
        .is_spoken = self->step->channel != CHANNEL_EMAIL,
        .adds_opt_out = true,
    };
    g_autoptr(LintReport) report = lint_check(&input);

    for (guint i = 0; i < report->findings->len; i++) {
        const LintFinding *finding = g_ptr_array_index(report->findings, i);
        if (finding->rule == LINT_NO_NEW_VALUE && says_so_already(report))
            continue;
        g_autofree char *quoted = quote(finding->text);
        sequence_problem_add(self->problems, line_of_text(self->lines, key, text, finding->line),
                             false, "step %d, %s: %s. %s", self->step->number,
                             lint_rule_name(finding->rule), quoted, finding->suggestion);
    }
}

/* "I'll try you again Thursday morning" becomes a promise when the text is used. */
static void
name_promise(const StepText *self, const char *key, const char *text)
{
    PromiseWords promise;

    /* Any Monday: which days are meant is told when the text is used. */
    if (!promise_words_find(text, PROMISE_OURS, 4, &promise))
        return;
    g_autofree char *sentence = g_strndup(text + promise.from, promise.to - promise.from);
    g_autofree char *quoted = quote(sentence);
    guint line = 1;
    for (const char *at = text; at < text + promise.from; at++)
        line += *at == '\n';
    sequence_problem_add(self->problems, line_of_text(self->lines, key, text, line), false,
                         "step %d promises: %s. %s", self->step->number, quoted,
                         self->step->automatic
                             ? "It becomes a promise, with its task, when the mail is made."
                             : "It is offered as a promise when the touch is logged.");
}

static void
lint_step(const StepText *self)
{
    const Step *step = self->step;
    const YamlTree *list = yaml_tree_get(self->lines, "variants");

    if (step->body != NULL) {
        lint_text(self, "body", step->subject, step->body);
        name_promise(self, "body", step->body);
    }
    if (step->script != NULL) {
        lint_text(self, "script", NULL, step->script);
        name_promise(self, "script", step->script);
    }
    for (guint i = 0; step->variants != NULL && i < step->variants->len; i++) {
        const StepVariant *variant = g_ptr_array_index(step->variants, i);
        StepText part = *self;
        part.lines = yaml_tree_item(list, i);
        if (variant->body != NULL)
            lint_text(&part, "body", variant->subject, variant->body);
    }
}

void
sequence_lint(const Sequence *sequence, const YamlTree *file, GPtrArray *problems)
{
    const YamlTree *steps = yaml_tree_get(file, "steps");
    g_autoptr(GPtrArray) said = g_ptr_array_new();

    for (guint i = 0; i < sequence->steps->len; i++) {
        const Step *step = g_ptr_array_index(sequence->steps, i);
        StepText text = { step, yaml_tree_item(steps, i), said, problems };
        lint_step(&text);
        if (step->body != NULL)
            g_ptr_array_add(said, step->body);
        if (step->script != NULL)
            g_ptr_array_add(said, step->script);
    }
}
