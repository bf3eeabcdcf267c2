/* Markdown (md4c) to the two parts of a mail: HTML and plain text, from one source. */
#pragma once

#include <glib.h>

/* CommonMark without raw HTML. Links keep only http, https, mailto and tel. Free with g_free(). */
char *markdown_to_html(const char *markdown);

/* What the same source reads like in a plain-text mail program: paragraphs wrapped at 72 columns,
 * lists with "- ", links as "text <url>". Free with g_free(). */
char *markdown_to_text(const char *markdown);
