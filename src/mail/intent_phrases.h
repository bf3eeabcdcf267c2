/* The phrases by which people say what they want; a table, so that a reader can judge it.
 *
 * A tag carries the intent and a weight: 3 says it plainly, 2 mostly means it, 1 leans that way. */
#pragma once

#include "mail/read.h"
#include "text/phrases.h"

#define INTENT_TAG(intent, weight) ((int)(intent) | (weight) << 8)
#define INTENT_OF_TAG(tag) ((MailIntent)((tag)&0xff))
#define WEIGHT_OF_TAG(tag) ((tag) >> 8)

const PhraseEntry *intent_phrase_table(gsize *ret_count);
const PhraseEntry *intent_stop_table(gsize *ret_count);
