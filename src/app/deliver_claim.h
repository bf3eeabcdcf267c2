/* Which queued mails of a mailbox leave now, and what they say.
 *
 * Internal to deliver.c. */
#pragma once

#include "app/passage.h"

typedef struct {
    int64_t limit;     /* no more than so many */
    int64_t under_way; /* claimed before and not counted against the mailbox yet */
    gsize bytes;       /* of what is under way */
} ClaimRoom;

/* Claims what may leave now: Passage *, owned by the array. `ret_all_fit`: false when some would
 * not have fitted into memory beside the others and were handed back. A mailbox of which too much
 * came back is paused. */
GPtrArray *deliver_claim(App *app, DbConn *conn, const SqlMailboxGetRow *mailbox,
                         const ClaimRoom *room, bool *ret_all_fit, GError **error);
