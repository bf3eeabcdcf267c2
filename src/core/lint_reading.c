/* What each sentence of a draft is: its cues, its words, and whether it says nothing, blames the
 * reader or shows the way out. Phrases decide where they are sure, the model of
 * core/lint_sense.h in the many wordings that nobody listed. */
#include <string.h>

#include "core/lint_private.h"
#include "core/lint_sense.h"

/* A polite sentence may hold so many words of its own and still say nothing. */
#define MOST_OF_POLITE 5

/* What the phrases call a reproach is none where the model gives it less. */
#define LEAST_REPROACH .03
/* Shorter sentences sound like anything. */
#define LEAST_WORDS 4
#define LEAST_WORDS_OF_EMPTY 3

static guint
sentence_of_word(const Lint *self, guint word)
{
    for (guint i = 0; i < self->draft->sentences->len; i++) {
        const DraftSentence *sentence = lint_sentence(self, i);
        if (word >= sentence->first && word < sentence->end)
            return i;
    }
    return G_MAXUINT;
}

/* "I wrote two weeks ago" says when, not how often: the weeks are no count. */
static bool
is_time_only(const GArray *hits, const PhraseHit *hit)
{
    for (guint i = 0; hit->tag == CUE_REPEATED && i < hits->len; i++) {
        const PhraseHit *other = &g_array_index(hits, PhraseHit, i);
        if (other->tag == CUE_ONCE && other->first < hit->end && hit->first < other->end)
            return true;
    }
    return false;
}

static void
collect_cues(Lint *self, const GArray *hits)
{
    for (guint i = 0; i < hits->len; i++) {
        const PhraseHit *hit = &g_array_index(hits, PhraseHit, i);
        guint index = sentence_of_word(self, hit->first);
        self->way_out |= hit->tag == CUE_OPT_OUT;
        if (index == G_MAXUINT || is_time_only(hits, hit))
            continue;
        SentenceReading *reading = &g_array_index(self->readings, SentenceReading, index);
        reading->cues |= 1u << hit->tag;
        reading->pleases += hit->tag == CUE_PLEASE;
        reading->courtesies += hit->tag == CUE_CHECK_IN || hit->tag == CUE_PLEASANT;
    }
}

static void
count_words(const Lint *self, const DraftSentence *sentence, SentenceReading *reading)
{
    for (guint i = sentence->first; i < sentence->end; i++) {
        const char *word = phrase_text_word(self->draft->words, i);
        reading->about_us += lint_word_is_about_us(word);
        if (strlen(word) < 2 || term_is_function_word(word) || lint_word_is_filler(word) ||
            draft_word_is_field(word))
            continue;
        reading->own++;
        bool foreign = !novelty_word_is_known(self->thread, word);
        bool plain = lint_word_is_plain(word) || lint_is_of_address(self->draft, sentence, i);
        reading->foreign += foreign;
        reading->matter += !plain;
        bool strange = foreign && !novelty_word_is_near(self->thread, word);
        reading->news += strange && !plain;
        reading->strange += strange;
        reading->solid += foreign && !plain && !lint_word_is_vague(word);
    }
}

/* By itself, or put together: tried often or in vain, a feeling about an answer, an answer as the
 * least that one may expect, trouble taken for nothing. */
static bool
reproaches(const SentenceReading *reading)
{
    bool none = LINT_HAS(reading, CUE_NO_ANSWER), again = LINT_HAS(reading, CUE_REPEATED);
    bool tried = LINT_HAS(reading, CUE_ATTEMPT) && (again || none);
    bool hurt = LINT_HAS(reading, CUE_UPSET) && (none || LINT_HAS(reading, CUE_REPLY));
    bool due = LINT_HAS(reading, CUE_EXPECTS) && (none || LINT_HAS(reading, CUE_REPLY));
    bool vain = LINT_HAS(reading, CUE_EFFORT) &&
                (none || LINT_HAS(reading, CUE_UPSET) || LINT_HAS(reading, CUE_EXPECTS));

    /* "as you did not reply, I take it June is a bad month" */
    bool excused = LINT_HAS(reading, CUE_NEUTRAL) && LINT_HAS(reading, CUE_FORGIVES);

    return (LINT_HAS(reading, CUE_BLAME) && !excused) || hurt || due || vain ||
           ((tried || (again && none)) && !LINT_HAS(reading, CUE_FORGIVES));
}

