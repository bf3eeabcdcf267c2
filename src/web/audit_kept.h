/* A report between two pages: it waits in the spool for an hour, under a token only its reader
 * knows, while they drill down, download, and decide whom to enroll. Beside it wait its lists with
 * all their rows, as app/audit_list.h writes them. */
#pragma once

#include "web/call.h"

#define AUDIT_KEPT_ROWS 1000 /* of each list in the report itself */

/* Keeps a report in the folder of its lists (of spool_folder()). Errors: IO. */
bool audit_keep(WebCall *call, const json_t *report, const char *folder, GError **error);

/* The folder of the lists of the report that the address's ":token" names (g_free). Errors:
 * NOT_FOUND. */
char *audit_kept_lists(WebCall *call, GError **error);

/* The report that the address's ":token" names. When it is gone, answers with the form for another
 * audit, saying so, and returns NULL. */
json_t *audit_kept(WebCall *call);

/* The same for a token of the reader's. Errors: NOT_FOUND. */
json_t *audit_kept_report(WebCall *call, const char *token, GError **error);
