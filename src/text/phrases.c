/* Folding to words, and matching word patterns through an index of their first words. */
#include "text/phrases.h"

#include <string.h>

#define MAX_WORDS 32768
#define MAX_HITS 256
#define MAX_GAP 4
#define PREFIX_BYTES 3

typedef struct {
    guint32 at;      /* in the folded bytes, NUL-terminated there */
    guint32 origin;  /* in the original text */
    bool after_stop; /* a sentence begins here */
} Word;

struct PhraseText {
    GString *folded;
    GArray *words;
};

typedef enum { TOKEN_WORDS, TOKEN_GAP, TOKEN_END } TokenKind;

typedef struct {
    TokenKind kind;
    char **choices; /* "word", or "wor~" */
} Token;

typedef struct {
    int tag;
    guint entry;
    bool anchored;
    GArray *tokens;
} Pattern;

struct PhraseSet {
    GPtrArray *patterns;
    GHashTable *by_word, *by_prefix; /* char * -> GArray of guint */
};

/* --- folding ------------------------------------------------------------------------------ */

static void
fold_wide_letter(GString *out, gunichar c)
{
    switch (c) {
    case 0xDF:
        g_string_append(out, "ss");
        return;
    case 0xE6:
        g_string_append(out, "ae");
        return;
    case 0x153:
        g_string_append(out, "oe");
        return;
    case 0xF8:
        g_string_append_c(out, 'o');
        return;
    case 0x142:
        g_string_append_c(out, 'l');
        return;
    case 0x131:
        g_string_append_c(out, 'i');
        return;
    default:
        break;
    }
    gunichar base = c, mark = 0;
    if (c < 0x250)
        while (g_unichar_decompose(base, &base, &mark))
            ;
    g_string_append_unichar(out, base);
}

static bool
is_dropped(gunichar c)
{
    return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x60 || c == 0xB4 || c == 0xAD ||
           (c >= 0x200B && c <= 0x200D) || c == 0xFEFF || (c >= 0x300 && c <= 0x36F);
}

/* Does a sentence end here? A dot only before a blank or the end, so that "5.1.1" and "host.test"
 * do not. */
static bool
is_stop(gunichar c, const char *next)
{
    if (c == '.' || c == ':')
        return *next == '\0' || *next == ' ' || *next == '\n' || *next == '\r' || *next == '.';
    if (c == '\n')
        return *next == '\n' || *next == '\r' || *next == '\0';
    return c == '!' || c == '?' || c == ';' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F ||
           c == '(' || c == ')';
}

typedef struct {
    PhraseText *text;
    bool in_word, after_stop;
} Folder;

static void
folder_end_word(Folder *self)
{
    if (self->in_word)
        g_string_append_c(self->text->folded, '\0');
    self->in_word = false;
}

static void
folder_letter(Folder *self, gunichar c, gsize origin)
{
    bool wide = c >= 0x2E80 && g_unichar_iswide(c);
    if (wide)
        folder_end_word(self);
    if (!self->in_word) {
        Word word = { (guint32)self->text->folded->len, (guint32)origin, self->after_stop };
        g_array_append_val(self->text->words, word);
        self->in_word = true;
        self->after_stop = false;
    }
    if (c < 0x80)
        g_string_append_c(self->text->folded, g_ascii_tolower((char)c));
    else
        fold_wide_letter(self->text->folded, g_unichar_tolower(c));
    if (wide)
        folder_end_word(self);
}

static bool
folder_word_is(const Folder *self, const char *word)
{
    const GArray *words = self->text->words;
    if (!self->in_word)
        return false;
    const Word *last = &g_array_index(words, Word, words->len - 1);
    gsize length = self->text->folded->len - last->at;
    return length == strlen(word) && memcmp(self->text->folded->str + last->at, word, length) == 0;
}

