/* Weighing the phrases of a reply; the phrases themselves are in intent_phrases.c. */
#include "mail/intent.h"

#include <string.h>

#include "mail/intent_phrases.h"
#include "text/phrases.h"
#include "mail/trim.h"

#define CONFIDENT .9
#define LIKELY .82
#define TORN .6
#define GUESS .4
/* A stop in a long letter may be about something else; in a short one it is the letter. */
#define SHORT_WORDS 60

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

typedef struct {
    int weight[INTENT_COUNT]; /* sum over different table entries and places */
    int strongest[INTENT_COUNT];
} Scores;

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

static void
score(const PhraseText *words, Scores *ret)
{
    *ret = (Scores){ 0 };
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

static bool
has_question_mark(const char *text)
{
    for (const char *at = text; *at != '\0'; at++)
        if (*at == '?' || g_str_has_prefix(at, "\xEF\xBC\x9F"))
            return true;
    return false;
}

/* The best of the gentler intents, and how sure it is. */
static MailIntent
best_gentle(Scores *scores, bool asks, double *ret_confidence)
{
    MailIntent best = INTENT_OTHER;
    int first = 0, second = 0;
    /* "What about next week?" is no question about the offer, and without a question mark nothing
     * is. */
    bool wants = scores->weight[INTENT_MEETING] + scores->weight[INTENT_INTERESTED] +
                     scores->weight[INTENT_NOT_NOW] + scores->weight[INTENT_REFERRAL] >
                 0;
    if (!asks || wants)
        scores->weight[INTENT_QUESTION] = MIN(scores->weight[INTENT_QUESTION], asks ? 1 : 0);
    for (int i = INTENT_INTERESTED; i < INTENT_OTHER; i++) {
        if (i == INTENT_STOP)
            continue;
        if (scores->weight[i] > first) {
            second = first;
            first = scores->weight[i];
            best = (MailIntent)i;
        } else if (scores->weight[i] > second) {
            second = scores->weight[i];
        }
    }
    if (first == 0)
        *ret_confidence = GUESS;
    else if (second * 2 > first)
        *ret_confidence = TORN;
    else
        *ret_confidence = first >= 3 ? CONFIDENT : LIKELY;
    return best;
}

MailIntent
intent_of(const char *new_text, const char *subject, double *ret_confidence)
{
    g_autofree char *own = trim_drop_quotes(new_text);
    g_autoptr(PhraseText) words = phrase_text_new(own);
    Scores scores;
    score(words, &scores);
    if (phrase_text_words(words) == 0 && subject != NULL) {
        /* An empty reply whose subject was rewritten: "STOP", "unsubscribe". */
        g_autoptr(PhraseText) title = phrase_text_new(subject);
        if (phrase_text_words(title) <= 4)
            score(title, &scores);
    }
    if (scores.strongest[INTENT_HOSTILE] >= 3 && scores.strongest[INTENT_STOP] == 0) {
        *ret_confidence = CONFIDENT;
        return INTENT_HOSTILE;
    }
    if (scores.strongest[INTENT_STOP] > 0) {
        bool brief = phrase_text_words(words) <= SHORT_WORDS;
        *ret_confidence = scores.strongest[INTENT_STOP] >= 3 ? (brief ? .97 : CONFIDENT)
                          : brief                            ? LIKELY
                                                             : TORN;
        return INTENT_STOP;
    }
    MailIntent best = best_gentle(&scores, has_question_mark(own), ret_confidence);
    if (best == INTENT_OTHER && has_question_mark(own)) {
        *ret_confidence = TORN;
        return INTENT_QUESTION;
    }
    return best;
}

bool
intent_says_stop(const char *text)
{
    double confidence = 0;
    return intent_of(text, NULL, &confidence) == INTENT_STOP;
}
