/* Transport: how finished messages leave, behind one small vtable.
 *
 * smtp.c speaks SMTP over several connections side by side; outbox.c keeps the messages in a local
 * folder for the demo and never touches the network; tests bring their own.
 *
 * Sending once: SMTP cannot promise exactly-once (RFC 1047). So a message stops when everything but
 * its final dot has been handed over, and waits. `commit` is then called once for all that wait:
 * the caller commits `dot` for them, checking suppression, replies and quiet hours once more, and
 * in the same transaction what has become of earlier ones. There it may also have more join. What
 * it does not clear is dropped without its dot and was not sent (SEND_REFUSED). After the dot,
 * silence is SEND_IN_DOUBT. */
#pragma once

#include "base/error.h"

typedef enum {
    SEND_UNTRIED,  /* nothing was attempted: the server could not be reached, the batch ended */
    SEND_ACCEPTED, /* 2xx after the dot */
    SEND_DEFERRED, /* 4xx, or no connection: nothing was sent, try later */
    SEND_FAILED,   /* 5xx: will never be accepted as it is */
    SEND_REFUSED,  /* commit did not clear it: nothing was sent */
    SEND_IN_DOUBT, /* the connection died after the dot: it may have arrived */
} SendState;

typedef struct {
    SendState state;
    int reply_code;       /* SMTP reply, 0 when none */
    char status[16];      /* enhanced status "5.1.1" or "" */
    char text[256];       /* the server's words, one line, UTF-8, or what happened */
    bool about_recipient; /* the refusal came at RCPT TO (the address), not at login or the message
                           */
} SendResult;

typedef struct {
    const char *envelope_from, *envelope_to;
    GBytes *message;
    void *data;        /* the caller's */
    bool cleared;      /* set by commit: its dot may go */
    SendResult result; /* set by the transport */
} SendRequest;

/* `settled` and `at_dot` hold SendRequest *; either may be empty, not both. A request is in
 * `settled` once, when its result is final, and not looked at any more afterwards; one that was not
 * cleared comes there too. False: the
 * caller cannot go on (its database failed), and nothing more is sent. */
typedef bool (*SendCommit)(void *data, GPtrArray *settled, GPtrArray *at_dot);

typedef struct {
    SendRequest *requests;
    guint count;
    SendCommit commit; /* NULL: everything is cleared and nobody asks */
    void *data;
    bool (*sync)(
        void *data);    /* waits until what was committed is on the disk; in any thread, while
                           commit may run again; NULL: commit waits itself. False: as commit */
    bool syncs_apart;   /* set before commit: the transport calls sync before a dot goes, so that
                           commit need not wait */
    guint room;         /* set before commit: so many more requests would keep the connections busy;
                           0: none can join */
    GPtrArray *joining; /* SendRequest *: commit adds what joins, at most `room`; NULL: nothing ever
                           does */
} SendBatch;

typedef struct MailTransport MailTransport;
struct MailTransport {
    /* Sends a batch; returns when every request has its result. Connections stay open for the next.
     */
    void (*send)(MailTransport *self, SendBatch *batch);
    /* Connects and signs in, sends nothing. Errors say in plain words what to change (wrong
     * password, no such host, certificate). */
    bool (*test)(MailTransport *self, GError **error);
    void (*free)(MailTransport *self);
};

typedef struct {
    const char *url;             /* smtp://host:port (STARTTLS when offered; with a password it must
                                    be, unless the server is this machine), smtps://host:port,
                                    smtp+plain://host:port (never TLS); ports default to 587, 465 */
    const char *user, *password; /* NULL: no AUTH */
    const char *bearer;          /* in place of the password: an OAuth2 access token */
    const char *helo;            /* NULL: the sender's domain */
    const char *ca_file;         /* NULL: the system's */
    guint connections;           /* at most, side by side; 0: 64 to this machine, else 3, which is
                                    what the strictest large provider allows an account */
    guint connect_timeout_s, stall_timeout_s; /* 0: 30 and 60 */
    guint
        dot_timeout_s; /* for the answer to the dot; 0: 300, or stall_timeout_s when that is set */
} SmtpOptions;

MailTransport *smtp_transport_new(const SmtpOptions *options, GError **error);

/* Writes each message to DIR/<message id>.eml atomically; the demo's and dry runs' transport. */
MailTransport *outbox_transport_new(const char *directory, GError **error);

static inline void
mail_transport_free(MailTransport *self)
{
    if (self != NULL)
        self->free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MailTransport, mail_transport_free)

/* For a transport that sends one message after the other: asks whether the dot of `request` (NULL:
 * none) may go, and hands over `settled` (NULL: none). False: not cleared, or not to go on. */
bool send_batch_ask(const SendBatch *batch, SendRequest *settled, SendRequest *request);
