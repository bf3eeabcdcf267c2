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
#include "text/labelled.h"

typedef enum {
    LINT_SENSE_OTHER, /* says something, or is none of the rest */
    LINT_SENSE_EMPTY, /* only that the writer is there and waits */
    LINT_SENSE_REPROACH,
    LINT_SENSE_WAY_OUT, /* how to be left alone */
    LINT_SENSES,
} LintSense;
#define LINT_SENSE_SHAPE ((LinearShape){ 65536, LINT_SENSES })

const char *lint_sense_name(LintSense sense); /* "way_out" */
/* The sense of this name, -1 for none. */
int lint_sense_parse(const char *name);

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
#define LINT_SENSE_SURE_EMPTY .8
#define LINT_SENSE_SURE_WAY_OUT .5

/* The pieces of a sentence that stands alone: LinearFeature. Free with g_array_unref(). */
GArray *lint_sense_features_new(const char *sentence);

const LinearModel *lint_sense_model_built_in(void);

/* Labelled sentences, "reproach | Would it kill you to text back?" (data/lint/README.md). Errors:
 * text/labelled.h. */
GPtrArray *lint_sense_texts_load(const char *folder, GError **error);
/* A model of all but those of one author (G_MAXUINT: of all). */
LinearModel *lint_sense_learn(const GPtrArray *texts, guint without_author);

typedef struct {
    guint table[LINT_SENSES][LINT_SENSES]; /* labelled, read */
} LintSenseFigures;

/* Reads every text as what the model finds likeliest; as a reproach, an empty phrase or a way out
 * only where it is as sure as lint has to be. */
void lint_sense_measure(const GPtrArray *texts, const LinearModel *model, LintSenseFigures *ret);
