/* oauth set, list, remove: the workspace's clients at providers; mailbox sign-in: a person's yes.
 */
#include "app/operations.h"

#include <string.h>

#include "app/mailbox.h"
#include "app/oauth.h"
#include "app/secret.h"
#include "store/queries.h"

/* ---- clients ---- */

typedef struct {
    const char *provider, *authorize_url, *token_url, *scope;
    char *found_authorize_url, *found_token_url;
} Endpoints;

static void
endpoints_clear(Endpoints *self)
{
    g_free(self->found_authorize_url);
    g_free(self->found_token_url);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Endpoints, endpoints_clear)

/* As given, else as the provider is known, else as it says itself. */
static bool
find_endpoints(const json_t *params, Endpoints *self, GError **error)
{
    self->provider = json_text(params, "provider", "");
    const OauthPreset *preset = oauth_preset(self->provider);

    self->authorize_url =
        json_text(params, "authorize_url", preset != NULL ? preset->authorize_url : NULL);
    self->token_url = json_text(params, "token_url", preset != NULL ? preset->token_url : NULL);
    self->scope =
        json_text(params, "scope", preset != NULL ? preset->scope : "openid offline_access");
    if (preset == NULL && !g_str_has_prefix(self->provider, "http"))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "provider: \"%.80s\" is not known; use google, microsoft or the "
                         "provider's https address",
                         self->provider);
    if (self->authorize_url == NULL || self->token_url == NULL) {
        if (!oauth_discover(self->provider, NULL, &self->found_authorize_url,
                            &self->found_token_url, error))
            return false;
        self->authorize_url = self->found_authorize_url;
        self->token_url = self->found_token_url;
    }
    return oauth_url_check("authorize_url", self->authorize_url, error) &&
           oauth_url_check("token_url", self->token_url, error);
}

static json_t *
client_json(App *app, DbConn *conn, const char *provider, const char *client_id, const char *scope,
            const char *token_url, GError **error)
{
    g_autofree char *redirect = oauth_redirect_uri(app, conn, error);

    if (redirect == NULL)
        return NULL;
    json_t *client = json_object();
    json_set_text(client, "provider", provider);
    json_set_text(client, "provider_say", oauth_provider_say(provider));
    json_set_text(client, "client_id", client_id);
    json_set_text(client, "redirect_uri", redirect);
    json_set_text(client, "scope", scope);
    json_set_text(client, "token_url", token_url);
    return client;
}

static bool
run_set(OperationCall *call, json_t **ret_result, GError **error)
{
    App *app = call->app;
    const char *secret = json_text(call->params, "password", "");
    g_auto(Endpoints) endpoints = { 0 };
    g_autoptr(GBytes) sealed = NULL;

    if (!find_endpoints(call->params, &endpoints, error))
        return false;
    g_autofree char *context = g_strconcat("OAuth2 client at ", endpoints.provider, NULL);
    if (secret[0] != '\0') {
        sealed = secret_seal(app, context, secret, error);
        if (sealed == NULL)
            return false;
    }
    SqlOauthClientPutParams row = {
        .workspace_id = app->workspace_id,
        .provider = endpoints.provider,
        .authorize_url = endpoints.authorize_url,
        .token_url = endpoints.token_url,
        .scope = endpoints.scope,
        .client_id = json_text(call->params, "client_id", ""),
        .secret_sealed = sealed != NULL ? g_bytes_get_data(sealed, NULL) : NULL,
        .secret_sealed_length = sealed != NULL ? g_bytes_get_size(sealed) : 0,
        .created_us = app_now_us(app),
    };
    g_autoptr(AppTransaction) write = app_write_begin(app, error);
    if (write == NULL || !sql_oauth_client_put(write->conn, &row, NULL, error))
        return false;
    g_autoptr(json_t) client =
        client_json(app, write->conn, row.provider, row.client_id, row.scope, row.token_url, error);
    if (client == NULL || !app_commit(write, error))
        return false;
    *ret_result = g_steal_pointer(&client);
    return true;
}

