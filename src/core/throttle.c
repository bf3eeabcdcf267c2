/* Limits, ramp and gate; see throttle.h. */
#include "core/throttle.h"

#include <math.h>

typedef struct {
    double warn, slow, shut;
    int64_t min_events;
} Bounds;

static const Bounds BOUNCES = { 0.02, 0.05, 0.10, GATE_MIN_EVENTS };
static const Bounds COMPLAINTS = { 0.0005, 0.001, 0.002, GATE_MIN_SPAM };

static double
rate_of(int64_t events, int64_t sent)
{
    return sent > 0 ? (double)events / (double)MAX(sent, events) : 0;
}

static Gate
gate_of(const Bounds *bounds, int64_t events, int64_t sent)
{
    double rate = rate_of(events, MAX(sent, GATE_MIN_SENT));

    if (events == 0 || rate < bounds->warn)
        return GATE_OPEN;
    if (events < bounds->min_events || rate < bounds->slow)
        return GATE_WARN;
    return rate < bounds->shut ? GATE_SLOW : GATE_SHUT;
}

static int64_t
limit_today(const ThrottleInput *input, Gate gate)
{
    int64_t limit = input->uses[THROTTLE_MAILBOX].day_limit;

    if (limit > RAMP_START && input->age_days < input->ramp_days)
        limit = RAMP_START + (limit - RAMP_START) * input->age_days / input->ramp_days;
    if (limit > 0 && gate == GATE_SLOW)
        limit = MAX(1, limit / 2);
    return limit;
}

static int64_t
left(int64_t limit, int64_t sent)
{
    return limit > 0 ? MAX(0, limit - sent) : INT64_MAX;
}

void
throttle_judge(const ThrottleInput *input, ThrottleVerdict *ret)
{
    Gate bounces = gate_of(&BOUNCES, input->bounced, input->sent);
    Gate complaints = gate_of(&COMPLAINTS, input->complained, input->sent);

    *ret = (ThrottleVerdict){
        .allowed = INT64_MAX,
        .gate = MAX(bounces, complaints),
        .bounce_rate = rate_of(input->bounced, input->sent),
        .complaint_rate = rate_of(input->complained, input->sent),
    };
    ret->day_limit = limit_today(input, ret->gate);
    for (int scope = 0; scope < THROTTLE_SCOPE_COUNT; scope++) {
        const ThrottleUse *use = &input->uses[scope];
        int64_t day_limit = scope == THROTTLE_MAILBOX ? ret->day_limit : use->day_limit;
        int64_t day_left = left(day_limit, use->day_sent);
        int64_t allowed = MIN(day_left, left(use->hour_limit, use->hour_sent));
        ret->day_is_over = ret->day_is_over || day_left == 0;
        if (allowed < ret->allowed) {
            ret->allowed = allowed;
            ret->scope = (ThrottleScope)scope;
        }
    }
    if (ret->gate == GATE_SHUT)
        ret->allowed = 0;
}

int64_t
throttle_gap_us(int pace_s, Gate gate, Instant last_us, uint64_t seed)
{
    /* splitmix64: one draw a mail, the same whenever it is asked for */
    uint64_t x = seed ^ (uint64_t)last_us * 0x9E3779B97F4A7C15;
    int64_t pace_us = pace_s * SECOND_US;

    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
    x ^= x >> 31;
    if (pace_us == 0)
        return 0;
    if (gate == GATE_SLOW)
        pace_us *= 2;
    return pace_us + (int64_t)(x % (uint64_t)(pace_us / 2 + 1));
}

char *
throttle_say_gate(const ThrottleInput *input, const ThrottleVerdict *verdict)
{
    static const char *const EFFECTS[] = {
        [GATE_WARN] = "It still sends: check where the addresses come from.",
        [GATE_SLOW] = "It sends half as much until that is better.",
        [GATE_SHUT] = "Nothing leaves until somebody has looked into it and resumes it.",
    };
    Gate complaints = gate_of(&COMPLAINTS, input->complained, input->sent);

    if (verdict->gate == GATE_OPEN)
        return NULL;
    if (complaints == verdict->gate)
        return g_strdup_printf("%" G_GINT64_FORMAT " of the last %" G_GINT64_FORMAT
                               " mails were reported as spam (%.2f %%). %s",
                               input->complained, input->sent, 100 * verdict->complaint_rate,
                               EFFECTS[verdict->gate]);
    return g_strdup_printf(
        "%" G_GINT64_FORMAT " of the last %" G_GINT64_FORMAT " mails came back (%.1f %%). %s",
        input->bounced, input->sent, 100 * verdict->bounce_rate, EFFECTS[verdict->gate]);
}

char *
throttle_say_limit(const ThrottleInput *input, const ThrottleVerdict *verdict)
{
    static const char *const WHOSE[] = {
        [THROTTLE_MAILBOX] = "This mailbox has",
        [THROTTLE_DOMAIN] = "The mailboxes of this domain have",
        [THROTTLE_WORKSPACE] = "The whole team has",
    };
    const ThrottleUse *own = &input->uses[THROTTLE_MAILBOX];

    if (verdict->gate != GATE_SHUT && verdict->allowed == 0)
        return g_strdup_printf("%s sent what is allowed %s; the rest waits.", WHOSE[verdict->scope],
                               verdict->day_is_over ? "today" : "this hour");
    if (own->day_limit > RAMP_START && input->age_days < input->ramp_days)
        return g_strdup_printf(
            "It is new: %" G_GINT64_FORMAT " mails today, more each day, up to %" G_GINT64_FORMAT
            " in %d days.",
            verdict->day_limit, own->day_limit, input->ramp_days - input->age_days);
    return NULL;
}

const char *
gate_name(Gate gate)
{
    static const char *const NAMES[] = {
        [GATE_OPEN] = "open",
        [GATE_WARN] = "warn",
        [GATE_SLOW] = "slow",
        [GATE_SHUT] = "shut",
    };
    return NAMES[gate];
}
