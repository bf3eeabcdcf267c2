/* Each rule of the planner alone deciding: a life in which nothing else objects, with the rule at
 * work and, where it is not obvious, with the rule relaxed. November 2026: the 23rd is a Monday. */
#include "person.h"

#define ZONE "Europe/Berlin"
#define MAIL "automatic: true, subject: s, body: b}\n"

/* Two steps, the first one made Monday at ten. */
static Person *
person_after_monday(ChannelKind channel, Outcome outcome, const char *second_step)
{
    g_autofree char *steps = g_strdup_printf("  - {day: 0, channel: %s, objective: o}\n%s",
                                             channel_kind_name(channel), second_step);
    Person *self = person_new(ZONE, NULL, "2026-11-23T09:00:00+01:00", steps);

    person_had(self, "2026-11-23T10:00:00+01:00", channel, outcome, 1);
    self->ruleset.floor_per_week = 0;
    return self;
}

static void
test_shut(void)
{
    g_autoptr(Person) p = person_after_monday(CHANNEL_CALL, OUTCOME_NO_ANSWER, "");

    p->input.shut = true;
    person_promised(p, "2026-11-24T10:00:00+01:00", "2026-11-24T11:00:00+01:00", CHANNEL_CALL);
    assert_next(p, NULL, "stop: shut");
}

static void
test_not_active(void)
{
    g_autoptr(Person) p = person_after_monday(CHANNEL_CALL, OUTCOME_NO_ANSWER, "");

    p->input.active = false;
    assert_next(p, NULL, "stop: not_active");
}

static void
test_answer_stops(void)
{
    g_autoptr(Person) p = person_after_monday(CHANNEL_CALL, OUTCOME_NO_ANSWER, "");

    p->input.answered_us = at("2026-11-23T11:00:00+01:00");
    assert_next(p, "2026-11-23T12:00:00+01:00", "stop: answered");
    p->input.answered_us = at("2026-11-22T11:00:00+01:00"); /* before this enrollment began */
    assert_next(p, NULL, "Wed 25 Nov, 09:00-17:00 email added: floor_attempts");
}

static void
test_pause_waits_and_then_goes_on(void)
{
    g_autoptr(Person) p =
        person_after_monday(CHANNEL_CALL, OUTCOME_NO_ANSWER, "  - {day: 1, channel: email, " MAIL);

    p->input.paused_until_us = at("2026-11-30T08:00:00+01:00");
    assert_next(p, NULL, "wait Mon 30 Nov, 08:00: paused");
    assert_next(p, "2026-11-30T08:00:00+01:00",
                "Mon 30 Nov, 15:36-17:00 auto email 2: step_due paused");
}

static void
test_promise_is_kept_to_the_minute(void)
{
    g_autoptr(Person) p =
        person_after_monday(CHANNEL_CALL, OUTCOME_NO_ANSWER, "  - {day: 1, channel: email, " MAIL);

    /* A Saturday evening: a human said so. */
    person_promised(p, "2026-11-28T19:00:00+01:00", "2026-11-28T20:00:00+01:00", CHANNEL_CALL);
    assert_next(p, NULL, "Sat 28 Nov, 19:00-20:00 call promised: promise after_promise");
    assert_next(p, "2026-11-28T19:30:00+01:00",
                "Sat 28 Nov, 19:00-20:00 call promised: promise after_promise");
    /* Missed: the next decent hour, still before anything else. */
    assert_next(p, "2026-11-28T20:00:00+01:00",
                "Mon 30 Nov, 09:00-17:00 call promised: promise late after_promise");
}

static void
test_promise_outranks_pause_and_the_answer_it_came_with(void)
{
    g_autoptr(Person) p = person_after_monday(CHANNEL_CALL, OUTCOME_CALL_BACK, "");

    p->input.answered_us = at("2026-11-23T10:00:00+01:00");
    p->input.paused_until_us = at("2026-11-30T08:00:00+01:00");
    person_promised(p, "2026-11-26T09:00:00+01:00", "2026-11-26T12:00:00+01:00", CHANNEL_CALL);
    assert_next(p, NULL, "Thu 26 Nov, 09:00-12:00 call promised: promise paused");
    p->promises[0].made_us = at("2026-11-20T10:00:00+01:00"); /* an old one is void */
    assert_next(p, NULL, "stop: answered");
}

