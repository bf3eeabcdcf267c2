/* The timeline of a person. */
#include "app/operations.h"

#include "app/timeline.h"

static bool
run_timeline(OperationCall *call, G_GNUC_UNUSED json_t **ret_result, GError **error)
{
    int64_t id;
    g_autoptr(AppTransaction) read = app_read_begin(call->app, error);

    return read != NULL &&
           app_find_prospect(call->app, read->conn, json_text(call->params, "prospect", ""), &id,
                             error) &&
           timeline_list(call->app, read->conn, id, call->emit, call->emit_data, error);
}

static const OperationParam TIMELINE_PARAMS[] = {
    { "prospect", PARAM_TEXT, PARAM_REQUIRED, "EMAIL", "an address, or # and a number", NULL, 0,
      0 },
    { 0 },
};

const Operation OP_TIMELINE = {
    .verb = "timeline",
    .method = "GET",
    .path = "/api/v1/prospects/:prospect/timeline",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "Tell what happened with a prospect, oldest first",
    .params = TIMELINE_PARAMS,
    .run = run_timeline,
};
