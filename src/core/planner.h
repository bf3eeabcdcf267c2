/* The planner: what is the next touch of this person, when, and why.
 *
 * Pure: everything it may know is in PlannerInput; it does no I/O, reads no clock, allocates
 * nothing. Asked twice it answers the same. The worker, `plan` and the pages all ask this one
 * function, so a plan shown is the plan that will run.
 *
 * Order of precedence, first that applies wins:
 *   1. the door is shut: opted out, suppressed, enrollment not active           -> PLAN_STOP
 *   2. an open promise: made inside its window, nothing else before it, also in a pause; after a
 *      human answered only promises made with that answer or since               -> PLAN_TOUCH
 *   3. a human answered (after the enrollment began)                             -> PLAN_STOP
 *   4. paused until an instant (out of office, by hand)                          -> PLAN_WAIT
 *   5. no channel is usable                                                      -> PLAN_STOP
 *   6. the next step of the sequence, moved by gaps, windows, ceilings, floor    -> PLAN_TOUCH
 *   7. steps exhausted before floor_attempts: an added human touch    -> PLAN_TOUCH with step 0
 *   8. nothing left: time for an answer (PLAN_WAIT), then                        -> PLAN_FINISH
 * Every decision that moved, skipped or added something carries a Reason.
 *
 * Time of a step: its own distance to the previous step is kept from when the previous touch was
 * really made, so lateness shifts what follows and never bunches it. The minute inside a window is
 * a stable draw from (seed, step).
 *
 * The present only matters to what is late: as long as a touch's window has not passed, the plan is
 * the same whenever it is asked, and due_from_us may already lie behind. A touch whose window has
 * passed is placed again from now on and says so (REASON_LATE). */
#pragma once

#include "base/zone.h"
#include "core/outcome.h"
#include "core/reason.h"
#include "core/ruleset.h"
#include "core/sequence.h"

/* One touch made, newest last. Rows of OUTCOME_NONE are passed over, so a touch that is under way
 * or in doubt must be given as sent. */
typedef struct {
    Instant at_us;
    ChannelKind channel;
    Outcome outcome;
    int step; /* 1.., 0: not of a step */
    bool this_enrollment;
    bool skipped; /* a step passed over: advances the step, counts as no attempt */
} Attempt;

typedef struct {
    int64_t id;
    Instant from_us, until_us;
    ChannelKind channel;
    Instant made_us; /* when it was given; a promise older than an answer is void */
} OpenPromise;

typedef struct {
    Instant now_us;
    uint64_t seed; /* of person and sequence, e.g. hash_text(email + sequence name) */
    const Ruleset *ruleset;
    const Sequence *sequence;
    const Zone *zone;        /* the prospect's */
    const Zone *sender_zone; /* the user's; may be NULL: the prospect's only */
    bool active;             /* enrollment state is active (or pending and due) */
    Instant started_us;      /* the enrollment's anchor: day 0 */
    Instant
        answered_us; /* newest human reply or conversation since started_us, else INSTANT_NONE */
    Instant paused_until_us; /* INSTANT_NONE: not paused */
    bool shut;               /* opted out of everything, suppressed, or "never" */
    Unusable unusable[CHANNEL_COUNT];
    const Attempt *attempts; /* all of this person, oldest first */
    gsize attempt_count;
    const OpenPromise *promises; /* open ones, earliest first */
    gsize promise_count;
    const Instant *
        account_touches_us; /* touches made or fixed to colleagues lately, ascending; may be NULL */
    gsize account_touch_count;
} PlannerInput;

typedef enum { PLAN_TOUCH, PLAN_WAIT, PLAN_STOP, PLAN_FINISH } PlanKind;

#define PLAN_MAX_REASONS 12

typedef struct {
    PlanKind kind;
    int step;           /* 1..; 0 for a promise or an added touch */
    int64_t promise_id; /* 0: none */
    ChannelKind channel;
    bool automatic;
    Instant due_from_us, due_until_us; /* PLAN_TOUCH: the window to make it in; PLAN_WAIT: look
                                          again at due_from_us */
    int skipped_steps; /* steps passed over on the way (unusable channel); they get OUTCOME_SKIPPED
                          rows */
    gsize reason_count;
    Reason reasons[PLAN_MAX_REASONS];
} Plan;

void planner_next(const PlannerInput *input, Plan *ret_plan);

/* The touches ahead, as if each were made when due and nobody reacted: calls `each` for every
 * PLAN_TOUCH until the plan ends, `until_us` is passed or `each` returns false. Automatic and human
 * touches are taken as made at due_from_us (or now, when that has passed). `scratch` must have room
 * for attempt_count + capacity attempts; at most `capacity` touches. */
typedef bool (*PlanVisitor)(const Plan *plan, void *data);
void planner_ahead(const PlannerInput *input, Instant until_us, Attempt *scratch, gsize capacity,
                   PlanVisitor each, void *data);
