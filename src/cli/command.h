/* Commands that are no operation, because they start or make something rather than ask a running
 * workspace. */
#pragma once

#include "cli/args.h"

typedef struct {
    const char *name, *summary;
    /* argv without the command's own words; returns the exit status. */
    int (*run)(const GlobalOptions *globals, int argc, char **argv);
} Command;

/* Ends with .name == NULL. */
extern const Command COMMANDS[];

/* Opens the App as the global options say; `world` gets the virtual world to free, or NULL. */
App *
command_open_app(const GlobalOptions *globals, bool must_exist, World **ret_world, GError **error);

/* The same without a database, for operations that stand alone. */
App *command_open_bare(const GlobalOptions *globals, World **ret_world);

/* Prints "seventh: MESSAGE" and returns the exit status of the error. */
int command_fail(const GError *error);
