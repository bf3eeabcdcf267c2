/* The worker thread. It sleeps in worker_wait(), from which a byte in `wake` calls it. */
#include "jobs/jobs.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include "app/work.h"
#include "base/log.h"

#define LONGEST_WAIT_US (5 * SECOND_US)
#define AFTER_TROUBLE_US (10 * SECOND_US)

struct Jobs {
    App *app;
    GThread *thread;
    int wake; /* an eventfd */
    gint stopping;
};

static void
log_count(const WorkCount *count)
{
    g_autoptr(json_t) counted = work_count_json(count);
    g_autoptr(GString) line = g_string_new(NULL);
    const char *key;
    json_t *value;

    json_object_foreach(counted, key, value) if (json_integer_value(value) != 0)
        g_string_append_printf(line, "%s%" JSON_INTEGER_FORMAT " %s", line->len > 0 ? ", " : "",
                               json_integer_value(value), key);
    if (line->len > 0)
        log_line(LOG_INFO, "work", "%s", line->str);
}

/* One round; returns how long there is nothing to do. */
static int64_t
work_once(Jobs *self, Worker *worker)
{
    g_autoptr(GError) error = NULL;
    WorkCount count = { 0 };
    Instant next_us;

    if (!worker_round(worker, &count, &error) || !worker_next_us(worker, &next_us, &error)) {
        log_line(LOG_ERROR, "work", "%s", error->message);
        return AFTER_TROUBLE_US;
    }
    log_count(&count);
    if (next_us == INSTANT_NONE)
        return LONGEST_WAIT_US;
    return CLAMP(next_us - app_now_us(self->app), SECOND_US / 10, LONGEST_WAIT_US);
}

static gpointer
run(gpointer data)
{
    Jobs *self = data;
    g_autoptr(Worker) worker = worker_new(self->app);

    while (!g_atomic_int_get(&self->stopping)) {
        eventfd_t pokes;
        worker_wait(worker, self->wake, work_once(self, worker));
        (void)eventfd_read(self->wake, &pokes);
    }
    return NULL;
}

Jobs *
jobs_start(App *app)
{
    Jobs *self = g_new0(Jobs, 1);

    self->app = app;
    self->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    g_assert(self->wake >= 0);
    self->thread = g_thread_new("jobs", run, self);
    return self;
}

void
jobs_poke(Jobs *self)
{
    (void)eventfd_write(self->wake, 1); /* refused only when it is awake for good */
}

void
jobs_stop(Jobs *self)
{
    if (self == NULL)
        return;
    g_atomic_int_set(&self->stopping, 1);
    jobs_poke(self);
    g_thread_join(self->thread);
    close(self->wake);
    g_free(self);
}
