/* The model made at build time, embedded in the program. */
#include "core/lint_relation.h"

/* relation_blob.S, written by tools/lintgen.c */
extern const guint8 relation_blob[];
extern const guint8 relation_blob_end[];

const LinearModel *
lint_relation_model_built_in(void)
{
    static gsize slot;

    return linear_model_embedded(&slot, relation_blob, relation_blob_end, LINT_RELATION_SHAPE);
}
