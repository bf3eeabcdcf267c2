/* Reading a sequence file: schema, libcyaml's structs, and the Sequence made of them. */
#include "core/sequence.h"

#include <string.h>

#include "base/error.h"
#include "core/sequence_parts.h"

#define MAX_NAME 120
#define MAX_LINE 500
#define MAX_TEXT (64 * 1024)
#define MAX_VARIANTS 10
#define MAX_AMOUNT_DAYS 730
#define MAX_KEY 60

static const cyaml_strval_t CHANNELS[] = {
    { "email", CHANNEL_EMAIL }, { "call", CHANNEL_CALL },     { "voicemail", CHANNEL_VOICEMAIL },
    { "sms", CHANNEL_SMS },     { "social", CHANNEL_SOCIAL }, { "letter", CHANNEL_LETTER },
    { "visit", CHANNEL_VISIT }, { "fax", CHANNEL_FAX },
};
G_STATIC_ASSERT(G_N_ELEMENTS(CHANNELS) == CHANNEL_COUNT);

#define OPTIONAL CYAML_FLAG_OPTIONAL
#define TEXT(type, key, most) CYAML_FIELD_STRING_PTR(#key, OPTIONAL, type, key, 0, most)

static const cyaml_schema_field_t VARIANT_FIELDS[] = {
    CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_DEFAULT, RawVariant, name, 0, MAX_NAME),
    TEXT(RawVariant, subject, MAX_LINE),
    TEXT(RawVariant, body, MAX_TEXT),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t VARIANT = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, RawVariant, VARIANT_FIELDS),
};

static const cyaml_schema_value_t KEY = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, MAX_KEY),
};

static const cyaml_schema_field_t STEP_FIELDS[] = {
    CYAML_FIELD_INT_PTR("day", OPTIONAL, RawStep, day),
    TEXT(RawStep, after, MAX_LINE),
    TEXT(RawStep, on, MAX_LINE),
    TEXT(RawStep, within, MAX_LINE),
    CYAML_FIELD_ENUM("channel", CYAML_FLAG_STRICT, RawStep, channel, CHANNELS,
                     G_N_ELEMENTS(CHANNELS)),
    CYAML_FIELD_BOOL("automatic", OPTIONAL, RawStep, automatic),
    CYAML_FIELD_BOOL("reply_to_previous", OPTIONAL, RawStep, reply_to_previous),
    TEXT(RawStep, objective, MAX_LINE),
    TEXT(RawStep, value_point, MAX_NAME),
    TEXT(RawStep, subject, MAX_LINE),
    TEXT(RawStep, body, MAX_TEXT),
    TEXT(RawStep, script, MAX_TEXT),
    CYAML_FIELD_SEQUENCE("attach", OPTIONAL | CYAML_FLAG_POINTER, RawStep, attach, &KEY, 0,
                         SEQUENCE_MAX_ATTACHED),
    CYAML_FIELD_SEQUENCE("variants", OPTIONAL | CYAML_FLAG_POINTER, RawStep, variants, &VARIANT, 0,
                         MAX_VARIANTS),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t STEP = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, RawStep, STEP_FIELDS),
};

static const cyaml_schema_field_t SEQUENCE_FIELDS[] = {
    TEXT(RawSequence, sequence, MAX_NAME),
    TEXT(RawSequence, cadence, MAX_NAME),
    TEXT(RawSequence, goal, MAX_LINE),
    TEXT(RawSequence, ruleset, MAX_NAME),
    CYAML_FIELD_SEQUENCE("steps", CYAML_FLAG_POINTER, RawSequence, steps, &STEP, 1,
                         SEQUENCE_MAX_STEPS),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t SEQUENCE = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, RawSequence, SEQUENCE_FIELDS),
};

static const cyaml_config_t CONFIG = {
    .log_fn = NULL,
    .mem_fn = cyaml_mem,
    .log_level = CYAML_LOG_ERROR,
    .flags = CYAML_CFG_NO_ALIAS,
};

/* "2 business days" to 2 and "business day"; false when it is not a number and a unit. */
static bool
split_amount(const char *text, int *ret_amount, char **ret_unit)
{
    g_autofree char *clean = g_strstrip(g_ascii_strdown(text, -1));
    char *end;
    guint64 amount = g_ascii_strtoull(clean, &end, 10);
    gsize length;

    if (end == clean || end - clean > 6 || *end != ' ')
        return false;
    g_strchug(end);
    length = strlen(end);
    if (length > 1 && end[length - 1] == 's')
        end[length - 1] = '\0';
    *ret_amount = (int)amount;
    *ret_unit = g_strdup(end);
    return true;
}

