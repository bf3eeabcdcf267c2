/* The watch: cuts off connections that take too long over a request or an answer.
 *
 * libmicrohttpd's own timeout starts anew with each byte, so a client that sends one byte every few
 * seconds would hold its connection for ever. The watch counts seconds on a thread of its own; each
 * connection carries the second at which its patience ends, and past it the socket is shut down.
 *
 * What it is not: a clock. Seconds may be a little long under load. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct HttpWatch HttpWatch;
typedef struct HttpLink HttpLink;

/* `patience_s`: how long a head may take; bodies and answers get 1 s more for each 4 KiB. */
HttpWatch *http_watch_new(guint patience_s);
/* Every link must be closed before. */
void http_watch_free(HttpWatch *self);

/* From the connection's first moment until its socket is about to be closed. */
HttpLink *http_watch_open(HttpWatch *self, int fd);
void http_watch_close(HttpWatch *self, HttpLink *link);

/* The connection waits for a next request: it may idle, then send a head. */
void http_watch_wait(HttpWatch *self, HttpLink *link);
/* Something began that moves bytes on the wire. Returns the second it began. */
int http_watch_begin(HttpWatch *self, HttpLink *link, uint64_t bytes);
/* `bytes` have moved since the second `begun`. */
void http_watch_progress(HttpWatch *self, HttpLink *link, int begun, uint64_t bytes);
/* The handler works: its time is its own. */
void http_watch_pause(HttpLink *link);