/* No phrase tells, the model does; not of what is too short to tell, or plainly something else. */
static bool
sounds_reproachful(const DraftSentence *sentence, const SentenceReading *reading)
{
    guint says = 1u << CUE_BRINGS | 1u << CUE_SELLS | 1u << CUE_INVITES | 1u << CUE_ASKED |
                 1u << CUE_THANKS | 1u << CUE_LOUD | 1u << CUE_FORGIVES | 1u << CUE_NEUTRAL |
                 1u << CUE_SORRY | 1u << CUE_APOLOGY | 1u << CUE_OPT_OUT;

    return reading->reproach >= LINT_SENSE_SURE_REPROACH && (reading->cues & says) == 0 &&
           !reading->figure && sentence->end - sentence->first >= LEAST_WORDS;
}

/* The model finds it empty, and it holds hardly a word that means something. */
static bool
sounds_empty(const DraftSentence *sentence, const SentenceReading *reading)
{
    return reading->empty >= LINT_SENSE_SURE_EMPTY &&
           reading->news <= (sentence->is_question ? 0 : 1);
}

static void
read_sentence(const Lint *self, const DraftSentence *sentence, SentenceReading *reading)
{
    count_words(self, sentence, reading);
    reading->figure = novelty_has_figure(self->draft, sentence, self->thread);
    bool others = LINT_HAS(reading, CUE_OTHERS);
    bool way_out = LINT_HAS(reading, CUE_OPT_OUT) && !LINT_HAS(reading, CUE_UPSET) &&
                   !LINT_HAS(reading, CUE_EXPECTS) && !LINT_HAS(reading, CUE_ATTEMPT);
    bool blames = (reproaches(reading) && reading->reproach >= LEAST_REPROACH) ||
                  sounds_reproachful(sentence, reading);
    reading->is_blame = !others && !way_out && blames;
    bool polite = lint_has_check_in(reading) || LINT_HAS(reading, CUE_PLEASANT);
    bool brings = LINT_HAS(reading, CUE_BRINGS) && (reading->news > 0 || !polite);
    reading->is_empty = !reading->figure && !brings &&
                        (reading->matter == 0 || sounds_empty(sentence, reading) ||
                         (polite && reading->matter <= MOST_OF_POLITE &&
                          reading->news <= LINT_MOST_FOREIGN + MIN(reading->courtesies, 3) / 2));
}

/* Does another sentence bring something? */
static bool
something_comes(const Lint *self, guint but)
{
    for (guint i = 0; i < self->readings->len; i++) {
        const SentenceReading *reading = lint_reading(self, i);
        if (i != but && !reading->is_empty && !reading->is_blame &&
            (reading->figure || LINT_HAS(reading, CUE_BRINGS) || reading->matter > LINT_MOST_LEFT))
            return true;
    }
    return false;
}

/* "I have not heard from you yet", "not having heard, I take the liberty": as one says it before
 * asking again. */
static bool
is_mild(const SentenceReading *reading)
{
    bool asks_again = LINT_HAS(reading, CUE_NEUTRAL) && reading->courtesies > 0;

    return (LINT_HAS(reading, CUE_NOT_YET) || asks_again) && !LINT_HAS(reading, CUE_REPEATED) &&
           !LINT_HAS(reading, CUE_UPSET) && !LINT_HAS(reading, CUE_EXPECTS);
}

/* That no answer came is a reproach where it is all there is to say. */
static void
read_silence(Lint *self)
{
    for (guint i = 0; i < self->readings->len; i++) {
        SentenceReading *reading = &g_array_index(self->readings, SentenceReading, i);
        if (LINT_HAS(reading, CUE_SILENT) && !LINT_HAS(reading, CUE_OTHERS) &&
            !LINT_HAS(reading, CUE_FORGIVES) && !is_mild(reading) && !something_comes(self, i))
            reading->is_blame = true;
    }
}

/* A reproach in two breaths: "Still nothing. A pity." Where the message says something besides,
 * the two stand side by side and one of them is that no answer came. */
