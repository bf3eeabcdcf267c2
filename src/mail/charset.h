/* Charsets: any bytes become valid UTF-8; what cannot be read becomes U+FFFD. */
#pragma once

#include <glib.h>

/* `charset` as the message names it; NULL, empty or unknown: UTF-8 when the bytes are UTF-8,
 * ISO-2022-JP when its escapes are there, else Windows-1252. NUL bytes become U+FFFD. Never fails.
 * Free the string. */
GString *charset_to_utf8(const char *bytes, gsize length, const char *charset);

/* The same for a short string in no declared charset. Free with g_free(); NULL gives NULL. */
char *charset_repair(const char *text);

/* Loads the converters of all charsets that mail uses, and keeps them: for a process that will not
 * be able to open a file later. What is not among them is guessed. */
void charset_prepare(void);
