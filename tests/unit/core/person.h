/* A person under test: ruleset, sequence, zones and history in a few readable lines, and plans as
 * text that a sales manager could check against a calendar. Included by one test program each. */
#pragma once

#include <string.h>

#include "core/planner.h"

typedef struct {
    Ruleset ruleset;
    Sequence *sequence;
    Attempt attempts[64];
    OpenPromise promises[4];
    Instant account[16];
    OwnDays theirs[4], ours[4];
    PlannerInput input;
} Person;

static inline Instant
at(const char *text)
{
    g_autoptr(GError) error = NULL;
    Instant us = 0;

    instant_parse(text, &us, &error);
    g_assert_no_error(error);
    return us;
}

static inline const Zone *
zone(const char *name)
{
    g_autoptr(GError) error = NULL;
    const Zone *found = zone_get(name, &error);

    g_assert_no_error(error);
    return found;
}

/* `steps` is the YAML list of steps, one a line. */
static inline Person *
person_new(const char *zone_id, const char *sender_zone_id, const char *started, const char *steps)
{
    Person *self = g_new0(Person, 1);
    g_autofree char *yaml = g_strdup_printf("sequence: test\nsteps:\n%s", steps);
    g_autoptr(GError) error = NULL;

    ruleset_default(&self->ruleset);
    self->sequence = sequence_read("test.yaml", yaml, strlen(yaml), NULL, &error);
    g_assert_no_error(error);
    self->input = (PlannerInput){
        .now_us = at(started),
        .seed = 7,
        .ruleset = &self->ruleset,
        .sequence = self->sequence,
        .zone = zone(zone_id),
        .sender_zone = sender_zone_id != NULL ? zone(sender_zone_id) : NULL,
        .active = true,
        .started_us = at(started),
        .answered_us = INSTANT_NONE,
        .paused_until_us = INSTANT_NONE,
        .attempts = self->attempts,
        .promises = self->promises,
        .account_touches_us = self->account,
        .calendar = { .theirs = self->theirs, .ours = self->ours },
    };
    return self;
}

static inline void
person_free(Person *self)
{
    sequence_free(self->sequence);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Person, person_free)

/* A touch already made; the present moves to it. */
static inline void
person_had(Person *self, const char *when, ChannelKind channel, Outcome outcome, int step)
{
    g_assert_cmpuint(self->input.attempt_count, <, G_N_ELEMENTS(self->attempts));
    self->attempts[self->input.attempt_count++] = (Attempt){ .at_us = at(when),
                                                             .channel = channel,
                                                             .outcome = outcome,
                                                             .step = step,
                                                             .this_enrollment = true };
    self->input.now_us = MAX(self->input.now_us, at(when));
}

/* Touches in another sequence, one a line of RFC 3339 instants apart by blanks. */
static inline void
person_had_elsewhere(Person *self, const char *instants)
{
    g_auto(GStrv) list = g_strsplit(instants, " ", -1);

    for (char **when = list; *when != NULL; when++) {
        person_had(self, *when, CHANNEL_CALL, OUTCOME_NO_ANSWER, 0);
        self->attempts[self->input.attempt_count - 1].this_enrollment = false;
    }
}

static inline void
person_promised(Person *self, const char *from, const char *until, ChannelKind channel)
{
    g_assert_cmpuint(self->input.promise_count, <, G_N_ELEMENTS(self->promises));
    self->promises[self->input.promise_count] =
        (OpenPromise){ .id = 100 + (int64_t)self->input.promise_count,
                       .from_us = at(from),
                       .until_us = at(until),
                       .channel = channel,
                       .made_us = self->input.now_us };
    self->input.promise_count++;
}

static inline void
person_lives_in(Person *self, const char *country, const char *region)
{
    self->input.calendar.place = holiday_place(country, region);
    g_assert_cmpuint(self->input.calendar.place, !=, HOLIDAY_NOWHERE);
}

static inline OwnDays
days(const char *from, const char *until, OwnDaysKind kind)
{
    OwnDays span = { .kind = kind };

    g_assert_true(day_parse(from, &span.from) && day_parse(until, &span.until));
    return span;
}

/* The sender is away, both days included. */
static inline void
person_sender_off(Person *self, const char *from, const char *until)
{
    self->ours[self->input.calendar.our_count++] = days(from, until, OWN_DAYS_CLOSED);
}

static inline void
person_only_by(Person *self, ChannelKind first, ChannelKind second)
{
    for (int channel = 0; channel < CHANNEL_COUNT; channel++)
        if (channel != first && channel != second)
            self->input.unusable[channel] = UNUSABLE_NO_ADDRESS;
}

static inline bool
plan_has(const Plan *plan, ReasonCode code)
{
    for (gsize i = 0; i < plan->reason_count; i++)
        if (plan->reasons[i].code == code)
            return true;
    return false;
}

/* "Mon 23 Nov, 10:00-17:00 call 1: step_due" */
static inline void
say_plan(GString *out, const PlannerInput *input, const Plan *plan)
{
    static const char *const KINDS[] = { "touch", "wait", "stop", "finish" };
    Instant year = input->started_us;

    if (plan->kind == PLAN_TOUCH) {
        g_autofree char *from = zone_say(input->zone, plan->due_from_us, year);
        g_autofree char *until = zone_say(input->zone, plan->due_until_us, year);
        g_string_append_printf(out, "%s-%s %s%s", from, strrchr(until, ' ') + 1,
                               plan->automatic ? "auto " : "", channel_kind_name(plan->channel));
        if (plan->promise_id != 0)
            g_string_append(out, " promised");
        else if (plan->step > 0)
            g_string_append_printf(out, " %d", plan->step);
        else
            g_string_append(out, " added");
    } else {
        g_string_append(out, KINDS[plan->kind]);
        if (plan->kind == PLAN_WAIT) {
            g_autofree char *until = zone_say(input->zone, plan->due_from_us, year);
            g_string_append_printf(out, " %s", until);
        }
    }
    for (gsize i = 0; i < plan->reason_count; i++)
        g_string_append_printf(out, "%s%s", i == 0 ? ": " : " ",
                               reason_name(plan->reasons[i].code));
}

static inline void
assert_next(const Person *self, const char *now, const char *expected)
{
    g_autoptr(GString) text = g_string_new(NULL);
    PlannerInput input = self->input;
    Plan plan;

    if (now != NULL)
        input.now_us = at(now);
    planner_next(&input, &plan);
    say_plan(text, &input, &plan);
    g_assert_cmpstr(text->str, ==, expected);
}

typedef struct {
    const PlannerInput *input;
    GString *text;
} Telling;

static inline bool
tell(const Plan *plan, void *data)
{
    Telling *telling = data;

    say_plan(telling->text, telling->input, plan);
    g_string_append_c(telling->text, '\n');
    return true;
}

/* All touches ahead, a line each. */
static inline void
assert_ahead(const Person *self, const char *expected)
{
    g_autoptr(GString) text = g_string_new(NULL);
    Telling telling = { &self->input, text };
    Attempt scratch[64 + 40];

    planner_ahead(&self->input, self->input.started_us + 365 * DAY_US, scratch, 40, tell, &telling);
    g_assert_cmpstr(text->str, ==, expected);
}
