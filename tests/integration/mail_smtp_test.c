/* SMTP against a real server: the verdict on every way a delivery can end. */
#include <string.h>

#include "mail/transport.h"
#include "support/peer.h"
#include "support/sink.h"

enum { LARGE_BYTES = 12 << 20 };

typedef struct {
    const Sink *sink;
    guint calls;
    bool answer;
    guint kept_before; /* what the sink held when before_dot was asked */
} Gate;

static bool
ask_gate(void *data, GPtrArray *settled, GPtrArray *at_dot)
{
    Gate *gate = data;

    if (at_dot->len == 0)
        return true;
    gate->calls++;
    gate->kept_before = sink_count(gate->sink);
    ((SendRequest *)g_ptr_array_index(at_dot, 0))->cleared = gate->answer;
    return true;
}

static MailTransport *
transport_to(guint port, const char *scheme, SmtpOptions options)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *url = g_strdup_printf("%s://127.0.0.1:%u", scheme, port);
    MailTransport *transport;

    options.url = url;
    if (options.stall_timeout_s == 0)
        options.stall_timeout_s = 2;
    if (options.connect_timeout_s == 0)
        options.connect_timeout_s = 5;
    transport = smtp_transport_new(&options, &error);
    g_assert_no_error(error);
    return transport;
}

static GBytes *
small_message(void)
{
    static const char TEXT[] = "From: ada@seller.test\r\nTo: bo@buyer.test\r\nSubject: Hello\r\n"
                               "Message-ID: <touch-1@seller.test>\r\n\r\nHello Bo\r\n";

    return g_bytes_new_static(TEXT, strlen(TEXT));
}

static SendResult
send_to(MailTransport *transport, const char *to, GBytes *message, Gate *gate)
{
    SendRequest request = {
        .envelope_from = "ada@seller.test",
        .envelope_to = to,
        .message = message,
    };
    SendBatch batch = {
        .requests = &request, .count = 1, .commit = gate != NULL ? ask_gate : NULL, .data = gate
    };
    const SendResult *result = &request.result;

    transport->send(transport, &batch);
    g_test_message("%s: state %d, code %d, status “%s”, text “%s”", to, result->state,
                   result->reply_code, result->status, result->text);
    return *result;
}

static void
assert_says(const SendResult *result, const char *words)
{
    if (strstr(result->text, words) == NULL) {
        g_test_message("“%s” does not say “%s”", result->text, words);
        g_test_fail();
    }
}

static void
test_accepted(void)
{
    g_autoptr(Sink) sink = sink_start(NULL, NULL);
    g_autoptr(MailTransport) transport = transport_to(sink_port(sink), "smtp", (SmtpOptions){ 0 });
    g_autoptr(GBytes) message = small_message();
    g_autoptr(GBytes) kept = NULL;
    Gate gate = { .sink = sink, .answer = true };
    SendResult result = send_to(transport, "bo@buyer.test", message, &gate);

    g_assert_cmpint(result.state, ==, SEND_ACCEPTED);
    g_assert_cmpint(result.reply_code, ==, 250);
    g_assert_cmpstr(result.status, ==, "2.0.0");
    g_assert_cmpstr(result.text, ==, "Kept");
    g_assert_cmpuint(gate.calls, ==, 1);
    g_assert_cmpuint(gate.kept_before, ==, 0); /* asked before it was there, not after */
    g_assert_cmpuint(sink_count(sink), ==, 1);
    kept = sink_message(sink, 1);
    g_assert_true(g_bytes_equal(kept, message));
}

/* Dots at line starts, bare LF and CR, no line end at the end. */
static void
test_bytes_arrive(void)
{
    static const char SENT[] = "Subject: x\n\n.\n..two\r\n.\r\nbare\rcr\n.last";
    static const char ARRIVES[] = "Subject: x\r\n\r\n.\r\n..two\r\n.\r\nbare\r\ncr\r\n.last\r\n";
    g_autoptr(Sink) sink = sink_start(NULL, NULL);
    g_autoptr(MailTransport) transport = transport_to(sink_port(sink), "smtp", (SmtpOptions){ 0 });
    g_autoptr(GBytes) message = g_bytes_new_static(SENT, strlen(SENT));
    g_autoptr(GBytes) wanted = g_bytes_new_static(ARRIVES, strlen(ARRIVES));
    g_autoptr(GBytes) kept = NULL;
    SendResult result = send_to(transport, "bo@buyer.test", message, NULL);

    g_assert_cmpint(result.state, ==, SEND_ACCEPTED);
    kept = sink_message(sink, 1);
    g_assert_true(g_bytes_equal(kept, wanted));
}

