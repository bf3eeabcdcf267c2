/* The arithmetic of the model. */
#include "mail/linear_model.h"

#include <math.h>
#include <string.h>

#define MAGIC "SVLIN001"
#define DECAY 1e-4f
#define FIRMNESS .05f /* of what a copy knows already: it takes more than one lesson */

struct LinearModel {
    guint classes;
    float *moved;    /* sums of squared steps; made when it is first taught */
    float weights[]; /* those of a bucket stand together */
};

typedef struct {
    char magic[8];
    float scale;
    guint32 buckets, classes, unused;
} Header;

static gsize
weight_count(guint classes)
{
    return (gsize)LINEAR_BUCKETS * classes;
}

LinearModel *
linear_model_new(guint classes)
{
    g_assert(classes >= 2 && classes <= LINEAR_CLASSES_MAX);
    LinearModel *self = g_malloc0(sizeof *self + weight_count(classes) * sizeof(float));
    self->classes = classes;
    return self;
}

LinearModel *
linear_model_copy(const LinearModel *self)
{
    LinearModel *copy = linear_model_new(self->classes);
    gsize count = weight_count(self->classes);

    memcpy(copy->weights, self->weights, count * sizeof(float));
    copy->moved = g_new(float, count);
    for (gsize i = 0; i < count; i++)
        copy->moved[i] = FIRMNESS;
    return copy;
}

void
linear_model_free(LinearModel *self)
{
    if (self == NULL)
        return;
    g_free(self->moved);
    g_free(self);
}

void
linear_model_weigh(const LinearModel *self, const GArray *features, double *ret_shares)
{
    double sums[LINEAR_CLASSES_MAX] = { 0 }, most = 0, total = 0;
    guint classes = self->classes;

    for (guint i = 0; i < features->len; i++) {
        const LinearFeature *feature = &g_array_index(features, LinearFeature, i);
        const float *weights = self->weights + (gsize)feature->bucket * classes;
        for (guint k = 0; k < classes; k++)
            sums[k] += (double)(feature->value * weights[k]);
    }
    for (guint k = 0; k < classes; k++)
        most = k == 0 || sums[k] > most ? sums[k] : most;
    for (guint k = 0; k < classes; k++)
        total += ret_shares[k] = exp(sums[k] - most);
    for (guint k = 0; k < classes; k++)
        ret_shares[k] /= total;
}

void
linear_model_teach(LinearModel *self, const GArray *features, guint wanted, double rate)
{
    double shares[LINEAR_CLASSES_MAX];
    guint classes = self->classes;

    g_assert(wanted < classes);
    if (self->moved == NULL)
        self->moved = g_new0(float, weight_count(classes));
    linear_model_weigh(self, features, shares);
    for (guint i = 0; i < features->len; i++) {
        const LinearFeature *feature = &g_array_index(features, LinearFeature, i);
        float *weights = self->weights + (gsize)feature->bucket * classes;
        float *moved = self->moved + (gsize)feature->bucket * classes;
        for (guint k = 0; k < classes; k++) {
            float wrong = (float)shares[k] - (k == wanted ? 1.0f : 0.0f);
            float step = wrong * feature->value + DECAY * weights[k];
            moved[k] += step * step;
            weights[k] -= (float)rate * step / (sqrtf(moved[k]) + 1e-3f);
        }
    }
}

GBytes *
linear_model_to_bytes(const LinearModel *self)
{
    gsize count = weight_count(self->classes);
    Header header = { MAGIC, 0, LINEAR_BUCKETS, self->classes, 0 };
    float most = 1e-6f;

    for (gsize i = 0; i < count; i++)
        most = fmaxf(most, fabsf(self->weights[i]));
    header.scale = most / 127;
    guint8 *bytes = g_malloc(sizeof header + count);
    memcpy(bytes, &header, sizeof header);
    for (gsize i = 0; i < count; i++)
        bytes[sizeof header + i] = (guint8)(gint8)lrintf(self->weights[i] / header.scale);
    return g_bytes_new_take(bytes, sizeof header + count);
}

LinearModel *
linear_model_from_bytes(const void *bytes, gsize length, guint classes)
{
    gsize count = weight_count(classes);
    Header header;

    if (length != sizeof header + count)
        return NULL;
    memcpy(&header, bytes, sizeof header);
    if (memcmp(header.magic, MAGIC, sizeof header.magic) != 0 || header.buckets != LINEAR_BUCKETS ||
        header.classes != classes || !(header.scale > 0 && header.scale < 1e6f))
        return NULL;
    LinearModel *self = linear_model_new(classes);
    const gint8 *from = (const gint8 *)bytes + sizeof header;
    for (gsize i = 0; i < count; i++)
        self->weights[i] = (float)from[i] * header.scale;
    return self;
}
