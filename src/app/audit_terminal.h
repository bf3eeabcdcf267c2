/* The audit's report for a terminal. */
#pragma once

#include "base/json.h"

/* A report of audit_json() as lines of at most 100 columns, with small bars. Free with g_free(). */
char *audit_terminal(const json_t *report);
