/* Promises: what is open and who keeps them; give one, move it, take it back. */
#include "web/again.h"
#include "web/decorate.h"
#include "web/pages.h"

static void
get_promises(WebCall *call)
{
    g_autoptr(json_t) context = call_operation(call, "promise list", NULL);
    gsize i;
    json_t *row;

    if (context == NULL)
        return;
    json_array_foreach(json_object_get(context, "rows"), i, row)
    {
        decorate_channel(row);
    }
    g_autoptr(json_t) rates = call_operation(call, "promise rates", NULL);
    if (rates == NULL)
        return;
    json_object_set(context, "rates", json_object_get(rates, "rows"));
    decorate_has(context, "rows");
    decorate_has(context, "rates");
    call_page(call, "promises", "today", "Promises", context);
}

static json_t *
promise_params(WebCall *call)
{
    json_t *params = json_object();

    json_set_int(params, "promise_id",
                 g_ascii_strtoll(http_request_segment(call->request, "id"), NULL, 10));
    return params;
}

static void
post_add(WebCall *call)
{
    static const char *const NAMES[] = { "prospect", "channel", "window", "note", NULL };
    g_autoptr(json_t) params = call_params(call, true, NAMES);
    g_autoptr(GError) error = NULL;

    if (params == NULL)
        return;
    g_autoptr(json_t) promise = call_try_operation(call, "promise add", params, &error);
    if (promise == NULL) {
        again_show(call, error);
        return;
    }
    g_autofree char *toast = g_strdup_printf("Promised: %s.", json_text(promise, "say", "noted"));
    g_autofree char *undo =
        call_path("/promises/%" G_GINT64_FORMAT "/cancel", json_int(promise, "promise_id", 0));
    call_redirect(call, call_back(call, "/today"), toast, undo);
}

static void
post_move(WebCall *call)
{
    g_autoptr(json_t) params = promise_params(call);
    const char *to = http_request_form(call->request, "to");
    const char *when = http_request_form(call->request, "when");
    g_autoptr(GError) error = NULL;

    json_set_text(params, "window", to != NULL && to[0] != '\0' ? to : when != NULL ? when : "");
    g_autoptr(json_t) promise = call_try_operation(call, "promise move", params, &error);
    if (promise == NULL) {
        again_show(call, error);
        return;
    }
    g_autofree char *toast =
        g_strdup_printf("The promise is now for %s.", json_text(promise, "say", "later"));
    call_redirect(call, call_back(call, "/today"), toast, NULL);
}

static void
post_cancel(WebCall *call)
{
    g_autoptr(json_t) params = promise_params(call);
    g_autoptr(json_t) promise = call_operation(call, "promise cancel", params);

    if (promise != NULL)
        call_redirect(call, call_back(call, "/today"), "The promise is taken back.", NULL);
}

const PageRoute PROMISES_ROUTES[] = {
    { "GET", "/promises", get_promises, false },
    { "POST", "/promises", post_add, false },
    { "POST", "/promises/:id/move", post_move, false },
    { "POST", "/promises/:id/cancel", post_cancel, false },
    { 0 },
};
