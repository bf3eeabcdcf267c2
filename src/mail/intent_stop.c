/* Phrases that ask to be left alone, in seven languages. Generous on purpose: a wrong "stop" costs
 * a look by a human, a missed one costs trust. */
#include "mail/intent_phrases.h"

#define PLAIN INTENT_TAG(INTENT_STOP, 3)
#define MOSTLY INTENT_TAG(INTENT_STOP, 2)
#define PERHAPS INTENT_TAG(INTENT_STOP, 1)

static const PhraseEntry TABLE[] = {
#include "stop_phrases.inc"
};

const PhraseEntry *
intent_stop_table(gsize *ret_count)
{
    *ret_count = G_N_ELEMENTS(TABLE);
    return TABLE;
}
