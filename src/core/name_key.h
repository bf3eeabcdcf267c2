/* Name keys: the form in which people and companies are sorted and found by the first letters.
 *
 * Lower case, runs of blanks as one, none at the ends; accents stay, so that the key sorts as its
 * language would nearly have it. The same function makes the key when a person is written and when
 * somebody searches, so both always agree.
 *
 * What it is not: text/fold.h, which forgets more than a reader would forgive in a list. */
#pragma once

#include <glib.h>

/* "Ana", "Lopez Garcia" -> "lopez garcia ana"; either may be NULL; a company's is
 * name_key_of(NULL, name). Bytes that are no UTF-8 become U+FFFD. "" when there is no name. Free
 * with g_free(). */
char *name_key_of(const char *first, const char *last);

/* The same, appended to `out` without allocating for plain ASCII: for importing millions. */
void name_key_append(GString *out, const char *first, const char *last);
