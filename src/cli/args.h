/* Arguments: words and options to an operation with checked JSON parameters. */
#pragma once

#include "app/operation.h"

typedef struct {
    const char *db_url; /* NULL: SEVENTH_DB or sqlite:./seventh.db */
    bool json, no_input, help, version;
    bool has_now;
    Instant now_us;
} GlobalOptions;

/* Takes the global options out of the front of argv; `ret_rest` is the index of the first word
 * after them. They may also stand behind the command. Errors: INVALID. */
bool args_read_globals(int *argc, char **argv, GlobalOptions *ret, GError **error);

/* The operation with the longest verb that the words begin with; `ret_used` words belong to it.
 * NULL: none. */
const Operation *args_find_operation(int argc, char **argv, int *ret_used);

/* Options and positionals to a JSON object by the operation's table. Errors: INVALID (unknown
 * option, missing value, wrong number, too many words), each naming what would do. */
json_t *args_to_params(const Operation *operation, int argc, char **argv, GError **error);
