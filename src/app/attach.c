/* From keys to files in a mail; see attach.h. */
#include "app/attach.h"

#include <string.h>

#include "store/queries.h"

#define MAX_GIVEN 500

static void
carried_free(gpointer data)
{
    Carried *carried = data;

    g_free(carried->file_name);
    g_free(carried->media_type);
    g_clear_pointer(&carried->content, g_bytes_unref);
    g_free(carried);
}

bool
attach_is_empty(const AttachWish *wish)
{
    return (wish->step == NULL || wish->step->assets->len == 0) && json_array_size(wish->keys) == 0;
}

typedef struct {
    App *app;
    DbConn *conn;
    const AttachWish *wish;
    GPtrArray *carried;
    int64_t bytes;
    bool may_repeat;
    char *hold_why;
} Gathering;

/* When a person was given it, in words; NULL: never. */
static bool
find_given(Gathering *self, int64_t asset_id, char **ret_when, GError **error)
{
    App *app = self->app;
    SqlAssetGivenParams params = { .workspace_id = app->workspace_id,
                                   .prospect_id = self->wish->prospect_id,
                                   .n = MAX_GIVEN };
    SqlAssetGivenRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_asset_given(self->conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_asset_given_next(cursor, &row, error)) == DB_ROW) {
        if (row.asset_id != asset_id || *ret_when != NULL)
            continue;
        Instant at_us = row.made_us != DB_NULL_INT ? row.made_us : row.created_us;
        *ret_when = zone_say(app->zone, at_us, app_now_us(app));
    }
    return step == DB_DONE;
}

/* Did a human let this step go again? */
static bool
find_leave(Gathering *self, GError **error)
{
    const AttachWish *wish = self->wish;
    SqlTouchSaidAgainParams params = { .workspace_id = self->app->workspace_id,
                                       .prospect_id = wish->prospect_id,
                                       .enrollment_id = wish->enrollment_id,
                                       .step = wish->step != NULL ? wish->step->number : 0,
                                       .note = ATTACH_AGAIN_NOTE };
    g_auto(SqlTouchSaidAgainRow) row = { 0 };

    if (wish->by_hand || wish->enrollment_id == 0) {
        self->may_repeat = wish->by_hand;
        return true;
    }
    return sql_touch_said_again(self->conn, &params, &row, &self->may_repeat, error);
}

static bool
check_not_given(Gathering *self, const Asset *asset, bool attached, GError **error)
{
    g_autofree char *when = NULL;

    if (self->may_repeat || (!attached && strcmp(asset->kind, "link") == 0))
        return true;
    if (!find_given(self, asset->id, &when, error))
        return false;
    if (when != NULL)
        self->hold_why = g_strdup_printf(ATTACH_GIVEN_BEFORE "%s\" before (%s). Skip this mail, or "
                                                             "say that they may have it again.",
                                         asset->title, when);
    return true;
}

/* Why this asset cannot go along; NULL: it can. */
static char *
find_fault(const Asset *asset, bool attached)
{
    if (asset->retired_us != INSTANT_NONE)
        return g_strdup_printf("\"%s\" was removed from the library: change the step or add it "
                               "again, then try again.",
                               asset->title);
    if (attached && asset->file_id == DB_NULL_INT)
        return g_strdup_printf("\"%s\" is a link and has no file to attach: add its file, or link "
                               "it with {{asset.%s}}.",
                               asset->title, asset->key);
    if (!attached && asset->url[0] == '\0')
        return g_strdup_printf("\"%s\" has no address to link to: give it one, or attach it.",
                               asset->title);
    return NULL;
}

