/* outbox list, outbox show: what left, what waits, and how it reads. */
#include "app/operations.h"

#include "app/attach.h"
#include "mail/message.h"
#include "store/queries.h"

#define DEFAULT_ROWS 50
#define MAX_ROWS 500

static bool
run_list(OperationCall *call, G_GNUC_UNUSED json_t **ret_result, GError **error)
{
    App *app = call->app;
    SqlOutboxNewestParams params = { .workspace_id = app->workspace_id,
                                     .n = json_int(call->params, "limit", DEFAULT_ROWS) };
    SqlOutboxNewestRow row;
    DbStep step;

    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    if (read == NULL)
        return false;
    g_autoptr(DbCursor) cursor = sql_outbox_newest(read->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_outbox_newest_next(cursor, &row, error)) == DB_ROW) {
        g_autoptr(json_t) mail = json_object();
        json_set_int(mail, "touch_id", row.touch_id);
        json_set_text(mail, "to", row.envelope_to);
        json_set_int(mail, "prospect_id", row.prospect_id);
        json_set_text(mail, "subject", row.subject);
        json_set_text(mail, "state", row.state);
        json_set_instant(mail, "at", row.updated_us, app->zone);
        json_set_text(mail, "message_id", row.message_id);
        json_set_text(mail, "mailbox", row.mailbox);
        if (!call->emit(mail, call->emit_data))
            return true;
    }
    return step == DB_DONE;
}

static json_t *
headers_json(const Message *message)
{
    json_t *headers = json_object();

    for (int i = 0; i < message_header_count(message); i++) {
        const char *name = message_header_name(message, i);
        g_autofree char *value = message_header_value(message, i);
        if (json_object_get(headers, name) == NULL)
            json_set_text(headers, name, value);
    }
    return headers;
}

/* Bytes that are no UTF-8 as U+FFFD; a mail of ours has none. */
static void
set_raw(json_t *mail, GBytes *message, bool whole)
{
    gsize length;
    const char *bytes = g_bytes_get_data(message, &length);
    g_autofree char *raw = g_utf8_make_valid(bytes, (gssize)length);

    json_set_text(mail, "raw", raw);
    json_object_set_new(mail, "raw_whole", json_boolean(whole));
}

/* The files are kept apart from the mail: its source has them only when asked for. */
static bool
set_source(OperationCall *call, DbConn *conn, json_t *mail, GBytes *kept, GError **error)
{
    int64_t touch_id = json_int(call->params, "touch_id", 0);
    bool has_files = false, filled = json_flag(call->params, "whole", false);
    g_autoptr(GBytes) whole = NULL;
    g_autofree char *why = NULL;
    const json_t *asset;
    size_t i;

    json_array_foreach(json_object_get(mail, "assets"), i, asset) has_files =
        has_files || json_flag(asset, "attached", false);
    if (!has_files || !filled) {
        set_raw(mail, kept, !has_files);
        return true;
    }
    if (!attach_fill(call->app, conn, touch_id, kept, false, &whole, &why, error))
        return false;
    if (whole == NULL)
        return error_set(error, SEVENTH_ERROR_CONFLICT, "touch %" G_GINT64_FORMAT ": %s", touch_id,
                         why);
    set_raw(mail, whole, true);
    return true;
}

static void
set_content(json_t *mail, GBytes *bytes)
{
    g_autoptr(Message) message = message_parse(bytes);
    const MessagePart *text = message != NULL ? message_part(message, PART_TEXT) : NULL;
    const MessagePart *html = message != NULL ? message_part(message, PART_HTML) : NULL;

    json_object_set_new(mail, "headers", message != NULL ? headers_json(message) : json_object());
    json_set_text(mail, "text", text != NULL ? text->text->str : NULL);
    json_set_text(mail, "html", html != NULL ? html->text->str : NULL);
}

