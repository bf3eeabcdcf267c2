/* Access to a mailbox: with its password, or with a token of its provider (OAuth2).
 *
 * An access token is asked for anew when it has less than two minutes left; a provider that refuses
 * pauses the mailbox and says how to sign in again. Nothing here may run inside a transaction: the
 * provider is asked over the network. */
#pragma once

#include "app/app.h"
#include "mail/imap.h"
#include "mail/transport.h"
#include "store/queries.h"

typedef struct {
    char *password; /* or */
    char *bearer;
    Instant until_us; /* of the bearer; INSTANT_NONE: a password does not age */
} Access;

void access_clear(Access *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Access, access_clear)

/* What to sign in with; both NULL when the mailbox has neither. Errors: DENIED (nobody signed in
 * yet, the provider refused, the password does not open), UNAVAILABLE, INVALID, IO. */
bool access_smtp(App *app, const SqlMailboxGetRow *mailbox, Access *ret_access, GError **error);
bool access_imap(App *app, const SqlMailboxGetRow *mailbox, Access *ret_access, GError **error);

/* Opens the mailbox's IMAP server; a token that is not taken is asked for anew next time. Errors:
 * those above and imap_session_open()'s. */
ImapSession *access_imap_open(App *app, const SqlMailboxGetRow *mailbox, GError **error);

/* Until when what was opened just now may be used; INSTANT_NONE: for good. */
bool access_until(App *app, int64_t mailbox_id, Instant *ret_until_us, GError **error);
