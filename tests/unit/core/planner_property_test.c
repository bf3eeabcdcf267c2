/* What must hold for every history, sequence, ruleset and zone: generated lives, played touch by
 * touch with late, failed, promised and paused ones among them, and judged by checks that know
 * nothing of how the planner works. GLib prints the seed; --seed repeats a run. */
#include <stdlib.h>
#include <string.h>

#include "core/planner.h"

#define LIVES 100000
#define MAX_TOUCHES 16
#define MAX_ATTEMPTS 40

static const char *const ZONES[] = {
    "Europe/Berlin",       "Australia/Lord_Howe", "America/Santiago", "Asia/Tokyo",
    "America/Los_Angeles", "Asia/Kathmandu",      "Pacific/Chatham",  "UTC",
    "America/St_Johns",    "Africa/Cairo",        "Pacific/Apia",     "America/New_York",
};

typedef struct {
    Ruleset ruleset;
    Sequence sequence;
    Step steps[12];
    StepVariant *no_variants[1];
    gpointer step_pointers[12];
    GPtrArray step_array;
    Attempt attempts[MAX_ATTEMPTS];
    OpenPromise promise;
    Instant account[6];
    PlannerInput input;
} Life;

static int
draw(int from, int until)
{
    return g_test_rand_int_range(from, until);
}

static bool
chance(int percent)
{
    return draw(0, 100) < percent;
}

static const Zone *
any_zone(void)
{
    return zone_get(ZONES[draw(0, G_N_ELEMENTS(ZONES))], NULL);
}

static void
any_windows(WeekWindows *windows)
{
    int kind = draw(0, 10);

    if (kind < 5)
        return; /* the default */
    for (int weekday = 0; weekday < 7; weekday++) {
        int from = draw(0, 22 * 4) * 15;
        int length = kind == 9 ? 24 * 60 : draw(2, 40) * 15;
        windows->days[weekday] = (DayWindow){ 0, 0 };
        if (kind == 9)
            from = 0;
        if (chance(70))
            windows->days[weekday] =
                (DayWindow){ (int16_t)from, (int16_t)MIN(from + length, 24 * 60) };
    }
}

static void
any_ruleset(Ruleset *ruleset)
{
    ruleset_default(ruleset);
    if (chance(30))
        return;
    ruleset->floor_attempts = draw(0, 9);
    ruleset->floor_per_week = draw(0, 4);
    ruleset->ceiling_attempts = draw(MAX(1, ruleset->floor_attempts), 12);
    ruleset->ceiling_days = draw(1, 40);
    ruleset->ceiling_per_day = draw(1, 4);
    ruleset->ceiling_per_week = draw(MAX(1, ruleset->floor_per_week), 8);
    ruleset->ceiling_account_day = draw(1, 5);
    ruleset->max_run_of_channel = draw(1, 5);
    ruleset->min_gap_minutes = draw(0, 30 * 60);
    ruleset->voicemail_grace_days = draw(0, 3);
    for (int channel = 0; channel < CHANNEL_COUNT; channel++)
        any_windows(&ruleset->windows[channel]);
    any_windows(&ruleset->sender_windows);
}

static void
any_sequence(Life *life, Day first)
{
    int count = draw(1, G_N_ELEMENTS(life->steps)), day = 0;
    bool dated = false;

    for (int i = 0; i < count; i++) {
        Step *step = &life->steps[i];
        *step = (Step){ .number = i + 1, .channel = (ChannelKind)draw(0, CHANNEL_COUNT) };
        step->timing = (StepTiming)draw(0, 5);
        if (chance(60) || (dated && step->timing == STEP_DAY))
            step->timing = dated ? STEP_AFTER_DAYS : STEP_DAY;
        step->automatic = channel_kind_may_be_automatic(step->channel) && chance(70);
        step->amount = draw(0, 6);
        if (step->timing == STEP_DAY)
            step->amount = day += draw(0, 5);
        if (step->timing == STEP_ON_DATE) {
            step->amount = first + draw(0, 40);
            dated = true;
        }
        if (chance(10))
            step->within_us = draw(1, 120) * MINUTE_US;
        life->step_pointers[i] = step;
    }
    life->step_array = (GPtrArray){ life->step_pointers, (guint)count };
    life->sequence.steps = &life->step_array;
}

