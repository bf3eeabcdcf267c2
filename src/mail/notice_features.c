/* A text as pieces that tell notices from people. */
#include <stdint.h>
#include <stdio.h>

#include "mail/auto_reply_phrases.h"
#include "mail/notice_concepts.h"
#include "mail/notice_model.h"
#include "text/linear_pieces.h"

#define MAX_WORDS 200
#define MANY 512 /* features of an ordinary notice */
#define MAX_SENTENCES 5
#define PHONE_DIGITS 7
#define COVERED_STEPS 5
#define URGENT_BLANKS 2

/* How much each group counts: what a text speaks of tells more than its words. */
#define WORDS_SHARE 1
#define CONCEPTS_SHARE 1
#define PAIRS_SHARE 1
#define MARK_VALUE .5f
#define SENTENCE_VALUE .3f

/* Seeds of the hashes, so that "concept 3" is no other piece. */
enum { SEED_CONCEPT = 11, SEED_TOGETHER = 17, SEED_FOLLOWS = 29 };

static void
add_words(LinearPieces *self, const PhraseText *words)
{
    guint32 before = 1;

    for (guint i = 0; i < phrase_text_words(words); i++) {
        guint32 hash = linear_pieces_hash_word(phrase_text_word(words, i));
        linear_pieces_add(self, hash, 1);
        linear_pieces_add(self, linear_pieces_join(before, hash), 1);
        before = hash;
    }
    linear_pieces_balance(self, 0, WORDS_SHARE);
}

/* Is the word at this byte part of an address? Its words mean nothing. */
static bool
is_in_address(const char *text, gsize at)
{
    gsize from = at;

    while (from > 0 && text[from] != '@' && !g_ascii_isspace(text[from - 1]))
        from--;
    gsize length = strcspn(text + from, " \t\r\n");
    return memchr(text + from, '@', length) != NULL;
}

static void
drop_addresses(GArray *hits, const char *text, const PhraseText *words)
{
    for (guint i = hits->len; i-- > 0;)
        if (is_in_address(text, phrase_text_offset(words, g_array_index(hits, PhraseHit, i).first)))
            g_array_remove_index(hits, i);
}

static void
add_concepts(LinearPieces *self, const GArray *hits)
{
    guint from = self->features->len;

    for (guint i = 0; i < hits->len; i++)
        linear_pieces_add(
            self, linear_pieces_join((guint32)g_array_index(hits, PhraseHit, i).tag, SEED_CONCEPT),
            1);
    linear_pieces_balance(self, from, CONCEPTS_SHARE);
}

/* --- what stands in one sentence ------------------------------------------------------------- */

typedef struct {
    guint sentences, empty, covered; /* empty: of no concept; covered: words of a concept */
} Shape;

static void
add_pairs_of(LinearPieces *self, guint64 concepts)
{
    for (guint i = 0; i < NOTICE_CONCEPTS; i++)
        for (guint k = i + 1; (concepts >> i & 1) != 0 && k < NOTICE_CONCEPTS; k++)
            if ((concepts >> k & 1) != 0)
                linear_pieces_add(self, linear_pieces_join(linear_pieces_join(i, k), SEED_TOGETHER),
                                  1);
}

static void
end_sentence(LinearPieces *self, guint64 concepts, Shape *shape)
{
    add_pairs_of(self, concepts);
    shape->sentences++;
    shape->empty += concepts == 0;
}

static void
add_pairs(LinearPieces *self, const PhraseText *words, const GArray *hits, Shape *ret)
{
    guint from = self->features->len, word = 0, covered_to = 0;
    guint64 concepts = 0;
    int before = -1;

    *ret = (Shape){ 0 };
    for (guint i = 0; i < hits->len; i++) {
        const PhraseHit *hit = &g_array_index(hits, PhraseHit, i);
        bool ended = false;
        while (word < hit->first)
            ended = phrase_text_begins_sentence(words, ++word) || ended;
        if (ended) {
            end_sentence(self, concepts, ret);
            concepts = 0;
            before = -1;
        }
        if (hit->end > covered_to) {
            ret->covered += hit->end - MAX(covered_to, hit->first);
            covered_to = hit->end;
        }
        concepts |= UINT64_C(1) << hit->tag;
        if (before >= 0 && before != hit->tag)
            linear_pieces_add(self,
                              linear_pieces_join(linear_pieces_join((guint32)before, SEED_FOLLOWS),
                                                 (guint32)hit->tag),
                              1);
        before = hit->tag;
    }
    end_sentence(self, concepts, ret);
    linear_pieces_balance(self, from, PAIRS_SHARE);
}

