/* What people write around what they want to say: greetings, thanks, names. A learner that sees its
 * replies with and without them learns that they mean nothing by themselves.
 *
 * A file around.lst beside the labelled replies, with lines "before | en | Hi Anna," or "after | en
 * | Best, Tom", "#" for comments. */
#pragma once

#include <glib.h>

#include "base/error.h"

typedef struct {
    GPtrArray *before, *after; /* char *: the language's two letters, then the text */
} IntentAround;

/* Empty where the folder has no such file. Errors: INVALID with file and line. */
IntentAround *intent_around_load(const char *folder, GError **error);
void intent_around_free(IntentAround *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IntentAround, intent_around_free)

/* The text between a greeting and an ending of that language (two letters) that `turn` chooses; now
 * and then one of them is left out. Free it. */
char *intent_around_wrap(const IntentAround *self, const char *language, const char *text,
                         guint turn);
