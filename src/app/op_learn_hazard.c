/* learn hazard: how likely the k-th attempt is to be answered, from a table of subjects. */
#include "app/operations.h"

#include <math.h>
#include <string.h>

#include "app/import_columns.h"
#include "base/error.h"
#include "learn/hazard.h"

typedef struct {
    gsize attempts, target;
    const char *positive;
    HazardCounts counts;
    int64_t rows, left_out;
} Table;

/* A column by its exact header. */
static bool
find_column(const ImportSource *source, const char *name, gsize *ret, GError **error)
{
    for (gsize c = 0; c < source->header_count; c++)
        if (strcmp(source->headers[c], name) == 0) {
            *ret = c;
            return true;
        }
    g_autofree char *headers = g_strjoinv("\", \"", source->headers);
    return error_set(error, SEVENTH_ERROR_INVALID, "%s has no column \"%.80s\"; it has \"%.1000s\"",
                     source->name, name, headers);
}

static bool
read_rows(Table *self, ImportSource *source, GError **error)
{
    CsvRow row;

    for (;;) {
        g_autoptr(GError) problem = NULL;
        CsvResult result = csv_reader_next(source->csv, &row, &problem);
        if (result == CSV_END)
            return true;
        if (result == CSV_ERROR) {
            if (g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_INVALID)) {
                self->left_out++;
                continue;
            }
            g_propagate_error(error, g_steal_pointer(&problem));
            return false;
        }
        const char *attempts = import_columns_text(&row, self->attempts);
        const char *target = import_columns_text(&row, self->target);
        gint64 number;
        self->rows++;
        if (attempts == NULL || target == NULL ||
            !g_ascii_string_to_signed(attempts, 10, 0, 1000000, &number, NULL)) {
            self->left_out++;
            continue;
        }
        hazard_counts_add(&self->counts, (int)number, strcmp(target, self->positive) == 0);
        self->left_out += number == 0;
    }
}

static json_t *
fit_json(const HazardFit *fit)
{
    json_t *object = json_object();

    json_set_text(object, "model", hazard_model_name(fit->model));
    json_set_real(object, "pi", fit->pi);
    json_set_real(object, "pi_low", fit->pi_low);
    json_set_real(object, "pi_high", fit->pi_high);
    json_set_real(object, "h", fit->h);
    json_set_real(object, "h_low", fit->h_low);
    json_set_real(object, "h_high", fit->h_high);
    json_set_real(object, "aic", fit->aic);
    json_set_bool(object, "certain", fit->certain);
    return object;
}

static json_t *
table_json(const Table *self)
{
    HazardFit fits[] = { hazard_fit(&self->counts, HAZARD_GEOMETRIC),
                         hazard_fit(&self->counts, HAZARD_CURE_GEOMETRIC) };
    HazardFit best = hazard_fit_best(&self->counts);
    json_t *result = fit_json(&best), *attempts = json_array(), *models = json_array();

    for (int k = 1; k <= self->counts.most; k++) {
        HazardRate rate = hazard_rate(&self->counts, k);
        json_t *entry = json_object();
        if (rate.at_risk == 0) {
            json_decref(entry);
            break;
        }
        json_set_int(entry, "attempt", k);
        json_set_int(entry, "at_risk", (int64_t)rate.at_risk);
        json_set_int(entry, "answered", (int64_t)rate.answered);
        json_set_real(entry, "rate", rate.rate);
        json_set_real(entry, "low", rate.low);
        json_set_real(entry, "high", rate.high);
        json_set_real(entry, "expected", hazard_expected(&best, k));
        json_array_append_new(attempts, entry);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(fits); i++)
        json_array_append_new(models, fit_json(&fits[i]));
    json_object_set_new(result, "per_attempt", attempts);
    json_object_set_new(result, "models", models);
    json_set_int(result, "rows", self->rows);
    json_set_int(result, "left_out", self->left_out);
    return result;
}

static bool
run_hazard(OperationCall *call, json_t **ret_result, GError **error)
{
    g_auto(ImportSource) source = { .fd = -1 };
    Table table = { .positive = json_text(call->params, "positive", "") };

    hazard_counts_init(&table.counts, (int)json_int(call->params, "most", HAZARD_MOST));
    if (!import_source_open(&source, json_text(call->params, "file", NULL), NULL, error) ||
        !find_column(&source, json_text(call->params, "attempts", ""), &table.attempts, error) ||
        !find_column(&source, json_text(call->params, "target", ""), &table.target, error) ||
        !read_rows(&table, &source, error))
        return false;
    *ret_result = table_json(&table);
    return true;
}

static const OperationParam HAZARD_PARAMS[] = {
    { "file", PARAM_FILE, PARAM_POSITIONAL, "FILE", "a CSV file, a row a person", NULL, 0, 0 },
    { "attempts", PARAM_TEXT, PARAM_REQUIRED, "COL", "the column that counts attempts", NULL, 0,
      0 },
    { "target", PARAM_TEXT, PARAM_REQUIRED, "COL", "the column that says what came of it", NULL, 0,
      0 },
    { "positive", PARAM_TEXT, PARAM_REQUIRED, "VALUE", "what it says of success", NULL, 0, 0 },
    { "most", PARAM_INT, PARAM_OPTION, "N",
      "attempts looked at; who had more counts as silent until then; 15 otherwise", NULL, 1,
      HAZARD_MAX_ATTEMPTS },
    { 0 },
};

const Operation OP_LEARN_HAZARD = {
    .verb = "learn hazard",
    .role = ROLE_REP,
    .stands_alone = true,
    .summary =
        "Tell how likely the k-th attempt is to be answered, from a table; needs no workspace",
    .params = HAZARD_PARAMS,
    .run = run_hazard,
};
