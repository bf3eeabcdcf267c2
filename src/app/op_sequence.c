/* Sequences: check, publish, list, show. */
#include "app/operations.h"

#include <string.h>

#include "app/asset_check.h"
#include "app/sequence_move.h"
#include "app/sequence_publish.h"
#include "app/sequence_view.h"
#include "store/queries.h"

#define MAX_FILE_BYTES (1 << 20)

/* The YAML of a call: a file's, or the text itself (web and API). */
static char *
sequence_text(const OperationCall *call, GError **error)
{
    const char *file = json_text(call->params, "file", NULL);
    const char *text = json_text(call->params, "text", NULL);
    g_autoptr(GError) problem = NULL;
    char *contents = NULL;

    if (text != NULL)
        return g_strdup(text);
    if (file == NULL) {
        error_set(error, SEVENTH_ERROR_INVALID, "name a sequence file, or give its text");
        return NULL;
    }
    if (!g_file_get_contents(file, &contents, NULL, &problem)) {
        error_set(error, SEVENTH_ERROR_NOT_FOUND, "cannot read %s: %s", file, problem->message);
        return NULL;
    }
    if (strlen(contents) > MAX_FILE_BYTES) {
        g_free(contents);
        error_set(error, SEVENTH_ERROR_LIMIT, "%s is larger than 1 MiB", file);
        return NULL;
    }
    return contents;
}

static json_t *
problems_json(const GPtrArray *problems)
{
    json_t *list = json_array();

    for (guint i = 0; i < problems->len; i++) {
        const SequenceProblem *problem = g_ptr_array_index(problems, i);
        json_t *row = json_object();
        json_set_int(row, "line", problem->line);
        json_set_text(row, "severity", problem->is_error ? "error" : "warning");
        json_set_text(row, "message", problem->message);
        json_array_append_new(list, row);
    }
    return list;
}

static json_t *
checked_json(const Sequence *sequence, int version, const GPtrArray *problems)
{
    json_t *result = json_object();
    g_autoptr(json_t) whole = sequence != NULL ? sequence_to_json(sequence) : json_object();

    json_set_text(result, "name", sequence != NULL ? sequence->name : NULL);
    if (version > 0)
        json_set_int(result, "version", version);
    else
        json_object_set_new(result, "version", json_null());
    json_set_text(result, "goal", sequence != NULL ? sequence->goal : NULL);
    json_t *steps = json_object_get(whole, "steps");
    json_object_set_new(result, "steps", steps != NULL ? json_incref(steps) : json_array());
    json_object_set_new(result, "problems", problems_json(problems));
    return result;
}

static bool
run_check(OperationCall *call, json_t **ret_result, GError **error)
{
    g_autofree char *text = sequence_text(call, error);
    g_autoptr(GPtrArray) problems = sequence_problems_new();
    g_autoptr(GError) problem = NULL;

    if (text == NULL)
        return false;
    const char *name = json_text(call->params, "file", "sequence");
    g_autoptr(Sequence) sequence = sequence_read(name, text, strlen(text), problems, &problem);
    if (sequence == NULL && problems->len == 0) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    bool sound = sequence != NULL;
    if (sound) {
        g_autoptr(AppTransaction) read = app_read_begin(call->app, error);
        if (read == NULL || !asset_check(call->app, read->conn, sequence, problems, &sound, error))
            return false;
    }
    *ret_result = checked_json(sequence, 0, problems);
    call->exit_code = sound ? 0 : 3;
    return true;
}

/* It names only assets that can be given. */
static bool
check_assets(App *app, DbConn *conn, const char *name, const Sequence *sequence, GError **error)
{
    g_autoptr(GPtrArray) problems = sequence_problems_new();
    bool sound;

    if (!asset_check(app, conn, sequence, problems, &sound, error))
        return false;
    if (sound)
        return true;
    const SequenceProblem *first = g_ptr_array_index(problems, 0);
    return error_set(error, SEVENTH_ERROR_INVALID, "%s, line %d: %s", name, first->line,
                     first->message);
}

/* What the new version does to those under way; null when there is no older one. */
static bool
move_people(OperationCall *call, DbConn *conn, const Sequence *sequence, const Published *published,
            json_t *result, GError **error)
{
    SequenceMove move = {
        .sequence_id = published->sequence_id,
        .version_id = published->version_id,
        .after = sequence,
        .move = version_move_parse(json_text(call->params, "move", "none")),
    };

    if (!published->is_new || published->before_id == 0) {
        json_object_set_new(result, "effect", json_null());
        return true;
    }
    const AppVersion *before = app_version(call->app, conn, published->before_id, error);
    if (before == NULL)
        return false;
    move.before = before->sequence;
    json_t *effect = sequence_move(call->app, conn, &move, error);
    if (effect == NULL)
        return false;
    json_object_set_new(result, "effect", effect);
    return true;
}