PhraseText *
phrase_text_new(const char *text)
{
    PhraseText *self = g_new0(PhraseText, 1);
    self->folded = g_string_sized_new(256);
    self->words = g_array_new(FALSE, FALSE, sizeof(Word));
    Folder folder = { self, false, true };
    for (const char *at = text; *at != '\0' && self->words->len < MAX_WORDS;) {
        gunichar c = (guchar)*at < 0x80 ? (gunichar)*at : g_utf8_get_char(at);
        const char *next = g_utf8_next_char(at);
        if (c >= 0xFF01 && c <= 0xFF5E)
            c -= 0xFEE0;
        bool letter = c < 0x80 ? g_ascii_isalnum((char)c) : g_unichar_isalnum(c);
        if (letter)
            folder_letter(&folder, c, (gsize)(at - text));
        else if (is_dropped(c) || (c == '-' && folder_word_is(&folder, "e")))
            ;
        else if (c == '.' && folder.in_word && at > text && g_ascii_isdigit(at[-1]) &&
                 g_ascii_isdigit(*next))
            g_string_append_c(self->folded, '.');
        else {
            folder_end_word(&folder);
            folder.after_stop = folder.after_stop || is_stop(c, next);
        }
        at = next;
    }
    folder_end_word(&folder);
    return self;
}

void
phrase_text_free(PhraseText *self)
{
    if (self == NULL)
        return;
    g_string_free(self->folded, TRUE);
    g_array_unref(self->words);
    g_free(self);
}

guint
phrase_text_words(const PhraseText *self)
{
    return self->words->len;
}

static const Word *
word_at(const PhraseText *self, guint index)
{
    return &g_array_index(self->words, Word, index);
}

const char *
phrase_text_word(const PhraseText *self, guint index)
{
    return index < self->words->len ? self->folded->str + word_at(self, index)->at : "";
}

gsize
phrase_text_offset(const PhraseText *self, guint index)
{
    return index < self->words->len ? word_at(self, index)->origin : 0;
}

bool
phrase_text_begins_sentence(const PhraseText *self, guint index)
{
    return index >= self->words->len || word_at(self, index)->after_stop;
}

/* --- patterns ------------------------------------------------------------------------------- */

/* One choice may fold to several words ("no|n/a" does not); only its first is kept, so patterns
 * write one word a token. Wide characters are split into tokens by the caller. */
static void
pattern_add_token(Pattern *self, const char *source)
{
    if (strcmp(source, "*") == 0 || strcmp(source, "$") == 0) {
        Token token = { *source == '*' ? TOKEN_GAP : TOKEN_END, NULL };
        g_array_append_val(self->tokens, token);
        return;
    }
    g_auto(GStrv) parts = g_strsplit(source, "|", -1);
    if (parts[1] == NULL && !g_str_has_suffix(source, "~")) {
        g_autoptr(PhraseText) words = phrase_text_new(source);
        for (guint i = 0; i < phrase_text_words(words); i++) {
            Token token = { TOKEN_WORDS, g_new0(char *, 2) };
            token.choices[0] = g_strdup(phrase_text_word(words, i));
            g_array_append_val(self->tokens, token);
        }
        return;
    }
    g_autoptr(GPtrArray) choices = g_ptr_array_new();
    for (char **part = parts; *part != NULL; part++) {
        g_autoptr(PhraseText) words = phrase_text_new(*part);
        bool prefix = g_str_has_suffix(*part, "~");
        g_assert(phrase_text_words(words) == 1);
        g_ptr_array_add(choices, g_strconcat(phrase_text_word(words, 0), prefix ? "~" : "", NULL));
    }
    g_ptr_array_add(choices, NULL);
    Token token = { TOKEN_WORDS, (char **)g_ptr_array_steal(choices, NULL) };
    g_array_append_val(self->tokens, token);
}

