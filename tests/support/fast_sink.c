/* One loop over poll(), one state machine a connection; see fast_sink.h. */
#include "support/fast_sink.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CONNECTIONS_MAX = 256, BUFFER_BYTES = 64 << 10, LATE_MS = 5 };

typedef enum {
    ACCEPT,
    LATE,
    DROP_AFTER_DOT,
    LOSE_AFTER_DOT,
    DROP_BEFORE_DOT,
    DROP_AT_ENVELOPE,
    DEFER_RCPT,
    DEFER_DOT,
    REFUSE_RCPT,
    REFUSE_DOT,
} Whim;

typedef struct {
    bool behaves;
    guint drops;
    guint8 counts[]; /* two a number: accepted, refused */
} Journal;

struct FastSink {
    pid_t process;
    guint port, numbers;
    gsize bytes;
    Journal *journal;
};

typedef struct {
    int fd;
    char in[BUFFER_BYTES];
    gsize length;
    bool in_data, open;
    guint number; /* of the present message */
    Whim whim;
    gint64 answer_us; /* when a late answer goes out; 0: none is due */
} Connection;

typedef struct {
    FastSinkRules rules;
    Journal *journal;
    guint numbers, accepted_connections;
    uint64_t dice;
    Connection *connections[CONNECTIONS_MAX];
} Server;

static guint
roll(Server *self, guint sides)
{
    self->dice ^= self->dice << 13;
    self->dice ^= self->dice >> 7;
    self->dice ^= self->dice << 17;
    return (guint)(self->dice % sides);
}

static Whim
choose(Server *self)
{
    const FastSinkRules *rules = &self->rules;
    const guint chances[] = { rules->late,
                              rules->drop_after_dot,
                              rules->lose_after_dot,
                              rules->drop_before_dot,
                              rules->drop_at_envelope,
                              rules->defer,
                              rules->refuse };
    static const Whim WHIMS[] = {
        LATE,       DROP_AFTER_DOT, LOSE_AFTER_DOT, DROP_BEFORE_DOT, DROP_AT_ENVELOPE,
        DEFER_RCPT, REFUSE_RCPT
    };
    guint number = roll(self, 1000);

    for (gsize i = 0; i < G_N_ELEMENTS(chances) && !self->journal->behaves; i++) {
        if (number < chances[i])
            return WHIMS[i] >= DEFER_RCPT ? (Whim)(WHIMS[i] + roll(self, 2)) : WHIMS[i];
        number -= chances[i];
    }
    return ACCEPT;
}

static void
say(Connection *connection, const char *words)
{
    if (send(connection->fd, words, strlen(words), MSG_NOSIGNAL) < 0)
        connection->open = false;
}

static void
drop(Server *self, Connection *connection)
{
    self->journal->drops++;
    connection->open = false;
}

/* The journal first, the answer after it. */
static void
note(Server *self, guint number, bool accepted)
{
    guint8 *count = &self->journal->counts[2 * (number % self->numbers) + (accepted ? 0 : 1)];

    if (*count < UINT8_MAX)
        __atomic_add_fetch(count, 1, __ATOMIC_SEQ_CST);
}

static void
take_dot(Server *self, Connection *connection)
{
    connection->in_data = false;
    switch (connection->whim) {
    case DROP_AFTER_DOT:
        note(self, connection->number, true);
        drop(self, connection);
        break;
    case LOSE_AFTER_DOT:
        drop(self, connection);
        break;
    case DEFER_DOT:
        say(connection, "451 4.3.0 later\r\n");
        break;
    case REFUSE_DOT:
        note(self, connection->number, false);
        say(connection, "554 5.6.0 never\r\n");
        break;
    case LATE:
        note(self, connection->number, true);
        connection->answer_us = g_get_monotonic_time() + 1000 * roll(self, LATE_MS);
        break;
    case ACCEPT:
    case DROP_BEFORE_DOT:
    case DROP_AT_ENVELOPE:
    case DEFER_RCPT:
    case REFUSE_RCPT:
        note(self, connection->number, true);
        say(connection, "250 2.0.0 kept\r\n");
        break;
    }
}

static void
take_recipient(Server *self, Connection *connection, const char *line)
{
    const char *at = strchr(line, '<');

    connection->number = at != NULL && at[1] == 'm' ? (guint)atoi(at + 2) : 0;
    connection->whim = choose(self);
    if (connection->whim == DROP_AT_ENVELOPE) {
        drop(self, connection);
    } else if (connection->whim == DEFER_RCPT) {
        say(connection, "451 4.7.1 later\r\n");
        connection->number = G_MAXUINT;
    } else if (connection->whim == REFUSE_RCPT) {
        note(self, connection->number, false);
        say(connection, "550 5.1.1 nobody\r\n");
        connection->number = G_MAXUINT;
    } else {
        say(connection, "250 2.1.5 fine\r\n");
    }
}

static void
take_command(Server *self, Connection *connection, const char *line)
{
    if (g_ascii_strncasecmp(line, "EHLO", 4) == 0) {
        say(connection, self->accepted_connections++ % 2 == 0
                            ? "250-fast.test\r\n250-PIPELINING\r\n250 8BITMIME\r\n"
                            : "250-fast.test\r\n250 8BITMIME\r\n");
    } else if (g_ascii_strncasecmp(line, "RCPT", 4) == 0) {
        take_recipient(self, connection, line);
    } else if (g_ascii_strncasecmp(line, "DATA", 4) == 0) {
        if (connection->number == G_MAXUINT) {
            say(connection, "503 5.5.1 nobody to send to\r\n");
        } else {
            connection->in_data = true;
            say(connection, "354 go ahead\r\n");
        }
    } else if (g_ascii_strncasecmp(line, "QUIT", 4) == 0) {
        connection->open = false;
    } else {
        if (g_ascii_strncasecmp(line, "MAIL", 4) == 0)
            connection->number = G_MAXUINT;
        say(connection, "250 2.0.0 fine\r\n");
    }
}

