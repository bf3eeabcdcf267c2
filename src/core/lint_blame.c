/* What makes a reader feel guilty, what sells, and how a way out is offered.
 *
 * A reproach is often put together in one sentence from an attempt of the writer's ("I have called
 * you"), how often ("several times") and what came of it ("no answer"): three lists that find far
 * more than whole phrases could. */
#include "core/lint_blame.h"

#include "core/lint_words.h"

static const PhraseEntry TABLE[] = {
#include "lint_blame_phrases.inc"
};

const PhraseEntry *
lint_blame_table(gsize *ret_count)
{
    *ret_count = G_N_ELEMENTS(TABLE);
    return TABLE;
}
