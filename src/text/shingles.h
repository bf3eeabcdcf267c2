/* Shingles: how much of one text is in another.
 *
 * A shingle is the hash of three words in a row. Texts that share half of theirs (Jaccard) say the
 * same in the same words; the cosine of their weighted content words finds the same said in another
 * order. Novelty is the share of near pairs of content words that the others do not have, in either
 * order: rewording is not news. */
#pragma once

#include "text/phrases.h"

#define SHINGLE_WORDS 3

/* The shingles of words `first` to `end`, each once, ascending: an array of guint64. A text shorter
 * than three words has none. */
GArray *shingles_of(const PhraseText *text, guint first, guint end);
/* Shared by all; 0 when either is empty. */
double shingles_jaccard(const GArray *a, const GArray *b);
/* The share of `a` that is in `b`; 0 when `a` is empty. */
double shingles_contained(const GArray *a, const GArray *b);

/* Of two arrays of terms (text/terms.h), 0-1. A term weighs more the fewer of `all` (GArray * of
 * terms, `a` and `b` among them) have it. */
double terms_cosine(const GArray *a, const GArray *b, const GPtrArray *all);

/* The share of neighbouring pairs of `draft` that stand near one another in none of `others`
 * (GArray
 * * of terms), 0-1. A draft of a single term is new when the term is; an empty one is 0. */
double terms_novelty(const GArray *draft, const GPtrArray *others);
