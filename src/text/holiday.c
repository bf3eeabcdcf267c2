/* Looking holidays up in the table of tools/holidaygen.mjs. See holiday.h. */
#include "text/holiday.h"

#include <string.h>

#include "text/fold.h"
#include "text/holiday_tables.h"
#include "text/place.h"

/* The longest key is about 60 bytes; a longer text is no region. */
#define KEY_SIZE 128

/* The first place of a country, which is the country itself; they are in order of their codes. */
static HolidayPlaceId
country_place(const char *code)
{
    unsigned low = 1, high = HOLIDAY_PLACE_COUNT;

    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        if (strcmp(HOLIDAY_PLACES[middle].country, code) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < HOLIDAY_PLACE_COUNT && strcmp(HOLIDAY_PLACES[low].country, code) == 0
               ? (HolidayPlaceId)low
               : HOLIDAY_NOWHERE;
}

static HolidayPlaceId
region_place(const char *country_code, const char *region)
{
    char key[KEY_SIZE] = { country_code[0], country_code[1], '/' };
    unsigned low = 0, high = HOLIDAY_REGION_KEY_COUNT;

    if (!text_fold(region, key + 3, sizeof key - 3) || key[3] == '\0')
        return HOLIDAY_NOWHERE;
    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        int order = strcmp(key, HOLIDAY_REGION_KEYS[middle].key);
        if (order == 0)
            return HOLIDAY_REGION_KEYS[middle].value;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return HOLIDAY_NOWHERE;
}

HolidayPlaceId
holiday_place(const char *country_code, const char *region)
{
    HolidayPlaceId country, place;

    if (country_code == NULL || strlen(country_code) != 2)
        return HOLIDAY_NOWHERE;
    country = country_place(country_code);
    if (country == HOLIDAY_NOWHERE || region == NULL)
        return country;
    place = region_place(country_code, region);
    return place != HOLIDAY_NOWHERE ? place : country;
}

/* The entry of a place's own list, or NULL. */
static const HolidayEntry *
entry_on(const HolidayPlace *place, uint16_t day)
{
    const HolidayEntry *entries = HOLIDAY_ENTRIES + place->first;
    unsigned low = 0, high = place->count;

    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        if (entries[middle].day == day)
            return &entries[middle];
        if (entries[middle].day < day)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* The entry that decides, and the place it was found in. */
static const HolidayEntry *
find_entry(HolidayPlaceId place, Day day, HolidayPlaceId *ret_where)
{
    if (day < HOLIDAY_FIRST_DAY || day > HOLIDAY_LAST_DAY || place >= HOLIDAY_PLACE_COUNT)
        return NULL;
    for (; place != HOLIDAY_NOWHERE; place = HOLIDAY_PLACES[place].parent) {
        const HolidayEntry *entry =
            entry_on(&HOLIDAY_PLACES[place], (uint16_t)(day - HOLIDAY_FIRST_DAY));
        *ret_where = place;
        if (entry != NULL)
            return entry->name != 0 ? entry : NULL;
    }
    return NULL;
}

const char *
holiday_on(HolidayPlaceId place, Day day)
{
    HolidayPlaceId where;
    const HolidayEntry *entry = find_entry(place, day, &where);

    return entry != NULL ? HOLIDAY_NAMES[entry->name] : NULL;
}

unsigned
holiday_weekend(HolidayPlaceId place)
{
    return HOLIDAY_PLACES[place < HOLIDAY_PLACE_COUNT ? place : HOLIDAY_NOWHERE].weekend;
}

const char *
holiday_where(HolidayPlaceId place, Day day)
{
    HolidayPlaceId where = place;
    const HolidayPlace *found;

    find_entry(place, day, &where);
    found = &HOLIDAY_PLACES[where < HOLIDAY_PLACE_COUNT ? where : HOLIDAY_NOWHERE];
    if (found->name[0] != '\0')
        return found->name;
    const char *country = place_country_name(found->country);
    return country != NULL ? country : found->country;
}
