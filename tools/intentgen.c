/* Makes the built-in model of intents from the labelled replies: intentgen FOLDER MODEL ASSEMBLER.
 * Runs while the house is built. */
#include <stdio.h>

#include "mail/intent.h"
#include "mail/intent_learn.h"

/* The learning part refers to it; here there is none yet. */
const IntentModel *
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
    g_autofree char *place = g_canonicalize_filename(argv[2], NULL);
    g_autofree char *text = g_strdup_printf(
        "    .section .rodata\n    .balign 16\n    .globl intent_blob\n    .globl intent_blob_end\n"
        "intent_blob:\n    .incbin \"%s\"\nintent_blob_end:\n"
        "    .section .note.GNU-stack,\"\",%%progbits\n",
        place);
    if (replies != NULL) {
        g_autoptr(IntentModel) model = intent_learn(replies, G_MAXUINT);
        g_autoptr(GBytes) bytes = intent_model_to_bytes(model);
        if (g_file_set_contents(argv[2], g_bytes_get_data(bytes, NULL),
                                (gssize)g_bytes_get_size(bytes), &error))
            g_file_set_contents(argv[3], text, -1, &error);
    }
    if (error != NULL)
        g_printerr("intentgen: %s\n", error->message);
    return error != NULL ? 1 : 0;
}
