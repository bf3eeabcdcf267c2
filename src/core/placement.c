/* Windows, limits and the minute: a loop that moves a touch later until everybody agrees. */
#include "core/placement.h"

/* Rounds of "moved by a rule, so look again" before a placement is given up. */
#define MAX_ROUNDS 1000
/* Times people read are round. */
#define ROUND_US (5 * MINUTE_US)
/* A slot is cut into morning and afternoon only where halves are worth it. */
#define SPLIT_SLOT_US (2 * HOUR_US)

void
plan_add_reason(Plan *plan, ReasonCode code, int64_t a, int64_t b)
{
    for (gsize i = 0; i < plan->reason_count; i++) {
        const Reason *known = &plan->reasons[i];
        if (known->code == code && (code != REASON_CHANNEL_UNUSABLE || known->a == a))
            return;
    }
    if (plan->reason_count < PLAN_MAX_REASONS)
        plan->reasons[plan->reason_count++] = (Reason){ code, a, b };
}

/* Successive calls take turns between morning and afternoon. */
static Instant
half_day_start(const Placement *self, Slot slot)
{
    const Attempt *last = self->candidate.history->last_on[CHANNEL_CALL];
    Instant middle = slot.from_us + (slot.until_us - slot.from_us) / 2;
    int64_t middle_in_day, last_in_day;

    if (last == NULL || slot.until_us - slot.from_us < SPLIT_SLOT_US)
        return slot.from_us;
    middle = schedule_round_up(middle, ROUND_US);
    zone_day_at(self->candidate.input->zone, middle, &middle_in_day);
    zone_day_at(self->candidate.input->zone, last->at_us, &last_in_day);
    return last_in_day < middle_in_day ? middle : slot.from_us;
}

/* The instant inside a slot, never before `earliest`. `ret_turned`: a call moved on to the
 * afternoon for its turn alone. */
static Instant
pick_instant(const Placement *self, Slot slot, Instant earliest_us, bool *ret_turned)
{
    int64_t span_us;

    *ret_turned = false;

    if (self->within_us > 0)
        return MAX(slot.from_us, earliest_us);
    if (self->automatic) {
        span_us = MAX(slot.until_us - slot.from_us - SCHEDULE_RESERVE_US, MINUTE_US);
        uint64_t minute = schedule_draw(self->candidate.input->seed, (uint64_t)self->plan->step,
                                        (uint64_t)(span_us / MINUTE_US));
        return MAX(slot.from_us + (int64_t)minute * MINUTE_US,
                   schedule_round_up(earliest_us, MINUTE_US));
    }
    Instant from_us =
        self->candidate.channel == CHANNEL_CALL ? half_day_start(self, slot) : slot.from_us;
    earliest_us = schedule_round_up(earliest_us, ROUND_US);
    *ret_turned = from_us > MAX(slot.from_us, earliest_us);
    return MAX(from_us, earliest_us);
}

/* Says why nothing is done on a day, when it is somebody's day off. */
static bool
explain_day_off(const Placement *self, Day day)
{
    const PlannerInput *input = self->candidate.input;
    DayOff off = week_windows_open(&self->schedule.week, day_weekday(day))
                     ? calendar_their_day_off(&input->calendar, day)
                     : DAY_OFF_NOT;
    OwnDays span;

    if (off != DAY_OFF_NOT)
        plan_add_reason(self->plan, off == DAY_OFF_HOLIDAY ? REASON_HOLIDAY : REASON_CLOSED_DAY,
                        day, reason_place(self->plan->channel, input->calendar.place));
    else if (schedule_sender_is_off(&self->schedule, day, &span))
        plan_add_reason(self->plan, REASON_DAY_OFF, span.from, span.until);
    else
        return false;
    return true;
}

/* Says why a touch did not stay on the day (or, for a prompt one, at the instant) it was due: what
 * moved it off that day, and whose days off lay on the way. What is late says so, and that is
 * enough of hours. */
