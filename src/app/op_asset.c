/* asset add, list, show, save, remove: links and files to share. */
#include "app/operations.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "app/asset.h"
#include "store/queries.h"

#define MAX_VERSIONS 50

/* The file as it is. What is larger than any limit may be is not read at all. */
static GBytes *
read_file(const char *path, GError **error)
{
    g_autoptr(GError) problem = NULL;
    struct stat about;
    char *bytes;
    gsize size;

    if (stat(path, &about) != 0) {
        error_set(error, SEVENTH_ERROR_NOT_FOUND, "cannot read %s: %s", path, g_strerror(errno));
        return NULL;
    }
    if (!S_ISREG(about.st_mode) || about.st_size > ASSET_BYTES_CEILING) {
        error_set(error, SEVENTH_ERROR_INVALID, "%s %s: share a link to it (--url)", path,
                  S_ISREG(about.st_mode) ? "is larger than 15 MiB, more than any mail may carry"
                                         : "is no file");
        return NULL;
    }
    if (!g_file_get_contents(path, &bytes, &size, &problem)) {
        error_set(error, SEVENTH_ERROR_IO, "cannot read %s: %s", path, problem->message);
        return NULL;
    }
    return g_bytes_new_take(bytes, size);
}

static json_t *
told(OperationCall *call, DbConn *conn, const char *key, GError **error)
{
    g_autoptr(Asset) asset = asset_get(call->app, conn, key, error);

    return asset != NULL ? asset_json(call->app, asset) : NULL;
}

static bool
run_add(OperationCall *call, json_t **ret_result, GError **error)
{
    const json_t *params = call->params;
    const char *path = json_text(params, "file", NULL);
    g_autofree char *base = path != NULL ? g_path_get_basename(path) : NULL;
    g_autoptr(GBytes) content = NULL;
    int64_t held;

    if (path != NULL && (content = read_file(path, error)) == NULL)
        return false;
    AssetChange change = {
        .key = json_text(params, "key", ""),
        .title = json_text(params, "title", NULL),
        .url = json_text(params, "url", NULL),
        .kind = json_text(params, "kind", NULL),
        .language = json_text(params, "language", NULL),
        .value_point = json_text(params, "value_point", NULL),
        .persona = json_text(params, "persona", NULL),
        .stage = json_text(params, "stage", NULL),
        .file_name = json_text(params, "name", base),
        .content = content,
        .actor = call->actor,
    };
    g_autoptr(AppTransaction) write = app_write_begin(call->app, error);
    if (write == NULL || !asset_put(call->app, write->conn, &change, &held, error))
        return false;
    g_autoptr(json_t) result = told(call, write->conn, change.key, error);
    if (result == NULL || !app_commit(write, error))
        return false;
    json_set_int(result, "held", held);
    *ret_result = g_steal_pointer(&result);
    return true;
}

static bool
run_list(OperationCall *call, G_GNUC_UNUSED json_t **ret_result, GError **error)
{
    const char *point = json_text(call->params, "value_point", NULL);
    bool all = json_flag(call->params, "all", false);

    g_autoptr(AppTransaction) read = app_read_begin(call->app, error);
    g_autoptr(GPtrArray) assets = read != NULL ? asset_list(call->app, read->conn, error) : NULL;
    if (assets == NULL)
        return false;
    for (guint i = 0; i < assets->len; i++) {
        const Asset *asset = g_ptr_array_index(assets, i);
        if ((point != NULL && strcmp(asset->value_point, point) != 0) ||
            (asset->retired_us != INSTANT_NONE && !all))
            continue;
        g_autoptr(json_t) row = asset_json(call->app, asset);
        json_set_text(row, "file_name", asset->file_name);
        json_set_text(row, "size_say", json_text(json_object_get(row, "file"), "size_say", NULL));
        if (!call->emit(row, call->emit_data))
            break;
    }
    return true;
}

static json_t *
versions_json(OperationCall *call, DbConn *conn, int64_t asset_id, GError **error)
{
    App *app = call->app;
    SqlAssetFileListParams params = { .workspace_id = app->workspace_id,
                                      .asset_id = asset_id,
                                      .n = MAX_VERSIONS };
    SqlAssetFileListRow row;
    g_autoptr(json_t) list = json_array();
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_asset_file_list(conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_asset_file_list_next(cursor, &row, error)) == DB_ROW) {
        json_t *version = json_object();
        json_set_int(version, "version", row.version);
        json_set_text(version, "name", row.file_name);
        json_set_text(version, "type", row.media_type);
        json_set_int(version, "size", row.size);
        json_set_text(version, "sha256", row.sha256);
        json_set_instant(version, "at", row.created_us, app->zone);
        json_array_append_new(list, version);
    }
    return step == DB_DONE ? g_steal_pointer(&list) : NULL;
}

static bool
run_show(OperationCall *call, json_t **ret_result, GError **error)
{
    g_autoptr(AppTransaction) read = app_read_begin(call->app, error);
    g_autoptr(Asset) asset =
        read != NULL ? asset_get(call->app, read->conn, json_text(call->params, "key", ""), error)
                     : NULL;

    if (asset == NULL)
        return false;
    json_t *versions = versions_json(call, read->conn, asset->id, error);
    if (versions == NULL)
        return false;
    *ret_result = asset_json(call->app, asset);
    json_object_set_new(*ret_result, "versions", versions);
    return true;
}

