/* A message or a visit on a social network. The profile is found by the person who makes it. */
#include "channel/channel.h"

static const ChannelOutcome LIKELY[] = { { OUTCOME_DONE, "Done" }, { 0 } };

const ChannelDriver CHANNEL_DRIVER_SOCIAL = {
    .kind = CHANNEL_SOCIAL,
    .icon = "share-2",
    .label = "Social message",
    .minutes = 3,
    .likely = LIKELY,
    .rare = CHANNEL_ANSWERED,
    .may_hear_stop = true,
    .reach = channel_reach_always,
};
