/* The labelled sentences (data/lint): both halves share no wording, and how the half that the model
 * never saw is read. Prints what is read otherwise. */
#include <string.h>

#include "core/lint.h"
#include "core/lint_sense.h"
#include "support/wording.h"

static GPtrArray *
texts_of(const char *half)
{
    g_autofree char *folder =
        g_build_filename(g_getenv("G_TEST_SRCDIR"), "..", "data", "lint", half, NULL);
    g_autoptr(GError) error = NULL;
    GPtrArray *texts = labelled_kind_load(&LINT_SENSE_KIND, folder, &error);

    g_assert_no_error(error);
    return texts;
}

static GHashTable *
wording_of(const GPtrArray *texts)
{
    GHashTable *wording = wording_new();

    for (guint i = 0; i < texts->len; i++)
        wording_add(wording, ((const LabelledText *)g_ptr_array_index(texts, i))->text);
    return wording;
}

static void
test_halves_apart(void)
{
    g_autoptr(GPtrArray) train = texts_of("train");
    g_autoptr(GPtrArray) test = texts_of("test");
    g_autoptr(GHashTable) taught = wording_of(train);
    g_autoptr(GHashTable) asked = wording_of(test);

    g_test_message("%u texts teach, %u measure", train->len, test->len);
    wording_assert_apart(taught, asked);
}

/* Alone, without any phrase of the rules: hardly anything is taken for what it is not, and of each
 * sense a good part is found. */
static void
test_unseen(void)
{
    g_autoptr(GPtrArray) texts = texts_of("test");
    LabelledFigures figures;

    labelled_kind_measure(&LINT_SENSE_KIND, texts, lint_sense_model_built_in(), &figures);
    for (int i = LINT_SENSE_OTHER + 1; i < LINT_SENSES; i++) {
        guint meant = 0, read = 0, right = figures.table[i][i];
        for (int k = 0; k < LINT_SENSES; k++) {
            meant += figures.table[i][k];
            read += figures.table[k][i];
        }
        g_test_message("%s: %u right of %u read, %u meant", LINT_SENSE_KIND.names[i], right, read,
                       meant);
        g_assert_cmpuint(right * 10, >=, read * 9);
        g_assert_cmpuint(right * 5, >=, meant * 2);
    }
}

/* What no list of phrases holds, as a user meets it; the finding names the sentence. */
static void
test_drafts(void)
{
    static const struct {
        const char *body;
        bool found;
        LintRule rule;
        const char *text;
    } CASES[] = {
        { "Hi Ann,\nthe pump is in. You must take me for somebody with nothing better to do than "
          "to write to you. It costs 410.",
          true, LINT_GUILT_TRIP,
          "You must take me for somebody with nothing better to do than to write to you." },
        { "Hallo Frau Ott,\nder Kran ist frei. Ich hätte etwas mehr Achtung vor unserer Mühe "
          "erwartet. Er kostet 120 die Stunde.",
          true, LINT_GUILT_TRIP, "Ich hätte etwas mehr Achtung vor unserer Mühe erwartet." },
        { "Hi Ann,\nyour guests treat the hall like a station: a second door would calm it.", false,
          LINT_GUILT_TRIP, NULL },
        { "Hi Ann,\npoking my head round the door again.", true, LINT_EMPTY_FOLLOW_UP,
          "poking my head round the door again." },
        { "Hola Ana,\ncuénteme cuando pueda cómo lo ve.", true, LINT_EMPTY_FOLLOW_UP,
          "cuénteme cuando pueda cómo lo ve." },
        { "Hi Ann,\npoking my head in again, any thoughts? (wrong tree? tell me and I'm gone)",
          true, LINT_EMPTY_FOLLOW_UP, "poking my head in again, any thoughts? (" },
        { "Huhu Steffi! Wollte nur mal hören, wie es aussieht. Drück dich, Nicole", true,
          LINT_EMPTY_FOLLOW_UP, "Wollte nur mal hören, wie es aussieht." },
        { "Hello, this is Ruth over at Hollins Pumps. I wanted to see where things stand.", true,
          LINT_EMPTY_FOLLOW_UP, "I wanted to see where things stand." },
        { "Hello, this is Ruth over at Hollins Pumps. The seal for pump 4 is in.", false,
          LINT_EMPTY_FOLLOW_UP, NULL },
        { "Hi Ann,\nI drove out to you twice for this. It does make a man feel rather silly.\n"
          "The seal is in stock again and costs 12.",
          true, LINT_GUILT_TRIP, "I drove out to you twice for this." },
        { "Hi Ann,\nI drove out to Leeds twice for the seal. The second man had it.", false,
          LINT_GUILT_TRIP, NULL },
        { "Again.", false, LINT_EMPTY_FOLLOW_UP, NULL },
        { "Hi Ann,\npoking my head round the door again: the seal is in and costs 12.", false,
          LINT_EMPTY_FOLLOW_UP, NULL },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        LintInput input = { .body = CASES[i].body };
        g_autoptr(LintReport) report = lint_check(&input);
        const LintFinding *finding = lint_report_find(report, CASES[i].rule);
        g_test_message("%s", CASES[i].body);
        g_assert_cmpint(finding != NULL, ==, CASES[i].found);
        if (finding != NULL)
            g_assert_nonnull(strstr(CASES[i].text, finding->text));
    }
}

