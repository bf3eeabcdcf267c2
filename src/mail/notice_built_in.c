/* The model made at build time, embedded in the program. */
#include "mail/notice_model.h"

/* notice_blob.S, written by tools/noticegen.c */
extern const guint8 notice_blob[];
extern const guint8 notice_blob_end[];

const LinearModel *
notice_model_built_in(void)
{
    static gsize slot;

    if (g_once_init_enter(&slot)) {
        /* cppcheck-suppress comparePointers ; the linker sets them at one blob's begin and end */
        gsize length = (gsize)(notice_blob_end - notice_blob);
        LinearModel *model = linear_model_from_bytes(notice_blob, length, NOTICE_SHAPE);
        g_assert(model != NULL);
        g_once_init_leave(&slot, (gsize)model);
    }
    return (const LinearModel *)slot;
}
