/* Generated lives: sequences, rulesets, zones, calendars and pasts as GLib's random numbers have
 * them (--seed repeats a run). Included by one test program each. */
#pragma once

#include <stdlib.h>
#include <string.h>

#include "core/planner.h"
#include "core/schedule.h"

#define MAX_ATTEMPTS 60
#define VALUE_POINTS 6 /* as few, so that they meet */

typedef struct {
    Ruleset ruleset;
    Sequence sequence;
    Step steps[12];
    gpointer step_pointers[12];
    GPtrArray step_array;
    Attempt attempts[MAX_ATTEMPTS];
    OpenPromise promise;
    Instant account[6];
    OwnDays theirs[4], ours[8];
    uint64_t offers[VALUE_POINTS];
    PlannerInput input;
} Life;

static inline int
draw(int from, int until)
{
    return g_test_rand_int_range(from, until);
}

static inline bool
chance(int percent)
{
    return draw(0, 100) < percent;
}

static inline const Zone *
any_zone(void)
{
    static const char *const ZONES[] = {
        "Europe/Berlin",       "Australia/Lord_Howe", "America/Santiago",  "Asia/Tokyo",
        "America/Los_Angeles", "Asia/Kathmandu",      "Pacific/Chatham",   "UTC",
        "America/St_Johns",    "Africa/Cairo",        "Pacific/Apia",      "America/New_York",
        "Europe/Lisbon",       "Asia/Dubai",          "Africa/Casablanca", "Antarctica/Troll",
    };

    return zone_get(ZONES[draw(0, G_N_ELEMENTS(ZONES))], NULL);
}

static inline void
any_windows(WeekWindows *windows)
{
    int kind = draw(0, 10);

    if (kind < 5)
        return; /* the default */
    for (int weekday = 0; weekday < 7; weekday++) {
        int from = draw(0, 22 * 4) * 15;
        int length = kind == 9 ? 24 * 60 : draw(2, 40) * 15;
        windows->days[weekday] = (DayWindow){ 0, 0 };
        if (kind == 9)
            from = 0;
        if (chance(70))
            windows->days[weekday] =
                (DayWindow){ (int16_t)from, (int16_t)MIN(from + length, 24 * 60) };
    }
}

/* Not all of these could be kept: the planner must get along with any. */
static inline void
any_ruleset(Ruleset *rules)
{
    ruleset_default(rules);
    if (chance(30))
        return;
    rules->floor_attempts = draw(0, 9);
    rules->floor_per_week = draw(0, 4);
    rules->ceiling_attempts = draw(MAX(1, rules->floor_attempts), 12);
    rules->ceiling_days = draw(1, 40);
    rules->ceiling_per_day = draw(1, 4);
    rules->ceiling_per_week = draw(MAX(1, rules->floor_per_week), 8);
    rules->ceiling_account_day = draw(1, 5);
    rules->max_run_of_channel = draw(1, 5);
    rules->max_run_of_calls = draw(1, 7);
    rules->mix_attempts = draw(1, 9);
    rules->mix_channels = draw(1, 5);
    rules->min_gap_minutes = draw(0, 30 * 60);
    rules->busy_gap_minutes = draw(0, 300);
    rules->failed_gap_minutes = draw(0, 300);
    rules->voicemail_grace_days = draw(0, 3);
    rules->gatekeeper_grace_days = draw(0, 3);
    rules->letter_grace_days = draw(0, 4);
    rules->slow_gap_days = draw(0, 7);
    rules->cap_user_day = chance(30) ? draw(1, 50) : 0;
    rules->cap_mailbox_day = chance(30) ? draw(1, 50) : 0;
    rules->cap_domain_day = chance(30) ? draw(1, 50) : 0;
    for (int channel = 0; channel < CHANNEL_COUNT; channel++) {
        any_windows(&rules->windows[channel]);
        rules->channel_gap_hours[channel] = chance(40) ? draw(0, 200) : 0;
    }
    any_windows(&rules->sender_windows);
}

static inline uint64_t
any_value_point(void)
{
    return chance(40) ? 0 : (uint64_t)draw(1, VALUE_POINTS + 1);
}

