/* A message left on an answering machine; now and then somebody picks up. */
#include "channel/channel.h"

static const ChannelOutcome LIKELY[] = {
    { OUTCOME_DONE, "Left it" },
    { OUTCOME_REACHED, "They picked up" },
    { OUTCOME_WRONG_NUMBER, "Wrong number" },
    { 0 },
};

const ChannelDriver CHANNEL_DRIVER_VOICEMAIL = {
    .kind = CHANNEL_VOICEMAIL,
    .icon = "voicemail",
    .label = "Voicemail",
    .minutes = 2,
    .likely = LIKELY,
    .may_hear_stop = true,
    .reach = channel_reach_by_number,
};
