/* One request's way: head, body, handler, answer. Whatever the façade itself finds wrong is noted
 * as a refusal; a body of bearable size is then read and thrown away, so that the sender gets to
 * see the answer instead of a broken connection. */
#include "http/server_internal.h"

#include <string.h>

/* How much of a refused body is read for courtesy. */
#define MAX_DRAIN (16 * 1024 * 1024)

static HttpConnection *
connection_of(struct MHD_Connection *connection)
{
    return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

void *
http_exchange_begin(void *cls, const char *uri, struct MHD_Connection *connection)
{
    HttpServer *server = cls;
    HttpConnection *mine = connection_of(connection);
    HttpRequest *request = http_request_new(server, connection, uri);
    http_request_free(mine->request);
    mine->request = request;
    request->link = mine->link;
    request->begun_second = http_watch_begin(server->watch, request->link, 0);
    return request;
}

void
http_exchange_end(void *cls, struct MHD_Connection *connection, void **request,
                  enum MHD_RequestTerminationCode code)
{
    HttpServer *server = cls;
    HttpRequest *ended = *request;
    if (ended == NULL)
        return;
    *request = NULL;
    connection_of(connection)->request = NULL;
    http_watch_wait(server->watch, ended->link);
    http_request_free(ended);
}

static void
refuse(HttpRequest *request, int status, const char *why)
{
    const HttpServerOptions *options = &request->server->options;
    request->refused = status;
    http_response_say(&request->response, status, why);
    if (options->refused != NULL)
        options->refused(request, &request->response, status, why, options->refused_data);
}

static enum MHD_Result
check_argument(void *cls, enum MHD_ValueKind kind, const char *name, size_t name_length,
               const char *value, size_t value_length)
{
    bool *good = cls;
    *good = *good && g_utf8_validate_len(name, name_length, NULL) &&
            (value == NULL || g_utf8_validate_len(value, value_length, NULL));
    return MHD_YES;
}

static void
check_query(HttpRequest *request)
{
    bool good = true;
    if (strchr(request->target, '?') == NULL)
        return;
    MHD_get_connection_values_n(request->connection, MHD_GET_ARGUMENT_KIND, check_argument, &good);
    if (!good)
        refuse(request, 400, "The address holds text that is not UTF-8 after the question mark.");
}

static const char *
head_value(const HttpRequest *request, const char *name)
{
    return MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, name);
}

static void
find_route(HttpRequest *request)
{
    HttpServer *server = request->server;
    switch (http_router_find(server->router, request->method, request->path, &request->match)) {
    case HTTP_FOUND:
    case HTTP_NO_PATH:
        break;
    case HTTP_NO_METHOD:
        refuse(request, 405, "This page does not take that kind of request.");
        http_response_header(&request->response, "Allow", request->match.allow->str);
        break;
    case HTTP_BAD_PATH:
        refuse(request, 400, "The address holds characters that no page's address has.");
        break;
    }
}

/* Chooses how the body is kept, and what of it is too much. */
static void
prepare_body(HttpRequest *request, const char *length, const char *chunked)
{
    const HttpServerOptions *options = &request->server->options;
    const HttpRoute *route = request->match.route;
    const char *type = head_value(request, MHD_HTTP_HEADER_CONTENT_TYPE);
    bool takes_files = route != NULL && (route->flags & HTTP_UPLOAD) != 0;
    HttpFormLimits limits = { options->max_body, takes_files ? options->max_upload : 0 };
    bool form = http_form_is(type);
    /* A multipart head for each part comes on top of the fields. */
    uint64_t most = options->max_body + (form && takes_files ? limits.max_upload : 0);
    guint64 announced = 0;
    if (length != NULL && chunked != NULL) {
        refuse(request, 400, "A request has either a length or chunks, not both.");
        request->closing = true;
    } else if (length != NULL &&
               (!g_ascii_string_to_unsigned(length, 10, 0, G_MAXUINT64, &announced, NULL) ||
                announced > most)) {
        refuse(request, 413, "What you sent is too large for this page.");
        request->closing = announced > MAX_DRAIN;
    } else if (takes_files && options->admit != NULL &&
               !options->admit(request, &request->response, options->admit_data)) {
        request->refused = request->response.status;
        request->closing = announced > MAX_DRAIN;
    } else if (!form) {
        request->body = g_string_new(NULL);
    } else if ((request->form = http_form_new(request->connection, &limits)) == NULL) {
        refuse(request, 400, "The form arrived without the boundary between its fields.");
    }
}

