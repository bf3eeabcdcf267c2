/* The gauge: how much contact a person has on them, from what was sent and how they reacted.
 *
 * Pressure is a sum over the touches made: a weight a channel, more for a repeat, less for
 * something new, fading with tau = 8 business days (docs/evidence, weak priors). Against what
 * people usually take it gives a value of 0 to 100 and a word. A friendly answer takes most of what
 * came before it off; a no adds to it; "stop" is stop whatever the sum. Silence adds nothing by
 * itself: busy people are busy.
 *
 * What it is not: learned. The tolerance is one number for everybody, and it says only how full the
 * measure is, not how likely a person is to leave. */
#pragma once

#include "base/json.h"
#include "core/channel_kind.h"
#include "core/outcome.h"

typedef enum { GAUGE_FRESH, GAUGE_WARM, GAUGE_CAREFUL, GAUGE_STOP } GaugeWord;

typedef struct {
    Instant at_us;
    ChannelKind channel;
    Outcome outcome; /* only attempts press (outcome_is_attempt()); answers relieve or add */
    bool is_repeat;  /* said what had been said before */
    bool has_value;  /* brought something new */
} GaugeTouch;

typedef struct {
    GaugeWord word;
    int value;       /* 0-100 */
    double pressure; /* in cold mails sent just now */
    /* what it rests on, for gauge_reasons() */
    int recent[CHANNEL_COUNT]; /* attempts a channel in the last 7 days */
    int repeats;               /* of them */
    int attempts;              /* in all */
    int quiet_days;            /* business days since the last attempt; -1: none was made */
    bool answered;             /* the newest answer was friendly */
    bool declined;             /* it was a no */
    bool shut;
} Gauge;

/* `touches` oldest first; those after `now_us` do not count. `zone` tells business days, Monday to
 * Friday. `shut`: the person asked to be left alone. */
void gauge_read(Gauge *self, const GaugeTouch *touches, gsize count, const Zone *zone,
                Instant now_us, bool shut);

const char *gauge_word_name(GaugeWord word); /* "fresh" */

/* What it rests on, most telling first: "2 mails in the last 7 days", ... Free with g_strfreev().
 */
char **gauge_reasons(const Gauge *self);

/* {"word","value","reasons":[]} */
json_t *gauge_to_json(const Gauge *self);
