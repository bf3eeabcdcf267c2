/* Stretches of days as absence notices name them: "KW 49", "this week", "the week of 23 November",
 * "until the end of the month", "in June 2027", "for two weeks", "today".
 *
 * Eight languages, as return_date.h. They stand beside the single days of text/date_words.h. */
#pragma once

#include <glib.h>

#include "text/date_words.h"

typedef struct {
    DayMention mention; /* where it stands, and its first day */
    Day last;
    bool until_it_begins; /* "until next week" ends where that week begins */
    bool under_way;       /* a stretch of days that has begun: no day of return */
    bool tells_absence;   /* an absence named with it lasts so long, without "until" */
} DaySpan;

/* The spans and the single days of `words` in order, at most 128; a span takes the place of days
 * it is said with. Free the array of DaySpan. `text` is what `words` was made of. */
GArray *day_spans_find(const PhraseText *words, const char *text, Day today);
