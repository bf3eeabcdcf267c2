/* Sequences in memory: freeing, problems, and how they are written as JSON. */
#include "core/sequence.h"

#include "base/world.h"
#include "core/sequence_parts.h"

static void
free_templates(StepTemplates *self)
{
    template_free(self->subject);
    template_free(self->body);
    template_free(self->script);
}

void
step_variant_free(StepVariant *self)
{
    g_free(self->name);
    g_free(self->subject);
    g_free(self->body);
    free_templates(&self->templates);
    g_free(self);
}

void
step_free(Step *self)
{
    if (self == NULL)
        return;
    g_free(self->objective);
    g_free(self->value_point);
    g_free(self->subject);
    g_free(self->body);
    g_free(self->script);
    g_ptr_array_unref(self->variants);
    g_ptr_array_unref(self->assets);
    free_templates(&self->templates);
    g_free(self);
}

void
sequence_free(Sequence *self)
{
    if (self == NULL)
        return;
    g_free(self->name);
    g_free(self->goal);
    g_free(self->ruleset);
    g_ptr_array_unref(self->steps);
    g_free(self);
}

static void
problem_free(gpointer data)
{
    SequenceProblem *problem = data;

    g_free(problem->message);
    g_free(problem);
}

GPtrArray *
sequence_problems_new(void)
{
    return g_ptr_array_new_with_free_func(problem_free);
}

void
sequence_problem_add(GPtrArray *problems, int line, bool is_error, const char *format, ...)
{
    SequenceProblem *problem = g_new0(SequenceProblem, 1);
    va_list args;

    va_start(args, format);
    problem->line = line;
    problem->is_error = is_error;
    problem->message = g_strdup_vprintf(format, args);
    va_end(args);
    g_ptr_array_add(problems, problem);
}

static char *
say_count(int64_t count, const char *unit)
{
    return g_strdup_printf("%" G_GINT64_FORMAT " %s%s", count, unit, count == 1 ? "" : "s");
}

/* The value of `after:`, or NULL for the other timings. */
static char *
say_after(const Step *step)
{
    switch (step->timing) {
    case STEP_AFTER_BUSINESS_DAYS:
        return say_count(step->amount, "business day");
    case STEP_AFTER_DAYS:
        return say_count(step->amount, "day");
    case STEP_AFTER_HOURS:
        return say_count(step->amount, "hour");
    case STEP_DAY:
    case STEP_ON_DATE:
        break;
    }
    return NULL;
}

static char *
say_date(Day day)
{
    CivilDate date = day_to_date(day);

    return g_strdup_printf("%04d-%02d-%02d", date.year, date.month, date.day);
}

static char *
say_within(int64_t within_us)
{
    if (within_us % DAY_US == 0)
        return say_count(within_us / DAY_US, "day");
    if (within_us % HOUR_US == 0)
        return say_count(within_us / HOUR_US, "hour");
    return say_count(within_us / MINUTE_US, "minute");
}

uint64_t
value_point_id(const char *key)
{
    if (key == NULL || key[0] == '\0')
        return 0;
    uint64_t id = hash_text(key, 0);
    return id != 0 ? id : 1;
}

char *
step_say_timing(const Step *step)
{
    g_autofree char *after = say_after(step);
    g_autofree char *date = NULL;

    if (after != NULL)
        return g_strdup_printf("%s after the touch before", after);
    if (step->timing == STEP_DAY)
        return g_strdup_printf("day %d", step->amount);
    date = say_date(step->amount);
    return g_strdup_printf("on %s", date);
}

static json_t *
variants_to_json(const GPtrArray *variants)
{
    json_t *list = json_array();

    for (guint i = 0; i < variants->len; i++) {
        const StepVariant *variant = g_ptr_array_index(variants, i);
        json_t *object = json_object();
        json_set_text(object, "name", variant->name);
        json_set_text(object, "subject", variant->subject);
        json_set_text(object, "body", variant->body);
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *
attached_to_json(const GPtrArray *assets)
{
    json_t *list = json_array();

    for (guint i = 0; i < assets->len; i++) {
        const StepAsset *asset = g_ptr_array_index(assets, i);
        if (asset->attached)
            json_array_append_new(list, json_string(asset->key));
    }
    return list;
}

static json_t *
step_to_json(const Step *step)
{
    json_t *object = json_object();
    g_autofree char *after = say_after(step);
    g_autofree char *date = step->timing == STEP_ON_DATE ? say_date(step->amount) : NULL;
    g_autofree char *within = step->within_us > 0 ? say_within(step->within_us) : NULL;

    json_set_int(object, "step", step->number);
    if (step->timing == STEP_DAY)
        json_set_int(object, "day", step->amount);
    else if (date != NULL)
        json_set_text(object, "on", date);
    else
        json_set_text(object, "after", after);
    json_set_text(object, "within", within);
    json_set_text(object, "channel", channel_kind_name(step->channel));
    json_set_bool(object, "automatic", step->automatic);
    json_set_text(object, "objective", step->objective);
    json_set_text(object, "value_point", step->value_point);
    json_set_text(object, "subject", step->subject);
    json_set_text(object, "body", step->body);
    json_set_text(object, "script", step->script);
    json_set_bool(object, "reply_to_previous", step->reply_to_previous);
    json_object_set_new(object, "attach", attached_to_json(step->assets));
    json_object_set_new(object, "variants", variants_to_json(step->variants));
    return object;
}

json_t *
sequence_to_json(const Sequence *self)
{
    json_t *object = json_object();
    json_t *steps = json_array();

    json_set_text(object, "name", self->name);
    json_set_text(object, "goal", self->goal);
    json_set_text(object, "ruleset", self->ruleset);
    for (guint i = 0; i < self->steps->len; i++)
        json_array_append_new(steps, step_to_json(g_ptr_array_index(self->steps, i)));
    json_object_set_new(object, "steps", steps);
    return object;
}
