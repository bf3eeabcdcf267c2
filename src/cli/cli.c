/* From argv to an operation or a command. */
#include "cli/cli.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "api/openapi.h"
#include "cli/command.h"
#include "cli/map_ask.h"
#include "cli/password.h"
#include "cli/print.h"
#include "cli/progress.h"

#define EXIT_USAGE 2

static int
fail_usage(const GError *error)
{
    fprintf(stderr, "seventh: %s\n", error->message);
    return EXIT_USAGE;
}

/* Exports are for programs: --json and --format json mean the same there. */
static bool
wants_json(const Operation *operation, const GlobalOptions *globals, json_t *params)
{
    for (const OperationParam *param = operation->params; param != NULL && param->name != NULL;
         param++)
        if (strcmp(param->name, "format") == 0 && globals->json &&
            json_text(params, "format", NULL) == NULL)
            json_set_text(params, "format", "json");
    return globals->json || strcmp(json_text(params, "format", ""), "json") == 0;
}

static int
run_operation(const Operation *operation, const GlobalOptions *globals, int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    World *world = NULL;
    int exit_code = 0;

    g_autoptr(json_t) params = args_to_params(operation, argc, argv, &error);
    if (params == NULL || !password_ask(operation, params, globals->no_input, &error) ||
        !operation_check(operation, params, &error))
        return fail_usage(error);
    bool alone = operation->stands_alone &&
                 (operation->needs_workspace == NULL || !operation->needs_workspace(params));
    App *app = alone ? command_open_bare(globals, &world)
                     : command_open_app(globals, true, &world, &error);
    if (app == NULL)
        return command_fail(error);
    map_ask(app, operation, params, globals->no_input);
    app->progress = progress_show;
    Actor actor = actor_system(app);
    bool done;
    bool as_json = wants_json(operation, globals, params);
    if (operation->is_list) {
        g_autoptr(Printer) printer = printer_new(operation, as_json);
        done = operation_stream(app, &actor, operation->verb, params, printer_row, printer,
                                &exit_code, &error);
    } else {
        g_autoptr(json_t) result = NULL;
        done = operation_call(app, &actor, operation->verb, params, &result, &exit_code, &error);
        progress_end();
        if (done && result != NULL && operation->say != NULL && !as_json)
            print_said(operation, result);
        else if (done && result != NULL)
            print_object(result, as_json);
    }
    app_close(app);
    world_virtual_free(world);
    return done ? exit_code : command_fail(error);
}

/* "sequence" alone: the commands that begin so, and how many. */
static int
list_group(FILE *out, const char *word)
{
    g_autofree char *prefix = g_strconcat(word, " ", NULL);
    int known = 0;

    for (gsize i = 0; i < OPERATION_COUNT; i++) {
        if (!g_str_has_prefix(OPERATIONS[i]->verb, prefix))
            continue;
        if (known++ == 0)
            fprintf(out, "seventh: %s what? One of:\n", word);
        fprintf(out, "  seventh %-20s %s\n", OPERATIONS[i]->verb, OPERATIONS[i]->summary);
    }
    return known;
}

static int
fail_unknown(const char *word)
{
    fprintf(stderr, "seventh: there is no command \"%s\"; `seventh --help` lists them\n", word);
    return EXIT_USAGE;
}

/* Not in the list of commands: the documents in docs/ are made with these. */
static bool
print_document(const char *kind)
{
    if (strcmp(kind, "--openapi") == 0) {
        g_autofree char *text = openapi_text();
        fputs(text, stdout);
        return true;
    }
    if (strcmp(kind, "--man") == 0)
        print_man();
    else if (strcmp(kind, "--markdown") == 0)
        print_markdown();
    else
        return false;
    return true;
}

/* Of a command, of a group of commands, or of all. */
static int
help(int argc, char **argv)
{
    const Command *command = argc > 0 ? command_find(argv[0]) : NULL;
    int used;
    const Operation *operation = args_find_operation(argc, argv, &used);

    if (command != NULL)
        operation = &command->form;
    if (argc > 0 && operation == NULL)
        return list_group(stdout, argv[0]) > 0 ? 0 : fail_unknown(argv[0]);
    print_help(operation);
    return 0;
}

static int
run_command(const Command *command, const GlobalOptions *globals, int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(json_t) params = args_to_params(&command->form, argc, argv, &error);

    if (params == NULL || !operation_check(&command->form, params, &error))
        return fail_usage(error);
    return command->run(globals, params);
}

static int
run(const GlobalOptions *globals, int argc, char **argv)
{
    const Command *command = command_find(argv[0]);
    bool asks = strcmp(argv[0], "help") == 0;
    int used;

    if (asks && argc == 2 && print_document(argv[1]))
        return 0;
    if (asks || globals->help)
        return help(argc - (asks ? 1 : 0), argv + (asks ? 1 : 0));
    if (command != NULL)
        return run_command(command, globals, argc - 1, argv + 1);
    const Operation *operation = args_find_operation(argc, argv, &used);
    if (operation != NULL)
        return run_operation(operation, globals, argc - used, argv + used);
    return list_group(stderr, argv[0]) > 0 ? EXIT_USAGE : fail_unknown(argv[0]);
}

int
cli_main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    GlobalOptions globals;

    setlocale(LC_CTYPE, "");
    if (!args_read_globals(&argc, argv, &globals, &error))
        return fail_usage(error);
    if (globals.version) {
        puts("seventh " SEVENTH_VERSION);
        return 0;
    }
    if (argc < 2) {
        print_help(NULL);
        return globals.help ? 0 : EXIT_USAGE;
    }
    int status = run(&globals, argc - 1, argv + 1);
    errno = 0;
    if ((fflush(stdout) != 0 || ferror(stdout)) && status == 0) {
        int problem = printer_problem() != 0 ? printer_problem() : errno;
        fprintf(stderr, "seventh: the output could not be written%s%s\n", problem != 0 ? ": " : "",
                problem != 0 ? g_strerror(problem) : "");
        status = 1;
    }
    return status;
}
