/* The model made at build time, embedded in the program. */
#include "core/lint_sense.h"

/* lint_blob.S, written by tools/lintgen.c */
extern const guint8 lint_blob[];
extern const guint8 lint_blob_end[];

const LinearModel *
lint_sense_model_built_in(void)
{
    static gsize slot;

    return linear_model_embedded(&slot, lint_blob, lint_blob_end, LINT_SENSE_SHAPE);
}
