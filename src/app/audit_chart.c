/* See audit_chart.h. */
#include "app/audit_chart.h"

#include <math.h>
#include <string.h>

#include "app/audit_figure.h"

#define BAR_WIDTH 400.0 /* of the longest, in the chart's 720 */
#define BAR_X 150
#define BAR_STEP 26
#define LAST_ATTEMPT 8 /* its bar stands for all from there on */
#define THIN 30        /* leads at risk: below, a chance is too uncertain to be told */

static json_t *
add_bar(json_t *bars, const char *name, double value, const char *say)
{
    json_t *bar = json_object();
    int64_t y = (int64_t)json_array_size(bars) * BAR_STEP + 4;

    json_set_text(bar, "name", name);
    json_set_text(bar, "say", say);
    json_set_real(bar, "value", value);
    json_set_int(bar, "y", y);
    json_set_int(bar, "text_y", y + 14);
    json_array_append_new(bars, bar);
    return bar;
}

/* The bar's width in the chart, and where its interval and its words stand. */
static void
place_bar(json_t *bar, double most)
{
    double scale = most > 0 ? BAR_WIDTH / most : 0;
    double value = audit_real(bar, "value");
    int64_t width = value > 0 ? (int64_t)lround(MAX(value * scale, 1)) : 0;
    double low = audit_real(bar, "low"), high = audit_real(bar, "high");
    int64_t end = width;

    json_set_int(bar, "width", width);
    if (!isnan(low) && !isnan(high)) {
        int64_t y = json_int(bar, "y", 0);
        end = MAX(width, (int64_t)lround(high * scale));
        json_object_set_new(bar, "interval",
                            json_pack("{s:I, s:I, s:I, s:I, s:I}", "low_x",
                                      (json_int_t)(BAR_X + lround(low * scale)), "high_x",
                                      (json_int_t)(BAR_X + lround(high * scale)), "mid",
                                      (json_int_t)(y + 9), "top", (json_int_t)(y + 5), "foot",
                                      (json_int_t)(y + 13)));
    }
    json_set_int(bar, "value_x", BAR_X + end + 8);
}

/* NULL when there is nothing to draw. */
static json_t *
chart_of(json_t *bars, const char *label)
{
    json_t *chart = json_object(), *bar;
    double most = 0;
    gsize index;

    json_array_foreach(bars, index, bar)
    {
        double high = audit_real(bar, "high");
        most = MAX(most, isnan(high) ? audit_real(bar, "value") : high);
    }
    json_array_foreach(bars, index, bar)
    {
        place_bar(bar, most);
    }
    json_set_int(chart, "height", (int64_t)json_array_size(bars) * BAR_STEP + 4);
    json_set_text(chart, "label", label);
    json_object_set_new(chart, "bars", bars);
    if (most > 0)
        return chart;
    json_decref(chart);
    return NULL;
}

void
audit_chart_attempts(const json_t *report, json_t *page)
{
    double counts[LAST_ATTEMPT + 1] = { 0 }, leads = audit_real(report, "leads");
    json_t *bars = json_array(), *count;
    const char *attempts;

    json_object_foreach(json_object_get(report, "attempts"), attempts, count)
    {
        guint64 number = g_ascii_strtoull(attempts, NULL, 10);
        counts[MIN(number, LAST_ATTEMPT)] += json_number_value(count);
    }
    for (int i = 0; i <= LAST_ATTEMPT; i++) {
        g_autofree char *name = i == 0              ? g_strdup("never tried")
                                : i == LAST_ATTEMPT ? g_strdup("8 times or more")
                                : i == 1            ? g_strdup("once")
                                                    : g_strdup_printf("%d times", i);
        g_autofree char *share = audit_share_say(leads > 0 ? counts[i] / leads : NAN);
        g_autofree char *number = audit_number_say(counts[i]);
        g_autofree char *say = g_strdup_printf("%s (%s)", number, share);
        add_bar(bars, name, counts[i], say);
    }
    json_t *chart = chart_of(bars, "Leads by number of attempts by people");
    g_autofree char *gave_up = audit_share_say(audit_real(report, "gave_up_after_1_2"));
    g_autofree char *floor = audit_share_say(audit_real(report, "reached_floor"));
    g_autofree char *sentence =
        g_strdup_printf("%s of the leads were let go after one or two tries; %s got seven or more.",
                        gave_up, floor);
    json_set_text(page, "attempts_sentence", sentence);
    json_object_set_new(page, "attempts_chart", chart != NULL ? chart : json_null());
}