static void
test_promise_takes_another_way_when_the_number_is_dead(void)
{
    g_autoptr(Person) p = person_after_monday(CHANNEL_CALL, OUTCOME_WRONG_NUMBER, "");

    p->input.unusable[CHANNEL_CALL] = UNUSABLE_BOUNCED;
    person_promised(p, "2026-11-26T09:00:00+01:00", "2026-11-26T12:00:00+01:00", CHANNEL_CALL);
    assert_next(p, NULL, "Thu 26 Nov, 09:00-12:00 email promised: promise channel_unusable");
}

static void
test_minimum_gap(void)
{
    g_autoptr(Person) p = person_after_monday(CHANNEL_EMAIL, OUTCOME_SENT,
                                              "  - {day: 1, channel: call, objective: o}\n");

    p->attempts[0].at_us = at("2026-11-23T16:31:00+01:00");
    assert_next(p, NULL, "Tue 24 Nov, 12:35-17:00 call 2: step_due min_gap");
    p->ruleset.min_gap_minutes = 60;
    assert_next(p, NULL, "Tue 24 Nov, 09:00-17:00 call 2: step_due");
}

static void
test_same_day_on_two_channels_is_the_authors_right(void)
{
    g_autoptr(Person) p = person_after_monday(CHANNEL_CALL, OUTCOME_NO_ANSWER,
                                              "  - {day: 0, channel: email, body: b}\n");

    assert_next(p, NULL, "Mon 23 Nov, 11:00-17:00 email 2: step_due min_gap");
    p->attempts[0].at_us = at("2026-11-23T15:45:00+01:00"); /* an hour later is too late today */
    assert_next(p, NULL, "Tue 24 Nov, 09:00-17:00 email 2: step_due min_gap window");
}

static void
test_voicemail_grace(void)
{
    g_autoptr(Person) p = person_after_monday(CHANNEL_CALL, OUTCOME_VOICEMAIL,
                                              "  - {day: 0, channel: email, body: b}\n");

    p->ruleset.min_gap_minutes = 0;
    assert_next(p, NULL, "Tue 24 Nov, 09:00-17:00 email 2: step_due voicemail_grace");
    p->attempts[0].at_us =
        at("2026-11-27T10:00:00+01:00"); /* Friday: Monday is a working day later */
    assert_next(p, NULL, "Mon 30 Nov, 09:00-17:00 email 2: step_due shifted voicemail_grace");
    p->ruleset.voicemail_grace_days = 0;
    assert_next(p, NULL, "Fri 27 Nov, 10:00-17:00 email 2: step_due shifted");
}

static Person *
person_pressed(const char *instants)
{
    Person *self = person_new(ZONE, NULL, "2026-11-23T08:00:00+01:00",
                              "  - {day: 0, channel: call, objective: o}\n");

    self->input.now_us = 0;
    self->ruleset.min_gap_minutes = 0;
    person_had_elsewhere(self, instants);
    self->input.now_us = self->input.started_us;
    return self;
}

static void
test_ceiling_in_thirty_days(void)
{
    g_autoptr(Person) p = person_pressed(
        "2026-10-26T10:00:00+01:00 2026-10-29T10:00:00+01:00 2026-11-02T10:00:00+01:00 "
        "2026-11-05T10:00:00+01:00 2026-11-09T10:00:00+01:00 2026-11-10T10:00:00+01:00 "
        "2026-11-11T10:00:00+01:00 2026-11-12T10:00:00+01:00");

    /* The first of the eight leaves the thirty days on Wednesday at ten. */
    assert_next(p, NULL, "Wed 25 Nov, 13:00-17:00 call 1: step_due ceiling_days other_half");
    p->ruleset.ceiling_attempts = 9;
    assert_next(p, NULL, "Mon 23 Nov, 13:00-17:00 call 1: step_due other_half");
}

static void
test_ceiling_in_a_week(void)
{
    g_autoptr(Person) p = person_pressed(
        "2026-11-17T14:00:00+01:00 2026-11-18T14:00:00+01:00 2026-11-19T14:00:00+01:00 "
        "2026-11-20T14:00:00+01:00 2026-11-20T16:00:00+01:00");

    assert_next(p, NULL, "Tue 24 Nov, 14:05-17:00 call 1: step_due ceiling_week");
    p->ruleset.ceiling_per_week = 6;
    assert_next(p, NULL, "Mon 23 Nov, 09:00-17:00 call 1: step_due");
}

