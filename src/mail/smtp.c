/* SMTP by libcurl: one connection kept for many messages, and an exact verdict on each.
 *
 * libcurl tells us the phase (which command went out) through its debug callback, the server's
 * words through its header callback, and asks for the message's bytes. When it asks for more and
 * there is none, everything but the final dot has been written: that is where before_dot stands.
 * Aborting there makes libcurl close the socket at once, without dot and without QUIT. */
#include <curl/curl.h>
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "mail/compose.h"
#include "mail/server_url.h"
#include "mail/smtp_verdict.h"
#include "mail/transport.h"

enum {
    CONNECT_TIMEOUT_S = 30,
    STALL_TIMEOUT_S = 60,
    STALLS_IN_ALL = 8, /* a whole exchange may take this many stall timeouts */
    SUBMISSION_PORT = 587,
    SUBMISSIONS_PORT = 465,
    MESSAGE_MAX_BYTES = 64 << 20,
};

typedef struct {
    MailTransport base;
    CURL *easy;
    CURLU *url;
    ServerUrl server;
    char *helo;
    bool has_user;
    bool signed_in; /* the present connection has answered AUTH with 235 */

    /* The exchange under way. */
    const SendRequest *request;
    GBytes *bytes;
    gsize offset;
    SmtpOutcome outcome;
    bool leaving; /* QUIT went out: its answer belongs to no message */
} SmtpTransport;

/* ---- what libcurl calls ---- */

static bool
begins_with(const char *data, gsize size, const char *verb)
{
    return size >= strlen(verb) && strncmp(data, verb, strlen(verb)) == 0;
}

static int
on_debug(CURL *easy, curl_infotype type, char *data, size_t size, void *user_data)
{
    SmtpTransport *self = user_data;

    (void)easy;
    if (type != CURLINFO_HEADER_OUT)
        return 0;
    self->leaving = begins_with(data, size, "QUIT");
    if (self->leaving)
        return 0;
    smtp_reply_clear(&self->outcome.reply);
    if (begins_with(data, size, "MAIL FROM:"))
        self->outcome.phase = SMTP_PHASE_MAIL;
    else if (begins_with(data, size, "RCPT TO:"))
        self->outcome.phase = SMTP_PHASE_RCPT;
    else if (begins_with(data, size, "DATA"))
        self->outcome.phase = SMTP_PHASE_DATA;
    return 0;
}

static size_t
on_reply_line(char *data, size_t size, size_t count, void *user_data)
{
    SmtpTransport *self = user_data;

    if (self->leaving)
        return size * count;
    smtp_reply_add_line(&self->outcome.reply, data, size * count);
    if (self->outcome.phase == SMTP_PHASE_LOGIN && self->outcome.reply.code == 220)
        self->signed_in = false;
    if (self->outcome.phase == SMTP_PHASE_LOGIN && self->outcome.reply.code == 235)
        self->signed_in = true;
    return size * count;
}

static size_t
on_body(char *data, size_t size, size_t count, void *user_data)
{
    (void)data;
    (void)user_data;
    return size * count;
}

/* Has the server closed the connection while we were sending? Then the dot would go nowhere, and
 * committing it would only make a doubt out of a plain failure. */
static bool
peer_hung_up(CURL *easy)
{
    curl_socket_t fd = CURL_SOCKET_BAD;
    char byte;
    ssize_t got;

    if (curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, &fd) != CURLE_OK || fd == CURL_SOCKET_BAD)
        return false;
    got = recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

static size_t
on_read(char *out, size_t size, size_t count, void *user_data)
{
    SmtpTransport *self = user_data;
    gsize length = 0;
    const char *data = g_bytes_get_data(self->bytes, &length);
    gsize chunk = MIN(size * count, length - self->offset);

    if (chunk > 0) {
        memcpy(out, data + self->offset, chunk);
        self->offset += chunk;
        return chunk;
    }
    if (self->outcome.phase == SMTP_PHASE_DOT)
        return 0;
    if (peer_hung_up(self->easy)) {
        self->outcome.hung_up = true;
        return CURL_READFUNC_ABORT;
    }
    if (self->request->before_dot != NULL && !self->request->before_dot(self->request->data)) {
        self->outcome.refused = true;
        return CURL_READFUNC_ABORT;
    }
    self->outcome.phase = SMTP_PHASE_DOT;
    smtp_reply_clear(&self->outcome.reply);
    return 0;
}

/* ---- the exchange ---- */

/* A message on the wire has CRLF line ends and ends with one; a bare CR or LF would let a receiver
 * and a relay disagree about where the message ends. */
