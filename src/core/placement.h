/* Placement: one touch in time.
 *
 * Takes the instant a touch belongs to and finds the window it can be made in: inside the channel's
 * hours, at a stable minute when a machine does it, in the other half of the day when it is one
 * more call, and later as long as a limit (core/limit.h) objects. Each move leaves its reason. */
#pragma once

#include "core/limit.h"
#include "core/schedule.h"

typedef struct {
    Candidate candidate;
    Plan *plan; /* its step number is set; the rest of the touch is filled in */
    bool automatic;
    int64_t within_us; /* > 0: aim at the earliest instant itself, to be made within this time */
    bool late;         /* its window has passed; set by placement_find(), as what follows */
    Schedule schedule;
    int64_t need_us; /* time that must be left in a window */
} Placement;

/* Fills the plan's kind, channel and window for a touch that belongs to `earliest_us`. When that
 * window has passed by now it is placed again from now on, as late. False when no time within
 * SCHEDULE_HORIZON_DAYS suits all rules. */
bool placement_find(Placement *self, Instant earliest_us);

/* Whose hours and days count for a touch of this person on a channel. */
ScheduleSides placement_sides(const PlannerInput *input, ChannelKind channel, bool by_machine);

/* Appends a reason unless it is there; beyond PLAN_MAX_REASONS none is added. */
void plan_add_reason(Plan *plan, ReasonCode code, int64_t a, int64_t b);
