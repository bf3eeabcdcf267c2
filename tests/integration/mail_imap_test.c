/* IMAP against a real Dovecot (tests/support/dovecot.py runs this program); what happened to the
 * mailbox is looked at with Python's imaplib, not with the code under test. */
#include <string.h>

#include "mail/imap.h"
#include "support/peer.h"

#define NOV_2023_US (INT64_C(1700000000) * SECOND_US) /* 2023-11-14T22:13:20Z */

typedef struct {
    guint count, stop_after; /* 0: never */
    uint32_t last_uid;
    Instant received_us;
    bool truncated;
    GBytes *bytes; /* of the last message */
} Seen;

static void
seen_clear(Seen *seen)
{
    g_clear_pointer(&seen->bytes, g_bytes_unref);
    *seen = (Seen){ 0 };
}

static bool
see(uint32_t uid, GBytes *message, bool truncated, Instant received_us, void *data)
{
    Seen *seen = data;

    g_assert_cmpuint(uid, >, seen->last_uid);
    if (seen->stop_after > 0 && seen->count == seen->stop_after)
        return false;
    seen->count++;
    seen->last_uid = uid;
    seen->truncated = truncated;
    seen->received_us = received_us;
    g_clear_pointer(&seen->bytes, g_bytes_unref);
    seen->bytes = g_bytes_ref(message);
    return true;
}

static ImapSession *
try_session(const char *scheme, const char *port_variable, ImapOptions options, GError **error)
{
    g_autofree char *url = g_strdup_printf("%s://127.0.0.1:%s", scheme, g_getenv(port_variable));

    options.url = url;
    if (options.user == NULL)
        options.user = g_getenv("SEVENTH_TEST_IMAP_USER");
    if (options.password == NULL)
        options.password = g_getenv("SEVENTH_TEST_IMAP_PASSWORD");
    if (options.timeout_s == 0)
        options.timeout_s = 10;
    return imap_session_open(&options, error);
}

static ImapSession *
open_session(void)
{
    g_autoptr(GError) error = NULL;
    ImapSession *session =
        try_session("imap+plain", "SEVENTH_TEST_IMAP_PORT", (ImapOptions){ 0 }, &error);

    g_assert_no_error(error);
    return session;
}

static void
fetch(ImapSession *session, const char *folder, ImapPosition *position, Instant since_us,
      Seen *seen)
{
    g_autoptr(GError) error = NULL;
    bool fine = imap_session_fetch_new(session, folder, position, since_us, see, seen, &error);

    g_assert_no_error(error);
    g_assert_true(fine);
}

static void
deliver(const char *folder, const char *message, const char *at, const char *copies)
{
    const char *arguments[] = {
        "deliver", "--folder", folder, "--at", at, "--copies", copies, NULL
    };

    g_free(peer_run("dovecot.py", arguments, message));
}

static char *
flags(const char *folder)
{
    return peer_run("dovecot.py", (const char *[]){ "flags", "--folder", folder, NULL }, NULL);
}

static void
recreate(const char *folder)
{
    g_free(peer_run("dovecot.py", (const char *[]){ "recreate", folder, NULL }, NULL));
}

static const char MESSAGE[] =
    "From: bo@buyer.test\r\nSubject: Re: Returns\r\n\r\nYes, Thursday.\r\n";

static void
test_new_messages_and_no_trace(void)
{
    ImapPosition position = { 0 };
    Seen seen = { 0 };
    g_autoptr(GBytes) sent = g_bytes_new_static(MESSAGE, strlen(MESSAGE));
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    g_autofree char *all = NULL;
    g_autoptr(ImapSession) session = NULL;

    recreate("Trace");
    deliver("Trace", MESSAGE, "1700000000", "3");
    session = open_session();
    before = flags("Trace");
    fetch(session, "Trace", &position, NOV_2023_US - DAY_US, &seen);
    after = flags("Trace");
    g_assert_cmpuint(seen.count, ==, 3);
    g_assert_true(g_bytes_equal(seen.bytes, sent));
    g_assert_cmpint(seen.received_us, ==, NOV_2023_US);
    g_assert_false(seen.truncated);
    g_assert_cmpuint(position.last_uid, ==, 3);
    g_assert_cmpuint(position.uid_validity, !=, 0);
    g_assert_cmpstr(before, ==, after);
    g_assert_null(strstr(after, "Seen"));

    /* Nothing new; then one more, on the open session and on another. */
    seen_clear(&seen);
    fetch(session, "Trace", &position, INSTANT_NONE, &seen);
    g_assert_cmpuint(seen.count, ==, 0);
    deliver("Trace", MESSAGE, "1700000000", "1");
    fetch(session, "Trace", &position, INSTANT_NONE, &seen);
    g_assert_cmpuint(seen.count, ==, 1);
    g_assert_cmpuint(position.last_uid, ==, 4);
    imap_session_close(session);
    session = open_session();
    seen_clear(&seen);
    fetch(session, "Trace", &position, INSTANT_NONE, &seen);
    g_assert_cmpuint(seen.count, ==, 0);
    all = flags("Trace");
    g_assert_null(strstr(all, "Seen"));
    seen_clear(&seen);
}

