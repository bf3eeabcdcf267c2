/* Sign-in: who sits at the browser.
 *
 * A session token is 32 random bytes in a cookie, "WORKSPACE-HEX"; the database keeps only its
 * SHA-256. Wrong passwords are answered slower and slower per address. A session lives 14 days and
 * ends at sign-out or when the password changes. */
#pragma once

#include "app/app.h"

#define SESSION_DAYS 14

typedef struct {
    Actor actor;
    char *email, *name, *csrf;
    const Zone *zone;
} Session;

void session_clear(Session *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Session, session_clear)

/* `ret_token` (g_free) goes into the cookie. Errors: DENIED (one message for a wrong address and a
 * wrong password), LIMIT (too many tries: says how long to wait). */
bool session_sign_in(App *app, const char *email, const char *password, char **ret_token,
                     GError **error);

/* A session without a password, for the demo's first screen and for tests of the machine's owner.
 * Errors: NOT_FOUND. */
bool session_open_for(App *app, const char *email, char **ret_token, GError **error);

/* Who a token belongs to; false with no error when it is nobody's (any more). */
bool session_find(App *app, const char *token, Session *ret_session, GError **error);

bool session_sign_out(App *app, const char *token, GError **error);

/* Whether any user can sign in yet: a new workspace has none with a password. */
bool session_anybody_has_password(App *app, bool *ret_any, GError **error);
