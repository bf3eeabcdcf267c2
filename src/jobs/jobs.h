/* Jobs: the loop behind `seventh serve` that finds what is due and calls app/.
 *
 * One thread runs rounds of work (app/work.h) whenever something is due, at least every few
 * seconds, and at once when poked or when a mailbox has news. Any number of nodes may run it
 * against one database: claims carry leases, and a node may die at any time. */
#pragma once

#include "app/app.h"

typedef struct Jobs Jobs;

/* Starts the thread. It logs what it did and what went wrong, and goes on. */
Jobs *jobs_start(App *app);
/* Somebody did something that may have made work due. Any thread. */
void jobs_poke(Jobs *self);
/* Waits for the round under way, then ends the thread. */
void jobs_stop(Jobs *self);
