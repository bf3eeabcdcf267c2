/* What days off do to the work that was planned for them. */
#pragma once

#include "app/app.h"

/* Days on which somebody is not there or works other hours, as a row of the store says it. The
 * texts are borrowed, NULL where they do not apply. */
typedef struct {
    int64_t id, user_id, hand_over_id; /* DB_NULL_INT: none */
    const char *country, *region, *kind, *name;
    Day from, until;
    DayWindow hours;
} DayOffRow;

/* Has the open tasks of these days planned anew, unless a colleague does them, and adds to `result`
 * how many ("planned_anew") and the promises that would be broken ("promises", at most 100 a
 * person). Days of a country concern nobody's tasks. Errors: the database's. */
bool
day_off_make_room(App *app, DbConn *conn, const DayOffRow *row, json_t *result, GError **error);

/* The days are gone: what they had moved is planned anew. Errors: the database's. */
bool
day_off_give_back(App *app, DbConn *conn, const DayOffRow *row, int64_t *ret_moved, GError **error);
