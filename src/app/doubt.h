/* Mail in doubt, and what the mailbox itself knows of it.
 *
 * Many servers keep a copy of what they were given to send. A copy in the Sent folder with the
 * Message-ID of a mail in doubt proves that the server took it. That none is there proves nothing:
 * the mail stays in doubt, for a bounce, an answer or a human to settle. */
#pragma once

#include "app/app.h"
#include "mail/imap.h"

/* Looks for the mailbox's mails that have been in doubt for ten minutes to a week, the newest
 * first, a few at a time. Errors: UNAVAILABLE, INVALID (close the session), IO. */
bool doubt_search_sent(App *app, int64_t mailbox_id, ImapSession *session, GError **error);
