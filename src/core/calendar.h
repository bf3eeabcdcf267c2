/* The calendar of one person and one sender: which civil days are open, and with which hours.
 *
 * On the prospect's side: the public holidays and the weekend of their country and region, and what
 * the workspace set for that country itself (closed days, own hours as in Ramadan, a holiday on
 * which it works all the same). On the sender's side: the days off of the workspace and the user.
 *
 * A Calendar of zeros knows no holidays and a weekend of Saturday and Sunday. */
#pragma once

#include "core/ruleset.h"
#include "text/holiday.h"

typedef enum {
    OWN_DAYS_CLOSED,
    OWN_DAYS_HOURS, /* open as usual, but with these hours */
    OWN_DAYS_OPEN,  /* as on any weekday, though it is a public holiday */
} OwnDaysKind;

/* A span of civil days on the calendar of the side it belongs to. */
typedef struct {
    Day from, until; /* both included */
    OwnDaysKind kind;
    DayWindow hours; /* of OWN_DAYS_HOURS */
} OwnDays;

typedef struct {
    HolidayPlaceId place;
    const OwnDays *theirs; /* by `from` */
    gsize their_count;
    const OwnDays *ours; /* by `from`; without those handed over to a colleague */
    gsize our_count;
} Calendar;

typedef enum {
    DAY_OFF_NOT,
    DAY_OFF_HOLIDAY, /* a public holiday of theirs */
    DAY_OFF_THEIRS,  /* closed by the workspace, for their country */
    DAY_OFF_OURS,    /* a day off of the sender or the workspace */
} DayOff;

/* The ruleset's hours as this country's week has them: where the weekend is not Saturday and
 * Sunday, a closed day and an open one trade places. Days are never opened beyond that. */
void calendar_week(const Calendar *self, const WeekWindows *windows, WeekWindows *ret_week);

/* Is the day off for them? Weekends are no days off. `calendar` may be NULL. */
DayOff calendar_their_day_off(const Calendar *self, Day day);

/* The first day from `day` on that is neither their weekend nor off for them; `day` itself where
 * none follows within two months. */
Day calendar_first_day_at_work(const Calendar *self, Day day);

/* Is the sender's civil day off? `ret_span` (may be NULL) tells which; what joins is one. */
bool calendar_our_day_off(const Calendar *self, Day day, OwnDays *ret_span);

/* The hours of their day; from == until when it is closed. `week` is calendar_week()'s. */
DayWindow calendar_their_hours(const Calendar *self, const WeekWindows *week, Day day);
/* The same of the sender's day, whose usual hours are `usual`. */
DayWindow calendar_our_hours(const Calendar *self, DayWindow usual, Day day);