static GBytes *
with_crlf(GBytes *message)
{
    gsize length = 0;
    const char *data = g_bytes_get_data(message, &length);
    GByteArray *out = NULL;
    gsize start = 0;

    for (gsize i = 0; i < length; i++) {
        bool pair = data[i] == '\r' && i + 1 < length && data[i + 1] == '\n';

        if (pair) {
            i++;
            continue;
        }
        if (data[i] != '\r' && data[i] != '\n')
            continue;
        if (out == NULL)
            out = g_byte_array_new();
        g_byte_array_append(out, (const guint8 *)data + start, (guint)(i - start));
        g_byte_array_append(out, (const guint8 *)"\r\n", 2);
        start = i + 1;
    }
    if (out == NULL && length >= 2 && data[length - 1] == '\n')
        return g_bytes_ref(message);
    if (out == NULL)
        out = g_byte_array_new();
    g_byte_array_append(out, (const guint8 *)data + start, (guint)(length - start));
    if (start < length && data[length - 1] != '\n')
        g_byte_array_append(out, (const guint8 *)"\r\n", 2);
    return g_byte_array_free_to_bytes(out);
}

/* The path of the URL is what libcurl says in EHLO; it matters only when a connection is opened. */
static void
set_helo(SmtpTransport *self, const char *helo)
{
    g_autofree char *path = g_strconcat("/", helo, NULL);

    curl_url_set(self->url, CURLUPART_PATH, path, CURLU_URLENCODE);
    curl_easy_setopt(self->easy, CURLOPT_CURLU, self->url);
}

/* libcurl keeps a connection whose answer to the dot never came. A late answer would be taken for
 * the next message's, so the connection goes: shut down first, or libcurl would wait for an answer
 * to QUIT. */
static void
drop_connection(SmtpTransport *self)
{
    CURL *fresh = curl_easy_duphandle(self->easy);
    curl_socket_t fd = CURL_SOCKET_BAD;

    g_assert(fresh != NULL);
    if (curl_easy_getinfo(self->easy, CURLINFO_ACTIVESOCKET, &fd) == CURLE_OK &&
        fd != CURL_SOCKET_BAD)
        shutdown(fd, SHUT_RDWR);
    self->leaving = true;
    curl_easy_cleanup(self->easy);
    self->easy = fresh;
}

static void
begin(SmtpTransport *self, const SendRequest *request)
{
    self->request = request;
    self->offset = 0;
    self->leaving = false;
    self->outcome = (SmtpOutcome){ .server = &self->server };
}

/* A server may close an idle connection, or say 421, just as we begin to use it again: nothing was
 * sent, so the exchange begins anew on a fresh connection, once. */
static bool
was_stale(SmtpTransport *self, CURLcode code)
{
    long connects = 0;

    if (code == CURLE_OK || self->outcome.phase == SMTP_PHASE_DOT || self->outcome.refused)
        return false;
    if (self->outcome.reply.code != 0 && self->outcome.reply.code != 421)
        return false;
    curl_easy_getinfo(self->easy, CURLINFO_NUM_CONNECTS, &connects);
    return connects == 0 && code != CURLE_OPERATION_TIMEDOUT;
}

static CURLcode
perform(SmtpTransport *self, const SendRequest *request)
{
    CURLcode code;
    bool answered;

    begin(self, request);
    code = curl_easy_perform(self->easy);
    if (was_stale(self, code)) {
        begin(self, request);
        curl_easy_setopt(self->easy, CURLOPT_FRESH_CONNECT, 1L);
        code = curl_easy_perform(self->easy);
        curl_easy_setopt(self->easy, CURLOPT_FRESH_CONNECT, 0L);
    }
    answered = self->outcome.phase == SMTP_PHASE_DOT && self->outcome.reply.code != 0;
    if (code != CURLE_OK && !answered)
        drop_connection(self);
    return code;
}

static bool
check_request(const SendRequest *request, char **ret_from, char **ret_to, SendResult *result)
{
    g_autoptr(GError) error = NULL;

    *ret_from = mail_address_to_ascii(request->envelope_from, &error);
    if (*ret_from != NULL) {
        *ret_to = mail_address_to_ascii(request->envelope_to, &error);
        result->about_recipient = *ret_to == NULL;
    }
    if (error == NULL && g_bytes_get_size(request->message) > MESSAGE_MAX_BYTES)
        error_set(&error, SEVENTH_ERROR_LIMIT, "the message is larger than 64 MiB");
    if (error == NULL)
        return true;
    result->state = SEND_FAILED;
    smtp_reply_copy_text(result->text, sizeof result->text, error->message);
    return false;
}

