/* Signing in to mailboxes by OAuth2: the workspace's clients at providers, a sign-in from its first
 * address to its tokens, and tokens at rest.
 *
 * The admin's own client is used, so no third party stands between a workspace and its provider. A
 * sign-in is begun here, done in a browser, and finished by the address the browser comes back
 * with, either at our own page or pasted on the command line. What must be remembered meanwhile is
 * sealed in `state`, for a quarter of an hour, and bound to who began it. */
#pragma once

#include "app/app.h"
#include "mail/oauth.h"

typedef struct {
    const char *key; /* "google", "microsoft" */
    const char *label;
    const char *authorize_url, *token_url, *scope;
    const char *smtp, *imap; /* its servers */
} OauthPreset;

/* NULL for a provider known only by its address. */
const OauthPreset *oauth_preset(const char *provider);
/* "Google", "Microsoft 365", or the address itself. */
const char *oauth_provider_say(const char *provider);

/* What sealed tokens of a mailbox belong to. Free with g_free(). */
char *oauth_token_context(int64_t mailbox_id);

/* Asks the provider for a new access token; not inside a transaction. Errors: NOT_FOUND (no client
 * is set for it), and oauth_refresh()'s. */
bool oauth_refresh_tokens(App *app, const char *provider, const char *refresh_token,
                          OauthTokens *ret_tokens, GError **error);

/* Seals and stores tokens. `ret_until_us`: how long the access token is good. */
bool oauth_keep_tokens(App *app, int64_t mailbox_id, const OauthTokens *tokens,
                       Instant *ret_until_us, GError **error);

/* Where the browser comes back to. Free with g_free(). */
char *oauth_redirect_uri(App *app, DbConn *conn, GError **error);

/* The address to open in a browser. Errors: NOT_FOUND (the mailbox has no provider, no client is
 * set). Free with g_free(). */
char *oauth_sign_in_begin(App *app, const Actor *actor, int64_t mailbox_id, const char *address,
                          GError **error);

/* The way back: keeps the tokens and lets a mailbox go on that waited for them. `ret_mailbox_id`
 * says which. Errors: INVALID (not begun here, or too long ago), DENIED (begun by somebody else, or
 * the provider refused), UNAVAILABLE. */
bool oauth_sign_in_end(App *app, const Actor *actor, const char *code, const char *state,
                       int64_t *ret_mailbox_id, GError **error);
