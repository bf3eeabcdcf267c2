/* A linear model over hashed pieces of text: multinomial logistic regression, each weight learning
 * the slower the more it has learned (AdaGrad).
 *
 * Classes are numbers from 0; what they mean is the caller's business. Pieces that fall into one
 * bucket share a weight. A model that came from bytes is weighed as bytes, which a processor's
 * cache can hold; teaching spreads it out. */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define LINEAR_BUCKETS_MAX 131072u
#define LINEAR_CLASSES_MAX 16u

typedef struct {
    guint buckets; /* a power of two, up to LINEAR_BUCKETS_MAX */
    guint classes; /* 2 to LINEAR_CLASSES_MAX */
} LinearShape;

typedef struct LinearModel LinearModel;

/* A piece of a text and how much it counts. */
typedef struct {
    guint32 bucket;
    float value;
} LinearFeature;

/* All weights 0. */
LinearModel *linear_model_new(LinearShape shape);
/* A copy that is taught on gently: what it knows is firm. */
LinearModel *linear_model_copy(const LinearModel *self);
void linear_model_free(LinearModel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LinearModel, linear_model_free)

/* Probabilities by class, adding up to 1; `features` holds LinearFeature. */
void linear_model_weigh(const LinearModel *self, const GArray *features, double *ret_shares);
/* One step towards calling these features `wanted`; `rate` .05 to .5. */
void linear_model_teach(LinearModel *self, const GArray *features, guint wanted, double rate);
/* Adds a share of another's weights; of one shape, and neither from bytes. */
void linear_model_blend(LinearModel *self, const LinearModel *other, double share);

/* A byte a weight and a scale; the same bytes on every machine of one byte order. */
GBytes *linear_model_to_bytes(const LinearModel *self);
/* NULL when the bytes are no model of this shape. */
LinearModel *linear_model_from_bytes(const void *bytes, gsize length, LinearShape shape);
/* One that was embedded in the program while it was built; read once, kept in `slot`. */
const LinearModel *
linear_model_embedded(gsize *slot, const guint8 *bytes, const guint8 *end, LinearShape shape);
