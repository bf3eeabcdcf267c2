/* The words of the lint rules, in English, German, French and Spanish (text/phrases.h): cues by
 * what they mean, and the vocabulary of messages that say nothing. */
#pragma once

#include "text/phrases.h"

typedef enum {
    CUE_CHECK_IN,  /* "just checking in", "did you see my mail" */
    CUE_PLEASANT,  /* "hope all is well", "looking forward to hearing from you" */
    CUE_THANKS,    /* "thank you for your mail": an answer, no question */
    CUE_BRINGS,    /* "attached", "here is": what comes with it is new */
    CUE_BE_THERE,  /* "checking in at the hotel": looks like a cue and is none */
    CUE_ATTEMPT,   /* "I have called you": an attempt of the writer's */
    CUE_REPEATED,  /* "several times", "in vain" */
    CUE_NO_ANSWER, /* "no reply" */
    CUE_BLAME,     /* a reproach by itself */
    CUE_SILENT,    /* "no answer from you": one, unless it is forgiven */
    CUE_NOT_YET,   /* ... "yet": as one says it before asking again */
    CUE_UPSET,     /* "disappointed", "perplexe": a feeling */
    CUE_EXPECTS,   /* "the least", "courtesy": what one may expect */
    CUE_EFFORT,    /* "I took the trouble" */
    CUE_REPLY,     /* "a reply", "sign of life": an answer is spoken of */
    CUE_ONCE,      /* "a week ago": a time, and no count of attempts */
    CUE_NEUTRAL,   /* "as I have not heard": why one goes on */
    CUE_FORGIVES,  /* "no rush", "you are busy, I assume" */
    CUE_OTHERS,    /* it is somebody else who did not answer */
    CUE_APOLOGY,   /* "I hate to disturb you" */
    CUE_SORRY,     /* "sorry" and, in the same sentence, */
    CUE_BOTHER,    /* "bother": the writer excuses being there */
    CUE_SELLS,     /* says what the writer's company does */
    CUE_INVITES,   /* asks for a meeting, a trial, an order */
    CUE_ASKED,     /* answers what the reader asked for */
    CUE_OPT_OUT,
    CUE_LOUD,     /* "act now" */
    CUE_PLEASE,   /* asks for something without a question mark */
    CUE_SAYS_WHO, /* "this is Ann from Acme" */
    CUE_COUNT,
} LintCue;

/* The set of all cues; the tag of a hit is its LintCue. Made once. */
const PhraseSet *lint_cue_set(void);
/* A word that follow-ups without content are made of; folded. */
bool lint_word_is_filler(const char *word);
/* A word of any talk, whatever it is about: "since", "told", "leider"; folded. */
bool lint_word_is_plain(const char *word);
/* Of these, one about the exchange itself: "update", "thread", "Rückmeldung"; folded. */
bool lint_word_is_about_us(const char *word);
/* Praise that fits everything: "valuable", "solution", "überzeugt"; folded. */
bool lint_word_is_vague(const char *word);
/* "Following up": a subject that says nothing, folded words with blanks between. */
bool lint_subject_is_weak(const char *folded);
