/* Assets as they are added, changed and removed; and what that does to mail that waits. */
#include "app/asset.h"

#include <string.h>

#include "app/library.h"
#include "app/mail_hold.h"
#include "mail/media_type.h"
#include "store/queries.h"

#define MAX_URL 900
#define MAX_TITLE 200
#define MAX_PERSONA 500
#define AT_ONCE 200

/* ---- what waits ---- */

static GArray *
load_waiting(App *app, DbConn *conn, int64_t asset_id, int64_t after_id, GError **error)
{
    SqlAssetQueuedParams params = {
        .workspace_id = app->workspace_id, .asset_id = asset_id, .after_id = after_id, .n = AT_ONCE
    };
    SqlAssetQueuedRow row;
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(int64_t));
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_asset_queued(conn, &params, error);
    if (cursor == NULL)
        return NULL;
    while ((step = sql_asset_queued_next(cursor, &row, error)) == DB_ROW)
        g_array_append_val(list, row.touch_id);
    return step == DB_DONE ? g_steal_pointer(&list) : NULL;
}

/* All mails that wait with it; those whose dot is committed leave with what they have. */
static bool
hold_waiting(App *app, DbConn *conn, int64_t asset_id, const char *why, int64_t user_id,
             int64_t *ret_held, GError **error)
{
    int64_t after_id = 0;

    for (;;) {
        g_autoptr(GArray) list = load_waiting(app, conn, asset_id, after_id, error);
        if (list == NULL)
            return false;
        for (guint i = 0; i < list->len; i++) {
            bool taken;
            after_id = g_array_index(list, int64_t, i);
            if (!mail_hold(app, conn, after_id, why, user_id, &taken, error))
                return false;
            *ret_held += taken;
        }
        if (list->len < AT_ONCE)
            return true;
    }
}

/* ---- adding and changing ---- */

static bool
check_url(const char *url, GError **error)
{
    if (url == NULL || url[0] == '\0')
        return true;
    if ((!g_str_has_prefix(url, "https://") && !g_str_has_prefix(url, "http://")) ||
        strlen(url) > MAX_URL)
        return error_set(
            error, SEVENTH_ERROR_INVALID,
            "\"%.80s\" is no address; it begins with https:// and has at most %d bytes", url,
            MAX_URL);
    for (const char *p = url; *p != '\0'; p++)
        if (!g_ascii_isgraph(*p) || strchr("<>\"\\^`{|}", *p) != NULL)
            return error_set(error, SEVENTH_ERROR_INVALID,
                             "\"%.80s\" holds a character that stands in no address; copy it from "
                             "the browser, which encodes it",
                             url);
    return true;
}

static bool
check_texts(App *app, DbConn *conn, const AssetChange *change, const Asset *old, GError **error)
{
    const char *point = change->value_point;

    if (!value_point_key_is_valid(change->key))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "\"%.80s\" is no key: small letters, digits and dashes, as in "
                         "bakery-sheet, at most %d",
                         change->key, VALUE_POINT_MAX_KEY);
    if (change->title != NULL ? change->title[0] == '\0' || strlen(change->title) > MAX_TITLE
                              : old == NULL)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "title: an asset has a name for people, of at most %d bytes", MAX_TITLE);
    if (change->persona != NULL && strlen(change->persona) > MAX_PERSONA)
        return error_set(error, SEVENTH_ERROR_INVALID, "persona: longer than %d bytes",
                         MAX_PERSONA);
    if (!check_url(change->url, error))
        return false;
    if (point == NULL || point[0] == '\0')
        return true;
    g_autoptr(GPtrArray) points = library_load(app, conn, error);
    return points != NULL &&
           (value_points_find(points, value_point_id(point)) != NULL ||
            error_set(
                error, SEVENTH_ERROR_NOT_FOUND,
                "there is no value point \"%.80s\"; `seventh value-point list` shows them all",
                point));
}

