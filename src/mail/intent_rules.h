/* What the phrase tables find in a reply. */
#pragma once

#include "mail/read.h"
#include "text/phrases.h"

typedef struct {
    int weight[INTENT_COUNT];    /* sum over different phrases */
    int strongest[INTENT_COUNT]; /* 3 says it plainly, 2 mostly means it, 1 leans that way */
} IntentScores;

void intent_rules_score(const PhraseText *words, IntentScores *ret);
