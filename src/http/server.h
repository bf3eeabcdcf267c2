/* The HTTP server façade over libmicrohttpd: epoll and a thread pool, a router, limits, and nothing
 * of the product.
 *
 * A handler runs on a pool thread with the whole request in memory (limit `max_body`, 413 beyond),
 * except file uploads, which are spooled to an unlinked temporary file. It fills one HttpResponse;
 * headers every page needs (CSP, nosniff, Referrer-Policy, frame-ancestors) are added here. */
#pragma once

#include "base/json.h"

typedef struct HttpServer HttpServer;
typedef struct HttpRequest HttpRequest;   /* see http/request.h */
typedef struct HttpResponse HttpResponse; /* see http/request.h */

typedef void (*HttpHandler)(HttpRequest *request, HttpResponse *response, void *data);

typedef struct {
    const char *method;  /* "GET", "POST" */
    const char *pattern; /* "/prospects/:id"; a last segment "*rest" takes what remains */
    HttpHandler handler;
    void *data;
} HttpRoute;

typedef struct {
    const char *listen;    /* "127.0.0.1:7077", "[::1]:7077", port 0: any free one */
    guint threads;         /* 0: number of processors */
    gsize max_body;        /* 0: 1 MiB */
    gsize max_upload;      /* 0: 2 GiB */
    guint max_connections; /* 0: 1024 */
    guint idle_timeout_s;  /* 0: 30 */
} HttpServerOptions;

/* Routes must stay valid as long as the server. Literal segments win over ":name". HEAD is answered
 * by GET; OPTIONS not at all. Errors: INVALID (address), UNAVAILABLE (port in use: says by what
 * option to change it). */
HttpServer *
http_server_start(const HttpServerOptions *options, const HttpRoute *routes, gsize route_count,
                  HttpHandler not_found, void *not_found_data, GError **error);
void http_server_stop(HttpServer *self);
/* "127.0.0.1:41233" after the kernel chose a port. */
const char *http_server_address(const HttpServer *self);
