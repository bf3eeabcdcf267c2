/* One kind of labelled texts: read, learned and measured. */
#include "text/labelled_kind.h"

#include <string.h>

static int
class_of(const char *label, const void *data)
{
    const LabelledKind *self = data;

    for (guint i = 0; i < self->shape.classes; i++)
        if (strcmp(self->names[i], label) == 0)
            return (int)i;
    return -1;
}

GPtrArray *
labelled_kind_load(const LabelledKind *self, const char *folder, GError **error)
{
    const char *example = self->names[self->shape.classes - 1];

    return labelled_texts_load(folder, class_of, self, example, error);
}

LinearModel *
labelled_kind_learn(const LabelledKind *self, const GPtrArray *texts, guint without_author)
{
    return labelled_texts_learn(texts, self->shape, self->features, without_author);
}

static guint
read_as(const LabelledKind *self, const LinearModel *model, const char *text)
{
    g_autoptr(GArray) features = self->features(text);
    double shares[LINEAR_CLASSES_MAX];

    linear_model_weigh(model, features, shares);
    for (guint i = 1; i < self->shape.classes; i++)
        if (shares[i] >= self->sure[i])
            return i;
    return 0;
}

void
labelled_kind_measure(const LabelledKind *self, const GPtrArray *texts, const LinearModel *model,
                      LabelledFigures *ret)
{
    *ret = (LabelledFigures){ 0 };
    for (guint i = 0; i < texts->len; i++) {
        const LabelledText *text = g_ptr_array_index(texts, i);
        ret->table[text->class][read_as(self, model, text->text)]++;
    }
}
