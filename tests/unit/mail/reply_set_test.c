/* The labelled replies (data/replies): both halves share no wording, and what the product makes of
 * the half it never saw. Prints every figure and what is wrong. */
#include <glib.h>
#include <string.h>

#include "mail/intent.h"
#include "mail/intent_taught.h"
#include "mail/read.h"
#include "support/wording.h"

static char *
folder_of(const char *half)
{
    return g_build_filename(g_getenv("G_TEST_SRCDIR"), "..", "data", "replies", half, NULL);
}

/* --- the two halves -----------------------------------------------------------------------------
 */

typedef void (*LineFunction)(char **fields, const char *file, void *data);

/* Calls `visit` for every line of the files of a half, split at " | ". */
static guint
for_each_line(const char *half, bool away, LineFunction visit, void *data)
{
    g_autofree char *folder = folder_of(half);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    guint count = 0;

    g_assert_nonnull(dir);
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
        if (g_str_equal(name, "away.txt") != away)
            continue;
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *text = NULL;
        g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
        g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
        for (char **line = lines; *line != NULL; line++) {
            if (**line == '\0' || **line == '#')
                continue;
            g_auto(GStrv) fields = g_strsplit(*line, " | ", away ? 5 : 2);
            g_assert_cmpuint(g_strv_length(fields), ==, away ? 5 : 2);
            visit(fields, name, data);
            count++;
        }
    }
    return count;
}

static void
add_wording(char **fields, const char *file, void *data)
{
    wording_add(data, fields[g_strv_length(fields) - 1]);
}

static void
test_halves_apart(void)
{
    g_autoptr(GHashTable) taught = wording_new();
    g_autoptr(GHashTable) asked = wording_new();
    guint replies = for_each_line("train", false, add_wording, taught) +
                    for_each_line("test", false, add_wording, asked);
    guint notices = for_each_line("train", true, add_wording, taught) +
                    for_each_line("test", true, add_wording, asked);

    g_test_message("%u labelled replies, %u notices by machines", replies, notices);
    g_assert_cmpuint(replies, >=, 600);
    wording_assert_apart(taught, asked);
}

/* --- intents ------------------------------------------------------------------------------------
 */

typedef struct {
    guint table[INTENT_COUNT][INTENT_COUNT]; /* labelled, read */
    guint sure, sure_right, total, right;
    const LinearModel *model; /* NULL: the built-in one */
} Score;

static MailIntent
intent_named(const char *name)
{
    for (int i = 0; i < INTENT_COUNT; i++)
        if (g_str_equal(name, mail_intent_name((MailIntent)i)))
            return (MailIntent)i;
    g_error("no intent is called \"%s\"", name);
}

static void
judge(char **fields, const char *file, void *data)
{
    Score *score = data;
    MailIntent labelled = intent_named(fields[0]);
    double confidence = 0;
    MailIntent read = score->model == NULL
                          ? intent_of(fields[1], "Re: hello", &confidence)
                          : intent_of_taught(score->model, fields[1], "Re: hello", &confidence);

    score->table[labelled][read]++;
    score->total++;
    score->right += read == labelled;
    score->sure += confidence >= .8;
    score->sure_right += confidence >= .8 && read == labelled;
    if (read != labelled)
        g_test_message("%s: %s, read %s (%.2f): %s", file, fields[0], mail_intent_name(read),
                       confidence, fields[1]);
}

static double
print_score(const Score *score)
{
    double sum = 0;
    guint classes = 0;

    for (int i = INTENT_INTERESTED; i < INTENT_COUNT; i++) {
        guint labelled = 0, read = 0, hit = score->table[i][i];
        for (int k = 0; k < INTENT_COUNT; k++) {
            labelled += score->table[i][k];
            read += score->table[k][i];
        }
        double recall = labelled > 0 ? (double)hit / labelled : 0;
        double precision = read > 0 ? (double)hit / read : 0;
        double f1 = recall + precision > 0 ? 2 * recall * precision / (recall + precision) : 0;
        g_test_message("%-15s n %3u  precision %.3f  recall %.3f  F1 %.3f",
                       mail_intent_name((MailIntent)i), labelled, precision, recall, f1);
        sum += f1;
        classes++;
    }
    g_test_message("right %u of %u (%.3f); sure of %u, of those right %.3f; macro-F1 %.3f",
                   score->right, score->total, (double)score->right / score->total, score->sure,
                   score->sure > 0 ? (double)score->sure_right / score->sure : 0, sum / classes);
    return sum / classes;
}

