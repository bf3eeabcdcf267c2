/* Gaps, grace and ceilings, one function each. */
#include "core/limit.h"

#include "core/schedule.h"

/* Between two touches that the author put on one day. */
#define SAME_DAY_GAP_US HOUR_US

typedef Instant (*Rule)(const Candidate *, Instant at_us, Reason *ret_reason);

static Slot
civil_day_of(const Candidate *self, Instant at_us)
{
    const Zone *zone = self->input->zone;
    Day day = zone_day_at(zone, at_us, NULL);

    return (Slot){ zone_instant_of(zone, day, 0), zone_instant_of(zone, day + 1, 0) };
}

static Instant
rule_min_gap(const Candidate *self, Instant at_us, Reason *ret_reason)
{
    const Attempt *last = self->history->last_made;
    int64_t gap_us = self->input->ruleset->min_gap_minutes * MINUTE_US;

    if (last == NULL)
        return at_us;
    if (self->same_day)
        gap_us = MIN(gap_us, SAME_DAY_GAP_US);
    *ret_reason = (Reason){ REASON_MIN_GAP, gap_us / MINUTE_US, 0 };
    return MAX(at_us, last->at_us + gap_us);
}

static Instant
rule_voicemail_grace(const Candidate *self, Instant at_us, Reason *ret_reason)
{
    const Attempt *voicemail = self->history->last_voicemail;
    const Zone *zone = self->input->zone;
    int days = self->input->ruleset->voicemail_grace_days;

    if (voicemail == NULL || days <= 0)
        return at_us;
    Day left = zone_day_at(zone, voicemail->at_us, NULL);
    Day until = working_days_after(self->working_days, left, days);
    *ret_reason = (Reason){ REASON_VOICEMAIL_GRACE, days, 0 };
    return MAX(at_us, zone_instant_of(zone, until, 0));
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

static const Rule RULES[] = {
    rule_min_gap,      rule_voicemail_grace, rule_channel_run,     rule_ceiling_day,
    rule_ceiling_week, rule_ceiling_days,    rule_ceiling_account,
};

Instant
limit_allow(const Candidate *self, Instant at_us, Reason *ret_reason)
{
    for (gsize i = 0; i < G_N_ELEMENTS(RULES); i++) {
        Reason reason = { REASON_COUNT, 0, 0 };
        Instant allowed = RULES[i](self, at_us, &reason);
        if (allowed > at_us) {
            *ret_reason = reason;
            return allowed;
        }
    }
    return at_us;
}
