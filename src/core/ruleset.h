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
    /* gaps */
    int min_gap_minutes; /* 20 h between touches, unless the sequence puts two on one day on two
                            channels */
    int voicemail_grace_days; /* 1 working day after a voicemail */
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
