/* Spawning a worker, and the bytes that go to it and come back. */
#include "mail/reader_job.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "mail/reader_wire.h"
#include "mail/reading_wire.h"

#define PATIENCE_US (INT64_C(30) * 1000 * 1000)
#define CHUNK 65536

/* For tests of the real program: workers obey the header X-Seventh-Fault. */
#define FAULTS_VARIABLE "SEVENTH_TEST_READER_FAULTS"

ReaderJob *
reader_job_new(GBytes *message, Instant now_us)
{
    ReaderJob *self = g_new0(ReaderJob, 1);

    self->message = g_bytes_ref(message);
    self->now_us = now_us;
    return self;
}

void
reader_job_free(void *job)
{
    ReaderJob *self = job;

    g_bytes_unref(self->message);
    mail_reading_free(self->reading);
    g_free(self);
}

void
reader_worker_init(ReaderWorker *self)
{
    *self = (ReaderWorker){ .wire = -1, .in = g_byte_array_new() };
    g_queue_init(&self->waiting);
}

/* --- the process ------------------------------------------------------------------------------ */

static int
spawn(int wire, pid_t *ret_pid)
{
    static char name[] = "seventh", worker[] = READER_WORKER, faults[] = READER_FAULTS;
    static char language[] = "LC_ALL=C.UTF-8";
    static char slices[] = "G_SLICE=always-malloc"; /* quicker in a process with one thread */
    char *const arguments[] = { name, worker, g_getenv(FAULTS_VARIABLE) != NULL ? faults : NULL,
                                NULL };
    /* The environment may hold secrets, and the worker needs none of it. */
    char *const environment[] = { language, slices, NULL };
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;

    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    int failed = posix_spawn_file_actions_adddup2(&actions, wire, STDIN_FILENO);
    failed |= posix_spawn_file_actions_adddup2(&actions, wire, STDOUT_FILENO);
    failed |= posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    /* A group of its own: Ctrl-C is for us, and we tell the worker by closing the wire. */
    failed |= posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    if (failed == 0)
        failed =
            posix_spawn(ret_pid, "/proc/self/exe", &actions, &attributes, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return failed;
}

bool
reader_worker_start(ReaderWorker *self, GError **error)
{
    int wires[2];

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, wires) != 0)
        return error_set(error, SEVENTH_ERROR_UNAVAILABLE,
                         "no way to a process that reads mail: %s", g_strerror(errno));
    int failed = spawn(wires[1], &self->pid);
    close(wires[1]);
    if (failed != 0) {
        close(wires[0]);
        self->pid = 0;
        return error_set(error, SEVENTH_ERROR_UNAVAILABLE,
                         "the process that reads mail cannot be started: %s", g_strerror(failed));
    }
    self->wire = wires[0];
    self->ready = self->overdue = self->lied = false;
    self->since_us = g_get_monotonic_time();
    g_byte_array_set_size(self->in, 0);
    return true;
}

void
reader_worker_end(ReaderWorker *self)
{
    if (self->pid != 0) {
        kill(self->pid, SIGKILL);
        (void)reader_worker_bury(self);
    }
    g_queue_clear(&self->waiting);
    g_clear_pointer(&self->in, g_byte_array_unref);
}

ReaderDeath
reader_worker_bury(ReaderWorker *self)
{
    int status = 0;

    close(self->wire);
    self->wire = -1;
    while (waitpid(self->pid, &status, 0) < 0 && errno == EINTR)
        ;
    self->pid = 0;
    int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    ReaderDeath death = { .never_worked = !self->ready };
    if (self->overdue || signal == SIGPROF || signal == SIGXCPU)
        death.why = "reading it took longer than a message may take";
    else if (self->lied)
        death.why = "what was read of it made no sense";
    else if (signal == SIGABRT || signal == SIGTRAP)
        death.why = "reading it failed, perhaps for want of memory";
    else if (signal == SIGKILL || signal == SIGTERM || signal == SIGHUP)
        death.why = "the process that read it was ended";
    else
        death.why = "reading it crashed";
    death.from_outside = !self->overdue && !self->lied &&
                         (signal == SIGKILL || signal == SIGTERM || signal == SIGHUP);
    return death;
}

