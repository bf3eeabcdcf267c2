/* Labelled texts, and learning from them.
 *
 * A folder of *.txt files with lines "label | text", "\n" for a new line and "#" for comments
 * (data/replies/README.md, data/notices/README.md); every file is one author, and its line
 * "# lang: xx" says the language. "away.txt" is another kind of list and left out. */
#pragma once

#include "base/error.h"
#include "text/linear_model.h"

typedef struct {
    guint author;         /* number of the file, in the order of names */
    const char *language; /* "de"; "" where the file does not say */
    const char *label, *text;
} LabelledLine;

/* Keeps a line; false when its label is none. */
typedef bool (*LabelledTaker)(const LabelledLine *line, void *data);

/* Gives every line of a folder to `take`. `example` is a good label, for messages. Errors:
 * NOT_FOUND, INVALID with file and line, LIMIT beyond 100,000 lines. */
bool labelled_read(const char *folder, const char *example, LabelledTaker take, void *data,
                   GError **error);

/* What is learned from one text. */
typedef struct {
    guint class, author;
    GPtrArray *forms; /* the pieces of the text, and of the same in other clothes: one a pass */
} Lesson;

/* The lesson takes no form yet; append arrays of LinearFeature. */
Lesson *lesson_new(guint class, guint author);
void lesson_free(void *self);

/* A model of all lessons (Lesson *) but those of one author (G_MAXUINT: of all). The same every
 * time. */
LinearModel *lessons_learn(const GPtrArray *lessons, LinearShape shape, guint without_author);

typedef struct {
    guint class;  /* of the model */
    guint author; /* number of the file */
    char *text;
} LabelledText;

/* The class that a label names, -1 for none. */
typedef int (*LabelParser)(const char *label, const void *data);
/* The pieces of a text. */
typedef GArray *(*FeatureMaker)(const char *text);

/* LabelledText *, in the order of file names. Errors: those of labelled_read(). */
GPtrArray *labelled_texts_load(const char *folder, LabelParser parse, const void *data,
                               const char *example, GError **error);

/* lessons_learn() of texts that have no other clothes. */
LinearModel *labelled_texts_learn(const GPtrArray *texts, LinearShape shape, FeatureMaker features,
                                  guint without_author);
