/* Throttle: how much mail may leave a mailbox now, and when the next one may.
 *
 * Limits count per mailbox, per sender's domain and per workspace, by the hour and by the day. A
 * new mailbox begins small and grows day by day ("ramp"). Mail keeps a human pace: between two lies
 * the mailbox's pace and a share of it drawn by chance. Bounces and complaints of the last days
 * close the gate step by step: said, halved, stopped.
 *
 * Pure: counts, clock and chance are arguments. Sources: EVIDENCE.md for complaints (.05, .1 and
 * .2 %); for bounces the bounds at which large providers warn (2 %), review (5 %) and stop (10 %) a
 * sender. Too few mails say nothing: see GATE_MIN_SENT. */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/instant.h"

#define RAMP_START 20     /* mails on the first day of a mailbox that ramps up */
#define GATE_MIN_SENT 50  /* below so many mails no rate is believed ... */
#define GATE_MIN_EVENTS 3 /* ... and so few bounces, */
#define GATE_MIN_SPAM 2   /* or complaints, never stop anything: they are only said */
#define GATE_DAYS 7       /* how far back rates look */

typedef enum {
    THROTTLE_MAILBOX,
    THROTTLE_DOMAIN,
    THROTTLE_WORKSPACE,
    THROTTLE_SCOPE_COUNT
} ThrottleScope;

/* Limits of one scope and what it has used; a limit of 0 is none. */
typedef struct {
    int64_t day_limit, hour_limit;
    int64_t day_sent, hour_sent;
} ThrottleUse;

typedef enum { GATE_OPEN, GATE_WARN, GATE_SLOW, GATE_SHUT } Gate;

typedef struct {
    int64_t sent, bounced, complained; /* of the mailbox, in the last GATE_DAYS */
    ThrottleUse uses[THROTTLE_SCOPE_COUNT];
    int ramp_days; /* days until the mailbox may send its whole limit; 0: at once */
    int age_days;  /* of the mailbox: 0 on its first day */
} ThrottleInput;

typedef struct {
    int64_t allowed;   /* how many may leave now */
    bool day_is_over;  /* none: again tomorrow; else, with allowed 0, in the next hour */
    int64_t day_limit; /* of the mailbox today, after ramp and gate; 0: none */
    Gate gate;
    double bounce_rate, complaint_rate;
    ThrottleScope scope; /* the one that allows least */
} ThrottleVerdict;

void throttle_judge(const ThrottleInput *input, ThrottleVerdict *ret);

/* The wait after a mail sent at `last_us`: `pace_s`, and up to half of it more, by chance from
 * `seed`. Doubled when the gate is GATE_SLOW. In µs; 0 for pace 0. */
int64_t throttle_gap_us(int pace_s, Gate gate, Instant last_us, uint64_t seed);

/* A sentence about what holds mail back, for the mailbox's page: "3.1 % of the last 420 mails came
 * back ...". NULL: nothing does. Free with g_free(). */
char *throttle_say_gate(const ThrottleInput *input, const ThrottleVerdict *verdict);
char *throttle_say_limit(const ThrottleInput *input, const ThrottleVerdict *verdict);

const char *gate_name(Gate gate); /* "open", "warn", "slow", "shut" */
