/* What templates need beside the rows of operations: icons, links, dots. Nothing here decides
 * anything. Every function adds keys to the row it is given. */
#pragma once

#include "base/json.h"
#include "base/zone.h"

/* "channel_icon" by "channel", and "channel_say" where the row has none. */
void decorate_channel(json_t *row);

/* The way to the person on the row's channel, by "phone", "mobile", "prospect", "subject", "body":
 * "ways", a list of {href, label, icon, key?, primary?}. Empty where there is nothing to click. */
void decorate_ways(json_t *row);

/* "dots", one word a step ("made", "due" or ""), by "step" and "steps". */
void decorate_steps(json_t *row);

/* Of a row with "gauge": its "percent" for the dial. */
void decorate_gauge(json_t *row);

/* "zone_city": "Berlin" by "zone" "Europe/Berlin". */
void decorate_zone(json_t *row);

/* "when": "now", or "14:00" by "due_from" when that is still to come. */
void decorate_when(json_t *row, Instant now_us);

/* "has_<key>": whether the list under `key` has anything in it. */
void decorate_has(json_t *row, const char *key);

/* "why": all "reasons" of the planner in its own words; null when it gave none. */
void decorate_why(json_t *row);
/* "Fleet size" of a field "fleet_size"; free with g_free(). */
char *decorate_field_name(const char *name);

/* "20 Nov" of an RFC 3339 instant, on its own clock; NULL for anything else. Free with g_free(). */
char *decorate_short_day(const char *instant);

/* "Thursday 26 November"; free with g_free(). */
char *decorate_date(const Zone *zone, Instant us);

/* "1 reply", "3 replies"; free with g_free(). */
char *decorate_count(int64_t count, const char *one, const char *many);
