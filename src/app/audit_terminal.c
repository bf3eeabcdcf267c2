/* See audit_terminal.h. */
#include "app/audit_terminal.h"

#include <math.h>
#include <string.h>

#include "app/audit_figure.h"

#define BAR 28    /* characters of a full bar */
#define ROWS 3    /* of each finding */
#define REVIVE 10 /* leads */
#define GROUPS 8  /* reps, sources */
#define WIDTH 100

/* Eighths of a block, as long as `share` of the full bar. */
static void
bar(GString *out, double share)
{
    static const char *const EIGHTHS[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
    int eighths = (int)lround(CLAMP(share, 0, 1) * BAR * 8);

    if (eighths == 0 && share > 0)
        eighths = 1;
    for (int i = 0; i < eighths / 8; i++)
        g_string_append(out, "█");
    g_string_append(out, EIGHTHS[eighths % 8]);
}

/* "42 s", "7 min", "3.4 h", "12 days"; "less than a day" where only days are known. */
static void
response(GString *out, const json_t *first, const char *key)
{
    double seconds = audit_real(first, key);
    bool hours = !isnan(audit_real(first, "within_1_h"));

    if (isnan(seconds))
        g_string_append(out, "not known");
    else if (!hours || seconds >= 48 * 3600) {
        g_autofree char *days = audit_response_say(first, key);
        g_string_append(out, days);
    } else if (seconds < 90)
        g_string_append_printf(out, "%.0f s", seconds);
    else if (seconds < 90 * 60)
        g_string_append_printf(out, "%.0f min", seconds / 60);
    else
        g_string_append_printf(out, "%.1f h", seconds / 3600);
}

static void
percent(GString *out, double share)
{
    if (isnan(share))
        g_string_append(out, "   –");
    else
        g_string_append_printf(out, "%3.0f%%", share * 100);
}

/* A line of text wrapped at WIDTH, further lines indented. */
static void
wrapped(GString *out, const char *indent, const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    glong column = g_utf8_strlen(indent, -1);

    g_string_append(out, indent);
    for (char **word = words; *word != NULL; word++) {
        glong length = g_utf8_strlen(*word, -1);
        if (word != words && column + 1 + length > WIDTH) {
            g_string_append_c(out, '\n');
            for (glong i = 0; i < g_utf8_strlen(indent, -1); i++)
                g_string_append_c(out, ' ');
            column = g_utf8_strlen(indent, -1);
        } else if (word != words) {
            g_string_append_c(out, ' ');
            column++;
        }
        g_string_append(out, *word);
        column += length;
    }
    g_string_append_c(out, '\n');
}

static void
say_head(GString *out, const json_t *report)
{
    g_autofree char *leads = audit_number_say(audit_real(report, "leads"));
    g_autofree char *attempts = audit_number_say(audit_real(report, "attempts_total"));
    g_autofree char *machines = audit_number_say(audit_real(report, "attempts_by_machines_total"));
    const char *from = json_text(report, "first_attempt_at", NULL);
    const char *until = json_text(report, "last_attempt_at", NULL);

    g_string_append_printf(out, "%s leads, %s attempts by people, %s by machines", leads, attempts,
                           machines);
    if (from != NULL && until != NULL)
        g_string_append_printf(out, " (%.10s to %.10s)", from, until);
    g_string_append(out, "\n\n");
}

static void
say_grades(GString *out, const json_t *report)
{
    static const char *const NAMES[] = { "promptness", "persistence", "personalization",
                                         "performance" };
    const json_t *grades = json_object_get(report, "grades");

    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        double grade = audit_real(grades, NAMES[i]);
        g_string_append_printf(out, "  %c%-16s", g_ascii_toupper(NAMES[i][0]), NAMES[i] + 1);
        if (isnan(grade)) {
            g_string_append(out, "  –  not in the records\n");
            continue;
        }
        g_string_append_printf(out, "%3.0f  ", grade);
        bar(out, grade / 100);
        g_string_append_c(out, '\n');
    }
}

