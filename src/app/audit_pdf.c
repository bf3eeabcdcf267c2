/* See audit_pdf.h. */
#include "app/audit_pdf.h"

#include <math.h>

#include "app/audit_figure.h"
#include "app/audit_html.h"

#define MOST_CELLS 8

/* A column of a table: its head, the key of its cells, its share of the width. */
typedef struct {
    PaperColumn head;
    const char *key;
} Column;

/* A cell's text: words as they are, numbers in digits. */
static const char *
cell(json_t *row, const char *key, char buffer[32])
{
    const json_t *value = json_object_get(row, key);

    if (!json_is_integer(value))
        return json_string_value(value);
    g_snprintf(buffer, 32, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    return buffer;
}

static void
draw_table(Paper *paper, const json_t *rows, const Column *columns, gsize count, const char *more)
{
    PaperColumn heads[MOST_CELLS];
    gsize index;
    json_t *row;

    g_assert(count <= MOST_CELLS);
    for (gsize c = 0; c < count; c++)
        heads[c] = columns[c].head;
    paper_table_begin(paper, heads, count);
    json_array_foreach(rows, index, row)
    {
        char numbers[MOST_CELLS][32];
        const char *cells[MOST_CELLS];
        for (gsize c = 0; c < count; c++)
            cells[c] = cell(row, columns[c].key, numbers[c]);
        paper_table_row(paper, cells);
    }
    paper_table_end(paper);
    if (more != NULL) {
        g_autofree char *say = g_strdup_printf("And %s more: --lists writes all of them.", more);
        paper_text(paper, say, PAPER_SOFT);
    }
}

static void
draw_chart(Paper *paper, const json_t *page, const char *title, const char *sentence,
           const char *chart, bool optional)
{
    json_t *bars = json_object_get(json_object_get(page, chart), "bars"), *bar;
    g_autofree PaperBar *drawn = g_new0(PaperBar, json_array_size(bars) + 1);
    gsize index;

    /* What has no chart is said where its sentence tells why. */
    if (json_array_size(bars) == 0 && json_is_null(json_object_get(page, chart)) && optional)
        return;
    paper_heading(paper, title);
    paper_text(paper, json_text(page, sentence, NULL), PAPER_PLAIN);
    json_array_foreach(bars, index, bar)
    {
        drawn[index] = (PaperBar){ .name = json_text(bar, "name", ""),
                                   .say = json_text(bar, "say", ""),
                                   .value = audit_real(bar, "value"),
                                   .low = audit_real(bar, "low"),
                                   .high = audit_real(bar, "high"),
                                   .thin = json_is_true(json_object_get(bar, "thin")) };
    }
    paper_bars(paper, drawn, json_array_size(bars));
}

static void
draw_head(Paper *paper, const json_t *page)
{
    const char *period = json_text(page, "period_say", NULL);
    const char *attempts = json_text(page, "attempts_say", NULL);
    g_autofree char *tried =
        attempts != NULL ? g_strdup_printf(", %s by people", attempts) : g_strdup("");
    g_autofree char *what = g_strdup_printf(
        "%s%s%s%s. As of %s.", json_text(page, "leads_say", ""), tried, period != NULL ? ", " : "",
        period != NULL ? period : "", json_text(page, "as_of_day", "an unknown day"));
    json_t *rows = json_object_get(page, "grade_rows"), *row;
    PaperFigure figures[4];
    gsize index, count = 0;

    paper_title(paper, "How persistent were we?");
    paper_text(paper, what, PAPER_SOFT);
    paper_text(paper, json_text(page, "headline", ""), PAPER_STRONG);
    paper_heading(paper, "Four grades, of 100");
    json_array_foreach(rows, index, row)
    {
        if (count < G_N_ELEMENTS(figures))
            figures[count++] =
                (PaperFigure){ json_text(row, "name", ""), json_text(row, "value", ""),
                               json_text(row, "how", "") };
    }
    if (count > 0)
        paper_figures(paper, figures, count);
}

static void
draw_figures(Paper *paper, const json_t *page)
{
    static const Column FIGURES[] = { { { "What was counted", 4, false }, "name" },
                                      { { "Figure", 1, true }, "value" } };
    static const Column COMPARED[] = { { { "Figure", 3, false }, "name" },
                                       { { "Before", 1, true }, "before" },
                                       { { "Now", 1, true }, "now" } };

    paper_heading(paper, "Along the way");
    draw_table(paper, json_object_get(page, "figure_rows"), FIGURES, G_N_ELEMENTS(FIGURES), NULL);
    if (!json_is_true(json_object_get(page, "compared")))
        return;
    paper_heading(paper, "Since the report before");
    draw_table(paper, json_object_get(page, "compared_rows"), COMPARED, G_N_ELEMENTS(COMPARED),
               NULL);
}

static void
draw_groups(Paper *paper, const json_t *page)
{
    gsize index;
    json_t *group;

    json_array_foreach(json_object_get(page, "groups"), index, group)
    {
        const Column columns[] = { { { json_text(group, "of", ""), 2.6, false }, "called" },
                                   { { "Leads", 1, true }, "leads" },
                                   { { "Tries a lead", 1, true }, "mean_say" },
                                   { { "Never tried", 1, true }, "never_say" },
                                   { { "Gave up at 1-2", 1, true }, "gave_up_say" },
                                   { { "Seven or more", 1, true }, "floor_say" },
                                   { { "Tried within a day", 1, true }, "day_say" },
                                   { { "Replies unan-swered", 1, true }, "unanswered_replies" } };
        paper_heading(paper, json_text(group, "title", ""));
        draw_table(paper, json_object_get(group, "rows"), columns, G_N_ELEMENTS(columns),
                   json_text(group, "more", NULL));
    }
}

static void
draw_lists(Paper *paper, const json_t *page)
{
    static const Column FINDING[] = {
        { { "Lead", 2.6, false }, "who" },  { { "Company", 1.6, false }, "company" },
        { { "Whose", 1.4, false }, "rep" }, { { "Tries", 0.8, true }, "attempts" },
        { { "When", 1.5, false }, "day" },  { { "What", 2.6, false }, "text" },
    };
    static const Column REVIVE[] = {
        { { "Lead", 2.4, false }, "who" },    { { "Company", 1.4, false }, "company" },
        { { "Why now", 2.6, false }, "why" }, { { "What to do", 3, false }, "suggestion" },
        { { "Whose", 1.2, false }, "rep" },
    };
    gsize index;
    json_t *finding;

    json_array_foreach(json_object_get(page, "finding_rows"), index, finding)
    {
        g_autofree char *title = g_strdup_printf("%s: %s", json_text(finding, "title", ""),
                                                 json_text(finding, "leads_say", ""));
        g_autofree char *how = g_strdup_printf("%s.", json_text(finding, "how", ""));
        paper_heading(paper, title);
        paper_text(paper, how, PAPER_SOFT);
        draw_table(paper, json_object_get(finding, "rows"), FINDING, G_N_ELEMENTS(FINDING),
                   json_text(finding, "more", NULL));
    }
    paper_heading(paper, "Worth another touch");
    if (!json_is_true(json_object_get(page, "has_revive"))) {
        paper_text(paper, "Nobody in these records is worth another touch now.", PAPER_PLAIN);
        return;
    }
    g_autofree char *say =
        g_strdup_printf("%s, the best first.", json_text(page, "revive_say", ""));
    paper_text(paper, say, PAPER_PLAIN);
    draw_table(paper, json_object_get(page, "revive_rows"), REVIVE, G_N_ELEMENTS(REVIVE),
               json_text(page, "revive_more", NULL));
}

static void
draw_notes(Paper *paper, const json_t *page)
{
    gsize index;
    json_t *entry;

    paper_heading(paper, "What this cannot tell, and what was left out");
    json_array_foreach(json_object_get(page, "notes"), index, entry)
    {
        paper_bullet(paper, json_string_value(entry));
    }
    paper_heading(paper, "Read from");
    json_array_foreach(json_object_get(page, "input_rows"), index, entry)
    {
        g_autofree char *input =
            g_strdup_printf("%s: %" G_GINT64_FORMAT " rows of %s", json_text(entry, "file", ""),
                            json_int(entry, "rows", 0), json_text(entry, "kind", ""));
        paper_bullet(paper, input);
    }
}

static void
draw_report(Paper *paper, const void *data)
{
    const json_t *page = data;

    draw_head(paper, page);
    draw_chart(paper, page, "How often we tried", "attempts_sentence", "attempts_chart", true);
    draw_chart(paper, page, "On which channels", "channels_sentence", "channels_chart", true);
    draw_chart(paper, page, "How soon we answered", "first_sentence", "first_chart", false);
    draw_chart(paper, page, "What one more try brings", "hazard_sentence", "hazard_chart", false);
    draw_figures(paper, page);
    draw_groups(paper, page);
    draw_lists(paper, page);
    draw_notes(paper, page);
}

GBytes *
audit_pdf(const json_t *report, PaperSize size, GError **error)
{
    g_autoptr(json_t) page = audit_html_context(report, AUDIT_PDF_ROWS);

    return paper_print(size, "How persistent were we?", json_text(report, "as_of", NULL),
                       draw_report, page, error);
}
