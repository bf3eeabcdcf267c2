/* Holidays and days off in words. See reason_calendar.h. */
#include "core/reason_calendar.h"

#include <string.h>

char *
reason_say_day(const Zone *zone, Day day, Instant now_us)
{
    char *text = zone_say(zone, zone_instant_of(zone, day, 12 * HOUR_US), now_us);
    char *comma = strchr(text, ',');

    if (comma != NULL)
        *comma = '\0';
    return text;
}

static char *
say_holiday(const Reason *reason, const Zone *zone, Instant now_us)
{
    ChannelKind channel = (ChannelKind)(reason->b & 0xff);
    HolidayPlaceId place = (HolidayPlaceId)(reason->b >> 8);
    Day day = (Day)reason->a;
    g_autofree char *on = reason_say_day(zone, day, now_us);
    const char *name = holiday_on(place, day), *where = holiday_where(place, day);

    if (reason->code == REASON_HOLIDAY && name != NULL)
        return g_strdup_printf("No %s on %s: it is a holiday in %s (%s).",
                               channel_kind_say(channel), on, where, name);
    return g_strdup_printf("No %s on %s: your workspace keeps that day free in %s.",
                           channel_kind_say(channel), on, place != 0 ? where : "their country");
}

static char *
say_day_off(const Reason *reason, const Zone *zone, Instant now_us)
{
    g_autofree char *from = reason_say_day(zone, (Day)reason->a, now_us);
    g_autofree char *until = reason_say_day(zone, (Day)reason->b, now_us);

    if (reason->a == reason->b)
        return g_strdup_printf("You are off on %s: planned around it.", from);
    return g_strdup_printf("You are away from %s to %s: planned around it.", from, until);
}

char *
reason_say_calendar(const Reason *reason, const Zone *zone, Instant now_us)
{
    g_autofree char *from = NULL;
    int first = (int)(reason->b & 0xffff), last = (int)(reason->b >> 16 & 0xffff);

    switch (reason->code) {
    case REASON_HOLIDAY:
    case REASON_CLOSED_DAY:
        return say_holiday(reason, zone, now_us);
    case REASON_DAY_OFF:
        return say_day_off(reason, zone, now_us);
    default:
        from = zone_say(zone, reason->a, now_us);
        return g_strdup_printf("Moved from %s: on that day they are there %d:%02d-%d:%02d.", from,
                               first / 60, first % 60, last / 60, last % 60);
    }
}
