/* What they heard, and the first thing on offer that they did not. */
#include "core/argument.h"

/* When the person heard it; INSTANT_NONE: not yet. */
static Instant
heard_at(const PlannerInput *input, uint64_t value_point)
{
    for (gsize i = input->attempt_count; i > 0; i--) {
        const Attempt *attempt = &input->attempts[i - 1];
        if (attempt->value_point == value_point && !attempt->skipped &&
            outcome_is_heard(attempt->outcome))
            return attempt->at_us;
    }
    return INSTANT_NONE;
}

static int
count_heard(const PlannerInput *input)
{
    int found = 0;

    for (gsize i = 0; i < input->attempt_count; i++) {
        const Attempt *attempt = &input->attempts[i];
        found +=
            attempt->value_point != 0 && !attempt->skipped && outcome_is_heard(attempt->outcome);
    }
    return found;
}

/* Does a step ahead need it? */
static bool
is_reserved(const PlannerInput *input, const History *history, uint64_t value_point)
{
    const GPtrArray *steps = input->sequence->steps;

    for (guint i = (guint)MAX(history->last_step, 0); i < steps->len; i++)
        if (((const Step *)g_ptr_array_index(steps, i))->value_id == value_point)
            return true;
    return false;
}

static uint64_t
first_new(const PlannerInput *input, const History *history)
{
    for (gsize i = 0; i < input->value_point_count; i++) {
        uint64_t value_point = input->value_points[i];
        if (heard_at(input, value_point) == INSTANT_NONE &&
            !is_reserved(input, history, value_point))
            return value_point;
    }
    return 0;
}

void
argument_choose(const PlannerInput *input, const History *history, Placement *placement)
{
    Plan *plan = placement->plan;
    Instant heard_us = INSTANT_NONE;

    if (plan->step > 0) {
        const Step *step = g_ptr_array_index(input->sequence->steps, plan->step - 1);
        plan->value_point = step->value_id;
        if (step->value_id != 0)
            heard_us = heard_at(input, step->value_id);
        if (heard_us == INSTANT_NONE)
            return;
        plan_add_reason(plan, REASON_VALUE_HEARD, plan->step, heard_us);
        placement->automatic = false;
    }
    plan->value_point = first_new(input, history);
    if (plan->value_point == 0 && (heard_us != INSTANT_NONE || input->value_point_count > 0))
        plan_add_reason(plan, REASON_VALUE_DRY, count_heard(input), 0);
}
