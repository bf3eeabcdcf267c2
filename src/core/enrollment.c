/* The transition table and the names of states and endings. */
#include "core/enrollment.h"

#include <glib.h>
#include <string.h>

#define TO(state) (1U << ENROLLMENT_##state)

static const struct {
    const char *name;
    unsigned may_become;
    const char *instead; /* what to do when it may not */
} STATES[ENROLLMENT_STATE_COUNT] = {
    [ENROLLMENT_PENDING] = { "pending", TO(ACTIVE) | TO(PAUSED) | TO(FINISHED),
                             "it has not begun yet; a nurture is an enrollment of its own" },
    [ENROLLMENT_ACTIVE] = { "active", TO(PAUSED) | TO(FINISHED),
                            "end it first; a nurture is an enrollment of its own" },
    [ENROLLMENT_PAUSED] = { "paused", TO(ACTIVE) | TO(PAUSED) | TO(NURTURING) | TO(FINISHED),
                            "resume it first" },
    [ENROLLMENT_NURTURING] = { "nurturing", TO(PAUSED) | TO(FINISHED),
                               "end the nurture, then enroll the person" },
    [ENROLLMENT_FINISHED] = { "finished", 0, "it is over; enroll the person again" },
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
    [FINISH_LATER] = { "later", "to be taken up again later" },
    [FINISH_NURTURE] = { "nurture", "goes on in a nurture" },
    [FINISH_HANDED_ON] = { "handed_on", "the talk goes on with somebody else" },
    [FINISH_TAKEN_OUT] = { "taken_out", "taken out by hand" },
    [FINISH_HARM] = { "harm", "more contact would do more harm than good" },
    [FINISH_SIGNAL] = { "signal", "there is a reason to write now" },
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

bool
enrollment_check_move(EnrollmentState from, EnrollmentState to, GError **error)
{
    if (enrollment_may_move(from, to))
        return true;
    if (!is_state(from) || !is_state(to))
        return error_set(error, SEVENTH_ERROR_INVALID, "no such state of an enrollment");
    return error_set(error, SEVENTH_ERROR_CONFLICT, "an enrollment that is %s cannot become %s: %s",
                     STATES[from].name, STATES[to].name, STATES[from].instead);
}
