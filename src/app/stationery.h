/* Stationery: what all mails of one mailbox have in common. Who sends them, what stands below,
 * where links lead, the key that signs, and how much may still leave today.
 *
 * A batch reads it once for each mailbox instead of eight rows for each mail. As with SnapshotShare
 * nothing about the person is in it, and it must not be looked up beyond its transaction: what
 * others change in between holds from the next one on. A letter keeps a reference, to tell whether
 * anything changed since it was written. */
#pragma once

#include "app/allowance.h"
#include "app/dkim.h"
#include "store/queries.h"

typedef struct {
    SqlMailboxGetRow mailbox;
    const Zone *zone; /* of its user */
    SqlLetterheadGetRow letterhead;
    char *follow_base; /* of follow_base() */
    DkimActive dkim;
    char *dkim_problem;  /* why nothing can be signed that should be; NULL: nothing is wrong */
    bool allowance_read; /* by stationery_allowance() */
    Allowance allowance;
} Stationery;

/* That of a mailbox: `ret_stationery` is NULL when there is no such mailbox, else to be freed with
 * stationery_unref(). `share` (mailbox id -> Stationery *, of stationery_share_new()) is looked at
 * first and added to; NULL: there is none. Errors: IO. */
bool stationery_load(App *app, DbConn *conn, GHashTable *share, int64_t mailbox_id,
                     Stationery **ret_stationery, GError **error);
GHashTable *stationery_share_new(void);

Stationery *stationery_ref(Stationery *self);
void stationery_unref(Stationery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Stationery, stationery_unref)

/* What the mailbox may still send, read once. Borrowed. Errors: IO. */
const Allowance *stationery_allowance(Stationery *self, App *app, DbConn *conn, GError **error);

/* Does a mail look the same on both? The allowance does not show. */
bool stationery_same(const Stationery *self, const Stationery *other);
