/* The lexicon of concepts: English, German, French, Spanish, Italian, Portuguese, Dutch, Japanese;
 * folded as text/phrases.h says. A word may stand under several. */
#include "mail/intent_concepts.h"

typedef enum {
    CEASE,
    REMOVE,
    LIST,
    CONTACT,
    ANNOY,
    CONSENT,
    NOT = INTENT_CONCEPT_NOT,
    NO_MORE,
    ME,
    YOU,
    WANT,
    NEED,
    LIKE,
    INTEREST,
    GOOD,
    SEND,
    MATERIAL,
    TRY,
    PROCEED,
    HAVE_ALREADY,
    VENDOR,
    CHOSE,
    DECLINE,
    UNFIT,
    COSTLY,
    SATISFIED,
    PRICE,
    QUESTION_WORD,
    POSSIBLE,
    FEATURE,
    DURATION,
    WEEKDAY,
    MONTH_OR_SEASON,
    CLOCK,
    LATER,
    WAIT,
    NOW,
    BUSY,
    BUDGET,
    CONTRACT,
    EVENT,
    MEET,
    CALL,
    PLACE,
    FREE_THEN,
    COLLEAGUE,
    DEPARTMENT,
    RESPONSIBLE,
    FORWARD,
    DECIDE,
    WRONG_PERSON,
    LEFT_JOB,
    INSULT,
    THREAT,
    SHAME,
    THANKS,
    GREETING,
    RECEIVED,
    ATTACHED,
    MISTAKE,
    UNDERSTOOD,
    LUCK,
} Concept;

static const PhraseEntry TABLE[] = {
#include "concepts_phrases.inc"
};

const PhraseSet *
intent_concepts(void)
{
    static gsize slot;

    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot, (gsize)phrase_set_new(TABLE, G_N_ELEMENTS(TABLE)));
    return (const PhraseSet *)slot;
}
