/* Signing in to mailboxes at their providers: the workspace's clients, the way there and back. */
#include <string.h>

#include "web/again.h"
#include "web/decorate.h"
#include "web/pages.h"

static char *
mailbox_url(const char *address)
{
    g_autofree char *segment = g_uri_escape_string(address, "@", FALSE);
    return g_strconcat("/mailboxes/", segment, NULL);
}

/* ---- clients ---- */

static void
show_clients(WebCall *call, const GError *problem)
{
    g_autoptr(json_t) context = call_operation(call, "oauth list", NULL);

    if (context == NULL)
        return;
    decorate_has(context, "rows");
    json_set_bool(context, "admin", call->session.actor.role >= ROLE_ADMIN);
    again_fill(call, context, problem);
    call_page(call, "oauth", "settings", "Signing in to mailboxes", context);
}

static void
get_clients(WebCall *call)
{
    show_clients(call, NULL);
}

static void
change_client(WebCall *call, const char *verb, const char *toast)
{
    static const char *const NAMES[] = { "provider", "client_id", "password", NULL };
    g_autoptr(json_t) params = call_params(call, true, NAMES);

    if (params != NULL)
        again_change(call, verb, params, show_clients, "/oauth", toast);
}

static void
post_client(WebCall *call)
{
    change_client(call, "oauth set", "Saved. Register the address it leads back to there.");
}

static void
post_remove(WebCall *call)
{
    change_client(call, "oauth remove", "Forgotten");
}

/* ---- a mailbox ---- */

static void
post_sign_in(WebCall *call)
{
    const char *address = http_request_segment(call->request, "address");
    const char *answer = http_request_form(call->request, "answer");
    g_autoptr(json_t) params = json_pack("{s:s}", "address", address);

    if (answer != NULL)
        json_set_text(params, "answer", answer);
    g_autoptr(json_t) result = call_operation(call, "mailbox sign-in", params);
    if (result == NULL)
        return;
    g_autofree char *back = mailbox_url(address);
    if (answer != NULL) {
        call_redirect(call, back, "Signed in", NULL);
        return;
    }
    g_autofree char *action = g_strconcat(back, "/sign-in", NULL);
    json_set_text(result, "back", back);
    json_set_text(result, "action", action);
    call_page(call, "mailbox-sign-in", "mailboxes", "Sign in", result);
}

/* Where the provider leads the browser back to: `state` says which mailbox, and whether this user
 * began it. */
static void
get_callback(WebCall *call)
{
    g_autoptr(json_t) params =
        json_pack("{s:s, s:s}", "address", "-", "answer", http_request_target(call->request));
    g_autoptr(json_t) mailbox = call_operation(call, "mailbox sign-in", params);

    if (mailbox == NULL)
        return;
    g_autofree char *url = mailbox_url(json_text(mailbox, "address", ""));
    call_redirect(call, url, "Signed in. Test it before the first mail leaves.", NULL);
}

const PageRoute OAUTH_ROUTES[] = {
    { "GET", "/oauth", get_clients, 0 },
    { "POST", "/oauth", post_client, PAGE_SLOW }, /* may ask the provider where its doors are */
    { "POST", "/oauth/remove", post_remove, 0 },
    { "POST", "/mailboxes/:address/sign-in", post_sign_in, PAGE_SLOW },
    { "GET", "/oauth/callback", get_callback, PAGE_SLOW },
    { 0 },
};
