/* Makes the built-in model of intents from the labelled replies: intentgen FOLDER MODEL ASSEMBLER.
 * Runs while the house is built. */
#include <stdio.h>

#include "mail/intent.h"
#include "mail/intent_learn.h"

#include "model_files.h"

/* The learning part refers to it; here there is none yet. */
const LinearModel *
intent_model_built_in(void)
{
    g_error("intentgen makes the model that it would need");
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;

    if (argc != 4) {
        g_printerr("usage: intentgen FOLDER MODEL ASSEMBLER\n");
        return 2;
    }
    g_autoptr(GPtrArray) replies = labelled_replies_load(argv[1], &error);
    if (replies != NULL) {
        g_autoptr(LinearModel) model = intent_learn(replies, G_MAXUINT);
        g_autoptr(GBytes) bytes = linear_model_to_bytes(model);
        model_files_write(bytes, "intent", argv[2], argv[3], &error);
    }
    if (error != NULL)
        g_printerr("intentgen: %s\n", error->message);
    return error != NULL ? 1 : 0;
}
