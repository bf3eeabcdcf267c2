/* Every rule of the registry alone: a life in which nothing else objects, told with the rule and
 * with that one rule relaxed. A rule without a case here fails, and so does a case that changes
 * nothing. November 2026: the 23rd is a Monday. */
#include "person.h"

#include "core/admission.h"
#include "core/rule.h"

#define ZONE "Europe/Berlin"

typedef struct {
    const char *rule;
    const char *steps;
    const char *history; /* "11-23T10:00 call no_answer 1": step, or "-" in another sequence */
    void (*fact)(Person *, bool relaxed); /* what else there is; for a fixed rule what it sees */
    int value, relaxed; /* of the rule; value 0: its default; both 0: the fact is relaxed instead */
    const char *kept, *otherwise;
} Case;

/* A ruleset that asks for nothing and forbids nothing within reason, on weekdays. */
static void
loosen(Ruleset *rules)
{
    rules->floor_attempts = rules->floor_per_week = 0;
    rules->ceiling_attempts = rules->ceiling_account_day = 100;
    rules->ceiling_per_day = rules->ceiling_per_week = 50;
    rules->max_run_of_channel = rules->max_run_of_calls = 100;
    rules->mix_channels = 1;
    rules->min_gap_minutes = rules->busy_gap_minutes = rules->failed_gap_minutes = 0;
    memset(rules->channel_gap_hours, 0, sizeof rules->channel_gap_hours);
    rules->voicemail_grace_days = rules->gatekeeper_grace_days = rules->letter_grace_days = 0;
    rules->slow_gap_days = 0;
}

static void
floor_of_seven(Person *p, bool relaxed)
{
    (void)relaxed;
    p->ruleset.floor_attempts = 7;
}

static void
at_most_eight(Person *p, bool relaxed)
{
    (void)relaxed;
    p->ruleset.ceiling_attempts = 8;
}

static void
mix_of_five(Person *p, bool relaxed)
{
    (void)relaxed;
    p->ruleset.mix_attempts = 5;
}

static void
mix_of_two_channels(Person *p, bool relaxed)
{
    (void)relaxed;
    p->ruleset.mix_channels = 2;
}

static void
a_day_between_touches(Person *p, bool relaxed)
{
    (void)relaxed;
    p->ruleset.min_gap_minutes = 20 * 60;
}

static void
four_colleagues_today(Person *p, bool relaxed)
{
    (void)relaxed;
    for (int i = 0; i < 4; i++)
        p->account[i] = at("2026-11-23T09:00:00+01:00") + i * HOUR_US;
    p->input.account_touch_count = 4;
}

static void
press(Person *p, PressureBand band)
{
    p->input.pressure = (Pressure){
        .band = band, .value = 70, .by_reaction = true, .relief_us = at("2026-12-03T00:00:00+01:00")
    };
}

static void
slow_down(Person *p, bool relaxed)
{
    (void)relaxed;
    press(p, PRESSURE_SLOW);
}

static void
change_channel(Person *p, bool relaxed)
{
    press(p, relaxed ? PRESSURE_SLOW : PRESSURE_CHANGE);
}

static void
pause_them(Person *p, bool relaxed)
{
    press(p, relaxed ? PRESSURE_CHANGE : PRESSURE_PAUSE);
}

static void
stop_them(Person *p, bool relaxed)
{
    press(p, relaxed ? PRESSURE_PAUSE : PRESSURE_STOP);
}

static void
forty_today(Person *p, bool relaxed)
{
    (void)relaxed;
    p->input.load = (DayLoad){ 40, 40, 40 };
}

static void
open_on_saturday(Person *p, bool relaxed)
{
    if (relaxed)
        p->ruleset.windows[CHANNEL_CALL].days[5] = (DayWindow){ 10 * 60, 12 * 60 };
}

static void
sender_in_new_york(Person *p, bool relaxed)
{
    p->input.sender_zone = zone("America/New_York");
    if (relaxed)
        p->ruleset.sender_windows.days[0] = (DayWindow){ 2 * 60, 18 * 60 };
}

