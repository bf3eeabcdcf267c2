/* How the steps of a sequence go together; one small function a rule of good sense. */
#include <string.h>

#include "core/ruleset.h"
#include "core/sequence_parts.h"
#include "core/timing.h"
#include "text/template.h"

typedef struct {
    const Sequence *sequence;
    const YamlTree *file;
    GPtrArray *problems;
} Check;

static const Step *
step_at(const Check *self, guint index)
{
    return g_ptr_array_index(self->sequence->steps, index);
}

static const YamlTree *
lines_of(const Check *self, const Step *step)
{
    return yaml_tree_item(yaml_tree_get(self->file, "steps"), (guint)step->number - 1);
}

static int
line_of(const Check *self, const Step *step, const char *key)
{
    return yaml_tree_line(lines_of(self, step), key);
}

static void
check_name(const Check *self)
{
    if (yaml_tree_get(self->file, "sequence") != NULL && yaml_tree_get(self->file, "cadence"))
        sequence_problem_add(self->problems, yaml_tree_line(self->file, "cadence"), true,
                             "\"cadence\" and \"sequence\" mean the same: keep one");
    if (self->sequence->name == NULL || strchr(self->sequence->name, '\n') != NULL)
        sequence_problem_add(self->problems, yaml_tree_line(self->file, "sequence"), true,
                             "the name is missing: begin the file with \"sequence: NAME\"");
    else if (strchr(self->sequence->name, '/') != NULL || self->sequence->name[0] == '.')
        sequence_problem_add(self->problems, yaml_tree_line(self->file, "sequence"), true,
                             "a name holds no \"/\" and does not begin with a dot: it is part of "
                             "the sequence's address");
}

/* Days are counted from the first; what counts from the touch before has no day of its own. */
static void
check_order(const Check *self)
{
    const Step *day_before = NULL, *date_before = NULL;

    for (guint i = 0; i < self->sequence->steps->len; i++) {
        const Step *step = step_at(self, i);
        if (step->timing == STEP_DAY) {
            if (date_before != NULL)
                sequence_problem_add(self->problems, line_of(self, step, "day"), true,
                                     "step %d: a day cannot be counted after a fixed date (step "
                                     "%d); use \"after:\"",
                                     step->number, date_before->number);
            else if (day_before != NULL && step->amount < day_before->amount)
                sequence_problem_add(self->problems, line_of(self, step, "day"), true,
                                     "step %d: day %d lies before day %d of step %d", step->number,
                                     step->amount, day_before->amount, day_before->number);
            day_before = step;
        } else if (step->timing == STEP_ON_DATE) {
            if (date_before != NULL && step->amount < date_before->amount)
                sequence_problem_add(self->problems, line_of(self, step, "on"), true,
                                     "step %d: its date lies before that of step %d", step->number,
                                     date_before->number);
            date_before = step;
        }
    }
}

static void
check_one_channel_a_day(const Check *self)
{
    for (guint i = 1; i < self->sequence->steps->len; i++) {
        const Step *step = step_at(self, i), *before = step_at(self, i - 1);
        if (step->channel == before->channel && timing_same_day(self->sequence, step->number))
            sequence_problem_add(self->problems, step->line, step->timing != STEP_AFTER_HOURS,
                                 "step %d: a second %s on the same day; take another channel or "
                                 "another day",
                                 step->number, channel_kind_say(step->channel));
    }
}

static void
check_automatic(const Check *self, const Step *step)
{
    if (!step->automatic)
        return;
    if (!channel_kind_may_be_automatic(step->channel))
        sequence_problem_add(self->problems, line_of(self, step, "automatic"), true,
                             "step %d: a %s needs a human; leave \"automatic\" out", step->number,
                             channel_kind_say(step->channel));
    else if (step->body == NULL)
        sequence_problem_add(self->problems, line_of(self, step, "body"), true,
                             "step %d: an automatic %s needs a body", step->number,
                             channel_kind_say(step->channel));
    if (step->channel == CHANNEL_EMAIL && step->subject == NULL && !step->reply_to_previous)
        sequence_problem_add(self->problems, line_of(self, step, "subject"), true,
                             "step %d: an automatic mail needs a subject, or reply_to_previous: "
                             "true",
                             step->number);
}

