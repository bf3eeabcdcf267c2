/* What must hold for every history, sequence, ruleset, calendar and zone: generated lives, played
 * touch by touch with late, failed, promised and paused ones among them, and judged by checks that
 * know nothing of how the planner works. GLib prints the seed; --seed repeats a run. `make soak`
 * plays a million (SEVENTH_LIVES). */
#include "life.h"
#include "outside.h"

#define LIVES 40000
#define MAX_TOUCHES 16

/* How often the properties had something to judge. */
static struct {
    long touches, across_clock_changes, promises, floors, refused, weeks, steps_apart, heard, off,
        holidays, capped, mixed;
} judged;

/* --- the judges: each reads the plan and the history from outside ------------------------------
 */

/* A reason that explains why a touch comes later than the floor wants it. */
static bool
has_move(const Plan *plan)
{
    static const ReasonCode MOVES[] = {
        REASON_WINDOW,          REASON_WEEKEND,          REASON_SENDER_HOURS,
        REASON_HOLIDAY,         REASON_CLOSED_DAY,       REASON_DAY_OFF,
        REASON_OWN_HOURS,       REASON_MIN_GAP,          REASON_CHANNEL_GAP,
        REASON_VOICEMAIL_GRACE, REASON_GATEKEEPER_GRACE, REASON_LETTER_GRACE,
        REASON_CEILING_DAYS,    REASON_CEILING_DAY,      REASON_CEILING_WEEK,
        REASON_CEILING_ACCOUNT, REASON_CHANNEL_RUN,      REASON_LATE,
        REASON_PAUSED,          REASON_PRESSURE_SLOW,    REASON_PRESSURE_PAUSE,
        REASON_CAP_USER,        REASON_CAP_MAILBOX,      REASON_CAP_DOMAIN,
    };

    for (gsize i = 0; i < G_N_ELEMENTS(MOVES); i++)
        if (has(plan, MOVES[i]))
            return true;
    return false;
}

/* By the wall clock alone: is the minute inside that day's hours, and the day nobody's own? */
static bool
they_are_there(const PlannerInput *input, const WeekWindows *windows, Instant us)
{
    const Calendar *calendar = &input->calendar;
    int64_t in_day_us;
    Day day = zone_day_at(input->zone, us, &in_day_us);
    const OwnDays *own = own_days_on(calendar->theirs, calendar->their_count, day);
    DayWindow hours = week_hours(input, windows, day_weekday(day));

    if (own != NULL && own->kind == OWN_DAYS_HOURS && hours.until_minute > 0)
        hours = own->hours;
    return !they_are_off(input, day) && in_day_us >= hours.from_minute * MINUTE_US &&
           in_day_us < hours.until_minute * MINUTE_US;
}

static bool
sender_is_there(const PlannerInput *input, Instant us, bool in_hours)
{
    const Calendar *calendar = &input->calendar;
    int64_t in_day_us;
    Day day = zone_day_at(input->sender_zone, us, &in_day_us);
    const OwnDays *own = own_days_on(calendar->ours, calendar->our_count, day);
    DayWindow hours = input->ruleset->sender_windows.days[day_weekday(day)];

    if (own != NULL && own->kind == OWN_DAYS_HOURS && hours.until_minute > 0)
        hours = own->hours;
    if (sender_is_off(input, day))
        return false;
    return !in_hours || (in_day_us >= hours.from_minute * MINUTE_US &&
                         in_day_us < hours.until_minute * MINUTE_US);
}

static void
judge_window(const PlannerInput *input, const Plan *plan)
{
    const WeekWindows *windows = &input->ruleset->windows[plan->channel];
    Instant last_us = plan->due_until_us - 1;
    bool in_hours = !plan->automatic;

    g_assert_true(they_are_there(input, windows, plan->due_from_us));
    g_assert_true(they_are_there(input, windows, last_us));
    judged.holidays += has(plan, REASON_HOLIDAY);
    for (gsize i = 0; i < plan->reason_count; i++)
        if (plan->reasons[i].code == REASON_SENDER_HOURS && plan->reasons[i].a > 1)
            in_hours = false; /* and the plan says that it left the sender's hours */
    if (input->sender_zone == NULL)
        return;
    g_assert_true(sender_is_there(input, plan->due_from_us, in_hours));
    g_assert_true(sender_is_there(input, last_us, in_hours));
    judged.off += input->calendar.our_count + input->calendar.their_count > 0;
}

