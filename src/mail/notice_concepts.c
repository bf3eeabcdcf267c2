/* The lexicon of notices and of those who answer with the same words: English, German, French,
 * Spanish, Italian, Portuguese, Dutch, Japanese; folded as text/phrases.h says. A word may stand
 * under several concepts. */
#include "mail/notice_concepts.h"

typedef enum {
    AWAY,
    VACATION,
    SICK,
    FAMILY,
    TRIP,
    EVENT,
    CLOSED,
    FEAST,
    OFFICE,
    EVERYBODY,
    BACK,
    UNTIL,
    FROM,
    WEEKDAY,
    MONTH,
    NEAR_DAY,
    LENGTH,
    MAIL,
    READ,
    ANSWER,
    SLOW,
    URGENT,
    TURN_TO,
    COVER,
    COLLEAGUE,
    THANKS,
    GREETING,
    FAREWELL,
    RECEIVED,
    REQUEST,
    NUMBER,
    SOON,
    AUTOMATIC,
    STAFF,
    LEFT_JOB,
    OLD_ADDRESS,
    PART_TIME,
    I,
    WE,
    YOU,
    THIRD,
    NOT,
    OFFER,
    MEET,
    WANT,
    DECIDE,
    SEND,
    ALREADY,
    TRY_LATER,
    YES_OR_NO,
    SORRY,
    STOP,
    COULD_YOU,
    PAST,
    BUT,
    FORWARDED,
    ACCESS,
    WISHES,
    PATIENCE,
    MEANWHILE,
    WORK,
    HANDLE,
    WILL,
    CONFIRM,
} NoticeConcept;

G_STATIC_ASSERT(CONFIRM == NOTICE_CONCEPTS - 1);

static const PhraseEntry TABLE[] = {
#include "notice_concepts_phrases.inc"
};

const PhraseSet *
notice_concepts(void)
{
    static gsize slot;

    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot, (gsize)phrase_set_new(TABLE, G_N_ELEMENTS(TABLE)));
    return (const PhraseSet *)slot;
}