static void
test_refusals(void)
{
    static const struct {
        const char *to;
        SendState state;
        int code;
        const char *status, *text;
        bool about_recipient;
        guint asked;
    } CASES[] = {
        { "reject-550@buyer.test", SEND_FAILED, 550, "5.1.1", "No such user here", true, 0 },
        { "defer-451@buyer.test", SEND_DEFERRED, 451, "4.7.1", "Greylisted, come back later", true,
          0 },
        { "reject-data@buyer.test", SEND_FAILED, 554, "5.6.0", "This message is not wanted", false,
          1 },
        { "defer-data@buyer.test", SEND_DEFERRED, 451, "4.3.0", "Try this message later", false,
          1 },
        { "not an address", SEND_FAILED, 0, "", "blank", true, 0 },
    };
    g_autoptr(Sink) sink = sink_start(NULL, NULL);
    g_autoptr(MailTransport) transport = transport_to(sink_port(sink), "smtp", (SmtpOptions){ 0 });
    g_autoptr(GBytes) message = small_message();

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Gate gate = { .sink = sink, .answer = true };
        SendResult result = send_to(transport, CASES[i].to, message, &gate);

        g_assert_cmpint(result.state, ==, CASES[i].state);
        g_assert_cmpint(result.reply_code, ==, CASES[i].code);
        g_assert_cmpstr(result.status, ==, CASES[i].status);
        assert_says(&result, CASES[i].text);
        g_assert_cmpint(result.about_recipient, ==, CASES[i].about_recipient);
        g_assert_cmpuint(gate.calls, ==, CASES[i].asked);
    }
    g_assert_cmpuint(sink_count(sink), ==, 0);
    g_assert_cmpint(send_to(transport, "bo@buyer.test", message, NULL).state, ==, SEND_ACCEPTED);
}

static void
test_sender_refused(void)
{
    g_autoptr(Sink) sink = sink_start(NULL, NULL);
    g_autoptr(MailTransport) transport = transport_to(sink_port(sink), "smtp", (SmtpOptions){ 0 });
    g_autoptr(GBytes) message = small_message();
    SendRequest request = { .envelope_from = "reject-sender@seller.test",
                            .envelope_to = "bo@buyer.test",
                            .message = message };
    SendBatch batch = { .requests = &request, .count = 1 };

    transport->send(transport, &batch);
    g_assert_cmpint(request.result.state, ==, SEND_FAILED);
    g_assert_false(request.result.about_recipient);
}

static void
test_before_dot_refuses(void)
{
    g_autoptr(Sink) sink = sink_start(NULL, NULL);
    g_autoptr(MailTransport) transport = transport_to(sink_port(sink), "smtp", (SmtpOptions){ 0 });
    g_autoptr(GBytes) message = small_message();
    Gate gate = { .sink = sink, .answer = false };
    SendResult result = send_to(transport, "bo@buyer.test", message, &gate);

    g_assert_cmpint(result.state, ==, SEND_REFUSED);
    g_assert_cmpuint(gate.calls, ==, 1);
    g_usleep(300000); /* a dot on its way would have arrived by now */
    g_assert_cmpuint(sink_count(sink), ==, 0);
    g_assert_cmpint(send_to(transport, "bo@buyer.test", message, NULL).state, ==, SEND_ACCEPTED);
    g_assert_cmpuint(sink_count(sink), ==, 1);
}

