/* One worker process and the messages it has been asked to read; inside of reader.c. */
#pragma once

#include <sys/types.h>

#include "base/error.h"
#include "mail/read.h"

typedef struct {
    GBytes *message;
    Instant now_us;
    gsize sent;           /* bytes of the request that are out */
    guint worker;         /* whose it is */
    bool interrupted;     /* its worker was once ended from outside */
    MailReading *reading; /* the answer */
} ReaderJob;

typedef struct {
    pid_t pid; /* 0: not running */
    int wire;
    bool ready;      /* it is in its cage and reads */
    bool overdue;    /* killed because it took too long */
    bool lied;       /* killed because it answered nonsense */
    gint64 since_us; /* of the monotonic clock: when it began what it is doing */
    GQueue waiting;  /* ReaderJob * without an answer, not owned */
    GByteArray *in;
} ReaderWorker;

typedef struct {
    const char *why; /* for a person */
    bool from_outside, never_worked;
} ReaderDeath;

/* Keeps `message`; what is longer than READER_MAX_MESSAGE is not sent. */
ReaderJob *reader_job_new(GBytes *message, Instant now_us);
void reader_job_free(void *job);

void reader_worker_init(ReaderWorker *self);
/* Ends the process and forgets what waits. */
void reader_worker_end(ReaderWorker *self);
/* Errors: UNAVAILABLE. */
bool reader_worker_start(ReaderWorker *self, GError **error);
/* Sends as much of what waits as goes without waiting; false when the worker is gone. */
bool reader_worker_send(ReaderWorker *self);
/* Waits until something was sent or answered; false when the worker is gone or had to be killed. */
bool reader_worker_wait(ReaderWorker *self);
/* Waits for the dead process, and says how it ended. */
ReaderDeath reader_worker_bury(ReaderWorker *self);
