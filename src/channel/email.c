/* Mail: written once, sent by the worker or, as a task, by a person. */
#include "channel/channel.h"

#include <stddef.h>

static Unusable
reach(const ChannelContact *contact)
{
    if (contact->email == NULL)
        return UNUSABLE_NO_ADDRESS;
    return contact->email_bounced ? UNUSABLE_BOUNCED : UNUSABLE_NOT;
}

const ChannelDriver CHANNEL_DRIVER_EMAIL = {
    .kind = CHANNEL_EMAIL,
    .icon = "mail",
    .label = "Mail",
    .minutes = 3,
    .likely = CHANNEL_SENT,
    .rare = CHANNEL_ANSWERED,
    .may_hear_stop = true,
    .reach = reach,
};
