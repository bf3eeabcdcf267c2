/* Phrase tables: many patterns of words looked for in a text, in one scan.
 *
 * Text and patterns are folded the same way: lower case, accents dropped ("não" is "nao"), ß as
 * "ss", apostrophes dropped ("don't" is "dont"), "e-mail" is "email", full-width letters made
 * ASCII; all else between letters and digits separates words, save a dot between two digits. A wide
 * character (Chinese, Japanese) is a word of its own.
 *
 * A pattern is a row of tokens with blanks between:
 *   word        that word            wor~   a word that begins so (three letters at least)
 *   a|b|c       one of them          *      up to four words of the same sentence, or none
 *   ^ (first)   a sentence begins    $ (last)  a sentence ends
 * The first word of a pattern is no `*`. Cost: a word of text is hashed once, and looked up where a
 * pattern may begin with it.
 *
 * Disadvantage: no wildcards inside a word; write the alternatives. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    int tag;              /* what it means, the caller's word */
    const char *patterns; /* separated by ";" */
} PhraseEntry;

typedef struct {
    int tag;
    guint entry;      /* index into the table */
    guint first, end; /* words of the text, end exclusive */
} PhraseHit;

typedef struct PhraseSet PhraseSet;
typedef struct PhraseText PhraseText;

/* Copies what it needs of the table; sets are made once and live as long as the process. */
PhraseSet *phrase_set_new(const PhraseEntry *table, gsize count);

/* Folds at most 32768 words of valid UTF-8; the rest is not looked at. */
PhraseText *phrase_text_new(const char *text);
void phrase_text_free(PhraseText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PhraseText, phrase_text_free)
guint phrase_text_words(const PhraseText *self);
const char *phrase_text_word(const PhraseText *self, guint index);
/* Byte in the original text at which a word begins. */
gsize phrase_text_offset(const PhraseText *self, guint index);
bool phrase_text_begins_sentence(const PhraseText *self, guint index);

/* The same for the first `length` bytes, which end before a character. */
PhraseText *phrase_text_new_length(const char *text, gsize length);
/* The same for at most `most` words of it: cheap where only the beginning is of interest. */
PhraseText *phrase_text_new_words(const char *text, guint most);

/* All hits in order of their first word, at most 256. Free the array of PhraseHit. */
GArray *phrase_set_scan(const PhraseSet *self, const PhraseText *text);
/* Of these, the ones that begin at a word from `first` on and before `end`. */
GArray *phrase_set_scan_range(const PhraseSet *self, const PhraseText *text, guint first,
                              guint end);
/* The tag of the first hit of the earliest table entry, or -1: tables are in order of precedence.
 */
int phrase_set_first(const PhraseSet *self, const PhraseText *text);
/* False when surely no pattern begins with the first word of these bytes; quick. */
bool phrase_set_could_begin(const PhraseSet *self, const char *text, gsize length);
/* Does a pattern begin with the first word of the text? */
bool phrase_set_begins(const PhraseSet *self, const PhraseText *text);
/* Does any pattern occur? */
bool phrase_set_any(const PhraseSet *self, const char *text);
