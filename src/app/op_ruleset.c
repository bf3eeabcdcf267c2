/* ruleset show, set, list, remove: the rules of the workspace, and those of a name on top of them.
 */
#include "app/operations.h"

#include <string.h>

#include "app/ruleset_view.h"
#include "base/error.h"
#include "store/queries.h"

#define MAX_BYTES (64 << 10)
#define MAX_NAME 60

static bool
run_rules(OperationCall *call, json_t **ret_result, GError **error)
{
    gsize count;
    const Rule *rules = rule_table(&count);

    (void)ret_result;
    (void)error;
    if (json_flag(call->params, "markdown", false)) {
        g_autofree char *text = rules_page();
        g_autoptr(json_t) page = json_string(text);
        call->emit(page, call->emit_data);
        return true;
    }
    for (const Rule *rule = rules; rule < rules + count; rule++) {
        g_autoptr(json_t) row = rule_view(rule, NULL, NULL);
        if (!call->emit(row, call->emit_data))
            return true;
    }
    return true;
}

static bool
find_named(OperationCall *call, DbConn *conn, const char *name, json_t **ret_overrides,
           GError **error)
{
    g_auto(SqlRulesetTextsRow) row = { 0 };
    SqlRulesetTextsParams which = { .name = name, .workspace_id = call->app->workspace_id };

    if (!sql_ruleset_texts(conn, &which, &row, NULL, error))
        return false;
    const char *text = name[0] != '\0' ? row.overrides : row.ruleset;
    if (text == NULL)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND,
                         "there is no ruleset \"%s\"; `seventh ruleset list` shows them all", name);
    *ret_overrides = json_read(text, strlen(text), error);
    return *ret_overrides != NULL;
}

/* The rules in force and the overrides they come from. */
static bool
load(OperationCall *call, Ruleset *ret_ruleset, json_t **ret_overrides, GError **error)
{
    const char *name = json_text(call->params, "name", "");
    g_autoptr(AppTransaction) read = app_read_begin(call->app, error);

    return read != NULL && find_named(call, read->conn, name, ret_overrides, error) &&
           app_ruleset_named(call->app, read->conn, name, ret_ruleset, error);
}

static bool
run_show(OperationCall *call, json_t **ret_result, GError **error)
{
    g_autoptr(json_t) overrides = NULL;
    Ruleset ruleset;

    if (!load(call, &ruleset, &overrides, error))
        return false;
    *ret_result = ruleset_to_json(&ruleset);
    return true;
}

static bool
run_table(OperationCall *call, json_t **ret_result, GError **error)
{
    g_autoptr(json_t) overrides = NULL;
    Ruleset ruleset;
    gsize count;
    const Rule *rules = rule_table(&count);

    (void)ret_result;
    if (!load(call, &ruleset, &overrides, error))
        return false;
    for (const Rule *rule = rules; rule < rules + count; rule++) {
        g_autoptr(json_t) row = rule_view(rule, &ruleset, overrides);
        if (!call->emit(row, call->emit_data))
            break;
    }
    return true;
}

static bool
run_list(OperationCall *call, json_t **ret_result, GError **error)
{
    SqlRulesetListParams params = { .workspace_id = call->app->workspace_id };
    SqlRulesetListRow row;
    DbStep step;

    (void)ret_result;
    g_autoptr(AppTransaction) read = app_read_begin(call->app, error);
    if (read == NULL)
        return false;
    g_autoptr(DbCursor) cursor = sql_ruleset_list(read->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_ruleset_list_next(cursor, &row, error)) == DB_ROW) {
        g_autoptr(json_t) named = json_object(), overrides = NULL;
        overrides = json_read(row.overrides, strlen(row.overrides), error);
        if (overrides == NULL)
            return false;
        json_set_text(named, "name", row.name);
        json_set_int(named, "rules", (int64_t)json_object_size(overrides));
        json_set_instant(named, "changed", row.changed_us, call->app->zone);
        json_object_set(named, "overrides", overrides);
        if (!call->emit(named, call->emit_data))
            return true;
    }
    return step == DB_DONE;
}

