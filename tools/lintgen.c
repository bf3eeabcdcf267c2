/* Makes the built-in model of what sentences are for: lintgen SENTENCES MODEL ASSEMBLER. Runs while
 * the house is built. */
#include <stdio.h>

#include "core/lint_sense.h"

#include "model_files.h"

/* The learning part refers to it; nobody asks here. */
const LinearModel *
lint_sense_model_built_in(void)
{
    g_error("lintgen reads no drafts");
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;

    if (argc != 4) {
        g_printerr("usage: lintgen SENTENCES MODEL ASSEMBLER\n");
        return 2;
    }
    g_autoptr(GPtrArray) texts = lint_sense_texts_load(argv[1], &error);
    if (texts != NULL) {
        g_autoptr(LinearModel) model = lint_sense_learn(texts, G_MAXUINT);
        g_autoptr(GBytes) bytes = linear_model_to_bytes(model);
        model_files_write(bytes, "lint", argv[2], argv[3], &error);
    }
    if (error != NULL)
        g_printerr("lintgen: %s\n", error->message);
    return error != NULL ? 1 : 0;
}
