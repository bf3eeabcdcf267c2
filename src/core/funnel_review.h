/* The funnel review: three questions about somebody who was tried and then left, and what their
 * answers suggest. Is there something real to say? Are we listening to what they answered? Are
 * there other channels and content?
 *
 * Pure. The ledger answers as far as it can; a human decides. */
#pragma once

#include "base/instant.h"
#include "core/channel_kind.h"
#include "core/next_opportunity.h"

#define FUNNEL_QUIET_DAYS 30    /* since the last touch, before somebody comes up */
#define FUNNEL_AGAIN_DAYS 56    /* after a review, before somebody comes up again */
#define FUNNEL_NO_RESTS_DAYS 90 /* a "no" is left alone for so long */

typedef enum { FUNNEL_YES, FUNNEL_NO, FUNNEL_UNKNOWN } FunnelVerdict;
typedef enum { FUNNEL_REAL, FUNNEL_LISTENING, FUNNEL_OTHER_WAYS, FUNNEL_QUESTIONS } FunnelQuestion;
typedef enum {
    FUNNEL_AGAIN,   /* back into a sequence */
    FUNNEL_NURTURE, /* one useful thing a month */
    FUNNEL_LATER,   /* on a date, for a reason */
    FUNNEL_LEAVE,   /* as it is, until the next review */
    FUNNEL_NEVER,   /* the door is shut */
    FUNNEL_DECISIONS
} FunnelDecision;

typedef struct {
    Instant now_us, last_touch_us;
    int attempts;          /* by people and machines, as the ledger has them */
    int on[CHANNEL_COUNT]; /* attempts on each channel */
    unsigned reachable;    /* bits of channels with an address that may be used */
    int library;           /* value points that suit the person */
    int unheard;           /* of these, not told yet */
    const char *fresh;     /* the best of these; NULL: none */
    const char *signal;    /* a reason to write that came up since the last touch; NULL */
    int same_points;       /* attempts that said a value point said before */
    Instant replied_us;    /* their last answer; INSTANT_NONE: they never answered */
    const char *reply;     /* its first words; NULL */
    int since_reply;       /* attempts after it */
    NoKind no;             /* the last no; NO_KIND_COUNT: none */
    Instant no_us;
} FunnelFacts;

typedef struct {
    FunnelVerdict verdict;
    char say[400];
} FunnelAnswer;

typedef struct {
    FunnelAnswer answers[FUNNEL_QUESTIONS];
    FunnelDecision proposal;
    char why[200];
    double weight; /* the heavier, the sooner it should be looked at */
} FunnelReview;

void funnel_review(const FunnelFacts *facts, FunnelReview *ret);

const char *funnel_question_say(FunnelQuestion question);  /* "Is there something real to say?" */
const char *funnel_verdict_name(FunnelVerdict verdict);    /* "yes", "no", "unknown" */
const char *funnel_decision_name(FunnelDecision decision); /* "again" */
const char *funnel_decision_say(FunnelDecision decision);  /* "Back into a sequence" */
FunnelDecision funnel_decision_parse(const char *name);    /* FUNNEL_DECISIONS when unknown */