static void
in_america(Person *p, bool relaxed)
{
    person_lives_in(p, relaxed ? "DE" : "US", NULL);
}

/* What is set for Tuesday the 24th, on their side or on ours. */
static const OwnDays CLOSED[] = { { 20781, 20781, OWN_DAYS_CLOSED, { 0, 0 } } };
static const OwnDays SHORT[] = { { 20781, 20781, OWN_DAYS_HOURS, { 10 * 60, 12 * 60 } } };

static void
closed_tuesday(Person *p, bool relaxed)
{
    p->input.calendar.theirs = CLOSED;
    p->input.calendar.their_count = relaxed ? 0 : 1;
}

static void
short_tuesday(Person *p, bool relaxed)
{
    p->input.calendar.theirs = SHORT;
    p->input.calendar.their_count = relaxed ? 0 : 1;
}

static void
sender_off_on_tuesday(Person *p, bool relaxed)
{
    p->input.sender_zone = p->input.zone;
    p->input.calendar.ours = CLOSED;
    p->input.calendar.our_count = relaxed ? 0 : 1;
}

static void
left_alone(Person *p, bool relaxed)
{
    p->input.shut = !relaxed;
}

static void
over(Person *p, bool relaxed)
{
    p->input.active = relaxed;
}

static void
promised(Person *p, bool relaxed)
{
    person_promised(p, "2026-11-28T19:00:00+01:00", "2026-11-28T20:30:00+01:00", CHANNEL_CALL);
    p->input.promise_count = relaxed ? 0 : 1;
}

static void
answered(Person *p, bool relaxed)
{
    p->input.answered_us = relaxed ? INSTANT_NONE : p->input.started_us;
}

static void
on_holiday(Person *p, bool relaxed)
{
    p->input.paused_until_us = relaxed ? INSTANT_NONE : at("2026-11-30T08:00:00+01:00");
}

static void
dead_number(Person *p, bool relaxed)
{
    p->input.unusable[CHANNEL_CALL] = relaxed ? UNUSABLE_NOT : UNUSABLE_BOUNCED;
}

static void
made_two_days_late(Person *p, bool relaxed)
{
    if (!relaxed)
        p->attempts[0].at_us = p->input.now_us = at("2026-11-25T10:00:00+01:00");
}

static void
nobody_at_work(Person *p, bool relaxed)
{
    if (!relaxed)
        p->input.now_us = at("2026-11-25T12:00:00+01:00");
}

static void
afternoon_call(Person *p, bool relaxed)
{
    if (relaxed)
        p->attempts[0].at_us = p->input.now_us = at("2026-11-23T15:00:00+01:00");
}

static void
heard_of_the_numbers(Person *p, bool relaxed)
{
    p->attempts[0].value_point = value_point_id(relaxed ? "something else" : "numbers");
}

static void
three_days_later(Person *p, bool relaxed)
{
    if (relaxed)
        p->input.now_us = at("2026-11-26T10:00:00+01:00");
}

static void
not_for_500_days(Person *p, bool relaxed)
{
    p->ruleset.channel_gap_hours[CHANNEL_CALL] = (relaxed ? 100 : 500) * 24;
}

#define CALL "channel: call, objective: o}\n"
#define MAIL "channel: email, automatic: true, subject: s, body: b}\n"
#define WRITE "channel: email, body: b}\n"
#define ONE_CALL "  - {day: 0, " CALL
#define DAILY_CALLS ONE_CALL "  - {day: 1, " CALL
#define RETRY_CALL "  - {after: 0 hours, " CALL
#define FIVE_MAILS                                                                      \
    "  - {day: 0, " MAIL "  - {day: 1, " MAIL "  - {day: 2, " MAIL "  - {day: 3, " MAIL \
    "  - {day: 4, " MAIL
#define FOUR_MAILS                                                                   \
    "11-23T09:30 email sent 1, 11-24T10:00 email sent 2, 11-25T10:00 email sent 3, " \
    "11-26T10:00 email sent 4"