static bool
run_add(OperationCall *call, json_t **ret_result, GError **error)
{
    g_autofree char *text = sequence_text(call, error);
    g_autoptr(GPtrArray) problems = sequence_problems_new();
    bool dry_run = json_flag(call->params, "dry_run", false);
    Published published;

    if (text == NULL)
        return false;
    const char *name = json_text(call->params, "file", "sequence");
    g_autoptr(Sequence) sequence = sequence_read(name, text, strlen(text), problems, error);
    if (sequence == NULL)
        return false;
    g_autoptr(AppTransaction) write = app_write_begin(call->app, error);
    if (write == NULL || !check_assets(call->app, write->conn, name, sequence, error) ||
        !sequence_publish(call->app, write->conn, sequence, text, &published, error))
        return false;
    g_autoptr(json_t) result = checked_json(sequence, published.version, problems);
    json_set_bool(result, "dry_run", dry_run);
    bool done = move_people(call, write->conn, sequence, &published, result, error) &&
                (dry_run || app_commit(write, error));
    if (published.is_new && (dry_run || !done))
        app_forget_version(call->app, published.version_id);
    if (!done)
        return false;
    *ret_result = g_steal_pointer(&result);
    return true;
}

static bool
run_list(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    SqlSequenceListParams params = { .workspace_id = app->workspace_id };
    SqlSequenceListRow row;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    DbStep step;

    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    if (read == NULL)
        return false;
    g_autoptr(DbCursor) cursor = sql_sequence_list(read->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_sequence_list_next(cursor, &row, error)) == DB_ROW)
        g_ptr_array_add(names, g_strdup(row.name));
    g_clear_pointer(&cursor, db_cursor_close);
    if (step != DB_DONE)
        return false;
    for (guint i = 0; i < names->len; i++) {
        g_autoptr(json_t) listed =
            sequence_view(app, read->conn, g_ptr_array_index(names, i), 0, false, error);
        if (listed == NULL)
            return false;
        if (!call->emit(listed, call->emit_data))
            break;
    }
    return true;
}

static bool
run_show(OperationCall *call, json_t **ret_result, GError **error)
{
    g_autoptr(AppTransaction) read = app_read_begin(call->app, error);

    if (read == NULL)
        return false;
    *ret_result = sequence_view(call->app, read->conn, json_text(call->params, "name", ""),
                                (int)json_int(call->params, "version", 0), true, error);
    return *ret_result != NULL;
}

static const OperationParam FILE_PARAMS[] = {
    { "file", PARAM_FILE, PARAM_POSITIONAL_OPTIONAL, "FILE.yaml", "the sequence file", NULL, 0, 0 },
    { "text", PARAM_TEXT, PARAM_OPTION, "YAML", "the sequence itself, instead of a file", NULL, 0,
      0 },
    { 0 },
};

static const OperationParam SHOW_PARAMS[] = {
    { "name", PARAM_TEXT, PARAM_POSITIONAL, "NAME", "the sequence's name", NULL, 0, 0 },
    { "version", PARAM_INT, PARAM_OPTION, "N", "a version; the newest otherwise", NULL, 1,
      1000000 },
    { 0 },
};

static const OperationParam ADD_PARAMS[] = {
    { "file", PARAM_FILE, PARAM_POSITIONAL_OPTIONAL, "FILE.yaml", "the sequence file", NULL, 0, 0 },
    { "text", PARAM_TEXT, PARAM_OPTION, "YAML", "the sequence itself, instead of a file", NULL, 0,
      0 },
    { "move", PARAM_TEXT, PARAM_OPTION, "WHO",
      "who moves to the new version: nobody under way, those who have not reached the first "
      "change, "
      "or all",
      "none|unreached|everyone", 0, 0 },
    { "dry_run", PARAM_FLAG, PARAM_OPTION, NULL, "only show what it would do, and to whom", NULL, 0,
      0 },
    { 0 },
};

const Operation OP_SEQUENCE_CHECK = {
    .verb = "sequence check",
    .method = "POST",
    .path = "/api/v1/sequences/check",
    .role = ROLE_REP,
    .summary = "Check a sequence file and say what is wrong, line by line",
    .params = FILE_PARAMS,
    .run = run_check,
};
const Operation OP_SEQUENCE_ADD = {
    .verb = "sequence add",
    .method = "POST",
    .path = "/api/v1/sequences",
    .role = ROLE_REP,
    .summary = "Publish a sequence, or a new version of one",
    .params = ADD_PARAMS,
    .run = run_add,
};
const Operation OP_SEQUENCE_LIST = {
    .verb = "sequence list",
    .method = "GET",
    .path = "/api/v1/sequences",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "List the sequences with their numbers",
    .run = run_list,
};
const Operation OP_SEQUENCE_SHOW = {
    .verb = "sequence show",
    .method = "GET",
    .path = "/api/v1/sequences/:name",
    .role = ROLE_REP,
    .summary = "Show a sequence: its steps, its numbers, its source",
    .params = SHOW_PARAMS,
    .run = run_show,
};
