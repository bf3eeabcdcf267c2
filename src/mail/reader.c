/* The asking side: workers started, fed and replaced.
 *
 * A worker answers in the order in which it was asked, so the first message without an answer is
 * the one it had in its hands when it died. */
#include "mail/reader.h"

#include "mail/reader_job.h"
#include "mail/reader_wire.h"

#define MAX_WORKERS 8
#define ROOM_PER_WORKER 24

struct MailReader {
    GMutex mutex;
    guint worker_count, next;
    ReaderWorker workers[MAX_WORKERS];
    GQueue order; /* ReaderJob *, as pushed */
};

MailReader *
mail_reader_new(guint workers)
{
    MailReader *self = g_new0(MailReader, 1);

    g_assert(workers >= 1 && workers <= MAX_WORKERS);
    g_mutex_init(&self->mutex);
    g_queue_init(&self->order);
    self->worker_count = workers;
    for (guint i = 0; i < workers; i++)
        reader_worker_init(&self->workers[i]);
    return self;
}

void
mail_reader_free(MailReader *self)
{
    if (self == NULL)
        return;
    for (guint i = 0; i < self->worker_count; i++)
        reader_worker_end(&self->workers[i]);
    g_queue_clear_full(&self->order, reader_job_free);
    g_mutex_clear(&self->mutex);
    g_free(self);
}

guint
mail_reader_room(const MailReader *self)
{
    return self->worker_count * ROOM_PER_WORKER;
}

static MailReading *
unreadable(const char *why)
{
    MailReading *reading = mail_reading_new();

    reading->intent = INTENT_OTHER;
    reading->new_text = g_strdup("");
    reading->quoted_text = g_strdup("");
    reading->signature = g_strdup("");
    reading->problem = g_strdup(why);
    return reading;
}

/* The worker is gone: the message in its hands pays for it, unless it was ended from outside, which
 * is forgiven once. The others go to the next worker. */
static bool
replace_worker(ReaderWorker *worker, GError **error)
{
    ReaderDeath death = reader_worker_bury(worker);
    ReaderJob *culprit = g_queue_peek_head(&worker->waiting);

    if (death.never_worked)
        return error_set(error, SEVENTH_ERROR_UNAVAILABLE,
                         "the process that reads mail ends at once (%s); nothing was read",
                         death.why);
    if (culprit != NULL && (!death.from_outside || culprit->interrupted)) {
        culprit->reading = unreadable(death.why);
        g_queue_pop_head(&worker->waiting);
    } else if (culprit != NULL) {
        culprit->interrupted = true;
    }
    for (GList *link = worker->waiting.head; link != NULL; link = link->next)
        ((ReaderJob *)link->data)->sent = 0;
    return worker->waiting.length == 0 || reader_worker_start(worker, error);
}

bool
mail_reader_push(MailReader *self, GBytes *message, Instant now_us, GError **error)
{
    ReaderJob *job = reader_job_new(message, now_us);

    if (!reader_program_offered()) {
        job->reading = mail_read(message, now_us);
        g_queue_push_tail(&self->order, job);
        return true;
    }
    ReaderWorker *worker = &self->workers[self->next];
    if (worker->pid == 0 && !reader_worker_start(worker, error)) {
        reader_job_free(job);
        return false;
    }
    job->worker = self->next;
    self->next = (self->next + 1) % self->worker_count;
    g_queue_push_tail(&self->order, job);
    g_queue_push_tail(&worker->waiting, job);
    /* What does not go out now goes when an answer is waited for; so does the news of a death. */
    (void)reader_worker_send(worker);
    return true;
}

MailReading *
mail_reader_pop(MailReader *self, GError **error)
{
    ReaderJob *job = g_queue_peek_head(&self->order);

    g_assert(job != NULL);
    while (job->reading == NULL) {
        ReaderWorker *worker = &self->workers[job->worker];
        if (!reader_worker_wait(worker) && !replace_worker(worker, error))
            return NULL;
    }
    MailReading *reading = g_steal_pointer(&job->reading);
    g_queue_pop_head(&self->order);
    reader_job_free(job);
    return reading;
}

MailReading *
mail_reader_read(MailReader *self, GBytes *message, Instant now_us, GError **error)
{
    G_GNUC_UNUSED g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&self->mutex);

    return mail_reader_push(self, message, now_us, error) ? mail_reader_pop(self, error) : NULL;
}
