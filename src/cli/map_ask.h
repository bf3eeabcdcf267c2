/* Asking which column is which, where an audit cannot tell from the headers. */
#pragma once

#include "app/operation.h"

/* On a terminal, for an operation with files and --map: shows the columns and asks for what is
 * missing; the answers join the parameter "map". Enter leaves a question open. Does nothing with
 * `no_input`, without a terminal, and for what was said with --map. */
void map_ask(App *app, const Operation *operation, json_t *params, bool no_input);