static bool
check_file(App *app, DbConn *conn, const AssetChange *change, GError **error)
{
    SqlAssetLimitsParams which = { .id = app->workspace_id };
    g_auto(SqlAssetLimitsRow) limits = { 0 };

    if (change->content == NULL)
        return true;
    if (!media_name_check(change->file_name, error) ||
        !sql_asset_limits(conn, &which, &limits, NULL, error))
        return false;
    int64_t size = (int64_t)g_bytes_get_size(change->content);
    if (size == 0)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s is empty; look inside, then add it again", change->file_name);
    if (size <= limits.asset_max_bytes)
        return true;
    g_autofree char *has = asset_size_say(size), *may = asset_size_say(limits.asset_max_bytes);
    return error_set(error, SEVENTH_ERROR_INVALID,
                     "%s has %s, and a file may have %s: make it smaller, share a link to it "
                     "(--url), or have an admin raise the limit with `seventh workspace set "
                     "--asset-limit-mb N`",
                     change->file_name, has, may);
}

/* What somebody else put into the library is for a manager to change. */
static bool
check_right(const Actor *actor, const Asset *old, GError **error)
{
    if (old == NULL || actor->role >= ROLE_MANAGER ||
        (actor->user_id != 0 && actor->user_id == old->user_id))
        return true;
    return error_set(error, SEVENTH_ERROR_DENIED,
                     "\"%s\" was added by somebody else: a manager can change it, or add yours "
                     "under another key",
                     old->key);
}

static bool
insert(App *app, DbConn *conn, const AssetChange *change, int64_t *ret_id, GError **error)
{
    g_autoptr(GPtrArray) all = asset_list(app, conn, error);
    g_auto(SqlAssetInsertRow) row = { 0 };
    SqlAssetInsertParams params = {
        .workspace_id = app->workspace_id,
        .key = change->key,
        .title = change->title,
        .url = change->url != NULL ? change->url : "",
        .kind = change->kind != NULL      ? change->kind
                : change->content != NULL ? "sheet"
                                          : "link",
        .language = change->language != NULL ? change->language : "",
        .value_point = change->value_point != NULL ? change->value_point : "",
        .persona = change->persona != NULL ? change->persona : "",
        .stage = change->stage != NULL ? change->stage : "",
        .user_id = change->actor->user_id,
        .created_us = app_now_us(app),
    };

    if (all == NULL)
        return false;
    if (all->len >= ASSET_MAX_COUNT)
        return error_set(error, SEVENTH_ERROR_LIMIT,
                         "a library holds at most %d assets; remove some first", ASSET_MAX_COUNT);
    if (change->content == NULL && params.url[0] == '\0')
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "an asset is a file or a link: give --file or --url");
    if (!sql_asset_insert(conn, &params, &row, NULL, error))
        return false;
    *ret_id = row.id;
    return true;
}

static const char *
or_old(const char *given, const char *old)
{
    return given != NULL ? given : old;
}

static bool
update(App *app, DbConn *conn, const AssetChange *change, const Asset *old, GError **error)
{
    SqlAssetChangeParams params = {
        .title = or_old(change->title, old->title),
        .url = or_old(change->url, old->url),
        .kind = or_old(change->kind, old->kind),
        .language = or_old(change->language, old->language),
        .value_point = or_old(change->value_point, old->value_point),
        .persona = or_old(change->persona, old->persona),
        .stage = or_old(change->stage, old->stage),
        .workspace_id = app->workspace_id,
        .id = old->id,
    };

    if (params.url[0] == '\0' && old->file_id == DB_NULL_INT && change->content == NULL)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "an asset is a file or a link: give --file or --url");
    return sql_asset_change(conn, &params, NULL, error);
}

