/* The first day back that an out-of-office message names.
 *
 * English, German, French, Spanish, Italian, Portuguese, Dutch, Japanese. "Back on" a day means
 * that day; "until" a day means the working day after it, save that "until Monday" means Monday. A
 * day without a year is the nearest one that is ahead (text/date_words.h). */
#pragma once

#include "base/instant.h"

/* INT32_MIN when nothing is said. `text` is valid UTF-8. */
Day return_date_find(const char *text, Day today);
/* Only a day that is named as the return: "returning 04/03/2012". */
Day return_date_named(const char *text, Day today);
