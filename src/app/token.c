/* See token.h. */
#include "app/token.h"

#include <string.h>

#include "store/queries.h"

#define TOKEN_BYTES 32
#define HINT_LENGTH 8 /* of the token, its prefix included: enough to tell a few apart */
#define NAME_LONGEST 100
#define NOTE_EVERY_US (60 * SECOND_US)
#define KEPT_US (90 * DAY_US) /* how long an ended token stays in the list */

static char *
token_hash(const char *token)
{
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, token, -1);
}

/* Uses are noted for the list only, so a power cut may lose one. */
static bool
note_use(App *app, int64_t token_id, Instant last_used_us, GError **error)
{
    SqlTokenNoteUseParams use = { .now_us = app_now_us(app),
                                  .workspace_id = app->workspace_id,
                                  .id = token_id };

    if (last_used_us != DB_NULL_INT && use.now_us - last_used_us < NOTE_EVERY_US)
        return true;
    g_autoptr(AppTransaction) write = app_light_begin(app, error);
    return write != NULL && sql_token_note_use(write->conn, &use, NULL, error) &&
           app_commit(write, error);
}

static bool
check_alive(App *app, const SqlTokenByHashRow *row, GError **error)
{
    char text[INSTANT_TEXT_SIZE];

    if (row->revoked_us != DB_NULL_INT)
        return error_set(error, SEVENTH_ERROR_DENIED,
                         "this token was revoked at %s; make another under Settings, Tokens",
                         zone_format(app->zone, row->revoked_us, text));
    if (row->expires_us != DB_NULL_INT && row->expires_us <= app_now_us(app))
        return error_set(error, SEVENTH_ERROR_DENIED,
                         "this token expired at %s; make another under Settings, Tokens",
                         zone_format(app->zone, row->expires_us, text));
    return row->is_active != 0 || error_set(error, SEVENTH_ERROR_DENIED,
                                            "the user of this token, %s, is inactive", row->email);
}

bool
token_find(App *app, const char *token, TokenHolder *ret_holder, GError **error)
{
    g_autofree char *hash = token_hash(token);
    g_auto(SqlTokenByHashRow) row = { 0 };
    SqlTokenByHashParams which = { .workspace_id = app->workspace_id, .token_hash = hash };
    bool found;

    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    if (read == NULL || !sql_token_by_hash(read->conn, &which, &row, &found, error))
        return false;
    g_clear_pointer(&read, app_transaction_free);
    if (!found)
        return error_set(error, SEVENTH_ERROR_DENIED,
                         "no such token; make one under Settings, Tokens");
    if (!check_alive(app, &row, error) || !note_use(app, row.id, row.last_used_us, error))
        return false;
    *ret_holder = (TokenHolder){
        .token_id = row.id,
        .actor = { .workspace_id = app->workspace_id,
                   .user_id = row.user_id,
                   .role = (int)role_parse(row.role) },
        .read_only = row.read_only != 0,
    };
    return true;
}

static bool
check_ask(App *app, DbConn *conn, const TokenAsk *ask, GError **error)
{
    gsize length = strlen(ask->name);
    SqlTokenCountLiveParams which = { .workspace_id = app->workspace_id,
                                      .user_id = ask->user_id,
                                      .now_us = app_now_us(app) };
    g_auto(SqlTokenCountLiveRow) row = { 0 };

    if (length == 0 || length > NAME_LONGEST)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "name: say what the token is for, in 1 to %d characters", NAME_LONGEST);
    if (ask->expires_us != INSTANT_NONE && ask->expires_us <= which.now_us)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "expires: that day has passed; give a later one");
    return sql_token_count_live(conn, &which, &row, NULL, error) &&
           (row.n < TOKENS_MOST ||
            error_set(error, SEVENTH_ERROR_LIMIT,
                      "a user has at most %d tokens; revoke one that is no longer used",
                      TOKENS_MOST));
}

bool
token_make(App *app, DbConn *conn, const TokenAsk *ask, int64_t *ret_id, char **ret_token,
           GError **error)
{
    g_autofree char *random = world_random_hex(app->world, TOKEN_BYTES);
    g_autofree char *token = g_strconcat(TOKEN_PREFIX, random, NULL);
    g_autofree char *hash = token_hash(token);
    g_autofree char *hint = g_strndup(token, HINT_LENGTH);
    Instant now_us = app_now_us(app);
    g_auto(SqlTokenInsertRow) inserted = { 0 };
    SqlTokenForgetOldParams old = { .workspace_id = app->workspace_id,
                                    .before_us = now_us - KEPT_US };
    SqlTokenInsertParams row = {
        .workspace_id = app->workspace_id,
        .user_id = ask->user_id,
        .name = ask->name,
        .hint = hint,
        .token_hash = hash,
        .read_only = ask->read_only ? 1 : 0,
        .created_us = now_us,
        .expires_us = ask->expires_us == INSTANT_NONE ? DB_NULL_INT : ask->expires_us,
    };

    if (!check_ask(app, conn, ask, error) || !sql_token_forget_old(conn, &old, NULL, error) ||
        !sql_token_insert(conn, &row, &inserted, NULL, error))
        return false;
    *ret_id = inserted.id;
    *ret_token = g_steal_pointer(&token);
    return true;
}
