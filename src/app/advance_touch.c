/* A plan that is due becomes rows. See advance_touch.h. */
#include "app/advance_touch.h"

#include "app/day_load.h"
#include "app/follow.h"
#include "app/library.h"
#include "app/outbox.h"
#include "app/promise_offer.h"
#include "app/record.h"
#include "app/replan.h"

char *
advance_plan_reasons(const AdvanceBatch *batch, const Snapshot *snapshot, const Plan *plan)
{
    g_autoptr(json_t) reasons = reasons_to_json(plan->reasons, plan->reason_count,
                                                snapshot->input.zone, app_now_us(batch->app));
    char *line = json_line(reasons);
    char *copy = g_strdup(line);
    free(line);
    return copy;
}

/* The fields every kind of new touch shares. */
static SqlTouchInsertParams
touch_of_plan(const AdvanceBatch *batch, const Snapshot *snapshot, const Plan *plan,
              const Step *step)
{
    bool inbound = replan_is_inbound(snapshot->version->sequence, plan);

    return (SqlTouchInsertParams){
        .workspace_id = batch->app->workspace_id,
        .prospect_id = snapshot->prospect.id,
        .enrollment_id = snapshot->enrollment_id,
        .version_id = snapshot->version->id,
        .step = plan->step,
        .user_id = snapshot->user_id,
        .mailbox_id = DB_NULL_INT,
        .promise_id = DB_NULL_INT,
        .channel = channel_kind_name(plan->channel),
        .automatic = plan->automatic,
        .priority = inbound ? PRIORITY_INBOUND : PRIORITY_STEP,
        .planned_us = replan_first_due_us(plan),
        .due_from_us = plan->due_from_us,
        .due_until_us = plan->due_until_us,
        .made_us = DB_NULL_INT,
        .objective = step != NULL ? step->objective : NULL,
        .value_point = library_key_of(snapshot, step, plan->value_point),
        .created_us = app_now_us(batch->app),
    };
}

static bool
insert_touch(const AdvanceBatch *batch, const SqlTouchInsertParams *params, const char *kind,
             const char *text, int64_t *ret_id, GError **error)
{
    g_auto(SqlTouchInsertRow) row = { 0 };

    if (!sql_touch_insert(batch->conn, params, &row, NULL, error))
        return false;
    *ret_id = row.id;
    LedgerEntry entry = {
        .prospect_id = params->prospect_id,
        .kind = kind,
        .touch_id = row.id,
        .enrollment_id = params->enrollment_id,
        .channel = params->channel,
        .step = (int)params->step,
        .value_point = params->value_point,
        .text = text,
        .detail = params->reasons,
    };
    return ledger_note(batch->app, batch->conn, &entry, NULL, error);
}

/* Steps the planner passed over get a row, so that the history says why nothing happened there. */
static bool
record_skipped(const AdvanceBatch *batch, const Snapshot *snapshot, const Plan *plan,
               GError **error)
{
    int last = 0;

    for (guint i = 0; i < snapshot->attempts->len; i++) {
        const Attempt *attempt = &g_array_index(snapshot->attempts, Attempt, i);
        if (attempt->this_enrollment)
            last = MAX(last, attempt->step);
    }
    for (int i = 0; i < plan->skipped_steps; i++) {
        int number = last + 1 + i;
        if (number > (int)snapshot->version->sequence->steps->len)
            break;
        const Step *step = g_ptr_array_index(snapshot->version->sequence->steps, number - 1);
        g_autofree char *reasons = advance_plan_reasons(batch, snapshot, plan);
        SqlTouchInsertParams params = touch_of_plan(batch, snapshot, plan, step);
        int64_t id;
        params.step = number;
        params.channel = channel_kind_name(step->channel);
        params.state = "skipped";
        params.outcome = outcome_name(OUTCOME_SKIPPED);
        params.made_us = app_now_us(batch->app);
        params.value_point = NULL;
        params.reasons = reasons;
        if (!insert_touch(batch, &params, "skipped", NULL, &id, error))
            return false;
    }
    return true;
}

