/* Composing a touch: the rendered step as a finished message of the enrollment's mailbox, in the
 * thread it belongs to, if the mailbox may still send today. */
#pragma once

#include "app/letter.h"

/* The mails of one transaction: the stationery they share, and those of them that were written
 * before it began. All zero: none yet. For one thread. */
typedef struct {
    GHashTable *stationery; /* of stationery_share_new(); NULL: none read */
    GHashTable *ahead;      /* prospect id -> Ahead *, see compose.c; NULL: none */
} ComposeBatch;

void compose_batch_clear(ComposeBatch *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ComposeBatch, compose_batch_clear)

/* Writing ahead, in three steps. In a transaction that only reads, the letters of mails that will
 * probably leave are gathered; then, without any, they are written; then compose_step() in the
 * transaction that queues them takes what still says the same. One that cannot be written is left
 * out: compose_step() will say why. Of the snapshot, snapshot_load_thread() is enough. Errors: IO,
 * INVALID. */
bool compose_ahead_gather(ComposeBatch *self, App *app, DbConn *conn, const Snapshot *snapshot,
                          const Step *step, GError **error);
void compose_ahead_write(ComposeBatch *self, App *app);

/* What keeps a mail from being composed (an empty field, no mailbox, a paused one, an address that
 * cannot be) comes back as `hold_why`, in words for the human who will mend it. `batch` may be
 * NULL. Errors: IO only. */
bool compose_step(App *app, DbConn *conn, const Snapshot *snapshot, const Step *step,
                  ComposeBatch *batch, ComposedMail *ret_mail, GError **error);

/* The same for a mail that a person sends, without asking the mailbox's allowance. */
bool compose_written(App *app, DbConn *conn, const Snapshot *snapshot, const WrittenMail *written,
                     ComposedMail *ret_mail, GError **error);
