/* Windows to instants, the crossing with the sender's hours, working days. */
#include "core/schedule.h"

#define EXTENDED_FROM_MINUTE (6 * 60)
#define EXTENDED_UNTIL_MINUTE (22 * 60)
#define COMMON_HOUR_DAYS 7
#define FRIDAY 4
#define SUNDAY 6

bool
week_windows_open(const WeekWindows *windows, int weekday)
{
    return windows->days[weekday].until_minute > windows->days[weekday].from_minute;
}

bool
week_windows_any(const WeekWindows *windows)
{
    for (int weekday = 0; weekday < 7; weekday++)
        if (week_windows_open(windows, weekday))
            return true;
    return false;
}

/* The last instant at which the wall clock shows this time: in an overlap (autumn) the second. */
static Instant
last_instant_of(const Zone *zone, Day day, int64_t in_day_us)
{
    Instant first = zone_instant_of(zone, day, in_day_us);
    int32_t offset_s = zone_offset_at(zone, first);
    int32_t later_s = zone_offset_at(zone, first + 3 * HOUR_US);
    Instant second = first + (offset_s - later_s) * SECOND_US;

    return later_s < offset_s && zone_offset_at(zone, second) == later_s ? second : first;
}

/* Begins late and ends early in an overlap, so that no minute in it is ever outside by the clock.
 */
static bool
slot_of(const Zone *zone, Day day, DayWindow window, Slot *ret_slot)
{
    if (window.until_minute <= window.from_minute)
        return false;
    ret_slot->from_us = last_instant_of(zone, day, window.from_minute * MINUTE_US);
    ret_slot->until_us = zone_instant_of(zone, day, window.until_minute * MINUTE_US);
    return ret_slot->from_us < ret_slot->until_us;
}

static bool
is_open(DayWindow window)
{
    return window.until_minute > window.from_minute;
}

static DayWindow
extended(DayWindow window)
{
    return is_open(window) ? (DayWindow){ MIN(window.from_minute, EXTENDED_FROM_MINUTE),
                                          MAX(window.until_minute, EXTENDED_UNTIL_MINUTE) }
                           : window;
}

static DayWindow
sender_window(const Schedule *self, Day day)
{
    DayWindow usual = self->sides.sender_windows->days[day_weekday(day)];

    if (self->sender_hours == SENDER_HOURS_EXTENDED)
        usual = extended(usual);
    return calendar_our_hours(self->sides.calendar, usual, day);
}

static int
cross_with_sender(const Schedule *self, Slot theirs, Slot ret_slots[2])
{
    const Zone *zone = self->sides.sender_zone;
    Day first = zone_day_at(zone, theirs.from_us, NULL);
    Day last = zone_day_at(zone, theirs.until_us - 1, NULL);
    int count = 0;

    for (Day day = first; day <= last && count < 2; day++) {
        Slot ours;
        if (!slot_of(zone, day, sender_window(self, day), &ours))
            continue;
        Slot both = { MAX(theirs.from_us, ours.from_us), MIN(theirs.until_us, ours.until_us) };
        if (both.from_us < both.until_us)
            ret_slots[count++] = both;
    }
    return count;
}

static bool
their_slot(const Schedule *self, Day day, Slot *ret_slot)
{
    DayWindow hours = calendar_their_hours(self->sides.calendar, &self->week, day);

    return slot_of(self->sides.zone, day, hours, ret_slot);
}

/* The part of a window in which the sender is not away; the first where a day off cuts it in two.
 */
static bool
cut_days_off(const Schedule *self, Slot *slot)
{
    const Calendar *calendar = self->sides.calendar;
    const Zone *zone = self->sides.sender_zone;

    if (zone == NULL || calendar == NULL || calendar->our_count == 0)
        return true;
    Day first = zone_day_at(zone, slot->from_us, NULL);
    Day last = zone_day_at(zone, slot->until_us - 1, NULL);
    while (first <= last && calendar_our_day_off(calendar, first, NULL))
        slot->from_us = zone_instant_of(zone, ++first, 0);
    for (Day day = first + 1; day <= last; day++)
        if (calendar_our_day_off(calendar, day, NULL)) {
            slot->until_us = zone_instant_of(zone, day, 0);
            break;
        }
    return first <= last;
}

int
schedule_slots_of(const Schedule *self, Day day, Slot ret_slots[2])
{
    Slot theirs;

    if (!their_slot(self, day, &theirs))
        return 0;
    if (self->sender_hours == SENDER_HOURS_KEPT || self->sender_hours == SENDER_HOURS_EXTENDED)
        return cross_with_sender(self, theirs, ret_slots);
    ret_slots[0] = theirs;
    return cut_days_off(self, &ret_slots[0]) ? 1 : 0;
}

/* Minutes that their window of a weekday has in common with the sender's, both zones being
 * `apart` minutes from each other (sender's clock ahead: positive). */
static bool
windows_meet(const Schedule *self, int weekday, int apart, bool extend)
{
    DayWindow theirs = self->week.days[weekday];

    if (!is_open(theirs))
        return false;
    for (int shift = -1; shift <= 1; shift++) { /* their day lies in up to three of the sender's */
        DayWindow ours = self->sides.sender_windows->days[(weekday + shift + 7) % 7];
        if (extend)
            ours = extended(ours);
        if (!is_open(ours))
            continue;
        int from = MAX(theirs.from_minute + apart, ours.from_minute + shift * 24 * 60);
        int until = MIN(theirs.until_minute + apart, ours.until_minute + shift * 24 * 60);
        if ((until - from) * MINUTE_US >= SCHEDULE_RESERVE_US)
            return true;
    }
    return false;
}

