/* What a reply wants, as a linear model over hashed pieces of its text: words, pairs and triples of
 * words, beginnings and ends and middles of words (so that forms of a word and related languages
 * help each other), and what the rules of intent_phrases.c found. Multinomial logistic regression.
 *
 * One is built in, made at build time from data/replies/train (tools/intentgen.c). A workspace goes
 * on from there with what its people corrected. Not here: what follows from an intent, and the
 * precedence of "stop" (mail/intent.h).
 *
 * Disadvantage: it knows no word that its authors did not write; below .8 a human decides. */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "mail/read.h"

#define INTENT_BUCKETS 131072u
#define INTENT_CLASSES (INTENT_COUNT - 1) /* class = intent - 1; INTENT_NONE is none */

typedef struct IntentModel IntentModel;

/* The pieces of a text. Free with g_array_unref(). */
typedef struct {
    guint32 bucket;
    float value;
} IntentFeature;
GArray *intent_features_new(const char *text);

IntentModel *intent_model_new(void);
/* A copy that is taught on gently: what it knows is firm. */
IntentModel *intent_model_copy(const IntentModel *self);
void intent_model_free(IntentModel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IntentModel, intent_model_free)

/* Probabilities by class, adding up to 1. */
void intent_model_weigh(const IntentModel *self, const GArray *features,
                        double ret_shares[INTENT_CLASSES]);
/* One step towards calling these features `intent`; `rate` .05 to .5. */
void intent_model_teach(IntentModel *self, const GArray *features, MailIntent intent, double rate);
/* Adds a share of another's weights; neither comes from bytes. */
void intent_model_blend(IntentModel *self, const IntentModel *other, double share);

/* A byte a weight and a scale; the same bytes on every machine of one byte order. */
GBytes *intent_model_to_bytes(const IntentModel *self);
/* NULL when the bytes are no model of this size. */
IntentModel *intent_model_from_bytes(const void *bytes, gsize length);
