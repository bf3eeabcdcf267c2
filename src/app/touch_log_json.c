/* From the parameters of `touch log` to a TouchLog, and from what was logged to its row. */
#include "app/touch_log_json.h"

#include <string.h>

#include "app/promise_check.h"
#include "app/promise_offer.h"
#include "app/proposal.h"
#include "app/snapshot.h"
#include "app/touch_log.h"
#include "core/promise.h"

/* What is proposed after a no; else that nothing is planned. */
static char *
say_proposal(App *app, DbConn *conn, int64_t prospect_id, GError **error)
{
    g_auto(Proposal) proposal = { 0 };

    if (!proposal_load(app, conn, prospect_id, &proposal, error))
        return NULL;
    if (proposal.count == 0)
        return g_strdup("Nothing is planned: choose the next opportunity.");
    return g_strdup_printf("%s Proposed: %s", proposal.paths[0].why, proposal.paths[0].say);
}

/* One sentence: what happens next with this person. */
static char *
say_next(App *app, DbConn *conn, int64_t prospect_id, GError **error)
{
    g_auto(Snapshot) snapshot = { 0 };
    Plan plan;

    if (!snapshot_load(app, conn, prospect_id, NULL, &snapshot, error))
        return NULL;
    Instant now_us = app_now_us(app);
    const Zone *zone = snapshot.input.zone;
    if (snapshot.shut)
        return g_strdup("No path leads to this person any more.");
    if (snapshot.input.promise_count > 0) {
        const OpenPromise *promise = &snapshot.input.promises[0];
        g_autofree char *window =
            promise_window_say(promise->from_us, promise->until_us, zone, now_us);
        return g_strdup_printf("Promised: %s, %s.", channel_kind_say(promise->channel), window);
    }
    if (snapshot.version == NULL)
        return say_proposal(app, conn, prospect_id, error);
    planner_next(&snapshot.input, &plan);
    if (plan.kind == PLAN_TOUCH) {
        g_autofree char *when = zone_say(zone, plan.due_from_us, now_us);
        return g_strdup_printf("Next: %s on %s.", channel_kind_say(plan.channel), when);
    }
    if (plan.kind == PLAN_WAIT)
        return g_strdup("Seventh waits for an answer before anything else.");
    return g_strdup("That was the last attempt.");
}

static const Zone *
zone_of(App *app, DbConn *conn, int64_t prospect_id)
{
    g_auto(SqlProspectGetRow) prospect = { 0 };
    SqlProspectGetParams which = { .workspace_id = app->workspace_id, .id = prospect_id };

    return sql_prospect_get(conn, &which, &prospect, NULL, NULL)
               ? app_zone_or_default(app, prospect.zone)
               : app->zone;
}

static bool
read_log(App *app, const Actor *actor, DbConn *conn, const json_t *params, TouchLog *log,
         GError **error)
{
    const char *channel = json_text(params, "channel", NULL);
    const char *at = json_text(params, "at", NULL);
    const char *promise = json_text(params, "promise", NULL);
    const char *promise_channel = json_text(params, "promise_channel", NULL);

    *log = (TouchLog){
        .touch_id = json_int(params, "touch_id", 0),
        .user_id = actor->user_id,
        .channel = channel != NULL ? channel_kind_parse(channel) : CHANNEL_NONE,
        .outcome = outcome_parse(json_text(params, "outcome", "")),
        .at_us = INSTANT_NONE,
        .note = json_text(params, "note", NULL),
        .value_point = json_text(params, "value_point", NULL),
        .promise_from_us = INSTANT_NONE,
        .promise_until_us = INSTANT_NONE,
        .promise_channel =
            promise_channel != NULL ? channel_kind_parse(promise_channel) : CHANNEL_NONE,
    };
    if (log->outcome == OUTCOME_COUNT || log->outcome == OUTCOME_NONE)
        return error_set(
            error, SEVENTH_ERROR_INVALID,
            "outcome: \"%.40s\" is unknown; use one of no_answer, busy, voicemail, "
            "gatekeeper, wrong_number, reached, call_back, interested, meeting, "
            "not_now, not_interested, no_budget, has_supplier, wrong_person, referred, "
            "stop, hostile, sent, done, skipped",
            json_text(params, "outcome", ""));
    if (channel == NULL && log->touch_id == 0)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "channel: say which, for example --channel call");
    if (!app_find_prospect(app, conn, json_text(params, "prospect", ""), &log->prospect_id,
                           error) ||
        (at != NULL && !instant_parse(at, &log->at_us, error)))
        return false;
    if (promise == NULL || promise[0] == '\0')
        return true;
    g_auto(SqlProspectGetRow) prospect = { 0 };
    SqlProspectGetParams which = { .workspace_id = app->workspace_id, .id = log->prospect_id };
    g_autofree char *window = NULL;
    promise_window_anyway(promise, &window); /* what was said was said */
    return sql_prospect_get(conn, &which, &prospect, NULL, error) &&
           promise_window_parse(window, app_zone_or_default(app, prospect.zone), app_now_us(app),
                                &log->promise_from_us, &log->promise_until_us, error);
}