static void
judge_ceilings(const PlannerInput *input, const Plan *plan)
{
    const Ruleset *ruleset = input->ruleset;
    Instant at_us = plan->due_from_us;
    Day day = zone_day_at(input->zone, at_us, NULL);
    int that_day = 0, account = 0;

    g_assert_cmpint(attempts_since(input, at_us - ruleset->ceiling_days * DAY_US), <,
                    ruleset->ceiling_attempts);
    g_assert_cmpint(attempts_since(input, at_us - 7 * DAY_US), <, ruleset->ceiling_per_week);
    for (gsize i = 0; i < input->attempt_count; i++)
        that_day += counts(&input->attempts[i]) &&
                    zone_day_at(input->zone, input->attempts[i].at_us, NULL) == day;
    g_assert_cmpint(that_day, <, ruleset->ceiling_per_day);
    for (gsize i = 0; i < input->account_touch_count; i++)
        account += zone_day_at(input->zone, input->account_touches_us[i], NULL) == day;
    if (account > 0)
        g_assert_cmpint(that_day + account, <, ruleset->ceiling_account_day);
}

/* On the sender's present day nothing goes beyond a cap. */
static void
judge_caps(const PlannerInput *input, const Plan *plan)
{
    const Ruleset *rules = input->ruleset;
    const Zone *zone = input->sender_zone != NULL ? input->sender_zone : input->zone;
    Day today = zone_day_at(zone, input->now_us, NULL);

    if (zone_day_at(zone, plan->due_from_us, NULL) > today)
        return;
    judged.capped++;
    if (!plan->automatic && rules->cap_user_day > 0)
        g_assert_cmpint(input->load.user, <, rules->cap_user_day);
    if (plan->channel == CHANNEL_EMAIL && rules->cap_mailbox_day > 0)
        g_assert_cmpint(input->load.mailbox, <, rules->cap_mailbox_day);
    if (plan->channel == CHANNEL_EMAIL && rules->cap_domain_day > 0)
        g_assert_cmpint(input->load.domain, <, rules->cap_domain_day);
}

static int
grace_after(const Ruleset *rules, const Attempt *last)
{
    if (!counts(last))
        return 0;
    if (last->outcome == OUTCOME_VOICEMAIL || last->channel == CHANNEL_VOICEMAIL)
        return rules->voicemail_grace_days;
    if (last->outcome == OUTCOME_GATEKEEPER)
        return rules->gatekeeper_grace_days;
    return last->channel == CHANNEL_LETTER ? rules->letter_grace_days : 0;
}

/* Gaps are time, whatever the clocks do; grace is working days of the prospect's calendar. */
static void
judge_gaps(const PlannerInput *input, const Plan *plan)
{
    const Ruleset *rules = input->ruleset;
    const Attempt *last = last_made(input, false);
    int64_t gap_us = rules->min_gap_minutes * MINUTE_US;

    if (last == NULL)
        return;
    if (last->outcome == OUTCOME_BUSY)
        gap_us = MIN(gap_us, rules->busy_gap_minutes * MINUTE_US);
    if (!counts(last)) /* it reached nobody */
        gap_us = MIN(gap_us, rules->failed_gap_minutes * MINUTE_US);
    if (last->this_enrollment && plan->step > 1 && last->step == plan->step - 1 &&
        last->channel != plan->channel)
        gap_us = MIN(gap_us, HOUR_US); /* the author may have put both on one day */
    g_assert_cmpint(plan->due_from_us - last->at_us, >=, gap_us);
    for (gsize i = 0; i < input->attempt_count; i++)
        if (input->attempts[i].channel == plan->channel && !input->attempts[i].skipped &&
            outcome_is_made(input->attempts[i].outcome))
            g_assert_cmpint(plan->due_from_us - input->attempts[i].at_us, >=,
                            rules->channel_gap_hours[plan->channel] * HOUR_US);
    Day from = zone_day_at(input->zone, last->at_us, NULL);
    Day until = zone_day_at(input->zone, plan->due_from_us, NULL);
    if (working_week(input) != 0)
        g_assert_cmpint(working_days_between(input, from, until), >=, grace_after(rules, last));
    judged.across_clock_changes +=
        zone_offset_at(input->zone, last->at_us) != zone_offset_at(input->zone, plan->due_from_us);
}

