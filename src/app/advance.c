/* Claims, batches, and what to do with one that cannot be advanced. */
#include "app/advance.h"

#include "app/advance_ahead.h"
#include "app/advance_look.h"
#include "app/enrollment_move.h"
#include "app/record.h"

#define LEASE_US (5 * MINUTE_US)
#define CHUNK 48

static bool
settle(const AdvanceBatch *batch, const SqlEnrollmentClaimedRow *claim,
       const AdvanceVerdict *verdict, GError **error)
{
    EnrollmentState from = enrollment_state_parse(claim->state);
    EnrollmentState to = enrollment_state_parse(verdict->state);
    SqlEnrollmentSettleParams same = {
        .step = verdict->step,
        .due_us = verdict->due_us,
        .workspace_id = batch->app->workspace_id,
        .id = claim->id,
    };
    SqlEnrollmentSettleInParams other = {
        .state = verdict->state,
        .step = verdict->step,
        .due_us = verdict->due_us,
        .workspace_id = batch->app->workspace_id,
        .id = claim->id,
    };
    if (from == to)
        return sql_enrollment_settle(batch->conn, &same, NULL, error);
    return enrollment_check_move(from, to, error) &&
           sql_enrollment_settle_in(batch->conn, &other, NULL, error);
}

static bool
give_back(const AdvanceBatch *batch, int64_t id, GError **error)
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
read_claimed(const AdvanceBatch *batch, int64_t id, SqlEnrollmentClaimedRow *ret, bool *ret_found,
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
advance_one(const AdvanceBatch *batch, int64_t id, GError **error)
{
    g_auto(SqlEnrollmentClaimedRow) claim = { 0 };
    AdvanceVerdict verdict;
    bool found;

    if (!read_claimed(batch, id, &claim, &found, error))
        return false;
    return !found || (advance_look(batch, &claim, &verdict, error) &&
                      (verdict.ended || settle(batch, &claim, &verdict, error)) &&
                      give_back(batch, id, error));
}

/* Looks at some claims in one transaction. It does not wait for the disk: a power cut undoes the
 * touch, its mail and the step together, and all of it is planned again. Before anything leaves,
 * the dot's own commit, which waits, has made it last. */
static bool
advance_some(App *app, const GArray *ids, guint first, guint last, int64_t token,
             ComposeBatch *mails, AdvanceCount *count, GError **error)
{
    AdvanceCount counted = *count;
    g_autoptr(AppTransaction) write = app_light_begin(app, error);

    if (write == NULL)
        return false;
    g_auto(SnapshotShare) share = { 0 };
    AdvanceBatch batch = { .app = app,
                           .conn = write->conn,
                           .token = token,
                           .count = &counted,
                           .share = &share,
                           .mails = mails };
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
    AdvanceBatch batch = { .app = app, .conn = write->conn, .token = token };
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
        g_auto(ComposeBatch) mails = { 0 };
        if (advance_some(app, ids, i, i + 1, token, &mails, count, &problem))
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
        g_auto(ComposeBatch) mails = { 0 };
        g_autoptr(GError) problem = NULL;
        advance_write_ahead(app, &g_array_index(ids, int64_t, first), last - first, &mails);
        if (!advance_some(app, ids, first, last, token, &mails, count, &problem)) {
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
