/* Whether a mail comes unasked or belongs to a matter that its reader has with the writer, as a
 * linear model over the beginning of what it says.
 *
 * Who asked, ordered, booked, was phoned or owes money needs no way out; people say so in more
 * wordings than CUE_ASKED holds. One model is built in, made at build time from data/relation/train
 * (tools/lintgen.c; `seventh learn relation` makes and measures one). It speaks only where no
 * phrase does, and where it is in doubt the mail is cold: a warning never stops a mail.
 *
 * Disadvantage: it believes what a mail says. Who pretends well to be asked passes. */
#pragma once

#include "text/labelled_kind.h"
#include "text/phrases.h"

typedef enum {
    LINT_RELATION_COLD,     /* no business with one another yet, or no reaction so far */
    LINT_RELATION_EXISTING, /* asked, booked, customer, colleague, friend ... */
    LINT_RELATIONS,
} LintRelation;
#define LINT_RELATION_SHAPE ((LinearShape){ 65536, LINT_RELATIONS })

/* From this share on lint believes that there is a matter between the two; up to the other, that a
 * pitch which says so ("as discussed, our platform ...") only pretends. */
#define LINT_RELATION_SURE_EXISTING .7
#define LINT_RELATION_SURE_COLD .3

/* Its labelled texts are "existing | The plan you sent us lacks a door." (data/relation/README.md).
 */
extern const LabelledKind LINT_RELATION_KIND;

/* The pieces of a text that stands alone: LinearFeature. Free with g_array_unref(). */
GArray *lint_relation_features_new(const char *text);

/* How likely a body whose words are `first` to `end`, greeting and closing left out, belongs to an
 * existing matter: 0 to 1, and .5 for a few words that could be anything. `asks_first`: its first
 * sentence is a question. */
double lint_relation_weigh(const PhraseText *words, guint first, guint end, bool asks_first);

const LinearModel *lint_relation_model_built_in(void);
