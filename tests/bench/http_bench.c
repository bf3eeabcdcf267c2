/* The façade against bare libmicrohttpd: the same page of 4 KiB, the same threads, wrk with 16
 * connections, runs taking turns so that a busy machine disturbs both alike. Prints the medians.
 *
 * The bare handler makes a response from a buffer for each request with a content type, as any
 * program would; it has no router, no safe headers, no watch.
 *
 * Usage: http_bench [SECONDS_A_RUN [RUNS]] */
#include <gio/gio.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "http/request.h"

#define THREADS 2
#define MAX_RUNS 25
#define SKIPPED 77

static char page[4096];

static enum MHD_Result
serve_bare(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
           const char *version, const char *data, size_t *size, void **context)
{
    static int seen;
    if (*context == NULL) {
        *context = &seen;
        return MHD_YES;
    }
    struct MHD_Response *response =
        MHD_create_response_from_buffer(sizeof(page), page, MHD_RESPMEM_PERSISTENT);
    MHD_add_response_header(response, "Content-Type", "text/html; charset=utf-8");
    enum MHD_Result queued = MHD_queue_response(connection, MHD_HTTP_OK, response);
    MHD_destroy_response(response);
    return queued;
}

static void
serve_page(HttpRequest *request, HttpResponse *response, void *data)
{
    GString *body = g_string_new_len(page, sizeof(page));
    http_response_take(response, "text/html; charset=utf-8", body);
}

static double
measure(const char *address, const char *seconds)
{
    g_autofree char *url = g_strdup_printf("http://%s/prospects/7", address);
    g_autofree char *duration = g_strconcat("-d", seconds, NULL);
    const char *arguments[] = { "wrk", "-t1", "-c16", duration, url, NULL };
    g_autofree char *out = NULL;
    if (!g_spawn_sync(NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL,
                      NULL, NULL))
        return -1;
    const char *rate = strstr(out, "Requests/sec:");
    g_assert_nonnull(rate);
    g_assert_null(strstr(out, "Non-2xx"));
    return g_ascii_strtod(rate + strlen("Requests/sec:"), NULL);
}

static int
by_size(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

int
main(int argc, char **argv)
{
    const char *seconds = argc > 1 ? argv[1] : "4";
    guint runs = argc > 2 ? (guint)CLAMP(g_ascii_strtoll(argv[2], NULL, 10), 1, MAX_RUNS) : 5;
    double own[MAX_RUNS], bare[MAX_RUNS];
    memset(page, 'x', sizeof(page));

    HttpRoute route = { "GET", "/prospects/:id", serve_page, NULL, 0 };
    HttpServerOptions options = { .listen = "127.0.0.1:0", .threads = THREADS };
    g_autoptr(GError) error = NULL;
    HttpServer *server = http_server_start(&options, &route, 1, serve_page, NULL, &error);
    g_assert_no_error(error);
    struct MHD_Daemon *daemon =
        MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, serve_bare, NULL,
                         MHD_OPTION_THREAD_POOL_SIZE, THREADS, MHD_OPTION_END);
    g_assert_nonnull(daemon);
    g_autofree char *bare_address = g_strdup_printf(
        "127.0.0.1:%d", MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port);

    for (guint i = 0; i < runs; i++) {
        bare[i] = measure(bare_address, seconds);
        own[i] = measure(http_server_address(server), seconds);
        if (bare[i] < 0) {
            fprintf(stderr, "http_bench: skipped, wrk is not installed\n");
            return SKIPPED;
        }
    }
    MHD_stop_daemon(daemon);
    http_server_stop(server);
    qsort(own, runs, sizeof(double), by_size);
    qsort(bare, runs, sizeof(double), by_size);
    printf("{\"name\":\"http-page-4k\",\"value\":%.0f,\"unit\":\"req/s\",\"baseline\":%.0f,"
           "\"ratio\":%.2f}\n",
           own[runs / 2], bare[runs / 2], own[runs / 2] / bare[runs / 2]);
    return 0;
}
