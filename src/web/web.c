/* Routes, sessions and CSRF around the pages. */
#include "web/web.h"

#include <string.h>

#include "web/assets.h"
#include "web/call.h"
#include "web/pages.h"

#define SESSION_COOKIE "seventh"

typedef struct {
    Web *web;
    const PageRoute *route;
} Bound;

struct Web {
    WebOptions options;
    GArray *routes; /* HttpRoute */
    GPtrArray *bound;
};

static bool
find_session(WebCall *call)
{
    const char *token = http_request_cookie(call->request, SESSION_COOKIE);

    return token != NULL && session_find(call->app, token, &call->session, NULL);
}

/* The demo signs its one visitor in by itself, so that the first click is already work. */
static bool
open_demo_session(WebCall *call)
{
    g_autofree char *token = NULL;

    if (call->options->demo_email == NULL ||
        !session_open_for(call->app, call->options->demo_email, &token, NULL) ||
        !session_find(call->app, token, &call->session, NULL))
        return false;
    http_response_cookie(call->response, SESSION_COOKIE, token, SESSION_DAYS * 86400,
                         call->options->secure_cookies);
    return true;
}

static bool
csrf_holds(const WebCall *call)
{
    const char *sent = http_request_form(call->request, "csrf");
    const char *own = call->session.csrf;

    if (sent == NULL)
        sent = http_request_header(call->request, "X-CSRF-Token");
    if (sent == NULL || strlen(sent) != strlen(own))
        return false;
    unsigned char difference = 0;
    for (gsize i = 0; own[i] != '\0'; i++)
        difference |= (unsigned char)(sent[i] ^ own[i]);
    return difference == 0;
}

static void
ask_to_sign_in(WebCall *call)
{
    if (strcmp(http_request_method(call->request), "POST") == 0) {
        http_response_redirect(call->response, "/sign-in");
        return;
    }
    const char *path = http_request_path(call->request);
    g_autofree char *escaped = g_uri_escape_string(path, "/", FALSE);
    g_autofree char *location = strcmp(path, "/") == 0
                                    ? g_strdup("/sign-in")
                                    : g_strdup_printf("/sign-in?next=%s", escaped);
    http_response_redirect(call->response, location);
}

static void
handle(HttpRequest *request, HttpResponse *response, void *data)
{
    const Bound *bound = data;
    WebCall call = {
        .app = bound->web->options.app,
        .options = &bound->web->options,
        .request = request,
        .response = response,
    };
    bool posts = strcmp(bound->route->method, "POST") == 0;
    g_autoptr(GError) error = NULL;

    if ((bound->route->flags & PAGE_OPEN) != 0) {
        bound->route->handler(&call);
    } else if (!find_session(&call) && !open_demo_session(&call)) {
        ask_to_sign_in(&call);
    } else if (posts && !csrf_holds(&call)) {
        error_set(&error, SEVENTH_ERROR_DENIED,
                  "This form is from an older page. Go back, reload it and send it again.");
        call_fail(&call, error);
    } else {
        bound->route->handler(&call);
    }
    g_clear_pointer(&call.counts, json_decref);
    session_clear(&call.session);
}

static void
add_routes(Web *self, const PageRoute *routes)
{
    for (; routes->method != NULL; routes++) {
        Bound *bound = g_new(Bound, 1);
        *bound = (Bound){ self, routes };
        g_ptr_array_add(self->bound, bound);
        HttpRoute route = {
            .method = routes->method,
            .pattern = routes->pattern,
            .handler = handle,
            .data = bound,
            .flags = ((routes->flags & PAGE_UPLOAD) != 0 ? HTTP_UPLOAD : 0) |
                     ((routes->flags & PAGE_SLOW) != 0 ? HTTP_SLOW : 0),
        };
        g_array_append_val(self->routes, route);
    }
}

Web *
web_new(const WebOptions *options)
{
    Web *self = g_new0(Web, 1);
    HttpRoute assets = {
        .method = "GET",
        .pattern = "/assets/:file",
        .handler = asset_handle,
    };

    self->options = *options;
    self->routes = g_array_new(FALSE, FALSE, sizeof(HttpRoute));
    self->bound = g_ptr_array_new_with_free_func(g_free);
    g_array_append_val(self->routes, assets);
    for (gsize i = 0; PAGE_ROUTES[i] != NULL; i++)
        add_routes(self, PAGE_ROUTES[i]);
    return self;
}

void
web_free(Web *self)
{
    if (self == NULL)
        return;
    g_array_unref(self->routes);
    g_ptr_array_unref(self->bound);
    g_free(self);
}

const HttpRoute *
web_routes(Web *self, gsize *ret_count)
{
    *ret_count = self->routes->len;
    return (const HttpRoute *)(const void *)self->routes->data;
}

bool
web_admit(HttpRequest *request, HttpResponse *response, void *data)
{
    Web *self = data;
    WebCall call = { .app = self->options.app,
                     .options = &self->options,
                     .request = request,
                     .response = response };
    bool known = find_session(&call);

    session_clear(&call.session);
    if (!known)
        ask_to_sign_in(&call);
    return known;
}

void
web_not_found(HttpRequest *request, HttpResponse *response, void *data)
{
    Web *self = data;
    WebCall call = {
        .app = self->options.app,
        .options = &self->options,
        .request = request,
        .response = response,
    };
    g_autoptr(GError) error = NULL;

    find_session(&call);
    error_set(&error, SEVENTH_ERROR_NOT_FOUND, "There is no page at this address.");
    call_fail(&call, error);
    g_clear_pointer(&call.counts, json_decref);
    session_clear(&call.session);
}
