/* Today: the tasks of a day, and its counts. */
#include "app/operations.h"

#include "app/today.h"

#define DEFAULT_ROWS 50

/* Whose day: the one named, else the actor's; the system sees the whole team's. */
static bool
whose_day(OperationCall *call, DbConn *conn, int64_t *ret_user_id, GError **error)
{
    const char *user = json_text(call->params, "user", NULL);

    *ret_user_id = json_flag(call->params, "all", false) ? 0 : call->actor->user_id;
    return user == NULL || app_find_user(call->app, conn, user, ret_user_id, error);
}

static bool
run_today(OperationCall *call, G_GNUC_UNUSED json_t **ret_result, GError **error)
{
    int64_t open_id = json_int(call->params, "open", -1);
    TodayAsk ask = { .limit = (int)json_int(call->params, "limit", DEFAULT_ROWS),
                     .brief = open_id >= 0,
                     .open_id = open_id };
    g_autoptr(AppTransaction) read = app_read_begin(call->app, error);

    return read != NULL && whose_day(call, read->conn, &ask.user_id, error) &&
           today_list(call->app, read->conn, &ask, call->emit, call->emit_data, error);
}

static bool
run_counts(OperationCall *call, json_t **ret_result, GError **error)
{
    int64_t user_id;
    g_autoptr(AppTransaction) read = app_read_begin(call->app, error);

    if (read == NULL || !whose_day(call, read->conn, &user_id, error))
        return false;
    *ret_result = today_counts(call->app, read->conn, user_id, error);
    return *ret_result != NULL;
}

static const OperationParam TODAY_PARAMS[] = {
    { "user", PARAM_TEXT, PARAM_OPTION, "EMAIL", "whose day; yours otherwise", NULL, 0, 0 },
    { "limit", PARAM_INT, PARAM_OPTION, "N", "how many tasks; 50 otherwise", NULL, 1, TODAY_MOST },
    { "all", PARAM_FLAG, PARAM_OPTION, NULL, "the whole team's day", NULL, 0, 0 },
    { "open", PARAM_INT, PARAM_OPTION, "TOUCH",
      "only this task (0, or not among them: the best) tells what to say; the others who, when, "
      "why",
      NULL, 0, INT64_MAX },
    { 0 },
};
static const OperationParam COUNT_PARAMS[] = {
    { "user", PARAM_TEXT, PARAM_OPTION, "EMAIL", "whose day; yours otherwise", NULL, 0, 0 },
    { "all", PARAM_FLAG, PARAM_OPTION, NULL, "the whole team's day", NULL, 0, 0 },
    { 0 },
};

const Operation OP_TODAY = {
    .verb = "today",
    .method = "GET",
    .path = "/api/v1/today",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "Show what to do today, best first",
    .params = TODAY_PARAMS,
    .run = run_today,
};
const Operation OP_TODAY_COUNTS = {
    .verb = "today counts",
    .method = "GET",
    .path = "/api/v1/today/counts",
    .role = ROLE_REP,
    .summary = "Count what waits today",
    .params = COUNT_PARAMS,
    .run = run_counts,
};