static void
test_drops(void)
{
    g_autoptr(Sink) sink = sink_start(NULL, NULL);
    g_autoptr(MailTransport) transport = transport_to(sink_port(sink), "smtp", (SmtpOptions){ 0 });
    g_autoptr(GBytes) message = small_message();
    g_autoptr(GString) text = g_string_new("Subject: large\r\n\r\n");
    g_autoptr(GBytes) large = NULL;
    Gate gate = { .sink = sink, .answer = true };
    SendResult result;

    while (text->len < LARGE_BYTES)
        g_string_append(text, "The quick brown fox jumps over the lazy dog, again.\r\n");
    large = g_bytes_new_static(text->str, text->len);

    result = send_to(transport, "drop-data@buyer.test", message, &gate);
    g_assert_cmpint(result.state, ==, SEND_DEFERRED);
    /* Seen or not before the dot: what the caller committed and the verdict agree. */
    result = send_to(transport, "drop-at-354@buyer.test", message, &gate);
    g_assert_cmpint(result.state, ==, gate.calls == 0 ? SEND_DEFERRED : SEND_IN_DOUBT);
    gate.calls = 0;
    result = send_to(transport, "drop-before-dot@buyer.test", large, &gate);
    g_assert_cmpint(result.state, ==, SEND_DEFERRED);
    g_assert_cmpuint(gate.calls, ==, 0);
    g_assert_cmpuint(sink_count(sink), ==, 0);

    result = send_to(transport, "drop-after-dot@buyer.test", message, &gate);
    g_assert_cmpint(result.state, ==, SEND_IN_DOUBT);
    g_assert_cmpuint(gate.calls, ==, 1);
    g_assert_cmpuint(sink_count(sink), ==, 1);
    g_assert_cmpint(send_to(transport, "bo@buyer.test", message, NULL).state, ==, SEND_ACCEPTED);
}

static void
test_stalls(void)
{
    g_autoptr(Sink) sink = sink_start(NULL, NULL);
    g_autoptr(MailTransport) transport =
        transport_to(sink_port(sink), "smtp", (SmtpOptions){ .stall_timeout_s = 1 });
    g_autoptr(GBytes) message = small_message();
    gint64 began_us = g_get_monotonic_time();
    SendResult result = send_to(transport, "stall-rcpt@buyer.test", message, NULL);

    g_assert_cmpint(result.state, ==, SEND_DEFERRED);
    assert_says(&result, "did not answer in time");
    result = send_to(transport, "stall@buyer.test", message, NULL);
    g_assert_cmpint(result.state, ==, SEND_IN_DOUBT);
    assert_says(&result, "may or may not have arrived");
    g_assert_cmpint(g_get_monotonic_time() - began_us, <, 8 * G_USEC_PER_SEC);
    g_assert_cmpint(send_to(transport, "slow@buyer.test", message, NULL).state, ==, SEND_ACCEPTED);
}

static bool
clear_all_but_held(void *data, GPtrArray *settled, GPtrArray *at_dot)
{
    guint *settled_in_all = data;

    *settled_in_all += settled->len;
    for (guint i = 0; i < at_dot->len; i++) {
        SendRequest *request = g_ptr_array_index(at_dot, i);
        request->cleared = !g_str_has_prefix(request->envelope_to, "held");
    }
    return true;
}

/* Many at once, whatever befalls their neighbours on the same connection. */
static void
test_batch(void)
{
    static const struct {
        const char *to;
        SendState state;
    } KINDS[] = {
        { "bo@buyer.test", SEND_ACCEPTED },
        { "reject-550@buyer.test", SEND_FAILED },
        { "defer-451@buyer.test", SEND_DEFERRED },
        { "bo@buyer.test", SEND_ACCEPTED },
        { "drop-after-dot@buyer.test", SEND_IN_DOUBT },
        { "held@buyer.test", SEND_REFUSED },
        { "reject-data@buyer.test", SEND_FAILED },
        { "no address", SEND_FAILED },
        { "drop-data@buyer.test", SEND_DEFERRED },
    };
    enum { COUNT = 20 * G_N_ELEMENTS(KINDS) };
    g_autoptr(Sink) sink = sink_start(NULL, NULL);
    g_autoptr(MailTransport) transport =
        transport_to(sink_port(sink), "smtp", (SmtpOptions){ .connections = 7 });
    g_autoptr(GBytes) message = small_message();
    guint settled = 0, arrived = 0;
    SendRequest requests[COUNT] = { 0 };
    SendBatch batch = {
        .requests = requests, .count = COUNT, .commit = clear_all_but_held, .data = &settled
    };

    for (guint i = 0; i < COUNT; i++)
        requests[i] = (SendRequest){ .envelope_from = "ada@seller.test",
                                     .envelope_to = KINDS[i % G_N_ELEMENTS(KINDS)].to,
                                     .message = message };
    transport->send(transport, &batch);
    for (guint i = 0; i < COUNT; i++) {
        g_assert_cmpint(requests[i].result.state, ==, KINDS[i % G_N_ELEMENTS(KINDS)].state);
        arrived +=
            requests[i].result.state == SEND_ACCEPTED || requests[i].result.state == SEND_IN_DOUBT;
    }
    g_assert_cmpuint(settled, ==, COUNT);
    g_assert_cmpuint(sink_count(sink), ==, arrived);
}

