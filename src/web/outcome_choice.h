/* The answers a page offers to "what happened?", fitting the channel, each with its key. */
#pragma once

#include "base/json.h"

/* Adds to `row`, by its "channel": "outcomes", the likely ones in the order of their keys, as a
 * list of {value, label, key}; "rare", the others without a key; and "stop", true where a person
 * can say so. */
void outcome_choice_add(json_t *row);

/* All outcomes of a touch as options {value, label, selected}; free with json_decref(). */
json_t *outcome_choice_all(const char *chosen);

/* What was chosen, as the beginning of a sentence: "No answer". "Logged" when unknown. Free with
 * g_free(). */
char *outcome_choice_label(const char *outcome);