static bool
gather(Gathering *self, const char *key, bool attached, GError **error)
{
    g_autoptr(Asset) asset = NULL;

    if (!asset_load(self->app, self->conn, key, &asset, error))
        return false;
    if (asset == NULL) {
        g_autofree char *why = asset_say_unknown(self->app, self->conn, key);
        why[0] = g_ascii_toupper(why[0]);
        self->hold_why = g_strdup(why);
        return true;
    }
    self->hold_why = find_fault(asset, attached);
    if (self->hold_why != NULL)
        return true;
    if (!check_not_given(self, asset, attached, error))
        return false;
    if (self->hold_why != NULL)
        return true;
    Carried *carried = g_new0(Carried, 1);
    g_ptr_array_add(self->carried, carried);
    carried->asset_id = asset->id;
    carried->file_id = DB_NULL_INT;
    if (!attached)
        return true;
    carried->file_id = asset->file_id;
    carried->file_name = g_strdup(asset->file_name);
    carried->media_type = g_strdup(asset->media_type);
    carried->content = asset_content(self->app, self->conn, asset->file_id, error);
    self->bytes += asset->size;
    return carried->content != NULL;
}

static bool
gather_all(Gathering *self, GError **error)
{
    const AttachWish *wish = self->wish;
    gsize i;
    json_t *key;

    json_array_foreach((json_t *)wish->keys, i, key)
    {
        if (self->hold_why == NULL && !gather(self, json_string_value(key), true, error))
            return false;
    }
    for (guint k = 0; wish->step != NULL && k < wish->step->assets->len; k++) {
        const StepAsset *named = g_ptr_array_index(wish->step->assets, k);
        bool chosen = false;
        json_array_foreach((json_t *)wish->keys, i, key)
        {
            chosen = chosen || strcmp(json_string_value(key), named->key) == 0;
        }
        if (self->hold_why == NULL && !chosen && !gather(self, named->key, named->attached, error))
            return false;
    }
    return true;
}

static bool
check_size(Gathering *self, GError **error)
{
    SqlAssetLimitsParams which = { .id = self->app->workspace_id };
    g_auto(SqlAssetLimitsRow) limits = { 0 };

    if (self->bytes == 0 || self->hold_why != NULL)
        return true;
    if (!sql_asset_limits(self->conn, &which, &limits, NULL, error))
        return false;
    if (self->bytes <= limits.mail_files_max_bytes)
        return true;
    g_autofree char *has = asset_size_say(self->bytes);
    g_autofree char *may = asset_size_say(limits.mail_files_max_bytes);
    self->hold_why = g_strdup_printf("The files have %s together, and a mail may carry %s: leave "
                                     "one out, link it, or have an admin raise the limit with "
                                     "`seventh workspace set --mail-files-limit-mb N`.",
                                     has, may);
    return true;
}

bool
attach_load(App *app, DbConn *conn, const AttachWish *wish, GPtrArray **ret_carried,
            char **ret_hold_why, GError **error)
{
    Gathering self = { .app = app, .conn = conn, .wish = wish };

    if (attach_is_empty(wish))
        return true;
    g_autoptr(GPtrArray) carried = g_ptr_array_new_with_free_func(carried_free);
    self.carried = carried;
    bool done = find_leave(&self, error) && gather_all(&self, error) && check_size(&self, error);
    if (!done || self.hold_why != NULL) {
        *ret_hold_why = self.hold_why;
        return done;
    }
    *ret_carried = g_steal_pointer(&carried);
    return true;
}

/* ---- the message ---- */

MailAttachment *
attach_files(const GPtrArray *carried, guint *ret_count)
{
    MailAttachment *files = g_new0(MailAttachment, carried->len + 1);

    *ret_count = 0;
    for (guint i = 0; i < carried->len; i++) {
        const Carried *each = g_ptr_array_index(carried, i);
        if (each->content != NULL)
            files[(*ret_count)++] = (MailAttachment){ .file_name = each->file_name,
                                                      .content_type = each->media_type,
                                                      .content = each->content };
    }
    return files;
}

GBytes *
attach_cut(GBytes *message, const GArray *places, GPtrArray *carried)
{
    g_autoptr(GArray) offsets = g_array_new(FALSE, FALSE, sizeof(gsize));
    GBytes *cut = mail_files_cut(message, places, offsets);
    guint n = 0;

    for (guint i = 0; i < carried->len; i++) {
        Carried *each = g_ptr_array_index(carried, i);
        if (each->content != NULL)
            each->offset = g_array_index(offsets, gsize, n++);
    }
    g_assert(n == offsets->len);
    return cut;
}