/* A run of written touches is broken by another channel or a week. */
static void
judge_run(const PlannerInput *input, const Plan *plan)
{
    Instant later_us = plan->due_from_us;
    int run = 1;

    for (gsize i = input->attempt_count; i > 0; i--) {
        const Attempt *attempt = &input->attempts[i - 1];
        if (!counts(attempt))
            continue;
        if (attempt->channel != plan->channel || later_us - attempt->at_us >= 7 * DAY_US)
            break;
        later_us = attempt->at_us;
        run++;
    }
    if (channel_kind_is_written(plan->channel))
        g_assert_cmpint(run, <=, input->ruleset->max_run_of_channel);
}

/* Within two working days (or what floor_per_week asks) of the last attempt, or of the start when
 * none reached them, and in time for a week that is short; or a reason for being later. */
static void
judge_floor(const PlannerInput *input, const Plan *plan)
{
    const Ruleset *ruleset = input->ruleset;
    int made = attempts_here(input), week = __builtin_popcount(working_week(input));
    const Attempt *last = last_made(input, true), *anchor = last_attempt_here(input);

    if (last == NULL || made >= ruleset->floor_attempts || ruleset->floor_per_week == 0 ||
        week == 0)
        return;
    Day planned = zone_day_at(input->zone, plan->due_from_us, NULL);
    Day day = zone_day_at(input->zone, last->at_us, NULL), wanted = last_day_for_week(input, day);
    Day from = zone_day_at(input->zone, anchor != NULL ? anchor->at_us : input->started_us, NULL);
    bool next_day =
        planned == day || (plan->step == 0 && working_days_between(input, day, planned) <= 1);
    judged.floors++;
    judged.refused += anchor != last;
    judged.weeks += wanted != 0;
    if (working_days_between(input, from, planned) > MAX(1, week / ruleset->floor_per_week) &&
        !next_day)
        g_assert_true(has_move(plan));
    if (wanted != 0 && planned > wanted)
        g_assert_true(has_move(plan));
}

/* Two `day:` steps keep the author's distance from when the first was really made. */
static void
judge_no_bunching(const PlannerInput *input, const Plan *plan)
{
    const Attempt *last = last_made(input, true);

    if (plan->step < 2 || plan->skipped_steps > 0 || last == NULL || last->step != plan->step - 1 ||
        has(plan, REASON_FLOOR_WEEK))
        return;
    const Step *step = g_ptr_array_index(input->sequence->steps, plan->step - 1);
    const Step *before = g_ptr_array_index(input->sequence->steps, plan->step - 2);
    Day days = zone_day_at(input->zone, plan->due_from_us, NULL) -
               zone_day_at(input->zone, last->at_us, NULL);
    judged.steps_apart++;
    if (step->timing == STEP_DAY && before->timing == STEP_DAY)
        g_assert_cmpint(days, >=, step->amount - before->amount);
    if (step->timing == STEP_AFTER_DAYS)
        g_assert_cmpint(days, >=, step->amount);
    if (step->timing == STEP_AFTER_HOURS)
        g_assert_cmpint(plan->due_from_us - last->at_us, >=, step->amount * HOUR_US);
    if (step->timing == STEP_ON_DATE)
        g_assert_cmpint(zone_day_at(input->zone, plan->due_from_us, NULL), >=, step->amount);
}

static void
judge_promise(const PlannerInput *input, const Plan *plan)
{
    if (input->promise_count == 0) {
        g_assert_cmpint(plan->promise_id, ==, 0);
        return;
    }
    g_assert_cmpint(plan->promise_id, ==, input->promises->id);
    judged.promises++;
    if (has(plan, REASON_LATE)) {
        g_assert_cmpint(input->promises->until_us, <=, input->now_us);
        return;
    }
    g_assert_cmpint(plan->due_from_us, ==, input->promises->from_us);
    g_assert_cmpint(plan->due_until_us, ==, input->promises->until_us);
}

