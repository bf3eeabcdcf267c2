/* The log: one line an event on stderr, for jobs, faces and main. Library rooms return errors
 * instead.
 *
 *     2026-11-26T09:00:00Z info work: 12 sent, 1 held
 */
#pragma once

#include <glib.h>

typedef enum { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR } LogLevel;

/* Nothing below this level is written; LOG_INFO at the start. */
void log_set_level(LogLevel level);
void log_line(LogLevel level, const char *place, const char *format, ...) G_GNUC_PRINTF(3, 4);
