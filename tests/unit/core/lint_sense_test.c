/* The labelled sentences (data/lint): both halves share no wording, and how the half that the model
 * never saw is read. Prints what is read otherwise. */
#include <string.h>

#include "core/lint.h"
#include "core/lint_sense.h"

#define SHARED_WORDS 6

static GPtrArray *
texts_of(const char *half)
{
    g_autofree char *folder =
        g_build_filename(g_getenv("G_TEST_SRCDIR"), "..", "data", "lint", half, NULL);
    g_autoptr(GError) error = NULL;
    GPtrArray *texts = lint_sense_texts_load(folder, &error);

    g_assert_no_error(error);
    return texts;
}

static GHashTable *
runs_of(const GPtrArray *texts)
{
    GHashTable *runs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint t = 0; t < texts->len; t++) {
        const LabelledText *text = g_ptr_array_index(texts, t);
        g_autoptr(PhraseText) words = phrase_text_new(text->text);
        for (guint i = 0; i + SHARED_WORDS <= phrase_text_words(words); i++) {
            g_autoptr(GString) run = g_string_new(NULL);
            for (guint k = i; k < i + SHARED_WORDS; k++)
                g_string_append_printf(run, "%s ", phrase_text_word(words, k));
            g_hash_table_add(runs, g_strdup(run->str));
        }
    }
    return runs;
}

static void
test_halves_apart(void)
{
    g_autoptr(GPtrArray) train = texts_of("train");
    g_autoptr(GPtrArray) test = texts_of("test");
    g_autoptr(GHashTable) taught = runs_of(train);
    g_autoptr(GHashTable) asked = runs_of(test);
    GHashTableIter iter;
    void *run;

    g_hash_table_iter_init(&iter, asked);
    while (g_hash_table_iter_next(&iter, &run, NULL)) {
        if (g_hash_table_contains(taught, run))
            g_test_message("both halves say: %s", (char *)run);
        g_assert_false(g_hash_table_contains(taught, run));
    }
}

/* Alone, without any phrase of the rules: hardly anything is taken for what it is not, and of each
 * sense a good part is found. */
static void
test_unseen(void)
{
    g_autoptr(GPtrArray) texts = texts_of("test");
    LintSenseFigures figures;

    lint_sense_measure(texts, lint_sense_model_built_in(), &figures);
    for (int i = LINT_SENSE_OTHER + 1; i < LINT_SENSES; i++) {
        guint meant = 0, read = 0, right = figures.table[i][i];
        for (int k = 0; k < LINT_SENSES; k++) {
            meant += figures.table[i][k];
            read += figures.table[k][i];
        }
        g_test_message("%s: %u right of %u read, %u meant", lint_sense_name((LintSense)i), right,
                       read, meant);
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

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/lint/sense/halves", test_halves_apart);
    g_test_add_func("/core/lint/sense/unseen", test_unseen);
    g_test_add_func("/core/lint/sense/drafts", test_drafts);
    g_test_add_func("/core/lint/sense/way-out", test_way_out);
    return g_test_run();
}
