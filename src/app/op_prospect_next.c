/* What becomes of a prospect: opt-out, next opportunity, pause, resume. */
#include "app/operations.h"

#include "app/next_opportunity.h"
#include "app/prospect_view.h"
#include "app/record.h"

/* What each of them does, in one write transaction that ends with the person's new page. */
typedef bool (*Change)(OperationCall *call, DbConn *conn, int64_t prospect_id, GError **error);

static bool
run_change(OperationCall *call, Change change, json_t **ret_result, GError **error)
{
    App *app = call->app;
    const char *who = json_text(call->params, "prospect", "");
    int64_t id;
    g_autoptr(AppTransaction) write = app_write_begin(app, error);

    if (write == NULL || !app_find_prospect(app, write->conn, who, &id, error) ||
        !change(call, write->conn, id, error))
        return false;
    g_autoptr(json_t) view = prospect_view(app, write->conn, id, error);
    if (view == NULL || !app_commit(write, error))
        return false;
    *ret_result = g_steal_pointer(&view);
    return true;
}

static bool
change_opt_out(OperationCall *call, DbConn *conn, int64_t prospect_id, GError **error)
{
    const char *channel = json_text(call->params, "channel", NULL);

    return prospect_shut(call->app, conn, prospect_id,
                         channel != NULL ? channel_kind_parse(channel) : CHANNEL_NONE,
                         "They asked to be left alone.", call->actor->user_id, error);
}

static bool
change_next(OperationCall *call, DbConn *conn, int64_t prospect_id, GError **error)
{
    const json_t *params = call->params;
    const char *later = json_text(params, "later", NULL),
               *person = json_text(params, "person", NULL);
    const char *trigger = json_text(params, "trigger", "");
    bool never = json_flag(params, "never", false), now = json_flag(params, "now", false);
    int64_t user_id = call->actor->user_id, other_id;
    Day day;

    if ((later != NULL) + (person != NULL) + never + now != 1)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "say one of --later DATE --trigger TEXT, --person EMAIL, --now, --never");
    if (never)
        return prospect_shut(call->app, conn, prospect_id, CHANNEL_NONE,
                             "Never again, as decided by hand.", user_id, error);
    if (now)
        return next_now(call->app, conn, prospect_id, user_id, error);
    if (person != NULL)
        return app_find_prospect(call->app, conn, person, &other_id, error) &&
               next_person(call->app, conn, prospect_id, other_id, user_id, error);
    if (trigger[0] == '\0')
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "trigger: say what makes it worth coming back then, as \"their contract "
                         "ends\"");
    return day_parse(later, &day) &&
           next_later(call->app, conn, prospect_id, day, trigger, user_id, error);
}

static bool
change_pause(OperationCall *call, DbConn *conn, int64_t prospect_id, GError **error)
{
    Day day;

    return day_parse(json_text(call->params, "until", ""), &day) &&
           person_pause(call->app, conn, prospect_id, day, json_text(call->params, "why", NULL),
                        call->actor->user_id, error);
}

static bool
change_resume(OperationCall *call, DbConn *conn, int64_t prospect_id, GError **error)
{
    return person_resume(call->app, conn, prospect_id, call->actor->user_id, error);
}

static bool
run_opt_out(OperationCall *call, json_t **ret_result, GError **error)
{
    return run_change(call, change_opt_out, ret_result, error);
}

static bool
run_next(OperationCall *call, json_t **ret_result, GError **error)
{
    return run_change(call, change_next, ret_result, error);
}

static bool
run_pause(OperationCall *call, json_t **ret_result, GError **error)
{
    return run_change(call, change_pause, ret_result, error);
}

static bool
run_resume(OperationCall *call, json_t **ret_result, GError **error)
{
    return run_change(call, change_resume, ret_result, error);
}

#define CHANNELS "email|call|voicemail|sms|social|letter|visit|fax"
#define WHOM                                                                                      \
    {                                                                                             \
        "prospect", PARAM_TEXT, PARAM_POSITIONAL, "EMAIL", "an address, or # and a number", NULL, \
            0, 0                                                                                  \
    }

static const OperationParam OPT_OUT_PARAMS[] = {
    WHOM,
    { "channel", PARAM_TEXT, PARAM_OPTION, "CH", "only this one; all otherwise", CHANNELS, 0, 0 },
    { 0 },
};
static const OperationParam NEXT_PARAMS[] = {
    WHOM,
    { "later", PARAM_DATE, PARAM_OPTION, "DATE", "come back then", NULL, 0, 0 },
    { "trigger", PARAM_TEXT, PARAM_OPTION, "TEXT", "why it is worth it then", NULL, 0, 0 },
    { "person", PARAM_TEXT, PARAM_OPTION, "EMAIL", "somebody else to talk to", NULL, 0, 0 },
    { "now", PARAM_FLAG, PARAM_OPTION, NULL, "take a later date back", NULL, 0, 0 },
    { "never", PARAM_FLAG, PARAM_OPTION, NULL, "shut the door for good", NULL, 0, 0 },
    { 0 },
};
static const OperationParam PAUSE_PARAMS[] = {
    WHOM,
    { "until", PARAM_DATE, PARAM_REQUIRED, "DATE", "the first day on again", NULL, 0, 0 },
    { "why", PARAM_TEXT, PARAM_OPTION, "TEXT", "the reason", NULL, 0, 0 },
    { 0 },
};
static const OperationParam RESUME_PARAMS[] = { WHOM, { 0 } };

const Operation OP_PROSPECT_OPT_OUT = {
    .verb = "prospect opt-out",
    .method = "POST",
    .path = "/api/v1/prospects/:prospect/opt-out",
    .role = ROLE_REP,
    .summary = "Leave a prospect alone, on one channel or all",
    .params = OPT_OUT_PARAMS,
    .run = run_opt_out,
};
const Operation OP_PROSPECT_NEXT = {
    .verb = "prospect next",
    .method = "POST",
    .path = "/api/v1/prospects/:prospect/next",
    .role = ROLE_REP,
    .summary = "Choose the next opportunity: later, another person, or never",
    .params = NEXT_PARAMS,
    .run = run_next,
};
const Operation OP_PROSPECT_PAUSE = {
    .verb = "prospect pause",
    .method = "POST",
    .path = "/api/v1/prospects/:prospect/pause",
    .role = ROLE_REP,
    .summary = "Pause a prospect's sequence until a day",
    .params = PAUSE_PARAMS,
    .run = run_pause,
};
const Operation OP_PROSPECT_RESUME = {
    .verb = "prospect resume",
    .method = "POST",
    .path = "/api/v1/prospects/:prospect/resume",
    .role = ROLE_REP,
    .summary = "Go on with a paused sequence",
    .params = RESUME_PARAMS,
    .run = run_resume,
};
