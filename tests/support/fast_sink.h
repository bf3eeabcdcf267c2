/* A fast SMTP server in a process of its own that misbehaves by chance and keeps a journal.
 *
 * Recipients are "m<number>@...". For every number the journal says, in memory shared with the
 * test, how often such a mail was accepted and how often it was refused for good. It is written
 * before the answer goes out, so that it is true whoever dies when. Every other connection is
 * offered PIPELINING. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    /* Chances in 1000 of one message; the rest is accepted at once. */
    guint late;             /* accepted, and the answer comes up to 5 ms late */
    guint drop_after_dot;   /* accepted, and the connection closed instead of an answer */
    guint lose_after_dot;   /* closed after the dot, and not kept */
    guint drop_before_dot;  /* closed within the message */
    guint drop_at_envelope; /* closed instead of an answer to RCPT */
    guint defer;            /* 451, half of them to RCPT, half after the dot */
    guint refuse;           /* 550 or 554, the same */
} FastSinkRules;

typedef struct FastSink FastSink;

/* Starts it; `numbers` mails can be told apart. Call it before any thread is made. */
FastSink *fast_sink_start(const FastSinkRules *rules, guint numbers);
void fast_sink_stop(FastSink *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FastSink, fast_sink_stop)

guint fast_sink_port(const FastSink *self);
guint fast_sink_accepted(const FastSink *self, guint number);
guint fast_sink_refused(const FastSink *self, guint number);
/* How often it did each: for the report of a long run. */
guint fast_sink_drops(const FastSink *self);
/* From now on everything is accepted. */
void fast_sink_behave(FastSink *self);
