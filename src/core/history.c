/* One pass over the attempts; counts from the newest backwards. */
#include "core/history.h"

static bool
is_skipped(const Attempt *attempt)
{
    return attempt->skipped || attempt->outcome == OUTCOME_SKIPPED;
}

static void
read_here(History *self, const Attempt *attempt)
{
    bool made = !is_skipped(attempt);

    self->last_step = MAX(self->last_step, attempt->step);
    if (!made)
        return;
    self->open_slot = MAX(self->open_slot, attempt->step + 1);
    self->last_made_here = attempt;
    if (outcome_is_attempt(attempt->outcome)) {
        self->last_here = attempt;
        self->attempts_here++;
        self->channels_here |= history_channel_bit(attempt->channel);
    }
}

static void
read_run(History *self, const Attempt *attempt)
{
    bool goes_on = self->run_length > 0 && attempt->channel == self->run_channel &&
                   attempt->at_us - self->run_last_us < HISTORY_RUN_PAUSE_US;

    self->run_channel = attempt->channel;
    self->run_last_us = attempt->at_us;
    self->run_length = goes_on ? self->run_length + 1 : 1;
}

void
history_read(History *self, const Attempt *attempts, gsize count)
{
    *self = (History){
        .attempts = attempts, .count = count, .open_slot = 1, .run_channel = CHANNEL_NONE
    };
    for (gsize i = 0; i < count; i++) {
        const Attempt *attempt = &attempts[i];
        g_assert(i == 0 || attempts[i - 1].at_us <= attempt->at_us);
        if (attempt->outcome == OUTCOME_NONE && !attempt->skipped)
            continue;
        if (attempt->this_enrollment)
            read_here(self, attempt);
        if (is_skipped(attempt))
            continue;
        self->last_made = attempt;
        self->last_on[attempt->channel] = attempt;
        if (outcome_is_attempt(attempt->outcome))
            read_run(self, attempt);
    }
}

static bool
counts(const Attempt *attempt)
{
    return !attempt->skipped && outcome_is_attempt(attempt->outcome);
}

int
history_count(const History *self, Instant from_us, Instant until_us)
{
    int found = 0;

    for (gsize i = self->count; i > 0 && self->attempts[i - 1].at_us >= from_us; i--)
        if (counts(&self->attempts[i - 1]) && self->attempts[i - 1].at_us <= until_us)
            found++;
    return found;
}

Instant
history_room_at(const History *self, Instant at_us, int ceiling, int64_t span_us)
{
    int found = 0;

    g_assert(ceiling >= 1);
    for (gsize i = self->count; i > 0 && self->attempts[i - 1].at_us >= at_us - span_us; i--) {
        if (!counts(&self->attempts[i - 1]))
            continue;
        if (++found == ceiling) /* this one has to leave the window first */
            return self->attempts[i - 1].at_us + span_us + MINUTE_US;
    }
    return at_us;
}