#define SIX_MAILS                                                                    \
    "11-23T09:30 email sent 1, 11-23T15:00 email sent 2, 11-24T10:00 email sent 3, " \
    "11-24T15:00 email sent 4, 11-25T10:00 email sent 0, 11-25T15:00 email sent 0"
#define EIGHT_CALLS                                                               \
    "10-26T10:00 call busy -, 10-29T10:00 call busy -, 11-02T10:00 call busy -, " \
    "11-05T10:00 call busy -, 11-09T10:00 call busy -, 11-10T10:00 call busy -, " \
    "11-11T10:00 call busy -, 11-12T10:00 call busy -"
#define FIVE_LAST_WEEK                                                            \
    "11-17T14:00 call busy -, 11-18T14:00 call busy -, 11-19T14:00 call busy -, " \
    "11-20T14:00 call busy -, 11-20T16:00 call busy -"
#define SIX_ON_FRIDAY                                                             \
    "11-20T09:00 call busy -, 11-20T10:00 call busy -, 11-20T11:00 call busy -, " \
    "11-20T12:00 call busy -, 11-20T13:00 call busy -, 11-20T16:00 call busy -"
#define NO_ANSWER "11-23T10:00 call no_answer 1"
#define TODAY "Mon 23 Nov, 09:00-17:00 call 1: step_due"
#define TOMORROW "Tue 24 Nov, 13:00-17:00 call 2: step_due other_half"

