/* What the files of lint share. */
#pragma once

#include "core/lint.h"
#include "core/lint_words.h"
#include "core/novelty.h"

/* What a sentence of the draft is, in cues and in content. */
typedef struct {
    guint cues;       /* one bit a LintCue */
    guint pleases;    /* how often it says "please" */
    guint courtesies; /* how often it asks politely */
    guint own;        /* words that are neither grammar nor of follow-ups */
    guint foreign;    /* ... nor of the thread */
    guint matter;     /* of its own words, those that are not everyday ones either */
    guint news;       /* ... nor like one of the thread */
    guint strange;    /* ... nor like one of it (novelty_word_is_near()) */
    guint solid;      /* of the foreign ones, those that are more than praise or talk */
    guint numbers;    /* new or not */
    guint about_us;   /* of the rest, words about the exchange itself */
    bool figure;      /* a number or a link that is new */
    bool is_empty;    /* says nothing but that the writer is there */
    bool is_blame;
    double reproach, empty, way_out; /* the model's shares, core/lint_sense.h */
} SentenceReading;

typedef struct {
    const LintInput *input;
    Draft *draft;
    GPtrArray *thread; /* Draft * */
    GArray *readings;  /* SentenceReading, beside draft->sentences */
    Novelty novelty;
    LintReport *report;
    bool way_out; /* says how to be left alone, be it below the closing */
} Lint;

static inline const DraftSentence *
lint_sentence(const Lint *self, guint index)
{
    return &g_array_index(self->draft->sentences, DraftSentence, index);
}

static inline const SentenceReading *
lint_reading(const Lint *self, guint index)
{
    return &g_array_index(self->readings, SentenceReading, index);
}

#define LINT_HAS(reading, cue) (((reading)->cues >> (cue)&1) != 0)

static inline bool
lint_has_check_in(const SentenceReading *reading)
{
    return LINT_HAS(reading, CUE_CHECK_IN) && !LINT_HAS(reading, CUE_BE_THERE);
}

/* A sentence with a cue may name this many things ("the offer for the packaging line") and still
 * say nothing. */
#define LINT_MOST_FOREIGN 1
/* Of a message that asks for an answer, so many words besides bring nothing; more where it
 * reproaches. */
#define LINT_MOST_LEFT 2

/* Do its phrases blame the reader, and the model does not think otherwise? */
bool lint_phrases_blame(const SentenceReading *reading);
/* Marks what else blames the reader, sentence beside sentence. */
void lint_read_tone(Lint *self);

/* Reads every sentence, and whether the message shows a way out. */
void lint_read_sentences(Lint *self);

/* Adds a finding at bytes `from` to `to` of the body (in_subject: of the subject). At most
 * LINT_MAX_OF_RULE of a rule are kept. */
#define LINT_MAX_OF_RULE 20
void lint_add(Lint *self, LintRule rule, bool in_subject, gsize from, gsize to);

/* A regular expression, any case, compiled once. */
GRegex *lint_regex(gsize *slot, const char *pattern);

/* Rules that look at the letters: subject, shouting, length, and holes. */
void lint_form(Lint *self);
void lint_holes(Lint *self);
/* Rules that look at what is said. */
void lint_content(Lint *self);

/* A name after its title ("Frau Moser") in the first sentence, or the signature after a closing
 * word
 * ("Besten Gruß") in the last: nothing is said with it. */
bool lint_is_of_address(const Draft *draft, const DraftSentence *sentence, guint word);

/* Words of any talk with blanks between, more than those of lint_plain.c; by their stems. */
extern const char LINT_TALK[];

/* What to do about it, in the message's language. Free with g_free(). */
char *lint_suggest(const LintInput *input, LintRule rule, TextLanguage language);
