/* What each sentence of a draft is: its cues, its words, and whether it says nothing or shows the
 * way out. Phrases decide where they are sure, the model of core/lint_sense.h in the many wordings
 * that nobody listed. Whether it blames the reader is read in lint_tone.c. */
#include <string.h>

#include "core/lint_private.h"
#include "core/lint_sense.h"

/* A polite sentence may hold so many words of its own and still say nothing. */
#define MOST_OF_POLITE 5

/* What the model is nearly certain of may hold so many words that mean something. */
#define VERY_EMPTY .9
#define MOST_OF_EMPTY 3
/* Who says who is speaking says so many words: a name, a trade, a town. */
#define MOST_OF_NAME 7
/* ... and signs with at most so many. */
#define MOST_OF_NAME_LINE 3
/* A sentence with figures that a phrase takes for a way out and the model does not is none. */
#define LEAST_WAY_OUT .1
/* Shorter sentences sound like anything. */
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

/* A name by itself: the greeting of a chat ("Huhu Steffi!"), or what stands below the closing. */
static bool
is_name_line(const Lint *self, const DraftSentence *sentence)
{
    const char *text = self->draft->text;
    bool first = sentence->first == self->draft->first;
    bool last = sentence->end == self->draft->end;
    gsize to = sentence->to;

    while (to > sentence->from && g_ascii_isspace(text[to - 1]))
        to--;
    bool ended = to > sentence->from && strchr(".?!:;", text[to - 1]) != NULL;
    bool own_line = (sentence->from == 0 || text[sentence->from - 1] == '\n') &&
                    (text[to] == '\n' || text[to] == '\0');
    guint words = sentence->end - sentence->first;
    for (guint i = sentence->first; i < sentence->end; i++)
        if (g_ascii_isdigit(*phrase_text_word(self->draft->words, i)))
            return false;
    return (first && words <= 2 && !sentence->is_question) ||
           ((last || own_line) && words <= MOST_OF_NAME_LINE && !ended);
}

static void
count_words(const Lint *self, const DraftSentence *sentence, SentenceReading *reading)
{
    bool name = is_name_line(self, sentence);

    for (guint i = sentence->first; i < sentence->end; i++) {
        const char *word = phrase_text_word(self->draft->words, i);
        reading->about_us += lint_word_is_about_us(word);
        reading->numbers += g_ascii_isdigit(*word) ? 1 : 0;
        if (strlen(word) < 2 || term_is_function_word(word) || lint_word_is_filler(word) ||
            draft_word_is_field(word))
            continue;
        if (name)
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

/* The model finds it empty, and it holds hardly a word that means something. A question that does
 * ("... about the sprinklers?") or an invitation asks for more than attention. */
static bool
sounds_empty(const DraftSentence *sentence, const SentenceReading *reading)
{
    bool very = reading->empty >= VERY_EMPTY;
    guint most = sentence->is_question ? (very ? 1 : 0) : (very ? MOST_OF_EMPTY : 1);

    return reading->empty >= LINT_SENSE_SURE_EMPTY && !LINT_HAS(reading, CUE_INVITES) &&
           reading->news <= most;
}

/* "This is Ann from Acme": who is speaking is nothing yet. */
static bool
introduces(const SentenceReading *reading)
{
    return LINT_HAS(reading, CUE_SAYS_WHO) && reading->numbers == 0 && reading->own <= MOST_OF_NAME;
}

static void
read_sentence(const Lint *self, const DraftSentence *sentence, SentenceReading *reading)
{
    count_words(self, sentence, reading);
    reading->figure = novelty_has_figure(self->draft, sentence, self->thread);
    if (reading->way_out < LEAST_WAY_OUT && reading->numbers > 0) /* "Abmeldung, 14 Euro a month" */
        reading->cues &= ~(1u << CUE_OPT_OUT);
    bool polite = lint_has_check_in(reading) || LINT_HAS(reading, CUE_PLEASANT);
    bool brings = LINT_HAS(reading, CUE_BRINGS) && (reading->news > 0 || !polite);
    reading->is_empty = introduces(reading) ||
                        (!reading->figure && !brings &&
                         (reading->matter == 0 || sounds_empty(sentence, reading) ||
                          (polite && reading->matter <= MOST_OF_POLITE &&
                           reading->news <= LINT_MOST_FOREIGN + MIN(reading->courtesies, 3) / 2)));
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
        /* "Not for you? Tell me." is one in two breaths. */
        if (i > 0 && lint_sentence(self, i - 1)->is_question) {
            SentenceReading *question = reading - 1;
            lint_sense_weigh(text, lint_sentence(self, i - 1)->first, sentence->end, true, shares);
            reading->way_out = MAX(reading->way_out, shares[LINT_SENSE_WAY_OUT]);
            question->way_out = MAX(question->way_out, shares[LINT_SENSE_WAY_OUT]);
        }
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
        reading->is_blame = lint_phrases_blame(reading);
        /* A way out in words of one's own is one like those that a phrase tells. */
        if (reading->way_out >= LINT_SENSE_SURE_WAY_OUT && !reading->is_blame && !reading->figure)
            reading->cues |= 1u << CUE_OPT_OUT;
    }
    lint_read_tone(self);
    if (!self->way_out && !self->input->adds_opt_out && !self->input->is_spoken)
        self->way_out = find_way_out(self, &text);
}
