/* What becomes of a prospect: opt-out, next opportunity, pause, resume. */
#include "app/operations.h"

#include "app/next_opportunity.h"
#include "app/next_take.h"
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

/* Which path the options name; PATH_COUNT: none, so the proposal. */
static bool
named_path(const json_t *params, NextPath *ret, GError **error)
{
    const char *path = json_text(params, "path", NULL);
    int named = 0;

    *ret = PATH_COUNT;
    for (int i = 0; i < PATH_COUNT; i++) {
        const json_t *value = json_object_get(params, next_path_name((NextPath)i));
        if (value == NULL || json_is_null(value) || json_is_false(value))
            continue;
        *ret = (NextPath)i;
        named++;
    }
    if (path != NULL) {
        *ret = next_path_parse(path);
        named++;
    }
    return named <= 1 || error_set(error, SEVENTH_ERROR_INVALID,
                                   "say one of --later DATE --trigger TEXT, --person EMAIL, "
                                   "--nurture, --similar, --prospecting, --now, --never");
}

static bool
read_choice(OperationCall *call, DbConn *conn, NextPath path, NextChoice *choice, GError **error)
{
    const json_t *params = call->params;
    const char *later = json_text(params, "later", NULL),
               *person = json_text(params, "person", NULL),
               *trigger = json_text(params, "trigger", NULL);

    choice->path = path;
    choice->trigger = trigger != NULL && trigger[0] != '\0' ? trigger : choice->trigger;
    choice->months = (int)json_int(params, "months", 0);
    if (path == PATH_LATER && choice->trigger == NULL)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "trigger: say what makes it worth coming back then, as \"their contract "
                         "ends\"");
    if (later != NULL && !day_parse(later, &choice->day))
        return error_set(error, SEVENTH_ERROR_INVALID, "later: \"%.40s\" is no date", later);
    return person == NULL || app_find_prospect(call->app, conn, person, &choice->other_id, error);
}

/* Without an option, or with --path, what is proposed; an option says it by hand. */
static bool
change_next(OperationCall *call, DbConn *conn, int64_t prospect_id, GError **error)
{
    g_auto(NextChoice) choice = { .day = INT32_MIN };
    g_autofree char *trigger = NULL;
    NextPath path;

    if (json_flag(call->params, "now", false))
        return next_now(call->app, conn, prospect_id, call->actor->user_id, error);
    if (!named_path(call->params, &path, error))
        return false;
    bool proposed =
        path == PATH_COUNT || path == PATH_SIMILAR || json_text(call->params, "path", NULL) != NULL;
    if (proposed &&
        !next_choice_of_proposal(call->app, conn, prospect_id, path, &choice, &trigger, error))
        return false;
    choice.prospect_id = prospect_id;
    choice.user_id = call->actor->user_id;
    return read_choice(call, conn, proposed ? choice.path : path, &choice, error) &&
           next_take(call->app, conn, &choice, error);
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
    { "path", PARAM_TEXT, PARAM_OPTION, "PATH", "that path of the proposal, with its date",
      "later|person|nurture|similar|prospecting|never", 0, 0 },
    { "later", PARAM_DATE, PARAM_OPTION, "DATE", "come back then", NULL, 0, 0 },
    { "trigger", PARAM_TEXT, PARAM_OPTION, "TEXT", "why it is worth it then", NULL, 0, 0 },
    { "person", PARAM_TEXT, PARAM_OPTION, "EMAIL", "somebody else to talk to", NULL, 0, 0 },
    { "nurture", PARAM_FLAG, PARAM_OPTION, NULL, "one useful thing a month", NULL, 0, 0 },
    { "months", PARAM_INT, PARAM_OPTION, "N", "how long a nurture takes; 12 otherwise", NULL, 3,
      12 },
    { "similar", PARAM_FLAG, PARAM_OPTION, NULL, "begin with another prospect like this one", NULL,
      0, 0 },
    { "prospecting", PARAM_FLAG, PARAM_OPTION, NULL, "leave it, and look for others", NULL, 0, 0 },
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
    .summary = "Take the next opportunity: what is proposed, or another path",
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
