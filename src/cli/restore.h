/* restore FILE [--verify | --force]: a backup becomes the workspace, with sending paused. */
#pragma once

#include "cli/command.h"

/* Returns the exit status. */
int restore_run(const GlobalOptions *globals, const json_t *params);
