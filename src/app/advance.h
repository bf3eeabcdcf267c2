/* Advancing: what is due is decided by the planner and carried out up to the point where something
 * leaves the house.
 *
 * A due enrollment is claimed with a lease and looked at once: its next touch becomes a queued mail
 * (touch, ledger row and outbox row in one transaction), a task in Today, a held touch, or a later
 * date. Sending itself is app/deliver.h. */
#pragma once

#include "app/app.h"

typedef struct {
    int64_t claimed, queued, tasks_created, held, finished, moved;
} AdvanceCount;

/* Claims and settles at most `limit` due enrollments; adds to `count`. */
bool advance_due(App *app, int limit, AdvanceCount *count, GError **error);

/* Marks promises whose window has passed as broken; their tasks stay, and say so. */
bool advance_promises(App *app, GError **error);