static const Case CASES[] = {
    { "floor_attempts", ONE_CALL, NO_ANSWER, NULL, 0, 1,
      "Wed 25 Nov, 09:00-17:00 email added: floor_attempts",
      "wait Thu 26 Nov, 10:00: answer_time" },
    { "floor_per_week", ONE_CALL "  - {day: 9, " CALL, NO_ANSWER, floor_of_seven, 2, 1,
      "Wed 25 Nov, 13:00-17:00 call 2: step_due floor_week other_half",
      "Mon 30 Nov, 13:00-17:00 call 2: step_due floor_week other_half" },
    { "ceiling_attempts", ONE_CALL, EIGHT_CALLS, NULL, 8, 9,
      "Wed 25 Nov, 13:00-17:00 call 1: step_due ceiling_days other_half",
      "Mon 23 Nov, 13:00-17:00 call 1: step_due other_half" },
    { "ceiling_days", ONE_CALL, EIGHT_CALLS, at_most_eight, 30, 25,
      "Wed 25 Nov, 13:00-17:00 call 1: step_due ceiling_days other_half",
      "Mon 23 Nov, 13:00-17:00 call 1: step_due other_half" },
    { "ceiling_per_week", ONE_CALL, FIVE_LAST_WEEK, NULL, 5, 6,
      "Tue 24 Nov, 14:05-17:00 call 1: step_due ceiling_week", TODAY },
    { "ceiling_per_day", ONE_CALL, "11-23T07:00 call busy -, 11-23T07:30 call busy -", NULL, 2, 3,
      "Tue 24 Nov, 13:00-17:00 call 1: step_due ceiling_day other_half",
      "Mon 23 Nov, 13:00-17:00 call 1: step_due other_half" },
    { "ceiling_account_day", ONE_CALL, NULL, four_colleagues_today, 4, 5,
      "Tue 24 Nov, 09:00-17:00 call 1: step_due ceiling_account", TODAY },
    { "max_run_of_channel", FIVE_MAILS, FOUR_MAILS, NULL, 4, 5,
      "Fri 27 Nov, 09:00-17:00 call 5: step_due channel_run",
      "Fri 27 Nov, 13:15-17:00 auto email 5: step_due" },
    { "max_run_of_calls", ONE_CALL, SIX_ON_FRIDAY, NULL, 6, 7,
      "Mon 23 Nov, 09:00-17:00 email 1: step_due channel_run", TODAY },
    { "mix_channels", FIVE_MAILS, FOUR_MAILS, mix_of_five, 2, 1,
      "Fri 27 Nov, 09:00-17:00 call 5: step_due channel_mix",
      "Fri 27 Nov, 13:15-17:00 auto email 5: step_due" },
    { "mix_attempts", FIVE_MAILS, SIX_MAILS, mix_of_two_channels, 7, 8,
      "Thu 26 Nov, 09:00-17:00 call 5: step_due channel_mix",
      "Thu 26 Nov, 13:15-17:00 auto email 5: step_due" },
    { "min_gap_minutes", DAILY_CALLS, "11-23T16:31 call no_answer 1", NULL, 1200, 60,
      "Tue 24 Nov, 12:35-17:00 call 2: step_due min_gap",
      "Tue 24 Nov, 09:00-17:00 call 2: step_due" },
    { "channel_gap_hours",
      "  - {day: 0, channel: sms, body: b}\n  - {day: 2, channel: sms, body: b}\n",
      "11-23T10:00 sms sent 1", NULL, 72, 24, "Thu 26 Nov, 10:00-17:00 sms 2: step_due channel_gap",
      "Wed 25 Nov, 09:00-17:00 sms 2: step_due" },
    { "busy_gap_minutes", ONE_CALL RETRY_CALL, "11-23T14:00 call busy 1", a_day_between_touches,
      120, 30, "Mon 23 Nov, 16:00-17:00 call 2: step_due min_gap",
      "Mon 23 Nov, 14:30-17:00 call 2: step_due min_gap" },
    { "failed_gap_minutes", "  - {day: 0, " MAIL RETRY_CALL, "11-23T10:00 email bounced 1",
      a_day_between_touches, 60, 30, "Mon 23 Nov, 11:00-17:00 call 2: step_due min_gap",
      "Mon 23 Nov, 10:30-17:00 call 2: step_due min_gap" },
    { "voicemail_grace_days", ONE_CALL "  - {day: 0, " WRITE, "11-23T10:00 call voicemail 1", NULL,
      1, 0, "Tue 24 Nov, 09:00-17:00 email 2: step_due voicemail_grace",
      "Mon 23 Nov, 10:00-17:00 email 2: step_due" },
    { "gatekeeper_grace_days", ONE_CALL "  - {day: 0, " WRITE, "11-23T10:00 call gatekeeper 1",
      NULL, 1, 0, "Tue 24 Nov, 09:00-17:00 email 2: step_due gatekeeper_grace",
      "Mon 23 Nov, 10:00-17:00 email 2: step_due" },
    { "letter_grace_days", "  - {day: 0, channel: letter, objective: o}\n  - {day: 1, " WRITE,
      "11-23T10:00 letter done 1", NULL, 2, 0,
      "Wed 25 Nov, 09:00-17:00 email 2: step_due letter_grace",
      "Tue 24 Nov, 09:00-17:00 email 2: step_due" },
    { "slow_gap_days", DAILY_CALLS, NO_ANSWER, slow_down, 4, 0,
      "Fri 27 Nov, 13:00-17:00 call 2: step_due pressure_slow other_half", TOMORROW },
    { "pressure_change", DAILY_CALLS, NO_ANSWER, change_channel, 0, 0,
      "Tue 24 Nov, 09:00-17:00 email 2: step_due pressure_change", TOMORROW },
    { "pressure_pause", "  - {day: 0, " MAIL "  - {day: 1, " CALL, "11-23T10:00 email sent 1",
      pause_them, 0, 0, "Thu 3 Dec, 09:00-17:00 call 2: step_due pressure_pause",
      "Tue 24 Nov, 09:00-17:00 call 2: step_due" },
    { "pressure_stop", "  - {day: 0, " MAIL "  - {day: 1, " CALL, "11-23T10:00 email sent 1",
      stop_them, 0, 0, "stop: pressure_stop",
      "Thu 3 Dec, 09:00-17:00 call 2: step_due pressure_pause" },
    { "cap_user_day", ONE_CALL, NULL, forty_today, 40, 41,
      "Tue 24 Nov, 09:00-17:00 call 1: step_due cap_user", TODAY },
    { "cap_mailbox_day", "  - {day: 0, " WRITE, NULL, forty_today, 40, 41,
      "Tue 24 Nov, 09:00-17:00 email 1: step_due cap_mailbox",
      "Mon 23 Nov, 09:00-17:00 email 1: step_due" },
    { "cap_domain_day", "  - {day: 0, " WRITE, NULL, forty_today, 40, 41,
      "Tue 24 Nov, 09:00-17:00 email 1: step_due cap_domain",
      "Mon 23 Nov, 09:00-17:00 email 1: step_due" },
    { "windows", DAILY_CALLS, "11-27T10:00 call no_answer 1", open_on_saturday, 0, 0,
      "Mon 30 Nov, 13:00-17:00 call 2: step_due shifted weekend other_half",
      "Sat 28 Nov, 11:00-12:00 call 2: step_due shifted other_half" },
    { "sender_windows", ONE_CALL, NULL, sender_in_new_york, 0, 0,
      "Mon 23 Nov, 14:00-17:00 call 1: step_due", TODAY },
    { "holiday", DAILY_CALLS, "11-25T10:00 call no_answer 1", in_america, 0, 0,
      "Fri 27 Nov, 13:00-17:00 call 2: step_due shifted holiday other_half",
      "Thu 26 Nov, 13:00-17:00 call 2: step_due shifted other_half" },
    { "closed_day", DAILY_CALLS, NO_ANSWER, closed_tuesday, 0, 0,
      "Wed 25 Nov, 13:00-17:00 call 2: step_due closed_day other_half", TOMORROW },
    { "own_hours", ONE_CALL "  - {after: 20 hours, " CALL, "11-23T16:00 call no_answer 1",
      short_tuesday, 0, 0, "Wed 25 Nov, 09:00-17:00 call 2: step_due own_hours",
      "Tue 24 Nov, 12:00-17:00 call 2: step_due" },
    { "day_off", DAILY_CALLS, NO_ANSWER, sender_off_on_tuesday, 0, 0,
      "Wed 25 Nov, 13:00-17:00 call 2: step_due day_off other_half", TOMORROW },
    { "shut", ONE_CALL, NULL, left_alone, 0, 0, "stop: shut", TODAY },
    { "not_active", ONE_CALL, NULL, over, 0, 0, "stop: not_active", TODAY },
    { "promise", ONE_CALL, NULL, promised, 0, 0,
      "Sat 28 Nov, 19:00-20:30 call promised: promise after_promise", TODAY },
    { "answered", ONE_CALL, NULL, answered, 0, 0, "stop: answered", TODAY },
    { "paused", ONE_CALL, NULL, on_holiday, 0, 0, "wait Mon 30 Nov, 08:00: paused", TODAY },
    { "unusable", ONE_CALL "  - {day: 1, " WRITE, NULL, dead_number, 0, 0,
      "Mon 23 Nov, 09:00-17:00 email 2: step_due channel_unusable", TODAY },
    { "step", ONE_CALL "  - {day: 1, " CALL, NO_ANSWER, made_two_days_late, 0, 0,
      "Thu 26 Nov, 13:00-17:00 call 2: step_due shifted other_half", TOMORROW },
    { "late", ONE_CALL, NULL, nobody_at_work, 0, 0, "Wed 25 Nov, 12:00-17:00 call 1: step_due late",
      TODAY },
    { "other_half", DAILY_CALLS, NO_ANSWER, afternoon_call, 0, 0, TOMORROW,
      "Tue 24 Nov, 09:00-17:00 call 2: step_due" },
    { "value_heard", "  - {day: 0, value_point: numbers, " MAIL, "11-20T10:00 email sent -",
      heard_of_the_numbers, 0, 0, "Mon 23 Nov, 09:00-17:00 email 1: step_due value_heard value_dry",
      "Mon 23 Nov, 12:24-17:00 auto email 1: step_due" },
    { "answer_time", ONE_CALL, NO_ANSWER, three_days_later, 0, 0,
      "wait Thu 26 Nov, 10:00: answer_time", "finish: no_response" },
    { "horizon", DAILY_CALLS, NO_ANSWER, not_for_500_days, 0, 0,
      "finish: step_due channel_gap no_time",
      "Wed 3 Mar 2027, 13:00-17:00 call 2: step_due channel_gap other_half" },
};

