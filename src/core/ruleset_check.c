/* Rules that each make sense, but not together. */
#include "base/error.h"
#include "core/enrollment.h"
#include "core/rule.h"
#include "core/schedule.h"

#define WEEK_HOURS (7 * 24)

typedef struct {
    const Ruleset *ruleset;
    const RulesetSource *source;
    int days; /* working days a week */
} Check;

/* A sentence that is the problem, and what to do; `first` and `second` are the rules in it. */
typedef struct {
    const char *first, *second, *remedy;
    char *what;
} Conflict;

static int
line_of(const RulesetSource *source, const char *key)
{
    return source != NULL && key != NULL ? GPOINTER_TO_INT(g_hash_table_lookup(source->lines, key))
                                         : 0;
}

/* "rules.yaml, lines 3 and 5: floor_attempts 9 is above ceiling_attempts 8: lower the floor ..." */
static bool
report(const Check *self, Conflict *conflict, GError **error)
{
    g_autofree char *what = g_steal_pointer(&conflict->what);
    g_autofree char *where = NULL;
    const RulesetSource *source = self->source;
    int first = line_of(source, conflict->first), second = line_of(source, conflict->second);

    if (first > 0 && second > 0)
        where = g_strdup_printf("%s, lines %d and %d: ", source->file, MIN(first, second),
                                MAX(first, second));
    else if (first > 0 || second > 0)
        where = g_strdup_printf("%s:%d: ", source->file, MAX(first, second));
    return error_set(error, SEVENTH_ERROR_INVALID, "%s%s: %s", where != NULL ? where : "", what,
                     conflict->remedy);
}

static bool
check_floor(const Check *self, Conflict *ret)
{
    const Ruleset *rules = self->ruleset;

    *ret = (Conflict){ .first = "floor_attempts",
                       .second = "ceiling_attempts",
                       .remedy = "lower the floor or raise the ceiling" };
    if (rules->floor_attempts <= rules->ceiling_attempts)
        return true;
    ret->what =
        g_strdup_printf("floor_attempts %d is above ceiling_attempts %d in ceiling_days %d",
                        rules->floor_attempts, rules->ceiling_attempts, rules->ceiling_days);
    return false;
}

static bool
check_week(const Check *self, Conflict *ret)
{
    const Ruleset *rules = self->ruleset;

    *ret = (Conflict){ .first = "floor_per_week",
                       .second = "ceiling_per_week",
                       .remedy = "lower the floor or raise the ceiling" };
    if (rules->floor_per_week <= rules->ceiling_per_week)
        return true;
    ret->what = g_strdup_printf("floor_per_week %d is above ceiling_per_week %d",
                                rules->floor_per_week, rules->ceiling_per_week);
    return false;
}

/* A week of seven days may hold more of the floor's rhythm than the ceiling of many days allows. */
static bool
check_rhythm(const Check *self, Conflict *ret)
{
    const Ruleset *rules = self->ruleset;
    int gap = rules->floor_per_week > 0 ? MAX(1, self->days / rules->floor_per_week) : 0;

    *ret = (Conflict){ .first = "slow_gap_days",
                       .second = "floor_per_week",
                       .remedy = "make it longer, or 0 for never slower" };
    if (gap == 0 || rules->slow_gap_days == 0 || rules->slow_gap_days > gap)
        return true;
    ret->what =
        g_strdup_printf("slow_gap_days %d slows nobody down, for floor_per_week %d leaves "
                        "%d working day%s anyway",
                        rules->slow_gap_days, rules->floor_per_week, gap, gap == 1 ? "" : "s");
    return false;
}

static bool
check_open_days(const Check *self, Conflict *ret)
{
    const Ruleset *rules = self->ruleset;

    *ret = (Conflict){ .first = "floor_per_week",
                       .second = "windows",
                       .remedy = "lower the floor or open more days for mail or calls" };
    if (rules->floor_per_week <= self->days)
        return true;
    ret->what =
        g_strdup_printf("floor_per_week %d does not fit a week with %d open day%s in windows",
                        rules->floor_per_week, self->days, self->days == 1 ? "" : "s");
    return false;
}

