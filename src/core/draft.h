/* Draft: a message cut into what it is made of, as the lint rules look at it.
 *
 * The greeting, the closing with what is below it, and quoted lines are set apart; what is between
 * them is cut into sentences (a colon ends one too: "a follow-up: the pump is loud" says two
 * things). Merge fields are blanked to a word that means nothing, so that templates can be read the
 * same way. Everything points into the original text by byte. */
#pragma once

#include "text/shingles.h"
#include "text/terms.h"

typedef struct {
    guint first, end; /* words, end exclusive */
    gsize from, to;   /* bytes of the text */
    bool is_question;
} DraftSentence;

typedef struct {
    char *text;        /* the original */
    char *plain;       /* as long, with merge fields and links blanked */
    PhraseText *words; /* of plain */
    GArray *sentences; /* DraftSentence, of the middle part only */
    gsize greeting_to; /* bytes of the text before the middle part */
    gsize middle_to;   /* where the middle part ends */
    guint first, end;  /* words of the middle part */
    GPtrArray *links;  /* char *: their addresses */
    TextLanguage language;
    GArray *terms; /* content words of the middle part */
    GArray *shingles;
} Draft;

/* `text` is valid UTF-8, at most DRAFT_MAX_BYTES of it are read. */
#define DRAFT_MAX_BYTES (256u << 10)
Draft *draft_new(const char *text);
void draft_free(Draft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Draft, draft_free)

/* The word that stands for a merge field. */
bool draft_word_is_field(const char *word);