static void
smtp_send(MailTransport *base, const SendRequest *request, SendResult *ret_result)
{
    SmtpTransport *self = (SmtpTransport *)base;
    g_autofree char *from = NULL;
    g_autofree char *to = NULL;
    struct curl_slist *recipients;
    CURLcode code;

    *ret_result = (SendResult){ 0 };
    if (!check_request(request, &from, &to, ret_result))
        return;
    g_assert(from != NULL && to != NULL);
    recipients = curl_slist_append(NULL, to);
    set_helo(self, self->helo != NULL ? self->helo : strrchr(from, '@') + 1);
    curl_easy_setopt(self->easy, CURLOPT_MAIL_FROM, from);
    curl_easy_setopt(self->easy, CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(self->easy, CURLOPT_CUSTOMREQUEST, NULL);
    curl_easy_setopt(self->easy, CURLOPT_UPLOAD, 1L);
    self->bytes = with_crlf(request->message);
    code = perform(self, request);
    smtp_outcome_judge(&self->outcome, code, ret_result);
    g_clear_pointer(&self->bytes, g_bytes_unref);
    curl_easy_setopt(self->easy, CURLOPT_MAIL_RCPT, NULL);
    curl_slist_free_all(recipients);
}

static bool
smtp_test(MailTransport *base, GError **error)
{
    SmtpTransport *self = (SmtpTransport *)base;
    g_autoptr(GString) words = g_string_new(NULL);
    CURLcode code;

    set_helo(self, self->helo != NULL ? self->helo : "localhost");
    curl_easy_setopt(self->easy, CURLOPT_UPLOAD, 0L);
    curl_easy_setopt(self->easy, CURLOPT_MAIL_RCPT, NULL);
    curl_easy_setopt(self->easy, CURLOPT_CUSTOMREQUEST, "NOOP");
    code = perform(self, NULL);
    if (code != CURLE_OK) {
        SeventhError kind = smtp_outcome_explain(&self->outcome, code, words);

        return error_set(error, kind, "%s", words->str);
    }
    if (self->has_user && !self->signed_in)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s port %u offers no sign-in; try port 587 or smtps:// (port 465), or "
                         "leave user and password empty",
                         self->server.host, self->server.port);
    return true;
}

static void
smtp_free(MailTransport *base)
{
    SmtpTransport *self = (SmtpTransport *)base;

    curl_easy_cleanup(self->easy);
    curl_url_cleanup(self->url);
    server_url_clear(&self->server);
    g_free(self->helo);
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

static void
set_options(SmtpTransport *self, const SmtpOptions *options)
{
    CURL *easy = self->easy;
    long connect_s =
        options->connect_timeout_s > 0 ? (long)options->connect_timeout_s : CONNECT_TIMEOUT_S;
    long stall_s = options->stall_timeout_s > 0 ? (long)options->stall_timeout_s : STALL_TIMEOUT_S;

    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_USE_SSL, wanted_security(&self->server, self->has_user));
    curl_easy_setopt(easy, CURLOPT_USERNAME, options->user);
    curl_easy_setopt(easy, CURLOPT_PASSWORD, options->password);
    if (options->ca_file != NULL)
        curl_easy_setopt(easy, CURLOPT_CAINFO, options->ca_file);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, connect_s);
    curl_easy_setopt(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, stall_s);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, stall_s);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, connect_s + STALLS_IN_ALL * stall_s);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, self->outcome.curl_words);
    curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, on_debug);
    curl_easy_setopt(easy, CURLOPT_DEBUGDATA, self);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_reply_line);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, self);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_READFUNCTION, on_read);
    curl_easy_setopt(easy, CURLOPT_READDATA, self);
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

/* The URL as libcurl takes it; the path comes with each message. */
static CURLU *
make_url(const ServerUrl *server)
{
    CURLU *url = curl_url();
    g_autofree char *port = g_strdup_printf("%u", server->port);
    g_autofree char *host = strchr(server->host, ':') != NULL
                                ? g_strdup_printf("[%s]", server->host)
                                : g_strdup(server->host);

    if (curl_url_set(url, CURLUPART_SCHEME, server->security == SERVER_TLS ? "smtps" : "smtp", 0) ==
            CURLUE_OK &&
        curl_url_set(url, CURLUPART_HOST, host, 0) == CURLUE_OK &&
        curl_url_set(url, CURLUPART_PORT, port, 0) == CURLUE_OK)
        return url;
    curl_url_cleanup(url);
    return NULL;
}

MailTransport *
smtp_transport_new(const SmtpOptions *options, GError **error)
{
    SmtpTransport *self;

    curl_init_once();
    self = g_new0(SmtpTransport, 1);
    self->base = (MailTransport){ smtp_send, smtp_test, smtp_free };
    if (!server_url_parse(options->url, "smtp", SUBMISSION_PORT, SUBMISSIONS_PORT, &self->server,
                          error)) {
        smtp_free(&self->base);
        return NULL;
    }
    self->url = make_url(&self->server);
    if (self->url == NULL) {
        error_set(error, SEVENTH_ERROR_INVALID, "SMTP server “%s”: no valid host name",
                  options->url);
        smtp_free(&self->base);
        return NULL;
    }
    self->helo = g_strdup(options->helo);
    self->has_user = options->user != NULL;
    self->easy = curl_easy_init();
    set_options(self, options);
    return &self->base;
}