static void
say_histogram(GString *out, const json_t *report)
{
    json_t *attempts = json_object_get(report, "attempts");
    double leads = audit_real(report, "leads"), most = 0;
    const char *key;
    json_t *value;

    json_object_foreach(attempts, key, value) most = MAX(most, json_number_value(value));
    g_string_append(out, "\nAttempts by people, per lead\n");
    json_object_foreach(attempts, key, value)
    {
        g_autofree char *count = audit_number_say(json_number_value(value));
        g_string_append_printf(out, "  %3s %10s ", key, count);
        percent(out, json_number_value(value) / leads);
        g_string_append(out, "  ");
        bar(out, most > 0 ? json_number_value(value) / most : 0);
        g_string_append_c(out, '\n');
    }
}

static void
say_measures(GString *out, const json_t *report)
{
    const json_t *first = json_object_get(report, "first_response");
    json_t *channels = json_object_get(report, "channels");
    const char *key, *between = "  ";
    json_t *value;

    g_string_append(out, "\nNever contacted      ");
    percent(out, audit_real(report, "never_contacted"));
    g_string_append(out, "   Given up after 1-2   ");
    percent(out, audit_real(report, "gave_up_after_1_2"));
    g_string_append(out, "   Seven attempts or more ");
    percent(out, audit_real(report, "reached_floor"));
    g_string_append(out, "\nFirst response         median ");
    response(out, first, "median_s");
    g_string_append(out, ", 9 of 10 within ");
    response(out, first, "p90_s");
    g_string_append(out, "\n                       5 min ");
    percent(out, audit_real(first, "within_5_min"));
    g_string_append(out, "   1 h ");
    percent(out, audit_real(first, "within_1_h"));
    g_string_append(out, "   24 h ");
    percent(out, audit_real(first, "within_24_h"));
    g_string_append(out, "   never ");
    percent(out, audit_real(first, "never"));
    if (!isnan(audit_real(report, "attempts_per_week")))
        g_string_append_printf(out, "\nAttempts a week        %.1f",
                               audit_real(report, "attempts_per_week"));
    if (json_object_size(channels) > 0)
        g_string_append(out, "\nChannels             ");
    json_object_foreach(channels, key, value)
    {
        g_autofree char *count = audit_number_say(json_number_value(value));
        g_string_append_printf(out, "%s%s %s", between, count, key);
        between = ", ";
    }
    g_string_append_c(out, '\n');
}

/* "1st 12% (9-15)": what an attempt brings where all before it were silent. */
static void
say_hazard(GString *out, const json_t *report)
{
    json_t *attempts = json_object_get(json_object_get(report, "hazard"), "per_attempt");
    gsize index;
    json_t *attempt;

    if (json_array_size(attempts) == 0)
        return;
    g_string_append(out, "\nChance that the k-th attempt is answered, if none was before (95 %)\n");
    json_array_foreach(attempts, index, attempt)
    {
        g_autofree char *reached = audit_number_say(audit_real(attempt, "at_risk"));
        g_string_append_printf(out, "  %3d %10s ", (int)index + 1, reached);
        percent(out, audit_real(attempt, "rate"));
        g_string_append_printf(out, "  %3.0f-%-3.0f ", 100 * audit_real(attempt, "low"),
                               100 * audit_real(attempt, "high"));
        bar(out, audit_real(attempt, "rate"));
        g_string_append_c(out, '\n');
    }
}

static void
say_findings(GString *out, const json_t *report)
{
    gsize index, r;
    json_t *finding, *row;

    g_string_append(out, "\nFindings\n");
    json_array_foreach(json_object_get(report, "findings"), index, finding)
    {
        int64_t leads = json_int(finding, "leads", 0);
        json_t *rows = json_object_get(finding, "rows");
        if (leads == 0)
            continue;
        g_autofree char *count = audit_number_say((double)leads);
        g_string_append_printf(out, "  %10s  %-36s", count, json_text(finding, "title", ""));
        json_array_foreach(rows, r, row)
        {
            if (r == ROWS)
                break;
            bool account = strcmp(json_text(finding, "kind", ""), "same_account") == 0;
            g_string_append_printf(out, "%s%.24s", r > 0 ? ", " : " ",
                                   json_text(row, account ? "company" : "lead", ""));
        }
        g_string_append(out, leads > ROWS ? ", …\n" : "\n");
    }
}