static void
live(Person *p, const char *history)
{
    g_auto(GStrv) touches = g_strsplit(history != NULL ? history : "", ", ", -1);

    p->input.now_us = 0;
    for (char **touch = touches; *touch != NULL; touch++) {
        g_auto(GStrv) words = g_strsplit(*touch, " ", 4);
        g_autofree char *when = g_strdup_printf("2026-%s:00+01:00", words[0]);
        bool elsewhere = words[3][0] == '-';
        person_had(p, when, channel_kind_parse(words[1]), outcome_parse(words[2]),
                   elsewhere ? 0 : atoi(words[3]));
        p->attempts[p->input.attempt_count - 1].this_enrollment = !elsewhere;
    }
    p->input.now_us = MAX(p->input.now_us, p->input.started_us);
}

/* The rule's default, or a value of the case's own. */
static void
set_rule(Ruleset *rules, const Rule *rule, int value)
{
    Ruleset defaults;
    int *number = (int *)(void *)((char *)rules + rule->offset);

    ruleset_default(&defaults);
    if (rule->kind == RULE_BY_CHANNEL)
        for (int channel = 0; channel < CHANNEL_COUNT; channel++)
            number[channel] = value;
    else if (rule->kind == RULE_NUMBER)
        *number = value != 0 ? value : *(int *)(void *)((char *)&defaults + rule->offset);
}

