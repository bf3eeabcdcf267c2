/* Phrases of replies by intent, in seven languages; folded as text/phrases.h says (no accents, no
 * apostrophes). Stop phrases are in intent_stop.c. */
#include "mail/intent_phrases.h"

static const PhraseEntry TABLE[] = {
#include "intent_phrases.inc"
};

const PhraseEntry *
intent_phrase_table(gsize *ret_count)
{
    *ret_count = G_N_ELEMENTS(TABLE);
    return TABLE;
}
