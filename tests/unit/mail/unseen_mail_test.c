/* Mail as programs of the field write it (tests/data/unseen): written before the reader knew these
 * programs. Prints every figure and what is wrong; docs/mail.md has the figures of the first
 * reading beside today's. */
#include <glib.h>
#include <string.h>

#include "mail/read.h"

#define NOW (INT64_C(1794300000) * SECOND_US) /* 10 November 2026 */
#define GOAL .95

typedef struct {
    guint asked, right;
} Rate;

static void
judge(Rate *rate, bool right, const char *name, const char *what, const char *wanted,
      const char *got)
{
    rate->asked++;
    rate->right += right;
    if (!right)
        g_test_message("%s: %s should be %s, is %s", name, what, wanted, got);
}

static void
rate_check(const Rate *rate, const char *what)
{
    double share = rate->asked > 0 ? (double)rate->right / rate->asked : 0;

    g_test_message("%-12s %3u of %3u  %.3f", what, rate->right, rate->asked, share);
    g_assert_cmpuint(rate->asked, >, 0);
    g_assert_cmpfloat(share, >=, GOAL);
}

static char *
file_text(const char *name)
{
    g_autofree char *path =
        g_build_filename(g_getenv("G_TEST_SRCDIR"), "data", "unseen", name, NULL);
    char *text = NULL;

    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

/* --- files of "=== name", labels, "---", a text ------------------------------------------------
 */

typedef void (*EntryVisitor)(const char *name, GHashTable *labels, const char *text, void *data);

static void
visit_entry(const char *entry, EntryVisitor visit, void *data)
{
    g_autoptr(GHashTable) labels = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    const char *end = strstr(entry, "\n---\n");
    g_assert_nonnull(end);
    g_autofree char *head = g_strndup(entry, (gsize)(end - entry));
    g_auto(GStrv) lines = g_strsplit(head, "\n", -1);

    for (char **line = lines + 1; *line != NULL; line++) {
        g_auto(GStrv) words = g_strsplit(*line, " ", 2);
        g_hash_table_insert(labels, g_strdup(words[0]), g_strdup(words[1] != NULL ? words[1] : ""));
    }
    visit(lines[0], labels, end + strlen("\n---\n"), data);
}

static void
for_each_entry(const char *file, EntryVisitor visit, void *data)
{
    g_autofree char *text = file_text(file);
    g_auto(GStrv) entries = g_strsplit(text, "\n=== ", -1);

    for (char **entry = entries + 1; *entry != NULL; entry++)
        visit_entry(*entry, visit, data);
}

static MailReading *
read_message(const char *text, Instant now_us)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autofree char *wire = g_strjoinv("\r\n", lines);
    g_autoptr(GBytes) bytes = g_bytes_new(wire, strlen(wire));

    return mail_read(bytes, now_us);
}

/* --- delivery reports ------------------------------------------------------------------------- */

typedef struct {
    Rate kind, recipient, status, reason, hard;
} ReportRates;

static void
judge_label(Rate *rate, GHashTable *labels, const char *name, const char *label, const char *got)
{
    const char *wanted = g_hash_table_lookup(labels, label);

    if (wanted != NULL)
        judge(rate, g_strcmp0(wanted, got) == 0, name, label, wanted, got != NULL ? got : "none");
}

static void
judge_report(const char *name, GHashTable *labels, const char *text, void *data)
{
    ReportRates *rates = data;
    g_autoptr(MailReading) reading = read_message(text, NOW);
    const MailBounce *bounce =
        reading->bounces->len > 0 ? g_ptr_array_index(reading->bounces, 0) : NULL;

    judge_label(&rates->kind, labels, name, "kind", mail_kind_name(reading->kind));
    judge_label(&rates->recipient, labels, name, "recipient",
                bounce != NULL ? bounce->recipient : NULL);
    judge_label(&rates->status, labels, name, "status", bounce != NULL ? bounce->status : NULL);
    judge_label(&rates->reason, labels, name, "reason", bounce != NULL ? bounce->reason : NULL);
    judge_label(&rates->hard, labels, name, "hard",
                bounce == NULL ? NULL
                : bounce->hard ? "yes"
                               : "no");
}

