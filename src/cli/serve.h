/* serve: the web face and the workers in one process, until SIGINT or SIGTERM ends it. */
#pragma once

#include "cli/command.h"

typedef struct {
    const char *listen; /* NULL: 127.0.0.1:7077 */
    const char *role;   /* "all", "web" or "worker" */
    bool secure_cookies;
    const char *demo_email; /* signed in without a password; NULL: nobody */
} ServeOptions;

/* Serves an open App. Prints the address once it answers; returns the exit status. */
int serve_app(App *app, const ServeOptions *options);
int serve_run(const GlobalOptions *globals, const json_t *params);
