/* How delivery reports begin: the subjects and first sentences of mail systems, in the languages
 * they speak. */
#include "mail/bounce_inside.h"
#include "text/phrases.h"

#define FORWARD_WORDS 1

static const PhraseEntry SUBJECT_TABLE[] = {
#include "bounce_subject_phrases.inc"
};
static const PhraseEntry BODY_TABLE[] = {
#include "bounce_body_phrases.inc"
};

static const PhraseSet *
set_of(gsize *slot, const PhraseEntry *table, gsize count)
{
    if (g_once_init_enter(slot))
        g_once_init_leave(slot, (gsize)phrase_set_new(table, count));
    return (const PhraseSet *)*slot;
}

int
bounce_subject_says(const char *subject)
{
    static gsize slot;
    g_autoptr(PhraseText) words = phrase_text_new(subject != NULL ? subject : "");
    return phrase_set_first(set_of(&slot, SUBJECT_TABLE, G_N_ELEMENTS(SUBJECT_TABLE)), words);
}

bool
bounce_subject_is_forwarded(const char *subject)
{
    static gsize slot;
    static const PhraseEntry TABLE[] = {
        { 1, "^ fwd;^ fw;^ wg;^ tr;^ rv;^ enc;^ doorst;^ i;^ vs;^ vb;^ pd;^ vl" },
    };
    g_autoptr(PhraseText) words =
        phrase_text_new_words(subject != NULL ? subject : "", FORWARD_WORDS);
    return phrase_set_first(set_of(&slot, TABLE, G_N_ELEMENTS(TABLE)), words) >= 0;
}

int
bounce_body_says(const PhraseText *head)
{
    static gsize slot;
    return phrase_set_first(set_of(&slot, BODY_TABLE, G_N_ELEMENTS(BODY_TABLE)), head);
}
