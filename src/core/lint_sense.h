/* What a single sentence of a draft is for, as a linear model over its words, their parts and what
 * they are about.
 *
 * The lists of lint_words.h find what somebody thought of; reproaches, empty phrases and ways out
 * come in more wordings than anybody lists. One model is built in, made at build time from
 * data/lint/train (tools/lintgen.c; `seventh learn lint` makes and measures one). The rules decide
 * where they are sure, the model where they are silent (lint_content.c).
 *
 * Disadvantage: it tells that a sentence sounds like a reproach, not which word makes it one. */
#pragma once

#include "core/lint_words.h"
#include "text/labelled_kind.h"

typedef enum {
    LINT_SENSE_OTHER, /* says something, or is none of the rest */
    LINT_SENSE_EMPTY, /* only that the writer is there and waits */
    LINT_SENSE_REPROACH,
    LINT_SENSE_WAY_OUT, /* how to be left alone */
    LINT_SENSES,
} LintSense;
#define LINT_SENSE_SHAPE ((LinearShape){ 131072, LINT_SENSES })

/* Its labelled sentences are "reproach | Would it kill you to text back?" (data/lint/README.md); a
 * reproach, an empty phrase or a way out is read only where lint would believe it. */
extern const LabelledKind LINT_SENSE_KIND;

/* What a sentence is weighed by: its text's words, and hits of lint_cue_set() in them. */
typedef struct {
    const PhraseText *words;
    const GArray *cues; /* PhraseHit */
} LintSenseText;

/* The shares of the senses in its words `first` to `end`, adding up to 1. */
void lint_sense_weigh(const LintSenseText *self, guint first, guint end, bool is_question,
                      double ret_shares[LINT_SENSES]);

/* From these shares on lint believes the model where no phrase tells. */
#define LINT_SENSE_SURE_REPROACH .9
/* ... in a message that says a good deal besides. */
#define LINT_SENSE_SURE_REPROACH_BESIDES .97
#define LINT_SENSE_SURE_EMPTY .8
#define LINT_SENSE_SURE_WAY_OUT .5

/* The pieces of a sentence that stands alone: LinearFeature. Free with g_array_unref(). */
GArray *lint_sense_features_new(const char *sentence);

const LinearModel *lint_sense_model_built_in(void);
