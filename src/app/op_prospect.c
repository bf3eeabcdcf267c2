/* Prospects: list, show, edit. */
#include "app/operations.h"

#include "app/prospect_edit.h"
#include "app/prospect_list.h"
#include "app/prospect_view.h"

#define DEFAULT_ROWS 50
#define STATES "pending|active|paused|nurturing|finished|none"

static bool
find_owner(OperationCall *call, DbConn *conn, int64_t *ret_id, GError **error)
{
    const char *owner = json_text(call->params, "owner", NULL);

    *ret_id = 0;
    if (owner == NULL || owner[0] == '\0')
        return true;
    if (g_strcmp0(owner, "me") != 0)
        return app_find_user(call->app, conn, owner, ret_id, error);
    *ret_id = call->actor->user_id;
    return true;
}

/* Forms send a blank where nothing was chosen. */
static const char *
text_or_null(const json_t *params, const char *key)
{
    const char *text = json_text(params, key, NULL);
    return text != NULL && text[0] != '\0' ? text : NULL;
}

static bool
run_list(OperationCall *call, G_GNUC_UNUSED json_t **ret_result, GError **error)
{
    ProspectFilter filter = {
        .search = text_or_null(call->params, "search"),
        .state = text_or_null(call->params, "state"),
        .sequence = text_or_null(call->params, "sequence"),
        .after = text_or_null(call->params, "after"),
        .limit = (int)json_int(call->params, "limit", DEFAULT_ROWS),
    };
    g_autoptr(AppTransaction) read = app_read_begin(call->app, error);

    return read != NULL && find_owner(call, read->conn, &filter.owner_id, error) &&
           prospect_list(call->app, read->conn, &filter, call->emit, call->emit_data, error);
}

static bool
run_show(OperationCall *call, json_t **ret_result, GError **error)
{
    int64_t id;
    g_autoptr(AppTransaction) read = app_read_begin(call->app, error);

    if (read == NULL || !app_find_prospect(call->app, read->conn,
                                           json_text(call->params, "prospect", ""), &id, error))
        return false;
    *ret_result = prospect_view(call->app, read->conn, id, error);
    return *ret_result != NULL;
}

static bool
run_edit(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    int64_t id;
    g_autoptr(AppTransaction) write = app_write_begin(app, error);

    if (write == NULL ||
        !app_find_prospect(app, write->conn, json_text(call->params, "prospect", ""), &id, error) ||
        !prospect_edit(app, write->conn, id, call->params, call->actor->user_id, error))
        return false;
    g_autoptr(json_t) view = prospect_view(app, write->conn, id, error);
    if (view == NULL || !app_commit(write, error))
        return false;
    *ret_result = g_steal_pointer(&view);
    return true;
}

static const OperationParam LIST_PARAMS[] = {
    { "search", PARAM_TEXT, PARAM_OPTION, "TEXT", "first letters of name, address or company", NULL,
      0, 0 },
    { "owner", PARAM_TEXT, PARAM_OPTION, "EMAIL", "whose prospects; \"me\" for yours", NULL, 0, 0 },
    { "state", PARAM_TEXT, PARAM_OPTION, "STATE", "where they stand; none: never enrolled", STATES,
      0, 0 },
    { "sequence", PARAM_TEXT, PARAM_OPTION, "NAME", "in this sequence, now or last", NULL, 0, 0 },
    { "after", PARAM_TEXT, PARAM_OPTION, "CURSOR", "the cursor of the last row seen", NULL, 0, 0 },
    { "limit", PARAM_INT, PARAM_OPTION, "N", "rows a page; 50 otherwise", NULL, 1, PROSPECTS_MOST },
    { 0 },
};
static const OperationParam SHOW_PARAMS[] = {
    { "prospect", PARAM_TEXT, PARAM_POSITIONAL, "EMAIL", "an address, or # and a number", NULL, 0,
      0 },
    { 0 },
};
static const OperationParam EDIT_PARAMS[] = {
    { "prospect", PARAM_TEXT, PARAM_POSITIONAL, "EMAIL", "an address, or # and a number", NULL, 0,
      0 },
    { "first_name", PARAM_TEXT, PARAM_OPTION, "NAME", "first name", NULL, 0, 0 },
    { "last_name", PARAM_TEXT, PARAM_OPTION, "NAME", "last name", NULL, 0, 0 },
    { "title", PARAM_TEXT, PARAM_OPTION, "TEXT", "what they do", NULL, 0, 0 },
    { "email", PARAM_TEXT, PARAM_OPTION, "EMAIL", "another address", NULL, 0, 0 },
    { "phone", PARAM_TEXT, PARAM_OPTION, "NUMBER", "phone number", NULL, 0, 0 },
    { "mobile", PARAM_TEXT, PARAM_OPTION, "NUMBER", "mobile number", NULL, 0, 0 },
    { "zone", PARAM_TEXT, PARAM_OPTION, "ZONE", "time zone, as Europe/Berlin", NULL, 0, 0 },
    { "country", PARAM_TEXT, PARAM_OPTION, "COUNTRY", "country, by name or code", NULL, 0, 0 },
    { "language", PARAM_TEXT, PARAM_OPTION, "LANG", "language, as de", NULL, 0, 0 },
    { "linkedin", PARAM_TEXT, PARAM_OPTION, "URL", "profile", NULL, 0, 0 },
    { "role", PARAM_TEXT, PARAM_OPTION, "ROLE", "part in the buying committee", NULL, 0, 0 },
    { "field", PARAM_TEXT_LIST, PARAM_OPTION, "NAME=VALUE", "a field of your own: fleet_size=40",
      NULL, 0, 0 },
    { 0 },
};

const Operation OP_PROSPECT_LIST = {
    .verb = "prospect list",
    .method = "GET",
    .path = "/api/v1/prospects",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "List prospects, a page at a time",
    .params = LIST_PARAMS,
    .run = run_list,
};
const Operation OP_PROSPECT_SHOW = {
    .verb = "prospect show",
    .method = "GET",
    .path = "/api/v1/prospects/:prospect",
    .role = ROLE_REP,
    .summary = "Show a prospect and what comes next",
    .params = SHOW_PARAMS,
    .run = run_show,
};
const Operation OP_PROSPECT_EDIT = {
    .verb = "prospect edit",
    .method = "POST",
    .path = "/api/v1/prospects/:prospect",
    .role = ROLE_REP,
    .summary = "Change a prospect's card; a blank clears a field",
    .params = EDIT_PARAMS,
    .run = run_edit,
};
