/* One SMTP connection: libcurl opens it (TLS, STARTTLS, AUTH), the exchange is ours.
 *
 * libcurl can send one message at a time and tells the phase only by its debug output; here every
 * command is known, MAIL, RCPT and DATA go out together where the server allows it (RFC 2920), and
 * the envelope of the next message travels with the dot of the last. Nothing here blocks: the owner
 * polls smtp_line_events() and calls smtp_line_pump().
 *
 * Internal to smtp.c and smtp_batch.c. */
#pragma once

#include "mail/smtp_data.h"
#include "mail/smtp_verdict.h"

typedef enum {
    SMTP_LINE_OPENING,  /* libcurl connects and signs in */
    SMTP_LINE_IDLE,     /* may take a message; the answer to an earlier dot may still be due */
    SMTP_LINE_ENVELOPE, /* MAIL, RCPT, DATA are out */
    SMTP_LINE_BODY,     /* the message's bytes are on their way */
    SMTP_LINE_AT_DOT,   /* everything but the dot is handed over */
    SMTP_LINE_CLOSED,
} SmtpLineState;

/* One message on its way; smtp_batch.c owns it. */
typedef struct {
    SendRequest *request;
    char *from, *to; /* as the envelope carries them */
    SmtpOutcome outcome;
    SmtpData data;
    bool refused; /* MAIL, RCPT or DATA was answered with no; the rest of the group is read past */
    bool lost;    /* its connection broke before the server had said anything about it */
    bool again;   /* that happened once already */
    bool committed; /* its dot is, and waits for the disk: nothing is due on its connection */
} SmtpPassage;

typedef struct {
    gint64 stall_us, dot_us;
} SmtpPatience;

typedef struct SmtpLine SmtpLine;

/* The URL as libcurl takes it, without a path; NULL when the host is no valid name. Free with
 * curl_url_cleanup(). */
CURLU *smtp_line_url(const ServerUrl *server);

/* Begins to open a connection with the options of `model` in `multi`. */
SmtpLine *smtp_line_open(CURLM *multi, CURL *model, const ServerUrl *server, const char *helo,
                         const SmtpPatience *patience);
/* Ends it, with QUIT when it is idle, without a word otherwise. */
void smtp_line_free(SmtpLine *self, CURLM *multi);

/* libcurl is done opening: idle, or closed. Its outcome explains why. */
void smtp_line_opened(SmtpLine *self, CURLcode code);
const SmtpOutcome *smtp_line_opening(const SmtpLine *self);
CURL *smtp_line_easy(const SmtpLine *self);
bool smtp_line_signed_in(const SmtpLine *self);

SmtpLineState smtp_line_state(const SmtpLine *self);
/* The message it carries, not yet past its dot; or NULL. */
SmtpPassage *smtp_line_passage(const SmtpLine *self);
/* May a message begin? Idle, and nothing due from an earlier one unless the server pipelines. */
bool smtp_line_is_free(const SmtpLine *self);
/* Is the server still there? Looks without waiting; a line that is gone is closed, and its message
 * lands in `finished`. */
bool smtp_line_check(SmtpLine *self, GPtrArray *finished);

/* Takes a message: its envelope goes out with the next pump. The line is free. */
void smtp_line_begin(SmtpLine *self, SmtpPassage *passage);
/* Lets the dot go. The line is at the dot. */
void smtp_line_dot(SmtpLine *self);
/* Gives the message back without its dot, and closes. */
SmtpPassage *smtp_line_hold_back(SmtpLine *self);

/* The socket and what to poll it for; 0: nothing now. */
curl_socket_t smtp_line_socket(const SmtpLine *self);
short smtp_line_events(const SmtpLine *self);
/* When it will have waited too long; INT64_MAX: it waits for nobody. */
gint64 smtp_line_deadline_us(const SmtpLine *self);

/* Writes and reads what can be without waiting. Messages that are over are added to `finished`
 * (SmtpPassage *), with their result set or `lost`. */
void smtp_line_pump(SmtpLine *self, GPtrArray *finished);
/* The server has not answered in time. */
void smtp_line_time_out(SmtpLine *self, GPtrArray *finished);
