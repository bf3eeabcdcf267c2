/* What mail servers say when they refuse, by reason. Entries stand in order of precedence: the
 * specific before the general, since a server that says "quota" and "rejected" means the quota. */
#include "mail/bounce_reason.h"
#include "text/phrases.h"

static const PhraseEntry TABLE[] = {
#include "bounce_reason_phrases.inc"
};

const PhraseSet *
bounce_phrases(void)
{
    static gsize slot;
    if (g_once_init_enter(&slot))
        g_once_init_leave(&slot, (gsize)phrase_set_new(TABLE, G_N_ELEMENTS(TABLE)));
    return (const PhraseSet *)slot;
}
