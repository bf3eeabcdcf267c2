/* The report's figures as sentences, bars and rows for src/app/report/audit.mustache. */
#include "app/audit_html.h"

#include <math.h>
#include <string.h>

#include "app/audit_chart.h"
#include "app/audit_figure.h"
#include "base/error.h"
#include "text/template.h"

#define GROUPS_SHOWN 40 /* of reps, sources, ... */

extern const char AUDIT_PAGE[], AUDIT_CHART[];
extern const size_t AUDIT_PAGE_LENGTH, AUDIT_CHART_LENGTH;

static void
set_share(json_t *object, const char *key, double share)
{
    g_autofree char *say = audit_share_say(share);
    json_set_text(object, key, say);
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
        { "outside_hours", "Tries outside decent hours", COUNT },
        { "unanswered_replies", "Replies left unanswered", COUNT },
        { "empty_follow_ups", "Follow-ups with nothing new", COUNT },
        { "repeated_pitches", "The same pitch again", COUNT },
        { "broken_promises", "Promises broken", COUNT },
        { "attempts_by_machines_total", "Attempts by machines, counted apart", COUNT },
    };
    json_t *rows = json_array();

    for (gsize i = 0; i < G_N_ELEMENTS(FIGURES); i++) {
        double value = audit_real(report, FIGURES[i].key);
        g_autofree char *say = isnan(value)               ? g_strdup("not known")
                               : FIGURES[i].kind == SHARE ? audit_share_say(value)
                               : FIGURES[i].kind == MEAN  ? g_strdup_printf("%.1f", value)
                                                          : audit_number_say(value);
        json_array_append_new(rows, json_pack("{s:s, s:s}", "name", FIGURES[i].name, "value", say));
    }
    json_object_set_new(page, "figure_rows", rows);
}

static void
dress_group(json_t *row)
{
    double mean = audit_real(row, "mean_attempts");
    const char *name = json_text(row, "name", NULL);
    g_autofree char *mean_say = isnan(mean) ? g_strdup("not known") : g_strdup_printf("%.1f", mean);

    json_set_text(row, "called", name != NULL ? name : "(not said)");
    json_set_text(row, "mean_say", mean_say);
    set_share(row, "never_say", audit_real(row, "never_contacted"));
    set_share(row, "gave_up_say", audit_real(row, "gave_up_after_1_2"));
    set_share(row, "floor_say", audit_real(row, "reached_floor"));
    set_share(row, "day_say", audit_real(json_object_get(row, "first_response"), "within_24_h"));
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
    g_autofree char *say = more > 0 ? audit_number_say(more) : NULL;
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

void
audit_html_lead(json_t *row)
{
    const char *name = json_text(row, "name", NULL), *lead = json_text(row, "lead", "");
    g_autofree char *day = audit_date_part(json_text(row, "at", NULL));
    g_autofree char *who = name != NULL && name[0] != '\0' && strcmp(name, lead) != 0
                               ? g_strdup_printf("%s, %s", name, lead)
                               : g_strdup(lead);

    json_set_text(row, "who", who);
    json_set_text(row, "day", day);
}

static void
add_findings(const json_t *report, json_t *page, guint most)
{
    json_t *rows = json_array(), *finding, *row;
    gsize index, at;

    json_array_foreach(json_object_get(report, "findings"), index, finding)
    {
        double leads = audit_real(finding, "leads");
        if (!(leads > 0))
            continue;
        json_t *one = json_copy(finding);
        g_autofree char *say = audit_leads_say(leads);
        json_t *list = first_rows(json_object_get(finding, "rows"), most, one, "more", leads);
        json_array_foreach(list, at, row)
        {
            audit_html_lead(row);
        }
        json_set_text(one, "leads_say", say);
        json_object_set_new(one, "rows", list);
        json_array_append_new(rows, one);
    }
    json_object_set_new(page, "finding_rows", rows);
}

static void
add_revive(const json_t *report, json_t *page, guint most)
{
    double all = audit_real(report, "revive_count");
    json_t *row, *rows = first_rows(json_object_get(report, "revive"), most, page, "revive_more",
                                    isnan(all) ? 0 : all);
    gsize index;

    json_array_foreach(rows, index, row)
    {
        audit_html_lead(row);
    }
    g_autofree char *say = audit_leads_say(isnan(all) ? (double)json_array_size(rows) : all);
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
        double before = audit_real(figure, "before"), now = audit_real(figure, "now");
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

/* What a reader takes away who reads no further. */
static char *
headline_say(const json_t *report)
{
    double share = audit_real(report, "never_contacted");
    g_autofree char *never = audit_share_say(share);
    g_autofree char *gave_up = audit_share_say(audit_real(report, "gave_up_after_1_2"));

    if (isnan(share))
        return g_strdup("These records hold leads, but nothing that was done about them: with the "
                        "calls, mails, tasks and meetings too, this page tells how persistent we "
                        "were.");
    return g_strdup_printf("%s of the leads were never tried by a person, and %s were let go after "
                           "one or two tries.",
                           never, gave_up);
}

static void
add_head(const json_t *report, json_t *page)
{
    double leads = audit_real(report, "leads");
    g_autofree char *say = audit_leads_say(leads),
                    *attempts = audit_number_say(audit_real(report, "attempts_total"));
    g_autofree char *attempts_say = isnan(audit_real(report, "attempts_total"))
                                        ? NULL
                                        : g_strdup_printf("%s attempts", attempts);
    g_autofree char *from = audit_date_part(json_text(report, "first_attempt_at", NULL));
    g_autofree char *until = audit_date_part(json_text(report, "last_attempt_at", NULL));
    g_autofree char *as_of = audit_date_part(json_text(report, "as_of", NULL));
    g_autofree char *period =
        from != NULL && until != NULL ? g_strdup_printf("%s to %s", from, until) : NULL;
    g_autofree char *headline = headline_say(report);

    json_set_text(page, "leads_say", say);
    json_set_text(page, "attempts_say", attempts_say);
    json_set_text(page, "period_say", period);
    json_set_text(page, "as_of_day", as_of);
    json_set_text(page, "headline", headline);
    json_object_set(page, "notes", json_object_get(report, "notes"));
}

static const Template *
find_partial(const char *name, void *data)
{
    return strcmp(name, "chart") == 0 ? data : NULL;
}

json_t *
audit_html_context(const json_t *report, guint most_rows)
{
    json_t *page = json_object();

    add_head(report, page);
    add_grades(report, page);
    add_compared(report, page);
    audit_chart_attempts(report, page);
    audit_chart_channels(report, page);
    audit_chart_first_response(report, page);
    audit_chart_hazard(report, page);
    add_figures(report, page);
    add_groups(report, page);
    add_findings(report, page, most_rows);
    add_revive(report, page, most_rows);
    add_inputs(report, page);
    return page;
}

char *
audit_html(const json_t *report, GError **error)
{
    g_autoptr(Template) outer = template_compile("audit", AUDIT_PAGE, AUDIT_PAGE_LENGTH, error);
    g_autoptr(Template) chart =
        outer != NULL ? template_compile("chart", AUDIT_CHART, AUDIT_CHART_LENGTH, error) : NULL;
    g_autoptr(json_t) page = audit_html_context(report, AUDIT_HTML_ROWS);
    g_autoptr(GString) out = g_string_new(NULL);

    if (chart == NULL)
        return NULL;
    TemplateRender render = { .escape_html = true, .partial = find_partial, .partial_data = chart };
    if (!template_render(outer, page, &render, out, error))
        return NULL;
    return g_string_free(g_steal_pointer(&out), FALSE);
}