static void
take_line(Server *self, Connection *connection, char *line)
{
    if (!connection->in_data)
        take_command(self, connection, line);
    else if (strcmp(line, ".") == 0)
        take_dot(self, connection);
    else if (connection->whim == DROP_BEFORE_DOT)
        drop(self, connection);
}

static void
take_lines(Server *self, Connection *connection)
{
    char *line = connection->in, *end;

    while (connection->open && connection->answer_us == 0 &&
           (end = memchr(line, '\n', connection->length - (gsize)(line - connection->in))) !=
               NULL) {
        end[end > line && end[-1] == '\r' ? -1 : 0] = '\0';
        take_line(self, connection, line);
        line = end + 1;
    }
    connection->length -= (gsize)(line - connection->in);
    memmove(connection->in, line, connection->length);
    if (connection->length == sizeof connection->in - 1)
        connection->open = false; /* nobody's line is so long */
}

static void
read_some(Server *self, Connection *connection)
{
    ssize_t got = recv(connection->fd, connection->in + connection->length,
                       sizeof connection->in - 1 - connection->length, MSG_DONTWAIT);

    if (got <= 0) {
        connection->open = got < 0 && (errno == EAGAIN || errno == EINTR);
        return;
    }
    connection->length += (gsize)got;
    take_lines(self, connection);
}

static void
accept_one(Server *self, int listener)
{
    int fd = accept(listener, NULL, NULL), one = 1;

    if (fd < 0)
        return;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    for (guint i = 0; i < CONNECTIONS_MAX; i++)
        if (self->connections[i] == NULL) {
            self->connections[i] = calloc(1, sizeof(Connection));
            self->connections[i]->fd = fd;
            self->connections[i]->open = true;
            self->connections[i]->number = G_MAXUINT;
            say(self->connections[i], "220 fast.test\r\n");
            return;
        }
    close(fd);
}

static void
answer_late(Server *self, Connection *connection)
{
    if (connection->answer_us == 0 || g_get_monotonic_time() < connection->answer_us)
        return;
    connection->answer_us = 0;
    say(connection, "250 2.0.0 kept, late\r\n");
    take_lines(self, connection); /* what was pipelined behind it */
}

static void
serve(Server *self, int listener)
{
    struct pollfd polls[CONNECTIONS_MAX + 1];
    Connection *polled[CONNECTIONS_MAX + 1];

    for (;;) {
        nfds_t count = 0;
        bool late = false;
        polls[count++] = (struct pollfd){ listener, POLLIN, 0 };
        for (guint i = 0; i < CONNECTIONS_MAX; i++) {
            Connection *connection = self->connections[i];
            if (connection != NULL && !connection->open) {
                close(connection->fd);
                free(connection);
                self->connections[i] = connection = NULL;
            }
            if (connection == NULL)
                continue;
            late |= connection->answer_us != 0;
            polled[count] = connection;
            polls[count++] =
                (struct pollfd){ connection->fd, connection->answer_us != 0 ? 0 : POLLIN, 0 };
        }
        poll(polls, count, late ? 1 : 1000);
        if (polls[0].revents != 0)
            accept_one(self, listener);
        for (nfds_t i = 1; i < count; i++) {
            if (polls[i].revents != 0 && polled[i]->answer_us == 0)
                read_some(self, polled[i]);
            else if (polls[i].revents != 0)
                polled[i]->open = false;
            answer_late(self, polled[i]);
        }
    }
}

FastSink *
fast_sink_start(const FastSinkRules *rules, guint numbers)
{
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    FastSink *self = g_new0(FastSink, 1);

    if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(listener, 1024) != 0 ||
        getsockname(listener, (struct sockaddr *)&address, &length) != 0)
        g_error("fast_sink: %s", g_strerror(errno));
    self->numbers = numbers;
    self->port = ntohs(address.sin_port);
    self->bytes = sizeof(Journal) + 2 * (gsize)numbers;
    self->journal =
        mmap(NULL, self->bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    g_assert(self->journal != MAP_FAILED);
    pid_t parent = getpid();
    self->process = fork();
    if (self->process == 0) {
        Server *server = calloc(1, sizeof *server);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent)
            _exit(1);
        *server = (Server){ .rules = *rules,
                            .journal = self->journal,
                            .numbers = numbers,
                            .dice = 0x9E3779B97F4A7C15 };
        serve(server, listener);
    }
    close(listener);
    return self;
}

void
fast_sink_stop(FastSink *self)
{
    kill(self->process, SIGKILL);
    waitpid(self->process, NULL, 0);
    munmap(self->journal, self->bytes);
    g_free(self);
}

guint
fast_sink_port(const FastSink *self)
{
    return self->port;
}

guint
fast_sink_accepted(const FastSink *self, guint number)
{
    return self->journal->counts[2 * number];
}

guint
fast_sink_refused(const FastSink *self, guint number)
{
    return self->journal->counts[2 * number + 1];
}

guint
fast_sink_drops(const FastSink *self)
{
    return self->journal->drops;
}

void
fast_sink_behave(FastSink *self)
{
    self->journal->behaves = true;
}
