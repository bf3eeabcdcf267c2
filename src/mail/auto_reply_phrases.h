/* What the sentences of notices say (auto_reply_notice.c reads them). */
#pragma once

#include "text/phrases.h"

typedef enum {
    SAYS_RECEIVED,
    SAYS_SOON,
    SAYS_AWAY,
    SAYS_AROUND, /* goes with an absence, and is said by people of other things as well */
    SAYS_BACK,
    SAYS_ANSWERS,
    SAYS_COVERED,
    SAYS_COURTESY,
    ENGAGES /* speaks of the matter: a person */
} NoticeSentence;

/* Each hit is tagged with a NoticeSentence. The sets live as long as the process. */
const PhraseSet *auto_reply_sentences(void);
/* What a message says of itself that a program wrote, or a mailbox of itself. */
const PhraseSet *auto_reply_self_words(void);
/* Words of sick leave that read like a wish to leave a list. */
const PhraseSet *auto_reply_sick_words(void);