/* From nothing: only what came since, and the old never again. */
static void
test_start_now(void)
{
    ImapPosition position = { 0 }, none = { 0 };
    Seen seen = { 0 };
    g_autoptr(ImapSession) session = open_session();

    recreate("Start");
    deliver("Start", MESSAGE, "1600000000", "2");
    deliver("Start", MESSAGE, "1699999999", "1"); /* the same day, a second too early */
    deliver("Start", MESSAGE, "1700000000", "2");
    fetch(session, "Start", &position, NOV_2023_US, &seen);
    g_assert_cmpuint(seen.count, ==, 2);
    g_assert_cmpuint(position.last_uid, ==, 5);
    seen_clear(&seen);
    fetch(session, "Start", &none, INSTANT_NONE, &seen);
    g_assert_cmpuint(seen.count, ==, 0);
    g_assert_cmpuint(none.last_uid, ==, 5);
}

/* A visitor that stops is asked again for the same message, and not for those before it. */
static void
test_stop_and_go_on(void)
{
    ImapPosition position = { 0 };
    Seen seen = { .stop_after = 2 };
    g_autoptr(ImapSession) session = open_session();

    recreate("Stop");
    deliver("Stop", MESSAGE, "1600000000", "1");
    deliver("Stop", MESSAGE, "1700000000", "4");
    fetch(session, "Stop", &position, NOV_2023_US, &seen);
    g_assert_cmpuint(position.last_uid, ==, 3);
    seen_clear(&seen);
    fetch(session, "Stop", &position, NOV_2023_US, &seen);
    g_assert_cmpuint(seen.count, ==, 2);
    g_assert_cmpuint(position.last_uid, ==, 5);

    /* Stopped at the very first: the older message stays behind all the same. */
    position = (ImapPosition){ 0 };
    seen_clear(&seen);
    seen.stop_after = 1;
    seen.count = 1;
    fetch(session, "Stop", &position, NOV_2023_US, &seen);
    g_assert_cmpuint(position.last_uid, ==, 1);
    seen_clear(&seen);
    fetch(session, "Stop", &position, NOV_2023_US, &seen);
    g_assert_cmpuint(seen.count, ==, 4);
    seen_clear(&seen);
}

static void
test_other_numbering(void)
{
    ImapPosition position = { 0 };
    Seen seen = { 0 };
    uint32_t validity;
    g_autoptr(ImapSession) session = open_session();

    recreate("Again");
    deliver("Again", MESSAGE, "1700000000", "3");
    fetch(session, "Again", &position, NOV_2023_US, &seen);
    validity = position.uid_validity;
    imap_session_close(g_steal_pointer(&session));
    g_usleep(1100000); /* Dovecot's UIDVALIDITY counts seconds */
    recreate("Again");
    deliver("Again", MESSAGE, "1600000000", "1");
    deliver("Again", MESSAGE, "1700000000", "1");
    session = open_session();
    seen_clear(&seen);
    fetch(session, "Again", &position, NOV_2023_US, &seen);
    g_assert_cmpuint(position.uid_validity, !=, validity);
    g_assert_cmpuint(seen.count, ==, 1);
    g_assert_cmpuint(position.last_uid, ==, 2);
    seen_clear(&seen);
}

