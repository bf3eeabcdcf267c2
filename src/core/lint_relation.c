/* The beginning of a mail as pieces that a linear model can weigh. */
#include "core/lint_relation.h"

#include "text/linear_pieces.h"

/* Who writes to whom is said first; what comes later is about the thing itself. */
#define MOST_WORDS 60
/* Less could be anything. */
#define LEAST_WORDS 8
#define FIRST_WORDS 6
#define FIRST_VALUE 2
#define PIECE_LEAST 3
#define PIECE_MOST 5
#define PIECE_VALUE .5f
#define ALWAYS_VALUE .3f
#define QUESTION_VALUE .6f
#define WORDS_SHARE 1.4f
#define CONCEPTS_SHARE .8f
#define MANY 1024

/* Seeds of the hashes, so that "concept 3" is no other piece. */
enum { SEED_FIRST = 3, SEED_CONCEPT = 11 };

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

/* Each word with the one before it, and by its parts; the first ones count as such besides. */
static void
add_words(LinearPieces *self, const PhraseText *words, guint first, guint end)
{
    guint32 before = 1;

    for (guint i = first; i < end; i++) {
        const char *word = phrase_text_word(words, i);
        guint32 hash = linear_pieces_hash_word(word);
        linear_pieces_add(self, hash, 1);
        linear_pieces_add(self, linear_pieces_join(before, hash), 1);
        if (i < first + FIRST_WORDS)
            linear_pieces_add(self, linear_pieces_join(hash, SEED_FIRST), FIRST_VALUE);
        linear_pieces_add_parts(self, word, PIECE_LEAST, PIECE_MOST, PIECE_VALUE);
        before = hash;
    }
}

static GArray *
features_of(const PhraseText *words, guint first, guint end, bool asks_first)
{
    LinearPieces self = { g_array_sized_new(FALSE, FALSE, sizeof(LinearFeature), MANY),
                          LINT_RELATION_SHAPE.buckets,
                          { 0 } };

    end = MIN(end, first + MOST_WORDS);
    add_words(&self, words, first, end);
    if (first < end)
        linear_pieces_balance(&self, 0, WORDS_SHARE);
    g_autoptr(GArray) concepts = phrase_set_scan_range(concept_set(), words, first, end);
    guint from = self.features->len;
    for (guint i = 0; i < concepts->len; i++) {
        guint tag = (guint)g_array_index(concepts, PhraseHit, i).tag;
        linear_pieces_add(&self, linear_pieces_join(tag, SEED_CONCEPT), 1);
    }
    if (self.features->len > from)
        linear_pieces_balance(&self, from, CONCEPTS_SHARE);
    linear_pieces_add_text(&self, "always", ALWAYS_VALUE);
    if (asks_first)
        linear_pieces_add_text(&self, "mark?", QUESTION_VALUE);
    return self.features;
}

GArray *
lint_relation_features_new(const char *text)
{
    g_autoptr(PhraseText) words = phrase_text_new_words(text, MOST_WORDS);

    const char *mark = strpbrk(text, ".!?:");

    return features_of(words, 0, phrase_text_words(words), mark != NULL && *mark == '?');
}

double
lint_relation_weigh(const PhraseText *words, guint first, guint end, bool asks_first)
{
    if (end - first < LEAST_WORDS)
        return .5;
    g_autoptr(GArray) features = features_of(words, first, end, asks_first);
    double shares[LINT_RELATIONS];

    linear_model_weigh(lint_relation_model_built_in(), features, shares);
    return shares[LINT_RELATION_EXISTING];
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
