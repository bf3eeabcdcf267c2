/* promise rates: who keeps what they promise. */
#include "app/operations.h"

#include <math.h>

#include "store/queries.h"

#define DAYS 90

/* A rep sees their own rate, a manager those of the team. */
static bool
may_see(const Actor *actor, int64_t user_id)
{
    return actor->user_id == 0 || actor->role >= ROLE_MANAGER || actor->user_id == user_id;
}

static json_t *
rate_json(const SqlPromiseRatesRow *rate)
{
    int64_t settled = rate->kept + rate->broken;
    g_autofree char *say =
        settled == 0 ? g_strdup("none was due yet")
                     : g_strdup_printf("%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " kept",
                                       rate->kept, settled);
    json_t *row = json_object();

    json_set_text(row, "user", rate->email);
    json_set_text(row, "name", rate->name);
    json_set_int(row, "kept", rate->kept);
    json_set_int(row, "broken", rate->broken);
    json_set_int(row, "open", rate->open_n);
    json_set_real(row, "kept_rate", settled > 0 ? (double)rate->kept / (double)settled : NAN);
    json_set_text(row, "say", say);
    return row;
}

static bool
run_rates(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    SqlPromiseRatesParams params = {
        .workspace_id = app->workspace_id,
        .since_us = app_now_us(app) - json_int(call->params, "days", DAYS) * DAY_US,
    };
    SqlPromiseRatesRow rate;
    DbStep step;

    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    if (read == NULL)
        return false;
    g_autoptr(DbCursor) cursor = sql_promise_rates(read->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_promise_rates_next(cursor, &rate, error)) == DB_ROW) {
        if (!may_see(call->actor, rate.user_id) ||
            (rate.is_active == 0 && rate.kept + rate.broken + rate.open_n == 0))
            continue;
        g_autoptr(json_t) row = rate_json(&rate);
        if (!call->emit(row, call->emit_data))
            return true;
    }
    return step == DB_DONE;
}

static const OperationParam PARAMS[] = {
    { "days", PARAM_INT, PARAM_OPTION, "N", "promises for the last N days; 90 otherwise", NULL, 1,
      3660 },
    { 0 },
};

const Operation OP_PROMISE_RATES = {
    .verb = "promise rates",
    .method = "GET",
    .path = "/api/v1/promises/rates",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "Show who kept how many of their promises: yours, a manager sees the team's",
    .params = PARAMS,
    .columns = "user name kept broken open say",
    .run = run_rates,
};
