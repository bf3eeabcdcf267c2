/* Commands out, replies in; see smtp_line.h. */
#include "mail/smtp_line.h"

#include <poll.h>
#include <stdint.h>
#include <string.h>

enum {
    READ_BYTES = 16 << 10,
    BODY_CHUNK = 64 << 10,
    LINE_MAX_BYTES = 4096, /* RFC 5321 asks for 512; some servers are chatty */
    REPLY_MAX_LINES = 128,
    EXPECTED_MAX = 8,
};

/* What the next reply answers. */
typedef enum {
    EXPECT_DOT,
    EXPECT_RSET,
    EXPECT_MAIL,
    EXPECT_RCPT,
    EXPECT_DATA,
    EXPECT_EMPTY, /* the dot of a message that no recipient was found for */
} Expect;

struct SmtpLine {
    CURL *easy;
    CURLU *url; /* libcurl keeps using it */
    curl_socket_t fd;
    const ServerUrl *server;
    const SmtpPatience *patience;
    SmtpLineState state;
    SmtpOutcome opening;
    bool signed_in, pipelining;
    bool used;       /* it has carried a message before the present one */
    bool needs_rset; /* an envelope was begun and not finished */

    SmtpPassage *passage; /* not yet past its dot */
    SmtpPassage *ending;  /* its dot is out, the answer is due */
    Expect expected[EXPECTED_MAX];
    guint expected_count;
    GString *out, *in;
    gsize out_offset;
    SmtpReply reply;
    guint reply_lines;
    gint64 deadline_us;
};

/* ---- opening ---- */

static size_t
on_opening_line(char *data, size_t size, size_t count, void *user_data)
{
    SmtpLine *self = user_data;
    SmtpReply *reply = &self->opening.reply;
    gsize length = size * count;

    smtp_reply_add_line(reply, data, length);
    if (reply->code == 220)
        self->signed_in = self->pipelining = false;
    if (reply->code == 235)
        self->signed_in = true;
    if (length >= 14 && strncmp(data, "250", 3) == 0 &&
        g_ascii_strncasecmp(data + 4, "PIPELINING", 10) == 0)
        self->pipelining = true;
    return length;
}

CURLU *
smtp_line_url(const ServerUrl *server)
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

