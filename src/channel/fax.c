/* A fax, where people still read them. */
#include "channel/channel.h"

const ChannelDriver CHANNEL_DRIVER_FAX = {
    .kind = CHANNEL_FAX,
    .icon = "printer",
    .label = "Fax",
    .minutes = 4,
    .likely = CHANNEL_SENT,
    .may_hear_stop = false,
    .reach = channel_reach_by_number,
};
