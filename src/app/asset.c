/* Assets as they are read and told. */
#include "app/asset.h"

#include <string.h>

#include "store/queries.h"
#include "text/near.h"

void
asset_free(Asset *self)
{
    if (self == NULL)
        return;
    g_free(self->key);
    g_free(self->title);
    g_free(self->url);
    g_free(self->kind);
    g_free(self->language);
    g_free(self->value_point);
    g_free(self->persona);
    g_free(self->stage);
    g_free(self->file_name);
    g_free(self->media_type);
    g_free(self->sha256);
    g_free(self);
}

/* Both queries have the same columns. */
#define ASSET_OF(row)                                                                     \
    {                                                                                     \
        .id = (row)->id, .user_id = (row)->user_id, .file_id = (row)->file_id,            \
        .version = (row)->version, .size = (row)->size, .key = g_strdup((row)->key),      \
        .title = g_strdup((row)->title), .url = g_strdup((row)->url),                     \
        .kind = g_strdup((row)->kind), .language = g_strdup((row)->language),             \
        .value_point = g_strdup((row)->value_point), .persona = g_strdup((row)->persona), \
        .stage = g_strdup((row)->stage), .file_name = g_strdup((row)->file_name),         \
        .media_type = g_strdup((row)->media_type), .sha256 = g_strdup((row)->sha256),     \
        .created_us = (row)->created_us, .retired_us = (row)->retired_us,                 \
        .file_us = (row)->file_us,                                                        \
    }

GPtrArray *
asset_list(App *app, DbConn *conn, GError **error)
{
    SqlAssetListParams params = { .workspace_id = app->workspace_id, .n = ASSET_MAX_COUNT };
    SqlAssetListRow row;
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)asset_free);
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_asset_list(conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_asset_list_next(cursor, &row, error)) == DB_ROW) {
        Asset *asset = g_new(Asset, 1);
        *asset = (Asset)ASSET_OF(&row);
        g_ptr_array_add(list, asset);
    }
    return step == DB_DONE ? g_steal_pointer(&list) : NULL;
}

bool
asset_load(App *app, DbConn *conn, const char *key, Asset **ret_asset, GError **error)
{
    SqlAssetByKeyParams which = { .workspace_id = app->workspace_id, .key = key };
    g_auto(SqlAssetByKeyRow) row = { 0 };
    bool found;

    *ret_asset = NULL;
    if (!sql_asset_by_key(conn, &which, &row, &found, error))
        return false;
    if (found) {
        *ret_asset = g_new(Asset, 1);
        **ret_asset = (Asset)ASSET_OF(&row);
    }
    return true;
}

char *
asset_say_unknown(App *app, DbConn *conn, const char *key)
{
    g_autoptr(GPtrArray) assets = asset_list(app, conn, NULL);
    g_autoptr(GPtrArray) keys = g_ptr_array_new();

    for (guint i = 0; assets != NULL && i < assets->len; i++) {
        const Asset *asset = g_ptr_array_index(assets, i);
        if (asset->retired_us == INSTANT_NONE)
            g_ptr_array_add(keys, asset->key);
    }
    const char *nearest = near_word(key, keys);
    if (nearest != NULL)
        return g_strdup_printf("there is no asset \"%.60s\"; did you mean \"%s\"?", key, nearest);
    return g_strdup_printf("there is no asset \"%.60s\"; add it with `seventh asset add`, or on "
                           "the Library page",
                           key);
}

Asset *
asset_get(App *app, DbConn *conn, const char *key, GError **error)
{
    Asset *asset;

    if (asset_load(app, conn, key, &asset, error) && asset == NULL) {
        g_autofree char *why = asset_say_unknown(app, conn, key);
        error_set(error, SEVENTH_ERROR_NOT_FOUND, "%s", why);
    }
    return asset;
}

char *
asset_size_say(int64_t bytes)
{
    if (bytes < 1024)
        return g_strdup_printf("%" G_GINT64_FORMAT " byte%s", bytes, bytes == 1 ? "" : "s");
    if (bytes < 1024 * 1024)
        return g_strdup_printf("%" G_GINT64_FORMAT " KB", (bytes + 512) / 1024);
    return g_strdup_printf("%.1f MB", (double)bytes / (1024 * 1024));
}

