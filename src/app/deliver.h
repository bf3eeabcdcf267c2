/* Delivering: queued mail leaves through its mailbox, once.
 *
 * The states of "Sending once" (docs/DESIGN.md): queued -> leased -> dot -> accepted | deferred |
 * failed | in_doubt, or cancelled before the dot. Just before the final dot one transaction checks
 * everything that may forbid the mail and commits `dot`; a crash before it retries, a crash after
 * it leaves the mail in doubt, and what is in doubt is never sent again by itself. */
#pragma once

#include "app/app.h"
#include "mail/transport.h"

typedef struct {
    int64_t sent, deferred, failed, cancelled, in_doubt, bounces;
} DeliverCount;

/* Sends what one mailbox may send now: its pace allows one mail at a time, without a pace up to
 * `limit`; what is queued meanwhile joins, for ten seconds. `transport` NULL: as the mailbox says.
 * Errors: NOT_FOUND, DENIED (its password does not open), IO. A server that refuses is no error: it
 * is counted and shown on the mailbox. */
bool deliver_mailbox(App *app, int64_t mailbox_id, int limit, MailTransport *transport,
                     DeliverCount *count, GError **error);

/* The transport of a mailbox, by the scheme of its URL: smtp://, smtps://, smtp+plain://, or
 * outbox: (kept in a folder beside the database and never sent). */
MailTransport *deliver_transport(App *app, int64_t mailbox_id, GError **error);

/* When the mailbox has something to do again: INSTANT_NONE for never. */
bool deliver_next_us(App *app, DbConn *conn, int64_t mailbox_id, Instant *ret_us, GError **error);

/* A human settles a mail in doubt. Errors: CONFLICT when it is not in doubt. */
bool deliver_settle_doubt(App *app, DbConn *conn, int64_t touch_id, bool arrived, int64_t user_id,
                          const char *note, GError **error);

/* Something proves that a mail left: an answer, a bounce, a copy of our own. Settles it when it is
 * in doubt; otherwise nothing happens. `evidence` says what it was. */
bool deliver_take_evidence(App *app, DbConn *conn, int64_t touch_id, const char *evidence,
                           GError **error);
