/* Text in headers, so that every reader gets exactly what was written.
 *
 * ASCII goes as it is, folded at blanks; anything else, and ASCII that looks like an encoded word,
 * as encoded words (RFC 2047, base64 of UTF-8, cut between characters). A parameter that is not
 * plain goes by RFC 2231. Lines stay within 78 columns unless one word is longer. All take UTF-8
 * without control characters, and give line ends as "\n". `column` is where the text begins in its
 * line. Results are freed with g_free(). */
#pragma once

#include <glib.h>

/* A whole header's text, as of Subject. */
char *header_text_encode(const char *text, gsize column);

/* The name of a person before their address: as it is, in quotes, or as encoded words. */
char *header_phrase_encode(const char *name, gsize column);

/* "; filename=\"offer.pdf\"", or in RFC 2231's pieces on lines of their own. */
char *header_parameter_encode(const char *name, const char *value);
