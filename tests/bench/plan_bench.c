/* planner_next(): nanoseconds a decision with ten attempts behind it and every rule at work.
 *
 * The baseline is what the same loop costs without the planner: a draw and a store. */
#include "core/planner.h"

#include <string.h>

#include "bench.h"

#define DECISIONS 2000000
#define RUNS 5
#define ATTEMPTS 10

static const char STEPS[] = "sequence: bench\n"
                            "steps:\n"
                            "  - {day: 0, channel: call, objective: o}\n"
                            "  - {day: 1, channel: email, automatic: true, subject: s, body: b}\n"
                            "  - {day: 3, channel: call, objective: o}\n"
                            "  - {day: 5, channel: email, automatic: true, subject: s, body: b}\n"
                            "  - {day: 8, channel: social, objective: o}\n"
                            "  - {day: 10, channel: call, objective: o}\n"
                            "  - {day: 14, channel: email, automatic: true, subject: s, body: b}\n"
                            "  - {day: 16, channel: call, objective: o}\n";

/* Three touches in an earlier sequence, then seven steps of this one. */
static void
make_past(Attempt attempts[ATTEMPTS], Instant started_us)
{
    static const int DAYS[ATTEMPTS] = { -46, -44, -42, 0, 1, 3, 7, 9, 11, 15 };
    static const ChannelKind CHANNELS[ATTEMPTS] = {
        CHANNEL_CALL, CHANNEL_CALL,  CHANNEL_CALL,   CHANNEL_CALL, CHANNEL_EMAIL,
        CHANNEL_CALL, CHANNEL_EMAIL, CHANNEL_SOCIAL, CHANNEL_CALL, CHANNEL_EMAIL,
    };

    for (int i = 0; i < ATTEMPTS; i++)
        attempts[i] = (Attempt){
            .at_us = started_us + DAYS[i] * DAY_US + 2 * HOUR_US,
            .channel = CHANNELS[i],
            .outcome = CHANNELS[i] == CHANNEL_CALL ? OUTCOME_NO_ANSWER : OUTCOME_SENT,
            .step = i < 3 ? 0 : i - 2,
            .this_enrollment = i >= 3,
        };
}

/* Processor time, so that a busy machine does not count. */
static double
cpu_now_s(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Nanoseconds a round. */
static double
measure(PlannerInput *input, bool plans)
{
    volatile Instant sink = 0;
    double began_s = cpu_now_s();

    for (uint64_t i = 0; i < DECISIONS; i++) {
        Plan plan = { 0 };
        input->seed = i * 0x9E3779B97F4A7C15U;
        if (plans)
            planner_next(input, &plan);
        sink = plan.due_from_us + (Instant)input->seed;
    }
    return (cpu_now_s() - began_s) * 1e9 / DECISIONS + 0 * (double)(sink & 1);
}

static void
report(const char *name, PlannerInput *input)
{
    double planned[RUNS], empty[RUNS];

    for (int run = 0; run < RUNS; run++) {
        empty[run] = measure(input, false);
        planned[run] = measure(input, true);
    }
    bench_print(name, bench_median(planned, RUNS), "ns", bench_median(empty, RUNS));
}

int
main(void)
{
    g_autoptr(GError) error = NULL;
    Ruleset ruleset;
    Attempt attempts[ATTEMPTS];
    Instant started_us;

    ruleset_default(&ruleset);
    g_autoptr(Sequence) sequence = sequence_read("bench", STEPS, strlen(STEPS), NULL, &error);
    g_assert_no_error(error);
    instant_parse("2026-11-16T08:00:00+01:00", &started_us, &error);
    make_past(attempts, started_us);
    PlannerInput input = {
        .now_us = attempts[ATTEMPTS - 1].at_us,
        .ruleset = &ruleset,
        .sequence = sequence,
        .zone = zone_get("Europe/Berlin", &error),
        .sender_zone = zone_get("Europe/Berlin", &error),
        .active = true,
        .started_us = started_us,
        .answered_us = INSTANT_NONE,
        .paused_until_us = INSTANT_NONE,
        .attempts = attempts,
        .attempt_count = ATTEMPTS,
    };
    report("plan: next touch, ten attempts", &input);
    input.zone = zone_get("America/Los_Angeles", &error);
    report("plan: next touch, ten attempts, nine zones away", &input);
    input.now_us += 20 * DAY_US;
    report("plan: next touch, ten attempts, late", &input);
    OwnDays leave = { .from = day_of((CivilDate){ 2026, 12, 28 }),
                      .until = day_of((CivilDate){ 2027, 1, 8 }) };
    input.calendar =
        (Calendar){ .place = holiday_place("DE", "Bavaria"), .ours = &leave, .our_count = 1 };
    report("plan: next touch, ten attempts, late, over holidays and a leave", &input);
    return 0;
}
