/* The transition table and the names of states and endings. */
#include "core/enrollment.h"

#include <glib.h>
#include <string.h>

#define TO(state) (1U << ENROLLMENT_##state)

static const struct {
    const char *name;
    unsigned may_become;
} STATES[ENROLLMENT_STATE_COUNT] = {
    [ENROLLMENT_PENDING] = { "pending", TO(ACTIVE) | TO(PAUSED) | TO(FINISHED) },
    [ENROLLMENT_ACTIVE] = { "active", TO(PAUSED) | TO(NURTURING) | TO(FINISHED) },
    [ENROLLMENT_PAUSED] = { "paused", TO(ACTIVE) | TO(NURTURING) | TO(FINISHED) },
    [ENROLLMENT_NURTURING] = { "nurturing", TO(ACTIVE) | TO(PAUSED) | TO(FINISHED) },
    [ENROLLMENT_FINISHED] = { "finished", 0 },
};

static const struct {
    const char *name, *say;
} FINISHES[FINISH_REASON_COUNT] = {
    [FINISH_NONE] = { "none", "not finished" },
    [FINISH_REPLIED] = { "replied", "they answered" },
    [FINISH_MEETING] = { "meeting", "a meeting was agreed" },
    [FINISH_NO_RESPONSE] = { "no_response", "no response after the last attempt" },
    [FINISH_OPTED_OUT] = { "opted_out", "they asked us to stop" },
    [FINISH_BOUNCED] = { "bounced", "no address left that works" },
    [FINISH_DISQUALIFIED] = { "disqualified", "not a fit" },
    [FINISH_CONVERTED] = { "converted", "became a customer" },
};

static bool
is_state(EnrollmentState state)
{
    return state >= 0 && state < ENROLLMENT_STATE_COUNT;
}

static bool
is_finish(FinishReason reason)
{
    return reason >= 0 && reason < FINISH_REASON_COUNT;
}

const char *
enrollment_state_name(EnrollmentState state)
{
    return is_state(state) ? STATES[state].name : "unknown";
}

EnrollmentState
enrollment_state_parse(const char *name)
{
    for (int state = 0; name != NULL && state < ENROLLMENT_STATE_COUNT; state++)
        if (strcmp(name, STATES[state].name) == 0)
            return (EnrollmentState)state;
    return ENROLLMENT_STATE_COUNT;
}

const char *
finish_reason_name(FinishReason reason)
{
    return is_finish(reason) ? FINISHES[reason].name : "unknown";
}

const char *
finish_reason_say(FinishReason reason)
{
    return is_finish(reason) ? FINISHES[reason].say : "unknown";
}

FinishReason
finish_reason_parse(const char *name)
{
    for (int reason = 0; name != NULL && reason < FINISH_REASON_COUNT; reason++)
        if (strcmp(name, FINISHES[reason].name) == 0)
            return (FinishReason)reason;
    return FINISH_REASON_COUNT;
}

bool
enrollment_may_move(EnrollmentState from, EnrollmentState to)
{
    return is_state(from) && is_state(to) && (STATES[from].may_become & (1U << to)) != 0;
}