static void
test_ceiling_in_a_day(void)
{
    g_autoptr(Person) p = person_pressed("2026-11-23T07:00:00+01:00 2026-11-23T07:30:00+01:00");

    assert_next(p, NULL, "Tue 24 Nov, 13:00-17:00 call 1: step_due ceiling_day other_half");
    p->ruleset.ceiling_per_day = 3;
    assert_next(p, NULL, "Mon 23 Nov, 13:00-17:00 call 1: step_due other_half");
}

static void
test_ceiling_of_the_account(void)
{
    g_autoptr(Person) p = person_pressed("2026-11-20T10:00:00+01:00");

    for (int i = 0; i < 4; i++)
        p->account[i] = at("2026-11-23T09:00:00+01:00") + i * HOUR_US;
    p->input.account_touch_count = 4;
    assert_next(p, NULL, "Tue 24 Nov, 13:00-17:00 call 1: step_due ceiling_account other_half");
    p->input.account_touch_count = 3;
    assert_next(p, NULL, "Mon 23 Nov, 13:00-17:00 call 1: step_due other_half");
}

static Person *
person_mailed_four_times(void)
{
    Person *self =
        person_new(ZONE, NULL, "2026-11-23T08:00:00+01:00",
                   "  - {day: 0, channel: email, " MAIL "  - {day: 1, channel: email, " MAIL
                   "  - {day: 2, channel: email, " MAIL "  - {day: 3, channel: email, " MAIL
                   "  - {day: 4, channel: email, " MAIL);

    person_had(self, "2026-11-23T10:00:00+01:00", CHANNEL_EMAIL, OUTCOME_SENT, 1);
    person_had(self, "2026-11-24T10:00:00+01:00", CHANNEL_EMAIL, OUTCOME_SENT, 2);
    person_had(self, "2026-11-25T10:00:00+01:00", CHANNEL_EMAIL, OUTCOME_SENT, 3);
    person_had(self, "2026-11-26T10:00:00+01:00", CHANNEL_EMAIL, OUTCOME_SENT, 4);
    return self;
}

static void
test_run_of_mails_becomes_a_call(void)
{
    g_autoptr(Person) p = person_mailed_four_times();

    assert_next(p, NULL, "Fri 27 Nov, 09:00-17:00 call 5: step_due channel_run");
    p->ruleset.max_run_of_channel = 5;
    assert_next(p, NULL, "Fri 27 Nov, 13:15-17:00 auto email 5: step_due");
}

static void
test_run_of_mails_waits_a_week_without_a_phone(void)
{
    g_autoptr(Person) p = person_mailed_four_times();

    person_only_by(p, CHANNEL_EMAIL, CHANNEL_LETTER);
    assert_next(p, NULL, "Thu 3 Dec, 13:15-17:00 auto email 5: step_due channel_run");
}

static void
test_floor_brings_a_step_forward(void)
{
    g_autoptr(Person) p = person_after_monday(CHANNEL_CALL, OUTCOME_NO_ANSWER,
                                              "  - {day: 9, channel: call, objective: o}\n");

    assert_next(p, NULL, "Wed 2 Dec, 13:00-17:00 call 2: step_due other_half");
    p->ruleset.floor_per_week = 2;
    assert_next(p, NULL, "Wed 25 Nov, 13:00-17:00 call 2: step_due floor_week other_half");
    p->ruleset.floor_per_week = 1;
    assert_next(p, NULL, "Mon 30 Nov, 13:00-17:00 call 2: step_due floor_week other_half");
}

/* A mail to an address that does not exist, on the Tuesday of a week that began on Monday. */
static Person *
person_refused_on_tuesday(void)
{
    Person *self = person_new(ZONE, NULL, "2026-11-23T09:00:00+01:00",
                              "  - {day: 0, channel: email, " MAIL
                              "  - {day: 2, channel: call, objective: o}\n"
                              "  - {day: 7, channel: social, objective: o}\n");

    person_had(self, "2026-11-24T10:00:00+01:00", CHANNEL_EMAIL, OUTCOME_BOUNCED, 1);
    self->input.unusable[CHANNEL_EMAIL] = UNUSABLE_BOUNCED;
    return self;
}

