/* Tables of public holidays, made at build time by tools/holidaygen.mjs from the npm package
 * date-holidays (exact version in web/package.json; its code is under ISC, its data under CC BY-SA
 * 3.0, see docs/calendar.md).
 *
 * For holiday.c only. A place is its index in HOLIDAY_PLACES (0: none); a region keeps only what
 * differs from the place around it. */
#pragma once

#include "text/place_tables.h"

G_BEGIN_DECLS

typedef struct {
    char country[3];
    uint8_t weekend; /* bit per weekday, 0 Monday */
    uint16_t parent; /* the place around it; 0 for a country */
    uint32_t first;  /* in HOLIDAY_ENTRIES */
    uint32_t count;
    const char *name; /* a region's; "" for a country */
} HolidayPlace;

typedef struct {
    uint16_t day;  /* since HOLIDAY_FIRST_DAY */
    uint16_t name; /* in HOLIDAY_NAMES; 0: none here, though there is one in the place around */
} HolidayEntry;

extern const int32_t HOLIDAY_FIRST_DAY, HOLIDAY_LAST_DAY;
extern const HolidayPlace HOLIDAY_PLACES[];
extern const unsigned HOLIDAY_PLACE_COUNT;
/* Of each place in turn, by day. */
extern const HolidayEntry HOLIDAY_ENTRIES[];
extern const char *const HOLIDAY_NAMES[];
/* Keys "DE/bayern" (fold.h); sorted by strcmp(). */
extern const PlaceKey HOLIDAY_REGION_KEYS[];
extern const unsigned HOLIDAY_REGION_KEY_COUNT;

G_END_DECLS
