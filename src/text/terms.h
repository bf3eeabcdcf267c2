/* Terms: the words of a text that carry content, as hashes of their stems.
 *
 * English, German, French, Spanish, Italian, Portuguese and Dutch function words are left out, all
 * languages at once: a text need not say what it is written in. The stem is what is left of a word
 * without its commonest endings, enough for "sensors" to meet "sensor".
 *
 * Disadvantage: no dictionary. "paid" does not meet "pay", and a function word of one language that
 * is a word of another ("die") is lost to both. */
#pragma once

#include "text/phrases.h"

/* A function word of any of the languages, as folded by text/phrases.h. */
bool term_is_function_word(const char *word);
/* Of the stem of a folded word. */
guint64 term_hash(const char *word);
/* The content words among words `first` to `end` (exclusive), in order. An array of guint64. */
GArray *terms_of(const PhraseText *text, guint first, guint end);

typedef enum { LANGUAGE_ENGLISH, LANGUAGE_GERMAN, LANGUAGE_FRENCH, LANGUAGE_SPANISH } TextLanguage;
#define TEXT_LANGUAGE_COUNT 4

/* By its function words; English when nothing tells. */
TextLanguage text_language_of(const PhraseText *text);
const char *text_language_code(TextLanguage language); /* "de" */
/* From "de", "de-AT", "German"; false when it is none of the four. */
bool text_language_parse(const char *code, TextLanguage *ret_language);
