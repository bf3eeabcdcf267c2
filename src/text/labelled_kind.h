/* A kind of texts that one linear model tells apart: what its classes are called, from which share
 * on a text is one of them, and what a text is weighed by. Learning and measuring are the same for
 * every kind. */
#pragma once

#include "text/labelled.h"

typedef struct {
    LinearShape shape;
    const char *const *names; /* by class */
    const double *sure;       /* a text is of this class from this share on; class 0: of no other */
    FeatureMaker features;
} LabelledKind;

/* LabelledText *: lines "name | text". Errors: those of labelled_read(). */
GPtrArray *labelled_kind_load(const LabelledKind *self, const char *folder, GError **error);
/* A model of all but those of one author (G_MAXUINT: of all). */
LinearModel *
labelled_kind_learn(const LabelledKind *self, const GPtrArray *texts, guint without_author);

typedef struct {
    guint table[LINEAR_CLASSES_MAX][LINEAR_CLASSES_MAX]; /* labelled, read */
} LabelledFigures;

/* Reads every text with the model, as sure as it has to be. */
void labelled_kind_measure(const LabelledKind *self, const GPtrArray *texts,
                           const LinearModel *model, LabelledFigures *ret);