void
audit_chart_channels(const json_t *report, json_t *page)
{
    json_t *bars = json_array(), *count;
    const char *channel;

    json_object_foreach(json_object_get(report, "channels"), channel, count)
    {
        g_autofree char *number = audit_number_say(json_number_value(count));
        add_bar(bars, channel, json_number_value(count), number);
    }
    json_t *chart = chart_of(bars, "Attempts by people on each channel");
    double mean = audit_real(report, "channels_per_lead");
    g_autofree char *sentence =
        isnan(mean) ? g_strdup("") : g_strdup_printf("A lead was tried on %.1f channels.", mean);
    json_set_text(page, "channels_sentence", sentence);
    json_object_set_new(page, "channels_chart", chart != NULL ? chart : json_null());
}

void
audit_chart_first_response(const json_t *report, json_t *page)
{
    static const struct {
        const char *key, *name;
    } STEPS[] = { { "within_5_min", "within 5 minutes" },
                  { "within_1_h", "within an hour" },
                  { "within_24_h", "within a day" },
                  { "never", "never" } };
    const json_t *first = json_object_get(report, "first_response");
    json_t *bars = json_array();
    double judged = audit_real(first, "judged");

    for (gsize i = 0; i < G_N_ELEMENTS(STEPS); i++) {
        double share = audit_real(first, STEPS[i].key);
        g_autofree char *say = audit_share_say(share);
        if (!isnan(share))
            add_bar(bars, STEPS[i].name, share, say);
    }
    json_t *chart = chart_of(bars, "Share of leads by time to the first attempt");
    g_autofree char *half = audit_response_say(first, "median_s");
    g_autofree char *number = audit_leads_say(isnan(judged) ? 0 : judged);
    g_autofree char *sentence =
        chart == NULL
            ? g_strdup("The records do not say when leads came in and when they were first tried.")
        : isnan(audit_real(first, "median_s"))
            ? g_strdup_printf("Of %s whose dates are known, none was tried.", number)
            : g_strdup_printf("Of %s whose dates are known; those that were tried at all waited %s "
                              "at the median.",
                              number, half);
    json_set_text(page, "first_sentence", sentence);
    json_object_set_new(page, "first_chart", chart != NULL ? chart : json_null());
}

/* "1st try", "22nd try" */
static char *
ordinal_say(int64_t number)
{
    int64_t last = number % 10;
    bool teen = number % 100 >= 11 && number % 100 <= 13;
    const char *end = teen || last == 0 || last > 3 ? "th"
                      : last == 1                   ? "st"
                      : last == 2                   ? "nd"
                                                    : "rd";

    return g_strdup_printf("%" G_GINT64_FORMAT "%s try", number, end);
}

static void
add_hazard_bar(json_t *bars, const json_t *attempt)
{
    double rate = audit_real(attempt, "rate"), low = audit_real(attempt, "low"),
           high = audit_real(attempt, "high");
    g_autofree char *name = ordinal_say(json_int(attempt, "attempt", 0));
    g_autofree char *reached = audit_number_say(audit_real(attempt, "at_risk"));
    g_autofree char *share = audit_share_say(rate);
    bool thin = audit_real(attempt, "at_risk") < THIN;
    g_autofree char *say =
        thin ? g_strdup_printf("%s lead%s: too few to tell", reached,
                               strcmp(reached, "1") == 0 ? "" : "s")
             : g_strdup_printf("%s (%.0f to %.0f) of %s", share, 100 * low, 100 * high, reached);
    json_t *bar = add_bar(bars, name, rate, say);

    json_set_bool(bar, "thin", thin);
    json_set_real(bar, "low", thin ? NAN : low);
    json_set_real(bar, "high", thin ? NAN : high);
}

/* What the model makes of it; "" where the data bear none. */
static char *
model_say(const json_t *hazard)
{
    double pi = audit_real(hazard, "pi"), h = audit_real(hazard, "h");

    if (isnan(pi) || isnan(h))
        return g_strdup("");
    return g_strdup_printf(" A model that fits: about %.0f%% of the leads would ever answer, and "
                           "each try reaches one of those with a chance of %.0f%%.",
                           100 * pi, 100 * h);
}

void
audit_chart_hazard(const json_t *report, json_t *page)
{
    const json_t *hazard = json_object_get(report, "hazard");
    json_t *bars = json_array(), *attempt;
    gsize index;

    json_array_foreach(json_object_get(hazard, "per_attempt"), index, attempt)
    {
        add_hazard_bar(bars, attempt);
    }
    json_t *chart =
        chart_of(bars, "Chance that a try is answered, among leads silent before, with intervals");
    g_autofree char *model = model_say(hazard);
    g_autofree char *sentence =
        chart == NULL
            ? g_strdup("No answer is on record, so nothing can be said about a next try.")
            : g_strdup_printf("The chance that a try is answered, among the leads still silent "
                              "before it; the line is the 95%% interval.%s Reps stop where they "
                              "see no hope, so late tries are of better leads than chance would "
                              "pick.",
                              model);
    json_set_text(page, "hazard_sentence", sentence);
    json_object_set_new(page, "hazard_chart", chart != NULL ? chart : json_null());
}
