/* Labelled texts, and learning from them.
 *
 * A folder of *.txt files with lines "label | text", "\n" for a new line and "#" for comments
 * (data/replies/README.md, data/notices/README.md); every file is one author. "away.txt" is another
 * kind of list and left out. */
#pragma once

#include "base/error.h"
#include "mail/linear_model.h"

typedef struct {
    guint class;  /* of the model */
    guint author; /* number of the file */
    char *text;
} LabelledText;

/* The class that a label names, -1 for none. */
typedef int (*LabelParser)(const char *label);
/* The pieces of a text. */
typedef GArray *(*FeatureMaker)(const char *text);

/* LabelledText *, in the order of file names. `example` is a good label, for messages. Errors:
 * NOT_FOUND, INVALID with file and line, LIMIT beyond 100,000 lines. */
GPtrArray *
labelled_texts_load(const char *folder, LabelParser parse, const char *example, GError **error);

/* A model of all texts but those of one author (G_MAXUINT: of all). The same every time. */
LinearModel *labelled_texts_learn(const GPtrArray *texts, guint classes, FeatureMaker features,
                                  guint without_author);