typedef struct {
    SendBatch batch;
    SendRequest *more; /* what may join, in order */
    guint count, joined, settled;
} Joining;

static bool
clear_and_join(void *data, GPtrArray *settled, GPtrArray *at_dot)
{
    Joining *self = data;

    clear_all_but_held(&self->settled, settled, at_dot);
    for (guint room = self->batch.room; room > 0 && self->joined < self->count; room--)
        g_ptr_array_add(self->batch.joining, &self->more[self->joined++]);
    return true;
}

/* A small batch goes on while more join it, the impossible among them; nothing is sent twice. */
static void
test_batch_joined(void)
{
    enum { FIRST = 3, MORE = 100 };
    g_autoptr(Sink) sink = sink_start(NULL, NULL);
    g_autoptr(MailTransport) transport =
        transport_to(sink_port(sink), "smtp", (SmtpOptions){ .connections = 4 });
    g_autoptr(GBytes) message = small_message();
    g_autoptr(GPtrArray) joining = g_ptr_array_new();
    SendRequest requests[FIRST + MORE] = { 0 };
    Joining self = { .more = requests + FIRST, .count = MORE };
    guint arrived = 0;

    for (guint i = 0; i < FIRST + MORE; i++)
        requests[i] = (SendRequest){
            .envelope_from = "ada@seller.test",
            .envelope_to = i % 10 == 9   ? "no address"
                           : i % 10 == 8 ? "held@buyer.test"
                                         : "bo@buyer.test",
            .message = message,
        };
    self.batch = (SendBatch){ .requests = requests,
                              .count = FIRST,
                              .commit = clear_and_join,
                              .data = &self,
                              .joining = joining };
    transport->send(transport, &self.batch);
    g_assert_cmpuint(self.joined, ==, MORE);
    g_assert_cmpuint(self.settled, ==, FIRST + MORE);
    for (guint i = 0; i < FIRST + MORE; i++) {
        SendState wanted = i % 10 == 9 ? SEND_FAILED : i % 10 == 8 ? SEND_REFUSED : SEND_ACCEPTED;
        g_assert_cmpint(requests[i].result.state, ==, wanted);
        arrived += wanted == SEND_ACCEPTED;
    }
    g_assert_cmpuint(sink_count(sink), ==, arrived);
}

/* The server goes away: one mail says why, the rest was not tried. */
static void
test_batch_without_server(void)
{
    g_autoptr(MailTransport) transport = transport_to(1, "smtp", (SmtpOptions){ 0 });
    g_autoptr(GBytes) message = small_message();
    SendRequest requests[50] = { 0 };
    SendBatch batch = { .requests = requests, .count = G_N_ELEMENTS(requests) };

    for (guint i = 0; i < G_N_ELEMENTS(requests); i++)
        requests[i] = (SendRequest){ .envelope_from = "ada@seller.test",
                                     .envelope_to = "bo@buyer.test",
                                     .message = message };
    transport->send(transport, &batch);
    g_assert_cmpint(requests[0].result.state, ==, SEND_DEFERRED);
    for (guint i = 1; i < G_N_ELEMENTS(requests); i++)
        g_assert_cmpint(requests[i].result.state, ==, SEND_UNTRIED);
}

/* An answer that comes after we gave up belongs to the old message, never to the next. */
static void
test_late_answer(void)
{
    g_autoptr(Sink) sink = sink_start(NULL, NULL);
    g_autoptr(MailTransport) transport =
        transport_to(sink_port(sink), "smtp", (SmtpOptions){ .stall_timeout_s = 1 });
    g_autoptr(GBytes) message = small_message();

    g_assert_cmpint(send_to(transport, "late@buyer.test", message, NULL).state, ==, SEND_IN_DOUBT);
    g_usleep(1500000);
    g_assert_cmpint(send_to(transport, "reject-data@buyer.test", message, NULL).state, ==,
                    SEND_FAILED);
}

static void
test_connection_is_reused(void)
{
    g_autoptr(Sink) sink = sink_start(NULL, NULL);
    g_autoptr(MailTransport) transport = transport_to(sink_port(sink), "smtp", (SmtpOptions){ 0 });
    g_autoptr(GBytes) message = small_message();

    for (guint i = 0; i < 20; i++)
        g_assert_cmpint(send_to(transport, "bo@buyer.test", message, NULL).state, ==,
                        SEND_ACCEPTED);
    g_assert_cmpuint(sink_count(sink), ==, 20);
    g_assert_cmpuint(sink_connections(sink), ==, 1);
}

