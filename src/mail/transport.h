/* Transport: how a finished message leaves, behind one small vtable.
 *
 * smtp.c speaks SMTP (libcurl: TLS, STARTTLS, AUTH, connection reuse); outbox.c keeps the message
 * in a local folder for the demo and never touches the network; tests bring their own.
 *
 * Sending once: SMTP cannot promise exactly-once (RFC 1047). So send() calls `before_dot` after
 * everything but the final dot has been handed over; the caller commits `dot` there, checking
 * suppression, replies and quiet hours once more. When before_dot says no, the connection is
 * dropped without the dot and nothing was sent (SEND_REFUSED). After the dot, silence is
 * SEND_IN_DOUBT. */
#pragma once

#include "base/error.h"

typedef enum {
    SEND_ACCEPTED, /* 2xx after the dot */
    SEND_DEFERRED, /* 4xx, or no connection: nothing was sent, try later */
    SEND_FAILED,   /* 5xx: will never be accepted as it is */
    SEND_REFUSED,  /* before_dot said no: nothing was sent */
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
    bool (*before_dot)(void *data); /* may be NULL */
    void *data;
} SendRequest;

typedef struct MailTransport MailTransport;
struct MailTransport {
    /* Sends one message; the verdict is in ret_result. The connection stays open for the next. */
    void (*send)(MailTransport *self, const SendRequest *request, SendResult *ret_result);
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
    const char *helo;            /* NULL: the sender's domain */
    const char *ca_file;         /* NULL: the system's */
    guint connect_timeout_s, stall_timeout_s; /* 0: 30 and 60 */
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