/* A promise given on the phone is noted as it was given; that it cannot be kept is said at once. */
static bool
set_warning(App *app, DbConn *conn, const TouchLog *log, const TouchLogged *logged, json_t *row,
            GError **error)
{
    PromiseGiven promise = {
        .prospect_id = log->prospect_id,
        .user_id = log->user_id,
        .channel = log->promise_channel != CHANNEL_NONE   ? log->promise_channel
                   : logged->channel == CHANNEL_VOICEMAIL ? CHANNEL_CALL
                                                          : logged->channel,
        .from_us = log->promise_from_us,
        .until_us = log->promise_until_us,
    };
    g_autofree char *say = NULL, *warning = NULL;
    PromiseProblem problem;
    bool kept = true;

    if (logged->promise_id != 0 &&
        !promise_can_be_kept(app, conn, &promise, &kept, &problem, &say, error))
        return false;
    if (!kept)
        warning = g_strdup_printf("That promise will be hard to keep: %s.", say);
    json_set_text(row, "warning", warning);
    return true;
}

json_t *
touch_log_json(App *app, const Actor *actor, DbConn *conn, const json_t *params, GError **error)
{
    TouchLog log;
    TouchLogged logged;

    if (!read_log(app, actor, conn, params, &log, error) ||
        !touch_log(app, conn, &log, &logged, error))
        return NULL;
    g_autofree char *next = say_next(app, conn, log.prospect_id, error);
    if (next == NULL)
        return NULL;
    json_t *opportunity = proposal_of_person(app, conn, log.prospect_id, error);
    if (opportunity == NULL)
        return NULL;
    json_t *row = json_object();
    json_set_int(row, "ledger_id", logged.ledger_id);
    json_set_int(row, "touch_id", logged.touch_id);
    json_set_text(row, "prospect", json_text(params, "prospect", NULL));
    json_set_text(row, "channel", channel_kind_name(logged.channel));
    json_set_text(row, "outcome", outcome_name(log.outcome));
    json_set_instant(row, "at", logged.at_us, app->zone);
    if (logged.promise_id != 0) {
        json_t *promise = json_object();
        json_set_int(promise, "promise_id", logged.promise_id);
        json_set_instant(promise, "from", log.promise_from_us, app->zone);
        json_set_instant(promise, "until", log.promise_until_us, app->zone);
        json_object_set_new(row, "promise", promise);
    } else {
        json_object_set_new(row, "promise", json_null());
    }
    json_object_set_new(row, "offer",
                        logged.promise_id != 0
                            ? json_null()
                            : promise_offer_json(app, log.note, PROMISE_OURS,
                                                 zone_of(app, conn, log.prospect_id),
                                                 logged.at_us));
    json_set_text(row, "next", next);
    json_object_set_new(row, "next_opportunity", opportunity);
    if (!set_warning(app, conn, &log, &logged, row, error)) {
        json_decref(row);
        return NULL;
    }
    json_set_bool(row, "can_undo", log.outcome != OUTCOME_STOP && log.outcome != OUTCOME_HOSTILE);
    return row;
}
