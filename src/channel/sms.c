/* A text message to a mobile phone, sent by a person from their own. */
#include "channel/channel.h"

const ChannelDriver CHANNEL_DRIVER_SMS = {
    .kind = CHANNEL_SMS,
    .icon = "message-square",
    .label = "Text message",
    .minutes = 2,
    .likely = CHANNEL_SENT,
    .rare = CHANNEL_ANSWERED,
    .may_hear_stop = true,
    .reach = channel_reach_by_number,
};
