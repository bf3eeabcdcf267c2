/* Copies of sent mail in the mailbox's Sent folder, exactly once.
 *
 * Where the provider keeps what it was given to send (Google, Microsoft and others do), nothing is
 * done. Elsewhere a mail that left waits in a list until its copy is there: the folder is searched
 * by Message-ID first, so a copy whose upload broke off, or that the provider kept after all, is
 * not put there a second time. */
#pragma once

#include "app/app.h"
#include "mail/imap.h"

/* Does this mailbox keep copies through us? */
bool
sent_copies_wanted(App *app, DbConn *conn, int64_t mailbox_id, bool *ret_wanted, GError **error);

/* Puts what waits into the folder, over an open session. Errors: NOT_FOUND (no such folder),
 * UNAVAILABLE, UNCERTAIN, INVALID (close the session), IO. What is not done waits. */
bool sent_copies_keep(App *app, int64_t mailbox_id, ImapSession *session, GError **error);

/* Changes how it is done, from the parameters "sent_copy" and "sent_folder" where they are given.
 */
bool
sent_copies_set(App *app, DbConn *conn, int64_t mailbox_id, const json_t *params, GError **error);
