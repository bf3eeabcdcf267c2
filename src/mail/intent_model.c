/* The arithmetic of the model. Each weight learns the slower the more it has learned (AdaGrad). A
 * model that came from bytes is weighed as bytes, which a processor's cache can hold; teaching
 * spreads it out. */
#include "mail/intent_model.h"

#include <math.h>
#include <string.h>

#define MAGIC "SVINT001"
#define DECAY 1e-4f
#define FIRMNESS .05f /* of what a copy knows already: it takes more than one lesson */

typedef float WeightRow[INTENT_CLASSES];

struct IntentModel {
    WeightRow *weights; /* one a bucket; NULL while packed */
    float *moved;       /* sums of squared steps; made when it is first taught */
    gint8 *packed;      /* weights divided by scale, or NULL */
    float scale;
};

#define WEIGHTS ((gsize)INTENT_BUCKETS * INTENT_CLASSES)

typedef struct {
    char magic[8];
    float scale;
    guint32 buckets, classes, unused;
} Header;

IntentModel *
intent_model_new(void)
{
    IntentModel *self = g_new0(IntentModel, 1);

    self->weights = g_new0(WeightRow, INTENT_BUCKETS);
    return self;
}

/* Gives a packed model weights that can be moved. */
static void
unpack(IntentModel *self)
{
    if (self->packed == NULL)
        return;
    self->weights = g_new(WeightRow, INTENT_BUCKETS);
    for (gsize i = 0; i < WEIGHTS; i++)
        (&self->weights[0][0])[i] = (float)self->packed[i] * self->scale;
    g_clear_pointer(&self->packed, g_free);
}

IntentModel *
intent_model_copy(const IntentModel *self)
{
    IntentModel *copy = g_new0(IntentModel, 1);

    copy->weights = g_memdup2(self->weights, self->weights != NULL ? WEIGHTS * sizeof(float) : 0);
    copy->packed = g_memdup2(self->packed, self->packed != NULL ? WEIGHTS : 0);
    copy->scale = self->scale;
    unpack(copy);
    copy->moved = g_new(float, WEIGHTS);
    for (gsize i = 0; i < WEIGHTS; i++)
        copy->moved[i] = FIRMNESS;
    return copy;
}

void
intent_model_free(IntentModel *self)
{
    if (self == NULL)
        return;
    g_free(self->weights);
    g_free(self->moved);
    g_free(self->packed);
    g_free(self);
}

static void
sum_weights(const IntentModel *self, const GArray *features, float sums[INTENT_CLASSES])
{
    const IntentFeature *feature = (const IntentFeature *)(const void *)features->data;

    for (guint i = 0; i < features->len; i++)
        for (int k = 0; k < INTENT_CLASSES; k++)
            sums[k] += feature[i].value * self->weights[feature[i].bucket][k];
}

static void
sum_packed(const IntentModel *self, const GArray *features, float sums[INTENT_CLASSES])
{
    const IntentFeature *feature = (const IntentFeature *)(const void *)features->data;

    for (guint i = 0; i < features->len; i++) {
        const gint8 *row = self->packed + (gsize)feature[i].bucket * INTENT_CLASSES;
        float value = feature[i].value * self->scale;
        for (int k = 0; k < INTENT_CLASSES; k++)
            sums[k] += value * (float)row[k];
    }
}

void
intent_model_weigh(const IntentModel *self, const GArray *features,
                   double ret_shares[INTENT_CLASSES])
{
    float sums[INTENT_CLASSES] = { 0 };
    double most = 0, total = 0;

    if (self->packed != NULL)
        sum_packed(self, features, sums);
    else
        sum_weights(self, features, sums);
    for (int k = 0; k < INTENT_CLASSES; k++)
        most = k == 0 || (double)sums[k] > most ? (double)sums[k] : most;
    for (int k = 0; k < INTENT_CLASSES; k++)
        total += ret_shares[k] = exp((double)sums[k] - most);
    for (int k = 0; k < INTENT_CLASSES; k++)
        ret_shares[k] /= total;
}

void
intent_model_teach(IntentModel *self, const GArray *features, MailIntent intent, double rate)
{
    double shares[INTENT_CLASSES];

    g_assert(intent > INTENT_NONE && intent < INTENT_COUNT);
    unpack(self);
    if (self->moved == NULL)
        self->moved = g_new0(float, WEIGHTS);
    intent_model_weigh(self, features, shares);
    for (guint i = 0; i < features->len; i++) {
        const IntentFeature *feature = &g_array_index(features, IntentFeature, i);
        float *weights = self->weights[feature->bucket];
        float *moved = self->moved + (gsize)feature->bucket * INTENT_CLASSES;
        for (int k = 0; k < INTENT_CLASSES; k++) {
            float wrong = (float)shares[k] - (k == (int)intent - 1 ? 1.0f : 0.0f);
            float step = wrong * feature->value + DECAY * weights[k];
            moved[k] += step * step;
            weights[k] -= (float)rate * step / (sqrtf(moved[k]) + 1e-3f);
        }
    }
}

void
intent_model_blend(IntentModel *self, const IntentModel *other, double share)
{
    g_assert(self->packed == NULL && other->packed == NULL);
    for (guint i = 0; i < INTENT_BUCKETS; i++)
        for (int k = 0; k < INTENT_CLASSES; k++)
            self->weights[i][k] += (float)share * other->weights[i][k];
}

GBytes *
intent_model_to_bytes(const IntentModel *self)
{
    Header header = { MAGIC, self->scale, INTENT_BUCKETS, INTENT_CLASSES, 0 };
    guint8 *bytes = g_malloc(sizeof header + WEIGHTS);
    float most = 1e-6f;

    if (self->packed != NULL) {
        memcpy(bytes + sizeof header, self->packed, WEIGHTS);
    } else {
        const float *weights = &self->weights[0][0];
        for (gsize i = 0; i < WEIGHTS; i++)
            most = fmaxf(most, fabsf(weights[i]));
        header.scale = most / 127;
        for (gsize i = 0; i < WEIGHTS; i++)
            bytes[sizeof header + i] = (guint8)(gint8)lrintf(weights[i] / header.scale);
    }
    memcpy(bytes, &header, sizeof header);
    return g_bytes_new_take(bytes, sizeof header + WEIGHTS);
}

IntentModel *
intent_model_from_bytes(const void *bytes, gsize length)
{
    Header header;

    if (length != sizeof header + WEIGHTS)
        return NULL;
    memcpy(&header, bytes, sizeof header);
    if (memcmp(header.magic, MAGIC, sizeof header.magic) != 0 || header.buckets != INTENT_BUCKETS ||
        header.classes != INTENT_CLASSES || !(header.scale > 0 && header.scale < 1e6f))
        return NULL;
    IntentModel *self = g_new0(IntentModel, 1);
    self->packed = g_memdup2((const gint8 *)bytes + sizeof header, WEIGHTS);
    self->scale = header.scale;
    return self;
}
