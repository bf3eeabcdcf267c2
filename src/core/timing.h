/* Timing: the day a touch belongs to before windows, gaps and ceilings move it.
 *
 * The distance between two steps is the author's; the anchor is when the earlier touch was really
 * made. So lateness shifts what follows and nothing ever bunches. While fewer than floor_attempts
 * were made, a touch is brought forward to the floor's distance. What reached nobody (a refused
 * mail, a wrong number) is no attempt, so it does not set that distance. */
#pragma once

#include "core/history.h"
#include "core/schedule.h"

typedef struct {
    const PlannerInput *input;
    const History *history;
    WorkingDays working_days;
} Timing;

/* Working days between two touches that still make floor_per_week of them a week; 2 when the
 * ruleset asks for none. */
int timing_floor_gap(const Timing *self);

/* The day until which the floor wants the next touch: one floor gap after the last attempt (after
 * the start, when all so far reached nobody), and sooner where a week would else end with fewer
 * than floor_per_week. False when the floor does not ask: reached, switched off, or nothing made
 * yet. */
bool timing_floor_day(const Timing *self, Day *ret_day);

/* The instant from which step `number` (1..) may be made: a day's beginning, or an hour. */
Instant timing_step_earliest(const Timing *self, int number);

/* Days by which step `number` comes later than its `day:` says, because an earlier touch did. */
int timing_step_shift(const Timing *self, int number, Day day);

/* Does the author put step `number` on the day of the step before it? */
bool timing_same_day(const Sequence *sequence, int number);

/* The instant from which an added touch may be made: when the floor wants it, and never on the day
 * of the last one. */
Instant timing_added_earliest(const Timing *self);

/* When a person who got every touch has had time to answer the last. */
Instant timing_answer_until(const Timing *self);
