/* The audit's report as a PDF: the page of audit_html.h on numbered sheets, with its charts, the
 * first rows of each list, and an outline. */
#pragma once

#include "base/json.h"
#include "text/paper.h"

#define AUDIT_PDF_ROWS 50 /* of each list */

/* Free with g_bytes_unref(). Errors: LIMIT, IO. */
GBytes *audit_pdf(const json_t *report, PaperSize size, GError **error);
