/* No dot goes before the disk has answered for the commit that cleared it, however many connections
 * go on meanwhile; and none at all when the disk fails. */
#include <string.h>

#include "mail/transport.h"
#include "support/peer.h"
#include "support/sink.h"

enum { MAILS = 120, CONNECTIONS = 6 };

/* The caller's database, as it were. */
typedef struct {
    SendBatch batch;
    const Sink *sink;
    GMutex lock; /* sync runs in another thread */
    guint cleared, kept, settled, syncs;
    guint fails_at; /* the sync that fails, from 1; 0: none */
    bool failed;
} Disk;

/* What the server holds was kept by the disk before. */
static void
assert_nothing_early(Disk *self)
{
    guint arrived = sink_count(self->sink);

    g_mutex_lock(&self->lock);
    g_assert_cmpuint(arrived, <=, self->kept);
    g_mutex_unlock(&self->lock);
}

static bool
commit(void *data, GPtrArray *settled, GPtrArray *at_dot)
{
    Disk *self = data;

    g_assert_true(self->batch.syncs_apart);
    assert_nothing_early(self);
    g_mutex_lock(&self->lock);
    for (guint i = 0; i < at_dot->len; i++)
        ((SendRequest *)g_ptr_array_index(at_dot, i))->cleared = true;
    self->cleared += at_dot->len;
    self->settled += settled->len;
    g_mutex_unlock(&self->lock);
    return true;
}

static bool
sync_disk(void *data)
{
    Disk *self = data;

    g_mutex_lock(&self->lock);
    guint cleared = self->cleared;
    g_mutex_unlock(&self->lock);
    assert_nothing_early(self); /* late in the run, so that others are at their dot by now */
    g_mutex_lock(&self->lock);
    self->failed = ++self->syncs == self->fails_at;
    if (!self->failed)
        self->kept = cleared;
    g_mutex_unlock(&self->lock);
    return !self->failed;
}

static void
run(Disk *self)
{
    g_autoptr(Sink) sink = sink_start(NULL, NULL);
    g_autoptr(GError) error = NULL;
    g_autofree char *url = g_strdup_printf("smtp://127.0.0.1:%u", sink_port(sink));
    SmtpOptions options = { .url = url, .connections = CONNECTIONS };
    g_autoptr(MailTransport) transport = smtp_transport_new(&options, &error);
    g_autoptr(GBytes) message = g_bytes_new_static("Subject: x\r\n\r\nHello\r\n", 21);
    SendRequest requests[MAILS];

    g_assert_no_error(error);
    for (guint i = 0; i < MAILS; i++)
        requests[i] = (SendRequest){ .envelope_from = "ada@seller.test",
                                     .envelope_to = "bo@buyer.test",
                                     .message = message };
    self->sink = sink;
    self->batch = (SendBatch){
        .requests = requests, .count = MAILS, .commit = commit, .data = self, .sync = sync_disk
    };
    transport->send(transport, &self->batch);
    g_assert_cmpuint(sink_count(sink), <=, self->kept);
    if (self->fails_at == 0)
        g_assert_cmpuint(sink_count(sink), ==, MAILS);
    for (guint i = 0; i < MAILS && self->fails_at == 0; i++)
        g_assert_cmpint(requests[i].result.state, ==, SEND_ACCEPTED);
}

static void
test_waits(void)
{
    Disk disk = { 0 };

    run(&disk);
    g_assert_cmpuint(disk.settled, ==, MAILS);
    g_assert_cmpuint(disk.syncs, >, 1);
}

static void
test_fails(void)
{
    for (guint at = 1; at <= 3; at++) {
        Disk disk = { .fails_at = at };
        run(&disk);
        g_assert_true(disk.failed);
        g_assert_cmpuint(disk.syncs, ==, at); /* nothing more is asked of it */
        g_assert_cmpuint(disk.kept, <, MAILS);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/smtp-disk/dots-wait", test_waits);
    g_test_add_func("/mail/smtp-disk/no-dot-when-it-fails", test_fails);
    return g_test_run();
}
