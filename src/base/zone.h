/* Zones: civil time under an IANA time zone.
 *
 * A Zone is looked up by name once and lives as long as the process; asking it is lock-free and
 * does not allocate, because the planner asks it millions of times. It holds the offsets of 1970 to
 * 2070 as a sorted table taken from GTimeZone (the system's tzdata).
 *
 * Disadvantage: a tzdata update is seen at the next start only. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/instant.h"

typedef struct Zone Zone;

/* Errors: INVALID when tzdata knows no such zone; the message suggests the form "Europe/Berlin". */
const Zone *zone_get(const char *name, GError **error);
/* UTC; never fails. */
const Zone *zone_utc(void);
const char *zone_name(const Zone *zone);

/* Seconds east of UTC at this instant. */
int32_t zone_offset_at(const Zone *zone, Instant us);

/* The civil day and the µs since its local midnight (as a clock on the wall shows it). */
Day zone_day_at(const Zone *zone, Instant us, int64_t *ret_in_day_us);

/* The instant at which a wall clock shows `in_day_us` on `day`. In a gap (spring) the instant the
 * gap ends; in an overlap (autumn) the first of the two. */
Instant zone_instant_of(const Zone *zone, Day day, int64_t in_day_us);

/* RFC 3339 with the zone's offset at that instant. Returns `out`. */
char *zone_format(const Zone *zone, Instant us, char out[INSTANT_TEXT_SIZE]);

/* As people say it: "Thu 26 Nov, 09:00"; with the year when it is not `now`'s. Free with g_free().
 */
char *zone_say(const Zone *zone, Instant us, Instant now_us);
