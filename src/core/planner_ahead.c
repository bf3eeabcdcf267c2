/* The touches ahead: the planner asked again and again, as if each touch were made and met silence.
 */
#include <string.h>

#include "core/history.h"
#include "core/planner.h"

/* The attempt that a planned touch becomes when nobody reacts. Steps passed over on the way to an
 * added touch are behind us with it. */
static Attempt
attempt_of(const PlannerInput *input, const Plan *plan)
{
    int step = plan->step;

    if (step == 0 && plan->skipped_steps > 0) {
        History history;
        history_read(&history, input->attempts, input->attempt_count);
        step = history.last_step + plan->skipped_steps;
    }
    return (Attempt){
        .at_us = MAX(plan->due_from_us, input->now_us),
        .channel = plan->channel,
        .outcome = plan->channel == CHANNEL_CALL ? OUTCOME_NO_ANSWER : OUTCOME_SENT,
        .step = step,
        .this_enrollment = true,
        .value_point = plan->value_point,
    };
}

static void
drop_promise(PlannerInput *input, int64_t id)
{
    while (input->promise_count > 0) {
        bool found = input->promises->id == id;
        input->promises++;
        input->promise_count--;
        if (found)
            return;
    }
}

void
planner_ahead(const PlannerInput *input, Instant until_us, Attempt *scratch, gsize capacity,
              PlanVisitor each, void *data)
{
    PlannerInput next = *input;
    gsize made = 0;

    if (input->attempt_count > 0)
        memcpy(scratch, input->attempts, input->attempt_count * sizeof *scratch);
    next.attempts = scratch;
    for (gsize rounds = 0; made < capacity && rounds < 2 * capacity + 2; rounds++) {
        Plan plan;
        planner_next(&next, &plan);
        if (plan.kind == PLAN_STOP || plan.kind == PLAN_FINISH || plan.due_from_us > until_us)
            return;
        if (plan.kind == PLAN_WAIT) {
            next.now_us = plan.due_from_us;
            continue;
        }
        if (!each(&plan, data))
            return;
        Attempt attempt = attempt_of(&next, &plan);
        scratch[next.attempt_count++] = attempt;
        made++;
        next.now_us = MAX(next.now_us, attempt.at_us);
        if (plan.promise_id != 0)
            drop_promise(&next, plan.promise_id);
    }
}
