/* Mailboxes as they are: list, test, pause, resume. */
#include "app/operations.h"

#include "app/access.h"
#include "app/allowance.h"
#include "app/deliver.h"
#include "app/mailbox.h"
#include "store/queries.h"

static bool
run_list(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    SqlMailboxListParams params = { .workspace_id = app->workspace_id };
    SqlMailboxListRow row;
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
    DbStep step;

    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    if (read == NULL)
        return false;
    g_autoptr(DbCursor) cursor = sql_mailbox_list(read->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_mailbox_list_next(cursor, &row, error)) == DB_ROW)
        g_array_append_val(ids, row.id);
    g_clear_pointer(&cursor, db_cursor_close);
    for (guint i = 0; step == DB_DONE && i < ids->len; i++) {
        g_autoptr(json_t) mailbox =
            mailbox_json(app, read->conn, g_array_index(ids, int64_t, i), error);
        if (mailbox == NULL)
            return false;
        if (!call->emit(mailbox, call->emit_data))
            break;
    }
    return step == DB_DONE;
}

static json_t *
verdict(bool ok, const char *message)
{
    return json_pack("{s:b, s:s}", "ok", ok, "message", message);
}

static json_t *
test_smtp(App *app, int64_t id)
{
    g_autoptr(GError) problem = NULL;
    g_autoptr(MailTransport) transport = deliver_transport(app, id, &problem);

    if (transport != NULL && transport->test(transport, &problem))
        return verdict(true, "Connected and signed in. Nothing was sent.");
    return verdict(false, problem->message);
}

static json_t *
test_imap(App *app, const SqlMailboxGetRow *mailbox)
{
    g_autoptr(GError) problem = NULL;

    if (mailbox->imap_url == NULL || mailbox->imap_url[0] == '\0')
        return verdict(false, "No IMAP server is set: replies cannot stop a sequence.");
    g_autoptr(ImapSession) session = access_imap_open(app, mailbox, &problem);
    if (session == NULL)
        return verdict(false, problem->message);
    return verdict(true, "Connected and signed in. Your mail stays unread.");
}

static bool
run_test(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    g_auto(SqlMailboxGetRow) mailbox = { 0 };
    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    int64_t id = read != NULL
                     ? mailbox_find(app, read->conn, json_text(call->params, "address", ""), error)
                     : 0;
    SqlMailboxGetParams which = { .workspace_id = app->workspace_id, .id = id };

    if (id == 0 || !sql_mailbox_get(read->conn, &which, &mailbox, NULL, error))
        return false;
    g_clear_pointer(&read, app_transaction_free);
    g_autoptr(json_t) smtp = test_smtp(app, id);
    g_autoptr(json_t) imap = test_imap(app, &mailbox);
    bool good = json_flag(smtp, "ok", false) && json_flag(imap, "ok", false);
    call->exit_code = good ? 0 : 3;
    *ret_result = json_pack("{s:O, s:O}", "smtp", smtp, "imap", imap);
    return true;
}

/* Whoever resumes a mailbox that its gate had shut has looked into it: rates begin anew. */
static bool
open_gate(App *app, DbConn *conn, int64_t id, GError **error)
{
    g_auto(SqlMailboxGetRow) mailbox = { 0 };
    SqlMailboxGetParams which = { .workspace_id = app->workspace_id, .id = id };
    SqlMailboxGateSetParams gate = { .gate_from_hour = app_now_us(app) / HOUR_US + 1,
                                     .workspace_id = app->workspace_id,
                                     .id = id };
    Allowance allowance;

    if (!sql_mailbox_get(conn, &which, &mailbox, NULL, error) ||
        !allowance_load(app, conn, &mailbox, &allowance, error))
        return false;
    return allowance.verdict.gate != GATE_SHUT || sql_mailbox_gate_set(conn, &gate, NULL, error);
}

static bool
set_paused(OperationCall *call, bool paused, json_t **ret_result, GError **error)
{
    App *app = call->app;
    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    int64_t id = write != NULL
                     ? mailbox_find(app, write->conn, json_text(call->params, "address", ""), error)
                     : 0;
    SqlMailboxSetPausedParams params = {
        .is_paused = paused,
        .paused_why = paused ? json_text(call->params, "why", "Paused by hand") : NULL,
        .workspace_id = app->workspace_id,
        .id = id,
    };

    if (id == 0 || !sql_mailbox_set_paused(write->conn, &params, NULL, error) ||
        (!paused && !open_gate(app, write->conn, id, error)))
        return false;
    g_autoptr(json_t) mailbox = mailbox_json(app, write->conn, id, error);
    if (mailbox == NULL || !app_commit(write, error))
        return false;
    *ret_result = g_steal_pointer(&mailbox);
    return true;
}

static bool
run_pause(OperationCall *call, json_t **ret_result, GError **error)
{
    return set_paused(call, true, ret_result, error);
}

static bool
run_resume(OperationCall *call, json_t **ret_result, GError **error)
{
    return set_paused(call, false, ret_result, error);
}

static const OperationParam NAME_PARAMS[] = {
    { "address", PARAM_TEXT, PARAM_POSITIONAL, "ADDRESS", "the mailbox's address", NULL, 0, 0 },
    { "why", PARAM_TEXT, PARAM_OPTION, "TEXT", "the reason", NULL, 0, 0 },
    { 0 },
};

const Operation OP_MAILBOX_LIST = {
    .verb = "mailbox list",
    .method = "GET",
    .path = "/api/v1/mailboxes",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "List the mailboxes, how much they sent today and what troubles them",
    .run = run_list,
    .columns = "address user state sent_today limit_today gate pace_s smtp imap last_error",
};
const Operation OP_MAILBOX_TEST = {
    .verb = "mailbox test",
    .method = "POST",
    .path = "/api/v1/mailboxes/:address/test",
    .role = ROLE_REP,
    .summary = "Connect and sign in, sending nothing",
    .params = NAME_PARAMS,
    .run = run_test,
};
const Operation OP_MAILBOX_PAUSE = {
    .verb = "mailbox pause",
    .method = "POST",
    .path = "/api/v1/mailboxes/:address/pause",
    .role = ROLE_REP,
    .summary = "Let nothing leave a mailbox",
    .params = NAME_PARAMS,
    .run = run_pause,
};
const Operation OP_MAILBOX_RESUME = {
    .verb = "mailbox resume",
    .method = "POST",
    .path = "/api/v1/mailboxes/:address/resume",
    .role = ROLE_REP,
    .summary = "Let a mailbox send again",
    .params = NAME_PARAMS,
    .run = run_resume,
};
