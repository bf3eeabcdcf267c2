/* The word that was meant: for messages that say "did you mean ...?". */
#pragma once

#include <glib.h>

/* Letters to insert, delete or change to get from one word to the other (Levenshtein). Words of 64
 * bytes or more are G_MAXINT apart. */
int near_letters_apart(const char *a, const char *b);

/* A slip of this many letters is another word. */
#define NEAR_TOO_FAR 4

/* The one of `known` (char *) that is nearest to `word`; NULL when none is near. */
const char *near_word(const char *word, const GPtrArray *known);