static bool
check_gap(const Check *self, Conflict *ret)
{
    const Ruleset *rules = self->ruleset;
    int room = rules->floor_per_week > 0 ? self->days * 24 * 60 / rules->floor_per_week : 0;

    *ret = (Conflict){ .first = "min_gap_minutes",
                       .second = "floor_per_week",
                       .remedy = "shorten the gap or lower the floor" };
    if (rules->floor_per_week == 0 || rules->min_gap_minutes <= room)
        return true;
    ret->what = g_strdup_printf("min_gap_minutes %d leaves no room for floor_per_week %d, which "
                                "needs gaps of %d at most",
                                rules->min_gap_minutes, rules->floor_per_week, room);
    return false;
}

static bool
check_grace(const Check *self, Conflict *ret)
{
    const Ruleset *rules = self->ruleset;
    const struct {
        const char *key;
        int days;
    } graces[] = {
        { "voicemail_grace_days", rules->voicemail_grace_days },
        { "gatekeeper_grace_days", rules->gatekeeper_grace_days },
        { "letter_grace_days", rules->letter_grace_days },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(graces) && rules->floor_per_week > 0; i++) {
        int room = MAX(1, self->days / rules->floor_per_week);
        if (graces[i].days <= room)
            continue;
        *ret = (Conflict){ .first = graces[i].key,
                           .second = "floor_per_week",
                           .remedy = "shorten it or lower the floor" };
        ret->what = g_strdup_printf("%s %d leaves no room for floor_per_week %d, which needs the "
                                    "next touch within %d working day%s",
                                    graces[i].key, graces[i].days, rules->floor_per_week, room,
                                    room == 1 ? "" : "s");
        return false;
    }
    return true;
}

/* The channels a human takes unasked have to carry the floor between them. */
static bool
check_channel_gaps(const Check *self, Conflict *ret)
{
    static const ChannelKind USUAL[] = { CHANNEL_CALL, CHANNEL_EMAIL, CHANNEL_SOCIAL };
    const Ruleset *rules = self->ruleset;
    int room = 0;

    *ret = (Conflict){ .first = "channel_gap_hours",
                       .second = "floor_per_week",
                       .remedy = "shorten the gaps or lower the floor" };
    for (gsize i = 0; i < G_N_ELEMENTS(USUAL); i++) {
        int hours = rules->channel_gap_hours[USUAL[i]];
        if (!week_windows_any(&rules->windows[USUAL[i]]))
            continue;
        room += hours == 0 ? rules->floor_per_week : WEEK_HOURS / hours;
    }
    if (room >= rules->floor_per_week)
        return true;
    ret->what = g_strdup_printf("channel_gap_hours leaves %d touch%s a week on call, email and "
                                "social together, floor_per_week asks for %d",
                                room, room == 1 ? "" : "es", rules->floor_per_week);
    return false;
}

static int
count_open_channels(const Ruleset *rules, ChannelKind *ret_last)
{
    int open = 0;

    for (int channel = 0; channel < CHANNEL_COUNT; channel++)
        if (week_windows_any(&rules->windows[channel])) {
            *ret_last = (ChannelKind)channel;
            open++;
        }
    return open;
}

static bool
check_mix(const Check *self, Conflict *ret)
{
    const Ruleset *rules = self->ruleset;
    ChannelKind last = CHANNEL_NONE;
    int open = count_open_channels(rules, &last);

    if (rules->mix_channels > rules->mix_attempts) {
        *ret = (Conflict){ .first = "mix_channels",
                           .second = "mix_attempts",
                           .remedy = "ask for fewer channels or count more attempts" };
        ret->what = g_strdup_printf("mix_channels %d does not fit into mix_attempts %d",
                                    rules->mix_channels, rules->mix_attempts);
        return false;
    }
    *ret = (Conflict){ .first = "mix_channels",
                       .second = "windows",
                       .remedy = "ask for fewer channels or open hours for more" };
    if (rules->mix_channels <= open)
        return true;
    ret->what = g_strdup_printf("mix_channels %d cannot be kept with hours for %d channel%s in "
                                "windows",
                                rules->mix_channels, open, open == 1 ? "" : "s");
    return false;
}