static void
explain_move(const Placement *self, Instant due_us, Day due_day, Day slot_day)
{
    const Schedule *schedule = &self->schedule;
    int64_t hours = reason_hours(self->candidate.channel, &schedule->week);
    DayWindow usual = schedule->week.days[day_weekday(due_day)];
    DayWindow theirs =
        calendar_their_hours(&self->candidate.input->calendar, &schedule->week, due_day);

    if (explain_day_off(self, due_day) || self->late)
        ;
    else if (!week_windows_open(&schedule->week, day_weekday(due_day)))
        plan_add_reason(self->plan, REASON_WEEKEND, due_us, hours);
    else if (schedule->sender_hours != SENDER_HOURS_FREE &&
             schedule_prospect_could(schedule, due_day, due_us, self->need_us))
        plan_add_reason(self->plan, REASON_SENDER_HOURS, schedule->sender_hours, due_us);
    else if (theirs.from_minute != usual.from_minute || theirs.until_minute != usual.until_minute)
        plan_add_reason(self->plan, REASON_OWN_HOURS, due_us,
                        (int64_t)theirs.from_minute | (int64_t)theirs.until_minute << 16);
    else
        plan_add_reason(self->plan, REASON_WINDOW, due_us, hours);
    for (Day day = due_day + 1; day < slot_day; day++)
        explain_day_off(self, day);
}

/* Moves `earliest_us` until window, gaps and ceilings all agree. */
static bool
place(const Placement *self, Instant earliest_us)
{
    Plan *plan = self->plan;
    Instant at_us = earliest_us;

    for (int round = 0; round < MAX_ROUNDS; round++) {
        Slot slot;
        Day due_day, slot_day;
        Reason reason;
        if (at_us > earliest_us + SCHEDULE_HORIZON_DAYS * DAY_US ||
            !schedule_next_slot(&self->schedule, at_us, self->need_us, &slot, &due_day, &slot_day))
            break;
        bool moved = slot_day > due_day || (self->within_us > 0 && slot.from_us > at_us);
        if (moved)
            explain_move(self, at_us, due_day, slot_day);
        bool turned;
        Instant from_us = pick_instant(self, slot, at_us, &turned);
        Instant allowed_us = limit_allow(&self->candidate, from_us, &reason);
        if (allowed_us == from_us) {
            plan->due_from_us = from_us;
            plan->due_until_us = slot.until_us;
            if (self->within_us > 0)
                plan->due_until_us = MIN(slot.until_us, from_us + self->within_us);
            if (turned)
                plan_add_reason(plan, REASON_OTHER_HALF,
                                self->candidate.history->last_on[CHANNEL_CALL]->at_us, 0);
            return true;
        }
        plan_add_reason(plan, reason.code, reason.a, reason.b);
        at_us = allowed_us;
    }
    return false;
}

ScheduleSides
placement_sides(const PlannerInput *input, ChannelKind channel, bool by_machine)
{
    return (ScheduleSides){
        .zone = input->zone,
        .sender_zone = input->sender_zone,
        .calendar = &input->calendar,
        .windows = &input->ruleset->windows[channel],
        .sender_windows = &input->ruleset->sender_windows,
        .by_machine = by_machine,
    };
}

bool
placement_find(Placement *self, Instant earliest_us)
{
    const PlannerInput *input = self->candidate.input;
    Plan *plan = self->plan;
    gsize reasons_before;
    bool found;

    plan->kind = PLAN_TOUCH;
    plan->channel = self->candidate.channel;
    plan->automatic = self->candidate.automatic = self->automatic;
    self->need_us = self->within_us > 0 ? MINUTE_US : SCHEDULE_RESERVE_US;
    ScheduleSides sides = placement_sides(input, plan->channel, self->automatic);
    schedule_init(&self->schedule, &sides, earliest_us);
    if (self->schedule.sender_hours >= SENDER_HOURS_EXTENDED)
        plan_add_reason(plan, REASON_SENDER_HOURS, self->schedule.sender_hours, earliest_us);

    reasons_before = plan->reason_count;
    found = place(self, earliest_us);
    if (found && plan->due_until_us <= input->now_us) {
        plan->reason_count = reasons_before; /* how it got to the missed time matters no more */
        plan_add_reason(plan, REASON_LATE, plan->due_from_us, 0);
        self->late = true;
        self->within_us = 0;
        self->need_us = SCHEDULE_RESERVE_US;
        found = place(self, input->now_us);
    }
    return found;
}
