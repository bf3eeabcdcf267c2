/* A letter by post. Nobody answers while it is written. */
#include "channel/channel.h"

const ChannelDriver CHANNEL_DRIVER_LETTER = {
    .kind = CHANNEL_LETTER,
    .icon = "stamp",
    .label = "Letter",
    .minutes = 10,
    .likely = CHANNEL_SENT,
    .may_hear_stop = false,
    .reach = channel_reach_always,
};
