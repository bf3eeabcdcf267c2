/* serve: the web face and the workers in one process, until a signal ends it. */
#pragma once

#include "cli/command.h"

/* Serves an open App. `role` "all", "web" or "worker". Prints the address when it answers; returns
 * the exit status. */
int serve_app(App *app, const char *listen, const char *role);
int serve_run(const GlobalOptions *globals, int argc, char **argv);
