/* init, serve: what makes or starts something. */
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

#include "cli/print.h"
#include "cli/serve.h"

static int run_init(const GlobalOptions *globals, int argc, char **argv);

const Command COMMANDS[] = {
    { "init", "Make a new, empty workspace", run_init },
    { "serve", "Serve the pages and do the work", serve_run },
    { 0 },
};

App *
command_open_app(const GlobalOptions *globals, bool must_exist, World **ret_world, GError **error)
{
    /* The present may be given; chance stays real, so that no two runs draw the same Message-ID. */
    *ret_world = globals->has_now
                     ? world_virtual_new(globals->now_us, world_random_u64(world_real()))
                     : NULL;
    AppOptions options = { .db_url = globals->db_url,
                           .world = *ret_world,
                           .must_exist = must_exist };
    App *app = app_open(&options, error);
    if (app == NULL)
        g_clear_pointer(ret_world, world_virtual_free);
    return app;
}

int
command_fail(const GError *error)
{
    fprintf(stderr, "seventh: %s\n", error->message);
    return error_trait(error)->exit_code;
}

static int
run_init(const GlobalOptions *globals, int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    World *world;

    if (argc > 0) {
        fprintf(stderr, "seventh: init takes no \"%s\"\n", argv[0]);
        return 2;
    }
    App *app = command_open_app(globals, false, &world, &error);
    if (app == NULL)
        return command_fail(error);
    g_autoptr(json_t) result = json_object();
    json_set_text(result, "db", db_url(app->db));
    json_set_int(result, "schema_version", app->schema_version);
    json_set_bool(result, "created", app->created);
    print_object(result, globals->json);
    app_close(app);
    world_virtual_free(world);
    return 0;
}
