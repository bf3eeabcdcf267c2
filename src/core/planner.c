/* The planner: precedence first, then the placing of one touch in time. */
#include "core/planner.h"

#include <string.h>

#include "core/argument.h"
#include "core/placement.h"
#include "core/timing.h"
#include "core/ways.h"

/* One decision in the making. */
typedef struct {
    const PlannerInput *input;
    History history;
    Timing timing;
    Ways ways;
    Plan *plan;
} Decision;

static void
end_plan(Plan *plan, PlanKind kind, ReasonCode code, int64_t a)
{
    plan->kind = kind;
    plan->step = 0;
    plan->channel = CHANNEL_NONE;
    plan->automatic = false;
    plan->value_point = 0;
    plan->due_from_us = plan->due_until_us = INSTANT_NONE;
    plan_add_reason(plan, code, a, 0);
}

static void
wait_until(Plan *plan, Instant until_us, ReasonCode code)
{
    end_plan(plan, PLAN_WAIT, code, until_us);
    plan->due_from_us = plan->due_until_us = until_us;
}

/* Working days the floor wants between two touches, where nothing but silence presses; else 0. */
static int
silence_floor_gap(const Decision *self)
{
    const PlannerInput *input = self->input;

    return input->pressure.by_reaction || input->ruleset->floor_per_week <= 0 ||
                   self->history.attempts_here >= input->ruleset->floor_attempts
               ? 0
               : timing_floor_gap(&self->timing);
}

static Placement
placement_on(const Decision *self, ChannelKind channel)
{
    return (Placement){ .candidate = { .input = self->input,
                                       .history = &self->history,
                                       .working_days = &self->timing.working_days,
                                       .channel = channel,
                                       .pressure = self->ways.pressure,
                                       .floor_gap_days = silence_floor_gap(self) },
                        .plan = self->plan };
}

static void
place_touch(Placement *placement, Instant earliest_us)
{
    if (!placement_find(placement, earliest_us))
        end_plan(placement->plan, PLAN_FINISH, REASON_NO_TIME, SCHEDULE_HORIZON_DAYS);
}

/* Nothing is planned into a pause that has since ended, however long ago it was due. */
static Instant
after_pause(const Decision *self, Instant earliest_us)
{
    Instant paused_until_us = self->input->paused_until_us;

    if (paused_until_us == INSTANT_NONE || paused_until_us <= earliest_us)
        return earliest_us;
    plan_add_reason(self->plan, REASON_PAUSED, paused_until_us, 0);
    return paused_until_us;
}

/* The channel the rules want for it, and then the day. */
static void
settle_and_place(const Decision *self, Placement *placement, Instant earliest_us)
{
    Candidate *candidate = &placement->candidate;
    ChannelKind before = candidate->channel;
    Reason reason;

    candidate->channel =
        ways_settle(&self->ways, before, earliest_us, &reason, &candidate->run_waits);
    if (candidate->channel != before) {
        candidate->same_day &= self->history.last_made->channel != candidate->channel;
        placement->automatic = false;
        plan_add_reason(self->plan, reason.code, reason.a, reason.b);
    }
    argument_choose(self->input, &self->history, placement);
    place_touch(placement, earliest_us);
}

static void
explain_skipped(const Decision *self)
{
    const GPtrArray *steps = self->input->sequence->steps;

    for (int i = 0; i < self->plan->skipped_steps; i++) {
        const Step *step = g_ptr_array_index(steps, self->history.last_step + i);
        plan_add_reason(self->plan, REASON_CHANNEL_UNUSABLE, step->channel,
                        ways_why_unusable(self->input, step->channel));
    }
}

static void
plan_added(Decision *self, ReasonCode code, int64_t a)
{
    Placement placement = placement_on(self, ways_added(&self->ways));
    Instant earliest_us;

    self->plan->step = 0;
    plan_add_reason(self->plan, code, a, self->input->ruleset->floor_attempts);
    explain_skipped(self);
    earliest_us = after_pause(self, timing_added_earliest(&self->timing));
    settle_and_place(self, &placement, earliest_us);
}

