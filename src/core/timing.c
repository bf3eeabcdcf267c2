/* Step distances, the floor's distance, and the time an answer gets. */
#include "core/timing.h"

#define ANSWER_WORKING_DAYS 3
#define DEFAULT_GAP_WORKING_DAYS 2
#define WEEK_DAYS 7

static const Step *
step_at(const Sequence *sequence, int number)
{
    return g_ptr_array_index(sequence->steps, number - 1);
}

static Instant
day_start(const Timing *self, Day day)
{
    return zone_instant_of(self->input->zone, day, 0);
}

static Day
day_at(const Timing *self, Instant us)
{
    return zone_day_at(self->input->zone, us, NULL);
}

int
timing_floor_gap(const Timing *self)
{
    int per_week = self->input->ruleset->floor_per_week;

    if (per_week <= 0)
        return DEFAULT_GAP_WORKING_DAYS;
    return MAX(1, working_days_in_week(&self->working_days) / per_week);
}

/* A day on which both sides are at work. */
static bool
is_workable(const Timing *self, Day day)
{
    return working_days_has(&self->working_days, day) &&
           !calendar_our_day_off(&self->input->calendar, day, NULL);
}

/* Was the week theirs and ours from its first weekday on? One that somebody came late into, out of
 * holidays, a pause or a leave, is not held to the floor. */
static bool
is_full_week(const Timing *self, Day first)
{
    Instant since_us = MAX(self->input->started_us, self->input->paused_until_us);

    while ((self->working_days.week & (1U << day_weekday(first))) == 0)
        first++;
    return day_at(self, since_us) <= first && is_workable(self, first);
}

/* The day until which the week of `last` wants its next attempt: what it is short of fits into the
 * days that are left, one a day. False when it is short of nothing, or no day is left. */
static bool
week_wants(const Timing *self, Day last, Day *ret_day)
{
    Day first = working_days_week_begin(&self->working_days, last), days[WEEK_DAYS];
    int count = 0, missing = self->input->ruleset->floor_per_week -
                             history_count(self->history, day_start(self, first),
                                           day_start(self, first + WEEK_DAYS) - 1);

    if (missing <= 0 || !is_full_week(self, first))
        return false;
    for (Day day = last + 1; day < first + WEEK_DAYS; day++)
        if (is_workable(self, day))
            days[count++] = day;
    if (count == 0)
        return false;
    *ret_day = days[MAX(0, count - missing)];
    return true;
}

bool
timing_floor_day(const Timing *self, Day *ret_day)
{
    const Ruleset *ruleset = self->input->ruleset;
    const History *history = self->history;
    Day last, day, wanted;

    if (ruleset->floor_per_week <= 0 || history->last_made_here == NULL ||
        history->attempts_here >= ruleset->floor_attempts)
        return false;
    /* A mail that was refused is no attempt: its time is not given to it, but nothing is planned
     * before it either. */
    last = day_at(self, history->last_made_here->at_us);
    day = day_at(self,
                 history->last_here != NULL ? history->last_here->at_us : self->input->started_us);
    day = MAX(last, working_days_after(&self->working_days, day, timing_floor_gap(self)));
    *ret_day = week_wants(self, last, &wanted) ? MIN(day, wanted) : day;
    return true;
}

/* Civil days a step lies after the one before, as the author's own calendar has it; business days
 * in whole weeks. */
static int
nominal_length(const Step *step)
{
    switch (step->timing) {
    case STEP_AFTER_DAYS:
        return step->amount;
    case STEP_AFTER_BUSINESS_DAYS:
        return step->amount + 2 * (step->amount / 5);
    case STEP_AFTER_HOURS:
        return step->amount / 24;
    case STEP_DAY:
    case STEP_ON_DATE:
        break;
    }
    return 1;
}

/* day_k - day_(k-1) of a `day:` step, whatever the steps between the last two `day:` are. */
static int
day_distance(const Sequence *sequence, int number)
{
    int between = 0;

    for (int k = number - 1; k >= 1; k--) {
        const Step *step = step_at(sequence, k);
        if (step->timing == STEP_DAY)
            return MAX(0, step_at(sequence, number)->amount - step->amount - between);
        between += nominal_length(step);
    }
    return MAX(0, step_at(sequence, number)->amount - between);
}

Instant
timing_step_earliest(const Timing *self, int number)
{
    const Step *step = step_at(self->input->sequence, number);
    const Attempt *previous = number > 1 ? self->history->last_made_here : NULL;
    Instant anchor = previous != NULL ? previous->at_us : self->input->started_us;
    Day day = day_at(self, anchor);

    switch (step->timing) {
    case STEP_DAY:
        day += previous != NULL ? day_distance(self->input->sequence, number) : step->amount;
        break;
    case STEP_AFTER_BUSINESS_DAYS:
        day = working_days_after(&self->working_days, day, step->amount);
        break;
    case STEP_AFTER_DAYS:
        day += step->amount;
        break;
    case STEP_AFTER_HOURS:
        return anchor + step->amount * HOUR_US;
    case STEP_ON_DATE:
        day = MAX(day, step->amount);
        break;
    }
    return MAX(anchor, day_start(self, day));
}

int
timing_step_shift(const Timing *self, int number, Day day)
{
    const Step *step = step_at(self->input->sequence, number);

    if (step->timing != STEP_DAY || number == 1)
        return 0;
    return day - (day_at(self, self->input->started_us) + step->amount);
}

bool
timing_same_day(const Sequence *sequence, int number)
{
    const Step *step;

    if (number <= 1)
        return false;
    step = step_at(sequence, number);
    switch (step->timing) {
    case STEP_DAY:
        return day_distance(sequence, number) == 0;
    case STEP_AFTER_DAYS:
    case STEP_AFTER_BUSINESS_DAYS:
        return step->amount == 0;
    case STEP_AFTER_HOURS:
        return step->amount < 24;
    case STEP_ON_DATE:
        break;
    }
    return false;
}

Instant
timing_added_earliest(const Timing *self)
{
    const Attempt *last = self->history->last_made_here;
    Day day, floor_day;

    if (last == NULL)
        return self->input->started_us;
    day = day_at(self, last->at_us);
    if (timing_floor_day(self, &floor_day))
        day = MAX(floor_day, working_days_after(&self->working_days, day, 1));
    else
        day = working_days_after(&self->working_days, day, timing_floor_gap(self));
    return day_start(self, day);
}

Instant
timing_answer_until(const Timing *self)
{
    const Attempt *last = self->history->last_made_here;
    int64_t in_day_us;
    Day day;

    if (last == NULL)
        return self->input->started_us;
    day = zone_day_at(self->input->zone, last->at_us, &in_day_us);
    day = working_days_after(&self->working_days, day, ANSWER_WORKING_DAYS);
    return zone_instant_of(self->input->zone, day, in_day_us);
}