static inline void
any_sequence(Life *life, Day first)
{
    int count = draw(1, G_N_ELEMENTS(life->steps)), day = 0;
    bool dated = false;

    for (int i = 0; i < count; i++) {
        Step *step = &life->steps[i];
        *step = (Step){ .number = i + 1, .channel = (ChannelKind)draw(0, CHANNEL_COUNT) };
        step->timing = (StepTiming)draw(0, 5);
        if (chance(60) || (dated && step->timing == STEP_DAY))
            step->timing = dated ? STEP_AFTER_DAYS : STEP_DAY;
        step->automatic = channel_kind_may_be_automatic(step->channel) && chance(70);
        step->value_id = any_value_point();
        step->amount = draw(0, 6);
        if (step->timing == STEP_DAY)
            step->amount = day += draw(0, 5);
        if (step->timing == STEP_ON_DATE) {
            step->amount = first + draw(0, 40);
            dated = true;
        }
        if (chance(10))
            step->within_us = draw(1, 120) * MINUTE_US;
        life->step_pointers[i] = step;
    }
    life->step_array = (GPtrArray){ life->step_pointers, (guint)count };
    life->sequence.steps = &life->step_array;
}

static inline int
compare_spans(const void *a, const void *b)
{
    return ((const OwnDays *)a)->from - ((const OwnDays *)b)->from;
}

/* Spans as they may stand in one calendar: some lie over each other. Earliest first. */
static inline gsize
any_own_days(OwnDays *spans, gsize room, Day first)
{
    gsize count = chance(40) ? (gsize)draw(1, (int)room + 1) : 0;

    for (gsize i = 0; i < count; i++) {
        int from = draw(6 * 4, 14 * 4) * 15;
        spans[i] = (OwnDays){ .from = first + draw(0, 40), .kind = (OwnDaysKind)draw(0, 3) };
        spans[i].until = spans[i].from + draw(0, 15);
        if (spans[i].kind == OWN_DAYS_HOURS)
            spans[i].hours = (DayWindow){ (int16_t)from, (int16_t)(from + draw(2, 24) * 15) };
    }
    qsort(spans, count, sizeof *spans, compare_spans);
    return count;
}

static inline OwnDays
any_leave(Day first)
{
    OwnDays leave = { .from = first + draw(0, 30), .kind = OWN_DAYS_CLOSED };

    leave.until = leave.from + draw(0, 20);
    return leave;
}

/* The workspace's days and the user's own leave; of one that is handed over only what the stand-in
 * is away for too. */
static inline gsize
any_sender_days(OwnDays *spans, gsize room, Day first)
{
    gsize count = any_own_days(spans, room - 2, first);

    for (int leaves = chance(35) ? draw(1, 3) : 0; leaves > 0; leaves--) {
        OwnDays leave = any_leave(first), other = any_leave(first);
        if (chance(40)) {
            leave.from = MAX(leave.from, other.from);
            leave.until = MIN(leave.until, other.until);
        }
        if (leave.from <= leave.until)
            spans[count++] = leave;
    }
    qsort(spans, count, sizeof *spans, compare_spans);
    return count;
}

static inline void
any_calendar(Life *life, Day first)
{
    static const char *const PLACES[][2] = {
        { "DE", "BY" }, { "US", NULL },  { "JP", NULL },  { "AE", NULL }, { "SA", NULL },
        { "CL", NULL }, { "AU", "NSW" }, { "GB", "SCT" }, { "IR", NULL },
    };
    Calendar *calendar = &life->input.calendar;

    if (chance(60)) {
        int place = draw(0, G_N_ELEMENTS(PLACES));
        calendar->place = holiday_place(PLACES[place][0], PLACES[place][1]);
    }
    calendar->theirs = life->theirs;
    calendar->their_count = any_own_days(life->theirs, G_N_ELEMENTS(life->theirs), first);
    calendar->ours = life->ours;
    calendar->our_count = any_sender_days(life->ours, G_N_ELEMENTS(life->ours), first);
}

static inline int
compare_instants(const void *a, const void *b)
{
    Instant x = *(const Instant *)a, y = *(const Instant *)b;

    return (x > y) - (x < y);
}

static inline void
any_pressure(Pressure *pressure, Instant now_us)
{
    *pressure = (Pressure){ 0 };
    if (chance(70))
        return;
    pressure->band = (PressureBand)draw(PRESSURE_FREE, PRESSURE_STOP + 1);
    pressure->value = draw(0, 101);
    pressure->by_reaction = chance(40);
    pressure->relief_us = now_us + draw(-10, 60 * 24) * HOUR_US;
}

/* Most are silent, some are refused, some reach a colleague. */
static inline Outcome
any_outcome(void)
{
    static const Outcome OUTCOMES[] = { OUTCOME_SENT,      OUTCOME_NO_ANSWER,  OUTCOME_VOICEMAIL,
                                        OUTCOME_DELIVERED, OUTCOME_BOUNCED,    OUTCOME_FAILED,
                                        OUTCOME_DONE,      OUTCOME_GATEKEEPER, OUTCOME_BUSY };

    return OUTCOMES[draw(0, G_N_ELEMENTS(OUTCOMES))];
}

