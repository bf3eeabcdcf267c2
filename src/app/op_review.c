/* review list, review decide: the weekly look at people who were tried and then left. */
#include "app/operations.h"

#include "app/funnel.h"
#include "base/error.h"
#include "core/funnel_review.h"

#define DECISIONS "again|nurture|later|leave|never"

/* Whose people: those of the one named, else the actor's; the system sees the whole team's. */
static bool
whose(OperationCall *call, int64_t *ret_id, GError **error)
{
    const char *email = json_text(call->params, "user", NULL);
    g_autoptr(AppTransaction) read = app_read_begin(call->app, error);

    *ret_id = json_flag(call->params, "all", false) ? 0 : call->actor->user_id;
    return read != NULL &&
           (email == NULL || app_find_user(call->app, read->conn, email, ret_id, error));
}

static bool
run_list(OperationCall *call, G_GNUC_UNUSED json_t **ret_result, GError **error)
{
    int64_t user_id;
    gsize index;
    json_t *row;

    if (!whose(call, &user_id, error))
        return false;
    g_autoptr(json_t) rows =
        funnel_list(call->app, user_id, (int)json_int(call->params, "limit", FUNNEL_WEEK), error);
    if (rows == NULL)
        return false;
    json_array_foreach(rows, index, row)
    {
        if (!call->emit(row, call->emit_data))
            return true;
    }
    return true;
}

/* What the decision sets going, by the operation that a person would use for it. */
static bool
act_on(OperationCall *call, const char *who, FunnelDecision decision, GError **error)
{
    const char *sequence = json_text(call->params, "sequence", NULL);
    const char *until = json_text(call->params, "until", NULL);
    const char *note = json_text(call->params, "note", NULL);
    g_autoptr(json_t) params = json_object(), result = NULL;

    if (decision == FUNNEL_LEAVE)
        return true;
    json_set_text(params, "prospect", who);
    if (decision == FUNNEL_AGAIN) {
        if (sequence == NULL)
            return error_set(error, SEVENTH_ERROR_INVALID,
                             "say into which sequence: --sequence NAME");
        json_set_text(params, "sequence", sequence);
        if (!operation_call(call->app, call->actor, "enroll", params, &result, NULL, error))
            return false;
        const json_t *refused = json_array_get(json_object_get(result, "refused"), 0);
        return refused == NULL || error_set(error, SEVENTH_ERROR_CONFLICT, "not enrolled: %s",
                                            json_text(refused, "reason", "refused"));
    }
    if (decision == FUNNEL_LATER && (until == NULL || note == NULL))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "say when to come back, and why: --until DATE --note TEXT");
    if (decision == FUNNEL_LATER) {
        json_set_text(params, "later", until);
        json_set_text(params, "trigger", note);
    } else {
        json_set_bool(params, decision == FUNNEL_NEVER ? "never" : "nurture", true);
    }
    return operation_call(call->app, call->actor, "prospect next", params, &result, NULL, error);
}

static bool
find_person(App *app, const char *who, int64_t *ret_id, GError **error)
{
    g_autoptr(AppTransaction) read = app_read_begin(app, error);

    return read != NULL && app_find_prospect(app, read->conn, who, ret_id, error);
}

static bool
run_decide(OperationCall *call, json_t **ret_result, GError **error)
{
    const char *who = json_text(call->params, "prospect", "");
    const char *name = json_text(call->params, "decision", "");
    FunnelDecision decision = funnel_decision_parse(name);
    int64_t prospect_id;

    if (!find_person(call->app, who, &prospect_id, error) || !act_on(call, who, decision, error) ||
        !funnel_note(call->app, prospect_id, call->actor->user_id, name,
                     json_text(call->params, "note", NULL), error))
        return false;
    json_t *result = json_object();
    json_set_text(result, "prospect", who);
    json_set_int(result, "prospect_id", prospect_id);
    json_set_text(result, "decision", name);
    json_set_text(result, "say", funnel_decision_say(decision));
    *ret_result = result;
    return true;
}

static const OperationParam LIST_PARAMS[] = {
    { "user", PARAM_TEXT, PARAM_OPTION, "EMAIL", "whose people; your own otherwise", NULL, 0, 0 },
    { "all", PARAM_FLAG, PARAM_OPTION, NULL, "the whole team's", NULL, 0, 0 },
    { "limit", PARAM_INT, PARAM_OPTION, "N", "how many; 20 otherwise", NULL, 1, 100 },
    { 0 },
};
static const OperationParam DECIDE_PARAMS[] = {
    { "prospect", PARAM_TEXT, PARAM_POSITIONAL, "EMAIL", "the person", NULL, 0, 0 },
    { "decision", PARAM_TEXT, PARAM_REQUIRED, "WHAT", "what you decided", DECISIONS, 0, 0 },
    { "sequence", PARAM_TEXT, PARAM_OPTION, "NAME", "for again: into this sequence", NULL, 0, 0 },
    { "until", PARAM_DATE, PARAM_OPTION, "DATE", "for later: come back then", NULL, 0, 0 },
    { "note", PARAM_TEXT, PARAM_OPTION, "TEXT", "why; for later: what makes it worth it then", NULL,
      0, 0 },
    { 0 },
};

const Operation OP_REVIEW_LIST = {
    .verb = "review list",
    .method = "GET",
    .path = "/api/v1/reviews",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "List whom to look at this week: tried, then left, with three questions answered",
    .params = LIST_PARAMS,
    .run = run_list,
    .columns = "prospect name attempts last_say proposal_say why",
};
const Operation OP_REVIEW_DECIDE = {
    .verb = "review decide",
    .method = "POST",
    .path = "/api/v1/prospects/:prospect/review",
    .role = ROLE_REP,
    .summary = "Take down what was decided about somebody in the funnel review, and do it",
    .params = DECIDE_PARAMS,
    .run = run_decide,
};