/* --- marks ----------------------------------------------------------------------------------- */

bool
notice_text_asks(const char *text)
{
    static const char *const JAPANESE[] = { "\xEF\xBC\x9F", "ですか", "ますか", "せんか",
                                            "しょうか" };

    for (gsize i = 0; i < G_N_ELEMENTS(JAPANESE); i++)
        if (strstr(text, JAPANESE[i]) != NULL)
            return true;
    for (const char *mark = strchr(text, '?'); mark != NULL; mark = strchr(mark + 1, '?')) {
        guint blanks = 0;
        for (const char *at = mark; at > text && strchr(".!?\n", at[-1]) == NULL; at--)
            blanks += at[-1] == ' ';
        if (blanks > URGENT_BLANKS)
            return true;
    }
    return false;
}

static void
add_number(LinearPieces *self, const char *what, guint number)
{
    char piece[32];

    snprintf(piece, sizeof piece, "%s%u", what, number);
    linear_pieces_add_text(self, piece, MARK_VALUE);
}

static void
add_marks(LinearPieces *self, const char *text, const PhraseText *words, const Shape *shape)
{
    guint count = phrase_text_words(words), digits = 0, size = 0;

    for (const char *at = text; *at != '\0'; at++)
        digits += g_ascii_isdigit(*at);
    while (size < 7 && count > 1u << size)
        size++;
    linear_pieces_add_text(self, "always", MARK_VALUE);
    if (notice_text_asks(text))
        linear_pieces_add_text(self, "asks", 2 * MARK_VALUE);
    if (strchr(text, '!') != NULL)
        linear_pieces_add_text(self, "calls", MARK_VALUE);
    if (strchr(text, '@') != NULL)
        linear_pieces_add_text(self, "address", MARK_VALUE);
    if (digits > 0)
        linear_pieces_add_text(self, digits >= PHONE_DIGITS ? "phone" : "digits", MARK_VALUE);
    if (shape->empty > 0)
        linear_pieces_add_text(self, "empty", MARK_VALUE);
    add_number(self, "size", size);
    add_number(self, "sentences", MIN(shape->sentences, MAX_SENTENCES));
    add_number(self, "covered", count > 0 ? shape->covered * COVERED_STEPS / count : 0);
}

static void
add_sentences(LinearPieces *self, const GArray *sentences)
{
    for (guint i = 0; i < sentences->len; i++) {
        char piece[32];
        snprintf(piece, sizeof piece, "says%d", g_array_index(sentences, PhraseHit, i).tag);
        linear_pieces_add_text(self, piece, SENTENCE_VALUE);
    }
}

GArray *
notice_features_of(const char *text, const PhraseText *words, const GArray *sentences)
{
    LinearPieces self = { g_array_sized_new(FALSE, FALSE, sizeof(LinearFeature), MANY),
                          NOTICE_SHAPE.buckets,
                          { 0 } };
    g_autoptr(GArray) hits = phrase_set_scan(notice_concepts(), words);
    Shape shape;

    if (strchr(text, '@') != NULL)
        drop_addresses(hits, text, words);
    add_words(&self, words);
    add_concepts(&self, hits);
    add_pairs(&self, words, hits, &shape);
    add_marks(&self, text, words, &shape);
    add_sentences(&self, sentences);
    return self.features;
}

GArray *
notice_features_new(const char *text)
{
    g_autoptr(PhraseText) words = phrase_text_new_words(text, MAX_WORDS + 1);
    g_autoptr(GArray) sentences = phrase_set_scan(auto_reply_sentences(), words);

    return notice_features_of(text, words, sentences);
}
