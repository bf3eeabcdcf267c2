/* Promises: "I'll try you Thursday morning" as a window of instants. */
#pragma once

#include "base/zone.h"

/* Reads what a person types, on the prospect's clock:
 * "2026-11-26T09:00:00+01:00/2026-11-26T12:00:00+01:00", "2026-11-26 morning" (09:00-12:00),
 * "2026-11-26 afternoon" (13:00-17:00), "2026-11-26" (09:00-17:00), "2026-11-26 09:00-12:30",
 * "2026-11-26 15:00" (the half hour before and after), and the same with "today", "tomorrow" or a
 * weekday ("Thursday morning": the next Thursday after today) for the date. Errors: INVALID with
 * what would do; INVALID when the window has passed, ends before it begins or is longer than 14
 * days. */
bool promise_window_parse(const char *text, const Zone *zone, Instant now_us, Instant *ret_from_us,
                          Instant *ret_until_us, GError **error);

/* "Thu 26 Nov, 09:00-12:00". Free with g_free(). */
char *promise_window_say(Instant from_us, Instant until_us, const Zone *zone, Instant now_us);

/* Does the text end with "anyway" ("Saturday 10:00 anyway")? Then it is to be promised though it
 * can hardly be kept. `ret_window` is the text without it; free with g_free(). */
bool promise_window_anyway(const char *text, char **ret_window);