static void
index_add(GHashTable *index, const char *key, guint pattern)
{
    GArray *list = g_hash_table_lookup(index, key);
    if (list == NULL) {
        list = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(index, g_strdup(key), list);
    }
    g_array_append_val(list, pattern);
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
    for (char **choice = first->choices; *choice != NULL; choice++) {
        gsize length = strlen(*choice);
        if ((*choice)[length - 1] != '~') {
            index_add(self->by_word, *choice, self->patterns->len);
            continue;
        }
        g_assert(length > PREFIX_BYTES);
        char key[PREFIX_BYTES + 1] = { 0 };
        memcpy(key, *choice, PREFIX_BYTES);
        index_add(self->by_prefix, key, self->patterns->len);
    }
    g_ptr_array_add(self->patterns, pattern);
}

PhraseSet *
phrase_set_new(const PhraseEntry *table, gsize count)
{
    PhraseSet *self = g_new0(PhraseSet, 1);
    self->patterns = g_ptr_array_new();
    self->by_word = g_hash_table_new(g_str_hash, g_str_equal);
    self->by_prefix = g_hash_table_new(g_str_hash, g_str_equal);
    for (gsize i = 0; i < count; i++) {
        g_auto(GStrv) patterns = g_strsplit(table[i].patterns, ";", -1);
        for (char **pattern = patterns; *pattern != NULL; pattern++) {
            g_strstrip(*pattern);
            if (**pattern != '\0')
                phrase_set_add(self, table[i].tag, (guint)i, *pattern);
        }
    }
    return self;
}

/* --- matching ------------------------------------------------------------------------------- */

static bool
token_matches(const Token *token, const char *word)
{
    for (char **choice = token->choices; *choice != NULL; choice++) {
        const char *w = word, *c = *choice;
        while (*c != '\0' && *c == *w)
            c++, w++;
        if ((*c == '\0' && *w == '\0') || *c == '~')
            return true;
    }
    return false;
}

/* The word after the match, or 0 when there is none. */
static guint
match_from(const Pattern *pattern, guint token_at, const PhraseText *text, guint word)
{
    for (; token_at < pattern->tokens->len; token_at++) {
        const Token *token = &g_array_index(pattern->tokens, Token, token_at);
        if (token->kind == TOKEN_END)
            return phrase_text_begins_sentence(text, word) ? word : 0;
        if (token->kind == TOKEN_GAP) {
            for (guint skip = 0; skip <= MAX_GAP && word + skip < text->words->len; skip++) {
                if (word_at(text, word + skip)->after_stop)
                    return 0;
                guint end = match_from(pattern, token_at + 1, text, word + skip);
                if (end != 0)
                    return end;
            }
            return 0;
        }
        if (word >= text->words->len || !token_matches(token, phrase_text_word(text, word)))
            return 0;
        word++;
    }
    return word;
}

static void
scan_candidates(const PhraseSet *self, const PhraseText *text, guint word, const char *key,
                GHashTable *index, GArray *hits)
{
    const GArray *list = g_hash_table_lookup(index, key);
    for (guint i = 0; list != NULL && i < list->len && hits->len < MAX_HITS; i++) {
        const Pattern *pattern = g_ptr_array_index(self->patterns, g_array_index(list, guint, i));
        if (pattern->anchored && !word_at(text, word)->after_stop)
            continue;
        guint end = match_from(pattern, 0, text, word);
        if (end != 0) {
            PhraseHit hit = { pattern->tag, pattern->entry, word, end };
            g_array_append_val(hits, hit);
        }
    }
}

GArray *
phrase_set_scan(const PhraseSet *self, const PhraseText *text)
{
    GArray *hits = g_array_new(FALSE, FALSE, sizeof(PhraseHit));
    for (guint i = 0; i < text->words->len && hits->len < MAX_HITS; i++) {
        const char *word = phrase_text_word(text, i);
        scan_candidates(self, text, i, word, self->by_word, hits);
        char key[PREFIX_BYTES + 1];
        g_strlcpy(key, word, sizeof key);
        scan_candidates(self, text, i, key, self->by_prefix, hits);
    }
    return hits;
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
phrase_set_any(const PhraseSet *self, const char *text)
{
    g_autoptr(PhraseText) words = phrase_text_new(text);
    g_autoptr(GArray) hits = phrase_set_scan(self, words);
    return hits->len > 0;
}
