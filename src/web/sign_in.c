/* Signing in and out, and the front door. */
#include <string.h>

#include "web/page.h"
#include "web/pages.h"

#define SESSION_COOKIE "seventh"

/* Only a path of our own is a place to go on to. */
static const char *
safe_next(const char *next)
{
    return next != NULL && next[0] == '/' && next[1] != '/' && strchr(next, '\\') == NULL
               ? next
               : "/today";
}

static void
show_form(WebCall *call, const char *email, const char *next, const char *problem, int status)
{
    g_autoptr(json_t) context = json_object();
    bool anybody = true;

    session_anybody_has_password(call->app, &anybody, NULL);
    json_set_text(context, "title", "Sign in");
    json_set_text(context, "email", email);
    json_set_text(context, "next", next);
    json_set_text(context, "problem", problem);
    json_set_bool(context, "nobody_yet", !anybody);
    http_response_status(call->response, status);
    page_send_bare(call->response, call->app->world, "sign-in", context);
}

static void
get_sign_in(WebCall *call)
{
    show_form(call, "", http_request_query(call->request, "next"), NULL, 200);
}

static void
post_sign_in(WebCall *call)
{
    const char *email = http_request_form(call->request, "email");
    const char *password = http_request_form(call->request, "password");
    const char *next = http_request_form(call->request, "next");
    g_autofree char *token = NULL;
    g_autoptr(GError) error = NULL;

    if (email == NULL || password == NULL ||
        !session_sign_in(call->app, email, password, &token, &error)) {
        show_form(call, email, next,
                  error != NULL ? error->message : "Fill in both address and password.",
                  error != NULL ? error_trait(error)->http_status : 422);
        return;
    }
    http_response_cookie(call->response, SESSION_COOKIE, token, SESSION_DAYS * 86400,
                         call->options->secure_cookies);
    http_response_redirect(call->response, safe_next(next));
}

static void
post_sign_out(WebCall *call)
{
    const char *token = http_request_cookie(call->request, SESSION_COOKIE);

    if (token != NULL)
        session_sign_out(call->app, token, NULL);
    http_response_cookie(call->response, SESSION_COOKIE, "", -1, call->options->secure_cookies);
    http_response_redirect(call->response, "/sign-in");
}

static void
get_root(WebCall *call)
{
    http_response_redirect(call->response, "/today");
}

const PageRoute SIGN_IN_ROUTES[] = {
    { "GET", "/", get_root, PAGE_OPEN },
    { "GET", "/sign-in", get_sign_in, PAGE_OPEN },
    { "POST", "/sign-in", post_sign_in, PAGE_OPEN },
    { "POST", "/sign-out", post_sign_out, 0 },
    { 0 },
};
