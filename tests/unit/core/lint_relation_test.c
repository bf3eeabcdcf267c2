/* The labelled beginnings of mails (data/relation): both halves share no wording, and how the half
 * that the model never saw is read. */
#include "core/lint.h"
#include "core/lint_relation.h"
#include "support/wording.h"

static GPtrArray *
texts_of(const char *half)
{
    g_autofree char *folder =
        g_build_filename(g_getenv("G_TEST_SRCDIR"), "..", "data", "relation", half, NULL);
    g_autoptr(GError) error = NULL;
    GPtrArray *texts = labelled_kind_load(&LINT_RELATION_KIND, folder, &error);

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

/* By the first sentences alone, look-alikes in plenty: of twelve cold ones hardly one passes as
 * asked for, and of five that were asked for four are seen. */
static void
test_unseen(void)
{
    g_autoptr(GPtrArray) texts = texts_of("test");
    LabelledFigures figures;

    labelled_kind_measure(&LINT_RELATION_KIND, texts, lint_relation_model_built_in(), &figures);
    const guint *cold = figures.table[LINT_RELATION_COLD];
    const guint *existing = figures.table[LINT_RELATION_EXISTING];
    g_test_message("cold: %u read so, %u not; existing: %u read so, %u not",
                   cold[LINT_RELATION_COLD], cold[LINT_RELATION_EXISTING],
                   existing[LINT_RELATION_EXISTING], existing[LINT_RELATION_COLD]);
    g_assert_cmpuint(cold[LINT_RELATION_COLD], >=, 11 * cold[LINT_RELATION_EXISTING]);
    g_assert_cmpuint(existing[LINT_RELATION_EXISTING], >=, 4 * existing[LINT_RELATION_COLD]);
}

/* As a user meets it: mails with a subject and no way out. None of them stands in the texts. */
static void
test_drafts(void)
{
    static const struct {
        const char *subject, *body;
        bool warned;
    } CASES[] = {
        { "Kiln on Thursday",
          "Hello Ruth,\nyour bowls came out of the kiln without a crack. The shelf with your name "
          "holds them until Saturday; glazing is 14 for the lot.\nMo",
          false },
        { "A kiln near you",
          "Hello Ruth,\nI run a small kiln two streets from your studio and have shelves to let. "
          "Firing is 14 a shelf. Would you like to look in?\nMo",
          true },
        { "Rechnung 4471",
          "Guten Tag Frau Ott,\ndie Rechnung 4471 über 312 Euro ist seit dem Dritten fällig. "
          "Bitte überweisen Sie den Betrag bis Ende der Woche.\nGruß\nE. Lamm",
          false },
        { "Rechnungen, die sich selbst schreiben",
          "Guten Tag Frau Ott,\neine Rechnung kostet einen Betrieb wie Ihren im Schnitt zwölf "
          "Minuten. Unser Programm schreibt sie in einer. Darf ich es Ihnen zeigen?\nGruß\nE. Lamm",
          true },
        { "Votre vélo",
          "Bonjour Madame,\nvotre vélo est prêt, le dérailleur a été remplacé sous garantie. Vous "
          "pouvez passer le prendre jusqu'à 19 h.\nL'atelier",
          false },
        { "Des vélos pour vos livreurs",
          "Bonjour Madame,\nj'ai vu que vos livreurs roulent encore en scooter. Nous louons des "
          "vélos cargos à 90 € par mois, entretien compris. Un essai vous tente ?\nL'atelier",
          true },
        { "Su matrícula",
          "Hola Ana:\nhemos recibido su inscripción en el curso de los martes. Empezamos el día 4 "
          "a "
          "las siete; traiga el recibo del pago.\nLa escuela",
          false },
        { "Cursos para su equipo",
          "Hola Ana:\nsomos una escuela de idiomas y damos cursos en empresas como la suya, desde "
          "18 euros la hora. ¿Le interesaría una clase de prueba?\nLa escuela",
          true },
        /* A phrase says that they talked: so it is, and here it only pretends. */
        { "Your gate",
          "Hello Ruth,\nas agreed, the gate in larch with the latch on the left, 460 with the "
          "posts. "
          "I dig on the 12th if that still suits you.\nMo",
          false },
        { "Gates for studios",
          "Hello Ruth,\nas discussed, our company helps studios like yours to save on heating with "
          "better gates. Would you be open to a free consultation?\nMo",
          true },
        /* Pretends that there was something before, and goes on to sell. */
        { "My proposal",
          "Hello Ruth,\nmy last two letters about the kiln must have gone astray. We sell electric "
          "kilns to studios like yours and could show you one on Friday.\nMo",
          true },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        LintInput input = { .subject = CASES[i].subject, .body = CASES[i].body };
        g_autoptr(LintReport) report = lint_check(&input);
        g_test_message("%s", CASES[i].body);
        g_assert_cmpint(lint_report_find(report, LINT_NO_OPT_OUT) != NULL, ==, CASES[i].warned);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/lint/relation/halves", test_halves_apart);
    g_test_add_func("/core/lint/relation/unseen", test_unseen);
    g_test_add_func("/core/lint/relation/drafts", test_drafts);
    return g_test_run();
}
