/* Usable channels, runs of one, the mix among the first attempts, and a change under pressure. */
#include "core/ways.h"

#include "core/schedule.h"

static const ChannelKind UNASKED[] = { CHANNEL_CALL, CHANNEL_EMAIL, CHANNEL_SOCIAL };

Unusable
ways_why_unusable(const PlannerInput *input, ChannelKind channel)
{
    if (input->unusable[channel] != UNUSABLE_NOT)
        return input->unusable[channel];
    return week_windows_any(&input->ruleset->windows[channel]) ? UNUSABLE_NOT : UNUSABLE_NO_HOURS;
}

/* Silence alone changes the channel at most, until the floor is reached. */
static PressureBand
find_pressure(const PlannerInput *input, const History *history)
{
    if (!input->pressure.by_reaction && history->attempts_here < input->ruleset->floor_attempts)
        return MIN(input->pressure.band, PRESSURE_CHANGE);
    return input->pressure.band;
}

void
ways_init(Ways *self, const PlannerInput *input, const History *history)
{
    *self = (Ways){ .input = input, .history = history, .pressure = find_pressure(input, history) };
    for (int channel = 0; channel < CHANNEL_COUNT; channel++)
        if (ways_why_unusable(input, (ChannelKind)channel) != UNUSABLE_NOT)
            self->unusable |= 1U << channel;
}

bool
ways_usable(const Ways *self, ChannelKind channel)
{
    return (self->unusable & (1U << channel)) == 0;
}

bool
ways_none(const Ways *self)
{
    return self->unusable == (1U << CHANNEL_COUNT) - 1;
}

ChannelKind
ways_other(const Ways *self, ChannelKind avoid, bool only_unasked)
{
    for (gsize i = 0; i < G_N_ELEMENTS(UNASKED); i++)
        if (UNASKED[i] != avoid && ways_usable(self, UNASKED[i]))
            return UNASKED[i];
    for (int channel = 0; !only_unasked && channel < CHANNEL_COUNT; channel++)
        if ((ChannelKind)channel != avoid && ways_usable(self, (ChannelKind)channel))
            return (ChannelKind)channel;
    return CHANNEL_NONE;
}

ChannelKind
ways_added(const Ways *self)
{
    const Attempt *last = self->history->last_here;
    ChannelKind avoid = last != NULL ? last->channel : CHANNEL_NONE;
    ChannelKind channel;

    if (avoid == CHANNEL_VOICEMAIL)
        avoid = CHANNEL_CALL;
    channel = ways_other(self, avoid, true);
    if (channel == CHANNEL_NONE && avoid != CHANNEL_NONE && ways_usable(self, avoid))
        channel = avoid;
    return channel != CHANNEL_NONE ? channel : ways_other(self, CHANNEL_NONE, false);
}

static bool
run_is_full(const Ways *self, ChannelKind channel, Instant at_us)
{
    const Ruleset *ruleset = self->input->ruleset;
    int most =
        channel_kind_is_written(channel) ? ruleset->max_run_of_channel : ruleset->max_run_of_calls;

    return self->history->run_channel == channel && self->history->run_length >= most &&
           at_us - self->history->run_last_us < HISTORY_RUN_PAUSE_US;
}

/* Bits of the channels that could be new to this enrollment and take another's place. */
static unsigned
new_channels(const Ways *self, Instant at_us)
{
    const GPtrArray *steps = self->input->sequence->steps;
    unsigned bits = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(UNASKED); i++)
        bits |= 1U << UNASKED[i];
    for (guint i = 0; i < steps->len; i++)
        bits |= 1U << ((const Step *)g_ptr_array_index(steps, i))->channel;
    bits &= ~self->unusable;
    for (int channel = 0; channel < CHANNEL_COUNT; channel++)
        if ((self->history->channels_here & history_channel_bit((ChannelKind)channel)) != 0 ||
            run_is_full(self, (ChannelKind)channel, at_us))
            bits &= ~(1U << channel);
    return bits;
}

/* The new channels to take one of, when all that are left of the first attempts have to be new ones
 * to make up the mix; 0 when there is no need yet, or none to be had. */
static unsigned
mix_asks(const Ways *self, Instant at_us)
{
    const Ruleset *ruleset = self->input->ruleset;
    const History *history = self->history;
    int left = ruleset->mix_attempts - history->attempts_here;
    int wanted = ruleset->mix_channels - __builtin_popcount(history->channels_here);

    return left > 0 && wanted >= left ? new_channels(self, at_us) : 0;
}

/* The first channel of `bits` in the order a person would try them. */
static ChannelKind
first_of(unsigned bits)
{
    for (gsize i = 0; i < G_N_ELEMENTS(UNASKED); i++)
        if ((bits & (1U << UNASKED[i])) != 0)
            return UNASKED[i];
    for (int channel = 0; channel < CHANNEL_COUNT; channel++)
        if ((bits & (1U << channel)) != 0)
            return (ChannelKind)channel;
    return CHANNEL_NONE;
}

/* Bits of the ways one would take unasked in place of a channel. */
static unsigned
stand_ins(const Ways *self, ChannelKind channel, Instant at_us)
{
    unsigned bits = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(UNASKED); i++)
        if (UNASKED[i] != channel && ways_usable(self, UNASKED[i]) &&
            !run_is_full(self, UNASKED[i], at_us))
            bits |= 1U << UNASKED[i];
    return bits;
}

ChannelKind
ways_settle(const Ways *self, ChannelKind channel, Instant at_us, Reason *ret_reason,
            bool *ret_waits)
{
    const History *history = self->history;
    const Ruleset *ruleset = self->input->ruleset;
    const Attempt *last = history->last_made;
    unsigned fresh = mix_asks(self, at_us), others;
    bool is_new = (history->channels_here & history_channel_bit(channel)) == 0;
    bool full = run_is_full(self, channel, at_us);
    bool pressed = self->pressure >= PRESSURE_CHANGE && last != NULL && last->channel == channel;
    ChannelKind other = channel;

    *ret_reason = (Reason){ REASON_COUNT, 0, 0 };
    *ret_waits = false;
    if (fresh != 0 && !is_new) {
        other = first_of(fresh);
        *ret_reason =
            (Reason){ REASON_CHANNEL_MIX, ruleset->mix_channels | ruleset->mix_attempts << 8,
                      reason_channels(channel, other) };
    } else if (full || pressed) {
        others = (fresh != 0 ? fresh : stand_ins(self, channel, at_us)) & ~(1U << channel);
        if (others == 0) {
            *ret_waits = full && channel_kind_is_written(channel);
            return channel;
        }
        other = first_of(others);
        *ret_reason = full ? (Reason){ REASON_CHANNEL_RUN, history->run_length,
                                       reason_channels(channel, other) }
                           : (Reason){ REASON_PRESSURE_CHANGE, self->input->pressure.value,
                                       reason_channels(channel, other) };
    }
    return other;
}
