/* One function in a thread of its own; see smtp_sync.h. */
#include "mail/smtp_sync.h"

#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct SmtpSync {
    bool (*sync)(void *data);
    void *data;
    GThread *thread; /* NULL until the first run */
    GMutex lock;
    GCond changed;
    bool wanted, over, stop;
    bool result; /* of the run that is over */
    int fd;
};

SmtpSync *
smtp_sync_new(bool (*sync)(void *data), void *data)
{
    SmtpSync *self = g_new0(SmtpSync, 1);

    self->sync = sync;
    self->data = data;
    self->fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    g_assert(self->fd >= 0); /* as out of memory: too many files are open */
    g_mutex_init(&self->lock);
    g_cond_init(&self->changed);
    return self;
}

void
smtp_sync_free(SmtpSync *self)
{
    if (self == NULL)
        return;
    g_mutex_lock(&self->lock);
    self->stop = true;
    g_cond_broadcast(&self->changed);
    g_mutex_unlock(&self->lock);
    if (self->thread != NULL)
        g_thread_join(self->thread);
    g_mutex_clear(&self->lock);
    g_cond_clear(&self->changed);
    close(self->fd);
    g_free(self);
}

int
smtp_sync_fd(const SmtpSync *self)
{
    return self->fd;
}

static gpointer
work(gpointer data)
{
    SmtpSync *self = data;
    const uint64_t one = 1;

    g_mutex_lock(&self->lock);
    while (!self->stop) {
        if (!self->wanted) {
            g_cond_wait(&self->changed, &self->lock);
            continue;
        }
        self->wanted = false;
        g_mutex_unlock(&self->lock);
        bool result = self->sync(self->data);
        g_mutex_lock(&self->lock);
        self->result = result;
        self->over = true;
        g_cond_broadcast(&self->changed);
        if (write(self->fd, &one, sizeof one) < 0)
            g_assert_not_reached();
    }
    g_mutex_unlock(&self->lock);
    return NULL;
}

void
smtp_sync_begin(SmtpSync *self)
{
    g_mutex_lock(&self->lock);
    g_assert(!self->wanted && !self->over);
    self->wanted = true;
    if (self->thread == NULL)
        self->thread = g_thread_new("disk", work, self);
    g_cond_broadcast(&self->changed);
    g_mutex_unlock(&self->lock);
}

bool
smtp_sync_end(SmtpSync *self)
{
    uint64_t runs;

    g_mutex_lock(&self->lock);
    while (!self->over)
        g_cond_wait(&self->changed, &self->lock);
    self->over = false;
    bool result = self->result;
    if (read(self->fd, &runs, sizeof runs) < 0)
        g_assert_not_reached();
    g_mutex_unlock(&self->lock);
    return result;
}
