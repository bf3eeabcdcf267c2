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
 *   5. the gauge says stop; after silence alone not before the floor             -> PLAN_STOP
 *   6. no channel is usable                                                      -> PLAN_STOP
 *   7. the next step of the sequence, moved by gaps, windows, ceilings, floor    -> PLAN_TOUCH
 *   8. steps exhausted before floor_attempts: an added human touch    -> PLAN_TOUCH with step 0
 *   9. nothing left: time for an answer (PLAN_WAIT), then                        -> PLAN_FINISH
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
#include "core/calendar.h"
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
    bool skipped;         /* a step passed over: advances the step, counts as no attempt */
    uint64_t value_point; /* what it said, as value_point_id(); 0: nothing told apart */
} Attempt;

typedef struct {
    int64_t id;
    Instant from_us, until_us;
    ChannelKind channel;
    Instant made_us; /* when it was given; a promise older than an answer is void */
} OpenPromise;

/* What the gauge asks of the planner, mildest first; each band does what the one before it does. */
typedef enum {
    PRESSURE_FREE,   /* nothing */
    PRESSURE_SLOW,   /* slow_gap_days of the ruleset between touches */
    PRESSURE_CHANGE, /* and another channel than the last one */
    PRESSURE_PAUSE,  /* and nothing before relief_us */
    PRESSURE_STOP,   /* no touch more, but what was promised */
} PressureBand;

typedef struct {
    PressureBand band;
    int value;         /* 0-100, as people are shown it */
    bool by_reaction;  /* they reacted against it. Else it is silence alone, which stops or pauses
                          nobody before the floor and never slows below the floor's rhythm */
    Instant relief_us; /* PRESSURE_PAUSE: when the reading will have left that band */
} Pressure;

/* What was made or fixed already on the sender's present day, to keep the daily caps. */
typedef struct {
    int user;    /* touches made by the user's own hand */
    int mailbox; /* mails of the mailbox this one would leave from */
    int domain;  /* mails of the workspace to this person's mail domain */
} DayLoad;

typedef struct {
    Instant now_us;
    uint64_t seed; /* of person and sequence, e.g. hash_text(email + sequence name) */
    const Ruleset *ruleset;
    const Sequence *sequence;
    const Zone *zone;        /* the prospect's */
    const Zone *sender_zone; /* the user's; may be NULL: the prospect's only */
    Calendar calendar;       /* holidays and days off on both sides; zeros: none */
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
    Pressure pressure; /* all zero: free */
    DayLoad load;
    /* Value points that would suit this person now, best first, as value_point_id(); may be NULL.
     * The planner passes over what they heard and what a later step is going to say. */
    const uint64_t *value_points;
    gsize value_point_count;
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
    uint64_t value_point; /* what it should say: the step's, or another when that one was heard
                             already; 0: nothing is named */
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