/* One written channel alone pauses for a week after each run. */
static bool
check_run(const Check *self, Conflict *ret)
{
    const Ruleset *rules = self->ruleset;
    ChannelKind only = CHANNEL_NONE;

    *ret = (Conflict){ .first = "max_run_of_channel",
                       .second = "windows",
                       .remedy = "open hours for another channel or allow a longer run" };
    if (count_open_channels(rules, &only) != 1 || !channel_kind_is_written(only) ||
        rules->floor_per_week == 0 || rules->max_run_of_channel >= rules->floor_attempts)
        return true;
    ret->what =
        g_strdup_printf("max_run_of_channel %d stops the floor of %d for a week each time, "
                        "for %s is the only channel with hours in windows",
                        rules->max_run_of_channel, rules->floor_attempts, channel_kind_name(only));
    return false;
}

static bool
check_hours(const Check *self, Conflict *ret)
{
    const Ruleset *rules = self->ruleset;

    *ret = (Conflict){ .first = "windows", .remedy = "open at least one day" };
    if (!week_windows_any(&rules->windows[CHANNEL_EMAIL]) &&
        !week_windows_any(&rules->windows[CHANNEL_CALL])) {
        ret->what = g_strdup("windows: neither mail nor calls have any hours");
        return false;
    }
    ret->first = "sender_windows";
    if (!week_windows_any(&rules->sender_windows))
        ret->what = g_strdup("sender_windows: no hours at all");
    return ret->what == NULL;
}

static bool
weeks_meet(const WeekWindows *a, const WeekWindows *b)
{
    for (int weekday = 0; weekday < 7; weekday++) {
        int from = MAX(a->days[weekday].from_minute, b->days[weekday].from_minute);
        int until = MIN(a->days[weekday].until_minute, b->days[weekday].until_minute);
        if (until - from >= (int)(SCHEDULE_RESERVE_US / MINUTE_US))
            return true;
    }
    return false;
}

/* Zones may keep them apart; their own clocks must not. */
static bool
check_common_hours(const Check *self, Conflict *ret)
{
    const Ruleset *rules = self->ruleset;

    *ret = (Conflict){ .first = "windows",
                       .second = "sender_windows",
                       .remedy = "make them overlap by half an hour on some day" };
    for (int channel = 0; channel < CHANNEL_COUNT; channel++) {
        const WeekWindows *windows = &rules->windows[channel];
        if (channel_kind_may_be_automatic((ChannelKind)channel) || !week_windows_any(windows) ||
            weeks_meet(windows, &rules->sender_windows))
            continue;
        ret->what = g_strdup_printf("windows.%s and sender_windows never meet, not even in one "
                                    "time zone",
                                    channel_kind_name((ChannelKind)channel));
        return false;
    }
    return true;
}

static bool
check_states(const Check *self, Conflict *ret)
{
    *ret = (Conflict){ .first = "active_states",
                       .second = "exclusivity",
                       .remedy = "name at least active" };
    if ((self->ruleset->active_states & 1 << ENROLLMENT_ACTIVE) == 0)
        ret->what = g_strdup("active_states without \"active\" would let exclusivity and reenroll "
                             "count for nobody");
    return ret->what == NULL;
}

bool
ruleset_check(const Ruleset *self, const RulesetSource *source, GError **error)
{
    static bool (*const CHECKS[])(const Check *, Conflict *) = {
        check_hours, check_common_hours, check_floor, check_week, check_open_days, check_gap,
        check_grace, check_channel_gaps, check_mix,   check_run,  check_rhythm,    check_states,
    };
    WorkingDays week = working_days_of(self, NULL);
    Check check = { self, source, working_days_in_week(&week) };

    for (gsize i = 0; i < G_N_ELEMENTS(CHECKS); i++) {
        Conflict conflict = { 0 };
        if (!CHECKS[i](&check, &conflict))
            return report(&check, &conflict, error);
    }
    return true;
}