/* --- the wire ----------------------------------------------------------------------------------
 */

static gsize
sent_length(const ReaderJob *job)
{
    return MIN(g_bytes_get_size(job->message), READER_MAX_MESSAGE);
}

static ReaderJob *
first_unsent(const ReaderWorker *self)
{
    for (GList *link = self->waiting.head; link != NULL; link = link->next) {
        ReaderJob *job = link->data;
        if (job->sent < sizeof(ReaderRequest) + sent_length(job))
            return job;
    }
    return NULL;
}

/* One sendmsg() of the rest of a request: 1 sent something, 0 would wait, -1 gone. */
static int
send_some(const ReaderWorker *self, ReaderJob *job)
{
    gsize length = sent_length(job), head = sizeof(ReaderRequest);
    ReaderRequest request = { .length = (guint32)length, .now_us = job->now_us };
    gsize done = job->sent < head ? job->sent : head, body = job->sent - done;
    struct iovec pieces[2] = {
        { (char *)&request + done, head - done },
        { (char *)g_bytes_get_data(job->message, NULL) + body, length - body },
    };
    struct msghdr message = { .msg_iov = pieces, .msg_iovlen = 2 };
    ssize_t put = sendmsg(self->wire, &message, MSG_NOSIGNAL | MSG_DONTWAIT);

    if (put < 0)
        return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? 0 : -1;
    job->sent += (gsize)put;
    return 1;
}

bool
reader_worker_send(ReaderWorker *self)
{
    ReaderJob *job;
    int went = 1;

    if (self->waiting.length == 1 && self->waiting.head != NULL)
        self->since_us = g_get_monotonic_time();
    while (went > 0 && (job = first_unsent(self)) != NULL)
        went = send_some(self, job);
    return went >= 0;
}

/* Takes whole answers out of what came in; false when one is none. */
static bool
take_answers(ReaderWorker *self)
{
    gsize used = 0;
    guint32 length;

    while (self->in->len - used >= sizeof length) {
        memcpy(&length, self->in->data + used, sizeof length);
        if (length > READER_MAX_ANSWER)
            return false;
        if (self->in->len - used - sizeof length < length)
            break;
        self->since_us = g_get_monotonic_time();
        if (length == 0) {
            self->ready = true;
            used += sizeof length;
            continue;
        }
        ReaderJob *job = g_queue_pop_head(&self->waiting);
        if (job == NULL)
            return false;
        job->reading = reading_wire_read(self->in->data + used + sizeof length, length);
        if (job->reading == NULL) {
            g_queue_push_head(&self->waiting, job);
            return false;
        }
        used += sizeof length + length;
    }
    g_byte_array_remove_range(self->in, 0, (guint)used);
    return true;
}

static bool
receive(ReaderWorker *self)
{
    guint before = self->in->len;

    g_byte_array_set_size(self->in, before + CHUNK);
    ssize_t got = recv(self->wire, self->in->data + before, CHUNK, MSG_DONTWAIT);
    g_byte_array_set_size(self->in, before + (got > 0 ? (guint)got : 0));
    if (got < 0)
        return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
    if (got == 0)
        return false;
    if (take_answers(self))
        return true;
    self->lied = true;
    kill(self->pid, SIGKILL);
    return false;
}

bool
reader_worker_wait(ReaderWorker *self)
{
    gint64 left_us = self->since_us + PATIENCE_US - g_get_monotonic_time();
    bool sends = first_unsent(self) != NULL;
    struct pollfd wire = { .fd = self->wire, .events = (short)(POLLIN | (sends ? POLLOUT : 0)) };
    int ready = poll(&wire, 1, left_us > 0 ? (int)(left_us / 1000) + 1 : 0);

    if (ready < 0)
        return errno == EINTR;
    if (ready == 0) {
        self->overdue = true;
        kill(self->pid, SIGKILL);
        return false;
    }
    if ((wire.revents & POLLOUT) != 0 && !reader_worker_send(self))
        return false;
    return (wire.revents & (POLLIN | POLLHUP | POLLERR)) == 0 || receive(self);
}
