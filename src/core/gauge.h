/* The gauge: how much contact a person has on them, against how much they take (docs/next.md).
 *
 * Pressure: A(t) = sum over the touches made of  w[channel] * (1 + repeat + empty - value) *
 * fading, where what said the same again weighs half as much more, what brought nothing a third
 * more, what brought something new a third less, and tau = 8 business days. A friendly answer takes
 * most of what came before it off.
 *
 * Tolerance: log theta ~ N(mu, sigma^2), the same weak prior for everybody, moved by each reaction:
 * a no at pressure A says that they take about A and no more, a kind answer that they take more.
 * A silence says nothing: busy people are busy. What colleagues let us know counts .3.
 *
 * The reading is 100 * A / theta, its band a word, and each band asks for something:
 *
 *     0-39 fresh    nothing
 *    40-59 warm     more days between touches (slow_gap_days of the ruleset)
 *    60-79 careful  the same, and another channel than the last
 *    80-99 rest     a pause, until the reading is below 60
 *      100 stop     no more: they asked for it, or more would do harm
 *
 * Silence alone is at most "careful" until the floor of attempts is reached.
 *
 * What it is not: learned from outcomes (that is learn/), or sure: 100 means that the measure is
 * probably full. */
#pragma once

#include "base/json.h"
#include "core/channel_kind.h"
#include "core/outcome.h"

typedef enum { GAUGE_FRESH, GAUGE_WARM, GAUGE_CAREFUL, GAUGE_REST, GAUGE_STOP } GaugeWord;

typedef enum {
    REACTION_NONE, /* silence */
    REACTION_KIND,
    REACTION_MEETING,
    REACTION_NOT_NOW,
    REACTION_NO_BUDGET, /* these three weigh as "not now" does */
    REACTION_HAS_SUPPLIER,
    REACTION_NOT_THEIRS, /* not theirs to decide, or they sent us to somebody else */
    REACTION_NO,
    REACTION_HOSTILE,
    REACTION_COMPLAINT, /* marked our mail as spam */
    REACTION_STOP,
    REACTION_COUNT
} GaugeReaction;

/* A touch, a reaction, or both (a call that was answered). */
typedef struct {
    Instant at_us;
    ChannelKind channel;
    Outcome
        outcome; /* only attempts press (outcome_is_attempt()); OUTCOME_NONE: a reaction alone */
    GaugeReaction reaction; /* REACTION_NONE: that of the outcome */
    bool is_repeat;         /* said what had been said before */
    bool has_value;         /* brought something new */
    bool is_empty;          /* written, and brought nothing */
} GaugeTouch;

/* What is believed of log theta. */
typedef struct {
    double mean, variance;
} GaugeTolerance;

/* What the colleagues of the same account add. */
typedef struct {
    double pressure; /* the sum of theirs */
    double shift;    /* the mean of how far their tolerance is from the prior's */
    int people;      /* of them with touches or reactions */
    int refused;     /* of them who asked us to stop, or answered in anger */
} GaugeAccount;

typedef struct {
    GaugeWord word;
    int value;       /* 0-100 */
    double pressure; /* in cold mails sent just now, the share of the account included */
    double risk;     /* chance that one more touch makes them opt out: sigma(b0 + b1 (A - theta)) */
    GaugeTolerance tolerance;
    /* what it rests on, for gauge_reasons() */
    int recent[CHANNEL_COUNT]; /* attempts a channel in the last 7 days */
    int repeats;               /* touches of the last 30 days that said the same again */
    int empty;                 /* ... that brought nothing */
    int reactions[REACTION_COUNT];
    int attempts;         /* in all */
    int quiet_days;       /* business days since the last attempt; -1: none was made */
    GaugeReaction last;   /* the newest reaction */
    ChannelKind channel;  /* that pressed most in the last 30 days; CHANNEL_NONE: none did */
    GaugeAccount account; /* as given */
    bool silent;          /* no reaction at all */
    bool spared;          /* silence alone: the band is held down until the floor */
    bool shut;
} Gauge;

typedef struct {
    const GaugeTouch *touches; /* oldest first; those after now_us do not count */
    gsize count;
    const Zone *zone; /* tells business days, Monday to Friday */
    Instant now_us;
    int floor_attempts;          /* nobody silent is stopped before */
    const GaugeAccount *account; /* NULL: nobody else there */
    bool shut;                   /* the person asked to be left alone */
} GaugeInput;

void gauge_read(const GaugeInput *input, Gauge *ret_gauge);

/* Adds one colleague's own gauge to what the account shares. */
void gauge_account_add(GaugeAccount *self, const Gauge *colleague);

GaugeTolerance gauge_tolerance_prior(void);
/* One reaction at pressure `pressure`. */
void gauge_tolerance_update(GaugeTolerance *self, GaugeReaction reaction, double pressure);

/* The reaction an outcome is; REACTION_NONE for those that are none. */
GaugeReaction gauge_reaction_of(Outcome outcome);

const char *gauge_word_name(GaugeWord word); /* "fresh" */
const char *gauge_word_asks(GaugeWord word); /* "a pause until it is down again" */
/* Did they themselves ask for less? Else what there is comes from silence alone. */
bool gauge_is_by_reaction(const Gauge *self);
/* Business days until the reading is below "careful"; 0 when it does not ask for a rest. */
int gauge_rest_days(const Gauge *self);

/* What it rests on, most telling first: "2 mails in the last 7 days", ... Free with g_strfreev().
 */
char **gauge_reasons(const Gauge *self);

/* {"word","value","reasons":[],"asks","risk"} */
json_t *gauge_to_json(const Gauge *self);
