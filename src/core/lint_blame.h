/* Cues for reproach, selling and opting out (core/lint_words.h). */
#pragma once

#include "text/phrases.h"

const PhraseEntry *lint_blame_table(gsize *ret_count);
/* What reproaches are put together from. */
const PhraseEntry *lint_reproach_table(gsize *ret_count);
