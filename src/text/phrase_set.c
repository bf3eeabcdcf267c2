/* Matching word patterns through an index of their first words.
 *
 * A text is looked through once a set. Nearly all of its words begin no pattern, so a bitmap of the
 * words that do turns them away before any table is asked. */
#include <stdint.h>
#include <string.h>

#include "text/phrase_words.h"
#include "text/phrases.h"

#define MAX_HITS 256
#define MAX_GAP 4
#define PREFIX_BYTES 3
#define FILTER_BITS 15

typedef enum { TOKEN_WORDS, TOKEN_GAP, TOKEN_END } TokenKind;

typedef struct {
    char *word;
    guint32 hash;
    guint32 prefix_length; /* 0: the whole word */
} Choice;

typedef struct {
    TokenKind kind;
    guint count;
    Choice *choices;
} Token;

typedef struct {
    int tag;
    guint entry;
    bool anchored;
    GArray *tokens;
} Pattern;

/* A pattern that may begin with a word, and which words may come second: bits of their hashes, all
 * set where that cannot be told. Most candidates are turned away by them, without a look at the
 * pattern. */
typedef struct {
    guint pattern;
    guint64 seconds;
} Candidate;

struct PhraseSet {
    GPtrArray *patterns;
    GHashTable *by_word, *by_prefix; /* hash, or first bytes -> GArray of Candidate */
    guint32 words[1u << FILTER_BITS >> 5], prefixes[1u << FILTER_BITS >> 5];
};

/* --- patterns ------------------------------------------------------------------------------- */

static Choice
choice_of(const char *folded, bool prefix)
{
    gsize length = strlen(folded);

    return (Choice){ g_strdup(folded), phrase_hash(folded, length), prefix ? (guint32)length : 0 };
}

/* "a|b|c" or "wor~" is one token, and each choice one word; other words may fold to several tokens
 * (wide characters do). */
static void
pattern_add_token(Pattern *self, const char *source)
{
    if (strcmp(source, "*") == 0 || strcmp(source, "$") == 0) {
        Token token = { *source == '*' ? TOKEN_GAP : TOKEN_END, 0, NULL };
        g_array_append_val(self->tokens, token);
        return;
    }
    g_auto(GStrv) parts = g_strsplit(source, "|", -1);
    bool alone = parts[1] == NULL && !g_str_has_suffix(source, "~");
    g_autoptr(GArray) choices = g_array_new(FALSE, FALSE, sizeof(Choice));
    for (char **part = parts; *part != NULL; part++) {
        g_autoptr(PhraseText) words = phrase_text_new(*part);
        g_assert(alone || phrase_text_words(words) == 1);
        for (guint i = 0; i < phrase_text_words(words); i++) {
            Choice choice = choice_of(phrase_text_word(words, i), g_str_has_suffix(*part, "~"));
            g_array_append_val(choices, choice);
        }
    }
    guint count = choices->len;
    Choice *list = (Choice *)g_array_free(g_steal_pointer(&choices), FALSE);
    for (guint i = 0; i < (alone ? count : 1); i++) {
        Token token = { TOKEN_WORDS, alone ? 1 : count, list + i };
        g_array_append_val(self->tokens, token);
    }
}

static guint64
hash_bit(guint32 hash)
{
    return UINT64_C(1) << (hash >> 26);
}

static guint64
seconds_of(const Pattern *pattern)
{
    guint64 bits = 0;

    if (pattern->tokens->len < 2)
        return G_MAXUINT64;
    const Token *token = &g_array_index(pattern->tokens, Token, 1);
    if (token->kind != TOKEN_WORDS)
        return G_MAXUINT64;
    for (guint i = 0; i < token->count; i++)
        bits |=
            token->choices[i].prefix_length != 0 ? G_MAXUINT64 : hash_bit(token->choices[i].hash);
    return bits;
}

static void
index_add(GHashTable *index, guint32 *filter, guint32 key, Candidate candidate)
{
    GArray *list = g_hash_table_lookup(index, GUINT_TO_POINTER(key));
    guint32 bit = key & ((1u << FILTER_BITS) - 1);

    if (list == NULL) {
        list = g_array_new(FALSE, FALSE, sizeof(Candidate));
        g_hash_table_insert(index, GUINT_TO_POINTER(key), list);
    }
    g_array_append_val(list, candidate);
    filter[bit >> 5] |= 1u << (bit & 31);
}