static void
set_unless_empty(json_t *object, const char *key, const char *value)
{
    json_set_text(object, key, value[0] != '\0' ? value : NULL);
}

json_t *
asset_json(const App *app, const Asset *self)
{
    json_t *object = json_object(), *file = json_null();

    json_set_text(object, "key", self->key);
    json_set_text(object, "title", self->title);
    json_set_text(object, "kind", self->kind);
    set_unless_empty(object, "url", self->url);
    set_unless_empty(object, "language", self->language);
    set_unless_empty(object, "persona", self->persona);
    set_unless_empty(object, "stage", self->stage);
    set_unless_empty(object, "value_point", self->value_point);
    json_set_bool(object, "retired", self->retired_us != INSTANT_NONE);
    if (self->file_id != DB_NULL_INT) {
        g_autofree char *size = asset_size_say(self->size);
        file = json_object();
        json_set_text(file, "name", self->file_name);
        json_set_text(file, "type", self->media_type);
        json_set_int(file, "size", self->size);
        json_set_text(file, "size_say", size);
        json_set_text(file, "sha256", self->sha256);
        json_set_int(file, "version", self->version);
        json_set_instant(file, "at", self->file_us, app->zone);
    }
    json_object_set_new(object, "file", file);
    return object;
}

static bool
find_version(App *app, DbConn *conn, const Asset *asset, int64_t version, int64_t *ret_file_id,
             GError **error)
{
    SqlAssetFileIdParams which = { .workspace_id = app->workspace_id,
                                   .asset_id = asset->id,
                                   .version = version };
    g_auto(SqlAssetFileIdRow) row = { 0 };
    bool found = false;

    if (version > 0 && !sql_asset_file_id(conn, &which, &row, &found, error))
        return false;
    *ret_file_id = version == 0 ? asset->file_id : found ? row.id : DB_NULL_INT;
    return *ret_file_id != DB_NULL_INT ||
           error_set(error, SEVENTH_ERROR_NOT_FOUND,
                     "\"%s\" has no such file; `seventh asset show %s` lists its versions",
                     asset->key, asset->key);
}

/* Also its name and type, where they are asked for. */
static GBytes *
load_content(App *app, DbConn *conn, int64_t file_id, char **ret_name, char **ret_type,
             GError **error)
{
    SqlAssetFileContentParams which = { .workspace_id = app->workspace_id, .id = file_id };
    g_auto(SqlAssetFileContentRow) row = { 0 };
    bool found;

    if (!sql_asset_file_content(conn, &which, &row, &found, error))
        return NULL;
    if (!found) {
        error_set(error, SEVENTH_ERROR_CONFLICT,
                  "The file is no longer here: add it to its asset again.");
        return NULL;
    }
    g_autoptr(GBytes) content = g_bytes_new(row.content, row.content_length);
    g_autofree char *sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, content);
    if (strcmp(sha256, row.sha256) != 0) {
        error_set(error, SEVENTH_ERROR_CONFLICT,
                  "%s is not what was stored (its SHA-256 differs): add it to its asset again.",
                  row.file_name);
        return NULL;
    }
    if (ret_name != NULL) {
        *ret_name = g_strdup(row.file_name);
        *ret_type = g_strdup(row.media_type);
    }
    return g_steal_pointer(&content);
}

GBytes *
asset_download(App *app, const char *key, int64_t version, char **ret_name, char **ret_type,
               GError **error)
{
    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    g_autoptr(Asset) asset = read != NULL ? asset_get(app, read->conn, key, error) : NULL;
    int64_t file_id;

    return asset != NULL && find_version(app, read->conn, asset, version, &file_id, error)
               ? load_content(app, read->conn, file_id, ret_name, ret_type, error)
               : NULL;
}

GBytes *
asset_content(App *app, DbConn *conn, int64_t file_id, GError **error)
{
    return load_content(app, conn, file_id, NULL, NULL, error);
}
