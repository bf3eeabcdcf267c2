/* What is due for one person. See advance_look.h. */
#include "app/advance_look.h"

#include <string.h>

#include "app/record.h"
#include "app/refusal.h"
#include "app/replan.h"

static const char *
going_state(const Snapshot *snapshot)
{
    return enrollment_state_name(snapshot->nurture_until_us != INSTANT_NONE ? ENROLLMENT_NURTURING
                                                                            : ENROLLMENT_ACTIVE);
}

/* Nobody did a task within its window: it moves on, and says so. Never two of them, never a red
 * row. */
static bool
replan_task(const AdvanceBatch *batch, const Snapshot *snapshot, int64_t touch_id,
            const char *channel, AdvanceVerdict *verdict, GError **error)
{
    Plan plan;

    planner_next(&snapshot->input, &plan);
    if (plan.kind != PLAN_TOUCH) {
        verdict->due_us = plan.kind == PLAN_WAIT ? plan.due_from_us : DB_NULL_INT;
        return true;
    }
    Instant now_us = app_now_us(batch->app);
    bool inbound = replan_is_inbound(snapshot->version->sequence, &plan);
    replan_say_late(&plan, now_us);
    g_autofree char *reasons = advance_plan_reasons(batch, snapshot, &plan);
    SqlTouchMoveParams move = {
        .due_from_us = inbound ? replan_inbound_from(&plan, now_us) : MAX(plan.due_from_us, now_us),
        .due_until_us = plan.due_until_us,
        .priority = inbound ? PRIORITY_INBOUND : PRIORITY_STEP,
        .reasons = reasons,
        .workspace_id = batch->app->workspace_id,
        .id = touch_id,
    };
    LedgerEntry entry = {
        .prospect_id = snapshot->prospect.id,
        .kind = "moved",
        .touch_id = touch_id,
        .enrollment_id = snapshot->enrollment_id,
        .channel = channel,
        .step = plan.step,
        .detail = reasons,
    };
    verdict->due_us = plan.due_until_us;
    batch->count->moved++;
    return sql_touch_move(batch->conn, &move, NULL, error) &&
           ledger_note(batch->app, batch->conn, &entry, NULL, error);
}

/* Something is open with this person already: nothing new is planned beside it. */
static bool
tend_open_touch(const AdvanceBatch *batch, const Snapshot *snapshot, bool *ret_open,
                AdvanceVerdict *verdict, GError **error)
{
    SqlTouchOpenOfParams params = { .workspace_id = batch->app->workspace_id,
                                    .prospect_id = snapshot->prospect.id };
    SqlTouchOpenOfRow row;
    int64_t lapsed_id = 0;
    g_autofree char *lapsed_channel = NULL;
    DbStep step;

    *ret_open = false;
    g_autoptr(DbCursor) cursor = sql_touch_open_of(batch->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_touch_open_of_next(cursor, &row, error)) == DB_ROW) {
        if (row.promise_id != DB_NULL_INT && row.enrollment_id == DB_NULL_INT &&
            snapshot->input.promise_count > 0)
            continue; /* the planner itself waits for open promises */
        *ret_open = true;
        verdict->due_us = DB_NULL_INT;
        if (strcmp(row.state, "task") != 0 || row.promise_id != DB_NULL_INT)
            continue;
        if (row.due_until_us > app_now_us(batch->app)) {
            verdict->due_us = row.due_until_us;
        } else {
            lapsed_id = row.id;
            g_free(lapsed_channel);
            lapsed_channel = g_strdup(row.channel);
        }
    }
    if (step != DB_DONE)
        return false;
    g_clear_pointer(&cursor, db_cursor_close);
    return lapsed_id == 0 ||
           replan_task(batch, snapshot, lapsed_id, lapsed_channel, verdict, error);
}

static bool
end_enrollment(const AdvanceBatch *batch, const Snapshot *snapshot, const Plan *plan,
               AdvanceVerdict *verdict, GError **error)
{
    ReasonCode code = plan->reason_count > 0 ? plan->reasons[0].code : REASON_NO_RESPONSE;
    EndEnrollment end = {
        .prospect_id = snapshot->prospect.id,
        .reason = plan->kind == PLAN_FINISH      ? FINISH_NO_RESPONSE
                  : code == REASON_SHUT          ? FINISH_OPTED_OUT
                  : code == REASON_NO_CHANNEL    ? FINISH_BOUNCED
                  : code == REASON_PRESSURE_STOP ? FINISH_HARM
                                                 : FINISH_REPLIED,
        .answered_us = snapshot->input.answered_us,
    };

    Refusal silence = {
        .prospect_id = snapshot->prospect.id,
        .kind = NO_ANSWER,
        .at_us = app_now_us(batch->app),
    };

    verdict->ended = true;
    batch->count->finished++;
    return enrollment_end(batch->app, batch->conn, &end, error) &&
           (end.reason != FINISH_NO_RESPONSE ||
            refusal_note(batch->app, batch->conn, &silence, error));
}

bool
advance_look(const AdvanceBatch *batch, const SqlEnrollmentClaimedRow *claim,
             AdvanceVerdict *verdict, GError **error)
{
    g_auto(Snapshot) snapshot = { 0 };
    SnapshotEnrollment enrollment = {
        .id = claim->id,
        .version_id = claim->version_id,
        .mailbox_id = claim->mailbox_id,
        .user_id = claim->user_id,
        .state = claim->state,
        .paused_until_us = claim->paused_until_us,
        .started_us = claim->started_us,
        .answered_us = claim->answered_us,
        .nurture_until_us = claim->nurture_until_us,
        .share = batch->share,
    };
    bool has_open;
    Plan plan;

    *verdict =
        (AdvanceVerdict){ .state = claim->state, .step = (int)claim->step, .due_us = DB_NULL_INT };
    if (!snapshot_load(batch->app, batch->conn, claim->prospect_id, &enrollment, &snapshot, error))
        return false;
    if (strcmp(claim->state, "paused") == 0 &&
        snapshot.input.paused_until_us <= app_now_us(batch->app))
        verdict->state = going_state(&snapshot);
    if (!tend_open_touch(batch, &snapshot, &has_open, verdict, error))
        return false;
    if (has_open)
        return true;
    planner_next(&snapshot.input, &plan);
    if (snapshot.nurture_until_us != INSTANT_NONE &&
        snapshot.nurture_until_us <= app_now_us(batch->app) && plan.promise_id == 0)
        return end_enrollment(batch, &snapshot, &(Plan){ .kind = PLAN_FINISH }, verdict, error);
    switch (plan.kind) {
    case PLAN_TOUCH:
        if (plan.promise_id !=
            0) { /* its task is there already; look again when its window is over */
            verdict->due_us = MAX(plan.due_until_us, app_now_us(batch->app) + HOUR_US);
            return true;
        }
        if (plan.due_from_us <= app_now_us(batch->app)) {
            verdict->state = going_state(&snapshot);
            return advance_touch_create(batch, &snapshot, &plan, verdict, error);
        }
        verdict->due_us = plan.due_from_us;
        return true;
    case PLAN_WAIT:
        verdict->due_us = plan.due_from_us == INT64_MAX ? DB_NULL_INT : plan.due_from_us;
        return true;
    case PLAN_STOP:
    case PLAN_FINISH:
        return end_enrollment(batch, &snapshot, &plan, verdict, error);
    }
    g_assert_not_reached();
}
