/* The day somebody names for coming back, in running text: "call me on 5 May", "ask me again in
 * Q3", "next spring", "in three months", "nach dem Sommer", "en marzo".
 *
 * A plain date or weekday ahead is taken as it is (text/date_words.h). A vaguer time is its first
 * day: Q3 is 1 July, spring 1 March, "in three months" the day three months from now. What is to
 * come after a time is the first day of what follows it: "after the summer" is 1 September, "after
 * Q2" 1 July, "after Christmas" 1 January. A year beside it counts: "Q1 2028", and what has been
 * ("the summer of last year") is none. In English, German, French and Spanish.
 *
 * What it is not: a promise (core/promise.h), which has a window and an hour. */
#pragma once

#include "base/instant.h"

/* The first day ahead that is named; INT32_MIN when none is. `text` is valid UTF-8 or NULL. */
Day named_day_find(const char *text, Day today);