static bool
run_save(OperationCall *call, json_t **ret_result, GError **error)
{
    const char *key = json_text(call->params, "key", ""), *to = json_text(call->params, "to", "");
    g_autofree char *name = NULL, *type = NULL;
    g_autoptr(GError) problem = NULL;
    gsize size;

    g_autoptr(GBytes) content =
        asset_download(call->app, key, json_int(call->params, "version", 0), &name, &type, error);
    if (content == NULL)
        return false;
    const char *bytes = g_bytes_get_data(content, &size);
    if (g_file_test(to, G_FILE_TEST_EXISTS) && !json_flag(call->params, "overwrite", false))
        return error_set(error, SEVENTH_ERROR_CONFLICT,
                         "%s is there already; name a new file, or say --overwrite", to);
    if (!g_file_set_contents(to, bytes, (gssize)size, &problem))
        return error_set(error, SEVENTH_ERROR_IO, "cannot write %s: %s", to, problem->message);
    g_autofree char *sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, content);
    *ret_result = json_pack("{s:s, s:s, s:s, s:I, s:s}", "key", key, "saved", to, "name", name,
                            "size", (json_int_t)size, "sha256", sha256);
    return true;
}

static bool
run_remove(OperationCall *call, json_t **ret_result, GError **error)
{
    const char *key = json_text(call->params, "key", "");
    bool forgotten;
    int64_t held;

    g_autoptr(AppTransaction) write = app_write_begin(call->app, error);
    if (write == NULL ||
        !asset_remove(call->app, write->conn, key, call->actor, &forgotten, &held, error) ||
        !app_commit(write, error))
        return false;
    *ret_result = json_pack("{s:s, s:b, s:b, s:I}", "key", key, "removed", 1, "kept_for_history",
                            !forgotten, "held", (json_int_t)held);
    return true;
}

#define KEY                                                                                        \
    {                                                                                              \
        "key", PARAM_TEXT, PARAM_POSITIONAL, "KEY", "what steps call it: bakery-sheet", NULL, 0, 0 \
    }

static const OperationParam ADD_PARAMS[] = {
    KEY,
    { "title", PARAM_TEXT, PARAM_OPTION, "TEXT", "its name for people; a new one needs it", NULL, 0,
      0 },
    { "file", PARAM_FILE, PARAM_OPTION, "FILE",
      "what mails carry; another file under an old key is a new version", NULL, 0, 0 },
    { "name", PARAM_TEXT, PARAM_OPTION, "NAME", "how the file is called when it arrives", NULL, 0,
      0 },
    { "url", PARAM_TEXT, PARAM_OPTION, "URL", "where it is, for {{asset.KEY}}", NULL, 0, 0 },
    { "kind", PARAM_TEXT, PARAM_OPTION, "KIND",
      "what it is; sheet for a file, link otherwise. A plain link may be given twice",
      "link|case|sheet|video|calculator|article|quote", 0, 0 },
    { "value_point", PARAM_TEXT, PARAM_OPTION, "KEY", "the value point it shows", NULL, 0, 0 },
    { "persona", PARAM_TEXT, PARAM_OPTION, "WORDS",
      "for whom: words of a title or role, with commas between", NULL, 0, 0 },
    { "stage", PARAM_TEXT, PARAM_OPTION, "STAGE", "when it helps most",
      "opening|building|closing|nurture", 0, 0 },
    { "language", PARAM_TEXT, PARAM_OPTION, "CODE", "en, de, ...; any otherwise", NULL, 0, 0 },
    { 0 },
};
static const OperationParam LIST_PARAMS[] = {
    { "value_point", PARAM_TEXT, PARAM_OPTION, "KEY", "of this one only", NULL, 0, 0 },
    { "all", PARAM_FLAG, PARAM_OPTION, "", "removed ones that somebody got, too", NULL, 0, 0 },
    { 0 },
};
static const OperationParam KEY_PARAMS[] = { KEY, { 0 } };
static const OperationParam SAVE_PARAMS[] = {
    KEY,
    { "to", PARAM_TEXT, PARAM_REQUIRED, "FILE", "where to write it", NULL, 0, 0 },
    { "version", PARAM_INT, PARAM_OPTION, "N", "an older version; the newest otherwise", NULL, 1,
      1000000 },
    { "overwrite", PARAM_FLAG, PARAM_OPTION, "", "replace a file that is there", NULL, 0, 0 },
    { 0 },
};

const Operation OP_ASSET_ADD = {
    .verb = "asset add",
    .method = "POST",
    .path = "/api/v1/assets",
    .role = ROLE_REP,
    .summary = "Add something to share, a file or a link; or change it",
    .params = ADD_PARAMS,
    .file_name_for = "name",
    .run = run_add,
};
const Operation OP_ASSET_LIST = {
    .verb = "asset list",
    .method = "GET",
    .path = "/api/v1/assets",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "List the assets",
    .params = LIST_PARAMS,
    .run = run_list,
    .columns = "key title kind file_name size_say value_point url",
};
const Operation OP_ASSET_SHOW = {
    .verb = "asset show",
    .method = "GET",
    .path = "/api/v1/assets/:key",
    .role = ROLE_REP,
    .summary = "Show an asset and the versions of its file",
    .params = KEY_PARAMS,
    .run = run_show,
};
const Operation OP_ASSET_SAVE = {
    .verb = "asset save",
    .role = ROLE_REP,
    .summary = "Write an asset's file to disk",
    .params = SAVE_PARAMS,
    .run = run_save,
};
const Operation OP_ASSET_REMOVE = {
    .verb = "asset remove",
    .method = "POST",
    .path = "/api/v1/assets/:key/remove",
    .role = ROLE_REP,
    .summary = "Remove an asset; mails that wait with it are held",
    .params = KEY_PARAMS,
    .run = run_remove,
};
