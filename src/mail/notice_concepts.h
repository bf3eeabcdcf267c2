/* Words of eight languages by what they are about in a notice of absence or receipt, or in a
 * person's answer that shares those words: the notice model learns "closed + until + feast" once,
 * not in every language. */
#pragma once

#include "text/phrases.h"

#define NOTICE_CONCEPTS 64

/* The tags of the set are numbers of concepts, 0 to NOTICE_CONCEPTS - 1. */
const PhraseSet *notice_concepts(void);
