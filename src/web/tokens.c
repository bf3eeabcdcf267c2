/* Tokens of the REST API: one's own (an admin sees everybody's), made, shown once, revoked. */
#include <string.h>

#include "app/operation.h"
#include "web/again.h"
#include "web/decorate.h"
#include "web/pages.h"

static void
dress_row(WebCall *call, json_t *row)
{
    const char *state = json_text(row, "state", "");

    json_set_bool(row, "alive", strcmp(state, "active") == 0);
    json_set_bool(row, "expired", strcmp(state, "expired") == 0);
    json_set_bool(row, "mine", strcmp(json_text(row, "user", ""), call->session.email) == 0);
}

/* `made`: a token fresh from `token add`, with its text; NULL: none. */
static void
show_list(WebCall *call, json_t *made, const GError *problem)
{
    g_autoptr(json_t) context = call_operation(call, "token list", NULL);
    json_t *row;
    gsize i;

    if (context == NULL)
        return;
    json_array_foreach(json_object_get(context, "rows"), i, row)
    {
        dress_row(call, row);
    }
    decorate_has(context, "rows");
    if (made != NULL)
        json_object_set(context, "made", made);
    again_fill(call, context, problem);
    call_page(call, "tokens", "settings", "Tokens", context);
}

static void
get_tokens(WebCall *call)
{
    show_list(call, NULL, NULL);
}

/* Answers with the page itself: the token passes through no cookie and no address on its way. */
static void
post_token(WebCall *call)
{
    static const char *const NAMES[] = { "name", "expires", NULL };
    g_autoptr(json_t) params = call_params(call, true, NAMES);
    g_autoptr(GError) error = NULL;

    if (params == NULL)
        return;
    if (http_request_form(call->request, "read_only") != NULL)
        json_set_bool(params, "read_only", true);
    g_autoptr(json_t) made = call_try_operation(call, "token add", params, &error);
    show_list(call, made, error);
}

static void
post_revoke(WebCall *call)
{
    g_autoptr(json_t) params = json_object();

    json_set_int(params, "token_id",
                 g_ascii_strtoll(http_request_segment(call->request, "id"), NULL, 10));
    g_autoptr(json_t) revoked = call_operation(call, "token revoke", params);
    if (revoked == NULL)
        return;
    g_autofree char *toast = g_strdup_printf("%s ended: programs that use it are refused",
                                             json_text(revoked, "name", ""));
    call_redirect(call, "/settings/tokens", toast, NULL);
}

const PageRoute TOKENS_ROUTES[] = {
    { "GET", "/settings/tokens", get_tokens, 0 },
    { "POST", "/settings/tokens", post_token, 0 },
    { "POST", "/settings/tokens/:id/revoke", post_revoke, 0 },
    { 0 },
};
