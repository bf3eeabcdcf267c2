/* See api.h: routes, and who may ask. */
#include "api/api.h"

#include <string.h>

#include "api/call.h"
#include "api/openapi.h"
#include "api/params.h"
#include "api/problem.h"
#include "api/rate.h"
#include "http/request.h"

#define SCHEME "Bearer "

typedef struct {
    Api *api;
    const Operation *operation;
} Bound;

struct Api {
    ApiOptions options;
    Rate *rate;
    GArray *routes;   /* HttpRoute */
    GPtrArray *bound; /* Bound */
    char *description;
    gsize description_length;
};

/* Says who a request must be from, as RFC 6750, section 3, asks. */
static bool
refuse_stranger(HttpResponse *response, const char *challenge, const char *message)
{
    http_response_header(response, "WWW-Authenticate", challenge);
    problem_answer(response, 401, problem_code(401), NULL, message);
    return false;
}

static bool
find_holder(Api *self, const HttpRequest *request, HttpResponse *response, TokenHolder *ret_holder)
{
    const char *header = http_request_header(request, "Authorization");
    g_autoptr(GError) error = NULL;

    if (header == NULL || g_ascii_strncasecmp(header, SCHEME, strlen(SCHEME)) != 0)
        return refuse_stranger(response, "Bearer realm=\"seventh\"",
                               "send a token: \"Authorization: Bearer svn_...\"; "
                               "`seventh token add` or Settings, Tokens makes one");
    if (token_find(self->options.app, header + strlen(SCHEME), ret_holder, &error))
        return true;
    if (g_error_matches(error, SEVENTH_ERROR, SEVENTH_ERROR_DENIED))
        return refuse_stranger(response, "Bearer realm=\"seventh\", error=\"invalid_token\"",
                               error->message);
    problem_answer(response, error_trait(error)->http_status, error_trait(error)->name, NULL,
                   error->message);
    return false;
}

static bool
check_rate(Api *self, const TokenHolder *holder, HttpResponse *response)
{
    int64_t wait_s = rate_take(self->rate, holder->token_id, app_now_us(self->options.app));
    g_autofree char *seconds = g_strdup_printf("%" G_GINT64_FORMAT, wait_s);
    g_autofree char *message = g_strdup_printf(
        "a token may ask %d times a minute; try again in %s s", API_REQUESTS_A_MINUTE, seconds);

    if (wait_s == 0)
        return true;
    http_response_header(response, "Retry-After", seconds);
    problem_answer(response, 429, problem_code(429), NULL, message);
    return false;
}

static bool
check_allowed(const Operation *operation, const TokenHolder *holder, HttpResponse *response)
{
    g_autoptr(GError) error = NULL;

    if (holder->read_only && strcmp(operation->method, "GET") != 0)
        error_set(&error, SEVENTH_ERROR_DENIED,
                  "this token may only look: %s takes one that may change things", operation->verb);
    else if (operation_allows(operation, &holder->actor, &error))
        return true;
    problem_answer_error(response, operation, NULL, error);
    return false;
}

static void
handle(HttpRequest *request, HttpResponse *response, void *data)
{
    const Bound *bound = data;
    TokenHolder holder;

    if (!find_holder(bound->api, request, response, &holder) ||
        !check_rate(bound->api, &holder, response) ||
        !check_allowed(bound->operation, &holder, response))
        return;
    g_autoptr(json_t) params = params_read(bound->operation, request, response);
    ApiCall call = { bound->api->options.app, bound->operation, &holder, request, response };
    const ApiOptions *options = &bound->api->options;
    if (params != NULL && call_run(&call, params) && options->poke != NULL &&
        strcmp(bound->operation->method, "GET") != 0)
        options->poke(options->poke_data);
}

/* The same for every installation of this version, so it needs no token. */
static void
handle_description(G_GNUC_UNUSED HttpRequest *request, HttpResponse *response, void *data)
{
    const Api *self = data;

    http_response_static(response, "application/json", self->description, self->description_length);
}

/* Looking at one thing takes milliseconds; lists, files and whatever talks to a server may not. */
static HttpRouteFlags
flags_of(const Operation *operation)
{
    bool quick = strcmp(operation->method, "GET") == 0 && !operation->is_list;

    return (params_upload(operation) != NULL ? HTTP_UPLOAD : 0) | (quick ? 0 : HTTP_SLOW);
}

Api *
api_new(const ApiOptions *options)
{
    Api *self = g_new0(Api, 1);

    self->options = *options;
    self->rate = rate_new(API_REQUESTS_A_MINUTE);
    self->routes = g_array_new(FALSE, FALSE, sizeof(HttpRoute));
    self->bound = g_ptr_array_new_with_free_func(g_free);
    self->description = openapi_text();
    self->description_length = strlen(self->description);
    HttpRoute description = { "GET", OPENAPI_PATH, handle_description, self, 0 };
    g_array_append_val(self->routes, description);
    for (gsize i = 0; i < OPERATION_COUNT; i++) {
        if (OPERATIONS[i]->path == NULL)
            continue;
        Bound *bound = g_new(Bound, 1);
        *bound = (Bound){ self, OPERATIONS[i] };
        g_ptr_array_add(self->bound, bound);
        HttpRoute route = { OPERATIONS[i]->method, OPERATIONS[i]->path, handle, bound,
                            flags_of(OPERATIONS[i]) };
        g_array_append_val(self->routes, route);
    }
    return self;
}

void
api_free(Api *self)
{
    if (self == NULL)
        return;
    g_array_unref(self->routes);
    g_ptr_array_unref(self->bound);
    rate_free(self->rate);
    g_free(self->description);
    g_free(self);
}

const HttpRoute *
api_routes(Api *self, gsize *ret_count)
{
    *ret_count = self->routes->len;
    return (const HttpRoute *)(const void *)self->routes->data;
}

bool
api_owns(const HttpRequest *request)
{
    return g_str_has_prefix(http_request_path(request), API_PREFIX);
}

bool
api_admit(HttpRequest *request, HttpResponse *response, void *data)
{
    const Bound *bound = http_request_data(request);
    TokenHolder holder;

    return find_holder(data, request, response, &holder) &&
           check_allowed(bound->operation, &holder, response);
}

void
api_not_found(HttpRequest *request, HttpResponse *response, G_GNUC_UNUSED void *data)
{
    g_autofree char *message =
        g_strdup_printf("there is nothing at %.200s; GET " OPENAPI_PATH " tells what there is",
                        http_request_path(request));

    problem_answer(response, 404, problem_code(404), NULL, message);
}

void
api_refused(HttpRequest *request, HttpResponse *response, int status, const char *sentence,
            G_GNUC_UNUSED void *data)
{
    if (!api_owns(request))
        return;
    if (status == 405)
        sentence = "this address does not take that method; the header Allow says which it does";
    if (status == 413)
        sentence =
            "the body is too large: 1 MiB of JSON at most; send a file as multipart/form-data";
    problem_answer(response, status, problem_code(status), NULL, sentence);
}