static void
test_floor_counts_from_the_start_when_nothing_reached_them(void)
{
    g_autoptr(Person) p = person_refused_on_tuesday();

    /* By the author's own distance only Thursday would be left of this week, and then Monday. */
    assert_next(p, NULL, "Wed 25 Nov, 09:00-17:00 call 2: step_due floor_week");
    person_had(p, "2026-11-25T10:00:00+01:00", CHANNEL_CALL, OUTCOME_NO_ANSWER, 2);
    assert_next(p, NULL, "Fri 27 Nov, 09:00-17:00 social 3: step_due floor_week");
    p->ruleset.floor_per_week = 0;
    assert_next(p, NULL, "Mon 30 Nov, 09:00-17:00 social 3: step_due");
    p->input.attempt_count = 1;
    assert_next(p, NULL, "Thu 26 Nov, 09:00-17:00 call 2: step_due shifted");
}

static void
test_floor_fills_the_rest_of_a_week(void)
{
    g_autoptr(Person) p = person_refused_on_tuesday();

    person_had(p, "2026-11-26T10:00:00+01:00", CHANNEL_CALL, OUTCOME_NO_ANSWER, 2);
    assert_next(p, NULL, "Fri 27 Nov, 09:00-17:00 social 3: step_due floor_week");
    p->attempts[0].outcome = OUTCOME_SENT; /* the second of the week was Thursday's */
    assert_next(p, NULL, "Mon 30 Nov, 09:00-17:00 social 3: step_due floor_week");
    p->attempts[0].outcome = OUTCOME_BOUNCED;
    p->input.started_us = at("2026-11-24T09:00:00+01:00"); /* not theirs from its Monday on */
    assert_next(p, NULL, "Mon 30 Nov, 09:00-17:00 social 3: step_due floor_week");
}

static void
test_floor_asks_for_no_full_week_of_one_who_was_away(void)
{
    g_autoptr(Person) p = person_refused_on_tuesday();

    person_had(p, "2026-12-03T10:00:00+01:00", CHANNEL_CALL, OUTCOME_NO_ANSWER, 2);
    assert_next(p, NULL, "Fri 4 Dec, 09:00-17:00 social 3: step_due floor_week");
    person_sender_off(p, "2026-11-25", "2026-12-02");
    assert_next(p, NULL, "Mon 7 Dec, 09:00-17:00 social 3: step_due floor_week");
    p->input.calendar.our_count = 0;
    p->input.paused_until_us = at("2026-12-02T00:00:00+01:00");
    assert_next(p, NULL, "Mon 7 Dec, 09:00-17:00 social 3: step_due floor_week");
}

static void
test_floor_gives_way_to_a_ceiling(void)
{
    g_autoptr(Person) p = person_refused_on_tuesday();

    for (int i = 0; i < 4; i++) /* colleagues of theirs, on Wednesday */
        p->account[i] = at("2026-11-25T09:00:00+01:00") + i * HOUR_US;
    p->input.account_touch_count = 4;
    assert_next(p, NULL, "Thu 26 Nov, 09:00-17:00 call 2: step_due floor_week ceiling_account");
}

static void
test_floor_leaves_a_date_and_fills_the_time(void)
{
    g_autoptr(Person) p = person_after_monday(
        CHANNEL_CALL, OUTCOME_NO_ANSWER, "  - {on: 2026-12-21, channel: letter, objective: o}\n");

    p->ruleset.floor_per_week = 2;
    assert_next(p, NULL, "Wed 25 Nov, 09:00-17:00 email added: floor_week");
    p->ruleset.floor_attempts = 1;
    assert_next(p, NULL, "Mon 21 Dec, 09:00-17:00 letter 2: step_due");
}

static void
test_floor_adds_calls_and_mails(void)
{
    g_autoptr(Person) p = person_after_monday(CHANNEL_CALL, OUTCOME_NO_ANSWER, "");

    assert_ahead(p, "Wed 25 Nov, 09:00-17:00 email added: floor_attempts\n"
                    "Fri 27 Nov, 13:00-17:00 call added: floor_attempts other_half\n"
                    "Tue 1 Dec, 09:00-17:00 email added: floor_attempts\n"
                    "Thu 3 Dec, 09:00-17:00 call added: floor_attempts\n"
                    "Mon 7 Dec, 09:00-17:00 email added: floor_attempts\n"
                    "Wed 9 Dec, 13:00-17:00 call added: floor_attempts other_half\n");
}

