/* What was done with a person so far, in short: the gauge, the last touch, the number of attempts.
 */
#pragma once

#include "app/gauge_load.h"

typedef struct {
    Gauge gauge;
    int attempts;
    Instant last_us; /* INSTANT_NONE: never touched */
    char *last_channel, *last_outcome;
    GPtrArray *value_points; /* char *, said so far, oldest first, once each */
    GPtrArray *others;       /* char *, newest first: what others than the owner did lately */
} PersonPast;

/* `owner_id`: the user whose person it is, DB_NULL_INT: nobody's. Cleared with person_past_clear()
 * also after a failure. */
bool person_past_load(App *app, DbConn *conn, const GaugeOf *whose, int64_t owner_id,
                      PersonPast *ret_past, GError **error);
void person_past_clear(PersonPast *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PersonPast, person_past_clear)

/* The gauge as gauge_to_json() has it; its reasons name colleagues of ours who were there too. */
json_t *person_gauge_json(const PersonPast *self);

/* {"at","channel","outcome","say"} or null. */
json_t *person_last_touch_json(const PersonPast *self, const Zone *zone, Instant now_us);