/* What they heard is not said again, and what is on offer is asked first. */
static void
judge_value_point(const PlannerInput *input, const Plan *plan)
{
    uint64_t meant = 0;
    bool heard = false;

    if (plan->step > 0)
        meant = ((const Step *)g_ptr_array_index(input->sequence->steps, plan->step - 1))->value_id;
    for (gsize i = 0; i < input->attempt_count; i++) {
        const Attempt *attempt = &input->attempts[i];
        if (attempt->skipped || attempt->value_point == 0 || !outcome_is_heard(attempt->outcome))
            continue;
        g_assert_cmpuint(plan->value_point, !=, attempt->value_point);
        heard |= attempt->value_point == meant;
    }
    judged.heard += heard;
    if (heard) { /* no machine repeats the old text */
        g_assert_false(plan->automatic);
        g_assert_true(has(plan, REASON_VALUE_HEARD));
        g_assert_true(plan->value_point != 0 || has(plan, REASON_VALUE_DRY));
    } else if (plan->step > 0) {
        g_assert_cmpuint(plan->value_point, ==, meant);
    }
}

/* Silence stops and pauses nobody before the floor; a reaction slows, pauses, stops. */
static void
judge_pressure(const PlannerInput *input, const Plan *plan)
{
    const Pressure *pressure = &input->pressure;
    bool silence = !pressure->by_reaction;
    const Attempt *last = last_made(input, false);

    if (silence && attempts_here(input) < input->ruleset->floor_attempts) {
        g_assert_false(has(plan, REASON_PRESSURE_STOP) || has(plan, REASON_PRESSURE_PAUSE));
        return;
    }
    g_assert_cmpint(pressure->band, !=, PRESSURE_STOP);
    if (pressure->band == PRESSURE_PAUSE)
        g_assert_cmpint(plan->due_from_us, >=, pressure->relief_us);
    if (!silence && pressure->band >= PRESSURE_SLOW && last != NULL && working_week(input) != 0)
        g_assert_cmpint(working_days_between(input, zone_day_at(input->zone, last->at_us, NULL),
                                             zone_day_at(input->zone, plan->due_from_us, NULL)),
                        >=, input->ruleset->slow_gap_days);
}

static unsigned
kind_of(ChannelKind channel)
{
    return 1U << (channel == CHANNEL_VOICEMAIL ? CHANNEL_CALL : channel);
}

/* When all that are left of the first attempts must be new channels, this one is, if call, mail or
 * social could be. */
static void
judge_mix(const PlannerInput *input, const Plan *plan)
{
    const Ruleset *rules = input->ruleset;
    int left = rules->mix_attempts - attempts_here(input);
    unsigned used = 0, fresh = 0;

    for (gsize i = 0; i < input->attempt_count; i++)
        if (counts(&input->attempts[i]) && input->attempts[i].this_enrollment)
            used |= kind_of(input->attempts[i].channel);
    for (int channel = 0; channel < CHANNEL_COUNT; channel++)
        if ((channel == CHANNEL_CALL || channel == CHANNEL_EMAIL || channel == CHANNEL_SOCIAL) &&
            input->unusable[channel] == UNUSABLE_NOT && week_windows_any(&rules->windows[channel]))
            fresh |= kind_of((ChannelKind)channel);
    fresh &= ~used;
    if (left <= 0 || rules->mix_channels - __builtin_popcount(used) < left ||
        __builtin_popcount(fresh) < 2) /* one may be in a run of its own elsewhere */
        return;
    judged.mixed++;
    g_assert_cmpuint(used & kind_of(plan->channel), ==, 0);
}

static void
assert_same(const Plan *a, const Plan *b)
{
    g_assert_cmpint(a->kind, ==, b->kind);
    g_assert_cmpint(a->step, ==, b->step);
    g_assert_cmpint(a->channel, ==, b->channel);
    g_assert_cmpint(a->automatic, ==, b->automatic);
    g_assert_cmpint(a->due_from_us, ==, b->due_from_us);
    g_assert_cmpint(a->due_until_us, ==, b->due_until_us);
    g_assert_cmpint(a->skipped_steps, ==, b->skipped_steps);
    g_assert_cmpuint(a->value_point, ==, b->value_point);
    g_assert_cmpuint(a->reason_count, ==, b->reason_count);
    for (gsize i = 0; i < a->reason_count; i++) {
        g_assert_cmpint(a->reasons[i].code, ==, b->reasons[i].code);
        g_assert_cmpint(a->reasons[i].a, ==, b->reasons[i].a);
        g_assert_cmpint(a->reasons[i].b, ==, b->reasons[i].b);
    }
}

