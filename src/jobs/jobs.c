/* The worker thread. */
#include "jobs/jobs.h"

#include "app/work.h"
#include "base/log.h"

#define LONGEST_WAIT_US (5 * SECOND_US)
#define AFTER_TROUBLE_US (10 * SECOND_US)

struct Jobs {
    App *app;
    GThread *thread;
    GMutex mutex;
    GCond cond;
    bool stopping, poked;
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

    g_mutex_lock(&self->mutex);
    while (!self->stopping) {
        g_mutex_unlock(&self->mutex);
        int64_t wait_us = work_once(self, worker);
        g_mutex_lock(&self->mutex);
        gint64 until_us = g_get_monotonic_time() + wait_us;
        while (!self->stopping && !self->poked &&
               g_cond_wait_until(&self->cond, &self->mutex, until_us))
            ;
        self->poked = false;
    }
    g_mutex_unlock(&self->mutex);
    return NULL;
}

Jobs *
jobs_start(App *app)
{
    Jobs *self = g_new0(Jobs, 1);

    self->app = app;
    g_mutex_init(&self->mutex);
    g_cond_init(&self->cond);
    self->thread = g_thread_new("jobs", run, self);
    return self;
}

void
jobs_poke(Jobs *self)
{
    g_mutex_lock(&self->mutex);
    self->poked = true;
    g_cond_signal(&self->cond);
    g_mutex_unlock(&self->mutex);
}

void
jobs_stop(Jobs *self)
{
    if (self == NULL)
        return;
    g_mutex_lock(&self->mutex);
    self->stopping = true;
    g_cond_signal(&self->cond);
    g_mutex_unlock(&self->mutex);
    g_thread_join(self->thread);
    g_cond_clear(&self->cond);
    g_mutex_clear(&self->mutex);
    g_free(self);
}
