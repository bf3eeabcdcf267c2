/* See request.h: reading a request. The response half is in response.c. */
#include "http/internal.h"

#include <arpa/inet.h>
#include <string.h>

HttpRequest *
http_request_new(HttpServer *server, struct MHD_Connection *connection, const char *target)
{
    HttpRequest *self = g_new0(HttpRequest, 1);
    self->server = server;
    self->connection = connection;
    self->target = g_strdup(target);
    self->path = g_strndup(target, strcspn(target, "?"));
    return self;
}

void
http_request_free(HttpRequest *self)
{
    if (self == NULL)
        return;
    http_response_clear(&self->response);
    http_match_clear(&self->match);
    http_form_free(self->form);
    if (self->body != NULL)
        g_string_free(self->body, TRUE);
    g_free(self->peer);
    g_free(self->path);
    g_free(self->target);
    g_free(self);
}

const char *
http_request_method(const HttpRequest *request)
{
    return request->method;
}

const char *
http_request_path(const HttpRequest *request)
{
    return request->path;
}

const char *
http_request_target(const HttpRequest *request)
{
    return request->target;
}

const char *
http_request_segment(const HttpRequest *request, const char *name)
{
    if (request->match.names == NULL)
        return NULL;
    for (guint i = 0; request->match.names[i] != NULL; i++) {
        if (strcmp(request->match.names[i], name) == 0)
            return request->match.values[i];
    }
    return NULL;
}

void *
http_request_data(const HttpRequest *request)
{
    return request->match.route == NULL ? NULL : request->match.route->data;
}

const char *
http_request_query(const HttpRequest *request, const char *name)
{
    return MHD_lookup_connection_value(request->connection, MHD_GET_ARGUMENT_KIND, name);
}

typedef struct {
    HttpEach each;
    void *data;
} Visit;

static enum MHD_Result
visit_query(void *cls, enum MHD_ValueKind kind, const char *name, const char *value)
{
    const Visit *visit = cls;
    visit->each(name, value == NULL ? "" : value, visit->data);
    return MHD_YES;
}

void
http_request_each_query(const HttpRequest *request, HttpEach each, void *data)
{
    Visit visit = { each, data };
    MHD_get_connection_values(request->connection, MHD_GET_ARGUMENT_KIND, visit_query, &visit);
}

const char *
http_request_form(const HttpRequest *request, const char *name)
{
    return request->form == NULL ? NULL : http_form_value(request->form, name);
}

void
http_request_each_form(const HttpRequest *request, HttpEach each, void *data)
{
    if (request->form != NULL)
        http_form_each(request->form, each, data);
}

static const char *
text_or_null(const char *value)
{
    return value != NULL && g_utf8_validate(value, -1, NULL) ? value : NULL;
}

const char *
http_request_header(const HttpRequest *request, const char *name)
{
    return text_or_null(MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, name));
}

const char *
http_request_cookie(const HttpRequest *request, const char *name)
{
    return text_or_null(MHD_lookup_connection_value(request->connection, MHD_COOKIE_KIND, name));
}

const char *
http_request_body(const HttpRequest *request, gsize *ret_length)
{
    if (ret_length != NULL)
        *ret_length = request->body == NULL ? 0 : request->body->len;
    return request->body == NULL ? NULL : request->body->str;
}

int
http_request_upload(const HttpRequest *request, const char *field, const char **ret_file_name,
                    uint64_t *ret_size)
{
    const HttpUpload *upload =
        request->form == NULL ? NULL : http_form_upload(request->form, field);
    if (ret_file_name != NULL)
        *ret_file_name = upload == NULL ? NULL : upload->file_name;
    if (ret_size != NULL)
        *ret_size = upload == NULL ? 0 : upload->size;
    return upload == NULL ? -1 : upload->fd;
}

const char *
http_request_peer(const HttpRequest *request)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(request->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    char text[INET6_ADDRSTRLEN] = "unknown";
    if (info != NULL && info->client_addr != NULL) {
        const struct sockaddr *peer = info->client_addr;
        if (peer->sa_family == AF_INET)
            inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)peer)->sin_addr, text,
                      sizeof(text));
        else if (peer->sa_family == AF_INET6)
            inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)peer)->sin6_addr, text,
                      sizeof(text));
    }
    /* Kept by the request, so that the caller need not; nothing a caller can observe changes. */
    HttpRequest *self = (HttpRequest *)(uintptr_t)request;
    g_free(self->peer);
    self->peer = g_strdup(text);
    return self->peer;
}