static void
test_huge_message(void)
{
    ImapPosition position = { 0 };
    Seen seen = { 0 };
    g_autoptr(GString) huge = g_string_new(MESSAGE);
    g_autoptr(ImapSession) session = open_session();

    while (huge->len < 9u << 20)
        g_string_append(huge, "All work and no play makes Jack a dull boy.\r\n");
    recreate("Huge");
    deliver("Huge", MESSAGE, "1700000000", "1");
    deliver("Huge", huge->str, "1700000000", "1");
    fetch(session, "Huge", &position, NOV_2023_US, &seen);
    g_assert_cmpuint(seen.count, ==, 2);
    g_assert_true(seen.truncated);
    g_assert_cmpuint(g_bytes_get_size(seen.bytes), ==, 8u << 20);
    g_assert_cmpint(memcmp(g_bytes_get_data(seen.bytes, NULL), huge->str, 8u << 20), ==, 0);
    deliver("Huge", MESSAGE, "1700000000", "1");
    fetch(session, "Huge", &position, NOV_2023_US, &seen);
    g_assert_cmpuint(seen.count, ==, 3);
    g_assert_false(seen.truncated);
    seen_clear(&seen);
}

static void
test_many(void)
{
    ImapPosition position = { 0 };
    Seen seen = { 0 };
    gint64 began_us;
    g_autoptr(ImapSession) session = open_session();

    recreate("Many");
    deliver("Many", MESSAGE, "1700000000", "450");
    g_free(
        peer_run("dovecot.py", (const char *[]){ "expunge", "7", "--folder", "Many", NULL }, NULL));
    began_us = g_get_monotonic_time();
    fetch(session, "Many", &position, NOV_2023_US, &seen);
    g_test_message("449 messages in %.3f s",
                   (double)(g_get_monotonic_time() - began_us) / G_USEC_PER_SEC);
    g_assert_cmpuint(seen.count, ==, 449);
    g_assert_cmpuint(position.last_uid, ==, 450);
    began_us = g_get_monotonic_time();
    for (guint i = 0; i < 100; i++)
        fetch(session, "Many", &position, INSTANT_NONE, &seen);
    g_test_message("100 polls of an open session in %.3f s",
                   (double)(g_get_monotonic_time() - began_us) / G_USEC_PER_SEC);
    g_assert_cmpuint(seen.count, ==, 449);
    seen_clear(&seen);
}

static void
test_append(void)
{
    g_autoptr(ImapSession) session = open_session();
    g_autoptr(GBytes) message = g_bytes_new_static(MESSAGE, strlen(MESSAGE));
    g_autoptr(GError) error = NULL;
    g_autofree char *after = NULL;
    ImapPosition position = { 0 };
    Seen seen = { 0 };

    g_assert_false(imap_session_append(session, "Nowhere", message, NOV_2023_US, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_NOT_FOUND);
    g_clear_error(&error);
    recreate("Gesendete &AMQ-"); /* "Gesendete Ä" */
    g_assert_true(imap_session_append(session, "Gesendete Ä", message, NOV_2023_US, &error));
    g_assert_no_error(error);
    after = flags("Gesendete &AMQ-");
    g_assert_nonnull(strstr(after, "\\Seen"));
    fetch(session, "Gesendete Ä", &position, NOV_2023_US, &seen);
    g_assert_cmpuint(seen.count, ==, 1);
    g_assert_cmpint(seen.received_us, ==, NOV_2023_US);
    g_assert_true(g_bytes_equal(seen.bytes, message));
    seen_clear(&seen);
}

static void
test_no_such_folder(void)
{
    g_autoptr(ImapSession) session = open_session();
    g_autoptr(GError) error = NULL;
    ImapPosition position = { 0 };
    Seen seen = { 0 };

    g_assert_false(
        imap_session_fetch_new(session, "Nowhere", &position, NOV_2023_US, see, &seen, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_NOT_FOUND);
    g_assert_nonnull(strstr(error->message, "Nowhere"));
    fetch(session, "INBOX", &position, INSTANT_NONE, &seen); /* the session goes on */
}

static void
assert_refused(const char *scheme, const char *port_variable, ImapOptions options,
               SeventhError code, const char *says)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ImapSession) session = try_session(scheme, port_variable, options, &error);

    g_assert_null(session);
    g_assert_error(error, SEVENTH_ERROR, (int)code);
    g_test_message("%s", error->message);
    g_assert_nonnull(strstr(error->message, says));
}

static void
test_wrong_password(void)
{
    static const char *const WRONG[] = { "wrong", "with \"quotes\\", "Pässwort", "{5}", "" };

    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++)
        assert_refused("imap+plain", "SEVENTH_TEST_IMAP_PORT",
                       (ImapOptions){ .password = WRONG[i] }, SEVENTH_ERROR_DENIED,
                       "wrong user or password");
    assert_refused("imap+plain", "SEVENTH_TEST_IMAP_PORT",
                   (ImapOptions){ .password = "x\r\nA1 LOGOUT" }, SEVENTH_ERROR_INVALID, "control");
}