static bool
read_after(const char *text, Step *step)
{
    static const struct {
        const char *unit;
        StepTiming timing;
        int times, most;
    } UNITS[] = {
        { "business day", STEP_AFTER_BUSINESS_DAYS, 1, MAX_AMOUNT_DAYS },
        { "working day", STEP_AFTER_BUSINESS_DAYS, 1, MAX_AMOUNT_DAYS },
        { "day", STEP_AFTER_DAYS, 1, MAX_AMOUNT_DAYS },
        { "week", STEP_AFTER_DAYS, 7, MAX_AMOUNT_DAYS / 7 },
        { "hour", STEP_AFTER_HOURS, 1, MAX_AMOUNT_DAYS * 24 },
    };
    g_autofree char *unit = NULL;
    int amount;

    if (!split_amount(text, &amount, &unit))
        return false;
    for (gsize i = 0; i < G_N_ELEMENTS(UNITS); i++) {
        if (strcmp(unit, UNITS[i].unit) != 0 || amount > UNITS[i].most)
            continue;
        step->timing = UNITS[i].timing;
        step->amount = amount * UNITS[i].times;
        return true;
    }
    return false;
}

static bool
read_within(const char *text, int64_t *ret_us)
{
    static const struct {
        const char *unit;
        int64_t us;
        int most;
    } UNITS[] = {
        { "minute", MINUTE_US, 7 * 24 * 60 },
        { "hour", HOUR_US, 7 * 24 },
        { "day", DAY_US, 7 },
    };
    g_autofree char *unit = NULL;
    int amount;

    if (!split_amount(text, &amount, &unit) || amount == 0)
        return false;
    for (gsize i = 0; i < G_N_ELEMENTS(UNITS); i++) {
        if (strcmp(unit, UNITS[i].unit) != 0 || amount > UNITS[i].most)
            continue;
        *ret_us = amount * UNITS[i].us;
        return true;
    }
    return false;
}

static void
read_timing(const RawStep *raw, Step *step, const YamlTree *lines, GPtrArray *problems)
{
    int given = (raw->day != NULL) + (raw->after != NULL) + (raw->on != NULL);
    Day date = 0;

    if (given != 1) {
        sequence_problem_add(problems, step->line, true,
                             "step %d: say when, by one of \"day: 3\", \"after: 2 business days\" "
                             "or \"on: 2026-12-01\"",
                             step->number);
    } else if (raw->day != NULL) {
        step->timing = STEP_DAY;
        step->amount = *raw->day;
        if (*raw->day < 0 || *raw->day > MAX_AMOUNT_DAYS)
            sequence_problem_add(problems, yaml_tree_line(lines, "day"), true,
                                 "step %d: day %d; it must be 0 (the first day) to %d",
                                 step->number, *raw->day, MAX_AMOUNT_DAYS);
    } else if (raw->after != NULL && !read_after(raw->after, step)) {
        sequence_problem_add(
            problems, yaml_tree_line(lines, "after"), true,
            "step %d: after \"%.40s\"; write it as 2 business days, 3 days, 1 week "
            "or 4 hours, two years at most",
            step->number, raw->after);
    } else if (raw->on != NULL) {
        step->timing = STEP_ON_DATE;
        if (!day_parse(raw->on, &date))
            sequence_problem_add(problems, yaml_tree_line(lines, "on"), true,
                                 "step %d: \"%.40s\" is no date; write it as 2026-12-01",
                                 step->number, raw->on);
        step->amount = date;
    }
    if (raw->within != NULL && !read_within(raw->within, &step->within_us))
        sequence_problem_add(problems, yaml_tree_line(lines, "within"), true,
                             "step %d: within \"%.40s\"; write it as 5 minutes, 2 hours or 1 day, "
                             "a week at most",
                             step->number, raw->within);
}

/* NULL for an empty text, so that nothing has to be asked twice. */
static char *
copy_text(const char *text)
{
    return text != NULL && *text != '\0' ? g_strdup(text) : NULL;
}

static void
free_variant(gpointer data)
{
    step_variant_free(data);
}

static void
free_asset(gpointer data)
{
    StepAsset *asset = data;

    g_free(asset->key);
    g_free(asset);
}

