/* The audit's report as one self-contained HTML page: charts as SVG with their figures beside them,
 * light and dark, made to be printed. Nothing in it is fetched from anywhere and nothing runs. */
#pragma once

#include "base/json.h"

#define AUDIT_HTML_ROWS 200 /* of each list on the page */

/* What a page shows of a report (of audit_json()): sentences, bars with their places, and so many
 * rows of each list. Free with json_decref(). */
json_t *audit_html_context(const json_t *report, guint most_rows);

/* Adds to a row of a list "who" ("Ann Field, ann@example.com") and "day". */
void audit_html_lead(json_t *row);

/* The page. Free with g_free(). Errors: LIMIT. */
char *audit_html(const json_t *report, GError **error);
