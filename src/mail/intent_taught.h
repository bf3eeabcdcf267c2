/* What the people of a workspace corrected, on top of the built-in model.
 *
 * A lesson is a reply with the intent a person gave it. A few of one kind turn the reading of the
 * next like them; what they do not speak of stays as it was. Not here: a way to unlearn "stop".
 * What the built-in model takes for one stays one, whatever the lessons say, because contact after
 * a "no" costs more than a pause. */
#pragma once

#include "mail/intent.h"

#define INTENT_LESSONS_MAX 500

typedef struct {
    MailIntent intent;
    const char *text; /* new text of the reply; borrowed */
} IntentLesson;

/* The built-in model after these lessons (IntentLesson, oldest first, at most INTENT_LESSONS_MAX).
 * The same every time. */
LinearModel *intent_model_taught(const GArray *lessons);

/* As intent_of(), with a model so taught. */
MailIntent intent_of_taught(const LinearModel *model, const char *new_text, const char *subject,
                            double *ret_confidence);
