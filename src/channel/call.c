/* A phone call. Its answers take all nine keys. */
#include "channel/channel.h"

static const ChannelOutcome LIKELY[] = {
    { OUTCOME_REACHED, "Reached" },
    { OUTCOME_MEETING, "Meeting" },
    { OUTCOME_NO_ANSWER, "No answer" },
    { OUTCOME_VOICEMAIL, "Voicemail" },
    { OUTCOME_BUSY, "Busy" },
    { OUTCOME_CALL_BACK, "Call back" },
    { OUTCOME_NOT_NOW, "Not now" },
    { OUTCOME_NOT_INTERESTED, "Not interested" },
    { OUTCOME_WRONG_NUMBER, "Wrong number" },
    { 0 },
};
static const ChannelOutcome RARE[] = {
    { OUTCOME_INTERESTED, "Interested" },       { OUTCOME_GATEKEEPER, "Gatekeeper" },
    { OUTCOME_REFERRED, "Named someone else" }, { OUTCOME_WRONG_PERSON, "Not theirs to decide" },
    { OUTCOME_NO_BUDGET, "No budget" },         { OUTCOME_HAS_SUPPLIER, "Has a supplier" },
    { OUTCOME_HOSTILE, "Answered in anger" },   { 0 },
};

const ChannelDriver CHANNEL_DRIVER_CALL = {
    .kind = CHANNEL_CALL,
    .icon = "phone",
    .label = "Call",
    .minutes = 4,
    .likely = LIKELY,
    .rare = RARE,
    .may_hear_stop = true,
    .reach = channel_reach_by_number,
};
