/* SMTP: what a mailbox's settings mean for its connections. The exchange is in smtp_line.c, the
 * many at once in smtp_batch.c, the verdict in smtp_verdict.c. */
#include <curl/curl.h>
#include <string.h>

#include "mail/smtp_batch.h"

enum {
    CONNECT_TIMEOUT_S = 30,
    STALL_TIMEOUT_S = 60,
    DOT_TIMEOUT_S = 300,
    STALLS_IN_ALL = 8,    /* connecting and signing in may take this many stall timeouts */
    OPENING_BYTES = 4096, /* libcurl reads greetings, RFC 5321 4.5.3.1.5: 512 bytes a line */
    SUBMISSION_PORT = 587,
    SUBMISSIONS_PORT = 465,
    CONNECTIONS_LOCAL = 64,
    CONNECTIONS = 3,
};

typedef struct {
    MailTransport base;
    SmtpPool pool;
    bool has_user;
} SmtpTransport;

static void
smtp_send(MailTransport *base, SendBatch *batch)
{
    smtp_pool_send(&((SmtpTransport *)base)->pool, batch);
}

static bool
smtp_test(MailTransport *base, GError **error)
{
    SmtpTransport *self = (SmtpTransport *)base;
    const ServerUrl *server = &self->pool.server;
    const char *helo = self->pool.helo != NULL ? self->pool.helo : "localhost";
    bool signed_in = false;

    if (!smtp_pool_try(&self->pool, helo, &signed_in, error))
        return false;
    if (self->has_user && !signed_in)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s port %u offers no sign-in; try port 587 or smtps:// (port 465), or "
                         "leave user and password empty",
                         server->host, server->port);
    return true;
}

static void
smtp_free(MailTransport *base)
{
    SmtpTransport *self = (SmtpTransport *)base;

    smtp_pool_clear(&self->pool);
    g_free(self);
}

/* ---- making one ---- */

/* A password is sent in the clear only to this machine itself, or when NAME+plain:// asks for it.
 */
static long
wanted_security(const ServerUrl *server, bool has_user)
{
    if (server->security == SERVER_PLAIN)
        return CURLUSESSL_NONE;
    return has_user && !server->local ? CURLUSESSL_ALL : CURLUSESSL_TRY;
}

static long
seconds_or(guint seconds, long otherwise)
{
    return seconds > 0 ? (long)seconds : otherwise;
}

static void
set_sign_in(CURL *easy, const SmtpOptions *options)
{
    curl_easy_setopt(easy, CURLOPT_USERNAME, options->user);
    if (options->bearer != NULL) {
        curl_easy_setopt(easy, CURLOPT_XOAUTH2_BEARER, options->bearer);
        curl_easy_setopt(easy, CURLOPT_SASL_IR, 1L); /* the token goes with the command */
        curl_easy_setopt(easy, CURLOPT_LOGIN_OPTIONS, "AUTH=OAUTHBEARER;AUTH=XOAUTH2");
        return;
    }
    curl_easy_setopt(easy, CURLOPT_PASSWORD, options->password);
}

/* What every connection has in common; smtp_line.c adds what is its own. */
static CURL *
make_model(const ServerUrl *server, const SmtpOptions *options)
{
    CURL *easy = curl_easy_init();
    long connect_s = seconds_or(options->connect_timeout_s, CONNECT_TIMEOUT_S);
    long stall_s = seconds_or(options->stall_timeout_s, STALL_TIMEOUT_S);

    g_assert(easy != NULL);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_TCP_NODELAY, 1L);
    curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, (long)OPENING_BYTES);
    curl_easy_setopt(easy, CURLOPT_USE_SSL, wanted_security(server, options->user != NULL));
    set_sign_in(easy, options);
    if (options->ca_file != NULL)
        curl_easy_setopt(easy, CURLOPT_CAINFO, options->ca_file);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, connect_s);
    curl_easy_setopt(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, stall_s);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, connect_s + STALLS_IN_ALL * stall_s);
    return easy;
}

static void
curl_init_once(void)
{
    static gsize done;

    if (g_once_init_enter(&done)) {
        CURLcode code = curl_global_init(CURL_GLOBAL_ALL);

        g_assert(code == CURLE_OK);
        g_once_init_leave(&done, 1);
    }
}

static bool
check_host(const SmtpOptions *options, const ServerUrl *server, GError **error)
{
    CURLU *url = smtp_line_url(server);

    if (url == NULL)
        return error_set(error, SEVENTH_ERROR_INVALID, "SMTP server “%s”: no valid host name",
                         options->url);
    curl_url_cleanup(url);
    return true;
}

MailTransport *
smtp_transport_new(const SmtpOptions *options, GError **error)
{
    ServerUrl server;

    if (!server_url_parse(options->url, "smtp", SUBMISSION_PORT, SUBMISSIONS_PORT, &server, error))
        return NULL;
    if (!check_host(options, &server, error)) {
        server_url_clear(&server);
        return NULL;
    }
    curl_init_once();
    SmtpTransport *self = g_new0(SmtpTransport, 1);
    long stall_s = seconds_or(options->stall_timeout_s, STALL_TIMEOUT_S);
    long dot_s =
        seconds_or(options->dot_timeout_s, options->stall_timeout_s > 0 ? stall_s : DOT_TIMEOUT_S);
    self->base = (MailTransport){ smtp_send, smtp_test, smtp_free };
    self->has_user = options->user != NULL;
    self->pool = (SmtpPool){
        .multi = curl_multi_init(),
        .model = make_model(&server, options),
        .server = server,
        .patience = { stall_s * G_USEC_PER_SEC, dot_s * G_USEC_PER_SEC },
        .helo = g_strdup(options->helo),
        .most = options->connections > 0 ? options->connections
                : server.local           ? CONNECTIONS_LOCAL
                                         : CONNECTIONS,
        .lines = g_ptr_array_new(),
    };
    return &self->base;
}