/* The first step ahead on a usable channel; 0 when there is none. Counts what it passes over. */
static int
next_usable_step(const Decision *self)
{
    const GPtrArray *steps = self->input->sequence->steps;

    for (int number = self->history.last_step + 1; number <= (int)steps->len; number++) {
        const Step *step = g_ptr_array_index(steps, number - 1);
        if (ways_usable(&self->ways, step->channel))
            return number;
        self->plan->skipped_steps++;
    }
    return 0;
}

/* The step whose time `number` takes: the first one passed over, unless that one only accompanied
 * the touch before it; a fixed date keeps its own. */
static int
slot_for(const Decision *self, int number)
{
    const Sequence *sequence = self->input->sequence;
    const Step *step = g_ptr_array_index(sequence->steps, number - 1);
    int slot = MIN(self->history.open_slot, number);

    if (step->timing == STEP_ON_DATE)
        return number;
    while (slot < number && timing_same_day(sequence, slot))
        slot++;
    return slot;
}

/* Was the touch before made by the step before, on another channel, and meant for the same day? */
static bool
accompanies(const Decision *self, const Step *step)
{
    const Attempt *last = self->history.last_made;

    return last != NULL && last->this_enrollment && step->number > 1 &&
           last->step == step->number - 1 && last->channel != step->channel &&
           timing_same_day(self->input->sequence, step->number);
}

static void
plan_step(Decision *self, int number)
{
    const PlannerInput *input = self->input;
    const Step *step = g_ptr_array_index(input->sequence->steps, number - 1);
    Placement placement = placement_on(self, step->channel);
    int slot = slot_for(self, number);
    Instant earliest_us = timing_step_earliest(&self->timing, slot);
    Day day = zone_day_at(input->zone, earliest_us, NULL), floor_day;
    bool too_far = timing_floor_day(&self->timing, &floor_day) && day > floor_day;

    if (too_far && step->timing == STEP_ON_DATE) { /* a date stays; something else fills the time */
        plan_added(self, REASON_FLOOR_WEEK, input->ruleset->floor_per_week);
        return;
    }
    plan_add_reason(self->plan, REASON_STEP_DUE, number, input->sequence->steps->len);
    explain_skipped(self);
    if (too_far) {
        earliest_us = zone_instant_of(input->zone, floor_day, 0);
        plan_add_reason(self->plan, REASON_FLOOR_WEEK, input->ruleset->floor_per_week,
                        input->ruleset->floor_attempts);
    } else if (slot == number) {
        int shift = timing_step_shift(&self->timing, number, day);
        if (shift > 0)
            plan_add_reason(self->plan, REASON_SHIFTED, shift, 0);
    }
    self->plan->step = number;
    placement.automatic = step->automatic && channel_kind_may_be_automatic(step->channel);
    placement.within_us = slot == number ? step->within_us : 0;
    placement.candidate.same_day = accompanies(self, step);
    earliest_us = after_pause(self, earliest_us);
    settle_and_place(self, &placement, earliest_us);
}

/* The earliest promise that still binds: after an answer only those made with it or since. */
static const OpenPromise *
binding_promise(const PlannerInput *input, bool answered)
{
    for (gsize i = 0; i < input->promise_count; i++)
        if (!answered || input->promises[i].made_us >= input->answered_us)
            return &input->promises[i];
    return NULL;
}

static void
explain_step_after(const Decision *self, const OpenPromise *promise)
{
    int number = self->history.last_step + 1;

    if (number <= (int)self->input->sequence->steps->len &&
        timing_step_earliest(&self->timing, slot_for(self, number)) < promise->from_us)
        plan_add_reason(self->plan, REASON_AFTER_PROMISE, promise->from_us, number);
}

