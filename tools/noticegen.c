/* Makes the built-in model of notices from the labelled texts:
 * noticegen NOTICES PEOPLE MODEL ASSEMBLER. Runs while the house is built. */
#include <stdio.h>

#include "mail/intent.h"
#include "mail/notice_learn.h"

#include "model_files.h"

/* The learning part refers to it; nobody asks here. */
const LinearModel *
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
    if (texts != NULL) {
        g_autoptr(LinearModel) model = notice_learn(texts, G_MAXUINT);
        g_autoptr(GBytes) bytes = linear_model_to_bytes(model);
        model_files_write(bytes, "notice", argv[3], argv[4], &error);
    }
    if (error != NULL)
        g_printerr("noticegen: %s\n", error->message);
    return error != NULL ? 1 : 0;
}
