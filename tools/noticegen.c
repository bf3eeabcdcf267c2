/* Makes the built-in model of notices from the labelled texts:
 * noticegen NOTICES PEOPLE MODEL ASSEMBLER. Runs while the house is built. */
#include <stdio.h>

#include "mail/intent.h"
#include "mail/notice_learn.h"

/* The learning part refers to it; nobody asks here. */
const IntentModel *
intent_model_built_in(void)
{
    g_error("noticegen reads no intents");
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;

    if (argc != 5) {
        g_printerr("usage: noticegen NOTICES PEOPLE MODEL ASSEMBLER\n");
        return 2;
    }
    g_autoptr(GPtrArray) texts = notice_texts_load(argv[1], argv[2], &error);
    g_autofree char *place = g_canonicalize_filename(argv[3], NULL);
    g_autofree char *text = g_strdup_printf(
        "    .section .rodata\n    .balign 16\n    .globl notice_blob\n    .globl notice_blob_end\n"
        "notice_blob:\n    .incbin \"%s\"\nnotice_blob_end:\n"
        "    .section .note.GNU-stack,\"\",%%progbits\n",
        place);
    if (texts != NULL) {
        g_autoptr(LinearModel) model = notice_learn(texts, G_MAXUINT);
        g_autoptr(GBytes) bytes = linear_model_to_bytes(model);
        if (g_file_set_contents(argv[3], g_bytes_get_data(bytes, NULL),
                                (gssize)g_bytes_get_size(bytes), &error))
            g_file_set_contents(argv[4], text, -1, &error);
    }
    if (error != NULL)
        g_printerr("noticegen: %s\n", error->message);
    return error != NULL ? 1 : 0;
}
