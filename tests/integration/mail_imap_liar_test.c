/* IMAP against servers that lie, stall or talk nonsense: a clear error in bounded time and memory,
 * and never a message that was not there. */
#include <string.h>
#include <sys/resource.h>

#include "mail/imap.h"
#include "support/peer.h"

/* libetpan forgets 49 bytes of a greeting that is BYE. */
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
    return "leak:mailimap_greeting_new\n";
}

typedef struct {
    guint count;
    Instant received_us;
} Seen;

static bool
see(uint32_t uid, GBytes *message, bool truncated, Instant received_us, void *data)
{
    Seen *seen = data;

    g_assert_cmpuint(uid, ==, 5);
    g_assert_cmpuint(g_bytes_get_size(message), ==, strlen("Subject: hi\r\n\r\nhello\r\n"));
    g_assert_false(truncated);
    seen->count++;
    seen->received_us = received_us;
    return true;
}

static ImapSession *
open_liar(const Peer *liar, GError **error)
{
    g_autofree char *url = g_strdup_printf("imap://127.0.0.1:%u", peer_port(liar));
    ImapOptions options = { .url = url, .user = "ada", .password = "x", .timeout_s = 1 };

    return imap_session_open(&options, error);
}

static Peer *
start_liar(const char *mode)
{
    return peer_start("imap_liar.py", (const char *[]){ mode, NULL });
}

typedef struct {
    const char *mode;
    SeventhError code, or_code;
    const char *says;
} Lie;

