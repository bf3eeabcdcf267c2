/* export prospects, touches, ledger, promises, replies, enrollments. */
#include "app/operations.h"

#include <string.h>

#include "app/export.h"

static bool
run_export(OperationCall *call, G_GNUC_UNUSED json_t **ret_result, GError **error)
{
    const char *kind = json_text(call->params, "what", "");

    if (strcmp(json_text(call->params, "format", "csv"), "json") == 0)
        return export_json(call->app, kind, call->emit, call->emit_data, error);
    return export_csv(call->app, kind, call->emit, call->emit_data, error);
}

static const OperationParam PARAMS[] = {
    { "what", PARAM_TEXT, PARAM_POSITIONAL, "WHAT", "what to export", EXPORT_KINDS, 0, 0 },
    { "format", PARAM_TEXT, PARAM_OPTION, "FORMAT", "csv unless said otherwise", "csv|json", 0, 0 },
    { 0 },
};

const Operation OP_EXPORT = {
    .verb = "export",
    .method = "GET",
    .path = "/api/v1/export/:what",
    .role = ROLE_MANAGER,
    .is_list = true,
    .summary = "Export all rows of a kind",
    .params = PARAMS,
    .run = run_export,
};
