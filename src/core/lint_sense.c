/* A sentence as pieces that a linear model can weigh. */
#include "core/lint_sense.h"

#include <stdint.h>
#include <string.h>

#include "text/linear_pieces.h"

#define MAX_WORDS 60
#define PIECE_LEAST 4
#define PIECE_MOST 5
#define PIECE_VALUE .5f
#define MARK_VALUE .3f
#define WORDS_SHARE .8f
#define CONCEPTS_SHARE 1
#define CUES_SHARE 1
#define FOLLOWS_VALUE .5f
#define MANY 512

/* Seeds of the hashes, so that "concept 3" is no other piece. */
enum { SEED_FIRST = 3, SEED_CONCEPT = 11, SEED_TOGETHER = 12, SEED_CUE = 19, SEED_FOLLOWS = 29 };

enum {
    SENSE_YOU,
    SENSE_I,
    SENSE_NOT,
    SENSE_EVER,
    SENSE_ANSWER,
    SENSE_SILENCE,
    SENSE_WAIT,
    SENSE_TIMES,
    SENSE_LONG,
    SENSE_MESSAGE,
    SENSE_READ,
    SENSE_VIEW,
    SENSE_NEWS,
    SENSE_HURT,
    SENSE_MANNERS,
    SENSE_LEAST,
    SENSE_WORTH,
    SENSE_EFFORT,
    SENSE_PROMISE,
    SENSE_EXPECTED,
    SENSE_GONE,
    SENSE_IGNORE,
    SENSE_WANTED,
    SENSE_TOP,
    SENSE_LIST,
    SENSE_STOP,
    SENSE_TELL,
    SENSE_NO_MORE,
    SENSE_ENOUGH,
    SENSE_SORRY,
    SENSE_THANKS,
    SENSE_OTHERS,
    SENSE_GIVES,
    SENSE_WHY,
    SENSE_SEEMS,
};

static const PhraseEntry TABLE[] = {
#include "lint_sense_phrases.inc"
};

static const char *const NAMES[LINT_SENSES] = {
    [LINT_SENSE_OTHER] = "other",
    [LINT_SENSE_EMPTY] = "empty",
    [LINT_SENSE_REPROACH] = "reproach",
    [LINT_SENSE_WAY_OUT] = "way_out",
};

static const PhraseSet *
concept_set(void)
{
    static gsize slot;

    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot, (gsize)phrase_set_new(TABLE, G_N_ELEMENTS(TABLE)));
    return (const PhraseSet *)slot;
}

static void
add_words(LinearPieces *self, const PhraseText *words, guint first, guint end)
{
    LinearRun run = LINEAR_RUN_BEGIN;

    for (guint i = first; i < MIN(end, first + MAX_WORDS); i++) {
        const char *word = phrase_text_word(words, i);
        guint32 hash = linear_pieces_hash_word(word);
        linear_pieces_add_in_run(self, &run, hash);
        if (i == first)
            linear_pieces_add(self, linear_pieces_join(hash, SEED_FIRST), 1);
        linear_pieces_add_parts(self, word, PIECE_LEAST, PIECE_MOST, PIECE_VALUE);
    }
    linear_pieces_balance(self, 0, WORDS_SHARE);
}

/* The hits as bits; what follows on one another is added at once. */
static guint64
bits_of(LinearPieces *self, const GArray *hits)
{
    guint64 bits = 0;
    int before = -1;

    for (guint i = 0; i < hits->len; i++) {
        int tag = g_array_index(hits, PhraseHit, i).tag;
        bits |= UINT64_C(1) << tag;
        if (before >= 0 && before != tag)
            linear_pieces_add(
                self,
                linear_pieces_join(linear_pieces_join((guint32)before, SEED_FOLLOWS), (guint32)tag),
                FOLLOWS_VALUE);
        before = tag;
    }
    return bits;
}

static void
add_concepts(LinearPieces *self, const LintSenseText *text, guint first, guint end)
{
    g_autoptr(GArray) hits = phrase_set_scan_range(concept_set(), text->words, first, end);
    guint from = self->features->len;

    linear_pieces_add_bits(self, bits_of(self, hits), SEED_CONCEPT, SEED_TOGETHER);
    if (self->features->len > from)
        linear_pieces_balance(self, from, CONCEPTS_SHARE);
    from = self->features->len;
    for (guint i = 0; i < text->cues->len; i++) {
        const PhraseHit *hit = &g_array_index(text->cues, PhraseHit, i);
        if (hit->first >= first && hit->first < end)
            linear_pieces_add(self, linear_pieces_join((guint32)hit->tag, SEED_CUE), 1);
    }
    if (self->features->len > from)
        linear_pieces_balance(self, from, CUES_SHARE);
}

static void
add_marks(LinearPieces *self, const PhraseText *words, guint first, guint end, bool is_question)
{
    static const char *const SIZES[] = { "size0", "size1", "size2", "size3", "size4", "size5" };
    guint size = 0;
    bool figure = false;

    while (size + 1 < G_N_ELEMENTS(SIZES) && end - first > 2u << size)
        size++;
    for (guint i = first; i < end; i++)
        figure |= g_ascii_isdigit(phrase_text_word(words, i)[0]);
    linear_pieces_add_text(self, "always", MARK_VALUE);
    linear_pieces_add_text(self, SIZES[size], MARK_VALUE);
    if (is_question)
        linear_pieces_add_text(self, "mark?", MARK_VALUE);
    if (figure)
        linear_pieces_add_text(self, "figure", 2 * MARK_VALUE);
}

static GArray *
features_of(const LintSenseText *text, guint first, guint end, bool is_question)
{
    LinearPieces self = { g_array_sized_new(FALSE, FALSE, sizeof(LinearFeature), MANY),
                          LINT_SENSE_SHAPE.buckets,
                          { 0 } };

    if (first < end)
        add_words(&self, text->words, first, end);
    add_concepts(&self, text, first, end);
    add_marks(&self, text->words, first, end, is_question);
    return self.features;
}

GArray *
lint_sense_features_new(const char *sentence)
{
    g_autoptr(PhraseText) words = phrase_text_new_words(sentence, MAX_WORDS);
    g_autoptr(GArray) cues = phrase_set_scan(lint_cue_set(), words);
    const LintSenseText text = { words, cues };

    return features_of(&text, 0, phrase_text_words(words), strchr(sentence, '?') != NULL);
}

void
lint_sense_weigh(const LintSenseText *self, guint first, guint end, bool is_question,
                 double ret_shares[LINT_SENSES])
{
    g_autoptr(GArray) features = features_of(self, first, end, is_question);

    linear_model_weigh(lint_sense_model_built_in(), features, ret_shares);
}

static const double SURE[LINT_SENSES] = {
    [LINT_SENSE_EMPTY] = LINT_SENSE_SURE_EMPTY,
    [LINT_SENSE_REPROACH] = LINT_SENSE_SURE_REPROACH,
    [LINT_SENSE_WAY_OUT] = LINT_SENSE_SURE_WAY_OUT,
};

const LabelledKind LINT_SENSE_KIND = { LINT_SENSE_SHAPE, NAMES, SURE, lint_sense_features_new };