static bool
filter_has(const guint32 *filter, guint32 key)
{
    guint32 bit = key & ((1u << FILTER_BITS) - 1);

    return (filter[bit >> 5] >> (bit & 31) & 1) != 0;
}

static void
phrase_set_add(PhraseSet *self, int tag, guint entry, const char *source)
{
    Pattern *pattern = g_new0(Pattern, 1);
    pattern->tag = tag;
    pattern->entry = entry;
    pattern->tokens = g_array_new(FALSE, FALSE, sizeof(Token));
    g_auto(GStrv) tokens = g_strsplit(source, " ", -1);
    for (char **token = tokens; *token != NULL; token++) {
        if (strcmp(*token, "^") == 0)
            pattern->anchored = true;
        else if (**token != '\0')
            pattern_add_token(pattern, *token);
    }
    g_assert(pattern->tokens->len > 0);
    const Token *first = &g_array_index(pattern->tokens, Token, 0);
    g_assert(first->kind == TOKEN_WORDS);
    const Candidate candidate = { self->patterns->len, seconds_of(pattern) };
    for (guint i = 0; i < first->count; i++) {
        const Choice *choice = &first->choices[i];
        if (choice->prefix_length == 0) {
            index_add(self->by_word, self->words, choice->hash, candidate);
            continue;
        }
        g_assert(choice->prefix_length >= PREFIX_BYTES);
        index_add(self->by_prefix, self->prefixes,
                  phrase_prefix(choice->word, choice->prefix_length), candidate);
    }
    g_ptr_array_add(self->patterns, pattern);
}

PhraseSet *
phrase_set_new(const PhraseEntry *table, gsize count)
{
    PhraseSet *self = g_new0(PhraseSet, 1);
    self->patterns = g_ptr_array_new();
    self->by_word = g_hash_table_new(NULL, NULL);
    self->by_prefix = g_hash_table_new(NULL, NULL);
    for (gsize i = 0; i < count; i++) {
        g_auto(GStrv) patterns = g_strsplit(table[i].patterns, ";", -1);
        for (char **pattern = patterns; *pattern != NULL; pattern++) {
            g_strstrip(*pattern);
            /* words that stand alone are found without a look at their neighbours in the list */
            bool alone = strchr(*pattern, ' ') == NULL;
            g_auto(GStrv) parts = g_strsplit(*pattern, alone ? "|" : ";", -1);
            for (char **part = parts; *part != NULL; part++)
                if (**part != '\0')
                    phrase_set_add(self, table[i].tag, (guint)i, *part);
        }
    }
    return self;
}

/* --- matching ------------------------------------------------------------------------------- */

static bool
token_matches(const Token *token, const PhraseText *text, const PhraseWord *word)
{
    const char *folded = text->folded->str + word->at;

    for (guint i = 0; i < token->count; i++) {
        const Choice *choice = &token->choices[i];
        if (choice->prefix_length != 0
                ? strncmp(folded, choice->word, choice->prefix_length) == 0
                : choice->hash == word->hash && strcmp(folded, choice->word) == 0)
            return true;
    }
    return false;
}

/* The word after the match, or 0 when there is none. */
static guint
match_from(const Pattern *pattern, guint token_at, const PhraseText *text, guint word)
{
    const PhraseWord *words = (const PhraseWord *)(void *)text->words->data;

    for (; token_at < pattern->tokens->len; token_at++) {
        const Token *token = &g_array_index(pattern->tokens, Token, token_at);
        if (token->kind == TOKEN_END)
            return phrase_text_begins_sentence(text, word) ? word : 0;
        if (token->kind == TOKEN_GAP) {
            for (guint skip = 0; skip <= MAX_GAP && word + skip < text->words->len; skip++) {
                if (words[word + skip].after_stop)
                    return 0;
                guint end = match_from(pattern, token_at + 1, text, word + skip);
                if (end != 0)
                    return end;
            }
            return 0;
        }
        if (word >= text->words->len || !token_matches(token, text, &words[word]))
            return 0;
        word++;
    }
    return word;
}