static char *
ruleset_text(const json_t *params, const char **ret_file, GError **error)
{
    const char *file = json_text(params, "file", NULL), *text = json_text(params, "text", NULL);
    g_autofree char *content = g_strdup(text);
    g_autoptr(GError) problem = NULL;

    *ret_file = file != NULL && text == NULL ? file : "rules";
    if (content == NULL && file == NULL) {
        error_set(error, SEVENTH_ERROR_INVALID, "name a file of rules, or give its text");
        return NULL;
    }
    if (content == NULL && !g_file_get_contents(file, &content, NULL, &problem)) {
        error_set(error, SEVENTH_ERROR_NOT_FOUND, "cannot read %s: %s", file, problem->message);
        return NULL;
    }
    if (strlen(content) > MAX_BYTES) {
        error_set(error, SEVENTH_ERROR_LIMIT, "a ruleset is at most 64 KiB");
        return NULL;
    }
    return g_steal_pointer(&content);
}

static bool
check_name(const char *name, GError **error)
{
    for (const char *c = name; *c != '\0'; c++)
        if (!g_ascii_isalnum(*c) && *c != '-' && *c != '_')
            return error_set(error, SEVENTH_ERROR_INVALID,
                             "name: \"%.60s\"; letters, digits, - and _ only", name);
    return strlen(name) <= MAX_NAME ||
           error_set(error, SEVENTH_ERROR_INVALID, "name: at most %d characters", MAX_NAME);
}

/* The rulesets with a name must still hold with the workspace's new rules under them. */
static bool
check_named(OperationCall *call, DbConn *conn, const Ruleset *workspace, GError **error)
{
    SqlRulesetListParams params = { .workspace_id = call->app->workspace_id };
    SqlRulesetListRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_ruleset_list(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_ruleset_list_next(cursor, &row, error)) == DB_ROW) {
        g_autoptr(json_t) overrides = json_read(row.overrides, strlen(row.overrides), error);
        Ruleset named = *workspace;
        if (overrides == NULL || !ruleset_apply_json(&named, overrides, error)) {
            g_prefix_error(error, "the ruleset \"%s\" would not hold any more: ", row.name);
            return false;
        }
    }
    return step == DB_DONE;
}

static bool
store_workspace(OperationCall *call, DbConn *conn, const char *overrides, GError **error)
{
    g_auto(SqlWorkspaceGetRow) old = { 0 };
    SqlWorkspaceGetParams which = { .id = call->app->workspace_id };

    if (!sql_workspace_get(conn, &which, &old, NULL, error))
        return false;
    SqlWorkspaceUpdateParams row = {
        .name = old.name,
        .zone = old.zone,
        .ruleset = overrides,
        .postal_address = old.postal_address,
        .sending_paused = old.sending_paused,
        .id = call->app->workspace_id,
    };
    return sql_workspace_update(conn, &row, NULL, error);
}

static bool
store_named(OperationCall *call, DbConn *conn, const char *name, const char *overrides,
            GError **error)
{
    SqlRulesetPutParams row = {
        .workspace_id = call->app->workspace_id,
        .name = name,
        .overrides = overrides,
        .changed_us = app_now_us(call->app),
    };
    return sql_ruleset_put(conn, &row, NULL, error);
}

/* What is not in the file goes back to its default, or to the workspace's rule. */
static bool
run_set(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    const char *name = json_text(call->params, "name", ""), *file;
    g_autoptr(GHashTable) lines = NULL;
    g_autoptr(json_t) overrides = NULL;
    Ruleset ruleset;

    g_autofree char *text = ruleset_text(call->params, &file, error);
    if (text == NULL || !check_name(name, error))
        return false;
    overrides = ruleset_overrides_read(file, text, strlen(text), &lines, error);
    if (overrides == NULL)
        return false;
    RulesetSource source = { file, lines };
    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL)
        return false;
    ruleset_default(&ruleset);
    if (name[0] != '\0' && !app_ruleset(app, write->conn, &ruleset, error))
        return false;
    if (!ruleset_apply(&ruleset, overrides, &source, error))
        return false;
    char *line = json_line(overrides);
    bool done = name[0] != '\0' ? store_named(call, write->conn, name, line, error)
                                : check_named(call, write->conn, &ruleset, error) &&
                                      store_workspace(call, write->conn, line, error);
    free(line);
    if (!done || !app_commit(write, error))
        return false;
    *ret_result = ruleset_to_json(&ruleset);
    return true;
}

