/* Makes the built-in models of lint: lintgen lint|relation TEXTS MODEL ASSEMBLER. Runs while the
 * house is built. */
#include <stdio.h>
#include <string.h>

#include "core/lint_relation.h"
#include "core/lint_sense.h"

#include "model_files.h"

/* The learning part refers to them; nobody asks here. */
const LinearModel *
lint_sense_model_built_in(void)
{
    g_error("lintgen reads no drafts");
}

const LinearModel *
lint_relation_model_built_in(void)
{
    g_error("lintgen reads no drafts");
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;

    if (argc != 5) {
        g_printerr("usage: lintgen lint|relation TEXTS MODEL ASSEMBLER\n");
        return 2;
    }
    const LabelledKind *kind =
        strcmp(argv[1], "relation") == 0 ? &LINT_RELATION_KIND : &LINT_SENSE_KIND;
    g_autoptr(GPtrArray) texts = labelled_kind_load(kind, argv[2], &error);
    if (texts != NULL) {
        g_autoptr(LinearModel) model = labelled_kind_learn(kind, texts, G_MAXUINT);
        g_autoptr(GBytes) bytes = linear_model_to_bytes(model);
        model_files_write(bytes, argv[1], argv[3], argv[4], &error);
    }
    if (error != NULL)
        g_printerr("lintgen: %s\n", error->message);
    return error != NULL ? 1 : 0;
}
