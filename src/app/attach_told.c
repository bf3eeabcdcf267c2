/* What mails carried, told to people; and the addresses that templates link. See attach.h. */
#include <string.h>

#include "app/attach.h"
#include "store/queries.h"

#define MAX_TOLD 500

static json_t *
carried_json(const char *key, const char *title, const char *url, int64_t file_id,
             const char *file_name, int64_t size)
{
    bool attached = file_id != DB_NULL_INT;
    g_autofree char *size_say = attached ? asset_size_say(size) : NULL;
    json_t *object = json_object();

    json_set_text(object, "key", key);
    json_set_text(object, "title", title);
    json_set_bool(object, "attached", attached);
    json_set_text(object, "url", attached ? NULL : url);
    json_set_text(object, "file_name", file_name);
    json_set_int(object, "size", size);
    json_set_text(object, "size_say", size_say);
    return object;
}

json_t *
attach_json(App *app, DbConn *conn, int64_t touch_id, GError **error)
{
    SqlTouchAssetListParams params = { .workspace_id = app->workspace_id, .touch_id = touch_id };
    SqlTouchAssetListRow row;
    g_autoptr(json_t) list = json_array();
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_touch_asset_list(conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_touch_asset_list_next(cursor, &row, error)) == DB_ROW) {
        json_t *object =
            carried_json(row.key, row.title, row.url, row.file_id, row.file_name, row.size);
        json_set_text(object, "type", row.media_type);
        json_set_int(object, "version", row.version);
        json_array_append_new(list, object);
    }
    return step == DB_DONE ? g_steal_pointer(&list) : NULL;
}

json_t *
attach_step_json(App *app, DbConn *conn, const Step *step, GError **error)
{
    g_autoptr(json_t) list = json_array();

    for (guint i = 0; i < step->assets->len; i++) {
        const StepAsset *named = g_ptr_array_index(step->assets, i);
        g_autoptr(Asset) asset = NULL;
        if (!asset_load(app, conn, named->key, &asset, error))
            return NULL;
        if (asset == NULL || asset->retired_us != INSTANT_NONE)
            continue;
        json_t *object = carried_json(
            asset->key, asset->title, asset->url, named->attached ? asset->file_id : DB_NULL_INT,
            named->attached ? asset->file_name : NULL, named->attached ? asset->size : DB_NULL_INT);
        json_set_text(object, "type", named->attached ? asset->media_type : NULL);
        json_array_append_new(list, object);
    }
    return g_steal_pointer(&list);
}

static void
list_free(gpointer data)
{
    json_decref(data);
}

GHashTable *
attach_by_touch(App *app, DbConn *conn, int64_t prospect_id, GError **error)
{
    SqlTouchAssetsOfParams params = { .workspace_id = app->workspace_id,
                                      .prospect_id = prospect_id };
    SqlTouchAssetsOfRow row;
    g_autoptr(GHashTable) by_touch =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, list_free);
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_touch_assets_of(conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_touch_assets_of_next(cursor, &row, error)) == DB_ROW) {
        json_t *list = g_hash_table_lookup(by_touch, &row.touch_id);
        if (list == NULL) {
            list = json_array();
            g_hash_table_insert(by_touch, g_memdup2(&row.touch_id, sizeof row.touch_id), list);
        }
        json_array_append_new(
            list, carried_json(row.key, row.title, row.url, row.file_id, row.file_name, row.size));
    }
    return step == DB_DONE ? g_steal_pointer(&by_touch) : NULL;
}

json_t *
attach_given_json(App *app, DbConn *conn, int64_t prospect_id, const Zone *zone, GError **error)
{
    SqlAssetGivenParams params = { .workspace_id = app->workspace_id,
                                   .prospect_id = prospect_id,
                                   .n = MAX_TOLD };
    SqlAssetGivenRow row;
    g_autoptr(json_t) list = json_array();
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_asset_given(conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_asset_given_next(cursor, &row, error)) == DB_ROW) {
        Instant at_us = row.made_us != DB_NULL_INT ? row.made_us : row.created_us;
        g_autofree char *say = zone_say(zone, at_us, app_now_us(app));
        json_t *object = json_object();
        json_set_text(object, "key", row.key);
        json_set_text(object, "title", row.title);
        json_set_instant(object, "at", at_us, zone);
        json_set_text(object, "at_say", say);
        json_set_bool(object, "attached", row.file_id != DB_NULL_INT);
        json_array_append_new(list, object);
    }
    return step == DB_DONE ? g_steal_pointer(&list) : NULL;
}

/* An address that Markdown leaves alone, bare and in [brackets](...): the marks in it as %XX, which
 * leads to the same place (RFC 3986 2.1). */
static char *
plain_url(const char *url)
{
    GString *plain = g_string_new(NULL);

    for (const char *p = url; *p != '\0'; p++) {
        bool inside = p > url && g_ascii_isalnum(p[-1]) && g_ascii_isalnum(p[1]);
        if (strchr("()[]*!", *p) != NULL || (*p == '_' && !inside))
            g_string_append_printf(plain, "%%%02X", (unsigned)(guchar)*p);
        else
            g_string_append_c(plain, *p);
    }
    return g_string_free(plain, FALSE);
}

json_t *
attach_links(App *app, DbConn *conn, const Sequence *sequence, GError **error)
{
    g_autoptr(json_t) links = json_object();

    for (guint i = 0; i < sequence->steps->len; i++) {
        const Step *step = g_ptr_array_index(sequence->steps, i);
        for (guint k = 0; k < step->assets->len; k++) {
            const StepAsset *named = g_ptr_array_index(step->assets, k);
            g_autoptr(Asset) asset = NULL;
            if (named->attached || json_object_get(links, named->key) != NULL)
                continue;
            if (!asset_load(app, conn, named->key, &asset, error))
                return NULL;
            if (asset == NULL || asset->retired_us != INSTANT_NONE || asset->url[0] == '\0')
                continue;
            g_autofree char *url = plain_url(asset->url);
            json_set_text(links, named->key, url);
        }
    }
    return g_steal_pointer(&links);
}