/* Is there a weekday with enough time for both sides? Days off say nothing about hours, so only
 * the pattern of a week counts, with clocks as they are at its end. */
static bool
has_common_hour(const Schedule *self, Instant from_us, bool extend)
{
    Instant us = from_us + COMMON_HOUR_DAYS * DAY_US;
    int apart =
        (zone_offset_at(self->sides.sender_zone, us) - zone_offset_at(self->sides.zone, us)) / 60;

    for (int weekday = 0; weekday < 7; weekday++)
        if (windows_meet(self, weekday, apart, extend))
            return true;
    return false;
}

void
schedule_init(Schedule *self, const ScheduleSides *sides, Instant from_us)
{
    *self = (Schedule){ .sides = *sides, .sender_hours = SENDER_HOURS_FREE };
    calendar_week(sides->calendar, sides->windows, &self->week);
    if (sides->sender_zone == NULL || sides->by_machine)
        return;
    self->sender_hours = has_common_hour(self, from_us, false)  ? SENDER_HOURS_KEPT
                         : has_common_hour(self, from_us, true) ? SENDER_HOURS_EXTENDED
                                                                : SENDER_HOURS_IGNORED;
}

static bool
slot_takes(Slot slot, Instant earliest_us, int64_t need_us)
{
    int64_t need = MIN(need_us, slot.until_us - slot.from_us);

    return MAX(earliest_us, slot.from_us) + need <= slot.until_us;
}

bool
schedule_next_slot(const Schedule *self, Instant earliest_us, int64_t need_us, Slot *ret_slot,
                   Day *ret_earliest_day, Day *ret_slot_day)
{
    Day first = zone_day_at(self->sides.zone, earliest_us, NULL);

    *ret_earliest_day = first;
    for (Day day = first; day <= first + SCHEDULE_HORIZON_DAYS; day++) {
        Slot slots[2];
        int count = schedule_slots_of(self, day, slots);
        for (int i = 0; i < count; i++) {
            if (!slot_takes(slots[i], earliest_us, need_us))
                continue;
            *ret_slot = slots[i];
            *ret_slot_day = day;
            return true;
        }
    }
    return false;
}

bool
schedule_prospect_could(const Schedule *self, Day day, Instant earliest_us, int64_t need_us)
{
    Slot theirs;

    return their_slot(self, day, &theirs) && slot_takes(theirs, earliest_us, need_us);
}

bool
schedule_sender_is_off(const Schedule *self, Day day, OwnDays *ret_span)
{
    const Zone *zone = self->sides.sender_zone;
    Slot theirs;

    if (zone == NULL || !their_slot(self, day, &theirs))
        return false;
    return calendar_our_day_off(self->sides.calendar, zone_day_at(zone, theirs.from_us, NULL),
                                ret_span) &&
           zone_day_at(zone, theirs.until_us - 1, NULL) <= ret_span->until;
}

static unsigned
open_days(const WeekWindows *windows)
{
    unsigned days = 0;

    for (int weekday = 0; weekday < 7; weekday++)
        if (week_windows_open(windows, weekday))
            days |= 1U << weekday;
    return days;
}

WorkingDays
working_days_of(const Ruleset *ruleset, const Calendar *calendar)
{
    WorkingDays self = { .calendar = calendar };
    WeekWindows week;

    calendar_week(calendar, &ruleset->windows[CHANNEL_EMAIL], &week);
    self.week = open_days(&week);
    calendar_week(calendar, &ruleset->windows[CHANNEL_CALL], &week);
    self.week |= open_days(&week);
    for (int channel = 0; self.week == 0 && channel < CHANNEL_COUNT; channel++)
        self.week = open_days(&ruleset->windows[channel]);
    if (self.week == 0)
        self.week = 0x1f;
    return self;
}

int
working_days_in_week(const WorkingDays *self)
{
    return __builtin_popcount(self->week);
}

bool
working_days_has(const WorkingDays *self, Day day)
{
    return (self->week & (1U << day_weekday(day))) != 0 &&
           calendar_their_day_off(self->calendar, day) == DAY_OFF_NOT;
}

Day
working_days_after(const WorkingDays *self, Day day, int count)
{
    g_assert(self->week != 0);
    while (count > 0)
        count -= working_days_has(self, ++day);
    return day;
}

Day
working_days_week_begin(const WorkingDays *self, Day day)
{
    bool from_sunday = (self->week & (1U << SUNDAY)) != 0 && (self->week & (1U << FRIDAY)) == 0;
    int weekday = day_weekday(day);

    return day - (from_sunday ? (weekday + 1) % 7 : weekday);
}

uint64_t
schedule_draw(uint64_t seed, uint64_t key, uint64_t bound)
{
    uint64_t x = seed + (key + 1) * UINT64_C(0x9e3779b97f4a7c15);

    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    x ^= x >> 31;
    return bound > 0 ? x % bound : 0;
}

Instant
schedule_round_up(Instant us, int64_t unit_us)
{
    int64_t rest = us % unit_us;

    if (rest < 0)
        rest += unit_us;
    return rest == 0 ? us : us + unit_us - rest;
}
