/* The arithmetic of the model. Each weight learns the slower the more it has learned (AdaGrad). */
#include "mail/intent_model.h"

#include <math.h>
#include <string.h>

#define MAGIC "SVINT001"
#define DECAY 1e-4f
#define FIRMNESS .05f /* of what a copy knows already: it takes more than one lesson */

struct IntentModel {
    float weights[INTENT_BUCKETS][INTENT_CLASSES];
    float *moved; /* sums of squared steps; made when it is first taught */
};

typedef struct {
    char magic[8];
    float scale;
    guint32 buckets, classes, unused;
} Header;

IntentModel *
intent_model_new(void)
{
    return g_new0(IntentModel, 1);
}

IntentModel *
intent_model_copy(const IntentModel *self)
{
    IntentModel *copy = g_new0(IntentModel, 1);

    memcpy(copy->weights, self->weights, sizeof self->weights);
    copy->moved = g_new(float, INTENT_BUCKETS *INTENT_CLASSES);
    for (gsize i = 0; i < (gsize)INTENT_BUCKETS * INTENT_CLASSES; i++)
        copy->moved[i] = FIRMNESS;
    return copy;
}

void
intent_model_free(IntentModel *self)
{
    if (self == NULL)
        return;
    g_free(self->moved);
    g_free(self);
}

void
intent_model_weigh(const IntentModel *self, const GArray *features,
                   double ret_shares[INTENT_CLASSES])
{
    double sums[INTENT_CLASSES] = { 0 }, most = 0, total = 0;

    for (guint i = 0; i < features->len; i++) {
        const IntentFeature *feature = &g_array_index(features, IntentFeature, i);
        for (int k = 0; k < INTENT_CLASSES; k++)
            sums[k] += (double)(feature->value * self->weights[feature->bucket][k]);
    }
    for (int k = 0; k < INTENT_CLASSES; k++)
        most = k == 0 || sums[k] > most ? sums[k] : most;
    for (int k = 0; k < INTENT_CLASSES; k++)
        total += ret_shares[k] = exp(sums[k] - most);
    for (int k = 0; k < INTENT_CLASSES; k++)
        ret_shares[k] /= total;
}

void
intent_model_teach(IntentModel *self, const GArray *features, MailIntent intent, double rate)
{
    double shares[INTENT_CLASSES];

    g_assert(intent > INTENT_NONE && intent < INTENT_COUNT);
    if (self->moved == NULL)
        self->moved = g_new0(float, INTENT_BUCKETS *INTENT_CLASSES);
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

GBytes *
intent_model_to_bytes(const IntentModel *self)
{
    const float *weights = &self->weights[0][0];
    gsize count = (gsize)INTENT_BUCKETS * INTENT_CLASSES;
    Header header = { MAGIC, 0, INTENT_BUCKETS, INTENT_CLASSES, 0 };
    float most = 1e-6f;

    for (gsize i = 0; i < count; i++)
        most = fmaxf(most, fabsf(weights[i]));
    header.scale = most / 127;
    guint8 *bytes = g_malloc(sizeof header + count);
    memcpy(bytes, &header, sizeof header);
    for (gsize i = 0; i < count; i++)
        bytes[sizeof header + i] = (guint8)(gint8)lrintf(weights[i] / header.scale);
    return g_bytes_new_take(bytes, sizeof header + count);
}

IntentModel *
intent_model_from_bytes(const void *bytes, gsize length)
{
    gsize count = (gsize)INTENT_BUCKETS * INTENT_CLASSES;
    Header header;

    if (length != sizeof header + count)
        return NULL;
    memcpy(&header, bytes, sizeof header);
    if (memcmp(header.magic, MAGIC, sizeof header.magic) != 0 || header.buckets != INTENT_BUCKETS ||
        header.classes != INTENT_CLASSES || !(header.scale > 0 && header.scale < 1e6f))
        return NULL;
    IntentModel *self = intent_model_new();
    const gint8 *from = (const gint8 *)bytes + sizeof header;
    for (gsize i = 0; i < count; i++)
        (&self->weights[0][0])[i] = (float)from[i] * header.scale;
    return self;
}
