/* Public holidays and weekends of countries and their regions, from 2025 to 2037.
 *
 * The table is made at build time from the npm package date-holidays and linked in; lookups are
 * pure, allocate nothing and take some ten nanoseconds. Only whole days that are public holidays
 * count: no bank, school or half holidays, no observances. Names are English where the source has
 * them, else local.
 *
 * Disadvantages: holidays that are announced year by year (Islamic ones after the moon, bridge
 * days) are forecasts; holidays of a single town are known for a few towns only. A workspace
 * corrects both with its own days (`seventh day-off`). Outside the years there are no holidays. */
#pragma once

#include "base/instant.h"

/* A country or region: a small number, stable within one build only. HOLIDAY_NOWHERE has no
 * holidays and a weekend of Saturday and Sunday. */
typedef uint16_t HolidayPlaceId;
#define HOLIDAY_NOWHERE 0

/* The place of an alpha-2 country code in capitals and a region as people write it ("BY", "Bayern",
 * "Bavaria"; may be NULL). A region that is not known by itself is looked up as its country. */
HolidayPlaceId holiday_place(const char *country_code, const char *region);

/* The holiday's name, or NULL when that day is none. Lives as long as the process. */
const char *holiday_on(HolidayPlaceId place, Day day);

/* The days of the weekend as bits (1 << weekday, 0 Monday), as CLDR's weekData has them. */
unsigned holiday_weekend(HolidayPlaceId place);

/* Where that holiday is kept: "Bavaria" when only there, else "Germany", as it stands in a
 * sentence. */
const char *holiday_where(HolidayPlaceId place, Day day);
