/* The table of drivers, and what several of them share. */
#include "channel/channel.h"

#include <stddef.h>

const ChannelOutcome CHANNEL_SENT[] = { { OUTCOME_SENT, "Sent" }, { 0 } };
const ChannelOutcome CHANNEL_ANSWERED[] = {
    { OUTCOME_REACHED, "They answered" },
    { OUTCOME_INTERESTED, "Interested" },
    { OUTCOME_MEETING, "Meeting" },
    { OUTCOME_NOT_NOW, "Not now" },
    { OUTCOME_NOT_INTERESTED, "Not interested" },
    { 0 },
};

static const ChannelOutcome DONE[] = { { OUTCOME_DONE, "Done" }, { 0 } };

static const ChannelDriver NONE = {
    .kind = CHANNEL_NONE,
    .icon = "circle-help",
    .label = "Touch",
    .minutes = 4,
    .likely = DONE,
    .may_hear_stop = true,
    .reach = channel_reach_always,
};

static const ChannelDriver *const DRIVERS[CHANNEL_COUNT] = {
    [CHANNEL_EMAIL] = &CHANNEL_DRIVER_EMAIL,         [CHANNEL_CALL] = &CHANNEL_DRIVER_CALL,
    [CHANNEL_VOICEMAIL] = &CHANNEL_DRIVER_VOICEMAIL, [CHANNEL_SMS] = &CHANNEL_DRIVER_SMS,
    [CHANNEL_SOCIAL] = &CHANNEL_DRIVER_SOCIAL,       [CHANNEL_LETTER] = &CHANNEL_DRIVER_LETTER,
    [CHANNEL_VISIT] = &CHANNEL_DRIVER_VISIT,         [CHANNEL_FAX] = &CHANNEL_DRIVER_FAX,
};

const ChannelDriver *
channel_driver(ChannelKind kind)
{
    return kind >= 0 && kind < CHANNEL_COUNT ? DRIVERS[kind] : &NONE;
}

Unusable
channel_reach_by_number(const ChannelContact *contact)
{
    bool known = contact->phone != NULL || contact->mobile != NULL;
    return known && !contact->phone_wrong ? UNUSABLE_NOT : UNUSABLE_NO_ADDRESS;
}

Unusable
channel_reach_always(const ChannelContact *contact)
{
    return UNUSABLE_NOT;
}
