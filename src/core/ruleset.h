/* The ruleset: floor, ceilings, gaps and windows that hold whatever a sequence says.
 *
 * Defaults are EVIDENCE.md's starting priors; each field names the rule in docs/rules.md. A
 * workspace, and later a sequence, may override them. */
#pragma once

#include "base/json.h"
#include "core/channel_kind.h"

typedef struct {
    int16_t from_minute, until_minute; /* local minutes of the day, [from, until); both 0: closed */
} DayWindow;

/* One window a weekday (0 Monday). */
typedef struct {
    DayWindow days[7];
} WeekWindows;

typedef struct {
    /* floor */
    int floor_attempts; /* 7: nobody silent is given up on before */
    int floor_per_week; /* 2: while below floor_attempts, at most 5/2 -> 2 working days between
                           touches */
    /* ceilings, per person across all sequences and users */
    int ceiling_attempts;    /* 8 ... */
    int ceiling_days;        /* ... in any 30 days */
    int ceiling_per_day;     /* 2 a civil day */
    int ceiling_per_week;    /* 5 in any 7 days */
    int ceiling_account_day; /* 4 touches to one account a civil day */
    int max_run_of_channel;  /* 4 of one written channel in a row, each within a week of the last */
    int max_run_of_calls;    /* 6 of one spoken channel in a row, where there is another way */
    int mix_attempts;        /* among the first 7 attempts of a sequence ... */
    int mix_channels;        /* ... at least 2 channels, as far as there are usable ones */
    /* gaps */
    int min_gap_minutes; /* 20 h between touches, unless the sequence puts two on one day on two
                            channels */
    int channel_gap_hours[CHANNEL_COUNT]; /* between two touches of one channel */
    int busy_gap_minutes;                 /* 2 h instead of min_gap_minutes after a busy line */
    int failed_gap_minutes; /* 1 h instead after what reached nobody: bounced, failed, wrong number
                             */
    int voicemail_grace_days;  /* 1 working day after a voicemail */
    int gatekeeper_grace_days; /* 1 working day after speaking to somebody else */
    int letter_grace_days;     /* 2 working days for a letter to arrive */
    int slow_gap_days;         /* 4 working days between touches when the gauge says slow down */
    /* caps a day of the sender's, 0: none */
    int cap_user_day, cap_mailbox_day, cap_domain_day;
    /* windows, in the prospect's zone, per channel; and the sender's own hours for what a human
     * does */
    WeekWindows windows[CHANNEL_COUNT]; /* Monday to Friday 9:00-17:00 */
    WeekWindows sender_windows;         /* Monday to Friday 8:00-18:00 */
} Ruleset;

void ruleset_default(Ruleset *self);

/* Overrides from a JSON object with the field names above; windows as {"email": {"mon":
 * "09:00-17:00", "sat": null}, "all": ...}. Errors: INVALID naming the key and value; INVALID for
 * rules that cannot be kept together (floor above ceiling, no window). */
bool ruleset_apply_json(Ruleset *self, const json_t *overrides, GError **error);
json_t *ruleset_to_json(const Ruleset *self);