static bool
run_list(OperationCall *call, json_t **ret_result, GError **error)
{
    SqlOauthClientListParams params = { .workspace_id = call->app->workspace_id };
    SqlOauthClientListRow row;
    g_autoptr(json_t) rows = json_array();
    json_t *client;
    gsize i;
    DbStep step;

    (void)ret_result;
    g_autoptr(AppTransaction) read = app_read_begin(call->app, error);
    g_autoptr(DbCursor) cursor =
        read != NULL ? sql_oauth_client_list(read->conn, &params, error) : NULL;
    if (cursor == NULL)
        return false;
    while ((step = sql_oauth_client_list_next(cursor, &row, error)) == DB_ROW)
        json_array_append_new(rows, json_pack("{s:s, s:s, s:s, s:s}", "provider", row.provider,
                                              "client_id", row.client_id, "scope", row.scope,
                                              "token_url", row.token_url));
    if (step != DB_DONE)
        return false;
    g_clear_pointer(&cursor, db_cursor_close);
    json_array_foreach(rows, i, client)
    {
        g_autoptr(json_t) whole =
            client_json(call->app, read->conn, json_text(client, "provider", ""),
                        json_text(client, "client_id", ""), json_text(client, "scope", ""),
                        json_text(client, "token_url", ""), error);
        if (whole == NULL)
            return false;
        if (!call->emit(whole, call->emit_data))
            break;
    }
    return true;
}

static bool
run_remove(OperationCall *call, json_t **ret_result, GError **error)
{
    const char *provider = json_text(call->params, "provider", "");
    SqlOauthClientRemoveParams params = { .workspace_id = call->app->workspace_id,
                                          .provider = provider };
    int64_t changed;
    g_autoptr(AppTransaction) write = app_write_begin(call->app, error);

    if (write == NULL || !sql_oauth_client_remove(write->conn, &params, &changed, error))
        return false;
    if (changed == 0)
        return error_set(error, SEVENTH_ERROR_NOT_FOUND, "no client is set for %s", provider);
    *ret_result = json_pack("{s:s}", "removed", provider);
    return app_commit(write, error);
}

/* ---- signing in ---- */

/* code and state of the address the browser came back with. */
static bool
read_answer(const char *answer, char **ret_code, char **ret_state, GError **error)
{
    const char *query = strchr(answer, '?');
    g_autoptr(GHashTable) values = NULL;

    if (query != NULL) {
        g_autofree char *bare = g_strndup(query + 1, strcspn(query + 1, "#"));
        values = g_uri_parse_params(bare, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
    }
    const char *refusal = values != NULL ? g_hash_table_lookup(values, "error") : NULL;
    const char *code = values != NULL ? g_hash_table_lookup(values, "code") : NULL;
    const char *state = values != NULL ? g_hash_table_lookup(values, "state") : NULL;
    if (refusal != NULL)
        return error_set(error, SEVENTH_ERROR_DENIED, "the provider answered: %.200s", refusal);
    if (code == NULL || state == NULL)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "answer: that is not the whole address the browser came back with");
    *ret_code = g_strdup(code);
    *ret_state = g_strdup(state);
    return true;
}

static bool
begin_sign_in(OperationCall *call, const char *address, json_t **ret_result, GError **error)
{
    App *app = call->app;
    g_autoptr(AppTransaction) read = app_read_begin(app, error);
    int64_t id = read != NULL ? mailbox_find(app, read->conn, address, error) : 0;
    g_autofree char *redirect = id != 0 ? oauth_redirect_uri(app, read->conn, error) : NULL;

    if (redirect == NULL)
        return false;
    g_clear_pointer(&read, app_transaction_free);
    g_autofree char *url = oauth_sign_in_begin(app, call->actor, id, address, error);
    if (url == NULL)
        return false;
    *ret_result = json_pack("{s:s, s:s, s:s, s:s}", "address", address, "open", url, "redirect_uri",
                            redirect, "then",
                            "Open it in a browser and say yes. If the page that comes back does "
                            "not open, copy its whole address and give it with --answer.");
    return true;
}