SmtpLine *
smtp_line_open(CURLM *multi, CURL *model, const ServerUrl *server, const char *helo,
               const SmtpPatience *patience)
{
    SmtpLine *self = g_new0(SmtpLine, 1);
    g_autofree char *path = g_strconcat("/", helo, NULL);

    self->server = server;
    self->patience = patience;
    self->fd = CURL_SOCKET_BAD;
    self->opening.server = server;
    self->deadline_us = INT64_MAX;
    self->out = g_string_sized_new(BODY_CHUNK / 8);
    self->in = g_string_new(NULL);
    self->easy = curl_easy_duphandle(model);
    g_assert(self->easy != NULL);
    self->url = smtp_line_url(server);
    curl_url_set(self->url, CURLUPART_PATH, path, CURLU_URLENCODE);
    curl_easy_setopt(self->easy, CURLOPT_CURLU, self->url);
    curl_easy_setopt(self->easy, CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(self->easy, CURLOPT_ERRORBUFFER, self->opening.curl_words);
    curl_easy_setopt(self->easy, CURLOPT_HEADERFUNCTION, on_opening_line);
    curl_easy_setopt(self->easy, CURLOPT_HEADERDATA, self);
    curl_easy_setopt(self->easy, CURLOPT_PRIVATE, self);
    curl_multi_add_handle(multi, self->easy);
    return self;
}

void
smtp_line_opened(SmtpLine *self, CURLcode code)
{
    if (code == CURLE_OK)
        curl_easy_getinfo(self->easy, CURLINFO_ACTIVESOCKET, &self->fd);
    self->state = self->fd != CURL_SOCKET_BAD ? SMTP_LINE_IDLE : SMTP_LINE_CLOSED;
}

void
smtp_line_free(SmtpLine *self, CURLM *multi)
{
    size_t sent;

    if (self == NULL)
        return;
    g_assert(self->passage == NULL && self->ending == NULL);
    if (self->state == SMTP_LINE_IDLE)
        curl_easy_send(self->easy, "QUIT\r\n", 6, &sent);
    curl_multi_remove_handle(multi, self->easy); /* closes the connection, without a word */
    curl_easy_cleanup(self->easy);
    curl_url_cleanup(self->url);
    g_string_free(self->out, TRUE);
    g_string_free(self->in, TRUE);
    g_free(self);
}

/* ---- what it is ---- */

const SmtpOutcome *
smtp_line_opening(const SmtpLine *self)
{
    return &self->opening;
}

CURL *
smtp_line_easy(const SmtpLine *self)
{
    return self->easy;
}

bool
smtp_line_signed_in(const SmtpLine *self)
{
    return self->signed_in;
}

SmtpLineState
smtp_line_state(const SmtpLine *self)
{
    return self->state;
}

SmtpPassage *
smtp_line_passage(const SmtpLine *self)
{
    return self->passage;
}

bool
smtp_line_is_free(const SmtpLine *self)
{
    return self->state == SMTP_LINE_IDLE && (self->expected_count == 0 || self->pipelining);
}

curl_socket_t
smtp_line_socket(const SmtpLine *self)
{
    return self->fd;
}

/* Is anything to be read? A server may also break into the body, to say why it will close. */
static bool
hears(const SmtpLine *self)
{
    return self->expected_count > 0 || self->state == SMTP_LINE_BODY;
}

short
smtp_line_events(const SmtpLine *self)
{
    bool writes = self->out_offset < self->out->len;

    if (self->state == SMTP_LINE_OPENING || self->state == SMTP_LINE_CLOSED)
        return 0;
    return (short)((writes ? POLLOUT : 0) | (hears(self) ? POLLIN : 0));
}

gint64
smtp_line_deadline_us(const SmtpLine *self)
{
    return hears(self) ? self->deadline_us : INT64_MAX;
}

static void
be_patient(SmtpLine *self)
{
    self->deadline_us = g_get_monotonic_time() +
                        (self->ending != NULL ? self->patience->dot_us : self->patience->stall_us);
}

/* ---- ends ---- */

static void
finish(SmtpPassage *passage, CURLcode code, GPtrArray *finished)
{
    smtp_outcome_judge(&passage->outcome, code, &passage->request->result);
    g_ptr_array_add(finished, passage);
}

/* The connection is gone. What was past its dot is in doubt. What was not may begin anew on another
 * line, once, when this line had been used before and the server said nothing about it: servers
 * close connections that were idle, or have carried enough. */
static void
lose(SmtpLine *self, CURLcode code, GPtrArray *finished)
{
    SmtpPassage *ending = g_steal_pointer(&self->ending);
    SmtpPassage *passage = g_steal_pointer(&self->passage);

    self->state = SMTP_LINE_CLOSED;
    self->expected_count = 0;
    if (ending != NULL)
        finish(ending, code, finished);
    if (passage == NULL)
        return;
    bool silent = passage->outcome.reply.code == 0 || passage->outcome.reply.code == 421;
    passage->lost = self->used && !passage->again && silent && !passage->refused &&
                    (code != CURLE_OPERATION_TIMEDOUT || ending != NULL);
    if (passage->lost)
        g_ptr_array_add(finished, passage);
    else
        finish(passage, passage->refused ? CURLE_OK : code, finished);
}

void
smtp_line_time_out(SmtpLine *self, GPtrArray *finished)
{
    lose(self, CURLE_OPERATION_TIMEDOUT, finished);
}

SmtpPassage *
smtp_line_hold_back(SmtpLine *self)
{
    SmtpPassage *passage = g_steal_pointer(&self->passage);

    passage->outcome.refused = true;
    self->state = SMTP_LINE_CLOSED;
    smtp_outcome_judge(&passage->outcome, CURLE_OK, &passage->request->result);
    return passage;
}

/* ---- commands ---- */

static void
say(SmtpLine *self, Expect expect, const char *command)
{
    g_assert(self->expected_count < EXPECTED_MAX);
    g_string_append(self->out, command);
    g_string_append_len(self->out, "\r\n", 2);
    self->expected[self->expected_count++] = expect;
}

static void
say_address(SmtpLine *self, Expect expect, const char *verb, const char *address)
{
    g_assert(self->expected_count < EXPECTED_MAX);
    g_string_append(self->out, verb);
    g_string_append(self->out, address);
    g_string_append_len(self->out, ">\r\n", 3);
    self->expected[self->expected_count++] = expect;
}

void
smtp_line_begin(SmtpLine *self, SmtpPassage *passage)
{
    gsize length = 0;
    const char *data = g_bytes_get_data(passage->request->message, &length);

    self->passage = passage;
    self->state = SMTP_LINE_ENVELOPE;
    passage->outcome = (SmtpOutcome){ .server = self->server, .phase = SMTP_PHASE_MAIL };
    passage->refused = passage->lost = false;
    smtp_data_init(&passage->data, data, length);
    if (self->needs_rset)
        say(self, EXPECT_RSET, "RSET");
    self->needs_rset = false;
    say_address(self, EXPECT_MAIL, "MAIL FROM:<", passage->from);
    if (self->pipelining) {
        say_address(self, EXPECT_RCPT, "RCPT TO:<", passage->to);
        say(self, EXPECT_DATA, "DATA");
    }
    be_patient(self);
}

void
smtp_line_dot(SmtpLine *self)
{
    g_assert(self->state == SMTP_LINE_AT_DOT && self->ending == NULL);
    self->ending = g_steal_pointer(&self->passage);
    self->ending->outcome.phase = SMTP_PHASE_DOT;
    smtp_reply_clear(&self->ending->outcome.reply);
    say(self, EXPECT_DOT, ".");
    self->state = SMTP_LINE_IDLE;
    self->used = true;
    be_patient(self);
}

/* ---- replies ---- */

/* No to MAIL, RCPT or DATA. */
static void
refuse(SmtpLine *self, SmtpPhase phase)
{
    if (self->passage->refused)
        return;
    self->passage->refused = true;
    self->passage->outcome.phase = phase;
    self->passage->outcome.reply = self->reply;
}

static void
end_refused(SmtpLine *self, GPtrArray *finished)
{
    self->state = SMTP_LINE_IDLE;
    self->used = self->needs_rset = true;
    finish(g_steal_pointer(&self->passage), CURLE_OK, finished);
}

static void
take_data_reply(SmtpLine *self, GPtrArray *finished)
{
    if (self->reply.code != 354) {
        refuse(self, SMTP_PHASE_DATA);
        end_refused(self, finished);
    } else if (self->passage->refused) { /* RFC 2920 3.1: end what cannot be sent with a dot */
        end_refused(self, finished);
        self->needs_rset = false;
        say(self, EXPECT_EMPTY, ".");
    } else {
        self->passage->outcome.phase = SMTP_PHASE_DATA;
        self->state = SMTP_LINE_BODY;
    }
}

/* MAIL and RCPT: yes leads to the next command, unless it is out already. */
static void
take_envelope_reply(SmtpLine *self, Expect expect, GPtrArray *finished)
{
    bool is_mail = expect == EXPECT_MAIL;

    if (self->reply.code / 100 != 2) {
        refuse(self, is_mail ? SMTP_PHASE_MAIL : SMTP_PHASE_RCPT);
        if (!self->pipelining)
            end_refused(self, finished);
        return;
    }
    if (self->passage->refused)
        return;
    self->passage->outcome.phase = is_mail ? SMTP_PHASE_RCPT : SMTP_PHASE_DATA;
    if (!self->pipelining && is_mail)
        say_address(self, EXPECT_RCPT, "RCPT TO:<", self->passage->to);
    else if (!self->pipelining)
        say(self, EXPECT_DATA, "DATA");
}

static void
take_reply(SmtpLine *self, GPtrArray *finished)
{
    SmtpPassage *ending;

    if (self->expected_count == 0 || (self->reply.code == 421 && self->expected[0] != EXPECT_DOT)) {
        /* out of turn, or a farewell: this line is over */
        if (self->passage != NULL && !self->passage->refused)
            self->passage->outcome.reply = self->reply;
        lose(self, CURLE_RECV_ERROR, finished);
        return;
    }
    Expect expect = self->expected[0];
    self->expected_count--;
    memmove(self->expected, self->expected + 1, self->expected_count * sizeof *self->expected);
    be_patient(self);
    switch (expect) {
    case EXPECT_DOT:
        ending = g_steal_pointer(&self->ending);
        ending->outcome.reply = self->reply;
        finish(ending, CURLE_OK, finished);
        be_patient(self);
        break;
    case EXPECT_MAIL:
    case EXPECT_RCPT:
        take_envelope_reply(self, expect, finished);
        break;
    case EXPECT_DATA:
        take_data_reply(self, finished);
        break;
    case EXPECT_RSET:
    case EXPECT_EMPTY:
        break;
    }
}

/* Takes the whole lines of what was read. */
static void
take_lines(SmtpLine *self, GPtrArray *finished)
{
    gsize at = 0;
    const char *end;

    while (self->state != SMTP_LINE_CLOSED &&
           (end = memchr(self->in->str + at, '\n', self->in->len - at)) != NULL) {
        gsize length = (gsize)(end - self->in->str) - at + 1;
        smtp_reply_add_line(&self->reply, self->in->str + at, length);
        at += length;
        if (self->reply.code != 0 && !self->reply.open) {
            self->reply_lines = 0;
            take_reply(self, finished);
            smtp_reply_clear(&self->reply);
        } else if (++self->reply_lines > REPLY_MAX_LINES) {
            lose(self, CURLE_RECV_ERROR, finished);
        }
    }
    g_string_erase(self->in, 0, (gssize)at);
    if (self->in->len > LINE_MAX_BYTES && self->state != SMTP_LINE_CLOSED)
        lose(self, CURLE_RECV_ERROR, finished);
}

/* ---- the wire ---- */

/* Reads what there is. Returns whether anything came. */
static bool
read_some(SmtpLine *self, GPtrArray *finished)
{
    char buffer[READ_BYTES];
    size_t got = 0;
    CURLcode code = curl_easy_recv(self->easy, buffer, sizeof buffer, &got);

    if (code == CURLE_AGAIN)
        return false;
    if (code != CURLE_OK || got == 0) {
        if (self->passage != NULL && self->passage->outcome.reply.code == 0)
            self->passage->outcome.hung_up = true;
        lose(self, CURLE_RECV_ERROR, finished);
        return false;
    }
    g_string_append_len(self->in, buffer, (gssize)got);
    take_lines(self, finished);
    return self->state != SMTP_LINE_CLOSED;
}

/* Writes what there is; in the body, until the socket takes no more. False: nothing more to do
 * now. */
static bool
write_some(SmtpLine *self, GPtrArray *finished)
{
    size_t sent = 0;

    if (self->out_offset == self->out->len) {
        g_string_truncate(self->out, 0);
        self->out_offset = 0;
        if (self->state != SMTP_LINE_BODY)
            return false;
        if (!smtp_data_append(&self->passage->data, self->out, BODY_CHUNK)) {
            self->state = SMTP_LINE_AT_DOT;
            return false;
        }
    }
    CURLcode code = curl_easy_send(self->easy, self->out->str + self->out_offset,
                                   self->out->len - self->out_offset, &sent);
    if (code == CURLE_AGAIN)
        return false;
    if (code != CURLE_OK) {
        while (read_some(self, finished)) /* it may have said why */
            ;
        if (self->state != SMTP_LINE_CLOSED)
            lose(self, CURLE_SEND_ERROR, finished);
        return false;
    }
    self->out_offset += sent;
    be_patient(self);
    return true;
}

static bool
may_talk(const SmtpLine *self)
{
    return self->state != SMTP_LINE_OPENING && self->state != SMTP_LINE_CLOSED;
}

void
smtp_line_pump(SmtpLine *self, GPtrArray *finished)
{
    bool moved = true;

    while (moved && may_talk(self)) {
        while (may_talk(self) && write_some(self, finished))
            ;
        moved = may_talk(self) && hears(self) && read_some(self, finished);
    }
}

bool
smtp_line_check(SmtpLine *self, GPtrArray *finished)
{
    if (self->expected_count == 0)
        while (may_talk(self) && read_some(self, finished))
            ;
    return may_talk(self);
}
