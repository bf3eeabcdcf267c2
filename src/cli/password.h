/* Passwords never stand on a command line: from the environment, from stdin, or asked for without
 * echo. */
#pragma once

#include "app/operation.h"

/* Fills the parameter "password" of an operation that has one and was given none: SEVENTH_PASSWORD,
 * else a prompt on a terminal, else a line of stdin. With `no_input` only the environment is looked
 * at. */
bool password_ask(const Operation *operation, json_t *params, bool no_input, GError **error);
