/* Instants and days: how time is stored and printed.
 *
 * An Instant is microseconds since 1970-01-01T00:00:00Z, as stored in the database. INSTANT_NONE
 * means "no instant" and is stored as NULL. A Day counts civil days since 1970-01-01 in the
 * proleptic Gregorian calendar; it has no zone of its own (base/zone.h brings the two together). */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef int64_t Instant;
typedef int32_t Day;

#define INSTANT_NONE INT64_MIN
#define SECOND_US INT64_C(1000000)
#define MINUTE_US (60 * SECOND_US)
#define HOUR_US (60 * MINUTE_US)
#define DAY_US (24 * HOUR_US)

/* Years 1 to 9999. */
typedef struct {
    int year, month, day; /* month 1-12, day 1-31 */
} CivilDate;

Day day_of(CivilDate date);
CivilDate day_to_date(Day day);
/* 0 Monday ... 6 Sunday. */
int day_weekday(Day day);
/* "2026-11-26"; false when the text is no such date. */
bool day_parse(const char *text, Day *ret_day);

/* Reads RFC 3339 ("2026-11-26T09:00:00+01:00", "...Z", fraction up to µs, a blank for the T
 * allowed). Errors: INVALID, naming the text and the form expected. */
bool instant_parse(const char *text, Instant *ret_us, GError **error);

#define INSTANT_TEXT_SIZE 40
/* Writes RFC 3339 with the offset `offset_s` (seconds east of UTC); the fraction only when there is
 * one. Returns `out`. */
char *instant_format(Instant us, int32_t offset_s, char out[INSTANT_TEXT_SIZE]);