static enum MHD_Result
take_head(HttpRequest *request, const char *method)
{
    request->begun = true;
    request->method = method;
    request->max_body = request->server->options.max_body;
    find_route(request);
    if (request->refused == 0)
        check_query(request);
    const char *length = head_value(request, MHD_HTTP_HEADER_CONTENT_LENGTH);
    const char *chunked = head_value(request, MHD_HTTP_HEADER_TRANSFER_ENCODING);
    if ((length != NULL || chunked != NULL) && request->refused == 0)
        prepare_body(request, length, chunked);
    /* Who asks before sending gets the answer at once. */
    bool asks = head_value(request, MHD_HTTP_HEADER_EXPECT) != NULL;
    if (request->refused != 0 && (request->closing || asks))
        return http_response_send(&request->response, request->connection, true);
    return MHD_YES;
}

static enum MHD_Result
take_body(HttpRequest *request, const char *data, size_t *size)
{
    gsize length = *size;
    *size = 0;
    request->received += length;
    http_watch_progress(request->server->watch, request->link, request->begun_second,
                        request->received);
    if (request->refused != 0)
        return request->received <= MAX_DRAIN ? MHD_YES : MHD_NO;
    const char *why = NULL;
    int wrong = 0;
    if (request->form != NULL)
        wrong = http_form_feed(request->form, data, length, &why);
    else if (request->body == NULL || request->body->len + length > request->max_body)
        wrong = 413, why = "What you sent is too large for this page.";
    else
        g_string_append_len(request->body, data, (gssize)length);
    if (wrong != 0) {
        refuse(request, wrong, why);
        request->received = 0; /* from here on counts what is thrown away */
    }
    return MHD_YES;
}

static enum MHD_Result
answer(HttpRequest *request)
{
    request->begun_second = http_watch_begin(request->server->watch, request->link,
                                             http_response_length(&request->response));
    return http_response_send(&request->response, request->connection, request->closing);
}

/* Gives the request to a slow thread; false when the server is stopping. */
static bool
hand_over(HttpServer *server, HttpRequest *request)
{
    g_mutex_lock(&server->slow_mutex);
    bool taken = !server->stopping;
    if (taken) {
        MHD_suspend_connection(request->connection);
        g_thread_pool_push(server->slow, request, NULL);
    }
    g_mutex_unlock(&server->slow_mutex);
    return taken;
}

static enum MHD_Result
dispatch(HttpRequest *request)
{
    HttpServer *server = request->server;
    const HttpRoute *route = request->match.route;
    http_watch_pause(request->link);
    if (route == NULL) {
        request->response.status = 404;
        server->not_found(request, &request->response, server->not_found_data);
        return answer(request);
    }
    if ((route->flags & HTTP_SLOW) == 0) {
        route->handler(request, &request->response, route->data);
        return answer(request);
    }
    if (hand_over(server, request))
        return MHD_YES;
    http_response_say(&request->response, 503, "The server is stopping. Try again shortly.");
    return answer(request);
}

void
http_exchange_work(gpointer data, gpointer server)
{
    HttpRequest *request = data;
    const HttpRoute *route = request->match.route;
    route->handler(request, &request->response, route->data);
    request->finished = true;
    MHD_resume_connection(request->connection);
}

enum MHD_Result
http_exchange_handle(void *cls, struct MHD_Connection *connection, const char *url,
                     const char *method, const char *version, const char *upload_data,
                     size_t *upload_data_size, void **context)
{
    HttpRequest *request = *context;
    if (request == NULL)
        return MHD_NO;
    if (!request->begun)
        return take_head(request, method);
    if (*upload_data_size > 0)
        return take_body(request, upload_data, upload_data_size);
    if (request->finished)
        return answer(request);
    const char *why = NULL;
    int wrong = 0;
    if (request->form != NULL && request->refused == 0)
        wrong = http_form_finish(request->form, &why);
    if (wrong != 0)
        refuse(request, wrong, why);
    return request->refused != 0 ? answer(request) : dispatch(request);
}
