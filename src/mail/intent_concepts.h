/* Words of eight languages by what they are about: the model learns "stop + contact" once, not in
 * every language and for every verb. */
#pragma once

#include "text/phrases.h"

/* The tags of the set are numbers of concepts, from 0. */
const PhraseSet *intent_concepts(void);

/* The concept of "not". */
#define INTENT_CONCEPT_NOT 6
