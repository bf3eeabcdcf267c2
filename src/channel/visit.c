/* Going there. The dearest touch, and the one that reaches most often. */
#include "channel/channel.h"

static const ChannelOutcome LIKELY[] = {
    { OUTCOME_REACHED, "Met them" },
    { OUTCOME_MEETING, "Next meeting set" },
    { OUTCOME_NO_ANSWER, "Nobody there" },
    { OUTCOME_CALL_BACK, "Come back later" },
    { OUTCOME_INTERESTED, "Interested" },
    { OUTCOME_NOT_NOW, "Not now" },
    { OUTCOME_NOT_INTERESTED, "Not interested" },
    { 0 },
};

const ChannelDriver CHANNEL_DRIVER_VISIT = {
    .kind = CHANNEL_VISIT,
    .icon = "map-pin",
    .label = "Visit",
    .minutes = 60,
    .likely = LIKELY,
    .may_hear_stop = true,
    .reach = channel_reach_always,
};
