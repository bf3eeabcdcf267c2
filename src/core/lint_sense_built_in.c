/* The model made at build time, embedded in the program. */
#include "core/lint_sense.h"

/* lint_blob.S, written by tools/lintgen.c */
extern const guint8 lint_blob[];
extern const guint8 lint_blob_end[];

const LinearModel *
lint_sense_model_built_in(void)
{
    static gsize slot;

    if (g_once_init_enter(&slot)) {
        /* cppcheck-suppress comparePointers ; the linker sets them at one blob's begin and end */
        gsize length = (gsize)(lint_blob_end - lint_blob);
        LinearModel *model = linear_model_from_bytes(lint_blob, length, LINT_SENSE_SHAPE);
        g_assert(model != NULL);
        g_once_init_leave(&slot, (gsize)model);
    }
    return (const LinearModel *)slot;
}
