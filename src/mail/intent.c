/* From what rules and model say to one intent. */
#include "mail/intent.h"

#include "mail/intent_rules.h"
#include "mail/trim.h"

#define STOP_PLAIN 3      /* weight of a phrase that says it plainly */
#define STOP_SUSPECTED .3 /* share of the model that is enough for a stop */
#define STOP_DENIED .02   /* below this the plain phrase meant something else */
#define SHORT_WORDS 60    /* in a longer letter a phrase may be about something else */
#define SUBJECT_WORDS 4
#define TORN .6

/* An empty reply whose subject was rewritten: "STOP", "unsubscribe". */
static bool
subject_says_stop(const char *subject)
{
    g_autoptr(PhraseText) title = phrase_text_new(subject != NULL ? subject : "");
    IntentScores scores;

    if (phrase_text_words(title) == 0 || phrase_text_words(title) > SUBJECT_WORDS)
        return false;
    intent_rules_score(title, &scores);
    return scores.strongest[INTENT_STOP] > 0;
}

static MailIntent
likeliest(const double shares[INTENT_CLASSES])
{
    int best = 0;

    for (int i = 1; i < INTENT_CLASSES; i++)
        best = shares[i] > shares[best] ? i : best;
    return (MailIntent)(best + 1);
}

MailIntent
intent_of_with(const LinearModel *model, const char *new_text, const char *subject,
               double *ret_confidence)
{
    g_autofree char *own = trim_drop_quotes(new_text);
    g_autoptr(PhraseText) words = phrase_text_new(own);
    double shares[INTENT_CLASSES];
    IntentScores scores;

    if (phrase_text_words(words) == 0) {
        bool stop = subject_says_stop(subject);
        *ret_confidence = stop ? .97 : 0;
        return stop ? INTENT_STOP : INTENT_OTHER;
    }
    intent_rules_score(words, &scores);
    g_autoptr(GArray) features = intent_features_of(own, words, &scores);
    linear_model_weigh(model, features, shares);
    double stop = shares[INTENT_STOP - 1];
    if (scores.strongest[INTENT_STOP] >= STOP_PLAIN && stop >= STOP_DENIED) {
        bool brief = phrase_text_words(words) <= SHORT_WORDS;
        *ret_confidence = MAX(stop, stop < .1 ? TORN : brief ? .9 : .82);
        return INTENT_STOP;
    }
    if (stop >= STOP_SUSPECTED) {
        *ret_confidence = stop;
        return INTENT_STOP;
    }
    MailIntent intent = likeliest(shares);
    *ret_confidence = shares[intent - 1];
    return intent;
}

MailIntent
intent_of(const char *new_text, const char *subject, double *ret_confidence)
{
    return intent_of_with(intent_model_built_in(), new_text, subject, ret_confidence);
}

bool
intent_says_stop(const char *text)
{
    double confidence = 0;

    return intent_of(text, NULL, &confidence) == INTENT_STOP;
}
