/* Windows to instants, the crossing with the sender's hours, working days. */
#include "core/schedule.h"

#define EXTENDED_FROM_MINUTE (6 * 60)
#define EXTENDED_UNTIL_MINUTE (22 * 60)
#define COMMON_HOUR_DAYS 7

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

static DayWindow
sender_window(const Schedule *self, Day day)
{
    DayWindow window = self->sender_windows->days[day_weekday(day)];

    if (self->sender_hours == SENDER_HOURS_EXTENDED && window.until_minute > window.from_minute)
        window = (DayWindow){ MIN(window.from_minute, EXTENDED_FROM_MINUTE),
                              MAX(window.until_minute, EXTENDED_UNTIL_MINUTE) };
    return window;
}

static int
cross_with_sender(const Schedule *self, Slot theirs, Slot ret_slots[2])
{
    Day first = zone_day_at(self->sender_zone, theirs.from_us, NULL);
    Day last = zone_day_at(self->sender_zone, theirs.until_us - 1, NULL);
    int count = 0;

    for (Day day = first; day <= last && count < 2; day++) {
        Slot ours;
        if (!slot_of(self->sender_zone, day, sender_window(self, day), &ours))
            continue;
        Slot both = { MAX(theirs.from_us, ours.from_us), MIN(theirs.until_us, ours.until_us) };
        if (both.from_us < both.until_us)
            ret_slots[count++] = both;
    }
    return count;
}

int
schedule_slots_of(const Schedule *self, Day day, Slot ret_slots[2])
{
    Slot theirs;

    if (!slot_of(self->zone, day, self->windows->days[day_weekday(day)], &theirs))
        return 0;
    if (self->sender_hours == SENDER_HOURS_KEPT || self->sender_hours == SENDER_HOURS_EXTENDED)
        return cross_with_sender(self, theirs, ret_slots);
    ret_slots[0] = theirs;
    return 1;
}

/* Is there a day in the coming week with enough time for both sides? */
static bool
has_common_hour(const Schedule *self, Day first)
{
    for (Day day = first; day < first + COMMON_HOUR_DAYS; day++) {
        Slot slots[2];
        int count = schedule_slots_of(self, day, slots);
        for (int i = 0; i < count; i++)
            if (slots[i].until_us - slots[i].from_us >= SCHEDULE_RESERVE_US)
                return true;
    }
    return false;
}

void
schedule_init(Schedule *self, const Zone *zone, const WeekWindows *windows, const Zone *sender_zone,
              const WeekWindows *sender_windows, Instant from_us)
{
    *self = (Schedule){ zone, windows, sender_zone, sender_windows, SENDER_HOURS_FREE };
    if (sender_zone == NULL)
        return;

    Day first = zone_day_at(zone, from_us, NULL);
    self->sender_hours = SENDER_HOURS_KEPT;
    if (has_common_hour(self, first))
        return;
    self->sender_hours = SENDER_HOURS_EXTENDED;
    if (!has_common_hour(self, first))
        self->sender_hours = SENDER_HOURS_IGNORED;
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
    Day first = zone_day_at(self->zone, earliest_us, NULL);

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

    return slot_of(self->zone, day, self->windows->days[day_weekday(day)], &theirs) &&
           slot_takes(theirs, earliest_us, need_us);
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

unsigned
working_days_of(const Ruleset *ruleset)
{
    unsigned days =
        open_days(&ruleset->windows[CHANNEL_EMAIL]) | open_days(&ruleset->windows[CHANNEL_CALL]);

    for (int channel = 0; days == 0 && channel < CHANNEL_COUNT; channel++)
        days = open_days(&ruleset->windows[channel]);
    return days != 0 ? days : 0x1f;
}

int
working_days_count(unsigned working_days)
{
    return __builtin_popcount(working_days);
}

Day
working_days_after(unsigned working_days, Day day, int count)
{
    g_assert(working_days != 0);
    while (count > 0) {
        day++;
        if (working_days & (1U << day_weekday(day)))
            count--;
    }
    return day;
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
