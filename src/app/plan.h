/* The plan: all touches ahead of a person, as if each were made when due and nobody reacted. */
#pragma once

#include "app/app.h"

/* One planned touch; `rank` orders touches of one instant the same on every database. */
typedef struct {
    Instant due_from_us, due_until_us;
    int64_t prospect_id;
    json_t *row; /* as `plan --json` prints it */
} PlannedTouch;

/* Appends the touches of one person up to `until_us` to `touches` (GArray of PlannedTouch with a
 * clear function, see plan_touches_new()): what is open first, then what the planner sees ahead. */
bool plan_person(App *app, DbConn *conn, int64_t prospect_id, Instant until_us, GArray *touches,
                 GError **error);

GArray *plan_touches_new(void);
/* In time order, then by person. */
void plan_touches_sort(GArray *touches);
