/* init, demo: what makes a workspace, and opens one to look around in. */
#include "cli/command.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/demo.h"
#include "cli/print.h"
#include "cli/restore.h"
#include "cli/serve.h"

#define DEMO_SEED 7
#define DEMO_PATH "./seventh-demo.db"

#define LISTEN                                                                                    \
    {                                                                                             \
        "listen", PARAM_TEXT, PARAM_OPTION, "ADDR:PORT", "where; 127.0.0.1:7077 otherwise", NULL, \
            0, 0                                                                                  \
    }

static int run_init(const GlobalOptions *globals, const json_t *params);
static int run_demo(const GlobalOptions *globals, const json_t *params);

static const OperationParam INIT_PARAMS[] = {
    { "demo", PARAM_FLAG, PARAM_OPTION, NULL, "with a team and six months of history", NULL, 0, 0 },
    { 0 },
};
static const OperationParam DEMO_PARAMS[] = { LISTEN, { 0 } };
static const OperationParam SERVE_PARAMS[] = {
    LISTEN,
    { "role", PARAM_TEXT, PARAM_OPTION, "ROLE", "what this process does; all otherwise",
      "all|web|worker", 0, 0 },
    { "secure_cookies", PARAM_FLAG, PARAM_OPTION, NULL,
      "cookies by TLS only: for a server behind one that speaks it", NULL, 0, 0 },
    { 0 },
};
static const OperationParam RESTORE_PARAMS[] = {
    { "file", PARAM_TEXT, PARAM_POSITIONAL, "FILE", "what `seventh backup` wrote", NULL, 0, 0 },
    { "verify", PARAM_FLAG, PARAM_OPTION, NULL, "only look whether it is sound", NULL, 0, 0 },
    { "force", PARAM_FLAG, PARAM_OPTION, NULL, "over the workspace that is there", NULL, 0, 0 },
    { 0 },
};

const Command COMMANDS[] = {
    { { .verb = "init",
        .summary = "Make a new workspace: empty, or with --demo a team with six months of history",
        .params = INIT_PARAMS },
      run_init },
    { { .verb = "demo",
        .summary = "Open a demo workspace in the browser; nothing is ever sent outside",
        .params = DEMO_PARAMS },
      run_demo },
    { { .verb = "serve", .summary = "Serve the pages and do the work", .params = SERVE_PARAMS },
      serve_run },
    { { .verb = "restore",
        .summary = "Put a backup in place, with sending paused; --verify only checks it",
        .params = RESTORE_PARAMS },
      restore_run },
    { .run = NULL },
};

const Command *
command_find(const char *word)
{
    for (const Command *command = COMMANDS; command->run != NULL; command++)
        if (strcmp(command->form.verb, word) == 0)
            return command;
    return NULL;
}

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

App *
command_open_bare(const GlobalOptions *globals, World **ret_world)
{
    *ret_world = globals->has_now ? world_virtual_new(globals->now_us, 0) : NULL;
    return app_open(&(AppOptions){ .world = *ret_world, .no_database = true }, NULL);
}

int
command_fail(const GError *error)
{
    fprintf(stderr, "seventh: %s\n", error->message);
    return error_trait(error)->exit_code;
}

/* The demo's world runs in step with the real one, but stands on a Thursday morning when it begins.
 */
static Instant
demo_begin(const GlobalOptions *globals)
{
    const Zone *zone = zone_get("Europe/Berlin", NULL);
    return demo_morning(zone, globals->has_now ? globals->now_us : world_now_us(world_real()));
}

static bool
fill(App *app, Instant until_us, GError **error)
{
    World *before = app->world;
    World *past = world_virtual_new(until_us, DEMO_SEED);

    app->world = past;
    bool done = demo_fill(app, until_us, error);
    app->world = before;
    world_virtual_free(past);
    return done;
}

static int
run_init(const GlobalOptions *globals, const json_t *params)
{
    bool demo = json_flag(params, "demo", false);
    g_autoptr(GError) error = NULL;
    World *world;

    App *app = command_open_app(globals, false, &world, &error);
    if (app == NULL)
        return command_fail(error);
    if (!demo || fill(app, demo_begin(globals), &error)) {
        g_autoptr(json_t) result = json_object();
        json_set_text(result, "db", db_url(app->db));
        json_set_int(result, "schema_version", app->schema_version);
        json_set_bool(result, "created", app->created);
        print_object(result, globals->json);
    }
    app_close(app);
    world_virtual_free(world);
    return error != NULL ? command_fail(error) : 0;
}

/* Yesterday's demo is thrown away: its Thursday is over. */
static void
remove_old_demo(const char *path)
{
    static const char *const ENDINGS[] = { "", "-wal", "-shm" };

    for (gsize i = 0; i < G_N_ELEMENTS(ENDINGS); i++) {
        g_autofree char *file = g_strconcat(path, ENDINGS[i], NULL);
        unlink(file);
    }
}

static int
run_demo(const GlobalOptions *globals, const json_t *params)
{
    ServeOptions serve = { .listen = json_text(params, "listen", NULL),
                           .role = "all",
                           .demo_email = DEMO_EMAIL };
    g_autoptr(GError) error = NULL;
    Instant begin_us = demo_begin(globals);
    GlobalOptions own = *globals;

    if (own.db_url == NULL) {
        own.db_url = "sqlite:" DEMO_PATH;
        remove_old_demo(DEMO_PATH);
    }
    World *world = world_shifted_new(begin_us - world_now_us(world_real()));
    AppOptions options = { .db_url = own.db_url, .world = world };
    App *app = app_open(&options, &error);
    if (app == NULL)
        return command_fail(error);
    int status = fill(app, begin_us, &error) ? serve_app(app, &serve) : command_fail(error);
    app_close(app);
    world_shifted_free(world);
    return status;
}
