/* What two sets of texts say in the same words: a model is measured by what it never saw. */
#pragma once

#include <glib.h>

/* An empty set of wordings. Free with g_hash_table_unref(). */
GHashTable *wording_new(void);
/* Adds every run of six words of `text`, and of twelve letters in a script without blanks. */
void wording_add(GHashTable *self, const char *text);
/* Fails the test and prints what both say. */
void wording_assert_apart(GHashTable *taught, GHashTable *asked);
