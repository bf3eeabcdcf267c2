/* The report's figures as sentences, bars and rows for src/app/report/audit.mustache. */
#include "app/audit_html.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "text/template.h"

#define ROWS_SHOWN 200  /* of a list */
#define GROUPS_SHOWN 40 /* of reps, sources, ... */
#define BAR_WIDTH 430.0 /* of the longest, in the chart's 720 */
#define BAR_X 150
#define BAR_STEP 26
#define LAST_ATTEMPT 8 /* its bar stands for all from there on */

extern const char AUDIT_PAGE[], AUDIT_CHART[];
extern const size_t AUDIT_PAGE_LENGTH, AUDIT_CHART_LENGTH;

/* "3,900" */
static char *
number_say(double value)
{
    g_autofree char *digits = g_strdup_printf("%.0f", value);
    g_autoptr(GString) out = g_string_new(digits);

    for (gssize at = (gssize)out->len - 3; at > (digits[0] == '-' ? 1 : 0); at -= 3)
        g_string_insert_c(out, at, ',');
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static double
real_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_number(value) ? json_number_value(value) : NAN;
}

/* "71%", "0.4%", or "not known". */
static char *
share_say(double share)
{
    if (isnan(share))
        return g_strdup("not known");
    double percent = share * 100;
    return percent > 0 && percent < 1 ? g_strdup_printf("%.1f%%", percent)
                                      : g_strdup_printf("%.0f%%", percent);
}

static void
set_share(json_t *object, const char *key, double share)
{
    g_autofree char *say = share_say(share);
    json_set_text(object, key, say);
}

/* "4 minutes", "3 hours", "12 days". */
static char *
wait_say(double seconds)
{
    static const struct {
        double seconds;
        const char *name;
    } UNITS[] = { { 86400, "days" }, { 3600, "hours" }, { 60, "minutes" } };

    if (isnan(seconds))
        return g_strdup("not known");
    for (gsize i = 0; i < G_N_ELEMENTS(UNITS); i++)
        if (seconds >= 2 * UNITS[i].seconds)
            return g_strdup_printf("%.0f %s", seconds / UNITS[i].seconds, UNITS[i].name);
    return g_strdup("a minute");
}

static char *
leads_say(double count)
{
    g_autofree char *number = number_say(count);
    return g_strdup_printf("%s %s", number, count == 1 ? "lead" : "leads");
}

/* The day of an RFC 3339 instant. */
static char *
date_part(const char *instant)
{
    return instant != NULL && strlen(instant) >= 10 ? g_strndup(instant, 10) : NULL;
}

/* --- charts ----------------------------------------------------------------------------------- */

static void
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
        most = MAX(most, real_of(bar, "value"));
    }
    json_array_foreach(bars, index, bar)
    {
        double width = most > 0 ? real_of(bar, "value") / most * BAR_WIDTH : 0;
        json_set_int(bar, "width", (int64_t)lround(MAX(width, 1)));
        json_set_int(bar, "value_x", BAR_X + (int64_t)lround(MAX(width, 1)) + 8);
    }
    json_set_int(chart, "height", (int64_t)json_array_size(bars) * BAR_STEP + 4);
    json_set_text(chart, "label", label);
    json_object_set_new(chart, "bars", bars);
    if (most > 0)
        return chart;
    json_decref(chart);
    return NULL;
}

static void
add_attempts(const json_t *report, json_t *page)
{
    double counts[LAST_ATTEMPT + 1] = { 0 }, leads = real_of(report, "leads");
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
        g_autofree char *share = share_say(leads > 0 ? counts[i] / leads : NAN);
        g_autofree char *number = number_say(counts[i]);
        g_autofree char *say = g_strdup_printf("%s (%s)", number, share);
        add_bar(bars, name, counts[i], say);
    }
    json_t *chart = chart_of(bars, "Leads by number of attempts by people");
    g_autofree char *gave_up = share_say(real_of(report, "gave_up_after_1_2"));
    g_autofree char *floor = share_say(real_of(report, "reached_floor"));
    g_autofree char *sentence =
        g_strdup_printf("%s of the leads were let go after one or two tries; %s got seven or more.",
                        gave_up, floor);
    json_set_text(page, "attempts_sentence", sentence);
    json_object_set_new(page, "attempts_chart", chart != NULL ? chart : json_null());
}