/* What is written of a plan. */
static char *
written(const PlannerInput *input, const Plan *plan)
{
    g_autoptr(json_t) reasons =
        reasons_to_json(plan->reasons, plan->reason_count, input->zone, input->now_us);
    char *line = json_line(reasons);
    char *text =
        g_strdup_printf("%d %d %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s", plan->kind,
                        plan->step, plan->channel, plan->due_from_us, plan->due_until_us, line);

    free(line);
    return text;
}

/* The same input from other memory: the same to the byte. */
static void
judge_bytes(const PlannerInput *input, const Plan *plan)
{
    g_autofree Attempt *attempts =
        g_memdup2(input->attempts, MAX(1, input->attempt_count) * sizeof(Attempt));
    g_autofree Ruleset *ruleset = g_memdup2(input->ruleset, sizeof(Ruleset));
    PlannerInput copy = *input;
    Plan again;

    memset(&again, 0x5a, sizeof again);
    copy.attempts = attempts;
    copy.ruleset = ruleset;
    planner_next(&copy, &again);
    g_autofree char *before = written(input, plan), *after = written(&copy, &again);
    g_assert_cmpstr(before, ==, after);
}

/* Asked twice it is the same; asked later too, as long as its time has not gone by. */
static void
judge_stability(const PlannerInput *input, const Plan *plan)
{
    PlannerInput later = *input;
    Plan again;

    planner_next(&later, &again);
    assert_same(plan, &again);
    judge_bytes(input, plan);
    if (plan->kind != PLAN_TOUCH || has(plan, REASON_LATE) || has(plan, REASON_CAP_USER) ||
        has(plan, REASON_CAP_MAILBOX) || has(plan, REASON_CAP_DOMAIN))
        return;
    later.load = (DayLoad){ 0 }; /* another day's */
    later.now_us += (int64_t)(g_test_rand_double() * (double)(plan->due_until_us - later.now_us));
    later.now_us = MIN(later.now_us, plan->due_until_us - 1);
    planner_next(&later, &again);
    assert_same(plan, &again);
}

static void
judge_touch(const PlannerInput *input, const Plan *plan)
{
    g_assert_cmpint(plan->due_from_us, <, plan->due_until_us);
    g_assert_cmpint(plan->due_until_us, >, input->now_us);
    g_assert_cmpuint(plan->reason_count, >, 0);
    g_assert_cmpint(input->unusable[plan->channel], ==, UNUSABLE_NOT);
    judge_promise(input, plan);
    if (plan->promise_id != 0) {
        g_assert_false(plan->automatic);
        return;
    }
    judged.touches++;
    judge_window(input, plan);
    judge_ceilings(input, plan);
    judge_caps(input, plan);
    judge_pressure(input, plan);
    judge_value_point(input, plan);
    judge_mix(input, plan);
    judge_gaps(input, plan);
    judge_run(input, plan);
    judge_floor(input, plan);
    judge_no_bunching(input, plan);
}

static void
judge_end(const PlannerInput *input, const Plan *plan)
{
    if (has(plan, REASON_PRESSURE_STOP)) {
        g_assert_cmpint(input->pressure.band, ==, PRESSURE_STOP);
        if (!input->pressure.by_reaction)
            g_assert_cmpint(attempts_here(input), >=, input->ruleset->floor_attempts);
    } else if (plan->kind == PLAN_STOP)
        g_assert_true(has(plan, REASON_NO_CHANNEL));
    else if (!has(plan, REASON_NO_TIME)) {
        g_assert_true(has(plan, REASON_NO_RESPONSE));
        g_assert_cmpint(attempts_here(input), >=, input->ruleset->floor_attempts);
    }
}

/* --- playing a life ----------------------------------------------------------------------------
 */

static void
make_touch(Life *life, const Plan *plan)
{
    PlannerInput *input = &life->input;
    Instant from_us = MAX(plan->due_from_us, input->now_us);
    Attempt attempt = { .at_us = from_us,
                        .channel = plan->channel,
                        .outcome = any_outcome(),
                        .step = plan->step,
                        .this_enrollment = true,
                        .value_point = plan->value_point };

    if (chance(50))
        attempt.at_us +=
            (int64_t)(g_test_rand_double() * (double)(plan->due_until_us - 1 - from_us));
    attempt.skipped = plan->step > 0 && chance(5);
    life->attempts[input->attempt_count++] = attempt;
    input->now_us = attempt.at_us;
    if (plan->promise_id != 0)
        input->promise_count = 0;
}