/* The two rulesets differ in this rule alone. */
static void
assert_only(const Rule *rule, const Ruleset *kept, const Ruleset *relaxed)
{
    g_autoptr(json_t) before = ruleset_to_json(kept), after = ruleset_to_json(relaxed);
    const char *key;
    const json_t *value;

    json_object_foreach(before, key, value)
    {
        if (strcmp(key, rule->key) != 0 && strcmp(rule->key, "horizon") != 0)
            g_assert_true(json_equal(value, json_object_get(after, key)));
    }
}

static char *
next_of(const Person *p)
{
    GString *text = g_string_new(NULL);
    Plan plan;

    planner_next(&p->input, &plan);
    say_plan(text, &p->input, &plan);
    return g_string_free(text, FALSE);
}

static void
run_case(gconstpointer data)
{
    const Case *test = data;
    const Rule *rule = rule_find(test->rule);
    bool by_fact = test->value == 0 && test->relaxed == 0;
    Ruleset told[2];
    g_auto(GStrv) text = g_new0(char *, 3);

    g_assert_nonnull(rule);
    for (int relaxed = 0; relaxed < 2; relaxed++) {
        g_autoptr(Person) p = person_new(ZONE, NULL, "2026-11-23T09:00:00+01:00", test->steps);
        loosen(&p->ruleset);
        set_rule(&p->ruleset, rule, test->value);
        live(p, test->history);
        if (test->fact != NULL)
            test->fact(p, relaxed && by_fact);
        if (relaxed && !by_fact)
            *(int *)(void *)((char *)&p->ruleset + rule->offset) = test->relaxed;
        if (relaxed && rule->kind == RULE_BY_CHANNEL)
            for (int channel = 0; channel < CHANNEL_COUNT; channel++)
                p->ruleset.channel_gap_hours[channel] = test->relaxed;
        told[relaxed] = p->ruleset;
        text[relaxed] = next_of(p);
    }
    g_assert_cmpstr(text[0], ==, test->kept);
    g_assert_cmpstr(text[1], ==, test->otherwise);
    g_assert_cmpstr(text[0], !=, text[1]);
    assert_only(rule, &told[0], &told[1]);
}

/* --- rules about enrolling ---------------------------------------------------------------------
 */

