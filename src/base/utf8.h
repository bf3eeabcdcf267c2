/* Is a text UTF-8? Nearly all text is ASCII, eight bytes of which are looked at together; GLib's
 * own check goes byte by byte and comes in at the first other one. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* No byte beyond ASCII? */
bool utf8_is_ascii(const char *text, gsize length);

/* What g_utf8_validate() says of a NUL-terminated text. */
bool utf8_is_valid(const char *text);
