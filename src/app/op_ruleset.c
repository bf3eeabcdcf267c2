/* ruleset show, ruleset set: floor, ceilings, gaps and windows of the workspace. */
#include "app/operations.h"

#include <string.h>

#include "core/rule.h"
#include "store/queries.h"

#define MAX_BYTES (64 << 10)

static bool
run_show(OperationCall *call, json_t **ret_result, GError **error)
{
    Ruleset ruleset;

    g_autoptr(AppTransaction) read = app_read_begin(call->app, error);
    if (read == NULL || !app_ruleset(call->app, read->conn, &ruleset, error))
        return false;
    *ret_result = ruleset_to_json(&ruleset);
    return true;
}

/* The registry: what there is, not what is set. */
static json_t *
rule_json(const Rule *rule)
{
    g_autofree char *value = rule_say_value(rule, NULL), *says = rule_say(rule);
    json_t *row = json_object();

    json_set_text(row, "rule", rule->key);
    json_set_text(row, "group", rule->group);
    json_set_text(row, "default", value);
    json_set_text(row, "asks", rule->asks);
    json_set_text(row, "source", rule_source_say(rule->source));
    json_set_text(row, "because", rule->because);
    json_set_text(row, "says", says);
    return row;
}

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
        g_autoptr(json_t) row = rule_json(rule);
        if (!call->emit(row, call->emit_data))
            return true;
    }
    return true;
}

static char *
ruleset_text(const json_t *params, GError **error)
{
    const char *file = json_text(params, "file", NULL), *text = json_text(params, "text", NULL);
    g_autofree char *content = g_strdup(text);
    g_autoptr(GError) problem = NULL;

    if (content == NULL && file == NULL) {
        error_set(error, SEVENTH_ERROR_INVALID, "name a JSON file, or give its text");
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

/* What is not in the file goes back to its default. */
static bool
run_set(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    Ruleset ruleset;
    g_auto(SqlWorkspaceGetRow) old = { 0 };
    SqlWorkspaceGetParams which = { .id = app->workspace_id };
    g_autofree char *text = ruleset_text(call->params, error);
    g_autoptr(json_t) overrides = text != NULL ? json_read(text, strlen(text), error) : NULL;

    ruleset_default(&ruleset);
    if (overrides == NULL || !ruleset_apply_json(&ruleset, overrides, error))
        return false;
    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !sql_workspace_get(write->conn, &which, &old, NULL, error))
        return false;
    char *line = json_line(overrides);
    SqlWorkspaceUpdateParams row = {
        .name = old.name,
        .zone = old.zone,
        .ruleset = line,
        .postal_address = old.postal_address,
        .sending_paused = old.sending_paused,
        .id = app->workspace_id,
    };
    bool done = sql_workspace_update(write->conn, &row, NULL, error) && app_commit(write, error);
    free(line);
    if (done)
        *ret_result = ruleset_to_json(&ruleset);
    return done;
}

static const OperationParam SET_PARAMS[] = {
    { "file", PARAM_FILE, PARAM_POSITIONAL_OPTIONAL, "FILE", "JSON: what differs from the defaults",
      NULL, 0, 0 },
    { "text", PARAM_TEXT, PARAM_OPTION, "JSON", "the same as text", NULL, 0, 0 },
    { 0 },
};

static const OperationParam RULES_PARAMS[] = {
    { "markdown", PARAM_FLAG, PARAM_OPTION, NULL, "as the page docs/rules.md", NULL, 0, 0 },
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
    .summary = "Show the rules every sequence keeps to",
    .run = run_show,
};
const Operation OP_RULESET_SET = {
    .verb = "ruleset set",
    .method = "POST",
    .path = "/api/v1/ruleset",
    .role = ROLE_ADMIN,
    .summary = "Set the rules; what a file leaves out keeps its default",
    .params = SET_PARAMS,
    .run = run_set,
};
