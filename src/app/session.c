/* Tokens, throttling, sessions. */
#include "app/session.h"

#include <string.h>

#include "app/operation.h"
#include "app/secret.h"
#include "store/queries.h"

#define TOKEN_BYTES 32
#define FREE_TRIES 5
#define LONGEST_WAIT_S 900

/* A hash of nothing anybody knows: an unknown address costs as much time as a wrong password. */
static const char DUMMY_HASH[] = "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
                                 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

void
session_clear(Session *self)
{
    g_clear_pointer(&self->email, g_free);
    g_clear_pointer(&self->name, g_free);
    g_clear_pointer(&self->csrf, g_free);
}

static char *
token_hash(const char *token)
{
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, token, -1);
}

static bool
open_session(App *app, DbConn *conn, int64_t user_id, char **ret_token, GError **error)
{
    g_autofree char *random = world_random_hex(app->world, TOKEN_BYTES);
    g_autofree char *csrf = world_random_hex(app->world, TOKEN_BYTES / 2);
    g_autofree char *token = g_strdup_printf("%" G_GINT64_FORMAT "-%s", app->workspace_id, random);
    g_autofree char *hash = token_hash(token);
    Instant now_us = app_now_us(app);
    SqlSessionDeleteExpiredParams expired = { .workspace_id = app->workspace_id, .now_us = now_us };
    SqlSessionInsertParams session = {
        .workspace_id = app->workspace_id,
        .token_hash = hash,
        .user_id = user_id,
        .csrf = csrf,
        .created_us = now_us,
        .expires_us = now_us + SESSION_DAYS * DAY_US,
    };

    if (!sql_session_delete_expired(conn, &expired, NULL, error) ||
        !sql_session_insert(conn, &session, NULL, error))
        return false;
    *ret_token = g_steal_pointer(&token);
    return true;
}

static bool
check_throttle(App *app, DbConn *conn, const char *email, int64_t *ret_failures, GError **error)
{
    g_auto(SqlSignInFailureGetRow) row = { 0 };
    SqlSignInFailureGetParams which = { .workspace_id = app->workspace_id, .email = email };
    bool found;

    *ret_failures = 0;
    if (!sql_sign_in_failure_get(conn, &which, &row, &found, error))
        return false;
    if (!found)
        return true;
    *ret_failures = row.failures;
    Instant now_us = app_now_us(app);
    return row.until_us <= now_us ||
           error_set(error, SEVENTH_ERROR_LIMIT, "Too many tries. Wait %d seconds, then try again.",
                     (int)((row.until_us - now_us) / SECOND_US) + 1);
}

static bool
note_failure(App *app, DbConn *conn, const char *email, int64_t failures, GError **error)
{
    int64_t wait_s = failures < FREE_TRIES
                         ? 0
                         : MIN(INT64_C(1) << MIN(failures - FREE_TRIES + 1, 20), LONGEST_WAIT_S);
    SqlSignInFailureSetParams params = {
        .workspace_id = app->workspace_id,
        .email = email,
        .failures = failures + 1,
        .until_us = app_now_us(app) + wait_s * SECOND_US,
    };
    return sql_sign_in_failure_set(conn, &params, NULL, error);
}

/* The hash is worked out between two transactions, so that no sign-in holds the writer. */
bool
session_sign_in(App *app, const char *email, const char *password, char **ret_token, GError **error)
{
    g_autofree char *key = g_strstrip(g_utf8_strdown(email, -1));
    g_auto(SqlUserByEmailRow) user = { 0 };
    SqlUserByEmailParams which = { .workspace_id = app->workspace_id, .email = key };
    int64_t failures;
    bool found;

    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    if (read == NULL || !check_throttle(app, read->conn, key, &failures, error) ||
        !sql_user_by_email(read->conn, &which, &user, &found, error))
        return false;
    g_clear_pointer(&read, app_transaction_free);

    bool usable = found && user.is_active != 0 && user.password_hash != NULL;
    bool matches = password_matches(usable ? user.password_hash : DUMMY_HASH, password) && usable;
    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL)
        return false;
    if (!matches)
        return note_failure(app, write->conn, key, failures, error) && app_commit(write, error) &&
               error_set(error, SEVENTH_ERROR_DENIED,
                         "Address and password do not go together. Check both and try again.");
    SqlSignInFailureClearParams clear = { .workspace_id = app->workspace_id, .email = key };
    return sql_sign_in_failure_clear(write->conn, &clear, NULL, error) &&
           open_session(app, write->conn, user.id, ret_token, error) && app_commit(write, error);
}

bool
session_open_for(App *app, const char *email, char **ret_token, GError **error)
{
    int64_t user_id;
    g_autoptr(AppTransaction) write = app_write_begin(app, error);

    return write != NULL && app_find_user(app, write->conn, email, &user_id, error) &&
           open_session(app, write->conn, user_id, ret_token, error) && app_commit(write, error);
}

bool
session_find(App *app, const char *token, Session *ret_session, GError **error)
{
    g_autofree char *hash = token_hash(token);
    g_auto(SqlSessionGetRow) row = { 0 };
    SqlSessionGetParams which = { .workspace_id = app->workspace_id,
                                  .token_hash = hash,
                                  .now_us = app_now_us(app) };
    bool found;
    g_autoptr(AppTransaction) read = app_read_begin(app, error);

    if (read == NULL || !sql_session_get(read->conn, &which, &row, &found, error) || !found)
        return false;
    *ret_session = (Session){
        .actor = { .workspace_id = app->workspace_id,
                   .user_id = row.user_id,
                   .role = (int)role_parse(row.role) },
        .email = g_strdup(row.email),
        .name = g_strdup(row.name),
        .csrf = g_strdup(row.csrf),
        .zone = app_zone_or_default(app, row.zone),
    };
    return true;
}

bool
session_sign_out(App *app, const char *token, GError **error)
{
    g_autofree char *hash = token_hash(token);
    SqlSessionDeleteParams which = { .workspace_id = app->workspace_id, .token_hash = hash };
    g_autoptr(AppTransaction) write = app_write_begin(app, error);

    return write != NULL && sql_session_delete(write->conn, &which, NULL, error) &&
           app_commit(write, error);
}

bool
session_anybody_has_password(App *app, bool *ret_any, GError **error)
{
    g_auto(SqlUserAnyPasswordRow) row = { 0 };
    SqlUserAnyPasswordParams which = { .workspace_id = app->workspace_id };
    g_autoptr(AppTransaction) read = app_read_begin(app, error);

    return read != NULL && sql_user_any_password(read->conn, &which, &row, ret_any, error);
}
