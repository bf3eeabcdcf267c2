/* The model made at build time, embedded in the program. */
#include "mail/intent.h"

/* intent_blob.S, written by tools/intentgen.c */
extern const guint8 intent_blob[];
extern const guint8 intent_blob_end[];

const LinearModel *
intent_model_built_in(void)
{
    static gsize slot;

    return linear_model_embedded(&slot, intent_blob, intent_blob_end, INTENT_SHAPE);
}