static void
add_channels(const json_t *report, json_t *page)
{
    json_t *bars = json_array(), *count;
    const char *channel;

    json_object_foreach(json_object_get(report, "channels"), channel, count)
    {
        g_autofree char *number = number_say(json_number_value(count));
        add_bar(bars, channel, json_number_value(count), number);
    }
    json_t *chart = chart_of(bars, "Attempts by people on each channel");
    double mean = real_of(report, "channels_per_lead");
    g_autofree char *sentence =
        isnan(mean) ? g_strdup("") : g_strdup_printf("A lead was tried on %.1f channels.", mean);
    json_set_text(page, "channels_sentence", sentence);
    json_object_set_new(page, "channels_chart", chart != NULL ? chart : json_null());
}

static void
add_first_response(const json_t *report, json_t *page)
{
    static const struct {
        const char *key, *name;
    } STEPS[] = { { "within_5_min", "within 5 minutes" },
                  { "within_1_h", "within an hour" },
                  { "within_24_h", "within a day" },
                  { "never", "never" } };
    const json_t *first = json_object_get(report, "first_response");
    json_t *bars = json_array();
    double judged = real_of(first, "judged");

    for (gsize i = 0; i < G_N_ELEMENTS(STEPS); i++) {
        double share = real_of(first, STEPS[i].key);
        g_autofree char *say = share_say(share);
        if (!isnan(share))
            add_bar(bars, STEPS[i].name, share, say);
    }
    json_t *chart = chart_of(bars, "Share of leads by time to the first attempt");
    g_autofree char *half = wait_say(real_of(first, "median_s"));
    g_autofree char *number = leads_say(isnan(judged) ? 0 : judged);
    g_autofree char *sentence =
        chart == NULL
            ? g_strdup("The records do not say when leads came in and when they were first tried.")
            : g_strdup_printf("Of %s whose dates are known; those that were tried at all waited %s "
                              "at the median.",
                              number, half);
    json_set_text(page, "first_sentence", sentence);
    json_object_set_new(page, "first_chart", chart != NULL ? chart : json_null());
}

/* --- figures ---------------------------------------------------------------------------------- */

static void
add_grades(const json_t *report, json_t *page)
{
    const json_t *how = json_object_get(report, "grades_how");
    json_t *rows = json_array(), *grade;
    const char *name;

    json_object_foreach(json_object_get(report, "grades"), name, grade)
    {
        json_t *row = json_object();
        g_autofree char *title = g_strdup(name);
        g_autofree char *value = json_is_number(grade)
                                     ? g_strdup_printf("%.0f", json_number_value(grade))
                                     : g_strdup("not known");
        title[0] = g_ascii_toupper(title[0]);
        json_set_text(row, "name", title);
        json_set_text(row, "value", value);
        json_set_text(row, "how", json_text(how, name, ""));
        json_array_append_new(rows, row);
    }
    json_object_set_new(page, "grade_rows", rows);
}

static void
add_figures(const json_t *report, json_t *page)
{
    static const struct {
        const char *key, *name;
        enum { COUNT, SHARE, MEAN } kind;
    } FIGURES[] = {
        { "never_contacted", "Leads never tried by a person", SHARE },
        { "gave_up_after_1_2", "Leads let go after one or two tries", SHARE },
        { "reached_floor", "Leads tried seven times or more", SHARE },
        { "mean_attempts", "Tries a lead, mean", MEAN },
        { "attempts_per_week", "Tries a week for a lead that was tried, mean", MEAN },
        { "outside_hours", "Tries outside decent hours", SHARE },
        { "unanswered_replies", "Replies left unanswered", COUNT },
        { "empty_follow_ups", "Follow-ups with nothing new", COUNT },
        { "repeated_pitches", "The same pitch again", COUNT },
        { "broken_promises", "Promises broken", COUNT },
        { "attempts_by_machines_total", "Attempts by machines, counted apart", COUNT },
    };
    json_t *rows = json_array();

    for (gsize i = 0; i < G_N_ELEMENTS(FIGURES); i++) {
        double value = real_of(report, FIGURES[i].key);
        g_autofree char *say = isnan(value)               ? g_strdup("not known")
                               : FIGURES[i].kind == SHARE ? share_say(value)
                               : FIGURES[i].kind == MEAN  ? g_strdup_printf("%.1f", value)
                                                          : number_say(value);
        json_array_append_new(rows, json_pack("{s:s, s:s}", "name", FIGURES[i].name, "value", say));
    }
    json_object_set_new(page, "figure_rows", rows);
}

