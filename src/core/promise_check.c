/* Windows against calendars. See promise_check.h. */
#include "core/promise_check.h"

#include "core/promise.h"
#include "core/reason_calendar.h"

/* The same hours are tried on so many days after. */
#define PROPOSE_DAYS 21

static bool
fits(const Schedule *schedule, Slot window)
{
    const Zone *zone = schedule->sides.zone;
    int64_t need_us = MIN(SCHEDULE_RESERVE_US, window.until_us - window.from_us);
    Day last = zone_day_at(zone, window.until_us - 1, NULL);

    for (Day day = zone_day_at(zone, window.from_us, NULL); day <= last; day++) {
        Slot slots[2];
        int count = schedule_slots_of(schedule, day, slots);
        for (int i = 0; i < count; i++)
            if (MIN(slots[i].until_us, window.until_us) - MAX(slots[i].from_us, window.from_us) >=
                need_us)
                return true;
    }
    return false;
}

static ReasonCode
what_stands_in_the_way(const Schedule *schedule, Slot window, PromiseProblem *problem)
{
    const ScheduleSides *sides = &schedule->sides;

    if (!week_windows_open(&schedule->week, day_weekday(problem->day)))
        return REASON_WEEKEND;
    switch (calendar_their_day_off(sides->calendar, problem->day)) {
    case DAY_OFF_HOLIDAY:
        return REASON_HOLIDAY;
    case DAY_OFF_THEIRS:
        return REASON_CLOSED_DAY;
    case DAY_OFF_OURS:
    case DAY_OFF_NOT:
        break;
    }
    if (schedule_sender_is_off(schedule, problem->day, &problem->away))
        return REASON_DAY_OFF;
    Schedule theirs = *schedule; /* without the sender */
    theirs.sides.sender_zone = NULL;
    theirs.sender_hours = SENDER_HOURS_FREE;
    return fits(&theirs, window) ? REASON_SENDER_HOURS : REASON_WINDOW;
}

/* The same hours on a day after, else the next open time. */
static Slot
propose(const Schedule *schedule, Slot window)
{
    const Zone *zone = schedule->sides.zone;
    int64_t from_in_day, length_us = window.until_us - window.from_us;
    Day first = zone_day_at(zone, window.from_us, &from_in_day), today, found;
    Slot slot;

    for (Day day = first + 1; day <= first + PROPOSE_DAYS; day++) {
        Instant from_us = zone_instant_of(zone, day, from_in_day);
        Slot later = { from_us, from_us + length_us };
        if (fits(schedule, later))
            return later;
    }
    if (!schedule_next_slot(schedule, window.from_us, SCHEDULE_RESERVE_US, &slot, &today, &found))
        return (Slot){ INSTANT_NONE, INSTANT_NONE };
    slot.from_us = MAX(slot.from_us, window.from_us);
    slot.until_us = MIN(slot.until_us, slot.from_us + MAX(length_us, SCHEDULE_RESERVE_US));
    return slot;
}

bool
promise_check(const ScheduleSides *sides, ChannelKind channel, Slot window,
              PromiseProblem *ret_problem)
{
    Schedule schedule;

    schedule_init(&schedule, sides, window.from_us);
    if (fits(&schedule, window))
        return true;
    *ret_problem = (PromiseProblem){
        .day = zone_day_at(sides->zone, window.from_us, NULL),
        .place = sides->calendar != NULL ? sides->calendar->place : HOLIDAY_NOWHERE,
        .channel = channel,
        .proposal = propose(&schedule, window),
    };
    ret_problem->code = what_stands_in_the_way(&schedule, window, ret_problem);
    return false;
}

static char *
say_why(const PromiseProblem *self, const Zone *zone, Instant now_us)
{
    g_autofree char *day = reason_say_day(zone, self->day, now_us);
    g_autofree char *from = NULL, *until = NULL;

    switch (self->code) {
    case REASON_HOLIDAY:
        return g_strdup_printf("%s is a holiday in %s (%s)", day,
                               holiday_where(self->place, self->day),
                               holiday_on(self->place, self->day));
    case REASON_CLOSED_DAY:
        return g_strdup_printf("your workspace keeps %s free there", day);
    case REASON_WEEKEND:
        return g_strdup_printf("%s is no working day there", day);
    case REASON_DAY_OFF:
        from = reason_say_day(zone, self->away.from, now_us);
        until = reason_say_day(zone, self->away.until, now_us);
        return self->away.from == self->away.until
                   ? g_strdup_printf("you are off on %s", from)
                   : g_strdup_printf("you are away from %s to %s", from, until);
    case REASON_SENDER_HOURS:
        return g_strdup("that is outside your own hours");
    default:
        return g_strdup_printf("that is outside the hours for a %s there",
                               channel_kind_say(self->channel));
    }
}

char *
promise_problem_say(const PromiseProblem *problem, const Zone *zone, Instant now_us)
{
    g_autofree char *why = say_why(problem, zone, now_us), *window = NULL;

    if (problem->proposal.from_us == INSTANT_NONE)
        return g_steal_pointer(&why);
    window =
        promise_window_say(problem->proposal.from_us, problem->proposal.until_us, zone, now_us);
    return g_strdup_printf("%s; %s would do", why, window);
}
