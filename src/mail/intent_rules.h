/* What the phrase tables find in a reply. */
#pragma once

#include "mail/read.h"
#include "text/phrases.h"

typedef struct {
    int weight[INTENT_COUNT];    /* sum over different phrases */
    int strongest[INTENT_COUNT]; /* 3 says it plainly, 2 mostly means it, 1 leans that way */
} IntentScores;

void intent_rules_score(const PhraseText *words, IntentScores *ret);

/* What intent_features_new() gives, of a text whose words and scores are known already. Free with
 * g_array_unref(). */
GArray *intent_features_of(const char *text, const PhraseText *words, const IntentScores *scores);
