/* Clients, sign-ins, tokens. */
#include "app/oauth.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "app/secret.h"
#include "store/queries.h"

#define SIGN_IN_US (15 * MINUTE_US)
#define STATE_CONTEXT "OAuth2 sign-in"
#define STATE_MAX_BYTES 1000
#define BASE64 sodium_base64_VARIANT_URLSAFE_NO_PADDING

static const OauthPreset PRESETS[] = {
    { "google", "Google", "https://accounts.google.com/o/oauth2/v2/auth",
      "https://oauth2.googleapis.com/token", "https://mail.google.com/",
      "smtp://smtp.gmail.com:587", "imaps://imap.gmail.com:993" },
    { "microsoft", "Microsoft 365",
      "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
      "https://login.microsoftonline.com/common/oauth2/v2.0/token",
      "https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send "
      "offline_access",
      "smtp://smtp.office365.com:587", "imaps://outlook.office365.com:993" },
};

const OauthPreset *
oauth_preset(const char *provider)
{
    for (gsize i = 0; i < G_N_ELEMENTS(PRESETS); i++)
        if (strcmp(PRESETS[i].key, provider) == 0)
            return &PRESETS[i];
    return NULL;
}

const char *
oauth_provider_say(const char *provider)
{
    const OauthPreset *preset = oauth_preset(provider);
    return preset != NULL ? preset->label : provider;
}

char *
oauth_token_context(int64_t mailbox_id)
{
    return g_strdup_printf("OAuth2 tokens of mailbox %" G_GINT64_FORMAT, mailbox_id);
}

/* ---- the client ---- */

typedef struct {
    SqlOauthClientGetRow row;
    char *secret;
} Client;

static void
client_clear(Client *self)
{
    sql_oauth_client_get_row_clear(&self->row);
    secret_free(g_steal_pointer(&self->secret));
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Client, client_clear)

static bool
client_load(App *app, DbConn *conn, const char *provider, Client *self, GError **error)
{
    SqlOauthClientGetParams which = { .workspace_id = app->workspace_id, .provider = provider };
    bool found;

    if (!sql_oauth_client_get(conn, &which, &self->row, &found, error))
        return false;
    if (!found)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND,
                         "no client is set for %s: make one there, then `seventh oauth set %s "
                         "--client-id ID`",
                         oauth_provider_say(provider), provider);
    if (self->row.secret_sealed == NULL)
        return true;
    g_autofree char *context = g_strconcat("OAuth2 client at ", provider, NULL);
    self->secret =
        secret_open(app, context, self->row.secret_sealed, self->row.secret_sealed_length, error);
    return self->secret != NULL;
}

static OauthClient
client_of(const Client *self)
{
    return (OauthClient){ .token_url = self->row.token_url,
                          .client_id = self->row.client_id,
                          .client_secret = self->secret };
}

/* ---- tokens ---- */

bool
oauth_refresh_tokens(App *app, const char *provider, const char *refresh_token,
                     OauthTokens *ret_tokens, GError **error)
{
    g_auto(Client) client = { 0 };
    g_autoptr(AppTransaction) read = app_read_begin(app, error);

    if (read == NULL || !client_load(app, read->conn, provider, &client, error))
        return false;
    g_clear_pointer(&read, app_transaction_free);
    OauthClient own = client_of(&client);
    return oauth_refresh(&own, refresh_token, ret_tokens, error);
}

static bool
store_tokens(App *app, DbConn *conn, int64_t mailbox_id, const OauthTokens *tokens,
             Instant *ret_until_us, GError **error)
{
    g_autofree char *context = oauth_token_context(mailbox_id);
    g_autoptr(GBytes) refresh = secret_seal(app, context, tokens->refresh, error);
    g_autoptr(GBytes) access =
        refresh != NULL ? secret_seal(app, context, tokens->access, error) : NULL;

    if (access == NULL)
        return false;
    *ret_until_us = app_now_us(app) + tokens->expires_s * SECOND_US;
    SqlMailboxOauthTokensParams params = {
        .refresh_sealed = g_bytes_get_data(refresh, NULL),
        .refresh_sealed_length = g_bytes_get_size(refresh),
        .access_sealed = g_bytes_get_data(access, NULL),
        .access_sealed_length = g_bytes_get_size(access),
        .access_until_us = *ret_until_us,
        .workspace_id = app->workspace_id,
        .mailbox_id = mailbox_id,
    };
    return sql_mailbox_oauth_tokens(conn, &params, NULL, error);
}

bool
oauth_keep_tokens(App *app, int64_t mailbox_id, const OauthTokens *tokens, Instant *ret_until_us,
                  GError **error)
{
    g_autoptr(AppTransaction) write = app_write_begin(app, error);

    return write != NULL &&
           store_tokens(app, write->conn, mailbox_id, tokens, ret_until_us, error) &&
           app_commit(write, error);
}

/* ---- a sign-in ---- */

/* What `state` holds. */
typedef struct {
    int64_t mailbox_id, user_id;
    Instant until_us;
    char verifier[65];
} SignIn;

static char *
state_write(App *app, const SignIn *sign_in, GError **error)
{
    g_autofree char *text = g_strdup_printf(
        "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s", sign_in->mailbox_id,
        sign_in->user_id, sign_in->until_us, sign_in->verifier);
    g_autoptr(GBytes) sealed = secret_seal(app, STATE_CONTEXT, text, error);

    if (sealed == NULL)
        return NULL;
    gsize size = sodium_base64_ENCODED_LEN(g_bytes_get_size(sealed), BASE64);
    return sodium_bin2base64(g_malloc(size), size, g_bytes_get_data(sealed, NULL),
                             g_bytes_get_size(sealed), BASE64);
}

