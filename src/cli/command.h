/* Commands that are no operation, because they start or make something rather than ask a running
 * workspace. */
#pragma once

#include "cli/args.h"

typedef struct {
    Operation form; /* its word, summary and parameters, told and read as an operation's */
    /* With checked parameters; returns the exit status. */
    int (*run)(const GlobalOptions *globals, const json_t *params);
} Command;

/* Ends with .run == NULL. */
extern const Command COMMANDS[];

/* NULL: there is no such command. */
const Command *command_find(const char *word);

/* Opens the App as the global options say; `world` gets the virtual world to free, or NULL. */
App *
command_open_app(const GlobalOptions *globals, bool must_exist, World **ret_world, GError **error);

/* The same without a database, for operations that stand alone. */
App *command_open_bare(const GlobalOptions *globals, World **ret_world);

/* Prints "seventh: MESSAGE" and returns the exit status of the error. */
int command_fail(const GError *error);