static void
place_late_promise(const Decision *self, const OpenPromise *promise)
{
    const PlannerInput *input = self->input;
    Plan *plan = self->plan;
    Schedule schedule;
    Slot slot;
    Day today, day;

    plan_add_reason(plan, REASON_LATE, promise->from_us, 0);
    ScheduleSides sides = placement_sides(input, plan->channel, false);
    schedule_init(&schedule, &sides, input->now_us);
    if (!schedule_next_slot(&schedule, input->now_us, SCHEDULE_RESERVE_US, &slot, &today, &day))
        slot = (Slot){ input->now_us, input->now_us + HOUR_US };
    plan->due_from_us = MAX(slot.from_us, input->now_us);
    plan->due_until_us = slot.until_us;
}

/* A promise is kept to the minute, in or out of the usual hours; only a human moves it. */
static void
plan_promise(Decision *self, const OpenPromise *promise)
{
    const PlannerInput *input = self->input;
    Plan *plan = self->plan;

    plan->kind = PLAN_TOUCH;
    plan->promise_id = promise->id;
    plan->channel = promise->channel;
    plan->due_from_us = promise->from_us;
    plan->due_until_us = promise->until_us;
    plan_add_reason(plan, REASON_PROMISE, promise->from_us, promise->until_us);
    if (input->unusable[promise->channel] != UNUSABLE_NOT) {
        plan->channel = ways_other(&self->ways, promise->channel, false);
        plan_add_reason(plan, REASON_CHANNEL_UNUSABLE, promise->channel,
                        input->unusable[promise->channel]);
    }
    if (plan->channel == CHANNEL_NONE) {
        end_plan(plan, PLAN_STOP, REASON_NO_CHANNEL, 0);
        return;
    }
    if (promise->until_us <= input->now_us)
        place_late_promise(self, promise);
    if (input->paused_until_us != INSTANT_NONE && input->paused_until_us > plan->due_from_us)
        plan_add_reason(plan, REASON_PAUSED, input->paused_until_us, 0);
    explain_step_after(self, promise);
}

static void
plan_end(Decision *self)
{
    Instant until_us = timing_answer_until(&self->timing);

    if (self->input->now_us < until_us)
        wait_until(self->plan, until_us, REASON_ANSWER_TIME);
    else
        end_plan(self->plan, PLAN_FINISH, REASON_NO_RESPONSE, self->history.attempts_here);
}

static void
plan_ahead_of_silence(Decision *self)
{
    const PlannerInput *input = self->input;
    int number;

    if (ways_none(&self->ways)) {
        end_plan(self->plan, PLAN_STOP, REASON_NO_CHANNEL, 0);
        return;
    }
    number = next_usable_step(self);
    if (number > 0)
        plan_step(self, number);
    else if (self->history.attempts_here < input->ruleset->floor_attempts)
        plan_added(self, REASON_FLOOR_ATTEMPTS, self->history.attempts_here);
    else
        plan_end(self);
}

void
planner_next(const PlannerInput *input, Plan *ret_plan)
{
    Decision self = { .input = input, .plan = ret_plan };
    bool answered = input->answered_us != INSTANT_NONE && input->answered_us >= input->started_us;
    const OpenPromise *promise;

    memset(ret_plan, 0, sizeof *ret_plan);
    if (input->shut) {
        end_plan(ret_plan, PLAN_STOP, REASON_SHUT, 0);
        return;
    }
    if (!input->active) {
        end_plan(ret_plan, PLAN_STOP, REASON_NOT_ACTIVE, 0);
        return;
    }
    history_read(&self.history, input->attempts, input->attempt_count);
    self.timing =
        (Timing){ input, &self.history, working_days_of(input->ruleset, &input->calendar) };
    ways_init(&self.ways, input, &self.history);

    promise = binding_promise(input, answered);
    if (promise != NULL)
        plan_promise(&self, promise);
    else if (answered)
        end_plan(ret_plan, PLAN_STOP, REASON_ANSWERED, input->answered_us);
    else if (input->paused_until_us != INSTANT_NONE && input->paused_until_us > input->now_us)
        wait_until(ret_plan, input->paused_until_us, REASON_PAUSED);
    else if (self.ways.pressure == PRESSURE_STOP)
        end_plan(ret_plan, PLAN_STOP, REASON_PRESSURE_STOP, input->pressure.value);
    else
        plan_ahead_of_silence(&self);
}
