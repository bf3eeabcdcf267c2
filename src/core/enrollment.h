/* The life of an enrollment: one table of states and what may follow.
 *
 *     pending -> active <-> paused
 *     nurturing <-> paused            (a nurture is an enrollment of its own, born nurturing)
 *     paused -> paused                (another date, another reason)
 *     each of them -> finished, which is the end: coming back is a new enrollment.
 *
 * Every change of a state asks this table (app/enrollment_move.h). Undo is no change: it takes one
 * back. */
#pragma once

#include "base/error.h"

typedef enum {
    ENROLLMENT_PENDING,
    ENROLLMENT_ACTIVE,
    ENROLLMENT_PAUSED,
    ENROLLMENT_NURTURING,
    ENROLLMENT_FINISHED,
    ENROLLMENT_STATE_COUNT
} EnrollmentState;

/* Bits (1 << state) of all that are not over. */
#define ENROLLMENT_OPEN_STATES ((1 << ENROLLMENT_FINISHED) - 1)

typedef enum {
    FINISH_NONE = 0,
    FINISH_REPLIED,
    FINISH_MEETING,
    FINISH_NO_RESPONSE,
    FINISH_OPTED_OUT,
    FINISH_BOUNCED,
    FINISH_DISQUALIFIED,
    FINISH_CONVERTED,
    FINISH_LATER,     /* to be taken up again on a date */
    FINISH_NURTURE,   /* goes on in a nurture, which is an enrollment of its own */
    FINISH_HANDED_ON, /* somebody else of the company is the one to talk to */
    FINISH_TAKEN_OUT, /* by hand, for no reason the program knows */
    FINISH_HARM,      /* the gauge: more contact would have done more harm than good */
    FINISH_SIGNAL,    /* a nurture ended by a reason to write now */
    FINISH_REASON_COUNT,
} FinishReason;

const char *enrollment_state_name(EnrollmentState state); /* "active" */
EnrollmentState enrollment_state_parse(const char *name); /* ENROLLMENT_STATE_COUNT when unknown */
const char *finish_reason_name(FinishReason reason); /* "no_response"; "none" for FINISH_NONE */
const char *finish_reason_say(FinishReason reason);  /* "no response after the last attempt" */
FinishReason finish_reason_parse(const char *name);  /* FINISH_REASON_COUNT when unknown */

bool enrollment_may_move(EnrollmentState from, EnrollmentState to);

/* The same, with CONFLICT saying what stands in the way and what to do instead. */
bool enrollment_check_move(EnrollmentState from, EnrollmentState to, GError **error);