static bool
create_task(const AdvanceBatch *batch, const Snapshot *snapshot, const Plan *plan, const Step *step,
            AdvanceVerdict *verdict, GError **error)
{
    g_autofree char *reasons = advance_plan_reasons(batch, snapshot, plan);
    SqlTouchInsertParams params = touch_of_plan(batch, snapshot, plan, step);
    int64_t id;

    params.state = "task";
    params.reasons = reasons;
    params.automatic = 0;
    if (!insert_touch(batch, &params, "task", NULL, &id, error))
        return false;
    batch->count->tasks_created++;
    verdict->due_us = plan->due_until_us;
    return true;
}

static bool
create_held(const AdvanceBatch *batch, const Snapshot *snapshot, const Plan *plan, const Step *step,
            const char *why, AdvanceVerdict *verdict, GError **error)
{
    g_autofree char *reasons = advance_plan_reasons(batch, snapshot, plan);
    SqlTouchInsertParams params = touch_of_plan(batch, snapshot, plan, step);
    int64_t id;

    params.state = "held";
    params.reasons = reasons;
    params.subject = step->subject;
    params.note = why;
    if (!insert_touch(batch, &params, "held", why, &id, error))
        return false;
    batch->count->held++;
    verdict->due_us = DB_NULL_INT;
    return true;
}

static bool
create_mail(const AdvanceBatch *batch, const Snapshot *snapshot, const Plan *plan, const Step *step,
            AdvanceVerdict *verdict, GError **error)
{
    g_auto(ComposedMail) mail = { 0 };
    g_autofree char *reasons = advance_plan_reasons(batch, snapshot, plan);
    SqlTouchInsertParams params = touch_of_plan(batch, snapshot, plan, step);
    Instant now_us = app_now_us(batch->app);
    int64_t id;

    if (!compose_step(batch->app, batch->conn, snapshot, step, batch->mails, &mail, error))
        return false;
    if (mail.hold_why == NULL && mail.not_before_us <= now_us && !mail.promises_nothing &&
        !promise_offer_check(batch->app, batch->conn, snapshot, mail.body, &mail.hold_why, error))
        return false;
    if (mail.hold_why != NULL)
        return create_held(batch, snapshot, plan, step, mail.hold_why, verdict, error);
    if (mail.not_before_us > now_us) { /* the mailbox has had its day */
        verdict->due_us = mail.not_before_us;
        batch->count->moved++;
        return true;
    }
    params.state = "queued";
    params.mailbox_id = snapshot->mailbox_id;
    params.subject = mail.subject;
    params.body = mail.body;
    params.message_id = mail.message_id;
    params.reasons = reasons;
    if (!insert_touch(batch, &params, "queued", mail.subject, &id, error))
        return false;
    OutboxMail outbox = {
        .touch_id = id,
        .mailbox_id = snapshot->mailbox_id,
        .first_touch = mail.first_touch,
        .leaves_us = now_us,
        .promises_nothing = mail.promises_nothing,
        .to = snapshot->prospect.email,
        .message = mail.message,
        .prospect_id = snapshot->prospect.id,
        .carried = mail.carried,
    };
    batch->count->queued++;
    verdict->due_us = DB_NULL_INT; /* delivery wakes it */
    return outbox_add(batch->app, batch->conn, &outbox, error) &&
           day_load_add_mail(batch->app, batch->conn, snapshot, error) &&
           follow_keep(batch->app, batch->conn, id, mail.links, error);
}

bool
advance_touch_create(const AdvanceBatch *batch, const Snapshot *snapshot, const Plan *plan,
                     AdvanceVerdict *verdict, GError **error)
{
    const Step *step = plan->step > 0
                           ? g_ptr_array_index(snapshot->version->sequence->steps, plan->step - 1)
                           : NULL;

    if (plan->step > 0)
        verdict->step = plan->step;
    if (plan->skipped_steps > 0 && !record_skipped(batch, snapshot, plan, error))
        return false;
    if (plan->automatic && step != NULL && plan->channel == CHANNEL_EMAIL)
        return create_mail(batch, snapshot, plan, step, verdict, error);
    return create_task(batch, snapshot, plan, step, verdict, error);
}
