/* Mails written ahead of the transaction that queues them.
 *
 * Rendering, MIME and signing are half of the work of a mail, and SQLite has one writer at a time:
 * done inside the transaction they would keep mail that is at its dot waiting. So what will
 * probably be needed is guessed and made before; the transaction decides, and makes anew what was
 * guessed wrong. */
#pragma once

#include "app/compose.h"

/* Writes the mails that some due enrollments will probably have sent. Nothing need be claimed: it
 * is a guess. What cannot be read or written is left out: the transaction meets it again and says
 * so. */
void advance_write_ahead(App *app, const int64_t *ids, guint count, ComposeBatch *mails);
