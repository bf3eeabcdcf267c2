/* The HTTP server façade over libmicrohttpd: epoll and a thread pool, a router, limits, and nothing
 * of the product.
 *
 * A handler runs on a pool thread with the whole request in memory (limit `max_body`, 413 beyond),
 * except file uploads, which are spooled to an unlinked temporary file. It fills one HttpResponse;
 * headers every page needs (Content-Security-Policy, nosniff, Referrer-Policy, no-store, ...) are
 * added here, unless the handler set its own.
 *
 * Disadvantages: the pool is small (one thread a processor), so a handler that takes longer than a
 * few milliseconds holds up its neighbours; mark its route HTTP_SLOW and it runs on a thread of its
 * own. Requests too broken to reach the router (no Host, headers beyond 16 KiB) are answered by
 * libmicrohttpd itself with a bare 400, 414 or 431. */
#pragma once

#include "base/json.h"

typedef struct HttpServer HttpServer;
typedef struct HttpRequest HttpRequest;   /* see http/request.h */
typedef struct HttpResponse HttpResponse; /* see http/request.h */

typedef void (*HttpHandler)(HttpRequest *request, HttpResponse *response, void *data);

typedef enum {
    HTTP_UPLOAD = 1, /* takes files; on other routes a file in a form is refused with 413 */
    HTTP_SLOW = 2,   /* runs on a thread of its own: imports, mail checks, exports */
} HttpRouteFlags;

typedef struct {
    const char *method;  /* "GET", "POST" */
    const char *pattern; /* "/prospects/:id"; a last segment "*rest" takes what remains */
    HttpHandler handler;
    void *data;
    HttpRouteFlags flags;
} HttpRoute;

/* Asked when the head of a request for an HTTP_UPLOAD route has arrived, before its body is read.
 * To refuse, fills the response (401, 403, ...) and returns false: a stranger cannot fill the disk.
 */
typedef bool (*HttpAdmit)(HttpRequest *request, HttpResponse *response, void *data);

/* Told when the façade itself refuses a request (400, 405, 413, ...), after it filled the response
 * with the sentence as plain text: may put the same in another form. The status and the headers are
 * to stay. */
typedef void (*HttpRefused)(HttpRequest *request, HttpResponse *response, int status,
                            const char *sentence, void *data);

typedef struct {
    const char *listen;    /* "127.0.0.1:7077", "[::1]:7077", port 0: any free one */
    guint threads;         /* 0: number of processors */
    gsize max_body;        /* 0: 1 MiB */
    gsize max_upload;      /* 0: 2 GiB */
    guint max_connections; /* 0: 1024 */
    guint idle_timeout_s;  /* 0: 30; also the longest a request's head may take. Bodies and answers
                              get a second more for each 4 KiB. */
    HttpAdmit admit;       /* NULL: everyone may upload */
    void *admit_data;
    HttpRefused refused; /* NULL: the façade's own refusals are sentences of plain text */
    void *refused_data;
} HttpServerOptions;

/* Routes must stay valid as long as the server. Literal segments win over ":name". HEAD is answered
 * by GET. A path that is known under other methods only is answered with 405 and Allow. Segments
 * are percent-decoded; "." and "..", an encoded slash, control characters and what is not UTF-8 are
 * answered with 400. Errors: INVALID (address), UNAVAILABLE (port in use: says by what
 * option to change it). */
HttpServer *
http_server_start(const HttpServerOptions *options, const HttpRoute *routes, gsize route_count,
                  HttpHandler not_found, void *not_found_data, GError **error);
void http_server_stop(HttpServer *self);
/* "127.0.0.1:41233" after the kernel chose a port. */
const char *http_server_address(const HttpServer *self);
