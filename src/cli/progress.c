/* One line, redrawn at most ten times a second. Of the command line's one thread. */
#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

#define WIDTH 40
#define REDRAW_US (SECOND_US / 10)

static Instant started_us, drawn_us;
static bool shown;

void
progress_show(G_GNUC_UNUSED void *data, uint64_t done, uint64_t total)
{
    Instant now_us = world_now_us(world_real());

    if (started_us == 0)
        started_us = now_us;
    if (now_us - started_us < SECOND_US || now_us - drawn_us < REDRAW_US || !isatty(STDERR_FILENO))
        return;
    drawn_us = now_us;
    shown = true;
    if (total == 0) {
        fprintf(stderr, "\r%" G_GUINT64_FORMAT " MB read", done >> 20);
        return;
    }
    int filled = (int)(MIN(done, total) * WIDTH / total);
    fputs("\r[", stderr);
    for (int i = 0; i < WIDTH; i++)
        fputc(i < filled ? '=' : ' ', stderr);
    fprintf(stderr, "] %d%%", (int)(MIN(done, total) * 100 / total));
}

void
progress_end(void)
{
    if (shown)
        fputs("\r\033[K", stderr);
    shown = false;
    started_us = drawn_us = 0;
}
