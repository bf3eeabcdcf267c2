/* The ruleset: floor, ceilings, gaps, windows and whom one may enroll; they hold whatever a
 * sequence says.
 *
 * Each field is a rule of the registry (core/rule.h), which knows its default, its range and where
 * it comes from; docs/rules.md is the list. A workspace overrides the defaults, a named ruleset
 * (`ruleset: NAME` in a sequence) overrides the workspace. What cannot be kept together is refused
 * (ruleset_check()), never settled in silence. */
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

typedef enum { EXCLUSIVITY_REFUSE, EXCLUSIVITY_SWITCH } Exclusivity;
typedef enum { REENROLL_ONCE, REENROLL_WHEN_NOT_ACTIVE, REENROLL_ANY_TIME } Reenroll;

typedef struct {
    /* floor */
    int floor_attempts, floor_per_week;
    /* ceilings, per person across all sequences and users */
    int ceiling_attempts, ceiling_days, ceiling_per_day, ceiling_per_week;
    int ceiling_account_day; /* touches to one account a civil day */
    /* channels */
    int max_run_of_channel, max_run_of_calls;
    int mix_attempts, mix_channels;
    /* gaps */
    int min_gap_minutes;
    int channel_gap_hours[CHANNEL_COUNT];
    int busy_gap_minutes, failed_gap_minutes;
    int voicemail_grace_days, gatekeeper_grace_days, letter_grace_days; /* working days */
    int slow_gap_days; /* working days, when the gauge says slow down */
    /* caps a day of the sender's, 0: none */
    int cap_user_day, cap_mailbox_day, cap_domain_day;
    /* whom one may enroll */
    int exclusivity;   /* Exclusivity */
    int reenroll;      /* Reenroll */
    int active_states; /* bits of EnrollmentState */
    /* windows, in the prospect's zone, per channel; and the sender's own hours for what a human
     * does */
    WeekWindows windows[CHANNEL_COUNT]; /* Monday to Friday 9:00-17:00 */
    WeekWindows sender_windows;         /* Monday to Friday 8:00-18:00 */
} Ruleset;

void ruleset_default(Ruleset *self);

/* Where overrides were written, so that messages can point there. */
typedef struct {
    const char *file;  /* "rules.yaml" */
    GHashTable *lines; /* "windows.call.mon" -> its line (GINT_TO_POINTER) */
} RulesetSource;

/* Reads a file of rules, YAML or JSON, to overrides; `ret_lines` gets what RulesetSource needs
 * (free with g_hash_table_unref()). Errors: INVALID with file and line. */
json_t *ruleset_overrides_read(const char *file, const char *text, gsize length,
                               GHashTable **ret_lines, GError **error);

/* Applies overrides: an object with the registry's keys; windows as {"email": {"mon":
 * "09:00-17:00", "sat": null}, "all": ...}. `source` NULL: not from a file. Nothing is changed on
 * failure. Errors: INVALID naming line, key and value; ruleset_check()'s. */
bool
ruleset_apply(Ruleset *self, const json_t *overrides, const RulesetSource *source, GError **error);
bool ruleset_apply_json(Ruleset *self, const json_t *overrides, GError **error);

/* Can all rules be kept together? Errors: INVALID naming the two rules in conflict with their
 * values and lines, and what to do. `source` may be NULL. */
bool ruleset_check(const Ruleset *self, const RulesetSource *source, GError **error);

/* Every rule with its value. */
json_t *ruleset_to_json(const Ruleset *self);
/* The hours of a week: {"mon": "09:00-17:00", "sat": null}. */
json_t *week_windows_to_json(const WeekWindows *windows);
