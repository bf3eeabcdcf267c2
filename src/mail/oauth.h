/* OAuth2 (RFC 6749, PKCE of RFC 7636): access tokens for mailboxes whose provider takes no
 * password.
 *
 * Speaks to the provider's token endpoint by libcurl: TLS with a checked certificate always, unless
 * the endpoint is this machine itself. No redirect is followed, no answer above 64 KiB is read. */
#pragma once

#include "base/error.h"

typedef struct {
    const char *token_url;
    const char *client_id, *client_secret; /* the secret may be NULL: a public client */
    const char *ca_file;                   /* NULL: the system's */
} OauthClient;

typedef struct {
    char *access;
    char *refresh;     /* NULL: the one before stays good */
    int64_t expires_s; /* how long `access` is good; 3600 when the provider did not say */
} OauthTokens;

/* Overwrites before it frees. */
void oauth_tokens_clear(OauthTokens *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OauthTokens, oauth_tokens_clear)

/* A new access token. Errors: DENIED (the provider ended the sign-in, or does not know the client),
 * UNAVAILABLE (no answer, an error on its side: try later), INVALID (an answer that makes no
 * sense). */
bool oauth_refresh(const OauthClient *client, const char *refresh_token, OauthTokens *ret_tokens,
                   GError **error);

/* Tokens for the code that came back from a sign-in. Errors: as above, and INVALID without a
 * refresh token. */
bool oauth_redeem(const OauthClient *client, const char *code, const char *redirect_uri,
                  const char *verifier, OauthTokens *ret_tokens, GError **error);

/* Where a provider signs people in and gives tokens, from its OpenID configuration (RFC 8414).
 * Errors: UNAVAILABLE, INVALID. */
bool oauth_discover(const char *issuer, const char *ca_file, char **ret_authorize_url,
                    char **ret_token_url, GError **error);

typedef struct {
    const char *authorize_url, *client_id, *redirect_uri, *scope, *state;
    const char *verifier;   /* PKCE: 43 to 128 letters, digits, "-._~" */
    const char *login_hint; /* the mailbox's address */
} OauthRequest;

/* The address to open in a browser. Free with g_free(). */
char *oauth_request_url(const OauthRequest *request);

/* https://..., or http:// to this machine itself. Errors: INVALID naming `field`. */
bool oauth_url_check(const char *field, const char *url, GError **error);
