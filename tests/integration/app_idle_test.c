/* Waiting for replies at a real Dovecot over TLS (tests/support/dovecot.py runs this program): a
 * reply is taken as soon as the server tells of it, a broken connection is mended, and a server
 * that tells nothing is polled. The clock stands still but where a test moves it, so nothing here
 * can be the poll of every five minutes. */
#include "small_world.h"

#include <string.h>

#include "app/work.h"
#include "support/peer.h"

#define PATIENCE_US (30 * G_USEC_PER_SEC)
#define ANA "ana.lopez@buyer.test"

typedef struct {
    SmallWorld *world;
    Worker *worker;
    int64_t replies;
} Desk;

static void
desk_open(Desk *desk)
{
    g_autofree char *mailbox = g_strdup_printf(
        "{'address':'rep@example.com','smtp':'outbox:','imap':'imaps://127.0.0.1:%s',"
        "'imap_user':'%s','password':'%s','ca_file':'%s','pace':0}",
        g_getenv("SEVENTH_TEST_IMAPS_PORT"), g_getenv("SEVENTH_TEST_IMAP_USER"),
        g_getenv("SEVENTH_TEST_IMAP_PASSWORD"), g_getenv("SEVENTH_TEST_IMAP_CA"));

    *desk = (Desk){ .world = small_world_new("sqlite") };
    g_assert_nonnull(desk->world);
    small_world_person(desk->world, ANA, "Buyer", "Europe/Berlin");
    json_decref(small_world_do(desk->world, "mailbox add", mailbox));
    desk->worker = worker_new(desk->world->app);
}

static void
desk_close(Desk *desk)
{
    worker_free(desk->worker);
    small_world_free(desk->world);
}

static void
round_of_work(Desk *desk)
{
    WorkCount count = { 0 };
    g_autoptr(GError) error = NULL;

    worker_round(desk->worker, &count, &error);
    g_assert_no_error(error);
    desk->replies += count.take.replies;
}

static void
dovecot(const char *action, const char *message)
{
    const char *arguments[] = { action, NULL };

    g_free(peer_run("dovecot.py", arguments, message));
}

static void
ana_writes(const char *id)
{
    g_autofree char *message = g_strdup_printf(
        "From: Ana Lopez <" ANA ">\r\nTo: rep@example.com\r\nSubject: Re: your mail\r\n"
        "Message-ID: <%s@buyer.test>\r\nContent-Type: text/plain\r\n\r\nLet us talk.\r\n",
        id);

    dovecot("deliver", message);
}

/* Rounds and waits as `seventh serve` does, until so many replies are in. */
static void
work_until(Desk *desk, int64_t replies)
{
    gint64 until_us = g_get_monotonic_time() + PATIENCE_US;

    while (desk->replies < replies) {
        gint64 left_us = until_us - g_get_monotonic_time();
        g_assert_cmpint(left_us, >, 0);
        worker_wait(desk->worker, -1, left_us);
        round_of_work(desk);
    }
    g_assert_cmpint(desk->replies, ==, replies);
}

static bool
server_tells(void)
{
    return g_getenv("SEVENTH_TEST_IMAP_NO_IDLE") == NULL;
}

static void
test_told(void)
{
    Desk desk;

    if (!server_tells()) {
        g_test_skip("this server tells no news");
        return;
    }
    desk_open(&desk);
    small_world_sequence(desk.world, SMALL_WORLD_COLD);
    json_decref(small_world_do(desk.world, "enroll", "{'sequence':'cold','prospect':'" ANA "'}"));
    round_of_work(&desk);
    ana_writes("told-1");
    work_until(&desk, 1);
    g_autoptr(json_t) person =
        small_world_do(desk.world, "prospect show", "{'prospect':'" ANA "'}");
    const json_t *enrollment = json_object_get(person, "enrollment");
    g_assert_cmpstr(json_text(enrollment, "state", "none"), !=, "active");
    ana_writes("told-2");
    work_until(&desk, 2);
    const char *arguments[] = { "flags", NULL };
    g_autofree char *flags = peer_run("dovecot.py", arguments, NULL);
    g_assert_null(strstr(flags, "Seen"));
    desk_close(&desk);
}

/* The server ends the session while we wait: a new one takes what came, and is told again. */
static void
test_dropped(void)
{
    Desk desk;

    if (!server_tells()) {
        g_test_skip("this server tells no news");
        return;
    }
    desk_open(&desk);
    round_of_work(&desk);
    worker_wait(desk.worker, -1, 0);
    small_world_set(desk.world, "2026-11-23T09:02:00+01:00");
    dovecot("kick", NULL);
    ana_writes("dropped-1");
    work_until(&desk, 1);
    ana_writes("dropped-2");
    work_until(&desk, 2);
    desk_close(&desk);
}

static void
test_polled(void)
{
    Desk desk;

    if (server_tells()) {
        g_test_skip("this server tells news");
        return;
    }
    desk_open(&desk);
    round_of_work(&desk);
    ana_writes("polled-1");
    worker_wait(desk.worker, -1, 0);
    round_of_work(&desk);
    g_assert_cmpint(desk.replies, ==, 0);
    small_world_set(desk.world, "2026-11-23T09:05:01+01:00");
    round_of_work(&desk);
    g_assert_cmpint(desk.replies, ==, 1);
    desk_close(&desk);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/idle/told", test_told);
    g_test_add_func("/idle/dropped", test_dropped);
    g_test_add_func("/idle/polled", test_polled);
    return g_test_run();
}
