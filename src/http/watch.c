/* See watch.h. */
#include "http/watch.h"

#include <errno.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#define SLOWEST_BYTES_PER_S 4096
#define FOR_EVER G_MAXINT

struct HttpLink {
    GList in_list; /* its place in HttpWatch.links */
    int fd;
    int until; /* atomic: the second after which it is cut off */
};

struct HttpWatch {
    GMutex mutex; /* guards links */
    GQueue links;
    GThread *thread;
    int stop_fd;
    int patience_s;
    int second; /* atomic: seconds since the start */
};

static void
cut_off_late(HttpWatch *self, int now)
{
    g_mutex_lock(&self->mutex);
    for (GList *at = self->links.head; at != NULL; at = at->next) {
        HttpLink *link = at->data;
        if (g_atomic_int_get(&link->until) < now) {
            g_atomic_int_set(&link->until, FOR_EVER);
            shutdown(link->fd, SHUT_RDWR); /* its thread sees the end and closes it */
        }
    }
    g_mutex_unlock(&self->mutex);
}

static gpointer
run(gpointer data)
{
    HttpWatch *self = data;
    struct pollfd stop = { .fd = self->stop_fd, .events = POLLIN };
    for (;;) {
        int ready = poll(&stop, 1, 1000);
        if (ready > 0)
            return NULL;
        if (ready == 0)
            cut_off_late(self, g_atomic_int_add(&self->second, 1) + 1);
    }
}

HttpWatch *
http_watch_new(guint patience_s)
{
    HttpWatch *self = g_new0(HttpWatch, 1);
    g_mutex_init(&self->mutex);
    self->patience_s = (int)MIN(patience_s, 86400);
    self->stop_fd = eventfd(0, EFD_CLOEXEC);
    g_assert(self->stop_fd >= 0);
    self->thread = g_thread_new("http-watch", run, self);
    return self;
}

void
http_watch_free(HttpWatch *self)
{
    uint64_t one = 1;
    while (write(self->stop_fd, &one, sizeof(one)) < 0 && errno == EINTR)
        continue;
    g_thread_join(self->thread);
    g_assert(self->links.length == 0);
    close(self->stop_fd);
    g_mutex_clear(&self->mutex);
    g_free(self);
}

HttpLink *
http_watch_open(HttpWatch *self, int fd)
{
    HttpLink *link = g_new0(HttpLink, 1);
    link->in_list.data = link;
    link->fd = fd;
    http_watch_wait(self, link);
    g_mutex_lock(&self->mutex);
    g_queue_push_tail_link(&self->links, &link->in_list);
    g_mutex_unlock(&self->mutex);
    return link;
}

void
http_watch_close(HttpWatch *self, HttpLink *link)
{
    g_mutex_lock(&self->mutex);
    g_queue_unlink(&self->links, &link->in_list);
    g_mutex_unlock(&self->mutex);
    g_free(link);
}

void
http_watch_wait(HttpWatch *self, HttpLink *link)
{
    g_atomic_int_set(&link->until, g_atomic_int_get(&self->second) + 2 * self->patience_s);
}

int
http_watch_begin(HttpWatch *self, HttpLink *link, uint64_t bytes)
{
    int now = g_atomic_int_get(&self->second);
    http_watch_progress(self, link, now, bytes);
    return now;
}

void
http_watch_progress(HttpWatch *self, HttpLink *link, int begun, uint64_t bytes)
{
    uint64_t more_s = MIN(bytes / SLOWEST_BYTES_PER_S, (uint64_t)G_MAXINT / 4);
    g_atomic_int_set(&link->until, begun + self->patience_s + (int)more_s);
}

void
http_watch_pause(HttpLink *link)
{
    g_atomic_int_set(&link->until, FOR_EVER);
}
