/* The planner: what is the next touch of this person, when, and why.
 *
 * Pure: everything it may know is in PlannerInput; it does no I/O, reads no clock, allocates
 * nothing. Asked twice it answers the same. The worker, `plan` and the pages all ask this one
 * function, so a plan shown is the plan that will run.
 *
 * Order of precedence, first that applies wins:
 *   1. the door is shut: opted out, suppressed, enrollment not active          -> PLAN_STOP
 *   2. a human answered (after the enrollment began)                            -> PLAN_STOP
 *   3. paused until an instant (out of office, by hand)                         -> PLAN_WAIT
 *   4. an open promise: made inside its window, nothing else before it          -> PLAN_TOUCH /
 * PLAN_WAIT
 *   5. the next step of the sequence, moved by gaps, windows, ceilings, floor   -> PLAN_TOUCH
 *   6. steps exhausted before floor_attempts: an added human touch              -> PLAN_TOUCH with
 * step 0
 *   7. nothing left                                                             -> PLAN_FINISH
 * Every decision that moved, skipped or added something carries a Reason.
 *
 * Time of a step: its own distance to the previous step is kept from when the previous touch was
 * really made, so lateness shifts what follows and never bunches it. The minute inside a window is
 * a stable draw from (seed, step). */
#pragma once

#include "base/zone.h"
#include "core/reason.h"
#include "core/ruleset.h"
#include "core/sequence.h"

typedef enum {
    OUTCOME_NONE = 0, /* planned, not made yet */
    OUTCOME_SENT,
    OUTCOME_DELIVERED,
    OUTCOME_BOUNCED,
    OUTCOME_FAILED,
    OUTCOME_NO_ANSWER,
    OUTCOME_BUSY,
    OUTCOME_VOICEMAIL,
    OUTCOME_GATEKEEPER,
    OUTCOME_WRONG_NUMBER,
    OUTCOME_REACHED,
    OUTCOME_CALL_BACK,
    OUTCOME_INTERESTED,
    OUTCOME_MEETING,
    OUTCOME_NOT_NOW,
    OUTCOME_NOT_INTERESTED,
    OUTCOME_REFERRED,
    OUTCOME_STOP,
    OUTCOME_DONE,
    OUTCOME_SKIPPED,
    OUTCOME_COUNT,
} Outcome;
const char *outcome_name(Outcome outcome); /* "no_answer" */
const char *outcome_say(Outcome outcome);  /* "no answer" */
Outcome outcome_parse(const char *name);   /* OUTCOME_COUNT when unknown; accepts "no-answer" too */
/* Does it count as an attempt at contact? (failed, skipped and bounced do not) */
bool outcome_is_attempt(Outcome outcome);
/* Did a human being on the other side react (reached, interested, stop, ...)? Ends the automatic
 * part. */
bool outcome_is_human_answer(Outcome outcome);

/* One touch made, newest last. */
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
} OpenPromise;

/* Why a channel cannot be used for this person. */
typedef enum {
    UNUSABLE_NOT = 0,
    UNUSABLE_NO_ADDRESS,
    UNUSABLE_BOUNCED,
    UNUSABLE_OPTED_OUT,
} Unusable;

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

#define PLAN_MAX_REASONS 8

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

/* The touches ahead, as if each were made when due and nobody reacted: calls `each` until the plan
 * ends, `until_us` is passed or `each` returns false. `scratch` must have room for attempt_count +
 * capacity attempts; at most `capacity` touches. */
typedef bool (*PlanVisitor)(const Plan *plan, void *data);
void planner_ahead(const PlannerInput *input, Instant until_us, Attempt *scratch, gsize capacity,
                   PlanVisitor each, void *data);
