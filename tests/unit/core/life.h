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
    OwnDays theirs[3], ours[3];
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

/* Spans without overlap, earliest first. */
static inline gsize
any_own_days(OwnDays *spans, gsize room, Day first)
{
    gsize count = chance(30) ? (gsize)draw(1, (int)room + 1) : 0;
    Day day = first;

    for (gsize i = 0; i < count; i++) {
        int from = draw(6 * 4, 14 * 4) * 15;
        spans[i] = (OwnDays){ .from = day += draw(0, 12), .kind = (OwnDaysKind)draw(0, 3) };
        spans[i].until = day += draw(0, 15);
        if (spans[i].kind == OWN_DAYS_HOURS)
            spans[i].hours = (DayWindow){ (int16_t)from, (int16_t)(from + draw(2, 24) * 15) };
        day++;
    }
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
    calendar->our_count = any_own_days(life->ours, G_N_ELEMENTS(life->ours), first);
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

/* Most are silent, some bounce, some reach a colleague. */
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

static inline void
any_life(Life *life)
{
    Instant start_us = (day_of((CivilDate){ 2026, 1, 1 }) + draw(0, 700)) * DAY_US;
    PlannerInput *input = &life->input;

    memset(life, 0, sizeof *life);
    start_us += draw(0, 24 * 60 * 60) * SECOND_US;
    any_ruleset(&life->ruleset);
    any_sequence(life, (Day)(start_us / DAY_US));
    *input = (PlannerInput){ .now_us = start_us,
                             .seed = g_test_rand_int(),
                             .ruleset = &life->ruleset,
                             .sequence = &life->sequence,
                             .zone = any_zone(),
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

/* --- what a life and a plan look like from outside
 * ------------------------------------------------
 */

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

static inline int
attempts_here(const PlannerInput *input)
{
    int found = 0;

    for (gsize i = 0; i < input->attempt_count; i++)
        found += counts(&input->attempts[i]) && input->attempts[i].this_enrollment;
    return found;
}

static inline bool
works_on(const PlannerInput *input, Day day)
{
    const Ruleset *rules = input->ruleset;
    WeekWindows mail, call;

    calendar_week(&input->calendar, &rules->windows[CHANNEL_EMAIL], &mail);
    calendar_week(&input->calendar, &rules->windows[CHANNEL_CALL], &call);
    return (mail.days[day_weekday(day)].until_minute > 0 ||
            call.days[day_weekday(day)].until_minute > 0) &&
           calendar_their_day_off(&input->calendar, day) == DAY_OFF_NOT;
}

/* Working days after `from` up to `until`; a hundred when there are none in a week. */
static inline int
working_days_between(const PlannerInput *input, Day from, Day until)
{
    int working = 0;

    while (++from <= until)
        working += works_on(input, from);
    return working;
}
