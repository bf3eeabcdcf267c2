/* value-point add, list, show, retire: the library. */
#include "app/operations.h"

#include <string.h>

#include "app/asset.h"
#include "app/library.h"
#include "store/queries.h"

#define MAX_SAYS 4000

static bool
check_key(const char *key, GError **error)
{
    return value_point_key_is_valid(key) ||
           error_set(error, SEVENTH_ERROR_INVALID,
                     "\"%.80s\" is no key: small letters, digits and dashes, as in case-bakery, "
                     "at most %d",
                     key, VALUE_POINT_MAX_KEY);
}

/* The assets that show a value point. */
static json_t *
assets_json(App *app, DbConn *conn, const char *key, GError **error)
{
    g_autoptr(GPtrArray) assets = asset_list(app, conn, error);
    json_t *list = assets != NULL ? json_array() : NULL;

    for (guint i = 0; assets != NULL && i < assets->len; i++) {
        const Asset *asset = g_ptr_array_index(assets, i);
        if (strcmp(asset->value_point, key) == 0 && asset->retired_us == INSTANT_NONE)
            json_array_append_new(list, asset_json(app, asset));
    }
    return list;
}

static json_t *
point_json(App *app, DbConn *conn, const char *key, GError **error)
{
    g_autoptr(GPtrArray) points = library_load(app, conn, error);
    const ValuePoint *point =
        points != NULL ? value_points_find(points, value_point_id(key)) : NULL;

    if (points == NULL)
        return NULL;
    if (point == NULL) {
        error_set(error, SEVENTH_ERROR_NOT_FOUND,
                  "there is no value point \"%.80s\"; `seventh value-point list` shows them all",
                  key);
        return NULL;
    }
    json_t *row = library_point_json(point);
    json_t *assets = assets_json(app, conn, key, error);
    if (assets == NULL) {
        json_decref(row);
        return NULL;
    }
    json_object_set_new(row, "assets", assets);
    return row;
}

static bool
run_add(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    const char *key = json_text(call->params, "key", "");
    SqlValuePointPutParams put = {
        .workspace_id = app->workspace_id,
        .key = key,
        .title = json_text(call->params, "title", ""),
        .says = json_text(call->params, "says", ""),
        .persona = json_text(call->params, "persona", ""),
        .stage = json_text(call->params, "stage", ""),
        .objective = json_text(call->params, "objective", ""),
        .language = json_text(call->params, "language", ""),
        .created_us = app_now_us(app),
    };

    if (!check_key(key, error))
        return false;
    if (put.title[0] == '\0' || strlen(put.says) > MAX_SAYS)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "a value point has a title, and says at most %d bytes", MAX_SAYS);
    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !sql_value_point_put(write->conn, &put, NULL, error))
        return false;
    g_autoptr(GPtrArray) all = NULL;
    library_changed(app);
    all = library_load(app, write->conn, error);
    if (all == NULL)
        return false;
    library_changed(app); /* not before it is committed */
    if (all->len >= LIBRARY_MAX)
        return error_set(error, SEVENTH_ERROR_LIMIT,
                         "a library holds at most %d value points; nobody remembers more",
                         LIBRARY_MAX - 1);
    *ret_result = library_point_json(value_points_find(all, value_point_id(key)));
    return app_commit(write, error);
}

static bool
run_list(OperationCall *call, G_GNUC_UNUSED json_t **ret_result, GError **error)
{
    bool all = json_flag(call->params, "all", false);

    g_autoptr(AppTransaction) read = app_read_begin(call->app, error);
    if (read == NULL)
        return false;
    g_autoptr(GPtrArray) points = library_load(call->app, read->conn, error);
    if (points == NULL)
        return false;
    for (guint i = 0; i < points->len; i++) {
        const ValuePoint *point = g_ptr_array_index(points, i);
        if (point->is_retired && !all)
            continue;
        g_autoptr(json_t) row = library_point_json(point);
        if (!call->emit(row, call->emit_data))
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
    *ret_result = point_json(call->app, read->conn, json_text(call->params, "key", ""), error);
    return *ret_result != NULL;
}

static bool
run_retire(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    SqlValuePointRetireParams retire = { .retired_us = app_now_us(app),
                                         .workspace_id = app->workspace_id,
                                         .key = json_text(call->params, "key", "") };

    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !sql_value_point_retire(write->conn, &retire, NULL, error))
        return false;
    library_changed(app);
    *ret_result = point_json(app, write->conn, retire.key, error);
    library_changed(app); /* not before it is committed */
    return *ret_result != NULL && app_commit(write, error);
}

#define STAGES "opening|building|closing|nurture"

static const OperationParam ADD_PARAMS[] = {
    { "key", PARAM_TEXT, PARAM_POSITIONAL, "KEY", "what steps call it: case-bakery", NULL, 0, 0 },
    { "title", PARAM_TEXT, PARAM_REQUIRED, "TEXT", "its name for people", NULL, 0, 0 },
    { "says", PARAM_TEXT, PARAM_OPTION, "TEXT", "what to say, in a sentence or three", NULL, 0, 0 },
    { "persona", PARAM_TEXT, PARAM_OPTION, "WORDS",
      "for whom: words of a title or role, with commas between; everybody otherwise", NULL, 0, 0 },
    { "stage", PARAM_TEXT, PARAM_OPTION, "STAGE", "when it helps most", STAGES, 0, 0 },
    { "objective", PARAM_TEXT, PARAM_OPTION, "TEXT", "what it is good for", NULL, 0, 0 },
    { "language", PARAM_TEXT, PARAM_OPTION, "CODE", "en, de, ...; any otherwise", NULL, 0, 0 },
    { 0 },
};
static const OperationParam LIST_PARAMS[] = {
    { "all", PARAM_FLAG, PARAM_OPTION, "", "retired ones too", NULL, 0, 0 },
    { 0 },
};
static const OperationParam KEY_PARAMS[] = {
    { "key", PARAM_TEXT, PARAM_POSITIONAL, "KEY", "the value point", NULL, 0, 0 },
    { 0 },
};
const Operation OP_VALUE_POINT_ADD = {
    .verb = "value-point add",
    .method = "POST",
    .path = "/api/v1/value-points",
    .role = ROLE_REP,
    .summary = "Add a reason to talk to the library, or change one",
    .params = ADD_PARAMS,
    .run = run_add,
};
const Operation OP_VALUE_POINT_LIST = {
    .verb = "value-point list",
    .method = "GET",
    .path = "/api/v1/value-points",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "List what there is to say",
    .params = LIST_PARAMS,
    .run = run_list,
    .columns = "key title persona stage language says",
};
const Operation OP_VALUE_POINT_SHOW = {
    .verb = "value-point show",
    .method = "GET",
    .path = "/api/v1/value-points/:key",
    .role = ROLE_REP,
    .summary = "Show a value point and its assets",
    .params = KEY_PARAMS,
    .run = run_show,
};
const Operation OP_VALUE_POINT_RETIRE = {
    .verb = "value-point retire",
    .method = "POST",
    .path = "/api/v1/value-points/:key/retire",
    .role = ROLE_REP,
    .summary = "Take a value point out of use; who heard it has heard it",
    .params = KEY_PARAMS,
    .run = run_retire,
};
