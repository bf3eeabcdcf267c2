/* One function in a pool of one thread; see smtp_sync.h. */
#include "mail/smtp_sync.h"

#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct SmtpSync {
    bool (*sync)(void *data);
    void *data;
    GThreadPool *pool;
    GAsyncQueue *results; /* GINT_TO_POINTER(SYNC_...) of the run that is over */
    int fd;
};

enum { SYNC_FAILED = 1, SYNC_DONE }; /* a queue holds no NULL */

/* The count first: who has the result may read it at once. */
static void
run(gpointer task, gpointer data)
{
    SmtpSync *self = data;
    const uint64_t one = 1;
    int result = self->sync(self->data) ? SYNC_DONE : SYNC_FAILED;

    (void)task;
    if (write(self->fd, &one, sizeof one) < 0)
        g_assert_not_reached();
    g_async_queue_push(self->results, GINT_TO_POINTER(result));
}

SmtpSync *
smtp_sync_new(bool (*sync)(void *data), void *data)
{
    SmtpSync *self = g_new0(SmtpSync, 1);

    self->sync = sync;
    self->data = data;
    self->fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    g_assert(self->fd >= 0); /* as out of memory: too many files are open */
    self->results = g_async_queue_new();
    self->pool = g_thread_pool_new(run, self, 1, FALSE, NULL);
    return self;
}

void
smtp_sync_free(SmtpSync *self)
{
    if (self == NULL)
        return;
    g_thread_pool_free(self->pool, FALSE, TRUE);
    g_async_queue_unref(self->results);
    close(self->fd);
    g_free(self);
}

int
smtp_sync_fd(const SmtpSync *self)
{
    return self->fd;
}

void
smtp_sync_begin(SmtpSync *self)
{
    g_thread_pool_push(self->pool, self, NULL);
}

bool
smtp_sync_end(SmtpSync *self)
{
    int result = GPOINTER_TO_INT(g_async_queue_pop(self->results));
    uint64_t runs;

    if (read(self->fd, &runs, sizeof runs) < 0)
        g_assert_not_reached();
    return result == SYNC_DONE;
}