static void
test_intents(void)
{
    Score score = { 0 };

    for_each_line("test", false, judge, &score);
    double macro = print_score(&score);
    guint stops = 0;
    for (int i = 0; i < INTENT_COUNT; i++)
        stops += score.table[INTENT_STOP][i];
    double recall = (double)score.table[INTENT_STOP][INTENT_STOP] / stops;
    g_test_message("stop recall %.3f (goal .99), macro-F1 %.3f (goal .85)", recall, macro);
    g_assert_cmpfloat(recall, >=, .99);
    g_assert_cmpfloat(macro, >=, .85);
}

/* A workspace that corrected a few replies of its trade, some of them foolishly, reads the rest as
 * before, and every stop. */
static void
test_taught(void)
{
    static const IntentLesson LESSONS[] = {
        { INTENT_NOT_NOW, "Our books are shut for this crop year." },
        { INTENT_NOT_NOW, "Sorry, books shut, the crop year is sold." },
        { INTENT_MEETING, "Come by the yard when the boat is in." },
        { INTENT_QUESTION, "Which draught do you reckon with?" },
        { INTENT_INTERESTED, "Please do not write to me again." },
        { INTENT_INTERESTED, "Remove me from your list." },
        { INTENT_OTHER, "Stop sending this." },
    };
    g_autoptr(GArray) lessons = g_array_new(FALSE, FALSE, sizeof(IntentLesson));
    Score score = { 0 };

    g_array_append_vals(lessons, LESSONS, G_N_ELEMENTS(LESSONS));
    g_autoptr(LinearModel) model = intent_model_taught(lessons);
    score.model = model;
    for_each_line("test", false, judge, &score);
    g_assert_cmpfloat(print_score(&score), >=, .85);
    for (int i = 0; i < INTENT_COUNT; i++)
        g_assert_true(i == INTENT_STOP || score.table[INTENT_STOP][i] == 0);
}

/* --- machines -----------------------------------------------------------------------------------
 */

typedef struct {
    guint kinds, kinds_right, days, days_right;
} AwayScore;

static void
judge_away(char **fields, const char *file, void *data)
{
    AwayScore *score = data;
    int year, month, day;
    g_assert_cmpint(sscanf(fields[1], "%d-%d-%d", &year, &month, &day), ==, 3);
    Instant sent_us = (Instant)day_of((CivilDate){ year, month, day }) * DAY_US + 9 * HOUR_US;
    g_autofree char *text = g_strdup_printf(
        "From: Jo Doe <jo@example.com>\r\nTo: rep@example.org\r\nSubject: %s\r\n"
        "Auto-Submitted: auto-replied\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n",
        fields[3], fields[4]);
    g_autoptr(GBytes) message = g_bytes_new(text, strlen(text));
    g_autoptr(MailReading) reading = mail_read(message, sent_us);
    g_autofree char *back = g_strdup("-");

    if (reading->return_day != INT32_MIN) {
        CivilDate date = day_to_date(reading->return_day);
        g_free(back);
        back = g_strdup_printf("%04d-%02d-%02d", date.year, date.month, date.day);
    }
    bool kind = g_str_equal(fields[0], mail_kind_name(reading->kind));
    bool same = g_str_equal(fields[2], back);
    score->kinds++;
    score->kinds_right += kind;
    if (g_str_equal(fields[0], "out_of_office")) {
        score->days++;
        score->days_right += same;
    }
    if (!kind || (!same && g_str_equal(fields[0], "out_of_office")))
        g_test_message("%s %s %s, read %s %s: %s | %s", fields[0], fields[1], fields[2],
                       mail_kind_name(reading->kind), back, fields[3], fields[4]);
}

static void
test_away(void)
{
    AwayScore score = { 0 };

    for_each_line("test", true, judge_away, &score);
    double kinds = (double)score.kinds_right / score.kinds;
    double days = (double)score.days_right / score.days;
    g_test_message("kind of automatic answer %.3f of %u (goal .95), day of return %.3f of %u "
                   "(goal .95)",
                   kinds, score.kinds, days, score.days);
    g_assert_cmpfloat(kinds, >=, .95);
    g_assert_cmpfloat(days, >=, .95);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/reply_set/halves-apart", test_halves_apart);
    g_test_add_func("/mail/reply_set/intents", test_intents);
    g_test_add_func("/mail/reply_set/taught", test_taught);
    g_test_add_func("/mail/reply_set/away", test_away);
    return g_test_run();
}