static bool
run_remove(OperationCall *call, json_t **ret_result, GError **error)
{
    const char *name = json_text(call->params, "name", "");
    SqlRulesetRemoveParams params = { .workspace_id = call->app->workspace_id, .name = name };
    int64_t changed = 0;

    g_autoptr(AppTransaction) write = app_write_begin(call->app, error);
    if (write == NULL || !sql_ruleset_remove(write->conn, &params, &changed, error))
        return false;
    if (changed == 0)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND,
                         "there is no ruleset \"%s\"; `seventh ruleset list` shows them all", name);
    *ret_result = json_pack("{s:s}", "removed", name);
    return app_commit(write, error);
}

static const OperationParam RULES_PARAMS[] = {
    { "markdown", PARAM_FLAG, PARAM_OPTION, NULL, "as the page docs/rules.md", NULL, 0, 0 },
    { 0 },
};
static const OperationParam NAME_PARAMS[] = {
    { "name", PARAM_TEXT, PARAM_POSITIONAL_OPTIONAL, "NAME", "of that ruleset, not the workspace",
      NULL, 0, 0 },
    { 0 },
};
static const OperationParam SET_PARAMS[] = {
    { "file", PARAM_FILE, PARAM_POSITIONAL_OPTIONAL, "FILE",
      "YAML or JSON: what differs from the defaults (docs/rules.md)", NULL, 0, 0 },
    { "name", PARAM_TEXT, PARAM_OPTION, "NAME",
      "a ruleset of its own, for sequences with `ruleset: NAME`; it overrides the workspace's",
      NULL, 0, 0 },
    { "text", PARAM_TEXT, PARAM_OPTION, "YAML", "the same as text", NULL, 0, 0 },
    { 0 },
};
static const OperationParam REMOVE_PARAMS[] = {
    { "name", PARAM_TEXT, PARAM_POSITIONAL, "NAME", "which", NULL, 0, 0 },
    { 0 },
};

const Operation OP_RULESET_RULES = {
    .verb = "ruleset rules",
    .method = "GET",
    .path = "/api/v1/rules",
    .role = ROLE_REP,
    .is_list = true,
    .stands_alone = true,
    .summary = "Tell every rule there is: its default, where it comes from, what it says",
    .params = RULES_PARAMS,
    .run = run_rules,
    .columns = "rule default source says",
};
const Operation OP_RULESET_SHOW = {
    .verb = "ruleset show",
    .method = "GET",
    .path = "/api/v1/ruleset",
    .role = ROLE_REP,
    .summary = "Show the rules every sequence keeps to, or those of a name",
    .params = NAME_PARAMS,
    .run = run_show,
};
const Operation OP_RULESET_TABLE = {
    .verb = "ruleset table",
    .method = "GET",
    .path = "/api/v1/ruleset/table",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "Show the same as a table: each rule's value, what it asks and what it says",
    .params = NAME_PARAMS,
    .run = run_table,
    .columns = "rule value default says",
};
const Operation OP_RULESET_LIST = {
    .verb = "ruleset list",
    .method = "GET",
    .path = "/api/v1/rulesets",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "List the rulesets with a name",
    .run = run_list,
    .columns = "name rules changed",
};
const Operation OP_RULESET_SET = {
    .verb = "ruleset set",
    .method = "POST",
    .path = "/api/v1/ruleset",
    .role = ROLE_MANAGER,
    .summary = "Set the rules; what a file leaves out keeps its default",
    .params = SET_PARAMS,
    .run = run_set,
};
const Operation OP_RULESET_REMOVE = {
    .verb = "ruleset remove",
    .method = "POST",
    .path = "/api/v1/ruleset/remove",
    .role = ROLE_MANAGER,
    .summary = "Remove a ruleset with a name; its sequences keep to the workspace's",
    .params = REMOVE_PARAMS,
    .run = run_remove,
};