/* `ret_id` stays as it is when the newest version is the very same. */
static bool
add_version(App *app, DbConn *conn, const AssetChange *change, int64_t asset_id, const Asset *old,
            int64_t *ret_id, GError **error)
{
    gsize size;
    const void *bytes = g_bytes_get_data(change->content, &size);
    const char *type =
        change->media_type != NULL ? change->media_type : media_type_of(change->file_name);
    g_autofree char *sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, change->content);
    bool has_old = old != NULL && old->file_id != DB_NULL_INT;
    g_auto(SqlAssetFileInsertRow) row = { 0 };
    SqlAssetFileInsertParams params = {
        .workspace_id = app->workspace_id,
        .asset_id = asset_id,
        .version = has_old ? old->version + 1 : 1,
        .file_name = change->file_name,
        .media_type = type,
        .size = (int64_t)size,
        .sha256 = sha256,
        .user_id = change->actor->user_id,
        .created_us = app_now_us(app),
        .content = bytes,
        .content_length = size,
    };

    if (has_old && strcmp(old->sha256, sha256) == 0 &&
        strcmp(old->file_name, change->file_name) == 0 && strcmp(old->media_type, type) == 0)
        return true;
    if (!sql_asset_file_insert(conn, &params, &row, NULL, error))
        return false;
    *ret_id = row.id;
    SqlAssetSetFileParams newest = { .file_id = row.id,
                                     .workspace_id = app->workspace_id,
                                     .id = asset_id };
    return sql_asset_set_file(conn, &newest, NULL, error);
}

static bool
drop_unused(App *app, DbConn *conn, int64_t asset_id, int64_t kept_id, GError **error)
{
    SqlAssetFileDeleteUnusedParams params = { .workspace_id = app->workspace_id,
                                              .asset_id = asset_id,
                                              .kept_id = kept_id };
    return sql_asset_file_delete_unused(conn, &params, NULL, error);
}

bool
asset_put(App *app, DbConn *conn, const AssetChange *change, int64_t *ret_held, GError **error)
{
    g_autoptr(Asset) old = NULL;
    int64_t id, file_id;

    *ret_held = 0;
    if (!asset_load(app, conn, change->key, &old, error) ||
        !check_right(change->actor, old, error) || !check_texts(app, conn, change, old, error) ||
        !check_file(app, conn, change, error))
        return false;
    id = old != NULL ? old->id : 0;
    if (!(old != NULL ? update(app, conn, change, old, error)
                      : insert(app, conn, change, &id, error)))
        return false;
    if (change->content == NULL)
        return true;
    file_id = old != NULL ? old->file_id : DB_NULL_INT;
    if (!add_version(app, conn, change, id, old, &file_id, error))
        return false;
    if (old == NULL || old->file_id == file_id || old->file_id == DB_NULL_INT)
        return true;
    g_autofree char *why = g_strdup_printf(
        "\"%s\" was replaced while this mail waited with %s. Try it again: it then carries the new "
        "file.",
        old->title, old->file_name);
    return hold_waiting(app, conn, id, why, change->actor->user_id, ret_held, error) &&
           drop_unused(app, conn, id, file_id, error);
}

bool
asset_remove(App *app, DbConn *conn, const char *key, const Actor *actor, bool *ret_forgotten,
             int64_t *ret_held, GError **error)
{
    g_autoptr(Asset) asset = asset_get(app, conn, key, error);
    g_auto(SqlAssetUsedCountRow) used = { 0 };

    *ret_held = 0;
    *ret_forgotten = false;
    if (asset == NULL || !check_right(actor, asset, error))
        return false;
    SqlAssetUsedCountParams use = { .workspace_id = app->workspace_id,
                                    .asset_id = asset->id,
                                    .cap = 1 };
    SqlAssetRetireParams retire = { .retired_us = app_now_us(app),
                                    .workspace_id = app->workspace_id,
                                    .id = asset->id };
    SqlAssetDeleteParams forget = { .workspace_id = app->workspace_id, .id = asset->id };
    g_autofree char *why = g_strdup_printf("\"%s\" was removed from the library while this mail "
                                           "waited with it. Change the step or add it again, then "
                                           "try again; or skip it.",
                                           asset->title);
    if (!hold_waiting(app, conn, asset->id, why, actor->user_id, ret_held, error) ||
        !sql_asset_used_count(conn, &use, &used, NULL, error))
        return false;
    *ret_forgotten = used.n == 0;
    int64_t kept = used.n == 0 || asset->file_id == DB_NULL_INT ? 0 : asset->file_id;
    return drop_unused(app, conn, asset->id, kept, error) &&
           (*ret_forgotten ? sql_asset_delete(conn, &forget, NULL, error)
                           : sql_asset_retire(conn, &retire, NULL, error));
}
