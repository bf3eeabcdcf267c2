/* The beginning of a mail as pieces that a linear model can weigh. */
#include "core/lint_relation.h"

#include "core/lint_words.h"
#include "text/linear_pieces.h"

/* Who writes to whom is said first; what comes later is about the thing itself. */
#define MOST_WORDS 60
#define PIECE_LEAST 4
#define PIECE_MOST 5
#define PIECE_VALUE .5f
#define ALWAYS_VALUE .3f
#define WORDS_SHARE .8f
#define CONCEPTS_SHARE 1
#define CUES_SHARE .5f
#define MANY 1024

/* Seeds of the hashes, so that "concept 3" is no other piece. */
enum { SEED_FIRST = 3, SEED_CONCEPT = 11, SEED_TOGETHER = 12, SEED_CUE = 19, SEED_CUES = 20 };

enum {
    RELATION_THANKS,
    RELATION_YOU_DID,
    RELATION_AGREED,
    RELATION_PHONE,
    RELATION_WHEN,
    RELATION_PAPERS,
    RELATION_ORDER,
    RELATION_APPOINTMENT,
    RELATION_REPAIR,
    RELATION_MINE_DONE,
    RELATION_RUNS,
    RELATION_KEEP,
    RELATION_COLLEAGUE,
    RELATION_PRIVATE,
    RELATION_SAW,
    RELATION_LIKE_YOU,
    RELATION_SELF,
    RELATION_REFERRED,
    RELATION_MY_LAST,
    RELATION_SILENCE,
    RELATION_WHO,
    RELATION_WOULD_YOU,
    RELATION_FREE,
    RELATION_INVITES,
    RELATION_PER_CENT,
    RELATION_OTHERS,
    RELATION_STRANGER,
};

static const PhraseEntry TABLE[] = {
#include "lint_relation_phrases.inc"
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

    for (guint i = first; i < end; i++) {
        const char *word = phrase_text_word(words, i);
        guint32 hash = linear_pieces_hash_word(word);
        linear_pieces_add_in_run(self, &run, hash);
        if (i == first)
            linear_pieces_add(self, linear_pieces_join(hash, SEED_FIRST), 1);
        linear_pieces_add_parts(self, word, PIECE_LEAST, PIECE_MOST, PIECE_VALUE);
    }
}

/* What phrases of a set occur, each alone and any two together. */
static void
add_phrases(LinearPieces *self, const GArray *hits, guint32 alone_seed, guint32 pair_seed)
{
    guint64 bits = 0;

    for (guint i = 0; i < hits->len; i++)
        bits |= G_GUINT64_CONSTANT(1) << g_array_index(hits, PhraseHit, i).tag;
    linear_pieces_add_bits(self, bits, alone_seed, pair_seed);
}

static void
balance(LinearPieces *self, guint from, float share)
{
    if (self->features->len > from)
        linear_pieces_balance(self, from, share);
}

static GArray *
features_of(const PhraseText *words, guint first, guint end)
{
    LinearPieces self = { g_array_sized_new(FALSE, FALSE, sizeof(LinearFeature), MANY),
                          LINT_RELATION_SHAPE.buckets,
                          { 0 } };

    end = MIN(end, first + MOST_WORDS);
    g_autoptr(GArray) concepts = phrase_set_scan_range(concept_set(), words, first, end);
    g_autoptr(GArray) cues = phrase_set_scan_range(lint_cue_set(), words, first, end);
    add_words(&self, words, first, end);
    balance(&self, 0, WORDS_SHARE);
    guint from = self.features->len;
    add_phrases(&self, concepts, SEED_CONCEPT, SEED_TOGETHER);
    balance(&self, from, CONCEPTS_SHARE);
    from = self.features->len;
    add_phrases(&self, cues, SEED_CUE, SEED_CUES);
    balance(&self, from, CUES_SHARE);
    linear_pieces_add_text(&self, "always", ALWAYS_VALUE);
    return self.features;
}

GArray *
lint_relation_features_new(const char *text)
{
    g_autoptr(PhraseText) words = phrase_text_new_words(text, MOST_WORDS);

    return features_of(words, 0, phrase_text_words(words));
}

bool
lint_relation_is_existing(const PhraseText *words, guint first, guint end)
{
    g_autoptr(GArray) features = features_of(words, first, end);
    double shares[LINT_RELATIONS];

    linear_model_weigh(lint_relation_model_built_in(), features, shares);
    return shares[LINT_RELATION_EXISTING] >= LINT_RELATION_SURE_EXISTING;
}

static const char *const NAMES[LINT_RELATIONS] = {
    [LINT_RELATION_COLD] = "cold",
    [LINT_RELATION_EXISTING] = "existing",
};

static const double SURE[LINT_RELATIONS] = {
    [LINT_RELATION_EXISTING] = LINT_RELATION_SURE_EXISTING,
};

const LabelledKind LINT_RELATION_KIND = { LINT_RELATION_SHAPE, NAMES, SURE,
                                          lint_relation_features_new };