static void
scan_candidates(const PhraseSet *self, const PhraseText *text, guint word, const GArray *list,
                GArray *hits)
{
    const PhraseWord *words = (const PhraseWord *)(void *)text->words->data + word;
    bool begins = words->after_stop;
    guint64 next = word + 1 < text->words->len ? hash_bit(words[1].hash) : 0;

    for (guint i = 0; list != NULL && i < list->len && hits->len < MAX_HITS; i++) {
        const Candidate *candidate = &g_array_index(list, Candidate, i);
        if (candidate->seconds != G_MAXUINT64 && (candidate->seconds & next) == 0)
            continue;
        const Pattern *pattern = g_ptr_array_index(self->patterns, candidate->pattern);
        if (pattern->anchored && !begins)
            continue;
        guint end = match_from(pattern, 0, text, word);
        if (end != 0) {
            PhraseHit hit = { pattern->tag, pattern->entry, word, end };
            g_array_append_val(hits, hit);
        }
    }
}

/* Appends what begins at one word. */
static void
scan_word(const PhraseSet *self, const PhraseText *text, guint at, GArray *hits)
{
    const PhraseWord *word = &g_array_index(text->words, PhraseWord, at);

    if (filter_has(self->words, word->hash))
        scan_candidates(self, text, at,
                        g_hash_table_lookup(self->by_word, GUINT_TO_POINTER(word->hash)), hits);
    if (word->prefix != 0 && filter_has(self->prefixes, word->prefix))
        scan_candidates(self, text, at,
                        g_hash_table_lookup(self->by_prefix, GUINT_TO_POINTER(word->prefix)), hits);
}

GArray *
phrase_set_scan_range(const PhraseSet *self, const PhraseText *text, guint first, guint end)
{
    GArray *hits = g_array_new(FALSE, FALSE, sizeof(PhraseHit));

    for (guint i = first; i < MIN(end, text->words->len) && hits->len < MAX_HITS; i++)
        scan_word(self, text, i, hits);
    return hits;
}

GArray *
phrase_set_scan(const PhraseSet *self, const PhraseText *text)
{
    return phrase_set_scan_range(self, text, 0, text->words->len);
}

int
phrase_set_first(const PhraseSet *self, const PhraseText *text)
{
    g_autoptr(GArray) hits = phrase_set_scan(self, text);
    guint best = G_MAXUINT;
    int tag = -1;

    for (guint i = 0; i < hits->len; i++) {
        const PhraseHit *hit = &g_array_index(hits, PhraseHit, i);
        if (hit->entry < best) {
            best = hit->entry;
            tag = hit->tag;
        }
    }
    return tag;
}

bool
phrase_set_could_begin(const PhraseSet *self, const char *text, gsize length)
{
    char word[32];
    gsize at = 0, used = 0;

    while (at < length && (guchar)text[at] < 0x80 && !g_ascii_isalnum(text[at]))
        at++;
    for (; at < length && g_ascii_isalnum(text[at]); at++) {
        if (used == sizeof word)
            return true;
        word[used++] = g_ascii_tolower(text[at]);
    }
    /* What folding would join to the word, or make of other letters, is not worth knowing here. */
    if (used == 0 || (at < length && ((guchar)text[at] >= 0x80 || strchr("-'.`", text[at]))))
        return at < length;
    guint32 prefix = phrase_prefix(word, used);
    return filter_has(self->words, phrase_hash(word, used)) ||
           (prefix != 0 && filter_has(self->prefixes, prefix));
}

bool
phrase_set_begins(const PhraseSet *self, const PhraseText *text)
{
    if (text->words->len == 0)
        return false;
    g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(PhraseHit));
    scan_word(self, text, 0, hits);
    return hits->len > 0;
}

bool
phrase_set_any(const PhraseSet *self, const char *text)
{
    g_autoptr(PhraseText) words = phrase_text_new(text);
    g_autoptr(GArray) hits = phrase_set_scan(self, words);

    return hits->len > 0;
}
