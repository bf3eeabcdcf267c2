/* A linear model over hashed pieces of text: multinomial logistic regression, each weight learning
 * the slower the more it has learned (AdaGrad).
 *
 * Classes are numbers from 0; what they mean is the caller's business (mail/notice_model.h). Pieces
 * that fall into one bucket share a weight. */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define LINEAR_BUCKETS 32768u
#define LINEAR_CLASSES_MAX 16u

typedef struct LinearModel LinearModel;

/* A piece of a text and how much it counts. */
typedef struct {
    guint32 bucket;
    float value;
} LinearFeature;

/* All weights 0. `classes` is 2 to LINEAR_CLASSES_MAX. */
LinearModel *linear_model_new(guint classes);
/* A copy that is taught on gently: what it knows is firm. */
LinearModel *linear_model_copy(const LinearModel *self);
void linear_model_free(LinearModel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LinearModel, linear_model_free)

/* Probabilities by class, adding up to 1; `features` holds LinearFeature. */
void linear_model_weigh(const LinearModel *self, const GArray *features, double *ret_shares);
/* One step towards calling these features `wanted`; `rate` .05 to .5. */
void linear_model_teach(LinearModel *self, const GArray *features, guint wanted, double rate);

/* A byte a weight and a scale; the same bytes on every machine of one byte order. */
GBytes *linear_model_to_bytes(const LinearModel *self);
/* NULL when the bytes are no model of so many classes. */
LinearModel *linear_model_from_bytes(const void *bytes, gsize length, guint classes);
