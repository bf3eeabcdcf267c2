/* Gathering the hashed pieces of a text for a linear model; each piece counts once. */
#pragma once

#include <math.h>
#include <string.h>

#include "text/linear_model.h"
#include "text/phrase_words.h"

typedef struct {
    GArray *features; /* LinearFeature */
    guint buckets;    /* of the model */
    guint32 seen[LINEAR_BUCKETS_MAX >> 5];
} LinearPieces;

static inline void
linear_pieces_add(LinearPieces *self, guint32 hash, float value)
{
    guint32 bucket = (hash ^ hash >> 16) & (self->buckets - 1);
    LinearFeature feature = { bucket, value };

    if ((self->seen[bucket >> 5] >> (bucket & 31) & 1) != 0)
        return;
    self->seen[bucket >> 5] |= 1u << (bucket & 31);
    g_array_append_val(self->features, feature);
}

/* One hash of two, in this order. */
static inline guint32
linear_pieces_join(guint32 left, guint32 right)
{
    return (left ^ right) * 2654435761u + 0x9e3779b9u;
}

static inline void
linear_pieces_add_text(LinearPieces *self, const char *piece, float value)
{
    linear_pieces_add(self, phrase_hash(piece, strlen(piece)), value);
}

/* Numbers are alike save for their length. */
static inline guint32
linear_pieces_hash_word(const char *word)
{
    return g_ascii_isdigit(*word) ? phrase_hash("00000", MIN(strlen(word), 5))
                                  : phrase_hash(word, strlen(word));
}

/* Pieces of `least` to `most` letters within "<word>"; none of a number. */
void
linear_pieces_add_parts(LinearPieces *self, const char *word, gsize least, gsize most, float value);

/* Words one after the other: each by itself, with the one before it, and with the two. */
typedef struct {
    guint32 before, earlier;
    guint words;
} LinearRun;

#define LINEAR_RUN_BEGIN ((LinearRun){ .before = 1, .earlier = 1 })

/* The word's hash is linear_pieces_hash_word()'s. */
void linear_pieces_add_in_run(LinearPieces *self, LinearRun *run, guint32 hash);

/* The bits that are set, each alone and any two together; a seed each tells them from others. */
void
linear_pieces_add_bits(LinearPieces *self, guint64 bits, guint32 alone_seed, guint32 pair_seed);

/* Brings what was gathered from `from` on to the length `share`. */
static inline void
linear_pieces_balance(LinearPieces *self, guint from, float share)
{
    float squares = 0;

    for (guint i = from; i < self->features->len; i++) {
        float value = g_array_index(self->features, LinearFeature, i).value;
        squares += value * value;
    }
    for (guint i = from; i < self->features->len; i++)
        g_array_index(self->features, LinearFeature, i).value *= share / sqrtf(squares);
}
