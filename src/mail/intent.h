/* Intent: what a person's reply asks for; below .8 a human decides.
 *
 * Reads only the new text, without quoted lines: our own footer says "unsubscribe". Rules first
 * (phrases/intent.phrases), then a linear model that weighs them with the words (intent_model.h).
 * "Stop" is taken most generously, because contact after a "no" costs more than a pause: a plain
 * phrase is enough, and so is a fair suspicion of the model. */
#pragma once

#include "mail/intent_model.h"

/* With the model that is built in. `subject` (may be NULL) counts only for an empty reply. */
MailIntent intent_of(const char *new_text, const char *subject, double *ret_confidence);
/* The same with another model. */
MailIntent intent_of_with(const LinearModel *model, const char *new_text, const char *subject,
                          double *ret_confidence);
/* Whether the text asks to be left alone. */
bool intent_says_stop(const char *text);

/* Made once, never freed. */
const LinearModel *intent_model_built_in(void);