static int
compare_instants(const void *a, const void *b)
{
    Instant x = *(const Instant *)a, y = *(const Instant *)b;

    return (x > y) - (x < y);
}

static void
any_life(Life *life)
{
    Instant start_us = (day_of((CivilDate){ 2026, 1, 1 }) + draw(0, 700)) * DAY_US;
    PlannerInput *input = &life->input;
    int elsewhere = chance(30) ? draw(1, 6) : 0;

    memset(life, 0, sizeof *life);
    start_us += draw(0, 24 * 60 * 60) * SECOND_US;
    any_ruleset(&life->ruleset);
    any_sequence(life, (Day)(start_us / DAY_US));
    *input = (PlannerInput){ .now_us = start_us,
                             .seed = g_test_rand_int(),
                             .ruleset = &life->ruleset,
                             .sequence = &life->sequence,
                             .zone = any_zone(),
                             .sender_zone = chance(70) ? any_zone() : NULL,
                             .active = true,
                             .started_us = start_us,
                             .answered_us = INSTANT_NONE,
                             .paused_until_us = INSTANT_NONE,
                             .attempts = life->attempts,
                             .promises = &life->promise,
                             .account_touches_us = life->account };
    for (int i = 0; i < elsewhere; i++)
        life->attempts[i] = (Attempt){ .at_us = start_us - (elsewhere - i) * 30 * HOUR_US,
                                       .channel = (ChannelKind)draw(0, CHANNEL_COUNT),
                                       .outcome = OUTCOME_SENT };
    input->attempt_count = (gsize)elsewhere;
    for (int channel = 0; channel < CHANNEL_COUNT; channel++)
        if (chance(25))
            input->unusable[channel] = (Unusable)draw(1, 4);
    input->account_touch_count = chance(30) ? (gsize)draw(1, G_N_ELEMENTS(life->account)) : 0;
    for (gsize i = 0; i < input->account_touch_count; i++)
        life->account[i] = start_us + draw(0, 10 * 24 * 60) * MINUTE_US;
    qsort(life->account, input->account_touch_count, sizeof life->account[0], compare_instants);
}

/* --- the judges: each reads the plan and the history from outside ------------------------------
 */

static bool
has(const Plan *plan, ReasonCode code)
{
    for (gsize i = 0; i < plan->reason_count; i++)
        if (plan->reasons[i].code == code)
            return true;
    return false;
}

static bool
has_move(const Plan *plan)
{
    static const ReasonCode MOVES[] = {
        REASON_WINDOW,       REASON_WEEKEND,          REASON_SENDER_HOURS, REASON_MIN_GAP,
        REASON_CEILING_DAYS, REASON_CEILING_DAY,      REASON_CEILING_WEEK, REASON_CEILING_ACCOUNT,
        REASON_CHANNEL_RUN,  REASON_VOICEMAIL_GRACE,  REASON_LATE,         REASON_PAUSED,
        REASON_CHANNEL_GAP,  REASON_GATEKEEPER_GRACE, REASON_LETTER_GRACE,
    };

    for (gsize i = 0; i < G_N_ELEMENTS(MOVES); i++)
        if (has(plan, MOVES[i]))
            return true;
    return false;
}

static bool
counts(const Attempt *attempt)
{
    return !attempt->skipped && outcome_is_attempt(attempt->outcome);
}

static int
attempts_since(const PlannerInput *input, Instant from_us)
{
    int found = 0;

    for (gsize i = 0; i < input->attempt_count; i++)
        found += counts(&input->attempts[i]) && input->attempts[i].at_us >= from_us;
    return found;
}

