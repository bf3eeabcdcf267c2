/* The page behind the link in a mail: looking changes nothing, the button or a mail program's
 * one-click POST (RFC 8058) opts out at once. Nobody signs in for it. */
#include "app/unsubscribe.h"

#include "web/page.h"
#include "web/pages.h"

static void
answer(WebCall *call, const Unsubscribe *state, const GError *error)
{
    g_autoptr(json_t) context = json_object();

    json_set_text(context, "title", "Unsubscribe");
    json_set_text(context, "workspace", state->workspace != NULL ? state->workspace : "Seventh");
    json_set_text(context, "action", http_request_path(call->request));
    json_set_bool(context, "done", state->done);
    if (error != NULL) {
        json_set_text(context, "problem", error->message);
        http_response_status(call->response, error_trait(error)->http_status);
    }
    http_response_header(call->response, "X-Robots-Tag", "noindex");
    page_send_bare(call->response, call->app->world, "unsubscribe", context);
}

static void
get_unsubscribe(WebCall *call)
{
    g_auto(Unsubscribe) state = { 0 };
    g_autoptr(GError) error = NULL;

    unsubscribe_look(call->app, http_request_segment(call->request, "token"), &state, &error);
    answer(call, &state, error);
}

static void
post_unsubscribe(WebCall *call)
{
    g_auto(Unsubscribe) state = { 0 };
    g_autoptr(GError) error = NULL;

    unsubscribe_do(call->app, http_request_segment(call->request, "token"), &state, &error);
    answer(call, &state, error);
}

const PageRoute UNSUBSCRIBE_ROUTES[] = {
    { "GET", "/u/:token", get_unsubscribe, PAGE_OPEN },
    { "POST", "/u/:token", post_unsubscribe, PAGE_OPEN },
    { 0 },
};