static bool
run_sign_in(OperationCall *call, json_t **ret_result, GError **error)
{
    const char *address = json_text(call->params, "address", "");
    const char *answer = json_text(call->params, "answer", NULL);
    g_autofree char *code = NULL;
    g_autofree char *state = NULL;
    int64_t id;

    if (answer == NULL)
        return begin_sign_in(call, address, ret_result, error);
    if (!read_answer(answer, &code, &state, error) ||
        !oauth_sign_in_end(call->app, call->actor, code, state, &id, error))
        return false;
    g_autoptr(AppTransaction) read = app_read_begin(call->app, error);
    *ret_result = read != NULL ? mailbox_json(call->app, read->conn, id, error) : NULL;
    return *ret_result != NULL;
}

#define PROVIDER_PARAM                                                       \
    {                                                                        \
        "provider", PARAM_TEXT, PARAM_POSITIONAL, "PROVIDER",                \
            "google, microsoft, or the provider's https address", NULL, 0, 0 \
    }

static const OperationParam SET_PARAMS[] = {
    PROVIDER_PARAM,
    { "client_id", PARAM_TEXT, PARAM_REQUIRED, "ID", "your client's id at the provider", NULL, 0,
      0 },
    { "password", PARAM_TEXT, PARAM_OPTION, "TEXT",
      "the client's secret; better: SEVENTH_PASSWORD or stdin", NULL, 0, 0 },
    { "authorize_url", PARAM_TEXT, PARAM_OPTION, "URL", "where people say yes; usually known", NULL,
      0, 0 },
    { "token_url", PARAM_TEXT, PARAM_OPTION, "URL", "where tokens come from; usually known", NULL,
      0, 0 },
    { "scope", PARAM_TEXT, PARAM_OPTION, "WORDS", "what is asked for; usually known", NULL, 0, 0 },
    { 0 },
};
static const OperationParam REMOVE_PARAMS[] = { PROVIDER_PARAM, { 0 } };
static const OperationParam SIGN_IN_PARAMS[] = {
    { "address", PARAM_TEXT, PARAM_POSITIONAL, "ADDRESS", "the mailbox's address", NULL, 0, 0 },
    { "answer", PARAM_TEXT, PARAM_OPTION, "URL", "the address the browser came back with", NULL, 0,
      0 },
    { 0 },
};

const Operation OP_OAUTH_SET = {
    .verb = "oauth set",
    .method = "POST",
    .path = "/api/v1/oauth",
    .role = ROLE_ADMIN,
    .summary = "Set your own client at a provider, to sign in to mailboxes without passwords",
    .params = SET_PARAMS,
    .run = run_set,
};
const Operation OP_OAUTH_LIST = {
    .verb = "oauth list",
    .method = "GET",
    .path = "/api/v1/oauth",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "List the clients at providers, and where a provider has to lead back to",
    .run = run_list,
    .columns = "provider client_id redirect_uri",
};
const Operation OP_OAUTH_REMOVE = {
    .verb = "oauth remove",
    .method = "POST",
    .path = "/api/v1/oauth/remove",
    .role = ROLE_ADMIN,
    .summary = "Forget a client at a provider",
    .params = REMOVE_PARAMS,
    .run = run_remove,
};
const Operation OP_MAILBOX_SIGN_IN = {
    .verb = "mailbox sign-in",
    .method = "POST",
    .path = "/api/v1/mailboxes/:address/sign-in",
    .role = ROLE_REP,
    .summary = "Sign in to a mailbox's provider in a browser, or finish that",
    .params = SIGN_IN_PARAMS,
    .run = run_sign_in,
};