/* The server closes idle connections: the next message takes a new one and is no doubt. */
static void
test_idle_connection_closed(void)
{
    g_autoptr(Sink) sink = sink_start("--max-per-connection", "1", NULL);
    g_autoptr(MailTransport) transport = transport_to(sink_port(sink), "smtp", (SmtpOptions){ 0 });
    g_autoptr(GBytes) message = small_message();

    for (guint i = 0; i < 6; i++) {
        Gate gate = { .sink = sink, .answer = true };

        g_assert_cmpint(send_to(transport, "bo@buyer.test", message, &gate).state, ==,
                        SEND_ACCEPTED);
        g_assert_cmpuint(gate.calls, ==, 1);
        if (i % 2 == 0)
            g_usleep(120000); /* closed and noticed; without the pause it closes while in use */
        else
            g_usleep(49000);
    }
    g_assert_cmpuint(sink_count(sink), ==, 6);
}

static void
test_sign_in(void)
{
    g_autoptr(Sink) sink = sink_start("--require-auth", "ada:right", NULL);
    g_autoptr(MailTransport) wrong =
        transport_to(sink_port(sink), "smtp", (SmtpOptions){ .user = "ada", .password = "wrong" });
    g_autoptr(MailTransport) right =
        transport_to(sink_port(sink), "smtp", (SmtpOptions){ .user = "ada", .password = "right" });
    g_autoptr(MailTransport) none = transport_to(sink_port(sink), "smtp", (SmtpOptions){ 0 });
    g_autoptr(GBytes) message = small_message();
    g_autoptr(GError) error = NULL;
    SendResult result = send_to(wrong, "bo@buyer.test", message, NULL);

    g_assert_cmpint(result.state, ==, SEND_DEFERRED);
    g_assert_false(result.about_recipient);
    assert_says(&result, "wrong user or password");
    g_assert_false(wrong->test(wrong, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_DENIED);
    g_clear_error(&error);

    result = send_to(none, "bo@buyer.test", message, NULL); /* 530: ours to mend, not Bo's */
    g_assert_cmpint(result.state, ==, SEND_DEFERRED);
    g_assert_false(result.about_recipient);

    g_assert_true(right->test(right, &error));
    g_assert_no_error(error);
    g_assert_cmpint(send_to(right, "bo@buyer.test", message, NULL).state, ==, SEND_ACCEPTED);
    g_assert_true(right->test(right, &error)); /* also between messages, on the same connection */
    g_assert_cmpint(send_to(right, "bo@buyer.test", message, NULL).state, ==, SEND_ACCEPTED);
    g_assert_cmpuint(sink_connections(sink), ==, 1);
}

static void
test_no_sign_in_offered(void)
{
    g_autoptr(Sink) sink = sink_start(NULL, NULL);
    g_autoptr(MailTransport) transport =
        transport_to(sink_port(sink), "smtp", (SmtpOptions){ .user = "ada", .password = "right" });
    g_autoptr(GError) error = NULL;

    g_assert_false(transport->test(transport, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, "no sign-in"));
}

static void
check_tls(const char *mode, const char *scheme)
{
    g_autofree char *ca = g_build_filename(certificates_make(), "ca.pem", NULL);
    g_autofree char *stranger = g_build_filename(certificates_make(), "stranger.pem", NULL);
    g_autofree char *cert = g_build_filename(certificates_make(), "cert.pem", NULL);
    g_autofree char *key = g_build_filename(certificates_make(), "key.pem", NULL);
    g_autoptr(Sink) sink = sink_start("--tls", mode, "--cert", cert, "--key", key, NULL);
    g_autoptr(MailTransport) good =
        transport_to(sink_port(sink), scheme, (SmtpOptions){ .ca_file = ca });
    g_autoptr(MailTransport) bad =
        transport_to(sink_port(sink), scheme, (SmtpOptions){ .ca_file = stranger });
    g_autoptr(MailTransport) missing =
        transport_to(sink_port(sink), scheme, (SmtpOptions){ .ca_file = "/nowhere/ca.pem" });
    g_autoptr(GBytes) message = small_message();
    g_autoptr(GError) error = NULL;
    SendResult result = send_to(bad, "bo@buyer.test", message, NULL);

    g_assert_cmpint(result.state, ==, SEND_DEFERRED);
    assert_says(&result, "certificate");
    g_assert_false(bad->test(bad, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_false(missing->test(missing, &error));
    g_assert_nonnull(strstr(error->message, "CA file"));
    g_assert_cmpuint(sink_count(sink), ==, 0);

    g_assert_cmpint(send_to(good, "bo@buyer.test", message, NULL).state, ==, SEND_ACCEPTED);
    g_assert_cmpuint(sink_count(sink), ==, 1);
}

static void
test_tls(void)
{
    check_tls("implicit", "smtps");
}

static void
test_starttls(void)
{
    check_tls("starttls", "smtp");
}

/* The certificate names 127.0.0.1 and localhost; at 127.0.0.2 is the same server by another name.
 */
static void
test_host_name_in_certificate(void)
{
    g_autofree char *ca = g_build_filename(certificates_make(), "ca.pem", NULL);
    g_autofree char *cert = g_build_filename(certificates_make(), "cert.pem", NULL);
    g_autofree char *key = g_build_filename(certificates_make(), "key.pem", NULL);
    g_autoptr(Sink) sink =
        sink_start("--host", "127.0.0.2", "--tls", "implicit", "--cert", cert, "--key", key, NULL);
    g_autofree char *url = g_strdup_printf("smtps://127.0.0.2:%u", sink_port(sink));
    SmtpOptions options = { .url = url, .ca_file = ca };
    g_autoptr(GError) error = NULL;
    g_autoptr(MailTransport) transport = smtp_transport_new(&options, &error);

    g_assert_no_error(error);
    g_assert_false(transport->test(transport, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, "certificate of 127.0.0.2"));
}

static void
test_no_server(void)
{
    g_autoptr(MailTransport) transport = transport_to(1, "smtp", (SmtpOptions){ 0 });
    g_autoptr(GBytes) message = small_message();
    g_autoptr(GError) error = NULL;
    SendResult result = send_to(transport, "bo@buyer.test", message, NULL);

    g_assert_cmpint(result.state, ==, SEND_DEFERRED);
    assert_says(&result, "cannot connect");
    g_assert_false(transport->test(transport, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_UNAVAILABLE);
}

static void
test_bad_urls(void)
{
    static const char *const URLS[] = { "",
                                        "smtp://",
                                        "http://mail.test",
                                        "mail.test",
                                        "smtp://u:p@mail.test",
                                        "smtp://mail.test/x",
                                        "file:///etc/passwd" };

    for (gsize i = 0; i < G_N_ELEMENTS(URLS); i++) {
        g_autoptr(GError) error = NULL;
        SmtpOptions options = { .url = URLS[i] };

        g_assert_null(smtp_transport_new(&options, &error));
        g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
    }
}

int
main(int argc, char **argv)
{
    int code;

    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/smtp/accepted", test_accepted);
    g_test_add_func("/mail/smtp/bytes-arrive", test_bytes_arrive);
    g_test_add_func("/mail/smtp/refusals", test_refusals);
    g_test_add_func("/mail/smtp/sender-refused", test_sender_refused);
    g_test_add_func("/mail/smtp/before-dot-refuses", test_before_dot_refuses);
    g_test_add_func("/mail/smtp/drops", test_drops);
    g_test_add_func("/mail/smtp/stalls", test_stalls);
    g_test_add_func("/mail/smtp/batch", test_batch);
    g_test_add_func("/mail/smtp/batch-joined", test_batch_joined);
    g_test_add_func("/mail/smtp/batch-without-server", test_batch_without_server);
    g_test_add_func("/mail/smtp/late-answer", test_late_answer);
    g_test_add_func("/mail/smtp/connection-is-reused", test_connection_is_reused);
    g_test_add_func("/mail/smtp/idle-connection-closed", test_idle_connection_closed);
    g_test_add_func("/mail/smtp/sign-in", test_sign_in);
    g_test_add_func("/mail/smtp/no-sign-in-offered", test_no_sign_in_offered);
    g_test_add_func("/mail/smtp/tls", test_tls);
    g_test_add_func("/mail/smtp/starttls", test_starttls);
    g_test_add_func("/mail/smtp/host-name-in-certificate", test_host_name_in_certificate);
    g_test_add_func("/mail/smtp/no-server", test_no_server);
    g_test_add_func("/mail/smtp/bad-urls", test_bad_urls);
    code = g_test_run();
    certificates_remove();
    return code;
}
