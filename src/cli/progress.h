/* A progress bar on stderr: only on a terminal, and only for what takes over a second. */
#pragma once

#include "app/app.h"

/* An AppProgress; `data` is unused. `done` and `total` in any unit; total 0: unknown. */
void progress_show(void *data, uint64_t done, uint64_t total);
/* Takes the bar away, if there is one. */
void progress_end(void);
