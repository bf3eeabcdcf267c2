/* draft check: a message to one person, against what they were sent and what they have not heard.
 */
#include "app/operations.h"

#include <string.h>

#include "app/library.h"
#include "app/lint_input.h"
#include "app/promise_offer.h"
#include "app/snapshot.h"

#define MAX_DRAFT_BYTES (256u << 10)

static bool
run_check(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    const char *who = json_text(call->params, "prospect", NULL);
    const char *text = json_text(call->params, "text", "");
    g_auto(Snapshot) snapshot = { 0 };
    g_autoptr(GPtrArray) said = NULL;
    g_autofree char *fresh = NULL, *name = NULL;
    const Zone *zone = app->zone;
    int64_t id;

    if (strlen(text) > MAX_DRAFT_BYTES)
        return error_set(error, SEVENTH_ERROR_LIMIT, "a draft is at most 256 KiB");
    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    if (read == NULL)
        return false;
    if (who != NULL && who[0] != '\0') {
        if (!app_find_prospect(app, read->conn, who, &id, error) ||
            !snapshot_load(app, read->conn, id, NULL, &snapshot, error) ||
            (said = library_said_to(app, read->conn, id, error)) == NULL)
            return false;
        zone = snapshot.input.zone;
        fresh = library_fresh_title(&snapshot);
        name = prospect_display_name(&snapshot.prospect);
    }
    LintInput input = {
        .subject = json_text(call->params, "subject", NULL),
        .body = text,
        .thread = said,
        .is_reply = said != NULL && said->len > 0,
        .is_spoken = json_flag(call->params, "spoken", false),
        .fresh = fresh,
    };
    g_autoptr(LintReport) report = lint_check(&input);
    json_t *result = lint_report_to_json(report, 1);
    json_set_text(result, "name", name);
    json_set_text(result, "fresh", fresh);
    json_object_set_new(result, "offer",
                        promise_offer_json(app, text, PROMISE_OURS, zone, app_now_us(app)));
    *ret_result = result;
    call->exit_code = report->findings->len > 0 ? 3 : 0;
    return true;
}

static const OperationParam CHECK_PARAMS[] = {
    { "text", PARAM_TEXT, PARAM_POSITIONAL, "TEXT", "the draft", NULL, 0, 0 },
    { "subject", PARAM_TEXT, PARAM_OPTION, "TEXT", "its subject", NULL, 0, 0 },
    { "prospect", PARAM_TEXT, PARAM_OPTION, "EMAIL", "to whom; compared with what they were sent",
      NULL, 0, 0 },
    { "spoken", PARAM_FLAG, PARAM_OPTION, "", "it is a script, not a message", NULL, 0, 0 },
    { 0 },
};

const Operation OP_DRAFT_CHECK = {
    .verb = "draft check",
    .method = "POST",
    .path = "/api/v1/drafts/check",
    .role = ROLE_REP,
    .summary = "Check a draft against what this person was sent and has not heard yet",
    .params = CHECK_PARAMS,
    .run = run_check,
};
