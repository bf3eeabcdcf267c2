/* A test's own SMTP server: starts tests/support/smtp_sink.py and reads what it kept. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct Sink Sink;

/* Starts a sink with the options of smtp_sink.py, a list ending with NULL; needs
 * g_test_init(). Aborts the test when it does not start. */
Sink *sink_start(const char *first_option, ...) G_GNUC_NULL_TERMINATED;
/* Ends it and removes what it kept. */
void sink_stop(Sink *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sink, sink_stop)

guint sink_port(const Sink *self);
/* How many messages it kept, and over how many connections those came. */
guint sink_count(const Sink *self);
guint sink_connections(const Sink *self);
/* The bytes of message 1, 2, ... Free with g_bytes_unref(). */
GBytes *sink_message(const Sink *self, guint number);