bool
attach_keep(App *app, DbConn *conn, int64_t touch_id, int64_t prospect_id, const GPtrArray *carried,
            GError **error)
{
    for (guint i = 0; i < carried->len; i++) {
        const Carried *each = g_ptr_array_index(carried, i);
        SqlTouchAssetAddParams params = {
            .workspace_id = app->workspace_id,
            .touch_id = touch_id,
            .n = i,
            .prospect_id = prospect_id,
            .asset_id = each->asset_id,
            .file_id = each->file_id,
            .place = each->content != NULL ? (int64_t)each->offset : DB_NULL_INT,
        };
        if (!sql_touch_asset_add(conn, &params, NULL, error))
            return false;
    }
    return true;
}

typedef struct {
    GArray *offsets, *file_ids; /* gsize, int64_t */
    char *stale;                /* the title of an asset that is not on offer with this file */
} Places;

static void
places_clear(Places *self)
{
    g_array_unref(self->offsets);
    g_array_unref(self->file_ids);
    g_free(self->stale);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Places, places_clear)

static bool
load_places(App *app, DbConn *conn, int64_t touch_id, Places *self, GError **error)
{
    SqlTouchAssetListParams params = { .workspace_id = app->workspace_id, .touch_id = touch_id };
    SqlTouchAssetListRow row;
    DbStep step;

    g_autoptr(DbCursor) cursor = sql_touch_asset_list(conn, &params, error);
    if (cursor == NULL)
        return false;
    while ((step = sql_touch_asset_list_next(cursor, &row, error)) == DB_ROW) {
        if (row.is_current == 0 && self->stale == NULL)
            self->stale = g_strdup(row.title);
        if (row.file_id == DB_NULL_INT || row.place == DB_NULL_INT)
            continue;
        gsize offset = (gsize)MAX(row.place, 0);
        g_array_append_val(self->offsets, offset);
        g_array_append_val(self->file_ids, row.file_id);
    }
    return step == DB_DONE;
}

static bool
fill(App *app, DbConn *conn, const Places *places, GBytes *cut, GBytes **ret_whole, char **ret_why,
     GError **error)
{
    g_autoptr(GPtrArray) contents = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    g_autoptr(GError) problem = NULL;

    for (guint i = 0; i < places->file_ids->len; i++) {
        int64_t id = g_array_index(places->file_ids, int64_t, i);
        GBytes *content = asset_content(app, conn, id, &problem);
        if (content != NULL) {
            g_ptr_array_add(contents, content);
        } else if (g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_CONFLICT)) {
            *ret_why = g_strdup(problem->message);
            return true;
        } else {
            g_propagate_error(error, g_steal_pointer(&problem));
            return false;
        }
    }
    *ret_whole = mail_files_fill(cut, places->offsets, contents);
    if (*ret_whole == NULL)
        *ret_why = g_strdup("Its files do not fit into it any more. Try it again: it is then "
                            "written anew.");
    return true;
}

bool
attach_fill(App *app, DbConn *conn, int64_t touch_id, GBytes *cut, bool about_to_leave,
            GBytes **ret_whole, char **ret_why, GError **error)
{
    g_auto(Places) places = { .offsets = g_array_new(FALSE, FALSE, sizeof(gsize)),
                              .file_ids = g_array_new(FALSE, FALSE, sizeof(int64_t)) };

    if (!load_places(app, conn, touch_id, &places, error))
        return false;
    if (about_to_leave && places.stale != NULL) {
        *ret_why = g_strdup_printf("\"%s\" was replaced or removed while this mail waited. Try it "
                                   "again: it then carries what the library has.",
                                   places.stale);
        return true;
    }
    return fill(app, conn, &places, cut, ret_whole, ret_why, error);
}