static void
read_mood(Lint *self)
{
    guint reproach = 1u << CUE_UPSET | 1u << CUE_EXPECTS | 1u << CUE_EFFORT;
    guint moved = 1u << CUE_UPSET | 1u << CUE_ATTEMPT | 1u << CUE_NO_ANSWER;
    bool alone = !something_comes(self, G_MAXUINT);

    for (guint i = 0; i < self->readings->len; i++) {
        SentenceReading *reading = &g_array_index(self->readings, SentenceReading, i), both;
        if ((reading->cues & reproach) == 0 || reading->figure || LINT_HAS(reading, CUE_OTHERS))
            continue;
        for (guint k = 0; k < self->readings->len; k++) {
            const SentenceReading *other = lint_reading(self, k);
            bool near = k + 1 == i || k == i + 1;
            both.cues = reading->cues | other->cues;
            if (k != i && !other->figure && !LINT_HAS(&both, CUE_FORGIVES) &&
                !LINT_HAS(&both, CUE_OTHERS) && !LINT_HAS(&both, CUE_THANKS) &&
                !LINT_HAS(&both, CUE_BLAME) && reproaches(&both) &&
                ((alone && (both.cues & moved) != 0) || (near && LINT_HAS(&both, CUE_NO_ANSWER))))
                reading->is_blame = true;
        }
    }
}

static double
way_out_share(const LintSenseText *text, guint first, guint end, bool is_question)
{
    double shares[LINT_SENSES];

    lint_sense_weigh(text, first, end, is_question, shares);
    return shares[LINT_SENSE_WAY_OUT];
}

static bool
asks(const Lint *self, guint first, guint end)
{
    const char *plain = self->draft->plain;
    gsize from = phrase_text_offset(self->draft->words, first);
    gsize to = end < phrase_text_words(self->draft->words)
                   ? phrase_text_offset(self->draft->words, end)
                   : strlen(plain);

    return memchr(plain + from, '?', to - from) != NULL;
}

/* In a sentence, or in one with the question before it ("Not for you? Tell me."). How to be left
 * alone often stands below the name. */
static bool
find_way_out(const Lint *self, const LintSenseText *text)
{
    guint words = phrase_text_words(text->words), before = G_MAXUINT;
    guint first = self->draft->first, end;

    for (guint i = 0; i < self->readings->len; i++)
        if (lint_reading(self, i)->way_out >= LINT_SENSE_SURE_WAY_OUT)
            return true;
    for (; first < words; first = end) {
        for (end = first + 1; end < words && !phrase_text_begins_sentence(text->words, end);)
            end++;
        bool question = asks(self, first, end), below = first >= self->draft->end;
        if ((below && way_out_share(text, first, end, question) >= LINT_SENSE_SURE_WAY_OUT) ||
            (before != G_MAXUINT &&
             way_out_share(text, before, end, true) >= LINT_SENSE_SURE_WAY_OUT))
            return true;
        before = question ? first : G_MAXUINT;
    }
    return false;
}

static void
weigh_sentences(Lint *self, const LintSenseText *text)
{
    for (guint i = 0; i < self->readings->len; i++) {
        const DraftSentence *sentence = lint_sentence(self, i);
        SentenceReading *reading = &g_array_index(self->readings, SentenceReading, i);
        double shares[LINT_SENSES];
        lint_sense_weigh(text, sentence->first, sentence->end, sentence->is_question, shares);
        reading->reproach = shares[LINT_SENSE_REPROACH];
        bool tells = sentence->end - sentence->first >= LEAST_WORDS_OF_EMPTY;
        reading->empty = tells ? shares[LINT_SENSE_EMPTY] : 0;
        reading->way_out = shares[LINT_SENSE_WAY_OUT];
    }
}

void
lint_read_sentences(Lint *self)
{
    g_autoptr(GArray) hits = phrase_set_scan(lint_cue_set(), self->draft->words);
    const LintSenseText text = { self->draft->words, hits };

    g_array_set_size(self->readings, self->draft->sentences->len);
    collect_cues(self, hits);
    weigh_sentences(self, &text);
    for (guint i = 0; i < self->readings->len; i++) {
        SentenceReading *reading = &g_array_index(self->readings, SentenceReading, i);
        read_sentence(self, lint_sentence(self, i), reading);
        /* A way out in words of one's own is one like those that a phrase tells. */
        if (reading->way_out >= LINT_SENSE_SURE_WAY_OUT && !reading->is_blame)
            reading->cues |= 1u << CUE_OPT_OUT;
    }
    read_silence(self);
    read_mood(self);
    if (!self->way_out && !self->input->adds_opt_out && !self->input->is_spoken)
        self->way_out = find_way_out(self, &text);
}
