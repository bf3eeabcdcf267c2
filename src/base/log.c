/* One line an event on stderr. */
#include "base/log.h"

#include <stdio.h>

#include "base/instant.h"

static gint threshold = LOG_INFO;

void
log_set_level(LogLevel level)
{
    g_atomic_int_set(&threshold, (gint)level);
}

void
log_line(LogLevel level, const char *place, const char *format, ...)
{
    static const char *const NAMES[] = { "debug", "info", "warn", "error" };
    char stamp[INSTANT_TEXT_SIZE];
    va_list args;

    if ((gint)level < g_atomic_int_get(&threshold))
        return;
    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    g_strdelimit(text, "\r\n", ' ');
    instant_format(g_get_real_time() / SECOND_US * SECOND_US, 0, stamp);
    fprintf(stderr, "%s %s %s: %s\n", stamp, NAMES[level], place, text);
}
