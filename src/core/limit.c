/* Gaps, grace and ceilings, one function each. */
#include "core/limit.h"

/* Between two touches that the author put on one day. */
#define SAME_DAY_GAP_US HOUR_US

typedef Instant (*Limit)(const Candidate *, Instant at_us, Reason *ret_reason);

static Slot
civil_day_of(const Candidate *self, Instant at_us)
{
    const Zone *zone = self->input->zone;
    Day day = zone_day_at(zone, at_us, NULL);

    return (Slot){ zone_instant_of(zone, day, 0), zone_instant_of(zone, day + 1, 0) };
}

/* What reached nobody, or only a busy line, asks for less distance than a touch. */
static int
gap_after(const Ruleset *ruleset, const Attempt *last)
{
    if (last->outcome == OUTCOME_BUSY)
        return MIN(ruleset->min_gap_minutes, ruleset->busy_gap_minutes);
    if (!outcome_is_attempt(last->outcome))
        return MIN(ruleset->min_gap_minutes, ruleset->failed_gap_minutes);
    return ruleset->min_gap_minutes;
}

static Instant
rule_min_gap(const Candidate *self, Instant at_us, Reason *ret_reason)
{
    const Attempt *last = self->history->last_made;
    int64_t gap_us;

    if (last == NULL)
        return at_us;
    gap_us = gap_after(self->input->ruleset, last) * MINUTE_US;
    if (self->same_day)
        gap_us = MIN(gap_us, SAME_DAY_GAP_US);
    *ret_reason = (Reason){ REASON_MIN_GAP, gap_us / MINUTE_US, last->outcome };
    return MAX(at_us, last->at_us + gap_us);
}

static Instant
rule_channel_gap(const Candidate *self, Instant at_us, Reason *ret_reason)
{
    const Attempt *last = self->history->last_on[self->channel];
    int hours = self->input->ruleset->channel_gap_hours[self->channel];

    if (last == NULL)
        return at_us;
    *ret_reason = (Reason){ REASON_CHANNEL_GAP, hours, self->channel };
    return MAX(at_us, last->at_us + hours * HOUR_US);
}

/* Working days after the last touch, if that was of the kind that needs them. */
static Instant
grace(const Candidate *self, Instant at_us, int days)
{
    const Zone *zone = self->input->zone;
    Day made = zone_day_at(zone, self->history->last_made->at_us, NULL);

    return MAX(at_us, zone_instant_of(zone, working_days_after(self->working_days, made, days), 0));
}

static Instant
rule_grace(const Candidate *self, Instant at_us, Reason *ret_reason)
{
    const Ruleset *ruleset = self->input->ruleset;
    const Attempt *last = self->history->last_made;
    int days = 0;

    if (last == NULL || !outcome_is_attempt(last->outcome))
        return at_us;
    if (last->outcome == OUTCOME_VOICEMAIL || last->channel == CHANNEL_VOICEMAIL)
        *ret_reason = (Reason){ REASON_VOICEMAIL_GRACE, days = ruleset->voicemail_grace_days, 0 };
    else if (last->outcome == OUTCOME_GATEKEEPER)
        *ret_reason = (Reason){ REASON_GATEKEEPER_GRACE, days = ruleset->gatekeeper_grace_days, 0 };
    else if (last->channel == CHANNEL_LETTER)
        *ret_reason = (Reason){ REASON_LETTER_GRACE, days = ruleset->letter_grace_days, 0 };
    return days > 0 ? grace(self, at_us, days) : at_us;
}

/* Silence alone never slows anybody below the rhythm of the floor. */
static Instant
rule_pressure_slow(const Candidate *self, Instant at_us, Reason *ret_reason)
{
    const PlannerInput *input = self->input;
    int days = input->ruleset->slow_gap_days;

    if (self->pressure < PRESSURE_SLOW || self->history->last_made == NULL)
        return at_us;
    if (self->floor_gap_days > 0)
        days = MIN(days, self->floor_gap_days);
    if (days == 0)
        return at_us;
    *ret_reason = (Reason){ REASON_PRESSURE_SLOW, input->pressure.value, days };
    return grace(self, at_us, days);
}

static Instant
rule_pressure_pause(const Candidate *self, Instant at_us, Reason *ret_reason)
{
    const Pressure *pressure = &self->input->pressure;

    if (self->pressure < PRESSURE_PAUSE)
        return at_us;
    *ret_reason = (Reason){ REASON_PRESSURE_PAUSE, pressure->value, pressure->relief_us };
    return MAX(at_us, pressure->relief_us);
}