static inline void
any_past(Life *life, Instant start_us)
{
    PlannerInput *input = &life->input;
    int elsewhere = chance(30) ? draw(1, 8) : 0;

    for (int i = 0; i < elsewhere; i++)
        life->attempts[i] = (Attempt){ .at_us = start_us - (elsewhere - i) * 30 * HOUR_US,
                                       .channel = (ChannelKind)draw(0, CHANNEL_COUNT),
                                       .outcome = any_outcome(),
                                       .value_point = any_value_point() };
    input->attempt_count = (gsize)elsewhere;
    input->account_touch_count = chance(30) ? (gsize)draw(1, G_N_ELEMENTS(life->account)) : 0;
    for (gsize i = 0; i < input->account_touch_count; i++)
        life->account[i] = start_us + draw(0, 10 * 24 * 60) * MINUTE_US;
    qsort(life->account, input->account_touch_count, sizeof life->account[0], compare_instants);
}

static inline Day
any_day(void)
{
    return day_of((CivilDate){ 2026, 1, 1 }) + draw(0, 700);
}

/* A day or two before the clocks change next; any day where they never do. */
static inline Day
any_day_before_clock_change(const Zone *zone)
{
    Day day = any_day();

    for (int weeks = 0; weeks < 60; weeks++, day += 7) {
        if (zone_offset_at(zone, day * DAY_US) == zone_offset_at(zone, (day + 7) * DAY_US))
            continue;
        while (zone_offset_at(zone, day * DAY_US) == zone_offset_at(zone, (day + 1) * DAY_US))
            day++;
        break;
    }
    return day - draw(0, 3);
}

/* Hours of the night in which clocks change, or all day and night with little between touches, so
 * that the longer and the shorter day fill up. */
static inline void
any_night_hours(Ruleset *rules)
{
    bool whole_days = chance(50);

    if (whole_days) {
        rules->ceiling_per_day = draw(1, 3);
        rules->min_gap_minutes = draw(0, 60);
        rules->failed_gap_minutes = draw(0, 60);
    }
    for (int channel = 0; channel < CHANNEL_COUNT; channel++)
        for (int weekday = 0; weekday < 7; weekday++) {
            int from = draw(0, 4 * 4) * 15, until = from + draw(2, 4 * 4) * 15;
            rules->windows[channel].days[weekday] =
                whole_days ? (DayWindow){ 0, 24 * 60 }
                           : (DayWindow){ (int16_t)from, (int16_t)until };
        }
}

static inline void
any_life(Life *life)
{
    const Zone *zone = any_zone();
    bool clocks_change = chance(30);
    Instant start_us = (clocks_change ? any_day_before_clock_change(zone) : any_day()) * DAY_US;
    PlannerInput *input = &life->input;

    memset(life, 0, sizeof *life);
    start_us += draw(0, 24 * 60 * 60) * SECOND_US;
    any_ruleset(&life->ruleset);
    if (clocks_change && chance(60))
        any_night_hours(&life->ruleset);
    any_sequence(life, (Day)(start_us / DAY_US));
    *input = (PlannerInput){ .now_us = start_us,
                             .seed = g_test_rand_int(),
                             .ruleset = &life->ruleset,
                             .sequence = &life->sequence,
                             .zone = zone,
                             .sender_zone = chance(70) ? any_zone() : NULL,
                             .active = true,
                             .started_us = start_us,
                             .answered_us = INSTANT_NONE,
                             .paused_until_us = INSTANT_NONE,
                             .attempts = life->attempts,
                             .promises = &life->promise,
                             .account_touches_us = life->account,
                             .value_points = life->offers };
    any_past(life, start_us);
    any_calendar(life, (Day)(start_us / DAY_US));
    any_pressure(&input->pressure, start_us);
    input->load = (DayLoad){ draw(0, 60), draw(0, 60), draw(0, 60) };
    for (int channel = 0; channel < CHANNEL_COUNT; channel++)
        if (chance(25))
            input->unusable[channel] = (Unusable)draw(1, 4);
    input->value_point_count = (gsize)draw(0, VALUE_POINTS + 1);
    for (gsize i = 0; i < input->value_point_count; i++)
        life->offers[i] = (uint64_t)draw(1, VALUE_POINTS + 1);
}