static void
test_silence_ends_only_after_time_to_answer(void)
{
    g_autoptr(Person) p = person_after_monday(CHANNEL_CALL, OUTCOME_NO_ANSWER, "");

    p->ruleset.floor_attempts = 1;
    assert_next(p, NULL, "wait Thu 26 Nov, 10:00: answer_time");
    assert_next(p, "2026-11-26T09:59:59+01:00", "wait Thu 26 Nov, 10:00: answer_time");
    assert_next(p, "2026-11-26T10:00:00+01:00", "finish: no_response");
}

static void
test_unusable_step_is_passed_over(void)
{
    g_autoptr(Person) p = person_after_monday(CHANNEL_CALL, OUTCOME_NO_ANSWER,
                                              "  - {day: 2, channel: email, body: b}\n"
                                              "  - {day: 6, channel: call, objective: o}\n");
    Plan plan;

    p->input.unusable[CHANNEL_EMAIL] = UNUSABLE_BOUNCED;
    planner_next(&p->input, &plan);
    g_assert_cmpint(plan.skipped_steps, ==, 1);
    /* In the place of the mail; and so it stays once the mail is written off in the ledger. */
    assert_next(p, NULL, "Wed 25 Nov, 13:00-17:00 call 3: step_due channel_unusable other_half");
    person_had(p, "2026-11-23T10:00:01+01:00", CHANNEL_EMAIL, OUTCOME_SKIPPED, 2);
    assert_next(p, NULL, "Wed 25 Nov, 13:00-17:00 call 3: step_due other_half");
}

static void
test_no_channel_stops(void)
{
    g_autoptr(Person) p = person_after_monday(CHANNEL_CALL, OUTCOME_NO_ANSWER, "");

    person_only_by(p, CHANNEL_CALL, CHANNEL_EMAIL);
    p->input.unusable[CHANNEL_CALL] = p->input.unusable[CHANNEL_EMAIL] = UNUSABLE_OPTED_OUT;
    assert_next(p, NULL, "stop: no_channel");
}

static void
test_closed_channel_is_unusable(void)
{
    g_autoptr(Person) p = person_after_monday(CHANNEL_CALL, OUTCOME_NO_ANSWER,
                                              "  - {day: 1, channel: letter, objective: o}\n"
                                              "  - {day: 2, channel: call, objective: o}\n");

    memset(&p->ruleset.windows[CHANNEL_LETTER], 0, sizeof p->ruleset.windows[CHANNEL_LETTER]);
    assert_next(p, NULL, "Tue 24 Nov, 13:00-17:00 call 3: step_due channel_unusable other_half");
}

static void
test_weekend_and_window(void)
{
    g_autoptr(Person) p = person_after_monday(CHANNEL_CALL, OUTCOME_NO_ANSWER,
                                              "  - {day: 5, channel: social, objective: o}\n");

    assert_next(p, NULL, "Mon 30 Nov, 09:00-17:00 social 2: step_due weekend");
    for (int weekday = 0; weekday < 7; weekday++)
        p->ruleset.windows[CHANNEL_SOCIAL].days[weekday] = (DayWindow){ 10 * 60, 12 * 60 };
    assert_next(p, NULL, "Sat 28 Nov, 10:00-12:00 social 2: step_due");
}

static void
test_late_is_planned_again_and_the_rest_shifts(void)
{
    g_autoptr(Person) p = person_after_monday(CHANNEL_CALL, OUTCOME_NO_ANSWER,
                                              "  - {day: 2, channel: social, objective: o}\n"
                                              "  - {day: 4, channel: call, objective: o}\n");

    assert_next(p, "2026-11-25T16:59:59+01:00", "Wed 25 Nov, 09:00-17:00 social 2: step_due");
    assert_next(p, "2026-11-25T17:00:00+01:00", "Thu 26 Nov, 09:00-17:00 social 2: step_due late");
    assert_next(p, "2026-12-03T16:00:00+01:00", "Thu 3 Dec, 16:00-17:00 social 2: step_due late");
    person_had(p, "2026-12-03T16:10:00+01:00", CHANNEL_SOCIAL, OUTCOME_DONE, 2);
    assert_next(p, NULL, "Mon 7 Dec, 13:00-17:00 call 3: step_due shifted weekend other_half");
}

