/* What the files of this room share and nobody else may see: the request, the response and the
 * connection behind them. */
#pragma once

#include <microhttpd.h>

#include "http/form.h"
#include "http/request.h"
#include "http/router.h"
#include "http/watch.h"

#define HTTP_MAX_HEADERS 24

typedef struct {
    char *name;
    char *value;
} HttpHeader;

struct HttpResponse {
    int status;
    HttpHeader headers[HTTP_MAX_HEADERS];
    guint header_count;
    guint replaced; /* bit i: the façade's own header i is not wanted */
    char *own_type;
    GString *taken;
    const void *fixed;
    gsize length;
    bool is_file; /* `file`, of `length` bytes, is the body */
    int file;
    char *policy; /* Content-Security-Policy with a nonce */
};

struct HttpRequest {
    HttpServer *server;
    struct MHD_Connection *connection;
    HttpLink *link;
    const char *method;
    char *target;
    char *path;
    HttpMatch match;
    HttpForm *form;
    GString *body;
    gsize max_body;
    uint64_t received;
    int begun_second; /* see http_watch_begin() */
    char *peer;
    bool begun;
    bool finished; /* a slow handler has run */
    bool closing;  /* the connection ends with this answer */
    int refused;   /* the status of what the façade itself found wrong; 0: nothing */
    HttpResponse response;
};

HttpRequest *
http_request_new(HttpServer *server, struct MHD_Connection *connection, const char *target);
void http_request_free(HttpRequest *self);

/* The façade's own answer: a sentence as plain text. */
void http_response_say(HttpResponse *self, int status, const char *sentence);
void http_response_clear(HttpResponse *self);
/* Hands the response to libmicrohttpd. */
enum MHD_Result
http_response_send(HttpResponse *self, struct MHD_Connection *connection, bool close);
gsize http_response_length(const HttpResponse *self);