/* A way out in words that no list holds, also below the name. */
static void
test_way_out(void)
{
    static const struct {
        const char *after;
        bool way_out;
    } CASES[] = {
        { "Best, Tom\nHad your fill of my letters? Say so, and I write no more.", true },
        { "Gruß, Tom\nGenug von meiner Post? Sagen Sie es, und ich höre auf.", true },
        { "Bien à vous, Tom\nAssez de mes courriers ? Dites-le-moi et j'arrête.", true },
        { "Saludos, Tom\n¿Harto de mis cartas? Dígamelo y lo dejo en paz.", true },
        { "Best, Tom\nTell me which of the two doors you like.", false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *body = g_strdup_printf(
            "Hi Ann,\nwe make doors for hotels, 410 each. May I show you one?\n%s", CASES[i].after);
        LintInput input = { .subject = "Doors that close quietly", .body = body };
        g_autoptr(LintReport) report = lint_check(&input);
        g_test_message("%s", CASES[i].after);
        g_assert_cmpint(lint_report_find(report, LINT_NO_OPT_OUT) == NULL, ==, CASES[i].way_out);
    }
}

/* What could be anything by itself is a reproach beside another one. */
static void
test_together(void)
{
    static const struct {
        const char *body;
        guint found;
    } CASES[] = {
        { "Hi Ann,\nI turned two others away for you. That was a mistake, it seems.", 2 },
        { "Hi Ann,\nI ordered the wrong seal for you. That was a mistake, it seems.\n"
          "The right one costs 12.",
          0 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        LintInput input = { .body = CASES[i].body };
        g_autoptr(LintReport) report = lint_check(&input);
        guint found = 0;
        for (guint k = 0; k < report->findings->len; k++)
            found +=
                ((LintFinding *)g_ptr_array_index(report->findings, k))->rule == LINT_GUILT_TRIP;
        g_test_message("%s", CASES[i].body);
        g_assert_cmpuint(found, ==, CASES[i].found);
    }
}

/* A figure told before is no news in other clothes. */
static void
test_numbers(void)
{
    static const struct {
        const char *before, *after;
        bool repeats;
    } CASES[] = {
        { "Hallo Frau Ott, die Maschine kostet 1500 Euro im Jahr, 20 Rollen am Tag sind dabei.",
          "Hallo Frau Ott, 1.500 Euro im Jahr, und zwanzig Rollen am Tag sind inbegriffen.", true },
        { "Hallo Frau Ott, die Maschine kostet 1500 Euro im Jahr, 20 Rollen am Tag sind dabei.",
          "Hallo Frau Ott, 1.800 Euro im Jahr, und zwanzig Rollen am Tag sind inbegriffen.",
          false },
        { "Hi Ann, fresh rolls at your office before 8, twenty of them at least, 2.40 each.",
          "Hi Ann, rolls brought to your office fresh by 8am, 20 or more, 2.40 each.", true },
        { "Hi Ann, we bring fresh rolls to offices before 8, at 2.40 each, 20 at the least.",
          "Hi Ann, rolls on your desk by eight, 2.40 apiece, a score of them or more.", true },
        { "Bonjour Anne, la machine revient à 1 500 euros par an, pose et filtres compris.",
          "Bonjour Anne, pose et filtres compris, comptez 1500 euros par an pour la machine.",
          true },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GPtrArray) thread = g_ptr_array_new();
        g_ptr_array_add(thread, (char *)CASES[i].before);
        LintInput input = { .body = CASES[i].after, .thread = thread };
        g_autoptr(LintReport) report = lint_check(&input);
        g_test_message("%s", CASES[i].after);
        g_assert_cmpint(lint_report_find(report, LINT_REPEATED_PITCH) != NULL, ==,
                        CASES[i].repeats);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/lint/sense/halves", test_halves_apart);
    g_test_add_func("/core/lint/sense/unseen", test_unseen);
    g_test_add_func("/core/lint/sense/drafts", test_drafts);
    g_test_add_func("/core/lint/sense/together", test_together);
    g_test_add_func("/core/lint/sense/numbers", test_numbers);
    g_test_add_func("/core/lint/sense/way-out", test_way_out);
    return g_test_run();
}
