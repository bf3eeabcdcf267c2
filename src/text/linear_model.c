/* The arithmetic of the model. */
#include "text/linear_model.h"

#include <math.h>
#include <string.h>

#define MAGIC "SVLIN001"
#define DECAY 1e-4f
#define FIRMNESS .05f /* of what a copy knows already: it takes more than one lesson */

struct LinearModel {
    LinearShape shape;
    float *weights; /* those of a bucket stand together; NULL while packed */
    float *moved;   /* sums of squared steps; made when it is first taught */
    gint8 *packed;  /* weights divided by scale, or NULL */
    float scale;
};

typedef struct {
    char magic[8];
    float scale;
    guint32 buckets, classes, unused;
} Header;

static gsize
weight_count(LinearShape shape)
{
    return (gsize)shape.buckets * shape.classes;
}

static LinearModel *
model_of(LinearShape shape)
{
    g_assert(shape.buckets > 0 && shape.buckets <= LINEAR_BUCKETS_MAX &&
             (shape.buckets & (shape.buckets - 1)) == 0);
    g_assert(shape.classes >= 2 && shape.classes <= LINEAR_CLASSES_MAX);
    LinearModel *self = g_new0(LinearModel, 1);
    self->shape = shape;
    return self;
}

LinearModel *
linear_model_new(LinearShape shape)
{
    LinearModel *self = model_of(shape);

    self->weights = g_new0(float, weight_count(shape));
    return self;
}

/* Gives a packed model weights that can be moved. */
static void
unpack(LinearModel *self)
{
    gsize count = weight_count(self->shape);

    if (self->packed == NULL)
        return;
    self->weights = g_new(float, count);
    for (gsize i = 0; i < count; i++)
        self->weights[i] = (float)self->packed[i] * self->scale;
    g_clear_pointer(&self->packed, g_free);
}

LinearModel *
linear_model_copy(const LinearModel *self)
{
    LinearModel *copy = model_of(self->shape);
    gsize count = weight_count(self->shape);

    if (self->weights != NULL)
        copy->weights = g_memdup2(self->weights, count * sizeof(float));
    else
        copy->packed = g_memdup2(self->packed, count);
    copy->scale = self->scale;
    unpack(copy);
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
    g_free(self->weights);
    g_free(self->moved);
    g_free(self->packed);
    g_free(self);
}

static void
sum_weights(const LinearModel *self, const GArray *features, float sums[LINEAR_CLASSES_MAX])
{
    const LinearFeature *feature = (const LinearFeature *)(const void *)features->data;
    guint classes = self->shape.classes;

    for (guint i = 0; i < features->len; i++) {
        const float *row = self->weights + (gsize)feature[i].bucket * classes;
        for (guint k = 0; k < classes; k++)
            sums[k] += feature[i].value * row[k];
    }
}

static void
sum_packed(const LinearModel *self, const GArray *features, float sums[LINEAR_CLASSES_MAX])
{
    const LinearFeature *feature = (const LinearFeature *)(const void *)features->data;
    guint classes = self->shape.classes;

    for (guint i = 0; i < features->len; i++) {
        const gint8 *row = self->packed + (gsize)feature[i].bucket * classes;
        float value = feature[i].value * self->scale;
        for (guint k = 0; k < classes; k++)
            sums[k] += value * (float)row[k];
    }
}

void
linear_model_weigh(const LinearModel *self, const GArray *features, double *ret_shares)
{
    float sums[LINEAR_CLASSES_MAX] = { 0 };
    guint classes = self->shape.classes;
    double most = 0, total = 0;

    if (self->packed != NULL)
        sum_packed(self, features, sums);
    else
        sum_weights(self, features, sums);
    for (guint k = 0; k < classes; k++)
        most = k == 0 || (double)sums[k] > most ? (double)sums[k] : most;
    for (guint k = 0; k < classes; k++)
        total += ret_shares[k] = exp((double)sums[k] - most);
    for (guint k = 0; k < classes; k++)
        ret_shares[k] /= total;
}

void
linear_model_teach(LinearModel *self, const GArray *features, guint wanted, double rate)
{
    double shares[LINEAR_CLASSES_MAX];
    guint classes = self->shape.classes;

    g_assert(wanted < classes);
    unpack(self);
    if (self->moved == NULL)
        self->moved = g_new0(float, weight_count(self->shape));
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

void
linear_model_blend(LinearModel *self, const LinearModel *other, double share)
{
    gsize count = weight_count(self->shape);

    g_assert(self->packed == NULL && other->packed == NULL);
    g_assert(count == weight_count(other->shape));
    for (gsize i = 0; i < count; i++)
        self->weights[i] += (float)share * other->weights[i];
}

GBytes *
linear_model_to_bytes(const LinearModel *self)
{
    gsize count = weight_count(self->shape);
    Header header = { MAGIC, self->scale, self->shape.buckets, self->shape.classes, 0 };
    guint8 *bytes = g_malloc(sizeof header + count);
    float most = 1e-6f;

    if (self->packed != NULL) {
        memcpy(bytes + sizeof header, self->packed, count);
    } else {
        for (gsize i = 0; i < count; i++)
            most = fmaxf(most, fabsf(self->weights[i]));
        header.scale = most / 127;
        for (gsize i = 0; i < count; i++)
            bytes[sizeof header + i] = (guint8)(gint8)lrintf(self->weights[i] / header.scale);
    }
    memcpy(bytes, &header, sizeof header);
    return g_bytes_new_take(bytes, sizeof header + count);
}

LinearModel *
linear_model_from_bytes(const void *bytes, gsize length, LinearShape shape)
{
    gsize count = weight_count(shape);
    Header header;

    if (length != sizeof header + count)
        return NULL;
    memcpy(&header, bytes, sizeof header);
    if (memcmp(header.magic, MAGIC, sizeof header.magic) != 0 || header.buckets != shape.buckets ||
        header.classes != shape.classes || !(header.scale > 0 && header.scale < 1e6f))
        return NULL;
    LinearModel *self = model_of(shape);
    self->packed = g_memdup2((const gint8 *)bytes + sizeof header, count);
    self->scale = header.scale;
    return self;
}

const LinearModel *
linear_model_embedded(gsize *slot, const guint8 *bytes, const guint8 *end, LinearShape shape)
{
    if (g_once_init_enter(slot)) {
        LinearModel *model = linear_model_from_bytes(bytes, (gsize)(end - bytes), shape);
        g_assert(model != NULL);
        g_once_init_leave(slot, (gsize)model);
    }
    return (const LinearModel *)*slot;
}