static bool
set_links(App *app, DbConn *conn, int64_t touch_id, json_t *mail, GError **error)
{
    SqlMailLinkListParams params = { .workspace_id = app->workspace_id, .touch_id = touch_id };
    json_t *links = json_array();
    SqlMailLinkListRow row;
    DbStep step;

    json_object_set_new(mail, "links", links);
    g_autoptr(DbCursor) cursor = sql_mail_link_list(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_mail_link_list_next(cursor, &row, error)) == DB_ROW)
        json_array_append_new(links,
                              json_pack("{s:s, s:I, s:I}", "url", row.url, "clicks",
                                        (json_int_t)row.clicks, "scans", (json_int_t)row.scans));
    return step == DB_DONE;
}

static bool
run_show(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    int64_t touch_id = json_int(call->params, "touch_id", 0);
    g_auto(SqlOutboxGetRow) row = { 0 };
    g_auto(SqlTouchGetRow) touch = { 0 };
    g_auto(SqlMailboxGetRow) mailbox = { 0 };
    SqlOutboxGetParams which = { .workspace_id = app->workspace_id, .touch_id = touch_id };
    SqlTouchGetParams its_touch = { .workspace_id = app->workspace_id, .id = touch_id };
    bool found;

    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    if (read == NULL || !sql_outbox_get(read->conn, &which, &row, &found, error))
        return false;
    if (!found)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND,
                         "touch %" G_GINT64_FORMAT " is no mail; `seventh outbox list` shows them",
                         touch_id);
    SqlMailboxGetParams its_mailbox = { .workspace_id = app->workspace_id, .id = row.mailbox_id };
    if (!sql_touch_get(read->conn, &its_touch, &touch, NULL, error) ||
        !sql_mailbox_get(read->conn, &its_mailbox, &mailbox, NULL, error))
        return false;
    json_t *mail = *ret_result = json_object();
    json_set_int(mail, "touch_id", touch_id);
    json_set_text(mail, "to", row.envelope_to);
    json_set_int(mail, "prospect_id", touch.prospect_id);
    json_set_text(mail, "subject", touch.subject);
    json_set_text(mail, "state", row.state);
    json_set_instant(mail, "at", row.updated_us, app->zone);
    json_set_text(mail, "message_id", touch.message_id);
    json_set_text(mail, "mailbox", mailbox.address);
    json_set_int(mail, "reply_code", row.reply_code);
    json_set_text(mail, "reply_text", row.reply_text);
    g_autoptr(GBytes) kept = g_bytes_new_static(row.message, row.message_length);
    set_content(mail, kept);
    json_t *carried = attach_json(app, read->conn, touch_id, error);
    if (carried == NULL)
        return false;
    json_object_set_new(mail, "assets", carried);
    return set_source(call, read->conn, mail, kept, error) &&
           set_links(app, read->conn, touch_id, mail, error);
}

static const OperationParam LIST_PARAMS[] = {
    { "limit", PARAM_INT, PARAM_OPTION, "N", "how many mails; 50 otherwise", NULL, 1, MAX_ROWS },
    { 0 },
};
static const OperationParam SHOW_PARAMS[] = {
    { "touch_id", PARAM_INT, PARAM_POSITIONAL, "TOUCH_ID", "the mail's touch", NULL, 1, INT64_MAX },
    { "whole", PARAM_FLAG, PARAM_OPTION, NULL,
      "its source with its files; they are left out otherwise", NULL, 0, 0 },
    { 0 },
};

const Operation OP_OUTBOX_LIST = {
    .verb = "outbox list",
    .method = "GET",
    .path = "/api/v1/outbox",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "Show the newest mails and what became of them",
    .params = LIST_PARAMS,
    .run = run_list,
    .columns = "touch_id to subject state at",
};
const Operation OP_OUTBOX_SHOW = {
    .verb = "outbox show",
    .method = "GET",
    .path = "/api/v1/outbox/:touch_id",
    .role = ROLE_REP,
    .summary = "Show one mail as it was sent",
    .params = SHOW_PARAMS,
    .run = run_show,
};