static void
test_failed_mail_keeps_the_distance_but_is_no_attempt(void)
{
    g_autoptr(Person) p = person_after_monday(CHANNEL_EMAIL, OUTCOME_BOUNCED,
                                              "  - {day: 2, channel: call, objective: o}\n");

    p->ruleset.floor_attempts = 1;
    assert_next(p, NULL, "Wed 25 Nov, 09:00-17:00 call 2: step_due");
    person_had(p, "2026-11-25T10:00:00+01:00", CHANNEL_CALL, OUTCOME_WRONG_NUMBER, 2);
    assert_next(p, NULL, "Fri 27 Nov, 13:00-17:00 call added: floor_attempts other_half");
}

static void
test_prompt_step_aims_at_the_moment_itself(void)
{
    g_autoptr(Person) p =
        person_new(ZONE, ZONE, "2026-11-23T10:07:13+01:00",
                   "  - {day: 0, within: 5 minutes, channel: call, objective: o}\n");
    Plan plan;

    planner_next(&p->input, &plan);
    g_assert_cmpint(plan.due_from_us, ==, p->input.started_us);
    g_assert_cmpint(plan.due_until_us, ==, p->input.started_us + 5 * MINUTE_US);
    assert_next(p, "2026-11-23T10:30:00+01:00", "Mon 23 Nov, 10:30-17:00 call 1: step_due late");
}

static void
test_no_day_fits(void)
{
    g_autoptr(Person) p = person_pressed("2026-11-20T10:00:00+01:00");

    p->ruleset.min_gap_minutes = 500 * 24 * 60;
    assert_next(p, NULL, "finish: step_due min_gap no_time");
}

#define RULE(name, function) g_test_add_func("/rule/" name, function)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    RULE("shut", test_shut);
    RULE("not-active", test_not_active);
    RULE("answer-stops", test_answer_stops);
    RULE("pause", test_pause_waits_and_then_goes_on);
    RULE("promise", test_promise_is_kept_to_the_minute);
    RULE("promise-outranks", test_promise_outranks_pause_and_the_answer_it_came_with);
    RULE("promise-other-way", test_promise_takes_another_way_when_the_number_is_dead);
    RULE("minimum-gap", test_minimum_gap);
    RULE("same-day", test_same_day_on_two_channels_is_the_authors_right);
    RULE("voicemail-grace", test_voicemail_grace);
    RULE("ceiling-days", test_ceiling_in_thirty_days);
    RULE("ceiling-week", test_ceiling_in_a_week);
    RULE("ceiling-day", test_ceiling_in_a_day);
    RULE("ceiling-account", test_ceiling_of_the_account);
    RULE("channel-run", test_run_of_mails_becomes_a_call);
    RULE("channel-run-waits", test_run_of_mails_waits_a_week_without_a_phone);
    RULE("floor-week", test_floor_brings_a_step_forward);
    RULE("floor-week-refused", test_floor_counts_from_the_start_when_nothing_reached_them);
    RULE("floor-week-rest", test_floor_fills_the_rest_of_a_week);
    RULE("floor-week-away", test_floor_asks_for_no_full_week_of_one_who_was_away);
    RULE("floor-week-ceiling", test_floor_gives_way_to_a_ceiling);
    RULE("floor-week-date", test_floor_leaves_a_date_and_fills_the_time);
    RULE("floor-attempts", test_floor_adds_calls_and_mails);
    RULE("time-to-answer", test_silence_ends_only_after_time_to_answer);
    RULE("unusable", test_unusable_step_is_passed_over);
    RULE("no-channel", test_no_channel_stops);
    RULE("closed-channel", test_closed_channel_is_unusable);
    RULE("weekend", test_weekend_and_window);
    RULE("late", test_late_is_planned_again_and_the_rest_shifts);
    RULE("failed", test_failed_mail_keeps_the_distance_but_is_no_attempt);
    RULE("prompt", test_prompt_step_aims_at_the_moment_itself);
    RULE("no-day-fits", test_no_day_fits);
    return g_test_run();
}
