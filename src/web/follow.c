/* The way of a followed link: counted, then on to where it said. Nobody signs in for it. */
#include "app/follow.h"

#include "web/page.h"
#include "web/pages.h"

static void
get_follow(WebCall *call)
{
    Click click = { .method = http_request_method(call->request),
                    .agent = http_request_header(call->request, "User-Agent"),
                    .purpose = http_request_header(call->request, "Sec-Purpose") };
    g_autofree char *url = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(json_t) context = NULL;

    if (click.purpose == NULL)
        click.purpose = http_request_header(call->request, "Purpose");
    follow_take(call->app, http_request_segment(call->request, "token"), &click, &url, &error);
    http_response_header(call->response, "X-Robots-Tag", "noindex");
    if (url != NULL) { /* also when it could not be counted */
        http_response_header(call->response, "Referrer-Policy", "no-referrer");
        http_response_header(call->response, "Location", url);
        http_response_status(call->response, 302);
        http_response_body(call->response, "text/plain; charset=utf-8", "", 0);
        return;
    }
    context = json_object();
    json_set_text(context, "title", "Link");
    json_set_text(context, "workspace", "Seventh");
    json_set_text(context, "problem", error->message);
    http_response_status(call->response, error_trait(error)->http_status);
    page_send_bare(call->response, call->app->world, "unsubscribe", context);
}

const PageRoute FOLLOW_ROUTES[] = {
    { "GET", "/c/:token", get_follow, PAGE_OPEN },
    { 0 },
};
