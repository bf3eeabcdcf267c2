/* The phrases of notices of absence and receipt, in eight languages: what each kind of sentence in
 * them says, and what only a person writes. */
#include "mail/auto_reply_phrases.h"

static const PhraseEntry NOTICE_TABLE[] = {
#include "notice_phrases.inc"
};

/* What a program says of the very message: not "your automated mails". */
static const PhraseEntry SELF_TABLE[] = {
#include "notice_self_phrases.inc"
};

/* Spanish calls sick leave as it calls leaving a list. */
static const PhraseEntry SICK_TABLE[] = {
    { 1, "estoy|estare|encuentro|sigo|esta de|en baja|situacion" },
};

static const PhraseSet *
set_once(gsize *slot, const PhraseEntry *table, gsize count)
{
    if (g_once_init_enter(slot))
        g_once_init_leave(slot, (gsize)phrase_set_new(table, count));
    return (const PhraseSet *)*slot;
}

const PhraseSet *
auto_reply_sentences(void)
{
    static gsize slot;
    return set_once(&slot, NOTICE_TABLE, G_N_ELEMENTS(NOTICE_TABLE));
}

const PhraseSet *
auto_reply_self_words(void)
{
    static gsize slot;
    return set_once(&slot, SELF_TABLE, G_N_ELEMENTS(SELF_TABLE));
}

const PhraseSet *
auto_reply_sick_words(void)
{
    static gsize slot;
    return set_once(&slot, SICK_TABLE, G_N_ELEMENTS(SICK_TABLE));
}
