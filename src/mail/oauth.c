/* Forms out, JSON in. */
#include "mail/oauth.h"

#include <curl/curl.h>
#include <string.h>

#include "base/json.h"

enum {
    ANSWER_MAX_BYTES = 64 << 10,
    TOKEN_MAX_BYTES = 16 << 10,
    TIMEOUT_S = 30,
    DEFAULT_LIFE_S = 3600,
    MAX_LIFE_S = 30 * 86400,
    URL_MAX_BYTES = 500,
};

static void
clear_text(char **text)
{
    if (*text != NULL)
        explicit_bzero(*text, strlen(*text));
    g_clear_pointer(text, g_free);
}

void
oauth_tokens_clear(OauthTokens *self)
{
    clear_text(&self->access);
    clear_text(&self->refresh);
}

static bool
is_local(const char *url)
{
    g_autoptr(GUri) uri = g_uri_parse(url, G_URI_FLAGS_NONE, NULL);
    const char *host = uri != NULL ? g_uri_get_host(uri) : NULL;

    return g_strcmp0(host, "localhost") == 0 || g_strcmp0(host, "127.0.0.1") == 0 ||
           g_strcmp0(host, "::1") == 0;
}

bool
oauth_url_check(const char *field, const char *url, GError **error)
{
    bool plain = strlen(url) <= URL_MAX_BYTES && g_str_is_ascii(url);

    for (const char *p = url; plain && *p != '\0'; p++)
        plain = g_ascii_isgraph(*p);
    if (plain &&
        (g_str_has_prefix(url, "https://") || (g_str_has_prefix(url, "http://") && is_local(url))))
        return true;
    return error_set(error, SEVENTH_ERROR_INVALID, "%s: \"%.80s\" is no https address", field, url);
}

/* ---- one exchange ---- */

typedef struct {
    GString *text;
    bool too_long;
} Answer;

static size_t
on_body(char *data, size_t size, size_t count, void *user_data)
{
    Answer *answer = user_data;

    answer->too_long = answer->text->len + size * count > ANSWER_MAX_BYTES;
    if (answer->too_long)
        return 0;
    g_string_append_len(answer->text, data, (gssize)(size * count));
    return size * count;
}

/* `form` NULL: GET. The status and the JSON (NULL when it is none). */
static bool
exchange(const char *url, const char *ca_file, const char *form, long *ret_status,
         json_t **ret_json, GError **error)
{
    CURL *easy = curl_easy_init();
    g_autoptr(GString) text = g_string_new(NULL);
    Answer answer = { .text = text };
    struct curl_slist *headers = curl_slist_append(NULL, "Accept: application/json");

    g_assert(easy != NULL && headers != NULL);
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, is_local(url) ? "http,https" : "https");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)TIMEOUT_S);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &answer);
    if (ca_file != NULL)
        curl_easy_setopt(easy, CURLOPT_CAINFO, ca_file);
    if (form != NULL)
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, form);
    CURLcode code = curl_easy_perform(easy);
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, ret_status);
    curl_easy_cleanup(easy);
    curl_slist_free_all(headers);
    *ret_json = code == CURLE_OK ? json_read(text->str, text->len, NULL) : NULL;
    explicit_bzero(text->str, text->len);
    if (answer.too_long)
        return error_set(error, SEVENTH_ERROR_INVALID, "%s answered with far too much", url);
    return code == CURLE_OK || error_set(error, SEVENTH_ERROR_UNAVAILABLE, "cannot reach %s: %s",
                                         url, curl_easy_strerror(code));
}

/* ---- tokens ---- */

/* RFC 6749 5.2, in words. */
static bool
refuse(const char *url, long status, const json_t *json, GError **error)
{
    const char *code = json_text(json, "error", "");
    const char *words = json_text(json, "error_description", "no reason given");

    if (status == 429 || status >= 500)
        return error_set(error, SEVENTH_ERROR_UNAVAILABLE, "%s cannot answer now (%ld)", url,
                         status);
    if (strcmp(code, "invalid_grant") == 0)
        return error_set(error, SEVENTH_ERROR_DENIED,
                         "the provider ended the sign-in (%.200s): sign in again", words);
    if (strcmp(code, "invalid_client") == 0 || strcmp(code, "unauthorized_client") == 0)
        return error_set(error, SEVENTH_ERROR_DENIED,
                         "the provider does not take the client id and secret (%.200s): mend them "
                         "with `seventh oauth set`",
                         words);
    return error_set(error, SEVENTH_ERROR_INVALID, "%s answered %ld %.40s: %.200s", url, status,
                     code, words);
}

static bool
is_token(const char *text)
{
    if (text == NULL || text[0] == '\0' || strlen(text) > TOKEN_MAX_BYTES)
        return false;
    for (; *text != '\0'; text++)
        if (!g_ascii_isgraph(*text))
            return false;
    return true;
}

