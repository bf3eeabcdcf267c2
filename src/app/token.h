/* Tokens of the REST API: a program works as a user, without their password.
 *
 * A token is "svn_" and 64 hexadecimal digits, 32 bytes of chance; it is shown once, when it is
 * made, and the database keeps only its SHA-256. With so much chance in it there is nothing to
 * guess, so the hash needs no salt and finding one costs a look into an index. A token has its
 * user's role, less writing when it is read-only, and ends when it is revoked, when its day has
 * passed, or when its user becomes inactive. It does not end with a change of the password. */
#pragma once

#include "app/operation.h"

#define TOKEN_PREFIX "svn_"
#define TOKENS_MOST 50 /* of one user, alive */

typedef struct {
    int64_t token_id;
    Actor actor;
    bool read_only;
} TokenHolder;

/* Whom a token speaks for. Its last use is noted, at most once a minute. Errors: DENIED saying
 * whether it is unknown, revoked, expired, or its user's no longer. */
bool token_find(App *app, const char *token, TokenHolder *ret_holder, GError **error);

typedef struct {
    int64_t user_id; /* whose it is */
    const char *name;
    bool read_only;
    Instant expires_us; /* INSTANT_NONE: never */
} TokenAsk;

/* A new token. `ret_token` (g_free) is the only copy of its text. Errors: INVALID for a name that
 * is empty or longer than 100 bytes, or an end that is past; LIMIT beyond TOKENS_MOST. */
bool token_make(App *app, DbConn *conn, const TokenAsk *ask, int64_t *ret_id, char **ret_token,
                GError **error);
