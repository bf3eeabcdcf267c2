/* From a due enrollment to a queued mail, a task, or a later date. */
#include "app/advance.h"

#include <string.h>

#include "app/compose.h"
#include "app/day_load.h"
#include "app/enrollment_move.h"
#include "app/follow.h"
#include "app/library.h"
#include "app/outbox.h"
#include "app/promise_offer.h"
#include "app/record.h"
#include "app/refusal.h"
#include "app/render.h"
#include "app/replan.h"
#include "app/snapshot.h"

#define LEASE_US (5 * MINUTE_US)
#define CHUNK 64

enum { PRIORITY_PROMISE = 0, PRIORITY_INBOUND = 1, PRIORITY_STEP = 2 };

typedef struct {
    App *app;
    DbConn *conn;
    int64_t token;
    AdvanceCount *count;
} Batch;

/* What a look at one enrollment came to: its state and when to look again (DB_NULL_INT: not by
 * itself). */
typedef struct {
    const char *state;
    int step;
    Instant due_us;
    bool ended;
} Verdict;

static char *
plan_reasons(const Batch *batch, const Snapshot *snapshot, const Plan *plan)
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
touch_of_plan(const Batch *batch, const Snapshot *snapshot, const Plan *plan, const Step *step)
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
insert_touch(const Batch *batch, const SqlTouchInsertParams *params, const char *kind,
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
record_skipped(const Batch *batch, const Snapshot *snapshot, const Plan *plan, GError **error)
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
        g_autofree char *reasons = plan_reasons(batch, snapshot, plan);
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
create_task(const Batch *batch, const Snapshot *snapshot, const Plan *plan, const Step *step,
            Verdict *verdict, GError **error)
{
    g_autofree char *reasons = plan_reasons(batch, snapshot, plan);
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
create_held(const Batch *batch, const Snapshot *snapshot, const Plan *plan, const Step *step,
            const char *why, Verdict *verdict, GError **error)
{
    g_autofree char *reasons = plan_reasons(batch, snapshot, plan);
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
create_mail(const Batch *batch, const Snapshot *snapshot, const Plan *plan, const Step *step,
            Verdict *verdict, GError **error)
{
    g_auto(ComposedMail) mail = { 0 };
    g_autofree char *reasons = plan_reasons(batch, snapshot, plan);
    SqlTouchInsertParams params = touch_of_plan(batch, snapshot, plan, step);
    Instant now_us = app_now_us(batch->app);
    int64_t id;

    if (!compose_step(batch->app, batch->conn, snapshot, step, &mail, error))
        return false;
    if (mail.hold_why == NULL && mail.not_before_us <= now_us &&
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
        .to = snapshot->prospect.email,
        .message = mail.message,
    };
    batch->count->queued++;
    verdict->due_us = DB_NULL_INT; /* delivery wakes it */
    return outbox_add(batch->app, batch->conn, &outbox, error) &&
           day_load_add_mail(batch->app, batch->conn, snapshot, error) &&
           follow_keep(batch->app, batch->conn, id, mail.links, error);
}

static const char *
going_state(const Snapshot *snapshot)
{
    return enrollment_state_name(snapshot->nurture_until_us != INSTANT_NONE ? ENROLLMENT_NURTURING
                                                                            : ENROLLMENT_ACTIVE);
}

static bool
carry_out_touch(const Batch *batch, const Snapshot *snapshot, const Plan *plan, Verdict *verdict,
                GError **error)
{
    const Step *step = plan->step > 0
                           ? g_ptr_array_index(snapshot->version->sequence->steps, plan->step - 1)
                           : NULL;

    verdict->state = going_state(snapshot);
    if (plan->step > 0)
        verdict->step = plan->step;
    if (plan->skipped_steps > 0 && !record_skipped(batch, snapshot, plan, error))
        return false;
    if (plan->automatic && step != NULL && plan->channel == CHANNEL_EMAIL)
        return create_mail(batch, snapshot, plan, step, verdict, error);
    return create_task(batch, snapshot, plan, step, verdict, error);
}

/* Nobody did a task within its window: it moves on, and says so. Never two of them, never a red
 * row. */
static bool
replan_task(const Batch *batch, const Snapshot *snapshot, int64_t touch_id, const char *channel,
            Verdict *verdict, GError **error)
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
    g_autofree char *reasons = plan_reasons(batch, snapshot, &plan);
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
tend_open_touch(const Batch *batch, const Snapshot *snapshot, bool *ret_open, Verdict *verdict,
                GError **error)
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
end_enrollment(const Batch *batch, const Snapshot *snapshot, const Plan *plan, Verdict *verdict,
               GError **error)
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

static bool
look_at(const Batch *batch, const SqlEnrollmentClaimedRow *claim, Verdict *verdict, GError **error)
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
    };
    bool has_open;
    Plan plan;

    *verdict = (Verdict){ .state = claim->state, .step = (int)claim->step, .due_us = DB_NULL_INT };
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
        if (plan.due_from_us <= app_now_us(batch->app))
            return carry_out_touch(batch, &snapshot, &plan, verdict, error);
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

static bool
settle(const Batch *batch, const SqlEnrollmentClaimedRow *claim, const Verdict *verdict,
       GError **error)
{
    EnrollmentState from = enrollment_state_parse(claim->state);
    EnrollmentState to = enrollment_state_parse(verdict->state);
    SqlEnrollmentSettleParams params = {
        .state = verdict->state,
        .step = verdict->step,
        .due_us = verdict->due_us,
        .workspace_id = batch->app->workspace_id,
        .id = claim->id,
    };
    return (from == to || enrollment_check_move(from, to, error)) &&
           sql_enrollment_settle(batch->conn, &params, NULL, error);
}

static bool
give_back(const Batch *batch, int64_t id, GError **error)
{
    SqlEnrollmentLeaseEndParams lease = {
        .workspace_id = batch->app->workspace_id,
        .id = id,
        .token = batch->token,
    };
    return sql_enrollment_lease_end(batch->conn, &lease, NULL, error);
}

/* The enrollment as it is now; not found when the lease lapsed and went to another. */
static bool
read_claimed(const Batch *batch, int64_t id, SqlEnrollmentClaimedRow *ret, bool *ret_found,
             GError **error)
{
    SqlEnrollmentClaimedParams params = {
        .workspace_id = batch->app->workspace_id,
        .id = id,
        .token = batch->token,
    };
    return sql_enrollment_claimed(batch->conn, &params, ret, ret_found, error);
}

static gint
compare_ids(gconstpointer a, gconstpointer b)
{
    const int64_t *first = a, *second = b;
    return (*first > *second) - (*first < *second);
}

/* The ids of what is due, now leased to the token. A lease may be lost with the power: nothing was
 * done under it then. */
static GArray *
claim_due(App *app, int limit, int64_t token, GError **error)
{
    Instant now_us = app_now_us(app);
    SqlEnrollmentClaimParams params = {
        .token = token,
        .lease_until_us = now_us + LEASE_US,
        .workspace_id = app->workspace_id,
        .now_us = now_us,
        .n = limit,
    };
    SqlEnrollmentClaimRow row;
    DbStep step;

    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
    g_autoptr(AppTransaction) write = app_light_begin(app, error);
    if (write == NULL)
        return NULL;
    g_autoptr(DbCursor) cursor = sql_enrollment_claim(write->conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_enrollment_claim_next(cursor, &row, error)) == DB_ROW)
        g_array_append_val(ids, row.id);
    g_clear_pointer(&cursor, db_cursor_close);
    if (step != DB_DONE || !app_commit(write, error))
        return NULL;
    g_array_sort(ids, compare_ids);
    return g_steal_pointer(&ids);
}

static bool
advance_one(const Batch *batch, int64_t id, GError **error)
{
    g_auto(SqlEnrollmentClaimedRow) claim = { 0 };
    Verdict verdict;
    bool found;

    if (!read_claimed(batch, id, &claim, &found, error))
        return false;
    return !found || (look_at(batch, &claim, &verdict, error) &&
                      (verdict.ended || settle(batch, &claim, &verdict, error)) &&
                      give_back(batch, id, error));
}

/* Looks at some claims in one transaction. */
static bool
advance_some(App *app, const GArray *ids, guint first, guint last, int64_t token,
             AdvanceCount *count, GError **error)
{
    AdvanceCount counted = *count;
    g_autoptr(AppTransaction) write = app_write_begin(app, error);

    if (write == NULL)
        return false;
    Batch batch = { .app = app, .conn = write->conn, .token = token, .count = &counted };
    for (guint i = first; i < last; i++)
        if (!advance_one(&batch, g_array_index(ids, int64_t, i), error))
            return false;
    if (!app_commit(write, error))
        return false;
    *count = counted;
    return true;
}

/* One that cannot be advanced must not hold up the others: it is paused, and says why. */
static bool
set_aside(App *app, int64_t id, int64_t token, const char *why, GError **error)
{
    g_auto(SqlEnrollmentClaimedRow) claim = { 0 };
    EnrollmentMove pause = {
        .id = id,
        .to = ENROLLMENT_PAUSED,
        .until_us = INSTANT_NONE,
        .why = why,
        .unless_finished = true,
    };
    LedgerEntry entry = {
        .kind = "paused",
        .enrollment_id = id,
        .text = why,
    };
    bool found;
    g_autoptr(AppTransaction) write = app_write_begin(app, error);

    if (write == NULL)
        return false;
    Batch batch = { .app = app, .conn = write->conn, .token = token };
    if (!read_claimed(&batch, id, &claim, &found, error))
        return false;
    entry.prospect_id = claim.prospect_id;
    return !found || (enrollment_move(app, write->conn, &pause, error) &&
                      ledger_note(app, write->conn, &entry, NULL, error) &&
                      give_back(&batch, id, error) && app_commit(write, error));
}

static bool
is_about_the_data(const GError *problem)
{
    return g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_INVALID) ||
           g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_NOT_FOUND) ||
           g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_CONFLICT);
}