static bool
state_read(App *app, const char *state, SignIn *ret_sign_in, GError **error)
{
    g_autofree uint8_t *sealed = g_malloc(STATE_MAX_BYTES);
    size_t length = 0;
    char *text = NULL;

    if (strlen(state) <= STATE_MAX_BYTES &&
        sodium_base642bin(sealed, STATE_MAX_BYTES, state, strlen(state), NULL, &length, NULL,
                          BASE64) == 0)
        text = secret_open(app, STATE_CONTEXT, sealed, length, NULL);
    bool read = text != NULL &&
                sscanf(text, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %64s",
                       &ret_sign_in->mailbox_id, &ret_sign_in->user_id, &ret_sign_in->until_us,
                       ret_sign_in->verifier) == 4;
    secret_free(text);
    if (!read)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "this is not the address a sign-in begun here came back with; copy it "
                         "whole, or begin again");
    return ret_sign_in->until_us > app_now_us(app) ||
           error_set(error, SEVENTH_ERROR_INVALID,
                     "this sign-in was begun more than 15 minutes ago; begin again");
}

char *
oauth_redirect_uri(App *app, DbConn *conn, GError **error)
{
    g_auto(SqlLetterheadGetRow) workspace = { 0 };
    SqlLetterheadGetParams which = { .id = app->workspace_id };

    if (!sql_letterhead_get(conn, &which, &workspace, NULL, error))
        return NULL;
    return g_strconcat(workspace.public_url[0] != '\0' ? workspace.public_url
                                                       : "http://localhost:7077",
                       "/oauth/callback", NULL);
}

static bool
provider_of(App *app, DbConn *conn, int64_t mailbox_id, SqlMailboxOauthGetRow *row, GError **error)
{
    SqlMailboxOauthGetParams which = { .workspace_id = app->workspace_id,
                                       .mailbox_id = mailbox_id };
    bool found;

    if (!sql_mailbox_oauth_get(conn, &which, row, &found, error))
        return false;
    return found || error_set(error, SEVENTH_ERROR_NOT_FOUND,
                              "this mailbox signs in with a password; `seventh mailbox edit "
                              "ADDRESS --oauth google` changes that");
}

char *
oauth_sign_in_begin(App *app, const Actor *actor, int64_t mailbox_id, const char *address,
                    GError **error)
{
    g_auto(SqlMailboxOauthGetRow) row = { 0 };
    g_auto(Client) client = { 0 };
    g_autofree char *unique = world_random_hex(app->world, 32);
    SignIn sign_in = { .mailbox_id = mailbox_id,
                       .user_id = actor->user_id,
                       .until_us = app_now_us(app) + SIGN_IN_US };

    g_strlcpy(sign_in.verifier, unique, sizeof sign_in.verifier);
    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    if (read == NULL || !provider_of(app, read->conn, mailbox_id, &row, error) ||
        !client_load(app, read->conn, row.provider, &client, error))
        return NULL;
    g_autofree char *redirect = oauth_redirect_uri(app, read->conn, error);
    g_autofree char *state = redirect != NULL ? state_write(app, &sign_in, error) : NULL;
    if (state == NULL)
        return NULL;
    OauthRequest request = {
        .authorize_url = client.row.authorize_url,
        .client_id = client.row.client_id,
        .redirect_uri = redirect,
        .scope = client.row.scope,
        .state = state,
        .verifier = sign_in.verifier,
        .login_hint = address,
    };
    return oauth_request_url(&request);
}

/* The mailbox goes on if it waited for nothing else. */
static bool
finish(App *app, int64_t mailbox_id, const OauthTokens *tokens, GError **error)
{
    Instant until_us;
    SqlMailboxSetPausedParams resume = { .workspace_id = app->workspace_id, .id = mailbox_id };
    SqlMailboxNoteErrorParams calm = { .workspace_id = app->workspace_id, .id = mailbox_id };
    g_autoptr(AppTransaction) write = app_write_begin(app, error);

    return write != NULL && store_tokens(app, write->conn, mailbox_id, tokens, &until_us, error) &&
           sql_mailbox_set_paused(write->conn, &resume, NULL, error) &&
           sql_mailbox_note_error(write->conn, &calm, NULL, error) && app_commit(write, error);
}

bool
oauth_sign_in_end(App *app, const Actor *actor, const char *code, const char *state,
                  int64_t *ret_mailbox_id, GError **error)
{
    SignIn sign_in;
    g_auto(SqlMailboxOauthGetRow) row = { 0 };
    g_auto(Client) client = { 0 };
    g_auto(OauthTokens) tokens = { 0 };

    if (!state_read(app, state, &sign_in, error))
        return false;
    if (sign_in.user_id != actor->user_id)
        return error_set(error, SEVENTH_ERROR_DENIED,
                         "this sign-in was begun by somebody else; begin again yourself");
    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    if (read == NULL || !provider_of(app, read->conn, sign_in.mailbox_id, &row, error) ||
        !client_load(app, read->conn, row.provider, &client, error))
        return false;
    g_autofree char *redirect = oauth_redirect_uri(app, read->conn, error);
    if (redirect == NULL)
        return false;
    g_clear_pointer(&read, app_transaction_free);
    OauthClient own = client_of(&client);
    *ret_mailbox_id = sign_in.mailbox_id;
    return oauth_redeem(&own, code, redirect, sign_in.verifier, &tokens, error) &&
           finish(app, sign_in.mailbox_id, &tokens, error);
}
