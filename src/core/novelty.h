/* Novelty: what of a draft this person has not been told yet.
 *
 * Two questions: does it say again what one of the earlier messages said (shingles, cosine), and
 * does it bring anything at all - a number, a link, a name, an offer, a question of substance? */
#pragma once

#include "core/draft.h"

#define NOVELTY_REPEAT_JACCARD .5
#define NOVELTY_REPEAT_COSINE .8
#define NOVELTY_REPEAT_CONTAINED .8 /* a paragraph taken over as it was */
#define NOVELTY_REPEAT_NOVELTY .15  /* less than this is new: the same in other words */
#define NOVELTY_AIM .3

typedef struct {
    double novelty; /* share of near pairs of content words not seen before; 1 without a thread */
    double jaccard, cosine, contained; /* the most with any one earlier message */
    bool repeats;                      /* one of them is past its threshold */
    guint repeated;                    /* index of the message repeated */
} Novelty;

/* `thread`: Draft *, oldest first. `terms`: the content words that count, a part of the draft's. */
void novelty_measure(const Draft *draft, const GArray *terms, const GPtrArray *thread,
                     Novelty *ret_novelty);

/* Does any of the drafts hold this word? */
bool novelty_word_is_known(const GPtrArray *thread, const char *word);
/* ... or one so like it that it says the same: "Reminder" and "reminders", "Ablesekarte" and
 * "Karte", "opérationnel" and "opérationnels". Looser than a stem, so only for sums over many. */
bool novelty_word_is_near(const GPtrArray *thread, const char *word);
/* Does the sentence hold a number or a link that none of the thread does? The date of an earlier
 * message ("my mail of 3 May") is none. */
bool novelty_has_figure(const Draft *draft, const DraftSentence *sentence, const GPtrArray *thread);
/* ... or a name? Of German, where every noun has a capital, only what follows a title counts. */
bool novelty_has_name(const Draft *draft, const DraftSentence *sentence, const GPtrArray *thread);

/* Is the word a name by which the reader is called at the end: "What do you think, Dan?" */
bool novelty_is_vocative(const Draft *draft, const DraftSentence *sentence, guint word);
