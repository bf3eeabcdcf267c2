/* The server behind server.h, and the callbacks of one exchange (request and response). */
#pragma once

#include "http/internal.h"

struct HttpServer {
    HttpServerOptions options; /* with the defaults filled in */
    char *address;
    HttpHandler not_found;
    void *not_found_data;
    HttpRouter *router;
    HttpWatch *watch;
    GThreadPool *slow;
    GMutex slow_mutex; /* guards stopping, and that nothing is pushed to slow after it */
    bool stopping;
    struct MHD_Daemon *daemon;
};

/* One connection, from its first moment to its last. libmicrohttpd forgets to say that a request
 * has ended when the arguments of its address do not fit in the connection's memory, so the request
 * is kept here too, and freed with the next one or with the connection. */
typedef struct {
    HttpLink *link;
    HttpRequest *request;
} HttpConnection;

/* In the order in which libmicrohttpd calls them: the request line has arrived; the head, a piece
 * of the body, or its end; the answer has left or the connection broke. */
void *http_exchange_begin(void *cls, const char *uri, struct MHD_Connection *connection);
enum MHD_Result
http_exchange_handle(void *cls, struct MHD_Connection *connection, const char *url,
                     const char *method, const char *version, const char *upload_data,
                     size_t *upload_data_size, void **request);
void http_exchange_end(void *cls, struct MHD_Connection *connection, void **request,
                       enum MHD_RequestTerminationCode code);
/* A thread of the slow pool takes one request. */
void http_exchange_work(gpointer request, gpointer server);
