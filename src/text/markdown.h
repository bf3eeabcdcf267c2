/* Markdown (md4c) to the two parts of a mail: HTML and plain text, from one source.
 *
 * CommonMark with tables and bare links, without raw HTML: tags in the source are shown as they
 * were typed. Links keep only http, https, mailto and tel, images only http and https; of any other
 * the text stays and the address goes. The source is UTF-8; bytes that are not become U+FFFD.
 *
 * Disadvantage: no error is returned, since every text is Markdown. Should md4c give up (out of
 * memory), the source itself is handed back, escaped for HTML. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* The HTML of a body, without <html> or <body>. Free with g_free(). */
char *markdown_to_html(const char *markdown);

/* What the same source reads like in a plain-text mail program: paragraphs wrapped at 72 columns,
 * lists with "- ", links as "text <url>", hard breaks and code kept, tables in columns (or a line a
 * cell where they are too wide). Free with g_free(). */
char *markdown_to_text(const char *markdown);
