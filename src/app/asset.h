/* Assets: what there is to show, each a thing of its own: a link, a stored file, or both.
 *
 * A file's versions never change. Another file under the same key is a new version: mails that left
 * keep the one they carried, mails that wait are held, for what they carry is no longer what the
 * library says. A removed asset is forgotten when nobody ever got it, else retired: nobody new gets
 * it, and what was sent can still be looked at. */
#pragma once

#include "app/operation.h"

#define ASSET_MAX_COUNT 1000
#define ASSET_BYTES_CEILING (15 << 20) /* no mail may carry more (mail/compose.h) */

typedef struct {
    int64_t id, user_id; /* user_id: who added it, 0 the system */
    int64_t file_id;     /* the newest version; DB_NULL_INT: a link only */
    int64_t version, size;
    char *key, *title, *url, *kind, *language, *value_point, *persona, *stage;
    char *file_name, *media_type, *sha256; /* NULL without a file */
    Instant created_us, retired_us, file_us;
} Asset;

void asset_free(Asset *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Asset, asset_free)

/* All, by key, retired ones too: Asset *. NULL on failure. */
GPtrArray *asset_list(App *app, DbConn *conn, GError **error);
/* One by its key; NULL in `ret_asset` when there is none. */
bool asset_load(App *app, DbConn *conn, const char *key, Asset **ret_asset, GError **error);
/* The same. Errors: NOT_FOUND with the nearest key. */
Asset *asset_get(App *app, DbConn *conn, const char *key, GError **error);

/* "there is no asset \"x\"; did you mean \"y\"?" Free with g_free(). */
char *asset_say_unknown(App *app, DbConn *conn, const char *key);

/* {"key","title","kind","url","language","persona","stage","value_point","retired","file":{"name",
 * "type","size","size_say","sha256","version","at"}|null}. */
json_t *asset_json(const App *app, const Asset *self);
/* "412 KB". Free with g_free(). */
char *asset_size_say(int64_t bytes);

/* What an asset is changed to. */
typedef struct {
    const char *key, *title, *url, *kind, *language, *value_point, *persona, *stage;
    const char *file_name, *media_type; /* media_type NULL: by the name's ending */
    GBytes *content;                    /* NULL: the file stays as it is */
    const Actor *actor;
} AssetChange;

/* Adds it, or changes the one of that key (NULL texts stay as they are). `ret_held` counts the
 * mails that were held for it. Errors: INVALID (key, title, address, name of the file, its size
 * with the limit and what to do), DENIED when a rep changes what somebody else added, LIMIT. */
bool
asset_put(App *app, DbConn *conn, const AssetChange *change, int64_t *ret_held, GError **error);

/* Removes it, see above; `ret_forgotten`: nothing is left of it. Errors: NOT_FOUND. */
bool asset_remove(App *app, DbConn *conn, const char *key, const Actor *actor, bool *ret_forgotten,
                  int64_t *ret_held, GError **error);

/* A version's bytes (0: the newest) in a transaction of its own, with its name and media type (free
 * with g_free()). Errors: NOT_FOUND, CONFLICT. */
GBytes *asset_download(App *app, const char *key, int64_t version, char **ret_name, char **ret_type,
                       GError **error);

/* A file's bytes. Errors: CONFLICT when they are gone or not what was stored (their SHA-256). */
GBytes *asset_content(App *app, DbConn *conn, int64_t file_id, GError **error);
