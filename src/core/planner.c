/* The planner: precedence first, then the placing of one touch in time. */
#include "core/planner.h"

#include <string.h>

#include "core/placement.h"
#include "core/timing.h"

/* One decision in the making. */
typedef struct {
    const PlannerInput *input;
    History history;
    Timing timing;
    unsigned unusable; /* bit per channel, ruleset's closed channels included */
    Plan *plan;
} Decision;

static void
end_plan(Plan *plan, PlanKind kind, ReasonCode code, int64_t a)
{
    plan->kind = kind;
    plan->step = 0;
    plan->channel = CHANNEL_NONE;
    plan->automatic = false;
    plan->due_from_us = plan->due_until_us = INSTANT_NONE;
    plan_add_reason(plan, code, a, 0);
}

static void
wait_until(Plan *plan, Instant until_us, ReasonCode code)
{
    end_plan(plan, PLAN_WAIT, code, until_us);
    plan->due_from_us = plan->due_until_us = until_us;
}

static Unusable
why_unusable(const PlannerInput *input, ChannelKind channel)
{
    if (input->unusable[channel] != UNUSABLE_NOT)
        return input->unusable[channel];
    return week_windows_any(&input->ruleset->windows[channel]) ? UNUSABLE_NOT : UNUSABLE_NO_HOURS;
}

static unsigned
unusable_channels(const PlannerInput *input)
{
    unsigned bits = 0;

    for (int channel = 0; channel < CHANNEL_COUNT; channel++)
        if (why_unusable(input, (ChannelKind)channel) != UNUSABLE_NOT)
            bits |= 1U << channel;
    return bits;
}

static bool
is_usable(const Decision *self, ChannelKind channel)
{
    return (self->unusable & (1U << channel)) == 0;
}

/* A human's way to reach the person other than `avoid`: those one would add without being asked
 * first, then whatever there is. */
static ChannelKind
other_channel(const Decision *self, ChannelKind avoid, bool only_unasked)
{
    static const ChannelKind UNASKED[] = { CHANNEL_CALL, CHANNEL_EMAIL, CHANNEL_SOCIAL };

    for (gsize i = 0; i < G_N_ELEMENTS(UNASKED); i++)
        if (UNASKED[i] != avoid && is_usable(self, UNASKED[i]))
            return UNASKED[i];
    for (int channel = 0; !only_unasked && channel < CHANNEL_COUNT; channel++)
        if ((ChannelKind)channel != avoid && is_usable(self, (ChannelKind)channel))
            return (ChannelKind)channel;
    return CHANNEL_NONE;
}

/* The channel of an added touch: call and mail in turn, else the first there is. */
static ChannelKind
added_channel(const Decision *self)
{
    const Attempt *last = self->history.last_here;
    ChannelKind avoid = last != NULL ? last->channel : CHANNEL_NONE;
    ChannelKind channel;

    if (avoid == CHANNEL_VOICEMAIL)
        avoid = CHANNEL_CALL;
    channel = other_channel(self, avoid, true);
    if (channel == CHANNEL_NONE && avoid != CHANNEL_NONE && is_usable(self, avoid))
        channel = avoid;
    return channel != CHANNEL_NONE ? channel : other_channel(self, CHANNEL_NONE, false);
}

static Placement
placement_on(const Decision *self, ChannelKind channel)
{
    return (Placement){ .candidate = { .input = self->input,
                                       .history = &self->history,
                                       .working_days = self->timing.working_days,
                                       .channel = channel },
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

/* Too many written touches of one kind in a row: another way, or a pause. */
static void
break_run(const Decision *self, Placement *placement, Instant earliest_us)
{
    const History *history = &self->history;
    ChannelKind channel = placement->candidate.channel, other;

    if (!channel_kind_is_written(channel) || history->run_channel != channel ||
        history->run_length < self->input->ruleset->max_run_of_channel ||
        earliest_us - history->run_last_us >= HISTORY_RUN_PAUSE_US)
        return;
    other = other_channel(self, channel, true);
    if (other == CHANNEL_NONE) {
        placement->candidate.run_waits = true;
        return;
    }
    placement->candidate.channel = other;
    placement->candidate.same_day &= history->last_made->channel != other;
    placement->automatic = false;
    plan_add_reason(self->plan, REASON_CHANNEL_RUN, history->run_length,
                    reason_channels(channel, other));
}

static void
explain_skipped(const Decision *self)
{
    const GPtrArray *steps = self->input->sequence->steps;

    for (int i = 0; i < self->plan->skipped_steps; i++) {
        const Step *step = g_ptr_array_index(steps, self->history.last_step + i);
        plan_add_reason(self->plan, REASON_CHANNEL_UNUSABLE, step->channel,
                        why_unusable(self->input, step->channel));
    }
}

static void
plan_added(Decision *self, ReasonCode code, int64_t a)
{
    Placement placement = placement_on(self, added_channel(self));
    Instant earliest_us;

    self->plan->step = 0;
    plan_add_reason(self->plan, code, a, self->input->ruleset->floor_attempts);
    explain_skipped(self);
    earliest_us = after_pause(self, timing_added_earliest(&self->timing));
    break_run(self, &placement, earliest_us);
    place_touch(&placement, earliest_us);
}

/* The first step ahead on a usable channel; 0 when there is none. Counts what it passes over. */
static int
next_usable_step(const Decision *self)
{
    const GPtrArray *steps = self->input->sequence->steps;

    for (int number = self->history.last_step + 1; number <= (int)steps->len; number++) {
        const Step *step = g_ptr_array_index(steps, number - 1);
        if (is_usable(self, step->channel))
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
    break_run(self, &placement, earliest_us);
    place_touch(&placement, earliest_us);
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
    schedule_init(&schedule, input->zone, &input->ruleset->windows[plan->channel],
                  input->sender_zone, &input->ruleset->sender_windows, input->now_us);
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
        plan->channel = other_channel(self, promise->channel, false);
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

    if (self->unusable == (1U << CHANNEL_COUNT) - 1) {
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
    self.timing = (Timing){ input, &self.history, working_days_of(input->ruleset) };
    self.unusable = unusable_channels(input);

    promise = binding_promise(input, answered);
    if (promise != NULL)
        plan_promise(&self, promise);
    else if (answered)
        end_plan(ret_plan, PLAN_STOP, REASON_ANSWERED, input->answered_us);
    else if (input->paused_until_us != INSTANT_NONE && input->paused_until_us > input->now_us)
        wait_until(ret_plan, input->paused_until_us, REASON_PAUSED);
    else
        plan_ahead_of_silence(&self);
}
