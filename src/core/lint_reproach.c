/* What reproaches are put together from, by what the words mean: a feeling, what one may expect,
 * the trouble taken, an answer, that none came; and what takes the reproach out of a sentence.
 * Which of them together make one is said in lint_content.c. */
#include "core/lint_blame.h"

#include "core/lint_words.h"

static const PhraseEntry TABLE[] = {
#include "lint_reproach_phrases.inc"
};

const PhraseEntry *
lint_reproach_table(gsize *ret_count)
{
    *ret_count = G_N_ELEMENTS(TABLE);
    return TABLE;
}
