/* Schedule: windows and calendar arithmetic; when a touch on a channel may be made.
 *
 * A window is given in local minutes of a weekday and becomes a Slot, a pair of instants, on a real
 * day of a real zone, so that the nights on which clocks change need no special care: what falls
 * into a gap starts when the gap ends. What a human does must also fit the sender's own hours:
 * where the two never meet within a week, the sender is asked for 6:00-22:00 on working days, and
 * where that does not help either, only the prospect's hours count.
 *
 * Days off (core/calendar.h) close both sides: nothing is done on the prospect's holiday, and
 * nothing while the sender is away, by hand or by machine: an answer would find nobody.
 *
 * What it is not: a judge of history. Gaps, ceilings and floor are core/limit.h. */
#pragma once

#include "base/zone.h"
#include "core/calendar.h"

/* [from, until) */
typedef struct {
    Instant from_us, until_us;
} Slot;

typedef enum {
    SENDER_HOURS_FREE,     /* a machine does it, or nobody's hours are known */
    SENDER_HOURS_KEPT,     /* the sender's windows as they are */
    SENDER_HOURS_EXTENDED, /* 6:00-22:00 sender time on the sender's days */
    SENDER_HOURS_IGNORED,  /* no common hour at all */
} SenderHours;

/* Whose hours and days meet. */
typedef struct {
    const Zone *zone;        /* the prospect's */
    const Zone *sender_zone; /* NULL: nobody's hours or days are known */
    const Calendar *calendar;
    const WeekWindows *windows; /* of the channel */
    const WeekWindows *sender_windows;
    bool by_machine; /* the sender's hours do not count, their days off do */
} ScheduleSides;

typedef struct {
    ScheduleSides sides;
    WeekWindows week; /* the windows as the prospect's country has its week */
    SenderHours sender_hours;
} Schedule;

/* No slot is searched further ahead than this. */
#define SCHEDULE_HORIZON_DAYS 400
/* Time that must be left in a slot to begin a touch in it (less where the slot itself is shorter),
 * and that an automatic touch keeps in reserve at its end. */
#define SCHEDULE_RESERVE_US (30 * MINUTE_US)

/* Settles sender_hours for the week that begins at `from_us`, days off aside. What `sides` points
 * to is kept. */
void schedule_init(Schedule *self, const ScheduleSides *sides, Instant from_us);

/* The slots of one civil day of the prospect, earliest first: 0, 1 or 2 (where the sender's night
 * cuts a long window in two). */
int schedule_slots_of(const Schedule *self, Day day, Slot ret_slots[2]);

/* The first slot with at least `need_us` (or its whole length, if shorter) left after `earliest`,
 * and the civil day of `earliest` and of the slot. False when there is none within
 * SCHEDULE_HORIZON_DAYS. */
bool schedule_next_slot(const Schedule *self, Instant earliest_us, int64_t need_us, Slot *ret_slot,
                        Day *ret_earliest_day, Day *ret_slot_day);

/* Could the prospect's own window of that day take it, were it not for the sender? */
bool schedule_prospect_could(const Schedule *self, Day day, Instant earliest_us, int64_t need_us);

/* Is the sender away all through the prospect's window of that day? `ret_span`: from when to when,
 * on the sender's calendar. */
bool schedule_sender_is_off(const Schedule *self, Day day, OwnDays *ret_span);

/* Is there any window on this weekday (0 Monday)? On any day? */
bool week_windows_open(const WeekWindows *windows, int weekday);
bool week_windows_any(const WeekWindows *windows);

/* The days on which people of a country work. */
typedef struct {
    unsigned week; /* 1 << weekday: with hours for mail or calls, else for anything; Monday
                      to Friday when nothing is ever open. Never 0 */
    const Calendar *calendar; /* may be NULL: without holidays */
} WorkingDays;

WorkingDays working_days_of(const Ruleset *ruleset, const Calendar *calendar);
/* In a week without holidays. */
int working_days_in_week(const WorkingDays *self);

bool working_days_has(const WorkingDays *self, Day day);
/* The first of the seven days of a day's week: the Sunday before where people work on Sundays and
 * not on Fridays, else the Monday. */
Day working_days_week_begin(const WorkingDays *self, Day day);

/* The `count`-th working day after `day` (`count` 0: `day` itself); holidays are none. */
Day working_days_after(const WorkingDays *self, Day day, int count);

/* A stable draw in [0, bound) from two numbers. */
uint64_t schedule_draw(uint64_t seed, uint64_t key, uint64_t bound);

/* The next full multiple of `unit_us` at or after `us`, so that times read well. */
Instant schedule_round_up(Instant us, int64_t unit_us);
