/* See server.h: starting and stopping; one request's way through libmicrohttpd's callbacks is in
 * exchange.c. */
#include "http/server_internal.h"

#include <gio/gio.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/error.h"

#define DEFAULT_MAX_BODY (1024 * 1024)
#define DEFAULT_MAX_UPLOAD (G_GUINT64_CONSTANT(2) << 30)
#define DEFAULT_MAX_CONNECTIONS 1024
#define DEFAULT_IDLE_TIMEOUT_S 30
#define MAX_SLOW_THREADS 4
#define BACKLOG 511
/* Holds a request's head, later the answer's. libmicrohttpd clears all of it between two requests:
 * larger is slower. */
#define HEAD_MEMORY (16 * 1024)

static HttpServerOptions
with_defaults(const HttpServerOptions *options)
{
    HttpServerOptions full = *options;
    if (full.threads == 0)
        full.threads = g_get_num_processors();
    if (full.max_body == 0)
        full.max_body = DEFAULT_MAX_BODY;
    if (full.max_upload == 0)
        full.max_upload = DEFAULT_MAX_UPLOAD;
    if (full.max_connections == 0)
        full.max_connections = DEFAULT_MAX_CONNECTIONS;
    if (full.idle_timeout_s == 0)
        full.idle_timeout_s = DEFAULT_IDLE_TIMEOUT_S;
    return full;
}

/* "127.0.0.1:7077", "[::1]:7077", "localhost:7077", ":7077" (every address). */
static GSocketAddress *
parse_address(const char *listen_at, GError **error)
{
    const char *colon = listen_at == NULL ? NULL : strrchr(listen_at, ':');
    guint64 port = 0;
    if (colon != NULL && g_ascii_string_to_unsigned(colon + 1, 10, 0, 65535, &port, NULL)) {
        g_autofree char *host = g_strndup(listen_at, (gsize)(colon - listen_at));
        gsize length = strlen(host);
        const char *bare = host;
        if (length >= 2 && host[0] == '[' && host[length - 1] == ']') {
            host[length - 1] = '\0';
            bare = host + 1;
        }
        if (bare[0] == '\0')
            bare = "0.0.0.0";
        else if (strcmp(bare, "localhost") == 0)
            bare = "127.0.0.1";
        GSocketAddress *address = g_inet_socket_address_new_from_string(bare, (guint)port);
        if (address != NULL)
            return address;
    }
    error_set(error, SEVENTH_ERROR_INVALID,
              "\"%s\" is no address to listen on. Write it like 127.0.0.1:7077 or [::1]:7077.",
              listen_at == NULL ? "" : listen_at);
    return NULL;
}

static char *
bound_address(int fd)
{
    struct sockaddr_storage bound;
    socklen_t length = sizeof(bound);
    if (getsockname(fd, (struct sockaddr *)&bound, &length) != 0)
        return NULL;
    g_autoptr(GSocketAddress) address = g_socket_address_new_from_native(&bound, length);
    return g_socket_connectable_to_string(G_SOCKET_CONNECTABLE(address));
}

static int
open_socket(const char *listen_at, char **ret_address, GError **error)
{
    g_autoptr(GSocketAddress) address = parse_address(listen_at, error);
    if (address == NULL)
        return -1;
    struct sockaddr_storage native;
    gssize length = g_socket_address_get_native_size(address);
    if (!g_socket_address_to_native(address, &native, sizeof(native), error))
        return -1;
    int fd = socket(native.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int one = 1;
    if (fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)) == 0 &&
        bind(fd, (struct sockaddr *)&native, (socklen_t)length) == 0 && listen(fd, BACKLOG) == 0) {
        *ret_address = bound_address(fd);
        return fd;
    }
    error_set(error, SEVENTH_ERROR_UNAVAILABLE,
              "Cannot listen on %s: %s. Choose another address with --listen ADDR:PORT.", listen_at,
              g_strerror(errno));
    if (fd >= 0)
        close(fd);
    return -1;
}

static void
on_connection(void *cls, struct MHD_Connection *connection, void **socket_context,
              enum MHD_ConnectionNotificationCode code)
{
    HttpServer *self = cls;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info =
            MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        HttpConnection *opened = g_new0(HttpConnection, 1);
        opened->link = http_watch_open(self->watch, info->connect_fd);
        *socket_context = opened;
    } else if (*socket_context != NULL) {
        HttpConnection *closed = *socket_context;
        http_request_free(closed->request);
        http_watch_close(self->watch, closed->link);
        g_free(closed);
        *socket_context = NULL;
    }
}

static struct MHD_Daemon *
start_daemon(HttpServer *self, int fd)
{
    struct MHD_OptionItem pool[] = {
        { MHD_OPTION_THREAD_POOL_SIZE, (intptr_t)self->options.threads, NULL },
        { MHD_OPTION_END, 0, NULL },
    };
    if (self->options.threads < 2)
        pool[0].option = MHD_OPTION_END;
    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_TURBO | MHD_USE_ITC | MHD_ALLOW_SUSPEND_RESUME, 0,
        NULL, NULL, http_exchange_handle, self, MHD_OPTION_LISTEN_SOCKET, fd,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEAD_MEMORY, MHD_OPTION_CONNECTION_LIMIT,
        self->options.max_connections, MHD_OPTION_CONNECTION_TIMEOUT, self->options.idle_timeout_s,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_URI_LOG_CALLBACK, http_exchange_begin, self,
        MHD_OPTION_NOTIFY_COMPLETED, http_exchange_end, self, MHD_OPTION_NOTIFY_CONNECTION,
        on_connection, self, MHD_OPTION_ARRAY, pool, MHD_OPTION_END);
}

HttpServer *
http_server_start(const HttpServerOptions *options, const HttpRoute *routes, gsize route_count,
                  HttpHandler not_found, void *not_found_data, GError **error)
{
    char *address = NULL;
    int fd = open_socket(options->listen, &address, error);
    if (fd < 0)
        return NULL;
    HttpServer *self = g_new0(HttpServer, 1);
    self->options = with_defaults(options);
    self->address = address;
    g_mutex_init(&self->slow_mutex);
    self->not_found = not_found;
    self->not_found_data = not_found_data;
    self->router = http_router_new(routes, route_count);
    self->watch = http_watch_new(self->options.idle_timeout_s);
    self->slow = g_thread_pool_new(http_exchange_work, self, MAX_SLOW_THREADS, FALSE, NULL);
    self->daemon = start_daemon(self, fd);
    if (self->daemon == NULL) {
        error_set(error, SEVENTH_ERROR_UNAVAILABLE,
                  "The web server did not start on %s: the system refused threads or sockets.",
                  options->listen);
        close(fd);
        http_server_stop(self);
        return NULL;
    }
    return self;
}

void
http_server_stop(HttpServer *self)
{
    if (self == NULL)
        return;
    int fd = self->daemon == NULL ? -1 : MHD_quiesce_daemon(self->daemon);
    g_mutex_lock(&self->slow_mutex);
    self->stopping = true;
    g_mutex_unlock(&self->slow_mutex);
    g_thread_pool_free(self->slow, FALSE, TRUE); /* lets what runs finish */
    if (self->daemon != NULL)
        MHD_stop_daemon(self->daemon);
    if (fd >= 0)
        close(fd);
    http_watch_free(self->watch);
    g_mutex_clear(&self->slow_mutex);
    http_router_free(self->router);
    g_free(self->address);
    g_free(self);
}

const char *
http_server_address(const HttpServer *self)
{
    return self->address;
}
