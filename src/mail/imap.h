/* IMAP: fetching what is new in a mailbox, by libetpan, without leaving a trace.
 *
 * The folder is opened with EXAMINE and read with BODY.PEEK[], so the user's mail is never marked
 * read and no flag changes. Restart point is (UIDVALIDITY, last UID); when UIDVALIDITY changed, the
 * caller gets everything since `since_us` again and must recognise what it has by Message-ID. */
#pragma once

#include "base/error.h"
#include "base/instant.h"

typedef struct ImapSession ImapSession;

typedef struct {
    const char *url; /* imaps://host:port, imap://host:port (STARTTLS; a server that offers none is
                        refused unless it is this machine), imap+plain://host:port (never TLS) */
    const char *user, *password;
    const char *bearer;  /* in place of the password: an OAuth2 access token (XOAUTH2) */
    const char *ca_file; /* NULL: the system's */
    guint timeout_s;     /* 0: 30; every operation, plus what its bytes take at 64 KiB a second */
} ImapOptions;

typedef struct {
    uint32_t uid_validity, last_uid; /* 0, 0: start now, except what came since since_us */
} ImapPosition;

/* Errors: DENIED (wrong user or password), UNAVAILABLE (no such host, refused, timed out), INVALID
 * (URL, a server that does not speak IMAP, an answer that makes no sense). */
ImapSession *imap_session_open(const ImapOptions *options, GError **error);
void imap_session_close(ImapSession *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImapSession, imap_session_close)

/* Calls `each` once for every new message, in UID order, with its bytes (at most 8 MiB of each;
 * `truncated` says so) and the server's INTERNALDATE (INSTANT_NONE when senseless); when `each`
 * returns false, stops. `position` is moved past each message for which it returned true.
 * `since_us` counts only when there is no position yet or UIDVALIDITY changed; INSTANT_NONE: take
 * nothing old. Call it again and again on one session: a poll without news is two short round
 * trips. Errors: NOT_FOUND (no such folder), UNAVAILABLE, INVALID. A server that lies (UIDs going
 * backwards, literals that never end) gives INVALID or UNAVAILABLE, never a loop; after those two
 * close the session and open another. */
typedef bool (*ImapVisitor)(uint32_t uid, GBytes *message, bool truncated, Instant received_us,
                            void *data);
bool imap_session_fetch_new(ImapSession *self, const char *folder, ImapPosition *position,
                            Instant since_us, ImapVisitor each, void *data, GError **error);

/* IDLE (RFC 2177): the server tells news of the folder fetched last, by itself. Begin, wait until
 * the descriptor is readable (or `ready`: something is here already), end, fetch. Nothing else may
 * be asked of the session between begin and end. Errors: UNAVAILABLE, INVALID; then close it. */
bool imap_session_can_idle(ImapSession *self);
bool imap_session_idle_begin(ImapSession *self, GError **error);
bool imap_session_idle_end(ImapSession *self, GError **error);
int imap_session_idle_fd(ImapSession *self, bool *ret_ready);

/* Appends a message to a folder (Sent), flagged \Seen. Errors: NOT_FOUND (no such folder),
 * UNCERTAIN (the connection broke meanwhile: it may be there), UNAVAILABLE, INVALID. */
bool imap_session_append(ImapSession *self, const char *folder, GBytes *message, Instant date_us,
                         GError **error);

/* Which folder keeps sent mail: the one the server says (RFC 6154), else the one programs call so.
 * Free with g_free(). Errors: NOT_FOUND, UNAVAILABLE, INVALID. */
bool imap_session_find_sent(ImapSession *self, char **ret_folder, GError **error);

/* Is a message of this Message-ID (without brackets) in a folder? Errors: NOT_FOUND (no such
 * folder), UNAVAILABLE, INVALID. */
bool imap_session_has_message(ImapSession *self, const char *folder, const char *message_id,
                              bool *ret_has, GError **error);
