/* What a life and a plan look like from outside: the counting and the calendar of somebody with the
 * ledger and an almanac on the desk, who has never seen how the planner works. Weekends, holidays
 * and days off are read here anew, so that a rule that forgets them is found out. */
#pragma once

#include "core/planner.h"
#include "core/schedule.h"
#include "text/holiday.h"

static inline bool
has(const Plan *plan, ReasonCode code)
{
    for (gsize i = 0; i < plan->reason_count; i++)
        if (plan->reasons[i].code == code)
            return true;
    return false;
}

static inline bool
counts(const Attempt *attempt)
{
    return !attempt->skipped && outcome_is_attempt(attempt->outcome);
}

static inline int
attempts_since(const PlannerInput *input, Instant from_us)
{
    int found = 0;

    for (gsize i = 0; i < input->attempt_count; i++)
        found += counts(&input->attempts[i]) && input->attempts[i].at_us >= from_us;
    return found;
}

static inline const Attempt *
last_made(const PlannerInput *input, bool here)
{
    for (gsize i = input->attempt_count; i > 0; i--) {
        const Attempt *attempt = &input->attempts[i - 1];
        if (!attempt->skipped && outcome_is_made(attempt->outcome) &&
            (!here || attempt->this_enrollment))
            return attempt;
    }
    return NULL;
}

static inline const Attempt *
last_attempt_here(const PlannerInput *input)
{
    for (gsize i = input->attempt_count; i > 0; i--)
        if (counts(&input->attempts[i - 1]) && input->attempts[i - 1].this_enrollment)
            return &input->attempts[i - 1];
    return NULL;
}

static inline int
attempts_here(const PlannerInput *input)
{
    int found = 0;

    for (gsize i = 0; i < input->attempt_count; i++)
        found += counts(&input->attempts[i]) && input->attempts[i].this_enrollment;
    return found;
}

/* Of the spans over a day one that closes it decides, else the one that began last. */
static inline const OwnDays *
own_days_on(const OwnDays *spans, gsize count, Day day)
{
    const OwnDays *found = NULL;

    for (gsize i = 0; i < count; i++) {
        if (day < spans[i].from || day > spans[i].until)
            continue;
        if (spans[i].kind == OWN_DAYS_CLOSED)
            return &spans[i];
        found = &spans[i];
    }
    return found;
}

static inline bool
they_are_off(const PlannerInput *input, Day day)
{
    const Calendar *calendar = &input->calendar;
    const OwnDays *own = own_days_on(calendar->theirs, calendar->their_count, day);

    if (own != NULL && own->kind != OWN_DAYS_HOURS)
        return own->kind == OWN_DAYS_CLOSED;
    return holiday_on(calendar->place, day) != NULL;
}

static inline bool
sender_is_off(const PlannerInput *input, Day day)
{
    const Calendar *calendar = &input->calendar;
    const OwnDays *own = own_days_on(calendar->ours, calendar->our_count, day);

    return own != NULL && own->kind == OWN_DAYS_CLOSED;
}

/* A weekday's hours in their country: where people rest on a weekday and work on a Saturday or
 * Sunday, the two change places if the rules are open on the one and closed on the other. */
static inline DayWindow
week_hours(const PlannerInput *input, const WeekWindows *windows, int weekday)
{
    unsigned weekend = holiday_weekend(input->calendar.place);
    const DayWindow *days = windows->days;

    for (int rest = 0, work = 5; rest < 5 && work < 7; rest++) {
        if ((weekend & (1U << rest)) == 0)
            continue;
        while (work < 7 && (weekend & (1U << work)) != 0)
            work++;
        if (work < 7 && days[rest].until_minute > 0 && days[work].until_minute == 0) {
            if (weekday == rest)
                return days[work];
            if (weekday == work)
                return days[rest];
        }
        work++;
    }
    return days[weekday];
}

/* The weekdays, as bits, on which there are hours for mail or calls. */
static inline unsigned
working_week(const PlannerInput *input)
{
    const WeekWindows *windows = input->ruleset->windows;
    unsigned bits = 0;

    for (int weekday = 0; weekday < 7; weekday++)
        if (week_hours(input, &windows[CHANNEL_EMAIL], weekday).until_minute > 0 ||
            week_hours(input, &windows[CHANNEL_CALL], weekday).until_minute > 0)
            bits |= 1U << weekday;
    return bits;
}

static inline bool
works_on(const PlannerInput *input, Day day)
{
    return (working_week(input) & (1U << day_weekday(day))) != 0 && !they_are_off(input, day);
}

/* Working days after `from` up to `until`. */
static inline int
working_days_between(const PlannerInput *input, Day from, Day until)
{
    unsigned week = working_week(input);
    int working = 0;

    while (++from <= until)
        working += (week & (1U << day_weekday(from))) != 0 && !they_are_off(input, from);
    return working;
}

/* The last day that still gives the week of `day` its `per_week` attempts, one a working day; 0
 * where nothing is missing, no day is left, or the week was not theirs from its first weekday. */
static inline Day
last_day_for_week(const PlannerInput *input, Day day)
{
    unsigned week = working_week(input);
    bool from_sunday = (week & (1U << 6)) != 0 && (week & (1U << 4)) == 0;
    Day first = from_sunday ? day - (day_weekday(day) + 1) % 7 : day - day_weekday(day);
    Day begin = first, wanted = 0;
    int missing = input->ruleset->floor_per_week;

    while ((week & (1U << day_weekday(begin))) == 0)
        begin++;
    if (they_are_off(input, begin) || sender_is_off(input, begin) ||
        zone_day_at(input->zone, input->started_us, NULL) > begin ||
        (input->paused_until_us != INSTANT_NONE &&
         zone_day_at(input->zone, input->paused_until_us, NULL) > begin))
        return 0;
    for (gsize i = 0; i < input->attempt_count; i++) {
        Day made = zone_day_at(input->zone, input->attempts[i].at_us, NULL);
        missing -= counts(&input->attempts[i]) && made >= first && made < first + 7;
    }
    for (Day left = first + 6; left > day && missing > 0; left--)
        if (works_on(input, left) && !sender_is_off(input, left)) {
            wanted = left;
            missing--;
        }
    return wanted;
}
