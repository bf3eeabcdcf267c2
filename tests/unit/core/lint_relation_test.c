/* The labelled beginnings of mails (data/relation): both halves share no wording, and how the half
 * that the model never saw is read. */
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

/* By the first sentences alone, look-alikes in plenty: hardly a cold mail passes as asked for, and
 * most of what was asked for is seen. */
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
    g_assert_cmpuint(cold[LINT_RELATION_COLD], >=, 9 * cold[LINT_RELATION_EXISTING]);
    g_assert_cmpuint(existing[LINT_RELATION_EXISTING] * 2, >=, existing[LINT_RELATION_COLD]);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/lint/relation/halves", test_halves_apart);
    g_test_add_func("/core/lint/relation/unseen", test_unseen);
    return g_test_run();
}
