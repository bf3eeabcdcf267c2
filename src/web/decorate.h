/* What templates need beside the rows of operations: icons, links, dots. Nothing here decides
 * anything. Every function adds keys to the row it is given. */
#pragma once

#include "base/json.h"
#include "base/zone.h"

/* "channel_icon" by "channel". */
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

/* "Thursday 26 November"; free with g_free(). */
char *decorate_date(const Zone *zone, Instant us);

/* "1 reply", "3 replies"; free with g_free(). */
char *decorate_count(int64_t count, const char *one, const char *many);
