/* The first day back that an out-of-office message names.
 *
 * English, German, French, Spanish, Italian, Portuguese, Dutch, Japanese. A day without a year is
 * the next such day from `today`; "until" a day means the working day after it; a weekday alone is
 * the next such weekday. Which of two numbers is the month is taken from the language of the
 * message, and from whichever number cannot be one. */
#pragma once

#include "base/instant.h"

/* INT32_MIN when nothing is said. `text` is valid UTF-8. */
Day return_date_find(const char *text, Day today);