static void
test_reports(void)
{
    ReportRates rates = { 0 };

    for_each_entry("reports.txt", judge_report, &rates);
    rate_check(&rates.kind, "kind");
    rate_check(&rates.recipient, "recipient");
    rate_check(&rates.status, "status");
    rate_check(&rates.reason, "reason");
    rate_check(&rates.hard, "hard");
}

/* --- replies ---------------------------------------------------------------------------------- */

static void
judge_reply(const char *name, GHashTable *labels, const char *text, void *data)
{
    bool html = g_hash_table_contains(labels, "html");
    g_autofree char *wanted = g_strcompress(g_hash_table_lookup(labels, "new:"));
    g_autofree char *message = g_strdup_printf(
        "From: Jo Doe <jo@example.net>\nTo: Rep <rep@example.org>\nSubject: Re: night shift\n"
        "In-Reply-To: <touch.1@example.org>\nContent-Type: text/%s; charset=utf-8\n\n%s",
        html ? "html" : "plain", text);
    g_autoptr(MailReading) reading = read_message(message, NOW);

    judge(data, g_str_equal(wanted, reading->new_text), name, "new text", wanted,
          reading->new_text);
}

static void
test_replies(void)
{
    Rate rate = { 0 };

    for_each_entry("replies.txt", judge_reply, &rate);
    rate_check(&rate, "new text");
}

/* --- notices of absence -------------------------------------------------------------------------
 */

typedef struct {
    Rate kind, day;
    guint number;
} AwayRates;

/* A third has the header of RFC 3834, a third what Exchange puts there, a third only its words. */
static const char *const MARKS[] = {
    "Auto-Submitted: auto-replied\n",
    "Auto-Submitted: auto-generated\nX-Auto-Response-Suppress: All\n",
    "",
};

static char *
say_day(Day day)
{
    CivilDate date = day == INT32_MIN ? (CivilDate){ 0 } : day_to_date(day);

    return day == INT32_MIN ? g_strdup("-")
                            : g_strdup_printf("%04d-%02d-%02d", date.year, date.month, date.day);
}

static void
judge_away(char **fields, AwayRates *rates)
{
    int year, month, day;
    g_assert_cmpint(sscanf(fields[1], "%d-%d-%d", &year, &month, &day), ==, 3);
    Instant sent_us = (Instant)day_of((CivilDate){ year, month, day }) * DAY_US + 9 * HOUR_US;
    g_autofree char *message =
        g_strdup_printf("From: Jo Doe <jo@example.net>\nTo: rep@example.org\nSubject: %s\n%s"
                        "Content-Type: text/plain; charset=utf-8\n\n%s\n",
                        fields[3], MARKS[rates->number++ % G_N_ELEMENTS(MARKS)], fields[4]);
    g_autoptr(MailReading) reading = read_message(message, sent_us);
    g_autofree char *back = say_day(reading->return_day);
    const char *kind = mail_kind_name(reading->kind);

    judge(&rates->kind, g_str_equal(fields[0], kind), fields[4], "kind", fields[0], kind);
    if (g_str_equal(fields[0], "out_of_office"))
        judge(&rates->day, g_str_equal(fields[2], back), fields[4], "first day back", fields[2],
              back);
}

static void
test_away(void)
{
    g_autofree char *text = file_text("away.txt");
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    AwayRates rates = { 0 };

    for (char **line = lines; *line != NULL; line++) {
        if (**line == '\0' || **line == '#')
            continue;
        g_auto(GStrv) fields = g_strsplit(*line, " | ", 5);
        g_assert_cmpuint(g_strv_length(fields), ==, 5);
        judge_away(fields, &rates);
    }
    rate_check(&rates.kind, "kind");
    rate_check(&rates.day, "first day");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/mail/unseen/reports", test_reports);
    g_test_add_func("/mail/unseen/replies", test_replies);
    g_test_add_func("/mail/unseen/away", test_away);
    return g_test_run();
}