static void
something_happens(Life *life)
{
    PlannerInput *input = &life->input;

    if (chance(8) && input->promise_count == 0) {
        life->promise.id = draw(1, 1000);
        life->promise.channel = (ChannelKind)draw(0, CHANNEL_COUNT);
        life->promise.from_us = input->now_us + draw(-600, 10000) * MINUTE_US;
        life->promise.until_us = life->promise.from_us + draw(15, 600) * MINUTE_US;
        input->promise_count = 1;
    }
    if (chance(5))
        input->paused_until_us = input->now_us + draw(1, 20000) * MINUTE_US;
    if (chance(5))
        input->unusable[draw(0, CHANNEL_COUNT)] = UNUSABLE_BOUNCED;
    if (chance(10))
        input->now_us += draw(0, 12 * 24 * 60) * MINUTE_US; /* nobody was at work */
    if (chance(10))
        any_pressure(&input->pressure, input->now_us);
}

/* Behind a shut door and after an answer nothing is planned, whatever the life was; only what was
 * promised with the answer is. */
static void
judge_shut_doors(const Life *life)
{
    PlannerInput input = life->input;
    OpenPromise promise = { 1, input.now_us, input.now_us + HOUR_US, CHANNEL_CALL, input.now_us };
    Plan plan;

    input.promise_count = 0;
    input.answered_us = input.now_us;
    planner_next(&input, &plan);
    g_assert_cmpint(plan.kind, ==, PLAN_STOP);
    input.promises = &promise;
    input.promise_count = 1;
    planner_next(&input, &plan);
    g_assert_true(plan.promise_id == 1 || has(&plan, REASON_NO_CHANNEL));
    promise.made_us = input.answered_us - 1; /* overtaken by the answer */
    planner_next(&input, &plan);
    g_assert_cmpint(plan.kind, ==, PLAN_STOP);
    input.answered_us = INSTANT_NONE;
    input.shut = true;
    planner_next(&input, &plan);
    g_assert_cmpint(plan.kind, ==, PLAN_STOP);
    g_assert_true(has(&plan, REASON_SHUT));
}

static int
play(Life *life)
{
    int touches = 0;

    for (int round = 0; round < 3 * MAX_TOUCHES && touches < MAX_TOUCHES; round++) {
        Plan plan;
        something_happens(life);
        if (chance(20))
            judge_shut_doors(life);
        planner_next(&life->input, &plan);
        judge_stability(&life->input, &plan);
        if (plan.kind == PLAN_STOP || plan.kind == PLAN_FINISH) {
            judge_end(&life->input, &plan);
            break;
        }
        if (plan.kind == PLAN_WAIT) {
            g_assert_cmpint(plan.due_from_us, >, life->input.now_us);
            life->input.now_us = plan.due_from_us;
            continue;
        }
        judge_touch(&life->input, &plan);
        make_touch(life, &plan);
        touches++;
    }
    return touches;
}

static void
test_lives(void)
{
    const char *wanted = g_getenv("SEVENTH_LIVES");
    long lives = wanted != NULL ? strtol(wanted, NULL, 10) : LIVES, touches = 0;
    g_autofree Life *life = g_new0(Life, 1);

    for (long i = 0; i < lives; i++) {
        any_life(life);
        touches += play(life);
    }
    g_test_message("%ld lives, %ld touches judged, %ld across a change of clocks", lives, touches,
                   judged.across_clock_changes);
    g_test_message("%ld promises, %ld floors (%ld after what reached nobody, %ld short weeks), %ld "
                   "steps apart, %ld heard before, %ld with days off, %ld moved by a holiday, %ld "
                   "on a day with caps, %ld mixes",
                   judged.promises, judged.floors, judged.refused, judged.weeks, judged.steps_apart,
                   judged.heard, judged.off, judged.holidays, judged.capped, judged.mixed);
    g_assert_cmpint(touches, >, lives);
    g_assert_true(judged.promises > 0 && judged.floors > 0 && judged.steps_apart > 0);
    g_assert_true(judged.heard > 0 && judged.off > 0 && judged.capped > 0 && judged.mixed > 0);
    g_assert_true(judged.across_clock_changes > 0 && judged.holidays > 0);
    g_assert_true(judged.refused > 0 && judged.weeks > 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/property/lives", test_lives);
    return g_test_run();
}