static void
test_tls(void)
{
    static const struct {
        const char *scheme, *port;
    } WAYS[] = { { "imaps", "SEVENTH_TEST_IMAPS_PORT" }, { "imap", "SEVENTH_TEST_IMAP_PORT" } };
    const char *ca = g_getenv("SEVENTH_TEST_IMAP_CA");
    const char *stranger = g_getenv("SEVENTH_TEST_IMAP_STRANGER_CA");

    for (gsize i = 0; i < G_N_ELEMENTS(WAYS); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(ImapSession) session =
            try_session(WAYS[i].scheme, WAYS[i].port, (ImapOptions){ .ca_file = ca }, &error);
        ImapPosition position = { 0 };
        Seen seen = { 0 };

        g_assert_no_error(error);
        fetch(session, "INBOX", &position, INSTANT_NONE, &seen);
        assert_refused(WAYS[i].scheme, WAYS[i].port, (ImapOptions){ .ca_file = stranger },
                       SEVENTH_ERROR_INVALID, "certificate");
        assert_refused(WAYS[i].scheme, WAYS[i].port, (ImapOptions){ 0 }, SEVENTH_ERROR_INVALID,
                       "certificate");
        assert_refused(WAYS[i].scheme, WAYS[i].port, (ImapOptions){ .ca_file = "/nowhere.pem" },
                       SEVENTH_ERROR_INVALID, "CA file");
    }
    /* Each spoken to as if it were the other. */
    assert_refused("imaps", "SEVENTH_TEST_IMAP_PORT", (ImapOptions){ .ca_file = ca },
                   SEVENTH_ERROR_INVALID, "TLS");
    assert_refused("imap", "SEVENTH_TEST_IMAPS_PORT", (ImapOptions){ .timeout_s = 1 },
                   SEVENTH_ERROR_UNAVAILABLE, "in time");
}

/* The certificate names 127.0.0.1 and localhost; at 127.0.0.2 is the same server by another name.
 */
static void
test_host_name_in_certificate(void)
{
    static const struct {
        const char *host;
        bool named;
    } HOSTS[] = { { "localhost", true }, { "127.0.0.2", false } };

    for (gsize i = 0; i < G_N_ELEMENTS(HOSTS); i++) {
        g_autofree char *url =
            g_strdup_printf("imaps://%s:%s", HOSTS[i].host, g_getenv("SEVENTH_TEST_IMAPS_PORT"));
        g_autoptr(GError) error = NULL;
        ImapOptions options = { .url = url,
                                .user = g_getenv("SEVENTH_TEST_IMAP_USER"),
                                .password = g_getenv("SEVENTH_TEST_IMAP_PASSWORD"),
                                .ca_file = g_getenv("SEVENTH_TEST_IMAP_CA") };
        g_autoptr(ImapSession) session = imap_session_open(&options, &error);

        g_assert_true(HOSTS[i].named == (session != NULL));
        if (HOSTS[i].named)
            continue;
        g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
        g_assert_nonnull(strstr(error->message, "certificate of 127.0.0.2"));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    if (g_getenv("SEVENTH_TEST_IMAP_PORT") == NULL)
        g_error("run me by: tests/support/dovecot.py run -- %s", argv[0]);
    g_test_add_func("/mail/imap/new-messages-and-no-trace", test_new_messages_and_no_trace);
    g_test_add_func("/mail/imap/start-now", test_start_now);
    g_test_add_func("/mail/imap/stop-and-go-on", test_stop_and_go_on);
    g_test_add_func("/mail/imap/other-numbering", test_other_numbering);
    g_test_add_func("/mail/imap/huge-message", test_huge_message);
    g_test_add_func("/mail/imap/many", test_many);
    g_test_add_func("/mail/imap/append", test_append);
    g_test_add_func("/mail/imap/no-such-folder", test_no_such_folder);
    g_test_add_func("/mail/imap/wrong-password", test_wrong_password);
    g_test_add_func("/mail/imap/tls", test_tls);
    g_test_add_func("/mail/imap/host-name-in-certificate", test_host_name_in_certificate);
    return g_test_run();
}
