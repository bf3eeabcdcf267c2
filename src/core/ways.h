/* Ways: on which channel a touch is made.
 *
 * The author's channel, unless a rule asks for another: too many in a row, too few different ones
 * among the first attempts, or pressure that a change may ease. A channel chosen in its place is
 * one a person would take without being asked (call, mail, social), or one the sequence itself
 * uses. */
#pragma once

#include "core/history.h"

typedef struct {
    const PlannerInput *input;
    const History *history;
    unsigned unusable;     /* bits of the channels that cannot be used, closed ones included */
    PressureBand pressure; /* ways_pressure() */
} Ways;

/* Why a channel cannot be used for this person: what the input says, or that the ruleset has no
 * hours for it. */
Unusable ways_why_unusable(const PlannerInput *input, ChannelKind channel);

void ways_init(Ways *self, const PlannerInput *input, const History *history);

bool ways_usable(const Ways *self, ChannelKind channel);
bool ways_none(const Ways *self);

/* A human's way to reach the person other than `avoid`: those one would take without being asked
 * first, then whatever there is (not so with `only_unasked`). CHANNEL_NONE: there is none. */
ChannelKind ways_other(const Ways *self, ChannelKind avoid, bool only_unasked);

/* The channel of an added touch: call and mail in turn, else the first there is. */
ChannelKind ways_added(const Ways *self);

/* The channel for a touch that is planned on `channel` for `at_us`, and the reason where it is
 * another; REASON_COUNT where it is not. `ret_waits`: too many in a row and no other way, so the
 * touch itself has to wait. */
ChannelKind ways_settle(const Ways *self, ChannelKind channel, Instant at_us, Reason *ret_reason,
                        bool *ret_waits);
