/* The reasons of the calendar in words: holidays, closed days, days off, days with other hours. For
 * reason.c. */
#pragma once

#include "core/reason.h"

/* "Sat 28 Nov", with the year when it is not `now`'s. Free with g_free(). */
char *reason_say_day(const Zone *zone, Day day, Instant now_us);

/* The sentence of REASON_HOLIDAY, REASON_CLOSED_DAY, REASON_DAY_OFF or REASON_OWN_HOURS. Free with
 * g_free(). */
char *reason_say_calendar(const Reason *reason, const Zone *zone, Instant now_us);