static void
check_reply(const Check *self, const Step *step)
{
    if (!step->reply_to_previous)
        return;
    for (int number = 1; number < step->number; number++)
        if (step_at(self, (guint)number - 1)->channel == CHANNEL_EMAIL)
            return;
    sequence_problem_add(self->problems, line_of(self, step, "reply_to_previous"), true,
                         "step %d: there is no mail before it to reply to", step->number);
}

/* Compiles it; NULL when there is none, or it is wrong. */
static Template *
check_template(const Check *self, const Step *step, const char *key, const char *source, int line)
{
    g_autoptr(GError) error = NULL;

    if (source == NULL)
        return NULL;
    if (strcmp(key, "subject") == 0 && strchr(source, '\n') != NULL)
        sequence_problem_add(self->problems, line, true, "step %d: the subject must be one line",
                             step->number);
    Template *template = template_compile(key, source, strlen(source), &error);
    if (template == NULL)
        sequence_problem_add(self->problems, line, true, "step %d: %s", step->number,
                             error->message);
    return template;
}

static void
check_variants(const Check *self, const Step *step)
{
    const YamlTree *list = yaml_tree_get(lines_of(self, step), "variants");

    for (guint i = 0; i < step->variants->len; i++) {
        StepVariant *variant = g_ptr_array_index(step->variants, i);
        const YamlTree *lines = yaml_tree_item(list, i);
        if (variant->name == NULL)
            sequence_problem_add(self->problems, lines->line, true,
                                 "step %d: a variant needs a name", step->number);
        if (variant->subject == NULL && variant->body == NULL)
            sequence_problem_add(self->problems, lines->line, true,
                                 "step %d: a variant needs a subject or a body of its own",
                                 step->number);
        for (guint k = 0; k < i && variant->name != NULL; k++)
            if (g_strcmp0(((StepVariant *)g_ptr_array_index(step->variants, k))->name,
                          variant->name) == 0)
                sequence_problem_add(self->problems, lines->line, true,
                                     "step %d: two variants are named \"%.40s\"", step->number,
                                     variant->name);
        variant->templates.subject = check_template(self, step, "subject", variant->subject,
                                                    yaml_tree_line(lines, "subject"));
        variant->templates.body =
            check_template(self, step, "body", variant->body, yaml_tree_line(lines, "body"));
    }
}

static void
check_says_something(const Check *self, const Step *step)
{
    if (step->objective == NULL && step->script == NULL && step->body == NULL &&
        step->subject == NULL)
        sequence_problem_add(self->problems, step->line, false,
                             "step %d: whoever makes this %s is told nothing; add an objective or "
                             "a script",
                             step->number, channel_kind_say(step->channel));
}

static void
check_value_point(const Check *self, const Step *step)
{
    for (int number = 1; number < step->number && step->value_point != NULL; number++) {
        if (g_strcmp0(step_at(self, (guint)number - 1)->value_point, step->value_point) != 0)
            continue;
        sequence_problem_add(self->problems, line_of(self, step, "value_point"), false,
                             "step %d: step %d already used \"%s\"; give them something new",
                             step->number, number, step->value_point);
        return;
    }
}

static void
check_floor(const Check *self)
{
    int steps = (int)self->sequence->steps->len;
    Ruleset ruleset;

    ruleset_default(&ruleset);
    if (steps < ruleset.floor_attempts)
        sequence_problem_add(self->problems, 0, false,
                             "%d step%s; the floor of %d attempts adds %d, calls and mails in turn",
                             steps, steps == 1 ? "" : "s", ruleset.floor_attempts,
                             ruleset.floor_attempts - steps);
}

void
sequence_check(Sequence *sequence, const YamlTree *file, GPtrArray *problems)
{
    Check self = { sequence, file, problems };

    check_name(&self);
    check_order(&self);
    check_one_channel_a_day(&self);
    for (guint i = 0; i < sequence->steps->len; i++) {
        Step *step = g_ptr_array_index(sequence->steps, i);
        const YamlTree *lines = lines_of(&self, step);
        check_automatic(&self, step);
        check_reply(&self, step);
        step->templates.subject =
            check_template(&self, step, "subject", step->subject, yaml_tree_line(lines, "subject"));
        step->templates.body =
            check_template(&self, step, "body", step->body, yaml_tree_line(lines, "body"));
        step->templates.script =
            check_template(&self, step, "script", step->script, yaml_tree_line(lines, "script"));
        check_variants(&self, step);
        check_says_something(&self, step);
        check_value_point(&self, step);
    }
    check_floor(&self);
}
