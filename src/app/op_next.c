/* next list, next show: what waits for a decision, and what is proposed. Taking it is `prospect
 * next`. */
#include "app/operations.h"

#include "app/proposal.h"
#include "app/snapshot.h"
#include "store/queries.h"

static json_t *
next_row(App *app, DbConn *conn, int64_t prospect_id, GError **error)
{
    g_auto(Proposal) proposal = { 0 };
    g_auto(SqlProspectGetRow) person = { 0 };
    SqlProspectGetParams which = { .workspace_id = app->workspace_id, .id = prospect_id };

    if (!proposal_load(app, conn, prospect_id, &proposal, error) ||
        !sql_prospect_get(conn, &which, &person, NULL, error))
        return NULL;
    g_autofree char *handle = prospect_handle(&person);
    g_autofree char *name = prospect_display_name(&person);
    json_t *row = json_object();
    json_set_text(row, "prospect", handle);
    json_set_int(row, "prospect_id", prospect_id);
    json_set_text(row, "name", name);
    json_set_text(row, "company", person.company);
    json_set_text(row, "no", proposal.count > 0 ? no_kind_name(proposal.no.kind) : NULL);
    g_autofree char *no_say = proposal.count > 0 ? proposal_no_say(&proposal) : NULL;
    json_set_text(row, "no_say", no_say);
    json_set_text(row, "say", proposal.count > 0 ? proposal.paths[0].say : NULL);
    json_set_text(row, "why", proposal.count > 0 ? proposal.paths[0].why : NULL);
    json_object_set_new(row, "next_opportunity", proposal_json(app, &proposal));
    return row;
}

static GArray *
collect(App *app, DbConn *conn, Instant before_us, int limit, GError **error)
{
    SqlRefusalOpenListParams params = { .workspace_id = app->workspace_id,
                                        .before_us = before_us,
                                        .n = limit };
    SqlRefusalOpenListRow row;
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_refusal_open_list(conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_refusal_open_list_next(cursor, &row, error)) == DB_ROW)
        g_array_append_val(ids, row.prospect_id);
    return step == DB_DONE ? g_steal_pointer(&ids) : NULL;
}

static bool
run_list(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    const char *before = json_text(call->params, "before", NULL);
    Instant before_us = INT64_MAX;

    if (before != NULL && !instant_parse(before, &before_us, error))
        return false;
    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    if (read == NULL)
        return false;
    g_autoptr(GArray) ids =
        collect(app, read->conn, before_us, (int)json_int(call->params, "limit", 50), error);
    if (ids == NULL)
        return false;
    for (guint i = 0; i < ids->len; i++) {
        g_autoptr(json_t) row = next_row(app, read->conn, g_array_index(ids, int64_t, i), error);
        if (row == NULL)
            return false;
        if (!call->emit(row, call->emit_data))
            break;
    }
    return true;
}

static bool
run_show(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    int64_t id;
    g_autoptr(AppTransaction) read = app_read_begin(app, error);

    if (read == NULL ||
        !app_find_prospect(app, read->conn, json_text(call->params, "prospect", ""), &id, error))
        return false;
    *ret_result = next_row(app, read->conn, id, error);
    return *ret_result != NULL;
}

static const OperationParam LIST_PARAMS[] = {
    { "limit", PARAM_INT, PARAM_OPTION, "N", "how many at most; 50 otherwise", NULL, 1, 500 },
    { "before", PARAM_INSTANT, PARAM_OPTION, "INSTANT", "those heard before", NULL, 0, 0 },
    { 0 },
};
static const OperationParam SHOW_PARAMS[] = {
    { "prospect", PARAM_TEXT, PARAM_POSITIONAL, "EMAIL", "an address, or # and a number", NULL, 0,
      0 },
    { 0 },
};

const Operation OP_NEXT_LIST = {
    .verb = "next list",
    .method = "GET",
    .path = "/api/v1/next",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "List who said no and waits for a decision, with what is proposed",
    .params = LIST_PARAMS,
    .run = run_list,
    .columns = "prospect name company no_say say",
};
const Operation OP_NEXT_SHOW = {
    .verb = "next show",
    .method = "GET",
    .path = "/api/v1/prospects/:prospect/next",
    .role = ROLE_REP,
    .summary = "Show what is proposed for a person who said no, and every other path",
    .params = SHOW_PARAMS,
    .run = run_show,
};
