/* Open touches and the planner's view ahead, as rows. */
#include "app/plan.h"

#include <string.h>

#include "app/snapshot.h"

#define MAX_AHEAD 128

static void
planned_clear(gpointer data)
{
    json_decref(((PlannedTouch *)data)->row);
}

GArray *
plan_touches_new(void)
{
    GArray *touches = g_array_new(FALSE, FALSE, sizeof(PlannedTouch));
    g_array_set_clear_func(touches, planned_clear);
    return touches;
}

static gint
planned_compare(gconstpointer a, gconstpointer b)
{
    const PlannedTouch *first = a, *second = b;

    if (first->due_from_us != second->due_from_us)
        return first->due_from_us < second->due_from_us ? -1 : 1;
    if (first->prospect_id != second->prospect_id)
        return first->prospect_id < second->prospect_id ? -1 : 1;
    return 0;
}

void
plan_touches_sort(GArray *touches)
{
    g_array_sort(touches, planned_compare);
}

typedef struct {
    const Snapshot *snapshot;
    Instant now_us;
    GArray *touches;
    char *handle;
} Ahead;

/* The keys of INTERFACES, in their order. */
static void
append_row(const Ahead *ahead, int step, const char *channel, bool automatic, Instant from_us,
           Instant until_us, const char *state, json_t *reasons)
{
    const Snapshot *snapshot = ahead->snapshot;
    const Zone *zone = snapshot->input.zone;
    json_t *row = json_object();

    json_set_text(row, "prospect", ahead->handle);
    json_set_text(row, "sequence", snapshot->version != NULL ? snapshot->version->name : NULL);
    json_set_int(row, "step", step);
    json_set_text(row, "channel", channel);
    json_set_bool(row, "automatic", automatic);
    json_set_instant(row, "due_from", from_us, zone);
    json_set_instant(row, "due_until", until_us, zone);
    json_set_text(row, "zone", zone_name(zone));
    json_set_text(row, "state", state);
    json_object_set_new(row, "reasons", reasons != NULL ? reasons : json_array());
    PlannedTouch planned = {
        .due_from_us = from_us,
        .due_until_us = until_us,
        .prospect_id = snapshot->prospect.id,
        .row = row,
    };
    g_array_append_val(ahead->touches, planned);
}

static bool
visit(const Plan *plan, void *data)
{
    const Ahead *ahead = data;
    const PlannerInput *input = &ahead->snapshot->input;

    if (plan->kind == PLAN_TOUCH)
        append_row(ahead, plan->step, channel_kind_name(plan->channel), plan->automatic,
                   plan->due_from_us, plan->due_until_us,
                   plan->promise_id != 0 ? "promise" : "planned",
                   reasons_to_json(plan->reasons, plan->reason_count, input->zone, ahead->now_us));
    return true;
}

/* What is open counts as made when due, so that the plan goes on after it. */
static bool
append_open(App *app, DbConn *conn, const Ahead *ahead, GArray *attempts, GError **error)
{
    SqlTouchOpenOfParams params = { .workspace_id = app->workspace_id,
                                    .prospect_id = ahead->snapshot->prospect.id };
    SqlTouchOpenOfRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_touch_open_of(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_touch_open_of_next(cursor, &row, error)) == DB_ROW) {
        bool promised = row.promise_id != DB_NULL_INT;
        if (promised && ahead->snapshot->input.promise_count > 0)
            continue; /* the planner shows open promises itself */
        bool is_mail = strcmp(row.state, "queued") == 0 || strcmp(row.state, "in_doubt") == 0;
        Attempt attempt = {
            .at_us = MAX(row.due_from_us, ahead->now_us),
            .channel = channel_kind_parse(row.channel),
            .outcome = is_mail ? OUTCOME_SENT : OUTCOME_NO_ANSWER,
            .step = (int)row.step,
            .this_enrollment = row.enrollment_id == ahead->snapshot->enrollment_id,
        };
        json_t *reasons =
            row.reasons != NULL ? json_read(row.reasons, strlen(row.reasons), NULL) : NULL;
        append_row(ahead, (int)row.step, row.channel, row.automatic != 0, row.due_from_us,
                   row.due_until_us, promised ? "promise" : row.state, reasons);
        g_array_append_val(attempts, attempt);
    }
    return step == DB_DONE;
}

bool
plan_person(App *app, DbConn *conn, int64_t prospect_id, Instant until_us, GArray *touches,
            GError **error)
{
    g_auto(Snapshot) snapshot = { 0 };
    g_autofree Attempt *scratch = NULL;

    if (!snapshot_load(app, conn, prospect_id, NULL, &snapshot, error))
        return false;
    g_autofree char *handle = prospect_handle(&snapshot.prospect);
    Ahead ahead = {
        .snapshot = &snapshot, .now_us = app_now_us(app), .touches = touches, .handle = handle
    };
    if (!append_open(app, conn, &ahead, snapshot.attempts, error))
        return false;
    if (snapshot.version == NULL)
        return true;
    PlannerInput *input = &snapshot.input;
    input->attempts = (const Attempt *)(const void *)snapshot.attempts->data;
    input->attempt_count = snapshot.attempts->len;
    scratch = g_new(Attempt, input->attempt_count + MAX_AHEAD);
    planner_ahead(input, until_us, scratch, MAX_AHEAD, visit, &ahead);
    return true;
}
