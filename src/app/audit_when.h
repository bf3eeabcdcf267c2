/* Dates as exports of any system write them, read column by column.
 *
 * Whether 04/05/2021 is April or May is settled by the column's other values ("15/04/2021"), for
 * each separator apart, because one column may mix the habits of two systems. What nothing settles
 * is read month first, and the audit says how many such dates there were. */
#pragma once

#include "base/zone.h"

typedef enum { WHEN_SLASH, WHEN_DASH, WHEN_DOT, WHEN_SEPARATORS } WhenSeparator;

/* What a column's values showed. */
typedef struct {
    uint64_t day_first[WHEN_SEPARATORS], month_first[WHEN_SEPARATORS]; /* values that prove it */
    uint64_t open[WHEN_SEPARATORS]; /* values that could be either */
    bool local_day_first;           /* the file's other habits suggest days first */
} WhenHabit;

typedef struct {
    Instant at_us;
    bool day_only;  /* no hour was written */
    bool has_zone;  /* it said its own offset */
    bool ambiguous; /* day and month could be swapped, and nothing settles it */
} When;

/* Adds a value's evidence. */
void when_habit_note(WhenHabit *self, const char *text);
/* Are there values that could be either, and no proof yet? */
bool when_habit_is_open(const WhenHabit *self);
/* Does the column hold proofs of both with the same separator? */
bool when_habit_is_mixed(const WhenHabit *self);

/* False when it is no date. Times without an offset are `zone`'s. Reads ISO, numbers with names of
 * months, 15.04.2021, 4/15/21 2:30 PM, seconds and milliseconds since 1970, a spreadsheet's day
 * numbers. */
bool when_read(const char *text, const WhenHabit *habit, const Zone *zone, When *ret);
