/* touch send, touch unsend: a mail that a person presses Send on. */
#include "app/operations.h"

#include "app/send_now.h"

static bool
run_send(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    SendNow wanted = {
        .touch_id = json_int(call->params, "touch_id", 0),
        .user_id = call->actor->user_id,
        .subject = json_text(call->params, "subject", NULL),
        .body = json_text(call->params, "body", NULL),
        .attach = json_object_get(call->params, "attach"),
    };
    Instant leaves_us;

    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !send_now(app, write->conn, &wanted, &leaves_us, error) ||
        !app_commit(write, error))
        return false;
    *ret_result = json_pack("{s:I, s:s, s:i}", "touch_id", (json_int_t)wanted.touch_id, "state",
                            "queued", "undo_s", SEND_UNDO_S);
    json_set_instant(*ret_result, "leaves", leaves_us, app->zone);
    return true;
}

static bool
run_unsend(OperationCall *call, json_t **ret_result, GError **error)
{
    int64_t id = json_int(call->params, "touch_id", 0);
    g_autoptr(AppTransaction) write = app_write_begin(call->app, error);

    if (write == NULL || !send_take_back(call->app, write->conn, id, call->actor->user_id, error) ||
        !app_commit(write, error))
        return false;
    *ret_result = json_pack("{s:I, s:s}", "touch_id", (json_int_t)id, "state", "task");
    return true;
}

static const OperationParam SEND_PARAMS[] = {
    { "touch_id", PARAM_INT, PARAM_POSITIONAL, "TOUCH_ID", "the mail task", NULL, 0, 0 },
    { "subject", PARAM_TEXT, PARAM_OPTION, "TEXT", "another subject than the step's", NULL, 0, 0 },
    { "body", PARAM_TEXT, PARAM_OPTION, "TEXT", "another text than the step's; Markdown", NULL, 0,
      0 },
    { "attach", PARAM_TEXT_LIST, PARAM_OPTION, "KEY",
      "an asset whose file goes along, beside the step's", NULL, 0, 0 },
    { 0 },
};
static const OperationParam UNSEND_PARAMS[] = {
    { "touch_id", PARAM_INT, PARAM_POSITIONAL, "TOUCH_ID", "the mail", NULL, 0, 0 },
    { 0 },
};

const Operation OP_TOUCH_SEND = {
    .verb = "touch send",
    .method = "POST",
    .path = "/api/v1/touches/:touch_id/send",
    .role = ROLE_REP,
    .summary = "Send a mail task through the mailbox; it leaves after 20 seconds",
    .params = SEND_PARAMS,
    .run = run_send,
};
const Operation OP_TOUCH_UNSEND = {
    .verb = "touch unsend",
    .method = "POST",
    .path = "/api/v1/touches/:touch_id/unsend",
    .role = ROLE_REP,
    .summary = "Take back a mail you sent, before it leaves",
    .params = UNSEND_PARAMS,
    .run = run_unsend,
};