static bool
advance_one_by_one(App *app, const GArray *ids, guint first, guint last, int64_t token,
                   AdvanceCount *count, GError **error)
{
    for (guint i = first; i < last; i++) {
        g_autoptr(GError) problem = NULL;
        if (advance_some(app, ids, i, i + 1, token, count, &problem))
            continue;
        if (!is_about_the_data(problem)) {
            g_propagate_error(error, g_steal_pointer(&problem));
            return false;
        }
        if (!set_aside(app, g_array_index(ids, int64_t, i), token, problem->message, error))
            return false;
    }
    return true;
}

bool
advance_due(App *app, int limit, AdvanceCount *count, GError **error)
{
    int64_t token = (int64_t)(world_random_u64(app->world) >> 1);
    g_autoptr(GArray) ids = claim_due(app, limit, token, error);

    if (ids == NULL)
        return false;
    count->claimed += ids->len;
    for (guint first = 0; first < ids->len; first += CHUNK) {
        guint last = MIN(first + CHUNK, ids->len);
        g_autoptr(GError) problem = NULL;
        if (!advance_some(app, ids, first, last, token, count, &problem)) {
            if (!is_about_the_data(problem)) {
                g_propagate_error(error, g_steal_pointer(&problem));
                return false;
            }
            if (!advance_one_by_one(app, ids, first, last, token, count, error))
                return false;
        }
        world_checkpoint(app->world, "advance.chunk");
    }
    return true;
}
