/* A report beside an earlier one. See audit_json.h. */
#include <math.h>

#include "app/audit_json.h"
#include "base/error.h"

/* Figures with what is better: 1 more, -1 less. */
static const struct {
    const char *group, *name;
    int better;
} FIGURES[] = {
    { NULL, "leads", 0 },
    { NULL, "attempts_total", 0 },
    { NULL, "never_contacted", -1 },
    { NULL, "gave_up_after_1_2", -1 },
    { NULL, "reached_floor", 1 },
    { NULL, "median_attempts", 1 },
    { "first_response", "median_s", -1 },
    { "first_response", "within_5_min", 1 },
    { "first_response", "within_1_h", 1 },
    { "first_response", "within_24_h", 1 },
    { "first_response", "never", -1 },
    { NULL, "attempts_per_week", 1 },
    { NULL, "channels_per_lead", 1 },
    { NULL, "outside_hours", -1 },
    { NULL, "unanswered_replies", -1 },
    { NULL, "empty_follow_ups", -1 },
    { NULL, "repeated_pitches", -1 },
    { NULL, "broken_promises", -1 },
    { "grades", "promptness", 1 },
    { "grades", "persistence", 1 },
    { "grades", "personalization", 1 },
    { "grades", "performance", 1 },
};

static double
figure(const json_t *report, const char *group, const char *name)
{
    const json_t *object = group != NULL ? json_object_get(report, group) : report;
    const json_t *value = json_object_get(object, name);

    return json_is_number(value) ? json_number_value(value) : NAN;
}

bool
audit_json_compare(json_t *report, const json_t *earlier, GError **error)
{
    json_t *baseline = json_object(), *figures = json_array();

    if (!json_is_object(json_object_get(earlier, "attempts")) ||
        !json_is_object(json_object_get(earlier, "grades"))) {
        json_decref(baseline);
        json_decref(figures);
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "baseline: that is no report of `seventh audit --json`");
    }
    for (gsize i = 0; i < G_N_ELEMENTS(FIGURES); i++) {
        double before = figure(earlier, FIGURES[i].group, FIGURES[i].name);
        double now = figure(report, FIGURES[i].group, FIGURES[i].name);
        double change = now - before;
        json_t *entry = json_object();
        g_autofree char *name = FIGURES[i].group != NULL
                                    ? g_strdup_printf("%s.%s", FIGURES[i].group, FIGURES[i].name)
                                    : g_strdup(FIGURES[i].name);
        json_set_text(entry, "name", name);
        json_set_real(entry, "before", before);
        json_set_real(entry, "now", now);
        json_set_real(entry, "change", change);
        json_set_text(entry, "verdict",
                      isnan(change) || FIGURES[i].better == 0 || fabs(change) < 1e-12 ? NULL
                      : change * FIGURES[i].better > 0                                ? "better"
                                                                                      : "worse");
        json_array_append_new(figures, entry);
    }
    json_set_text(baseline, "as_of", json_text(earlier, "as_of", NULL));
    json_object_set_new(baseline, "figures", figures);
    json_object_set_new(report, "baseline", baseline);
    return true;
}
