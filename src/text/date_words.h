/* Days as people write them in running text, in eight languages: "5 May", "30.11.", "2026-12-01",
 * "12/01/2026", "12月5日", "Monday", "the 15th", "tomorrow". How an absence notice's
 * return is read (mail/return_date.h) and a promised time (core/promise_words.h). */
#pragma once

#include <stdbool.h>

#include "base/instant.h"
#include "text/phrases.h"

typedef struct {
    guint first, end; /* words of the text, end exclusive */
    Day day;
    bool weekday_only; /* nothing but "Monday" */
    bool weak;         /* a bare number: a day only next to words that say so */
    bool names_monday; /* "Monday, 5 May": the weekday stands beside the date */
} DayMention;

/* All days in the text, in order, at most 64. A day without a year is the nearest such day that is
 * not more than 45 days before `today`; a weekday is the next one after `today`. `source` is the
 * text that `words` was made of. Free the array. */
GArray *day_mentions_find(const PhraseText *words, const char *source, Day today);
/* Those, and spans that end on a day: "in two weeks", "dans 10 jours", "2週間後" (so long after
 * `today`), "next week", "la semaine prochaine", "来週" (its Monday, or the weekday behind 来週).
 */
GArray *day_mentions_find_wide(const PhraseText *words, const char *source, Day today);
