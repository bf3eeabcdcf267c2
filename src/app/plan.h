/* The plan: all touches ahead, as if each were made when due and nobody reacted.
 *
 * Touches come out in order of time, also those of a million people: what does not fit into memory
 * waits on the disk (app/time_order.h), and a row is made only when it is asked for. */
#pragma once

#include "app/app.h"

typedef struct PlanList PlanList;

PlanList *plan_list_new(App *app);
void plan_list_free(PlanList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PlanList, plan_list_free)

/* Adds the touches of one person up to `until_us`: what is open, then what the planner sees ahead.
 * Errors: snapshot_load()'s, and time_order_add()'s. */
bool
plan_list_add(PlanList *self, DbConn *conn, int64_t prospect_id, Instant until_us, GError **error);

/* The same for everybody in an open enrollment. */
bool plan_list_add_everyone(PlanList *self, DbConn *conn, Instant until_us, GError **error);

/* One touch ahead. `zone` is the person's. */
typedef struct {
    Instant due_from_us, due_until_us;
    const Zone *zone;
    json_t *row; /* as `plan --json` prints it; borrowed */
} PlannedTouch;

/* All touches by time, then by person; once. False from `each` ends the walk. Errors: IO. */
typedef bool (*PlanEach)(const PlannedTouch *touch, void *data);
bool plan_list_each(PlanList *self, PlanEach each, void *data, GError **error);