static void
say_revive(GString *out, const json_t *report)
{
    gsize index;
    json_t *entry;

    if (json_array_size(json_object_get(report, "revive")) == 0)
        return;
    g_autofree char *count = audit_number_say(audit_real(report, "revive_count"));
    g_string_append_printf(out, "\nWorth another touch: %s\n", count);
    json_array_foreach(json_object_get(report, "revive"), index, entry)
    {
        if (index == REVIVE)
            break;
        g_string_append_printf(out, "  %2d. %s%s%s\n", (int)index + 1, json_text(entry, "lead", ""),
                               json_text(entry, "company", NULL) != NULL ? ", " : "",
                               json_text(entry, "company", ""));
        wrapped(out, "      ", json_text(entry, "why", ""));
        wrapped(out, "      → ", json_text(entry, "suggestion", ""));
    }
}

static void
say_groups(GString *out, const json_t *report, const char *key, const char *title)
{
    gsize index;
    json_t *group, *groups = json_object_get(report, key);

    if (json_array_size(groups) < 2)
        return;
    g_string_append_printf(out, "\n%-24s    leads  attempts  never  1-2  7+   first response\n",
                           title);
    json_array_foreach(groups, index, group)
    {
        if (index == GROUPS) {
            g_string_append_printf(out, "  and %d more\n", (int)(json_array_size(groups) - index));
            break;
        }
        g_autofree char *name =
            g_utf8_substring(json_text(group, "name", "(not said)"), 0,
                             MIN(22, g_utf8_strlen(json_text(group, "name", "(not said)"), -1)));
        g_autofree char *leads = audit_number_say(audit_real(group, "leads"));
        g_autofree char *attempts = audit_number_say(audit_real(group, "attempts_total"));
        g_string_append_printf(out, "  %s", name);
        for (glong i = g_utf8_strlen(name, -1); i < 22; i++)
            g_string_append_c(out, ' ');
        g_string_append_printf(out, " %8s %9s   ", leads, attempts);
        percent(out, audit_real(group, "never_contacted"));
        g_string_append_c(out, ' ');
        percent(out, audit_real(group, "gave_up_after_1_2"));
        g_string_append_c(out, ' ');
        percent(out, audit_real(group, "reached_floor"));
        g_string_append(out, "  ");
        response(out, json_object_get(group, "first_response"), "median_s");
        g_string_append_c(out, '\n');
    }
}

static void
say_baseline(GString *out, const json_t *report)
{
    const json_t *baseline = json_object_get(report, "baseline");
    gsize index;
    json_t *figure;

    if (baseline == NULL)
        return;
    g_string_append_printf(out, "\nAgainst the report of %.10s\n",
                           json_text(baseline, "as_of", "an unknown day"));
    json_array_foreach(json_object_get(baseline, "figures"), index, figure)
    {
        double before = audit_real(figure, "before"), now = audit_real(figure, "now");
        const char *verdict = json_text(figure, "verdict", "");
        if (isnan(before) || isnan(now))
            continue;
        g_string_append_printf(out, "  %-30s %12.6g → %-12.6g %s\n", json_text(figure, "name", ""),
                               before, now, verdict);
    }
}

static void
say_enrolled(GString *out, const json_t *report)
{
    const json_t *enrolled = json_object_get(report, "enrolled");
    gsize index;
    json_t *row;

    if (enrolled == NULL)
        return;
    g_string_append_printf(
        out, "\nEnrolled in %s: %d (%d of them new here)\n", json_text(enrolled, "sequence", ""),
        (int)json_int(enrolled, "enrolled", 0), (int)json_int(enrolled, "created", 0));
    json_array_foreach(json_object_get(enrolled, "refused"), index, row) g_string_append_printf(
        out, "  not %s: %s\n", json_text(row, "prospect", ""), json_text(row, "reason", ""));
}

char *
audit_terminal(const json_t *report)
{
    GString *out = g_string_new(NULL);
    gsize index;
    json_t *note;

    say_head(out, report);
    say_grades(out, report);
    if (json_is_object(json_object_get(report, "attempts"))) {
        say_histogram(out, report);
        say_measures(out, report);
        say_hazard(out, report);
        say_findings(out, report);
    }
    say_revive(out, report);
    say_groups(out, report, "by_rep", "Reps");
    say_groups(out, report, "by_source", "Sources");
    say_baseline(out, report);
    say_enrolled(out, report);
    g_string_append(out, "\nNotes\n");
    json_array_foreach(json_object_get(report, "notes"), index, note)
        wrapped(out, "  - ", json_string_value(note));
    g_string_append(
        out, "\n--json has all rows and figures; docs/audit.md tells how each is counted.\n");
    return g_string_free(out, FALSE);
}
