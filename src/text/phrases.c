/* Folding a text to words; matching them is in phrase_set.c. */
#include "text/phrases.h"

#include <string.h>

#include "text/phrase_words.h"

#define MAX_WORDS 32768

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
    GString *folded;
    GArray *words;
    bool in_word, after_stop;
} Folder;

static PhraseWord *
folder_word(const Folder *self)
{
    return &g_array_index(self->words, PhraseWord, self->words->len - 1);
}

static void
folder_end_word(Folder *self)
{
    if (!self->in_word)
        return;
    PhraseWord *word = folder_word(self);
    const char *start = self->folded->str + word->at;
    gsize length = self->folded->len - word->at;
    word->hash = phrase_hash(start, length);
    word->prefix = phrase_prefix(start, length);
    g_string_append_c(self->folded, '\0');
    self->in_word = false;
}

static void
folder_begin_word(Folder *self, gsize origin)
{
    if (self->in_word)
        return;
    PhraseWord word = { .at = (guint32)self->folded->len,
                        .origin = (guint32)origin,
                        .after_stop = self->after_stop };
    g_array_append_val(self->words, word);
    self->in_word = true;
    self->after_stop = false;
}

static void
folder_letter(Folder *self, gunichar c, gsize origin)
{
    bool wide = c >= 0x2E80 && g_unichar_iswide(c);

    if (wide)
        folder_end_word(self);
    folder_begin_word(self, origin);
    if (c < 0x80)
        g_string_append_c(self->folded, g_ascii_tolower((char)c));
    else
        fold_wide_letter(self->folded, g_unichar_tolower(c));
    if (wide)
        folder_end_word(self);
}

/* A run of ASCII letters and digits at once, as nearly all of a text is. */
static const char *
folder_ascii_run(Folder *self, const char *at, gsize origin)
{
    const char *end = at;

    folder_begin_word(self, origin);
    while (g_ascii_isalnum(*end))
        end++;
    gsize before = self->folded->len, length = (gsize)(end - at);
    g_string_set_size(self->folded, before + length);
    char *out = self->folded->str + before;
    /* The bit that tells small letters from capitals is set in digits as well. */
    for (gsize i = 0; i < length; i++)
        out[i] = at[i] | 0x20;
    return end;
}

static bool
folder_word_is(const Folder *self, const char *word)
{
    return self->in_word && strcmp(self->folded->str + folder_word(self)->at, word) == 0;
}

static void
folder_character(Folder *self, const char *text, const char *at, const char *next)
{
    gunichar c = (guchar)*at < 0x80 ? (gunichar)*at : g_utf8_get_char(at);
    /* Full-width brackets stand inside a sentence: a weekday behind its date, a reading. */
    bool aside = c == 0xFF08 || c == 0xFF09;

    if (c >= 0xFF01 && c <= 0xFF5E)
        c -= 0xFEE0;
    if (c < 0x80 ? g_ascii_isalnum((char)c) : g_unichar_isalnum(c)) {
        folder_letter(self, c, (gsize)(at - text));
    } else if (is_dropped(c) || (c == '-' && folder_word_is(self, "e"))) {
        return;
    } else if (c == '.' && self->in_word && at > text && g_ascii_isdigit(at[-1]) &&
               g_ascii_isdigit(*next)) {
        g_string_append_c(self->folded, '.');
    } else {
        folder_end_word(self);
        /* "bin am 30.11. zurück": the dot of a number ends nothing before a small letter. */
        bool ordinal = c == '.' && at > text && g_ascii_isdigit(at[-1]) && *next == ' ' &&
                       g_ascii_islower(next[1]);
        self->after_stop = self->after_stop || (!aside && !ordinal && is_stop(c, next));
    }
}

/* Characters are read whole, so the byte at `end` is looked at only where a stop is in doubt: it is
 * a newline or the end of the string. */
static PhraseText *
fold(const char *text, gsize length, guint most)
{
    const char *end = text + length;
    PhraseText *self = g_new0(PhraseText, 1);
    gsize room = MIN(length, most * (gsize)16);
    self->folded = g_string_sized_new(room + room / 8 + 16);
    self->words = g_array_sized_new(FALSE, FALSE, sizeof(PhraseWord), (guint)(room / 5 + 4));
    Folder folder = { self->folded, self->words, false, true };

    for (const char *at = text;
         at < end && *at != '\0' && (self->words->len < most || folder.in_word);) {
        if (g_ascii_isalnum(*at)) {
            at = folder_ascii_run(&folder, at, (gsize)(at - text));
            continue;
        }
        if (*at == ' ') {
            folder_end_word(&folder);
            at++;
            continue;
        }
        const char *next = g_utf8_next_char(at);
        folder_character(&folder, text, at, next);
        at = next;
    }
    folder_end_word(&folder);
    return self;
}

PhraseText *
phrase_text_new(const char *text)
{
    return fold(text, strlen(text), MAX_WORDS);
}

PhraseText *
phrase_text_new_length(const char *text, gsize length)
{
    return fold(text, length, MAX_WORDS);
}

PhraseText *
phrase_text_new_words(const char *text, guint most)
{
    return fold(text, strlen(text), MIN(most, MAX_WORDS));
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

static const PhraseWord *
word_at(const PhraseText *self, guint index)
{
    return &g_array_index(self->words, PhraseWord, index);
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