static void
test_at_the_door(void)
{
    static const Lie LIES[] = {
        { "http", SEVENTH_ERROR_INVALID, SEVENTH_ERROR_INVALID, "IMAP server" },
        { "silent", SEVENTH_ERROR_UNAVAILABLE, SEVENTH_ERROR_UNAVAILABLE, "in time" },
        { "closes", SEVENTH_ERROR_UNAVAILABLE, SEVENTH_ERROR_UNAVAILABLE, "clos" },
        { "bye", SEVENTH_ERROR_UNAVAILABLE, SEVENTH_ERROR_INVALID, "" },
        { "preauth", SEVENTH_ERROR_INVALID, SEVENTH_ERROR_INVALID, "password" },
        { "stall-login", SEVENTH_ERROR_UNAVAILABLE, SEVENTH_ERROR_UNAVAILABLE, "in time" },
        { "drip", SEVENTH_ERROR_UNAVAILABLE, SEVENTH_ERROR_UNAVAILABLE, "in time" },
        { "injects", SEVENTH_ERROR_INVALID, SEVENTH_ERROR_INVALID, "not safe" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(LIES); i++) {
        g_autoptr(Peer) liar = start_liar(LIES[i].mode);
        g_autoptr(GError) error = NULL;
        gint64 began_us = g_get_monotonic_time();

        g_assert_null(open_liar(liar, &error));
        g_assert_nonnull(error);
        g_test_message("%s: %s", LIES[i].mode, error->message);
        g_assert_true(g_error_matches(error, SEVENTH_ERROR, (int)LIES[i].code) ||
                      g_error_matches(error, SEVENTH_ERROR, (int)LIES[i].or_code));
        g_assert_nonnull(strstr(error->message, LIES[i].says));
        g_assert_cmpint(g_get_monotonic_time() - began_us, <, 15 * G_USEC_PER_SEC);
    }
}

static bool
fetch(ImapSession *session, ImapPosition *position, Seen *seen, GError **error)
{
    return imap_session_fetch_new(session, "INBOX", position, 0, see, seen, error);
}

static void
test_in_the_folder(void)
{
    static const Lie LIES[] = {
        { "flood", SEVENTH_ERROR_INVALID, SEVENTH_ERROR_UNAVAILABLE, "" },
        { "garbage", SEVENTH_ERROR_INVALID, SEVENTH_ERROR_INVALID, "IMAP server" },
        { "no-uidvalidity", SEVENTH_ERROR_INVALID, SEVENTH_ERROR_INVALID, "UIDVALIDITY" },
        { "backwards", SEVENTH_ERROR_INVALID, SEVENTH_ERROR_INVALID, "backwards" },
        { "stranger", SEVENTH_ERROR_INVALID, SEVENTH_ERROR_INVALID, "not asked for" },
        { "twice", SEVENTH_ERROR_INVALID, SEVENTH_ERROR_INVALID, "twice" },
        { "endless-literal", SEVENTH_ERROR_INVALID, SEVENTH_ERROR_INVALID,
          "more than it was asked" },
        { "short-literal", SEVENTH_ERROR_UNAVAILABLE, SEVENTH_ERROR_UNAVAILABLE, "clos" },
        { "liar-size", SEVENTH_ERROR_INVALID, SEVENTH_ERROR_INVALID, "more than it was asked" },
        { "deep", SEVENTH_ERROR_INVALID, SEVENTH_ERROR_INVALID, "nested" },
        { "wrong-search", SEVENTH_ERROR_INVALID, SEVENTH_ERROR_INVALID, "IMAP server" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(LIES); i++) {
        bool backwards = g_str_equal(LIES[i].mode, "backwards");
        ImapPosition position = { 77, backwards ? 5 : 4 }, before = position;
        g_autoptr(Peer) liar = start_liar(LIES[i].mode);
        g_autoptr(GError) error = NULL;
        g_autoptr(ImapSession) session = open_liar(liar, &error);
        gint64 began_us = g_get_monotonic_time();
        Seen seen = { 0 };

        g_assert_no_error(error);
        g_assert_false(fetch(session, &position, &seen, &error));
        g_test_message("%s: %s", LIES[i].mode, error->message);
        g_assert_true(g_error_matches(error, SEVENTH_ERROR, (int)LIES[i].code) ||
                      g_error_matches(error, SEVENTH_ERROR, (int)LIES[i].or_code));
        g_assert_nonnull(strstr(error->message, LIES[i].says));
        g_assert_cmpuint(seen.count, ==, 0);
        g_assert_cmpmem(&position, (int)sizeof position, &before, (int)sizeof before);
        g_assert_cmpint(g_get_monotonic_time() - began_us, <, 15 * G_USEC_PER_SEC);
        g_clear_error(&error);
        g_assert_false(fetch(session, &position, &seen, &error)); /* and no loop afterwards */
        g_clear_error(&error);
    }
}

/* Odd, but no lie: these are read. */
static void
test_odd_but_readable(void)
{
    static const char *const MODES[] = { "honest", "no-uidnext", "bad-dates" };

    for (gsize i = 0; i < G_N_ELEMENTS(MODES); i++) {
        ImapPosition position = { 77, 4 };
        g_autoptr(Peer) liar = start_liar(MODES[i]);
        g_autoptr(GError) error = NULL;
        g_autoptr(ImapSession) session = open_liar(liar, &error);
        Seen seen = { 0 };
        bool fine = fetch(session, &position, &seen, &error);

        g_test_message("%s: %s", MODES[i], error != NULL ? error->message : "read");
        if (g_str_equal(MODES[i], "bad-dates") && !fine)
            continue; /* a parse error is an answer too */
        g_assert_true(fine);
        g_assert_cmpuint(seen.count, ==, 1);
        g_assert_cmpuint(position.last_uid, ==, 5);
        if (g_str_equal(MODES[i], "honest")) {
            Instant wanted;

            g_assert_true(instant_parse("2026-07-17T02:44:25-07:00", &wanted, NULL));
            g_assert_cmpint(seen.received_us, ==, wanted);
        }
    }
}

static void
test_append_dropped(void)
{
    g_autoptr(Peer) liar = start_liar("drops-append");
    g_autoptr(GError) error = NULL;
    g_autoptr(ImapSession) session = open_liar(liar, &error);
    g_autoptr(GBytes) message = g_bytes_new_static("Subject: x\r\n\r\ny\r\n", 17);

    g_assert_no_error(error);
    g_assert_false(imap_session_append(session, "Sent", message, 0, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_UNCERTAIN);
}

static void
test_no_server(void)
{
    ImapOptions options = { .url = "imap://127.0.0.1:1", .user = "ada", .password = "x" };
    g_autoptr(GError) error = NULL;

    g_assert_null(imap_session_open(&options, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_UNAVAILABLE);
    g_clear_error(&error);
    options.url = "imap://no-such-host.test";
    g_assert_null(imap_session_open(&options, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_UNAVAILABLE);
    g_clear_error(&error);
    options.url = "pop3://mail.test";
    g_assert_null(imap_session_open(&options, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
}

/* Runs last: all those lies together did not take memory worth speaking of. */
static void
test_memory(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    g_test_message("peak memory %ld KiB", usage.ru_maxrss);
#if !defined(__SANITIZE_ADDRESS__)
    g_assert_cmpint(usage.ru_maxrss, <, 128 << 10);
#endif
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/imap-liar/at-the-door", test_at_the_door);
    g_test_add_func("/mail/imap-liar/in-the-folder", test_in_the_folder);
    g_test_add_func("/mail/imap-liar/odd-but-readable", test_odd_but_readable);
    g_test_add_func("/mail/imap-liar/append-dropped", test_append_dropped);
    g_test_add_func("/mail/imap-liar/no-server", test_no_server);
    g_test_add_func("/mail/imap-liar/memory", test_memory);
    return g_test_run();
}
