/* The model made at build time, embedded in the program. */
#include "mail/intent.h"

/* intent_blob.S, written by tools/intentgen.c */
extern const guint8 intent_blob[];
extern const guint8 intent_blob_end[];

const LinearModel *
intent_model_built_in(void)
{
    static gsize slot;

    if (g_once_init_enter(&slot)) {
        /* cppcheck-suppress comparePointers ; the linker sets them at one blob's begin and end */
        gsize length = (gsize)(intent_blob_end - intent_blob);
        LinearModel *model = linear_model_from_bytes(intent_blob, length, INTENT_SHAPE);
        g_assert(model != NULL);
        g_once_init_leave(&slot, (gsize)model);
    }
    return (const LinearModel *)slot;
}
