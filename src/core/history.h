/* History: what the attempts of a person amount to, read once per decision.
 *
 * "Made" is anything tried, so also a mail that bounced: the next touch keeps its distance from it.
 * "Attempt" is what could have reached the person: only these count towards floor and ceilings. */
#pragma once

#include "core/planner.h"

/* Touches on one channel further apart than this are not "in a row" any more. */
#define HISTORY_RUN_PAUSE_US (7 * DAY_US)

typedef struct {
    const Attempt *attempts; /* all, oldest first */
    gsize count;
    const Attempt *last_made;              /* of this person, by anyone; NULL: none */
    const Attempt *last_made_here;         /* in this enrollment */
    const Attempt *last_here;              /* the last attempt in this enrollment */
    const Attempt *last_on[CHANNEL_COUNT]; /* the newest made on each channel */
    unsigned channels_here;  /* history_channel_bit() of what was attempted in this enrollment */
    int attempts_here;       /* counted towards the floor */
    int last_step;           /* highest step made or skipped; 0: none */
    int open_slot;           /* the first step whose time nothing has taken; 1.. */
    ChannelKind run_channel; /* channel of the latest attempts in a row */
    int run_length;
    Instant run_last_us; /* the newest of them */
} History;

/* A channel as a bit; a voicemail is a call to the one who gets it. */
static inline unsigned
history_channel_bit(ChannelKind channel)
{
    return 1U << (channel == CHANNEL_VOICEMAIL ? CHANNEL_CALL : channel);
}

void history_read(History *self, const Attempt *attempts, gsize count);

/* Attempts in [from, until]. */
int history_count(const History *self, Instant from_us, Instant until_us);

/* The first instant at or after `at_us` at which an attempt more keeps at most `ceiling` in any
 * `span_us`. `ceiling` >= 1. */
Instant history_room_at(const History *self, Instant at_us, int ceiling, int64_t span_us);
