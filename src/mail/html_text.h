/* HTML mail as plain text: enough to read a reply, nothing to look at.
 *
 * Blocks become lines, <blockquote> and the quote containers of the big mail programs become "> "
 * lines, styles and scripts vanish, character references are resolved. One pass, bounded output;
 * broken markup gives odd text, never an error. */
#pragma once

#include <glib.h>

/* `html` is valid UTF-8, and so is the result. Free with g_free(). */
char *html_text(const char *html);
