/* The life of an enrollment: one table of states and what may follow.
 *
 *     pending -> active <-> paused
 *                active <-> nurturing <-> paused
 *     each of them -> finished, which is the end: coming back is a new enrollment. */
#pragma once

#include <stdbool.h>

typedef enum {
    ENROLLMENT_PENDING,
    ENROLLMENT_ACTIVE,
    ENROLLMENT_PAUSED,
    ENROLLMENT_NURTURING,
    ENROLLMENT_FINISHED,
    ENROLLMENT_STATE_COUNT
} EnrollmentState;
typedef enum {
    FINISH_NONE = 0,
    FINISH_REPLIED,
    FINISH_MEETING,
    FINISH_NO_RESPONSE,
    FINISH_OPTED_OUT,
    FINISH_BOUNCED,
    FINISH_DISQUALIFIED,
    FINISH_CONVERTED,
    FINISH_REASON_COUNT,
} FinishReason;

const char *enrollment_state_name(EnrollmentState state); /* "active" */
EnrollmentState enrollment_state_parse(const char *name); /* ENROLLMENT_STATE_COUNT when unknown */
const char *finish_reason_name(FinishReason reason); /* "no_response"; "none" for FINISH_NONE */
const char *finish_reason_say(FinishReason reason);  /* "no response after the last attempt" */
FinishReason finish_reason_parse(const char *name);  /* FINISH_REASON_COUNT when unknown */

/* A state never follows itself. */
bool enrollment_may_move(EnrollmentState from, EnrollmentState to);
