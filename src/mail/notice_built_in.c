/* The model made at build time, embedded in the program. */
#include "mail/notice_model.h"

/* notice_blob.S, written by tools/noticegen.c */
extern const guint8 notice_blob[];
extern const guint8 notice_blob_end[];

const LinearModel *
notice_model_built_in(void)
{
    static gsize slot;

    return linear_model_embedded(&slot, notice_blob, notice_blob_end, NOTICE_SHAPE);
}
