/* What a reply wants, as a linear model over hashed pieces of its text: words, pairs and triples of
 * words, beginnings and ends and middles of words (so that forms of a word and related languages
 * help each other), and what the rules of phrases/intent.phrases found.
 *
 * One is built in, made at build time from data/replies/train (tools/intentgen.c). A workspace goes
 * on from there with what its people corrected. Not here: what follows from an intent, and the
 * precedence of "stop" (mail/intent.h).
 *
 * Disadvantage: it knows no word that its authors did not write; below .8 a human decides. */
#pragma once

#include "mail/read.h"
#include "text/linear_model.h"

#define INTENT_CLASSES (INTENT_COUNT - 1)
#define INTENT_CLASS(intent) ((guint)(intent)-1) /* INTENT_NONE is none */
#define INTENT_SHAPE ((LinearShape){ 131072, INTENT_CLASSES })

/* The pieces of a text: LinearFeature. Free with g_array_unref(). */
GArray *intent_features_new(const char *text);
