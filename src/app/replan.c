/* Tasks that move on. See replan.h. */
#include "app/replan.h"

/* Nearer than this is now, for somebody who waits. */
#define AT_ONCE_US (10 * MINUTE_US)

bool
replan_is_inbound(const Sequence *sequence, const Plan *plan)
{
    const Step *step;

    if (plan->step < 1 || plan->step > (int)sequence->steps->len)
        return false;
    step = g_ptr_array_index(sequence->steps, plan->step - 1);
    return step->within_us > 0;
}

Instant
replan_inbound_from(const Plan *plan, Instant now_us)
{
    return plan->due_from_us - now_us < AT_ONCE_US ? now_us : plan->due_from_us;
}

void
replan_say_late(Plan *plan, Instant now_us)
{
    for (gsize i = 0; i < plan->reason_count; i++)
        if (plan->reasons[i].code == REASON_LATE || plan->reasons[i].code == REASON_DAY_OFF)
            return;
    if (plan->reason_count == PLAN_MAX_REASONS)
        plan->reason_count--;
    plan->reasons[plan->reason_count++] = (Reason){ .code = REASON_LATE, .a = now_us };
}

Instant
replan_first_due_us(const Plan *plan)
{
    for (gsize i = 0; i < plan->reason_count; i++)
        if (plan->reasons[i].code == REASON_LATE)
            return MIN(plan->reasons[i].a, plan->due_from_us);
    return plan->due_from_us;
}
