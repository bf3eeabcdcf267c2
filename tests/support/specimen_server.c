/* Serves the specimen page, which shows every part of the look at once, with the real assets and
 * headers: for the browser tests, and for whoever changes the look.
 *
 * Usage: specimen-server CONTEXT.json [ADDR:PORT], then open the address it prints; ?theme=dark. */
#include <signal.h>
#include <stdio.h>

#include "web/assets.h"
#include "web/page.h"

static void
show(HttpRequest *request, HttpResponse *response, void *context)
{
    g_autoptr(json_t) mine = json_deep_copy(context);
    json_set_text(mine, "theme", http_request_query(request, "theme"));
    page_send(response, world_real(), "specimen", mine);
}

static void
not_found(HttpRequest *request, HttpResponse *response, void *data)
{
    http_response_body(response, "text/plain", "Nothing here.\n", 14);
}

int
main(int argc, char **argv)
{
    g_autofree char *text = NULL;
    gsize length;
    g_autoptr(GError) error = NULL;
    if (argc < 2 || !g_file_get_contents(argv[1], &text, &length, &error)) {
        fprintf(stderr, "specimen-server CONTEXT.json [ADDR:PORT]\n");
        return 2;
    }
    g_autoptr(json_t) context = json_read(text, length, &error);
    HttpRoute routes[] = {
        { "GET", "/", show, context, 0 },
        { "GET", "/assets/:file", asset_handle, NULL, 0 },
    };
    HttpServerOptions options = { .listen = argc > 2 ? argv[2] : "127.0.0.1:0" };
    HttpServer *server =
        context == NULL ? NULL : http_server_start(&options, routes, 2, not_found, NULL, &error);
    if (server == NULL) {
        fprintf(stderr, "%s\n", error->message);
        return 1;
    }
    sigset_t stop;
    int which;
    sigemptyset(&stop);
    sigaddset(&stop, SIGINT);
    sigaddset(&stop, SIGTERM);
    printf("http://%s/\n", http_server_address(server));
    fflush(stdout);
    sigprocmask(SIG_BLOCK, &stop, NULL);
    sigwait(&stop, &which);
    http_server_stop(server);
    return 0;
}
