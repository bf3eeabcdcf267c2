/* Mail that nobody could read: it crashed its reader, or took too long (mail/reader.h).
 *
 * It waits in the reply desk for a human, who opens it in his own mail program: the sender and the
 * subject are shown as they stand in the raw message, for finding it, and decide nothing. */
#pragma once

#include "app/take_reply.h"

/* `why` as the reader gives it. Put away twice it changes nothing. */
bool quarantine_put(App *app, DbConn *conn, const TakeMailbox *mailbox, GBytes *message,
                    const char *why, const char *key, Instant received_us, GError **error);
