/* From touches, answers by mail and what colleagues let us know to a gauge, and to what it asks of
 * the planner. */
#pragma once

#include "app/app.h"
#include "core/gauge.h"
#include "core/planner.h"

typedef struct {
    int64_t prospect_id, account_id; /* account DB_NULL_INT: none, so no colleagues */
    const Zone *zone;
    int floor_attempts;
    bool shut; /* no path leads to the person */
} GaugeOf;

/* Appends a touch, oldest first, with what it said: `key` names the value point (0: none), so that
 * a repeat is known from those before. */
void gauge_add_touch(GArray *touches, Instant at_us, ChannelKind channel, Outcome outcome,
                     uint64_t key, GHashTable *keys);
/* A set of keys for gauge_add_touch(). */
GHashTable *gauge_keys_new(void);

/* Adds what is not in `touches` (GaugeTouch; sorted here) and reads the gauge. */
bool gauge_load(App *app, DbConn *conn, const GaugeOf *whose, GArray *touches, Gauge *ret_gauge,
                GError **error);

/* The band, the value, and when a rest would be over. */
Pressure gauge_pressure(const Gauge *gauge, const Zone *zone, Instant now_us);
