/* The audit's report as one self-contained HTML page: charts as SVG with their figures beside them,
 * light and dark, made to be printed. Nothing in it is fetched from anywhere and nothing runs. */
#pragma once

#include "base/json.h"

/* What a page shows of a report (of audit_json()): sentences, bars with their places, rows. Free
 * with json_decref(). */
json_t *audit_html_context(const json_t *report);

/* The page. Free with g_free(). Errors: LIMIT. */
char *audit_html(const json_t *report, GError **error);
