/* The commands as a page of Markdown: docs/cli.md is made of it, and a test holds the two together.
 */
#include <stdio.h>

#include "cli/command.h"
#include "cli/print.h"

static char *
option_form(const OperationParam *param)
{
    g_autofree char *dashed = g_strdelimit(g_strdup(param->name), "_", '-');
    const char *hint = param->value_hint != NULL ? param->value_hint : "";

    if (param->place == PARAM_POSITIONAL || param->place == PARAM_POSITIONAL_OPTIONAL)
        return g_strdup(hint);
    return g_strdup_printf("--%s%s%s", dashed, hint[0] != '\0' ? " " : "", hint);
}

/* A "|" would end the cell of a table. */
static void
print_cell_text(const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '|')
            putchar('\\');
        putchar(*text);
    }
}

static void
print_operation(const Operation *operation)
{
    printf("\n## %s\n\n", operation->verb);
    print_cell_text(operation->summary);
    if (operation->role == ROLE_NOBODY)
        puts(".");
    else
        printf(". For a %s%s.\n", role_name(operation->role),
               operation->is_list ? "; prints a list, one row a line with `--json`" : "");
    if (operation->params == NULL || operation->params->name == NULL)
        return;
    puts("\n| option | |\n|---|---|");
    for (const OperationParam *param = operation->params; param->name != NULL; param++) {
        g_autofree char *form = option_form(param);
        bool needed = param->place == PARAM_REQUIRED || param->place == PARAM_POSITIONAL;
        fputs("| `", stdout);
        print_cell_text(form);
        fputs("` | ", stdout);
        print_cell_text(param->summary);
        if (needed)
            fputs(" (needed)", stdout);
        if (param->choices != NULL) {
            fputs(": ", stdout);
            print_cell_text(param->choices);
        }
        puts(" |");
    }
}

void
print_markdown(void)
{
    puts("# The commands\n\n"
         "Made by `seventh help --markdown` from the table of operations; a test keeps it true.\n\n"
         "`seventh [--db URL] [--json] [--now INSTANT] [--no-input] COMMAND ...`\n\n"
         "Exit status: 0 ok, 1 error, 2 wrong usage, 3 findings, 75 try again later.");
    for (const Command *command = COMMANDS; command->run != NULL; command++)
        print_operation(&command->form);
    for (gsize i = 0; i < OPERATION_COUNT; i++)
        print_operation(OPERATIONS[i]);
}
