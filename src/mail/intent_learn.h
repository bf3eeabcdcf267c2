/* Learning intents from labelled replies (text/labelled.h), and measuring what was learned. */
#pragma once

#include "base/error.h"
#include "mail/intent_model.h"

#define INTENT_WRAPS 3

typedef struct {
    MailIntent intent;
    guint author; /* number of the file */
    char *text;
    char *wrapped[INTENT_WRAPS]; /* between greeting and ending (mail/intent_around.h) */
} LabelledReply;

/* LabelledReply *, in the order of file names. Errors: those of labelled_read(). */
GPtrArray *labelled_replies_load(const char *folder, GError **error);

/* A model of all replies but those of one author (G_MAXUINT: of all). The same every time. */
LinearModel *intent_learn(const GPtrArray *replies, guint without_author);

typedef struct {
    guint table[INTENT_COUNT][INTENT_COUNT]; /* labelled, read */
    guint total, right, sure, sure_right;    /* sure: a confidence of .8 */
    double macro_f1, stop_recall;
} IntentFigures;

/* Reads every reply with the model, as mail_read() would. */
void intent_measure(const GPtrArray *replies, const LinearModel *model, IntentFigures *ret);
/* The same, each author read by a model that never saw him. Takes a training for each. */
void intent_cross_measure(const GPtrArray *replies, IntentFigures *ret);
