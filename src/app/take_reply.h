/* Taking replies: an inbound message is read, matched to a touch or a person, recorded, and acted
 * on.
 *
 * A human reply ends the enrollment in the transaction that records it, so that no later mail
 * passes its last check before the dot. A hard bounce marks the address; an auto-reply does
 * neither; an out-of-office pauses until the first working morning back; "stop", a complaint or an
 * unsubscribe shuts the door. A human of a company that is being written to pauses what runs there
 * until somebody judges it (app/account_reply.h). Mail that concerns no prospect is not stored. */
#pragma once

#include "app/app.h"
#include "mail/imap.h"

typedef struct {
    int64_t replies, bounces, auto_replies, ignored;
    int64_t unread; /* could not be read, and wait for a human */
} TakeCount;

typedef struct {
    int64_t id, user_id;
    const char *address;
} TakeMailbox;

/* One message. Taken twice it changes nothing. */
bool take_message(App *app, const TakeMailbox *mailbox, GBytes *message, Instant received_us,
                  TakeCount *count, GError **error);

/* Reads what is new in a mailbox. `session` is opened when it holds NULL, kept for the next call,
 * and closed on failure. A mailbox without IMAP is passed over. Errors: those of mail/imap.h; they
 * are also shown on the mailbox. */
bool take_from_mailbox(App *app, int64_t mailbox_id, ImapSession **session, TakeCount *count,
                       GError **error);
