/* The registry of the rules, places in the text, and the order of things. */
#include "core/lint.h"

#include <string.h>

#include "core/lint_private.h"

static const struct {
    const char *name;
    bool is_error;
    const char *says;
} RULES[LINT_RULE_COUNT] = {
    [LINT_EMPTY_FOLLOW_UP] = { "empty-follow-up", true,
                               "asks for an answer and gives nothing: only that you are there" },
    [LINT_GUILT_TRIP] = { "guilt-trip", true,
                          "counts your attempts or their silence against the reader" },
    [LINT_REPEATED_PITCH] = { "repeated-pitch", true, "says again what an earlier message said" },
    [LINT_NO_NEW_VALUE] = { "no-new-value", false,
                            "no number, link, name, question or offer that the thread lacks" },
    [LINT_MISSING_VARIABLE] = { "missing-variable", true,
                                "a placeholder or a hole where a name should be" },
    [LINT_NO_OPT_OUT] = { "no-opt-out", false, "an unasked pitch that does not say how to say no" },
    [LINT_APOLOGY] = { "apology", false, "excuses itself for being there" },
    [LINT_FAKE_REPLY] = { "fake-reply", true, "a subject with \"Re:\" or \"Fwd:\" and no thread" },
    [LINT_WEAK_SUBJECT] = { "weak-subject", false, "a subject that says nothing" },
    [LINT_SEVERAL_ASKS] = { "several-asks", false, "three or more questions or requests at once" },
    [LINT_NO_NEXT_STEP] = { "no-next-step", false, "sells, and asks for nothing" },
    [LINT_SHOUTING] = { "shouting", false, "capitals, \"!!!\" or advertising phrases" },
    [LINT_TOO_LONG] = { "too-long", false, "more than 200 words" },
};

const char *
lint_rule_name(LintRule rule)
{
    return RULES[rule].name;
}

bool
lint_rule_is_error(LintRule rule)
{
    return RULES[rule].is_error;
}

const char *
lint_rule_says(LintRule rule)
{
    return RULES[rule].says;
}

static void
finding_free(gpointer data)
{
    LintFinding *self = data;

    g_free(self->text);
    g_free(self->suggestion);
    g_free(self);
}

void
lint_report_free(LintReport *self)
{
    if (self == NULL)
        return;
    g_ptr_array_unref(self->findings);
    g_free(self);
}

const LintFinding *
lint_report_find(const LintReport *self, LintRule rule)
{
    for (guint i = 0; i < self->findings->len; i++) {
        const LintFinding *finding = g_ptr_array_index(self->findings, i);
        if (finding->rule == rule)
            return finding;
    }
    return NULL;
}

/* Line and column in characters, both from 1. */
static void
find_place(const char *text, gsize from, guint *ret_line, guint *ret_column)
{
    const char *line = text;

    *ret_line = 1;
    for (const char *at = text; at < text + from; at++)
        if (*at == '\n') {
            (*ret_line)++;
            line = at + 1;
        }
    *ret_column = (guint)g_utf8_pointer_to_offset(line, text + from) + 1;
}

void
lint_add(Lint *self, LintRule rule, bool in_subject, gsize from, gsize to)
{
    const char *text = in_subject ? self->input->subject : self->draft->text;
    guint same = 0;

    guint line, column, length = (guint)g_utf8_strlen(text + from, (gssize)(to - from));

    find_place(text, from, &line, &column);
    if (in_subject)
        line = 0;
    for (guint i = 0; i < self->report->findings->len; i++) {
        const LintFinding *other = g_ptr_array_index(self->report->findings, i);
        same += other->rule == rule;
        if (other->rule == rule && other->line == line && column < other->column + other->length &&
            other->column < column + length)
            return; /* seen in another way */
    }
    if (same >= LINT_MAX_OF_RULE)
        return;
    LintFinding *finding = g_new0(LintFinding, 1);
    finding->rule = rule;
    finding->line = line;
    finding->column = column;
    finding->length = length;
    finding->text = g_strndup(text + from, to - from);
    finding->suggestion = lint_suggest(self->input, rule, self->report->language);
    g_ptr_array_add(self->report->findings, finding);
}

static gint
finding_compare(gconstpointer a, gconstpointer b)
{
    const LintFinding *first = *(LintFinding *const *)a, *second = *(LintFinding *const *)b;

    if (first->line != second->line)
        return first->line < second->line ? -1 : 1;
    if (first->column != second->column)
        return first->column < second->column ? -1 : 1;
    return (first->rule > second->rule) - (first->rule < second->rule);
}

LintReport *
lint_check(const LintInput *input)
{
    LintReport *report = g_new0(LintReport, 1);
    g_autoptr(Draft) draft = draft_new(input->body);
    g_autoptr(GPtrArray) thread = g_ptr_array_new_with_free_func((GDestroyNotify)draft_free);
    g_autoptr(GArray) readings = g_array_new(FALSE, TRUE, sizeof(SentenceReading));
    Lint self = { input, draft, thread, readings, { .novelty = 0 }, report, false };

    report->findings = g_ptr_array_new_with_free_func(finding_free);
    report->language = draft->language;
    for (guint i = 0; input->thread != NULL && i < input->thread->len; i++)
        g_ptr_array_add(thread, draft_new(g_ptr_array_index(input->thread, i)));
    lint_content(&self);
    lint_form(&self);
    g_ptr_array_sort(report->findings, finding_compare);
    return report;
}
