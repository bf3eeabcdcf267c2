/* Weekends, holidays and own days. */
#include "core/calendar.h"

#define SATURDAY_SUNDAY (1U << 5 | 1U << 6)
/* No holidays last longer. */
#define MOST_DAYS_FREE 60

static const DayWindow CLOSED = { 0, 0 };

static bool
is_open(DayWindow window)
{
    return window.until_minute > window.from_minute;
}

void
calendar_week(const Calendar *self, const WeekWindows *windows, WeekWindows *ret_week)
{
    unsigned weekend = self != NULL ? holiday_weekend(self->place) : SATURDAY_SUNDAY;
    int working = 5;

    *ret_week = *windows;
    if (weekend == SATURDAY_SUNDAY)
        return;
    for (int free = 0; free < 5; free++) {
        if ((weekend & (1U << free)) == 0)
            continue;
        while (working < 7 && (weekend & (1U << working)) != 0)
            working++;
        if (working == 7)
            return;
        if (is_open(windows->days[free]) && !is_open(windows->days[working])) {
            ret_week->days[working] = windows->days[free];
            ret_week->days[free] = CLOSED;
        }
        working++;
    }
}

/* The span that decides about a day: one that closes it, else the latest to begin. */
static const OwnDays *
span_on(const OwnDays *spans, gsize count, Day day)
{
    const OwnDays *found = NULL;

    for (gsize i = 0; i < count && spans[i].from <= day; i++)
        if (day <= spans[i].until && (found == NULL || found->kind != OWN_DAYS_CLOSED))
            found = &spans[i];
    return found;
}

DayOff
calendar_their_day_off(const Calendar *self, Day day)
{
    const OwnDays *own = self != NULL ? span_on(self->theirs, self->their_count, day) : NULL;

    if (self == NULL || (own != NULL && own->kind == OWN_DAYS_OPEN))
        return DAY_OFF_NOT;
    if (own != NULL && own->kind == OWN_DAYS_CLOSED)
        return DAY_OFF_THEIRS;
    return holiday_on(self->place, day) != NULL ? DAY_OFF_HOLIDAY : DAY_OFF_NOT;
}

Day
calendar_first_day_at_work(const Calendar *self, Day day)
{
    unsigned weekend = self != NULL ? holiday_weekend(self->place) : SATURDAY_SUNDAY;

    for (Day next = day; next < day + MOST_DAYS_FREE; next++)
        if ((weekend & (1U << day_weekday(next))) == 0 &&
            calendar_their_day_off(self, next) == DAY_OFF_NOT)
            return next;
    return day;
}

bool
calendar_our_day_off(const Calendar *self, Day day, OwnDays *ret_span)
{
    const OwnDays *own = self != NULL ? span_on(self->ours, self->our_count, day) : NULL, *next;

    if (own == NULL || own->kind != OWN_DAYS_CLOSED)
        return false;
    if (ret_span == NULL)
        return true;
    *ret_span = *own;
    while ((next = span_on(self->ours, self->our_count, ret_span->until + 1)) != NULL &&
           next->kind == OWN_DAYS_CLOSED)
        ret_span->until = next->until;
    return true;
}

DayWindow
calendar_their_hours(const Calendar *self, const WeekWindows *week, Day day)
{
    DayWindow usual = week->days[day_weekday(day)];
    const OwnDays *own;

    if (self == NULL || !is_open(usual))
        return usual;
    if (calendar_their_day_off(self, day) != DAY_OFF_NOT)
        return CLOSED;
    own = span_on(self->theirs, self->their_count, day);
    return own != NULL && own->kind == OWN_DAYS_HOURS ? own->hours : usual;
}

DayWindow
calendar_our_hours(const Calendar *self, DayWindow usual, Day day)
{
    const OwnDays *own = self != NULL ? span_on(self->ours, self->our_count, day) : NULL;

    if (own == NULL || !is_open(usual))
        return usual;
    switch (own->kind) {
    case OWN_DAYS_CLOSED:
        return CLOSED;
    case OWN_DAYS_HOURS:
        return own->hours;
    case OWN_DAYS_OPEN:
        break;
    }
    return usual;
}