static bool
ask_tokens(const OauthClient *client, GString *form, OauthTokens *ret_tokens, GError **error)
{
    g_autoptr(json_t) json = NULL;
    long status = 0;

    *ret_tokens = (OauthTokens){ 0 };
    if (!exchange(client->token_url, client->ca_file, form->str, &status, &json, error))
        return false;
    if (status != 200)
        return refuse(client->token_url, status, json, error);
    const char *access = json_text(json, "access_token", NULL);
    const char *refresh = json_text(json, "refresh_token", NULL);
    const char *type = json_text(json, "token_type", "Bearer");
    int64_t life_s = json_int(json, "expires_in", DEFAULT_LIFE_S);
    if (!is_token(access) || (refresh != NULL && !is_token(refresh)) ||
        g_ascii_strcasecmp(type, "Bearer") != 0)
        return error_set(error, SEVENTH_ERROR_INVALID, "%s gave no token that mail servers take",
                         client->token_url);
    *ret_tokens = (OauthTokens){ .access = g_strdup(access),
                                 .refresh = g_strdup(refresh),
                                 .expires_s = CLAMP(life_s, 0, MAX_LIFE_S) };
    return true;
}

static void
add_field(GString *form, const char *name, const char *value)
{
    if (value == NULL)
        return;
    g_string_append_printf(form, "%s%s=", form->len > 0 ? "&" : "", name);
    g_string_append_uri_escaped(form, value, NULL, FALSE);
}

static void
form_free(GString *form)
{
    explicit_bzero(form->str, form->len);
    g_string_free(form, TRUE);
}

static GString *
client_form(const OauthClient *client, const char *grant)
{
    GString *form = g_string_new(NULL);

    add_field(form, "grant_type", grant);
    add_field(form, "client_id", client->client_id);
    add_field(form, "client_secret", client->client_secret);
    return form;
}

bool
oauth_refresh(const OauthClient *client, const char *refresh_token, OauthTokens *ret_tokens,
              GError **error)
{
    GString *form = client_form(client, "refresh_token");

    add_field(form, "refresh_token", refresh_token);
    bool done = ask_tokens(client, form, ret_tokens, error);
    form_free(form);
    return done;
}

bool
oauth_redeem(const OauthClient *client, const char *code, const char *redirect_uri,
             const char *verifier, OauthTokens *ret_tokens, GError **error)
{
    GString *form = client_form(client, "authorization_code");

    add_field(form, "code", code);
    add_field(form, "redirect_uri", redirect_uri);
    add_field(form, "code_verifier", verifier);
    bool done = ask_tokens(client, form, ret_tokens, error);
    form_free(form);
    if (done && ret_tokens->refresh == NULL) {
        oauth_tokens_clear(ret_tokens);
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "the provider let you in, but only once: it gave no refresh token. Allow "
                         "offline access for this client, then sign in again");
    }
    return done;
}

bool
oauth_discover(const char *issuer, const char *ca_file, char **ret_authorize_url,
               char **ret_token_url, GError **error)
{
    gsize length = strlen(issuer) - (g_str_has_suffix(issuer, "/") ? 1 : 0);
    g_autofree char *url =
        g_strdup_printf("%.*s/.well-known/openid-configuration", (int)length, issuer);
    g_autoptr(json_t) json = NULL;
    long status = 0;

    *ret_authorize_url = *ret_token_url = NULL;
    if (!oauth_url_check("provider", issuer, error) ||
        !exchange(url, ca_file, NULL, &status, &json, error))
        return false;
    const char *authorize = json_text(json, "authorization_endpoint", NULL);
    const char *token = json_text(json, "token_endpoint", NULL);
    if (status != 200 || authorize == NULL || token == NULL)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s does not say where to sign in; give --authorize-url and --token-url",
                         url);
    if (!oauth_url_check("its authorization endpoint", authorize, error) ||
        !oauth_url_check("its token endpoint", token, error))
        return false;
    *ret_authorize_url = g_strdup(authorize);
    *ret_token_url = g_strdup(token);
    return true;
}

/* RFC 7636 4.2: BASE64URL(SHA256(verifier)), without padding. */
static char *
challenge_of(const char *verifier)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize length = sizeof digest;

    g_checksum_update(sum, (const guchar *)verifier, -1);
    g_checksum_get_digest(sum, digest, &length);
    char *text = g_base64_encode(digest, length);
    g_strdelimit(text, "+", '-');
    g_strdelimit(text, "/", '_');
    text[strcspn(text, "=")] = '\0';
    return text;
}

char *
oauth_request_url(const OauthRequest *request)
{
    g_autofree char *challenge = challenge_of(request->verifier);
    g_autoptr(GString) query = g_string_new(NULL);

    add_field(query, "response_type", "code");
    add_field(query, "client_id", request->client_id);
    add_field(query, "redirect_uri", request->redirect_uri);
    add_field(query, "scope", request->scope);
    add_field(query, "state", request->state);
    add_field(query, "code_challenge", challenge);
    add_field(query, "code_challenge_method", "S256");
    add_field(query, "access_type", "offline"); /* Google gives a refresh token only so */
    add_field(query, "prompt", "consent");
    add_field(query, "login_hint", request->login_hint);
    return g_strconcat(request->authorize_url,
                       strchr(request->authorize_url, '?') != NULL ? "&" : "?", query->str, NULL);
}