static void
dress_group(json_t *row)
{
    double mean = real_of(row, "mean_attempts");
    g_autofree char *mean_say = isnan(mean) ? g_strdup("not known") : g_strdup_printf("%.1f", mean);

    json_set_text(row, "mean_say", mean_say);
    set_share(row, "never_say", real_of(row, "never_contacted"));
    set_share(row, "gave_up_say", real_of(row, "gave_up_after_1_2"));
    set_share(row, "floor_say", real_of(row, "reached_floor"));
    set_share(row, "day_say", real_of(json_object_get(row, "first_response"), "within_24_h"));
}

/* A copy of the list's first rows; `object` learns how many more there are. */
static json_t *
first_rows(const json_t *list, gsize most, json_t *object, const char *more_key, double all)
{
    json_t *rows = json_array(), *row;
    gsize index;

    json_array_foreach(list, index, row)
    {
        if (index < most)
            json_array_append_new(rows, json_copy(row));
    }
    double more = MAX(all, (double)json_array_size(list)) - (double)json_array_size(rows);
    g_autofree char *say = more > 0 ? number_say(more) : NULL;
    json_set_text(object, more_key, say);
    return rows;
}

static void
add_groups(const json_t *report, json_t *page)
{
    static const struct {
        const char *key, *id, *title, *of;
    } GROUPS[] = { { "by_rep", "reps", "By person", "Person" },
                   { "by_source", "sources", "By source", "Source" },
                   { "by_segment", "segments", "By segment", "Segment" },
                   { "by_week", "weeks", "By week the lead came in", "Week from" } };
    json_t *groups = json_array(), *row;
    gsize index;

    for (gsize i = 0; i < G_N_ELEMENTS(GROUPS); i++) {
        const json_t *list = json_object_get(report, GROUPS[i].key);
        if (json_array_size(list) == 0)
            continue;
        json_t *group = json_pack("{s:s, s:s, s:s}", "id", GROUPS[i].id, "title", GROUPS[i].title,
                                  "of", GROUPS[i].of);
        json_t *rows = first_rows(list, GROUPS_SHOWN, group, "more", 0);
        json_array_foreach(rows, index, row)
        {
            dress_group(row);
        }
        json_object_set_new(group, "rows", rows);
        json_array_append_new(groups, group);
    }
    json_object_set_new(page, "groups", groups);
}

/* --- lists ------------------------------------------------------------------------------------ */

static void
dress_lead(json_t *row)
{
    const char *name = json_text(row, "name", NULL), *lead = json_text(row, "lead", "");
    g_autofree char *day = date_part(json_text(row, "at", NULL));
    g_autofree char *who = name != NULL && name[0] != '\0' && strcmp(name, lead) != 0
                               ? g_strdup_printf("%s, %s", name, lead)
                               : g_strdup(lead);

    json_set_text(row, "who", who);
    json_set_text(row, "day", day);
}

static void
add_findings(const json_t *report, json_t *page)
{
    json_t *rows = json_array(), *finding, *row;
    gsize index, at;

    json_array_foreach(json_object_get(report, "findings"), index, finding)
    {
        double leads = real_of(finding, "leads");
        if (!(leads > 0))
            continue;
        json_t *one = json_copy(finding);
        g_autofree char *say = leads_say(leads);
        json_t *list = first_rows(json_object_get(finding, "rows"), ROWS_SHOWN, one, "more",
                                  real_of(finding, "items"));
        json_array_foreach(list, at, row)
        {
            dress_lead(row);
        }
        json_set_text(one, "leads_say", say);
        json_object_set_new(one, "rows", list);
        json_array_append_new(rows, one);
    }
    json_object_set_new(page, "finding_rows", rows);
}

static void
add_revive(const json_t *report, json_t *page)
{
    double all = real_of(report, "revive_count");
    json_t *row, *rows = first_rows(json_object_get(report, "revive"), ROWS_SHOWN, page,
                                    "revive_more", isnan(all) ? 0 : all);
    gsize index;

    json_array_foreach(rows, index, row)
    {
        dress_lead(row);
    }
    g_autofree char *say = leads_say(isnan(all) ? (double)json_array_size(rows) : all);
    json_set_text(page, "revive_say", say);
    json_set_bool(page, "has_revive", json_array_size(rows) > 0);
    json_object_set_new(page, "revive_rows", rows);
}