/* By the wall clock alone: is the minute inside that weekday's hours? */
static bool
clock_is_inside(const Zone *zone, const WeekWindows *windows, Instant us)
{
    int64_t in_day_us;
    Day day = zone_day_at(zone, us, &in_day_us);
    const DayWindow *window = &windows->days[day_weekday(day)];

    return in_day_us >= window->from_minute * MINUTE_US &&
           in_day_us < window->until_minute * MINUTE_US;
}

static void
judge_window(const PlannerInput *input, const Plan *plan)
{
    const WeekWindows *windows = &input->ruleset->windows[plan->channel];
    Instant last_us = plan->due_until_us - 1;
    bool sender_counts = !plan->automatic && input->sender_zone != NULL;

    g_assert_true(clock_is_inside(input->zone, windows, plan->due_from_us));
    g_assert_true(clock_is_inside(input->zone, windows, last_us));
    for (gsize i = 0; i < plan->reason_count; i++)
        if (plan->reasons[i].code == REASON_SENDER_HOURS && plan->reasons[i].a > 1)
            sender_counts = false; /* and the plan says that it left the sender's hours */
    if (sender_counts) {
        g_assert_true(clock_is_inside(input->sender_zone, &input->ruleset->sender_windows,
                                      plan->due_from_us));
        g_assert_true(
            clock_is_inside(input->sender_zone, &input->ruleset->sender_windows, last_us));
    }
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

static const Attempt *
last_made(const PlannerInput *input, bool here)
{
    for (gsize i = input->attempt_count; i > 0; i--) {
        const Attempt *attempt = &input->attempts[i - 1];
        if (!attempt->skipped && outcome_is_made(attempt->outcome) &&
            (!here || attempt->this_enrollment))
            return attempt;
    }
    return NULL;
}

static void
judge_gaps(const PlannerInput *input, const Plan *plan)
{
    const Attempt *last = last_made(input, false);
    int64_t gap_us = input->ruleset->min_gap_minutes * MINUTE_US;

    if (last == NULL)
        return;
    if (!counts(last)) /* it reached nobody */
        gap_us = MIN(gap_us, input->ruleset->failed_gap_minutes * MINUTE_US);
    if (last->this_enrollment && plan->step > 1 && last->step == plan->step - 1 &&
        last->channel != plan->channel)
        gap_us = MIN(gap_us, HOUR_US); /* the author may have put both on one day */
    g_assert_cmpint(plan->due_from_us - last->at_us, >=, gap_us);
    if (last->outcome == OUTCOME_VOICEMAIL && input->ruleset->voicemail_grace_days > 0)
        g_assert_cmpint(zone_day_at(input->zone, plan->due_from_us, NULL), >,
                        zone_day_at(input->zone, last->at_us, NULL));
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

static int
attempts_here(const PlannerInput *input)
{
    int found = 0;

    for (gsize i = 0; i < input->attempt_count; i++)
        found += counts(&input->attempts[i]) && input->attempts[i].this_enrollment;
    return found;
}

static bool
works_on(const Ruleset *ruleset, int weekday)
{
    const DayWindow *mail = &ruleset->windows[CHANNEL_EMAIL].days[weekday];
    const DayWindow *call = &ruleset->windows[CHANNEL_CALL].days[weekday];

    return mail->until_minute > 0 || call->until_minute > 0;
}

/* Within two working days (or what floor_per_week asks), or a reason for being later. */
static void
judge_floor(const PlannerInput *input, const Plan *plan)
{
    const Ruleset *ruleset = input->ruleset;
    int made = attempts_here(input), week = 0, working = 0;
    const Attempt *last = last_made(input, true);

    for (int weekday = 0; weekday < 7; weekday++)
        week += works_on(ruleset, weekday);
    if (made == 0 || made >= ruleset->floor_attempts || ruleset->floor_per_week == 0 || week == 0 ||
        !counts(last))
        return;
    Day day = zone_day_at(input->zone, last->at_us, NULL);
    Day planned = zone_day_at(input->zone, plan->due_from_us, NULL);
    while (++day <= planned)
        working += works_on(ruleset, day_weekday(day));
    if (working > MAX(1, week / ruleset->floor_per_week))
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
    if (has(plan, REASON_LATE)) {
        g_assert_cmpint(input->promises->until_us, <=, input->now_us);
        return;
    }
    g_assert_cmpint(plan->due_from_us, ==, input->promises->from_us);
    g_assert_cmpint(plan->due_until_us, ==, input->promises->until_us);
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
    g_assert_cmpuint(a->reason_count, ==, b->reason_count);
    for (gsize i = 0; i < a->reason_count; i++) {
        g_assert_cmpint(a->reasons[i].code, ==, b->reasons[i].code);
        g_assert_cmpint(a->reasons[i].a, ==, b->reasons[i].a);
        g_assert_cmpint(a->reasons[i].b, ==, b->reasons[i].b);
    }
}

/* Asked twice it is the same; asked later too, as long as its time has not gone by. */
static void
judge_stability(const PlannerInput *input, const Plan *plan)
{
    PlannerInput later = *input;
    Plan again;

    planner_next(&later, &again);
    assert_same(plan, &again);
    if (plan->kind != PLAN_TOUCH || has(plan, REASON_LATE))
        return;
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
    judge_window(input, plan);
    judge_ceilings(input, plan);
    judge_gaps(input, plan);
    judge_run(input, plan);
    judge_floor(input, plan);
    judge_no_bunching(input, plan);
}

static void
judge_end(const PlannerInput *input, const Plan *plan)
{
    if (plan->kind == PLAN_STOP)
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
    static const Outcome OUTCOMES[] = { OUTCOME_SENT,      OUTCOME_NO_ANSWER, OUTCOME_VOICEMAIL,
                                        OUTCOME_DELIVERED, OUTCOME_BOUNCED,   OUTCOME_FAILED,
                                        OUTCOME_DONE,      OUTCOME_GATEKEEPER };
    PlannerInput *input = &life->input;
    Instant from_us = MAX(plan->due_from_us, input->now_us);
    Attempt attempt = { .at_us = from_us,
                        .channel = plan->channel,
                        .outcome = OUTCOMES[draw(0, G_N_ELEMENTS(OUTCOMES))],
                        .step = plan->step,
                        .this_enrollment = true };

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
}

static int
play(Life *life)
{
    int touches = 0;

    for (int round = 0; round < 3 * MAX_TOUCHES && touches < MAX_TOUCHES; round++) {
        Plan plan;
        something_happens(life);
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

/* Behind a shut door and after an answer nothing is planned, whatever the life was. */
static void
judge_shut_doors(Life *life)
{
    PlannerInput *input = &life->input;
    Plan plan;

    input->promise_count = 0;
    input->answered_us = input->started_us + HOUR_US;
    planner_next(input, &plan);
    g_assert_cmpint(plan.kind, ==, PLAN_STOP);
    input->answered_us = INSTANT_NONE;
    input->promise_count = 1;
    input->shut = true;
    planner_next(input, &plan);
    g_assert_cmpint(plan.kind, ==, PLAN_STOP);
    g_assert_true(has(&plan, REASON_SHUT));
}

static void
test_lives(void)
{
    g_autofree Life *life = g_new0(Life, 1);
    long touches = 0;

    for (int i = 0; i < LIVES; i++) {
        any_life(life);
        touches += play(life);
        judge_shut_doors(life);
    }
    g_test_message("%d lives, %ld touches judged", LIVES, touches);
    g_assert_cmpint(touches, >, LIVES);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/property/lives", test_lives);
    return g_test_run();
}
