/* account show, signal add: a company with its committee, and reasons to write again. */
#include "app/operations.h"

#include "app/account_view.h"
#include "app/buying_signal.h"
#include "app/snapshot.h"

static bool
run_show(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    int64_t id;
    g_autoptr(AppTransaction) read = app_read_begin(app, error);

    if (read == NULL ||
        !account_find(app, read->conn, json_text(call->params, "account", ""), &id, error))
        return false;
    *ret_result = account_view(app, read->conn, id, error);
    return *ret_result != NULL;
}

static bool
read_signal(OperationCall *call, DbConn *conn, Signal *signal, GError **error)
{
    const json_t *params = call->params;
    const char *prospect = json_text(params, "prospect", NULL);
    const char *account = json_text(params, "account", NULL), *at = json_text(params, "at", NULL);

    *signal = (Signal){
        .kind = json_text(params, "kind", ""),
        .note = json_text(params, "note", NULL),
        .at_us = app_now_us(call->app),
        .user_id = call->actor->user_id,
    };
    if ((prospect != NULL) + (account != NULL) != 1)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "say whom it concerns: --prospect EMAIL or --account NAME");
    if (at != NULL && !instant_parse(at, &signal->at_us, error))
        return false;
    return prospect != NULL
               ? app_find_prospect(call->app, conn, prospect, &signal->prospect_id, error)
               : account_find(call->app, conn, account, &signal->account_id, error);
}

static bool
run_signal(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    Signal signal;
    g_auto(SignalEffect) effect = { 0 };
    g_auto(SqlProspectGetRow) person = { 0 };
    SqlProspectGetParams which = { .workspace_id = app->workspace_id };
    bool found = false;
    g_autoptr(AppTransaction) write = app_write_begin(app, error);

    if (write == NULL || !read_signal(call, write->conn, &signal, error) ||
        !signal_take(app, write->conn, &signal, &effect, error))
        return false;
    which.id = effect.prospect_id;
    if ((effect.prospect_id != 0 &&
         !sql_prospect_get(write->conn, &which, &person, &found, error)) ||
        !app_commit(write, error))
        return false;
    g_autofree char *handle = found ? prospect_handle(&person) : NULL;
    json_t *row = json_object();
    json_set_int(row, "signal_id", effect.signal_id);
    json_set_text(row, "kind", signal.kind);
    json_set_instant(row, "at", signal.at_us, app->zone);
    json_set_text(row, "prospect", handle);
    json_set_int(row, "touch_id", effect.touch_id != 0 ? effect.touch_id : DB_NULL_INT);
    json_set_bool(row, "woke", effect.touch_id != 0);
    json_set_text(row, "say", effect.say);
    *ret_result = row;
    return true;
}

static const OperationParam SHOW_PARAMS[] = {
    { "account", PARAM_TEXT, PARAM_POSITIONAL, "NAME|DOMAIN", "the company, or # and its number",
      NULL, 0, 0 },
    { 0 },
};
static const OperationParam SIGNAL_PARAMS[] = {
    { "kind", PARAM_TEXT, PARAM_POSITIONAL, "KIND",
      "job_change, funding, visit, own_date, hiring, news, contract_end, or your own", NULL, 0, 0 },
    { "prospect", PARAM_TEXT, PARAM_OPTION, "EMAIL", "the person it concerns", NULL, 0, 0 },
    { "account", PARAM_TEXT, PARAM_OPTION, "NAME", "the company it concerns", NULL, 0, 0 },
    { "at", PARAM_INSTANT, PARAM_OPTION, "INSTANT", "when; now otherwise", NULL, 0, 0 },
    { "note", PARAM_TEXT, PARAM_OPTION, "TEXT", "what happened", NULL, 0, 0 },
    { 0 },
};

const Operation OP_ACCOUNT_SHOW = {
    .verb = "account show",
    .method = "GET",
    .path = "/api/v1/accounts/:account",
    .role = ROLE_REP,
    .summary = "Show a company: its committee, whom next, what was said to whom",
    .params = SHOW_PARAMS,
    .run = run_show,
};
const Operation OP_SIGNAL_ADD = {
    .verb = "signal add",
    .method = "POST",
    .path = "/api/v1/signals",
    .role = ROLE_REP,
    .summary = "Note a legitimate reason to write; it wakes the dormant, and nobody else",
    .params = SIGNAL_PARAMS,
    .run = run_signal,
};