static void
add_inputs(const json_t *report, json_t *page)
{
    json_t *rows = json_array(), *input;
    gsize index;

    json_array_foreach(json_object_get(report, "inputs"), index, input)
    {
        json_t *row = json_copy(input);
        g_autofree char *name = g_path_get_basename(json_text(input, "file", ""));
        json_set_text(row, "file", name);
        json_array_append_new(rows, row);
    }
    json_object_set_new(page, "input_rows", rows);
}

static void
add_compared(const json_t *report, json_t *page)
{
    const json_t *figures = json_object_get(json_object_get(report, "baseline"), "figures");
    json_t *rows = json_array(), *figure;
    gsize index;

    json_array_foreach(figures, index, figure)
    {
        double before = real_of(figure, "before"), now = real_of(figure, "now");
        g_autofree char *then =
            isnan(before) ? g_strdup("not known") : g_strdup_printf("%.4g", before);
        g_autofree char *today = isnan(now) ? g_strdup("not known") : g_strdup_printf("%.4g", now);
        g_autofree char *name = g_strdelimit(g_strdup(json_text(figure, "name", "")), "_.", ' ');
        json_array_append_new(
            rows, json_pack("{s:s, s:s, s:s}", "name", name, "before", then, "now", today));
    }
    json_set_bool(page, "compared", json_array_size(rows) > 0);
    json_object_set_new(page, "compared_rows", rows);
}

static void
add_head(const json_t *report, json_t *page)
{
    double leads = real_of(report, "leads");
    g_autofree char *say = leads_say(leads),
                    *attempts = number_say(real_of(report, "attempts_total"));
    g_autofree char *attempts_say = g_strdup_printf("%s attempts", attempts);
    g_autofree char *from = date_part(json_text(report, "first_attempt_at", NULL));
    g_autofree char *until = date_part(json_text(report, "last_attempt_at", NULL));
    g_autofree char *as_of = date_part(json_text(report, "as_of", NULL));
    g_autofree char *period =
        from != NULL && until != NULL ? g_strdup_printf("%s to %s", from, until) : NULL;
    g_autofree char *never = share_say(real_of(report, "never_contacted"));
    g_autofree char *gave_up = share_say(real_of(report, "gave_up_after_1_2"));
    g_autofree char *headline = g_strdup_printf(
        "%s of the leads were never tried by a person, and %s were let go after one or two tries.",
        never, gave_up);

    json_set_text(page, "leads_say", say);
    json_set_text(page, "attempts_say", attempts_say);
    json_set_text(page, "period_say", period);
    json_set_text(page, "as_of_day", as_of);
    json_set_text(page, "headline", headline);
    json_object_set(page, "notes", json_object_get(report, "notes"));
    json_object_set(page, "problems", json_object_get(report, "problems"));
}

static const Template *
find_partial(const char *name, void *data)
{
    return strcmp(name, "chart") == 0 ? data : NULL;
}

json_t *
audit_html_context(const json_t *report)
{
    json_t *page = json_object();

    add_head(report, page);
    add_grades(report, page);
    add_compared(report, page);
    add_attempts(report, page);
    add_channels(report, page);
    add_first_response(report, page);
    add_figures(report, page);
    add_groups(report, page);
    add_findings(report, page);
    add_revive(report, page);
    add_inputs(report, page);
    return page;
}

char *
audit_html(const json_t *report, GError **error)
{
    g_autoptr(Template) outer = template_compile("audit", AUDIT_PAGE, AUDIT_PAGE_LENGTH, error);
    g_autoptr(Template) chart =
        outer != NULL ? template_compile("chart", AUDIT_CHART, AUDIT_CHART_LENGTH, error) : NULL;
    g_autoptr(json_t) page = audit_html_context(report);
    g_autoptr(GString) out = g_string_new(NULL);

    if (chart == NULL)
        return NULL;
    TemplateRender render = { .escape_html = true, .partial = find_partial, .partial_data = chart };
    if (!template_render(outer, page, &render, out, error))
        return NULL;
    return g_string_free(g_steal_pointer(&out), FALSE);
}