static Instant
rule_ceiling_days(const Candidate *self, Instant at_us, Reason *ret_reason)
{
    const Ruleset *ruleset = self->input->ruleset;

    *ret_reason = (Reason){ REASON_CEILING_DAYS, ruleset->ceiling_attempts, ruleset->ceiling_days };
    return history_room_at(self->history, at_us, ruleset->ceiling_attempts,
                           ruleset->ceiling_days * DAY_US);
}

static Instant
rule_ceiling_week(const Candidate *self, Instant at_us, Reason *ret_reason)
{
    int ceiling = self->input->ruleset->ceiling_per_week;

    *ret_reason = (Reason){ REASON_CEILING_WEEK, ceiling, 0 };
    return history_room_at(self->history, at_us, ceiling, 7 * DAY_US);
}

static Instant
rule_ceiling_day(const Candidate *self, Instant at_us, Reason *ret_reason)
{
    int ceiling = self->input->ruleset->ceiling_per_day;
    const Attempt *last = self->history->last_made;

    if (last == NULL || at_us - last->at_us > 2 * DAY_US)
        return at_us;
    Slot day = civil_day_of(self, at_us);
    *ret_reason = (Reason){ REASON_CEILING_DAY, ceiling, 0 };
    return history_count(self->history, day.from_us, day.until_us - 1) < ceiling ? at_us
                                                                                 : day.until_us;
}

static Instant
rule_ceiling_account(const Candidate *self, Instant at_us, Reason *ret_reason)
{
    const PlannerInput *input = self->input;
    int ceiling = input->ruleset->ceiling_account_day, found;

    if (input->account_touch_count == 0)
        return at_us;
    Slot day = civil_day_of(self, at_us);
    found = history_count(self->history, day.from_us, day.until_us - 1);
    for (gsize i = input->account_touch_count; i > 0; i--) {
        Instant touch_us = input->account_touches_us[i - 1];
        if (touch_us < day.from_us)
            break;
        found += touch_us < day.until_us;
    }
    *ret_reason = (Reason){ REASON_CEILING_ACCOUNT, found, 0 };
    return found < ceiling ? at_us : day.until_us;
}

static Instant
rule_channel_run(const Candidate *self, Instant at_us, Reason *ret_reason)
{
    if (!self->run_waits)
        return at_us;
    *ret_reason = (Reason){ REASON_CHANNEL_RUN, self->history->run_length,
                            reason_channels(self->channel, CHANNEL_NONE) };
    return MAX(at_us, self->history->run_last_us + HISTORY_RUN_PAUSE_US);
}

/* The present day of the sender is full; what the next ones hold nobody knows yet. */
static Instant
after_today(const Candidate *self, Instant at_us, int cap, int made)
{
    const PlannerInput *input = self->input;
    const Zone *zone = input->sender_zone != NULL ? input->sender_zone : input->zone;

    if (cap == 0 || made < cap)
        return at_us;
    return MAX(at_us, zone_instant_of(zone, zone_day_at(zone, input->now_us, NULL) + 1, 0));
}

static Instant
rule_cap_user(const Candidate *self, Instant at_us, Reason *ret_reason)
{
    int cap = self->input->ruleset->cap_user_day;

    *ret_reason = (Reason){ REASON_CAP_USER, cap, 0 };
    return self->automatic ? at_us : after_today(self, at_us, cap, self->input->load.user);
}

static Instant
rule_cap_mailbox(const Candidate *self, Instant at_us, Reason *ret_reason)
{
    int cap = self->input->ruleset->cap_mailbox_day;

    *ret_reason = (Reason){ REASON_CAP_MAILBOX, cap, 0 };
    return self->channel != CHANNEL_EMAIL
               ? at_us
               : after_today(self, at_us, cap, self->input->load.mailbox);
}

static Instant
rule_cap_domain(const Candidate *self, Instant at_us, Reason *ret_reason)
{
    int cap = self->input->ruleset->cap_domain_day;

    *ret_reason = (Reason){ REASON_CAP_DOMAIN, cap, 0 };
    return self->channel != CHANNEL_EMAIL ? at_us
                                          : after_today(self, at_us, cap, self->input->load.domain);
}

static const Limit LIMITS[] = {
    rule_min_gap,       rule_channel_gap,    rule_grace,        rule_channel_run,
    rule_ceiling_day,   rule_ceiling_week,   rule_ceiling_days, rule_ceiling_account,
    rule_pressure_slow, rule_pressure_pause, rule_cap_user,     rule_cap_mailbox,
    rule_cap_domain,
};

Instant
limit_allow(const Candidate *self, Instant at_us, Reason *ret_reason)
{
    for (gsize i = 0; i < G_N_ELEMENTS(LIMITS); i++) {
        Reason reason = { REASON_COUNT, 0, 0 };
        Instant allowed = LIMITS[i](self, at_us, &reason);
        if (allowed > at_us) {
            *ret_reason = reason;
            return allowed;
        }
    }
    return at_us;
}
