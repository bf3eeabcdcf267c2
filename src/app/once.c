/* See once.h. */
#include "app/once.h"

#include <string.h>

#include "store/queries.h"

#define REMEMBERED_US DAY_US

static bool
check_key(const char *key, GError **error)
{
    gsize length = strlen(key);

    return (length > 0 && length <= ONCE_KEY_LONGEST) ||
           error_set(error, SEVENTH_ERROR_INVALID,
                     "the Idempotency-Key is to have 1 to %d characters", ONCE_KEY_LONGEST);
}

static bool
check_room(App *app, DbConn *conn, int64_t token_id, GError **error)
{
    SqlAnswerForgetOldParams old = { .workspace_id = app->workspace_id,
                                     .before_us = app_now_us(app) - REMEMBERED_US };
    SqlAnswerCountParams which = { .workspace_id = app->workspace_id, .token_id = token_id };
    g_auto(SqlAnswerCountRow) row = { 0 };

    return sql_answer_forget_old(conn, &old, NULL, error) &&
           sql_answer_count(conn, &which, &row, NULL, error) &&
           (row.n < ONCE_KEYS_MOST ||
            error_set(error, SEVENTH_ERROR_LIMIT,
                      "a token may use %d keys within 24 hours; use them where it matters that "
                      "nothing happens twice",
                      ONCE_KEYS_MOST));
}

/* A key that is there already: what was answered, or why it cannot be told. */
static bool
find_answer(App *app, DbConn *conn, int64_t token_id, const char *key, const char *fingerprint,
            OnceAnswer *ret_answer, GError **error)
{
    SqlAnswerGetParams which = { .workspace_id = app->workspace_id,
                                 .token_id = token_id,
                                 .idempotency_key = key };
    g_auto(SqlAnswerGetRow) row = { 0 };
    bool found;

    if (!sql_answer_get(conn, &which, &row, &found, error))
        return false;
    if (!found || row.status == 0)
        return error_set(error, SEVENTH_ERROR_CONFLICT,
                         "the first request with this Idempotency-Key is under way, or was cut "
                         "off: look whether it was done before you send it with another key");
    if (strcmp(row.fingerprint, fingerprint) != 0)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "this Idempotency-Key was used for another request; give each its own");
    if (row.body == NULL)
        return error_set(error, SEVENTH_ERROR_CONFLICT,
                         "this was done; its answer was too long to be kept");
    *ret_answer =
        (OnceAnswer){ .known = true, .findings = row.findings != 0, .body = g_strdup(row.body) };
    return true;
}

bool
once_begin(App *app, int64_t token_id, const char *key, const char *fingerprint,
           OnceAnswer *ret_answer, GError **error)
{
    SqlAnswerBeginParams row = {
        .workspace_id = app->workspace_id,
        .token_id = token_id,
        .idempotency_key = key,
        .fingerprint = fingerprint,
        .created_us = app_now_us(app),
    };
    int64_t changed = 0;

    *ret_answer = (OnceAnswer){ 0 };
    if (!check_key(key, error))
        return false;
    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !check_room(app, write->conn, token_id, error) ||
        !sql_answer_begin(write->conn, &row, &changed, error))
        return false;
    return (changed == 1 ||
            find_answer(app, write->conn, token_id, key, fingerprint, ret_answer, error)) &&
           app_commit(write, error);
}

bool
once_done(App *app, int64_t token_id, const char *key, const char *body, bool findings,
          GError **error)
{
    SqlAnswerEndParams end = {
        .status = 200,
        .findings = findings ? 1 : 0,
        .body = strlen(body) <= ONCE_BODY_LONGEST ? body : NULL,
        .workspace_id = app->workspace_id,
        .token_id = token_id,
        .idempotency_key = key,
    };
    g_autoptr(AppTransaction) write = app_write_begin(app, error);

    return write != NULL && sql_answer_end(write->conn, &end, NULL, error) &&
           app_commit(write, error);
}

bool
once_undone(App *app, int64_t token_id, const char *key, GError **error)
{
    SqlAnswerForgetParams which = { .workspace_id = app->workspace_id,
                                    .token_id = token_id,
                                    .idempotency_key = key };
    g_autoptr(AppTransaction) write = app_write_begin(app, error);

    return write != NULL && sql_answer_forget(write->conn, &which, NULL, error) &&
           app_commit(write, error);
}