typedef struct {
    const char *rule;
    PastEnrollment past;
    int relaxed;
    Admission kept_says, relaxed_says;
} AdmissionCase;

static const AdmissionCase ADMISSIONS[] = {
    { "exclusivity",
      { ENROLLMENT_ACTIVE, false },
      EXCLUSIVITY_SWITCH,
      ADMISSION_REFUSED_OTHER,
      ADMISSION_ENDS_OPEN },
    { "reenroll",
      { ENROLLMENT_FINISHED, true },
      REENROLL_ONCE,
      ADMISSION_FREE,
      ADMISSION_REFUSED_ONCE },
    { "reenroll",
      { ENROLLMENT_PAUSED, true },
      REENROLL_ANY_TIME,
      ADMISSION_REFUSED_SAME,
      ADMISSION_ENDS_OPEN },
    { "active_states",
      { ENROLLMENT_NURTURING, false },
      1 << ENROLLMENT_ACTIVE,
      ADMISSION_REFUSED_OTHER,
      ADMISSION_ENDS_OPEN },
};

static void
run_admission(gconstpointer data)
{
    const AdmissionCase *test = data;
    const Rule *rule = rule_find(test->rule);
    Ruleset ruleset;

    g_assert_nonnull(rule);
    ruleset_default(&ruleset);
    g_assert_cmpint(admission_decide(&ruleset, &test->past, 1), ==, test->kept_says);
    memcpy((char *)&ruleset + rule->offset, &test->relaxed, sizeof test->relaxed);
    g_assert_cmpint(admission_decide(&ruleset, &test->past, 1), ==, test->relaxed_says);
    g_assert_cmpint(admission_decide(&ruleset, NULL, 0), ==, ADMISSION_FREE);
}

static void
test_refusals_in_words(void)
{
    g_autofree char *once = admission_say(ADMISSION_REFUSED_ONCE, "a");
    g_autofree char *in = admission_say(ADMISSION_REFUSED_OTHER, "b");

    g_assert_cmpstr(once, ==, "was in \"a\" before, and the rules allow it once");
    g_assert_cmpstr(in, ==, "is already in \"b\"");
    g_assert_null(admission_say(ADMISSION_ENDS_OPEN, "c"));
}

/* --- the registry itself -----------------------------------------------------------------------
 */

static bool
has_case(const char *key)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++)
        if (strcmp(CASES[i].rule, key) == 0)
            return true;
    for (gsize i = 0; i < G_N_ELEMENTS(ADMISSIONS); i++)
        if (strcmp(ADMISSIONS[i].rule, key) == 0)
            return true;
    return false;
}

static void
test_every_rule_has_a_case_and_words(void)
{
    bool said[REASON_COUNT] = { false };
    gsize count;
    const Rule *rules = rule_table(&count);

    for (const Rule *rule = rules; rule < rules + count; rule++) {
        g_autofree char *says = rule_say(rule);
        g_test_message("%s: %s", rule->key, says);
        g_assert_true(has_case(rule->key));
        g_assert_true(rule->asks[0] != '\0' && rule->because[0] != '\0' && says[0] != '\0');
        g_assert_true(rule_find(rule->key) == rule);
        for (int i = 0; i < rule->sayings; i++)
            said[rule->says[i].code] = true;
    }
    for (int code = 0; code < REASON_COUNT; code++) { /* and no reason is nobody's */
        g_test_message("%s", reason_name((ReasonCode)code));
        g_assert_true(said[code]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *path = g_strdup_printf("/alone/%s", CASES[i].rule);
        g_test_add_data_func(path, &CASES[i], run_case);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(ADMISSIONS); i++) {
        g_autofree char *path = g_strdup_printf("/alone/%s/%zu", ADMISSIONS[i].rule, i);
        g_test_add_data_func(path, &ADMISSIONS[i], run_admission);
    }
    g_test_add_func("/admission/words", test_refusals_in_words);
    g_test_add_func("/registry/every-rule-has-a-case", test_every_rule_has_a_case_and_words);
    return g_test_run();
}
