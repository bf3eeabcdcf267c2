/* Looking the phrases of both tables up in a text. */
#include "mail/intent_rules.h"

#include <string.h>

#include "mail/intent_phrases.h"

/* Both tables as one, so that a phrase of either covers a shorter one of the other. */
static const PhraseSet *
intent_set(void)
{
    static gsize slot;
    if (g_once_init_enter(&slot)) {
        gsize stops = 0, others = 0;
        const PhraseEntry *stop = intent_stop_table(&stops);
        const PhraseEntry *other = intent_phrase_table(&others);
        PhraseEntry *all = g_new(PhraseEntry, stops + others);
        memcpy(all, stop, stops * sizeof *all);
        memcpy(all + stops, other, others * sizeof *all);
        PhraseSet *set = phrase_set_new(all, stops + others);
        g_free(all);
        g_once_init_leave(&slot, (gsize)set);
    }
    return (const PhraseSet *)slot;
}

/* "not interested" holds "interested": a hit inside a longer one of another intent is none. A stop
 * gives way only to a phrase that is known to mean something else ("stop by"). */
static bool
is_covered(const GArray *hits, guint index)
{
    const PhraseHit *hit = &g_array_index(hits, PhraseHit, index);
    for (guint i = 0; i < hits->len; i++) {
        const PhraseHit *other = &g_array_index(hits, PhraseHit, i);
        if (i == index || other->first > hit->first || other->end < hit->end)
            continue;
        if (INTENT_OF_TAG(hit->tag) == INTENT_STOP && INTENT_OF_TAG(other->tag) != INTENT_NONE &&
            INTENT_OF_TAG(other->tag) != INTENT_STOP)
            continue;
        bool longer = other->end - other->first > hit->end - hit->first;
        bool same_intent = INTENT_OF_TAG(other->tag) == INTENT_OF_TAG(hit->tag);
        if (longer || (i < index && same_intent))
            return true;
    }
    return false;
}

void
intent_rules_score(const PhraseText *words, IntentScores *ret)
{
    *ret = (IntentScores){ 0 };
    g_autoptr(GArray) hits = phrase_set_scan(intent_set(), words);
    for (guint i = 0; i < hits->len; i++) {
        if (is_covered(hits, i))
            continue;
        int tag = g_array_index(hits, PhraseHit, i).tag;
        MailIntent intent = INTENT_OF_TAG(tag);
        /* Saying it twice is no proof; a second phrase adds a little. */
        ret->weight[intent] += ret->weight[intent] == 0 ? WEIGHT_OF_TAG(tag) : 1;
        ret->strongest[intent] = MAX(ret->strongest[intent], WEIGHT_OF_TAG(tag));
    }
}