static Step *
step_of(const RawStep *raw, int number, const YamlTree *lines, GPtrArray *problems)
{
    Step *step = g_new0(Step, 1);

    step->number = number;
    step->line = lines->line;
    step->channel = raw->channel;
    step->automatic = raw->automatic;
    step->reply_to_previous = raw->reply_to_previous;
    step->objective = copy_text(raw->objective);
    step->value_point = copy_text(raw->value_point);
    step->value_id = value_point_id(step->value_point);
    step->subject = copy_text(raw->subject);
    step->body = copy_text(raw->body);
    step->script = copy_text(raw->script);
    step->variants = g_ptr_array_new_with_free_func(free_variant);
    for (unsigned i = 0; i < raw->variants_count; i++) {
        StepVariant *variant = g_new0(StepVariant, 1);
        variant->name = copy_text(raw->variants[i].name);
        variant->subject = copy_text(raw->variants[i].subject);
        variant->body = copy_text(raw->variants[i].body);
        g_ptr_array_add(step->variants, variant);
    }
    step->assets = g_ptr_array_new_with_free_func(free_asset);
    for (unsigned i = 0; i < raw->attach_count; i++) {
        const YamlTree *key = yaml_tree_item(yaml_tree_get(lines, "attach"), i);
        step_asset_add(step, raw->attach[i], key->line, true);
    }
    read_timing(raw, step, lines, problems);
    return step;
}

static void
free_step(gpointer data)
{
    step_free(data);
}

static Sequence *
sequence_of(const RawSequence *raw, const YamlTree *file, GPtrArray *problems)
{
    const YamlTree *steps = yaml_tree_get(file, "steps");
    Sequence *self = g_new0(Sequence, 1);

    self->name = copy_text(raw->sequence != NULL ? raw->sequence : raw->cadence);
    self->goal = copy_text(raw->goal);
    self->ruleset = copy_text(raw->ruleset);
    self->steps = g_ptr_array_new_with_free_func(free_step);
    for (unsigned i = 0; i < raw->steps_count; i++)
        g_ptr_array_add(self->steps,
                        step_of(&raw->steps[i], (int)i + 1, yaml_tree_item(steps, i), problems));
    return self;
}

static bool
has_errors(const GPtrArray *problems)
{
    for (guint i = 0; i < problems->len; i++)
        if (((const SequenceProblem *)g_ptr_array_index(problems, i))->is_error)
            return true;
    return false;
}

static Sequence *
read_checked(const char *yaml, gsize length, GPtrArray *problems)
{
    g_autoptr(YamlTree) file = NULL;
    g_autoptr(Sequence) self = NULL;
    RawSequence *raw = NULL;
    cyaml_err_t result;

    if (length > SEQUENCE_MAX_BYTES) {
        sequence_problem_add(problems, 0, true, "larger than 1 MiB");
        return NULL;
    }
    file = yaml_tree_read(yaml, length, problems);
    if (file == NULL)
        return NULL;
    yaml_tree_check(file, &SEQUENCE, "sequence", problems);
    if (has_errors(problems))
        return NULL;
    result = cyaml_load_data((const uint8_t *)yaml, length, &CONFIG, &SEQUENCE,
                             (cyaml_data_t **)&raw, NULL);
    if (result != CYAML_OK) {
        sequence_problem_add(problems, 0, true, "not readable: %s", cyaml_strerror(result));
        return NULL;
    }
    self = sequence_of(raw, file, problems);
    cyaml_free(&CONFIG, &SEQUENCE, raw, 0);
    sequence_check(self, file, problems);
    sequence_assets(self, file, problems);
    sequence_lint(self, file, problems);
    return has_errors(problems) ? NULL : g_steal_pointer(&self);
}

static gint
compare_lines(gconstpointer a, gconstpointer b)
{
    const SequenceProblem *first = *(SequenceProblem *const *)a;
    const SequenceProblem *second = *(SequenceProblem *const *)b;

    return (first->line > second->line) - (first->line < second->line);
}

static void
set_first_error(const char *file_name, const GPtrArray *problems, GError **error)
{
    for (guint i = 0; i < problems->len; i++) {
        const SequenceProblem *problem = g_ptr_array_index(problems, i);
        if (!problem->is_error)
            continue;
        if (problem->line > 0)
            error_set(error, SEVENTH_ERROR_INVALID, "%s, line %d: %s", file_name, problem->line,
                      problem->message);
        else
            error_set(error, SEVENTH_ERROR_INVALID, "%s: %s", file_name, problem->message);
        return;
    }
}

Sequence *
sequence_read(const char *file_name, const char *yaml, gsize length, GPtrArray *problems,
              GError **error)
{
    g_autoptr(GPtrArray) found = sequence_problems_new();
    Sequence *self = read_checked(yaml, length, found);

    g_ptr_array_sort(found, compare_lines);
    if (self == NULL)
        set_first_error(file_name, found, error);
    if (problems != NULL)
        g_ptr_array_extend_and_steal(problems, g_steal_pointer(&found));
    return self;
}
