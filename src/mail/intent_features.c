/* A reply as pieces that a linear model can weigh. */
#include <string.h>

#include "mail/intent_concepts.h"
#include "mail/intent_model.h"
#include "mail/intent_rules.h"
#include "text/linear_pieces.h"

#define MAX_WORDS 160 /* the rest of a long letter repeats itself */
#define RULE_VALUE .3f
#define MARK_VALUE .25f
#define DENIED_WORDS 3
#define WORDS_SHARE 1.5f
#define CONCEPTS_SHARE .7f
#define MANY 1024 /* features of an ordinary reply */
#define PIECE_LEAST 3
#define PIECE_MOST 5
#define PIECE_VALUE .6f /* beside whole words */

/* Seeds of the hashes, so that "concept 3" is no other piece. */
enum { SEED_FIRST = 3, SEED_LAST = 5, SEED_CONCEPT = 11, SEED_DENIED = 13, SEED_TOGETHER = 17 };

static void
collect_words(LinearPieces *self, const PhraseText *words)
{
    guint count = MIN(phrase_text_words(words), MAX_WORDS);
    LinearRun run = LINEAR_RUN_BEGIN;

    for (guint i = 0; i < count; i++) {
        const char *word = phrase_text_word(words, i);
        guint32 hash = linear_pieces_hash_word(word);
        linear_pieces_add_in_run(self, &run, hash);
        if (phrase_text_begins_sentence(words, i))
            linear_pieces_add(self, linear_pieces_join(hash, SEED_FIRST), 1);
        linear_pieces_add_parts(self, word, PIECE_LEAST, PIECE_MOST, PIECE_VALUE);
    }
    linear_pieces_add(self, linear_pieces_join(run.before, SEED_LAST), 1); /* the last word */
}

/* An address or a time of day says much whatever its letters are. */
static void
collect_marks(LinearPieces *self, const char *text, guint words)
{
    static const guint STEPS[] = { 1, 2, 4, 8, 16, 32, 64 };
    static const char MARKS[] = "?!@:.h\xEF"; /* the last begins a wide question mark */
    g_autofree char *size = NULL;
    guint step = 0;

    for (const char *at = strpbrk(text, MARKS); at != NULL; at = strpbrk(at + 1, MARKS)) {
        bool before = at > text && g_ascii_isalnum(at[-1]);
        if (*at == '?' || g_str_has_prefix(at, "\xEF\xBC\x9F"))
            linear_pieces_add_text(self, "mark?", MARK_VALUE);
        else if (*at == '@' && before && g_ascii_isalnum(at[1]))
            linear_pieces_add_text(self, "mark@", MARK_VALUE);
        else if (*at == '!')
            linear_pieces_add_text(self, "mark!", MARK_VALUE);
        else if (*at == ':' && at[1] == '/' && at[2] == '/')
            linear_pieces_add_text(self, "mark://", MARK_VALUE);
        else if (strchr(":.h", *at) != NULL && at > text && g_ascii_isdigit(at[-1]) &&
                 g_ascii_isdigit(at[1]) && g_ascii_isdigit(at[2]))
            linear_pieces_add_text(self, "mark10:30", MARK_VALUE);
    }
    while (step < G_N_ELEMENTS(STEPS) && words > STEPS[step])
        step++;
    size = g_strdup_printf("mark#%u", step);
    linear_pieces_add_text(self, size, MARK_VALUE);
}

static void
collect_rules(LinearPieces *self, const IntentScores *scores)
{
    for (int i = INTENT_INTERESTED; i < INTENT_COUNT; i++) {
        if (scores->strongest[i] == 0)
            continue;
        g_autofree char *rule = g_strdup_printf("rule%d/%d", i, MIN(scores->strongest[i], 3));
        linear_pieces_add_text(self, rule, RULE_VALUE);
    }
}

/* --- concepts -------------------------------------------------------------------------------- */

/* Hits come in the order of their first word, so sentences do as well. A concept right behind a
 * "not" counts as denied, too. */
static void
collect_concepts(LinearPieces *self, const PhraseText *words)
{
    g_autoptr(GArray) hits = phrase_set_scan(intent_concepts(), words);
    guint64 concepts = 0;
    guint word = 0, denied_until = 0;

    for (guint i = 0; i < hits->len; i++) {
        const PhraseHit *hit = &g_array_index(hits, PhraseHit, i);
        bool ended = false;
        while (word < hit->first)
            ended = phrase_text_begins_sentence(words, ++word) || ended;
        if (ended) {
            linear_pieces_add_bits(self, concepts, SEED_CONCEPT, SEED_TOGETHER);
            concepts = 0;
            denied_until = 0;
        }
        concepts |= UINT64_C(1) << hit->tag;
        if (hit->tag == INTENT_CONCEPT_NOT)
            denied_until = hit->end + DENIED_WORDS;
        else if (hit->first < denied_until)
            linear_pieces_add(self, linear_pieces_join((guint32)hit->tag, SEED_DENIED), 1);
    }
    linear_pieces_add_bits(self, concepts, SEED_CONCEPT, SEED_TOGETHER);
}

GArray *
intent_features_of(const char *text, const PhraseText *words, const IntentScores *scores)
{
    LinearPieces self = { g_array_sized_new(FALSE, FALSE, sizeof(LinearFeature), MANY),
                          INTENT_SHAPE.buckets,
                          { 0 } };

    collect_words(&self, words);
    linear_pieces_balance(&self, 0, WORDS_SHARE);
    guint from = self.features->len;
    collect_concepts(&self, words);
    linear_pieces_balance(&self, from, CONCEPTS_SHARE);
    linear_pieces_add_text(&self, "always", MARK_VALUE);
    collect_marks(&self, text, phrase_text_words(words));
    collect_rules(&self, scores);
    return self.features;
}

GArray *
intent_features_new(const char *text)
{
    g_autoptr(PhraseText) words = phrase_text_new(text);
    IntentScores scores;

    intent_rules_score(words, &scores);
    return intent_features_of(text, words, &scores);
}
