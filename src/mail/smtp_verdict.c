/* From what happened to what it means; see smtp_verdict.h. */
#include "mail/smtp_verdict.h"

SeventhError
smtp_outcome_explain(const SmtpOutcome *self, CURLcode code, GString *words)
{
    const char *server = self->reply.text;

    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        g_string_printf(words, "no such host: %s", self->server->host);
        return SEVENTH_ERROR_UNAVAILABLE;
    case CURLE_COULDNT_CONNECT:
        g_string_printf(words, "cannot connect to %s port %u: check host, port and firewall",
                        self->server->host, self->server->port);
        return SEVENTH_ERROR_UNAVAILABLE;
    case CURLE_OPERATION_TIMEDOUT:
        g_string_printf(words, "%s port %u did not answer in time", self->server->host,
                        self->server->port);
        return SEVENTH_ERROR_UNAVAILABLE;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
        g_string_printf(words, "the certificate of %s is not trusted: %s", self->server->host,
                        self->curl_words);
        return SEVENTH_ERROR_INVALID;
    case CURLE_SSL_CACERT_BADFILE:
        g_string_printf(words, "cannot read the CA file: %s", self->curl_words);
        return SEVENTH_ERROR_INVALID;
    case CURLE_SSL_CONNECT_ERROR:
        g_string_printf(words, "no TLS connection with %s port %u: %s", self->server->host,
                        self->server->port, self->curl_words);
        return SEVENTH_ERROR_INVALID;
    case CURLE_USE_SSL_FAILED:
        g_string_printf(words,
                        "%s offers no TLS, and the password would cross the network in the clear; "
                        "use smtps://, or smtp+plain:// if that is meant",
                        self->server->host);
        return SEVENTH_ERROR_INVALID;
    case CURLE_LOGIN_DENIED:
        if (self->reply.code >= 400 && self->reply.code < 500) {
            g_string_printf(words, "%s cannot check the password now: %s", self->server->host,
                            server);
            return SEVENTH_ERROR_UNAVAILABLE;
        }
        g_string_printf(words, "wrong user or password for %s (the server said: %s)",
                        self->server->host, server[0] != '\0' ? server : self->curl_words);
        return SEVENTH_ERROR_DENIED;
    default:
        break;
    }
    if (self->hung_up || self->reply.code < 400)
        g_string_printf(words, "%s closed the connection before the end of the message",
                        self->server->host);
    else
        g_string_assign(words, server);
    return SEVENTH_ERROR_UNAVAILABLE;
}

/* 530, 534, 535, 538: the server wants a (better) sign-in. That is the mailbox's trouble and says
 * nothing about the recipient. */
static bool
is_about_login(int code)
{
    return code == 530 || code == 534 || code == 535 || code == 538;
}

static SendState
state_before_dot(const SmtpOutcome *self)
{
    int code = self->reply.code;

    if (self->phase == SMTP_PHASE_LOGIN || code < 500 || code > 599 || is_about_login(code))
        return SEND_DEFERRED;
    return SEND_FAILED;
}

static SendState
state_after_dot(const SmtpOutcome *self)
{
    int class = self->reply.code / 100;

    return class == 2   ? SEND_ACCEPTED
           : class == 4 ? SEND_DEFERRED
           : class == 5 ? SEND_FAILED
                        : SEND_IN_DOUBT;
}

void
smtp_outcome_judge(const SmtpOutcome *self, CURLcode code, SendResult *result)
{
    g_autoptr(GString) words = g_string_new(NULL);

    if (self->refused) {
        result->state = SEND_REFUSED;
        g_strlcpy(result->text, "held back before the end of the message", sizeof result->text);
        return;
    }
    if (code == CURLE_OK || self->reply.code >= 400) {
        result->reply_code = self->reply.code;
        g_strlcpy(result->status, self->reply.status, sizeof result->status);
    }
    if (self->phase == SMTP_PHASE_DOT) {
        result->state = state_after_dot(self);
        if (result->state == SEND_IN_DOUBT)
            g_string_printf(
                words, "%s did not confirm the message (%s): it may or may not have arrived",
                self->server->host,
                code == CURLE_OPERATION_TIMEDOUT ? "no answer in time" : "the connection broke");
        else
            g_string_assign(words, self->reply.text);
    } else {
        smtp_outcome_explain(self, code, words);
        result->state = state_before_dot(self);
        result->about_recipient = self->phase == SMTP_PHASE_RCPT && self->reply.code >= 400 &&
                                  self->reply.code != 421 && !is_about_login(self->reply.code);
    }
    smtp_reply_copy_text(result->text, sizeof result->text, words->str);
}
