/* What goes through the pipes between mail/reader.c and its workers. */
#pragma once

#include <stdbool.h>

#include "base/instant.h"

#define READER_WORKER "--read-mail"
#define READER_FAULTS "--with-faults"
#define READER_MAX_MESSAGE (8u << 20) /* what is longer is cut */
#define READER_MAX_ANSWER (32u << 20)

/* Before each message. Each answer is its length as a guint32 and a reading (reading_wire.h); an
 * empty one comes first and says that the worker is in its cage. */
typedef struct {
    guint32 length, unused;
    Instant now_us;
} ReaderRequest;

/* Did main() ask mail_reader_is_worker()? */
bool reader_program_offered(void);
