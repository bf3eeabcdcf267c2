/* See request.h: filling a response, and handing it to libmicrohttpd. */
#include "http/internal.h"

#include <string.h>
#include <unistd.h>

/* Without a nonce no script runs at all; what htmx's hx-csp needs is added with one. */
#define POLICY                                                                          \
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "     \
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; " \
    "require-trusted-types-for 'script'; trusted-types"

static const HttpHeader SAFE_HEADERS[] = {
    { "Content-Security-Policy", POLICY " 'none'" },
    { "X-Content-Type-Options", "nosniff" },
    { "Referrer-Policy", "same-origin" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
    { "Cross-Origin-Resource-Policy", "same-origin" },
    { "Permissions-Policy",
      "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()" },
    { "Cache-Control", "no-store" },
};

static bool
is_token(const char *name)
{
    for (const char *at = name; *at != '\0'; at++) {
        if (!g_ascii_isalnum(*at) && strchr("!#$%&'*+-.^_`|~", *at) == NULL)
            return false;
    }
    return name[0] != '\0';
}

/* Control characters would end the header and begin another: they are left out. */
static char *
header_text(const char *value)
{
    GString *text = g_string_sized_new(strlen(value));
    for (const char *at = value; *at != '\0'; at++) {
        if ((unsigned char)*at >= 0x20 && *at != 0x7f)
            g_string_append_c(text, *at);
    }
    return g_string_free(text, FALSE);
}

void
http_response_status(HttpResponse *response, int status)
{
    g_assert(status >= 200 && status <= 599);
    response->status = status;
}

static void
add_header(HttpResponse *self, const char *name, char *value)
{
    g_assert(self->header_count < HTTP_MAX_HEADERS);
    self->headers[self->header_count++] = (HttpHeader){ g_strdup(name), value };
}

static void
drop_header(HttpResponse *self, const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(SAFE_HEADERS); i++) {
        if (g_ascii_strcasecmp(SAFE_HEADERS[i].name, name) == 0)
            self->replaced |= 1U << i;
    }
    guint kept = 0;
    for (guint i = 0; i < self->header_count; i++) {
        if (g_ascii_strcasecmp(self->headers[i].name, name) == 0) {
            g_free(self->headers[i].name);
            g_free(self->headers[i].value);
        } else {
            self->headers[kept++] = self->headers[i];
        }
    }
    self->header_count = kept;
}

void
http_response_header(HttpResponse *response, const char *name, const char *value)
{
    g_assert(is_token(name));
    drop_header(response, name);
    if (value != NULL && value[0] != '\0')
        add_header(response, name, header_text(value));
}

void
http_response_nonce(HttpResponse *response, const char *nonce)
{
    for (const char *at = nonce; *at != '\0'; at++)
        g_assert(g_ascii_isalnum(*at) || strchr("+/-_=", *at) != NULL);
    g_free(response->policy);
    response->policy = g_strconcat(POLICY " htmx; script-src 'nonce-", nonce, "'", NULL);
}

static void
drop_body(HttpResponse *self)
{
    if (self->taken != NULL)
        g_string_free(self->taken, TRUE);
    if (self->is_file)
        close(self->file);
    self->is_file = false;
    self->taken = NULL;
    self->fixed = NULL;
    self->length = 0;
}

static void
set_type(HttpResponse *self, const char *content_type)
{
    g_free(self->own_type);
    self->own_type = header_text(content_type);
}

void
http_response_body(HttpResponse *response, const char *content_type, const char *body, gsize length)
{
    drop_body(response);
    set_type(response, content_type);
    response->taken = g_string_new_len(body, (gssize)length);
}

void
http_response_static(HttpResponse *response, const char *content_type, const void *body,
                     gsize length)
{
    drop_body(response);
    set_type(response, content_type);
    response->fixed = body;
    response->length = length;
}

void
http_response_take(HttpResponse *response, const char *content_type, GString *body)
{
    drop_body(response);
    set_type(response, content_type);
    response->taken = body;
}

void
http_response_file(HttpResponse *response, const char *content_type, int fd, uint64_t length)
{
    drop_body(response);
    set_type(response, content_type);
    response->is_file = true;
    response->file = fd;
    response->length = length;
}

void
http_response_say(HttpResponse *self, int status, const char *sentence)
{
    self->status = status;
    http_response_body(self, "text/plain; charset=utf-8", sentence, strlen(sentence));
    g_string_append_c(self->taken, '\n');
}

void
http_response_redirect(HttpResponse *response, const char *location)
{
    /* "//host" and "/\host" lead elsewhere in a browser. */
    g_assert(location[0] == '/' && location[1] != '/' && location[1] != '\\');
    drop_body(response);
    response->status = MHD_HTTP_SEE_OTHER;
    http_response_header(response, "Location", location);
}

void
http_response_cookie(HttpResponse *response, const char *name, const char *value, int max_age_s,
                     bool secure)
{
    g_assert(is_token(name));
    for (const char *at = value; *at != '\0'; at++)
        g_assert(g_ascii_isgraph(*at) && strchr("\",;\\", *at) == NULL);
    GString *text = g_string_new(NULL);
    g_string_printf(text, "%s=%s; Path=/; HttpOnly; SameSite=Lax", name, value);
    if (secure)
        g_string_append(text, "; Secure");
    if (max_age_s != 0)
        g_string_append_printf(text, "; Max-Age=%d", MAX(max_age_s, 0));
    add_header(response, "Set-Cookie", g_string_free(text, FALSE));
}

void
http_response_clear(HttpResponse *self)
{
    drop_body(self);
    for (guint i = 0; i < self->header_count; i++) {
        g_free(self->headers[i].name);
        g_free(self->headers[i].value);
    }
    g_free(self->own_type);
    g_free(self->policy);
}

gsize
http_response_length(const HttpResponse *self)
{
    return self->taken != NULL ? self->taken->len : self->length;
}

static struct MHD_Response *
make_response(HttpResponse *self)
{
    if (self->is_file) {
        struct MHD_Response *response = MHD_create_response_from_fd64(self->length, self->file);
        self->is_file = response == NULL;
        return response;
    }
    if (self->taken == NULL)
        return MHD_create_response_from_buffer(self->length, (void *)(uintptr_t)self->fixed,
                                               MHD_RESPMEM_PERSISTENT);
    gsize length = self->taken->len;
    char *bytes = g_string_free(self->taken, FALSE);
    self->taken = NULL;
    return MHD_create_response_from_buffer_with_free_callback(length, bytes, g_free);
}

enum MHD_Result
http_response_send(HttpResponse *self, struct MHD_Connection *connection, bool close)
{
    struct MHD_Response *response = make_response(self);
    if (response == NULL)
        return MHD_NO;
    for (guint i = 0; i < G_N_ELEMENTS(SAFE_HEADERS); i++) {
        const char *value = i == 0 && self->policy != NULL ? self->policy : SAFE_HEADERS[i].value;
        if ((self->replaced & (1U << i)) == 0)
            MHD_add_response_header(response, SAFE_HEADERS[i].name, value);
    }
    if (self->own_type != NULL)
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, self->own_type);
    for (guint i = 0; i < self->header_count; i++)
        MHD_add_response_header(response, self->headers[i].name, self->headers[i].value);
    if (close)
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONNECTION, "close");
    unsigned status = self->status == 0 ? MHD_HTTP_OK : (unsigned)self->status;
    enum MHD_Result queued = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return queued;
}
