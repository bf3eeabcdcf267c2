/* Limits: the rules that can say "not yet" to a touch at a given instant.
 *
 * Each is one small function that answers with the first instant it would allow, which is the
 * asked one when it has nothing against it. The planner asks them in turn until all agree; adding a
 * rule is adding a function to the table in limit.c and a line to the rules' tests. */
#pragma once

#include "core/history.h"
#include "core/schedule.h"

typedef struct {
    const PlannerInput *input;
    const History *history;
    const WorkingDays *working_days;
    ChannelKind channel;
    bool automatic;
    PressureBand pressure; /* as far as it may go for this person, see ways_pressure() */
    int floor_gap_days;    /* > 0: silence alone, so no slower than this many working days */
    bool same_day;  /* the author put it on the day of the touch before, on another channel */
    bool run_waits; /* too many of this channel in a row, and no other way to reach the person */
} Candidate;

/* The first instant at or after `at_us` that the first objecting rule would allow, with its reason;
 * `at_us` itself when no rule objects (ret_reason untouched). */
Instant limit_allow(const Candidate *self, Instant at_us, Reason *ret_reason);
