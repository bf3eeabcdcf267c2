/* Reading untrusted mail at arm's length.
 *
 * Messages are read by worker processes that have no file, no socket, and limits on time and memory
 * (mail/reader_cage.h); bytes go in by one pipe and facts come out by another. A message that makes
 * its worker crash, loop or swell costs that message only: the worker is replaced, the message
 * comes back with `problem` set, and the rest goes on. Workers live as long as the MailReader.
 *
 * A program that wants this begins its main() with mail_reader_is_worker(); in others (tests,
 * benchmarks) the reading happens in the process itself. */
#pragma once

#include "base/error.h"
#include "mail/read.h"

typedef struct MailReader MailReader;

/* Is this process started as a worker? Then main() ends with mail_reader_work(). Remembers in
 * either case that this program can be its own worker. */
bool mail_reader_is_worker(int argc, char **argv);
/* Reads until its input ends; returns the exit code. */
int mail_reader_work(int argc, char **argv);

/* Workers start when they are needed, at most `workers` (1 to 8). */
MailReader *mail_reader_new(guint workers);
void mail_reader_free(MailReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MailReader, mail_reader_free)

/* One message, from any thread, one at a time. The reading has a `problem` when the message could
 * not be read. NULL only when no worker can be started (UNAVAILABLE). */
MailReading *mail_reader_read(MailReader *self, GBytes *message, Instant now_us, GError **error);

/* Many messages, in order, by one thread: push up to mail_reader_room() of them ahead, and take
 * each reading with mail_reader_pop(), which waits for it. */
guint mail_reader_room(const MailReader *self);
bool mail_reader_push(MailReader *self, GBytes *message, Instant now_us, GError **error);
MailReading *mail_reader_pop(MailReader *self, GError **error);
