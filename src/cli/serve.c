/* The server process: pages, workers, signals. */
#include "cli/serve.h"

#include <glib-unix.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>

#include "api/api.h"
#include "base/log.h"
#include "jobs/jobs.h"
#include "web/web.h"

#define DEFAULT_LISTEN "127.0.0.1:7077"

static gboolean
on_signal(gpointer data)
{
    g_main_loop_quit(data);
    return G_SOURCE_CONTINUE;
}

static void
wait_for_signal(void)
{
    g_autoptr(GMainLoop) loop = g_main_loop_new(NULL, FALSE);

    g_unix_signal_add(SIGINT, on_signal, loop);
    g_unix_signal_add(SIGTERM, on_signal, loop);
    g_main_loop_run(loop);
}

static void
poke(void *data)
{
    if (data != NULL)
        jobs_poke(data);
}

/* A page is thousands of small pieces of memory and a few large ones. With fast bins, each large
 * one would sweep all the small ones first; the threads' own caches make up for them. */
static void
tune_memory(void)
{
    mallopt(M_MXFAST, 0);
}

/* Both faces behind one port. */
typedef struct {
    Web *web;
    Api *api;
    GArray *routes; /* HttpRoute */
} Faces;

static bool
admit(HttpRequest *request, HttpResponse *response, void *data)
{
    Faces *faces = data;

    return api_owns(request) ? api_admit(request, response, faces->api)
                             : web_admit(request, response, faces->web);
}

static void
not_found(HttpRequest *request, HttpResponse *response, void *data)
{
    Faces *faces = data;

    if (api_owns(request))
        api_not_found(request, response, faces->api);
    else
        web_not_found(request, response, faces->web);
}

static HttpServer *
open_server(Faces *faces, const ServeOptions *options, GError **error)
{
    gsize pages, calls;
    const HttpRoute *routes = web_routes(faces->web, &pages);
    HttpServerOptions http = {
        .listen = options->listen != NULL ? options->listen : DEFAULT_LISTEN,
        .admit = admit,
        .admit_data = faces,
        .refused = api_refused,
    };

    faces->routes = g_array_new(FALSE, FALSE, sizeof(HttpRoute));
    g_array_append_vals(faces->routes, routes, (guint)pages);
    routes = api_routes(faces->api, &calls);
    g_array_append_vals(faces->routes, routes, (guint)calls);
    return http_server_start(&http, (const HttpRoute *)(const void *)faces->routes->data,
                             faces->routes->len, not_found, faces, error);
}

static void
close_faces(Faces *faces)
{
    g_clear_pointer(&faces->routes, g_array_unref);
    api_free(faces->api);
    web_free(faces->web);
}

int
serve_app(App *app, const ServeOptions *options)
{
    bool serves_web = strcmp(options->role, "worker") != 0;
    bool works = strcmp(options->role, "web") != 0;
    g_autoptr(GError) error = NULL;
    HttpServer *server = NULL;
    Jobs *jobs = works ? jobs_start(app) : NULL;
    WebOptions web_options = {
        .app = app,
        .poke = poke,
        .poke_data = jobs,
        .secure_cookies = options->secure_cookies,
        .demo_email = options->demo_email,
    };
    ApiOptions api_options = { .app = app, .poke = poke, .poke_data = jobs };
    Faces faces = { .web = web_new(&web_options), .api = api_new(&api_options) };

    tune_memory();
    if (serves_web)
        server = open_server(&faces, options, &error);
    if (error == NULL) {
        if (server != NULL) {
            printf("Seventh answers at http://%s/\n", http_server_address(server));
            fflush(stdout);
        }
        wait_for_signal();
        log_line(LOG_INFO, "serve", "stopping: the work under way is finished first");
        http_server_stop(server);
    }
    jobs_stop(jobs);
    close_faces(&faces);
    return error != NULL ? command_fail(error) : 0;
}

int
serve_run(const GlobalOptions *globals, const json_t *params)
{
    ServeOptions options = { .listen = json_text(params, "listen", NULL),
                             .role = json_text(params, "role", "all"),
                             .secure_cookies = json_flag(params, "secure_cookies", false) };
    g_autoptr(GError) error = NULL;
    World *world;

    App *app = command_open_app(globals, false, &world, &error);
    if (app == NULL)
        return command_fail(error);
    int status = serve_app(app, &options);
    app_close(app);
    world_virtual_free(world);
    return status;
}
