/* The ruleset: defaults, overrides from JSON, and the rules that cannot be kept together. */
#include "core/ruleset.h"

#include <stddef.h>
#include <string.h>

#include "base/error.h"
#include "core/schedule.h"

typedef struct {
    const char *name;
    gsize offset;
    int otherwise, least, most;
} Number;

#define NUMBER(field, otherwise, least, most)                    \
    {                                                            \
#field, offsetof(Ruleset, field), otherwise, least, most \
    }
static const Number NUMBERS[] = {
    NUMBER(floor_attempts, 7, 0, 100),
    NUMBER(floor_per_week, 2, 0, 14),
    NUMBER(ceiling_attempts, 8, 1, 1000),
    NUMBER(ceiling_days, 30, 1, 365),
    NUMBER(ceiling_per_day, 2, 1, 50),
    NUMBER(ceiling_per_week, 5, 1, 200),
    NUMBER(ceiling_account_day, 4, 1, 1000),
    NUMBER(max_run_of_channel, 4, 1, 100),
    NUMBER(min_gap_minutes, 20 * 60, 0, 30 * 24 * 60),
    NUMBER(voicemail_grace_days, 1, 0, 30),
    NUMBER(max_run_of_calls, 6, 1, 100),
    NUMBER(mix_attempts, 7, 1, 20),
    NUMBER(mix_channels, 2, 1, 4),
    NUMBER(busy_gap_minutes, 120, 0, 30 * 24 * 60),
    NUMBER(failed_gap_minutes, 60, 0, 30 * 24 * 60),
    NUMBER(gatekeeper_grace_days, 1, 0, 30),
    NUMBER(letter_grace_days, 2, 0, 30),
    NUMBER(slow_gap_days, 4, 0, 60),
    NUMBER(cap_user_day, 0, 0, 10000),
    NUMBER(cap_mailbox_day, 0, 0, 100000),
    NUMBER(cap_domain_day, 0, 0, 100000),
};

static const char *const WEEKDAYS[7] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

static int *
number_at(Ruleset *self, const Number *number)
{
    return (int *)(void *)((char *)self + number->offset);
}

static void
open_workdays(WeekWindows *windows, int from_hour, int until_hour)
{
    memset(windows, 0, sizeof *windows);
    for (int weekday = 0; weekday < 5; weekday++)
        windows->days[weekday] =
            (DayWindow){ (int16_t)(from_hour * 60), (int16_t)(until_hour * 60) };
}

void
ruleset_default(Ruleset *self)
{
    memset(self, 0, sizeof *self);
    for (gsize i = 0; i < G_N_ELEMENTS(NUMBERS); i++)
        *number_at(self, &NUMBERS[i]) = NUMBERS[i].otherwise;
    for (int channel = 0; channel < CHANNEL_COUNT; channel++)
        open_workdays(&self->windows[channel], 9, 17);
    open_workdays(&self->sender_windows, 8, 18);
}

static bool
read_clock(const char *text, int *ret_minute)
{
    if (strlen(text) != 5 || text[2] != ':')
        return false;
    for (int i = 0; i < 5; i++)
        if (i != 2 && !g_ascii_isdigit(text[i]))
            return false;
    *ret_minute =
        ((text[0] - '0') * 10 + text[1] - '0') * 60 + (text[3] - '0') * 10 + text[4] - '0';
    return text[3] < '6' && *ret_minute <= 24 * 60;
}

static bool
read_window(const char *where, const json_t *value, DayWindow *ret_window, GError **error)
{
    const char *text = json_string_value(value);
    g_auto(GStrv) ends = NULL;
    int from, until;

    *ret_window = (DayWindow){ 0, 0 };
    if (json_is_null(value))
        return true;
    if (text != NULL)
        ends = g_strsplit(text, "-", 3);
    if (ends == NULL || g_strv_length(ends) != 2 || !read_clock(ends[0], &from) ||
        !read_clock(ends[1], &until))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s: write the hours as \"09:00-17:00\", or null for a closed day", where);
    if (until - from < (int)(SCHEDULE_RESERVE_US / MINUTE_US))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s: \"%s\" is too short; a window needs at least 30 minutes, its end "
                         "after its beginning",
                         where, text);
    *ret_window = (DayWindow){ (int16_t)from, (int16_t)until };
    return true;
}

static int
weekday_parse(const char *name)
{
    for (int weekday = 0; weekday < 7; weekday++)
        if (strcmp(name, WEEKDAYS[weekday]) == 0)
            return weekday;
    return -1;
}

static bool
read_week(const char *where, const json_t *days, WeekWindows *windows, GError **error)
{
    const char *key;
    const json_t *value;

    if (!json_is_object(days))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s: expected weekdays, such as {\"mon\": \"09:00-17:00\", \"sat\": null}",
                         where);
    json_object_foreach((json_t *)days, key, value)
    {
        int weekday = weekday_parse(key);
        g_autofree char *place = g_strdup_printf("%s.%.40s", where, key);
        if (weekday < 0)
            return error_set(error, SEVENTH_ERROR_INVALID,
                             "%s: no weekday; use mon, tue, wed, thu, fri, sat or sun", place);
        if (!read_window(place, value, &windows->days[weekday], error))
            return false;
    }
    return true;
}

static bool
read_windows(Ruleset *self, const json_t *channels, GError **error)
{
    const char *key;
    const json_t *value;
    const json_t *all;

    if (!json_is_object(channels))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "windows: expected channels, such as {\"all\": {\"sat\": null}}");
    all = json_object_get(channels, "all"); /* first, so that a channel of its own outranks it */
    for (int channel = 0; all != NULL && channel < CHANNEL_COUNT; channel++)
        if (!read_week("windows.all", all, &self->windows[channel], error))
            return false;
    json_object_foreach((json_t *)channels, key, value)
    {
        ChannelKind channel = channel_kind_parse(key);
        g_autofree char *place = g_strdup_printf("windows.%.40s", key);
        if (strcmp(key, "all") == 0)
            continue;
        if (channel == CHANNEL_NONE)
            return error_set(error, SEVENTH_ERROR_INVALID,
                             "%s: no channel; use all, email, call, voicemail, sms, social, "
                             "letter, visit or fax",
                             place);
        if (!read_week(place, value, &self->windows[channel], error))
            return false;
    }
    return true;
}

static bool
read_number(Ruleset *self, const char *key, const json_t *value, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(NUMBERS); i++) {
        const Number *number = &NUMBERS[i];
        if (strcmp(key, number->name) != 0)
            continue;
        if (!json_is_integer(value) || json_integer_value(value) < number->least ||
            json_integer_value(value) > number->most) {
            g_autofree char *text = json_line(value);
            return error_set(error, SEVENTH_ERROR_INVALID,
                             "%s: %.60s; it must be a whole number from %d to %d", key, text,
                             number->least, number->most);
        }
        *number_at(self, number) = (int)json_integer_value(value);
        return true;
    }
    return error_set(error, SEVENTH_ERROR_INVALID, "%.60s: there is no such rule", key);
}

/* Rules that each make sense, but not together. */
static bool
check_together(const Ruleset *self, GError **error)
{
    WorkingDays week = working_days_of(self, NULL);
    int days = working_days_in_week(&week);

    if (!week_windows_any(&self->windows[CHANNEL_EMAIL]) &&
        !week_windows_any(&self->windows[CHANNEL_CALL]))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "windows: neither mail nor calls have any hours; open at least one day");
    if (!week_windows_any(&self->sender_windows))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "sender_windows: no hours at all; open at least one day");
    if (self->floor_attempts > self->ceiling_attempts)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "floor_attempts %d is above ceiling_attempts %d (in ceiling_days %d): "
                         "lower the floor or raise the ceiling",
                         self->floor_attempts, self->ceiling_attempts, self->ceiling_days);
    if (self->floor_per_week > self->ceiling_per_week)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "floor_per_week %d is above ceiling_per_week %d", self->floor_per_week,
                         self->ceiling_per_week);
    if (self->floor_per_week > days)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "floor_per_week %d does not fit a week with %d open day%s",
                         self->floor_per_week, days, days == 1 ? "" : "s");
    if (self->floor_per_week > 0 && self->min_gap_minutes > days * 24 * 60 / self->floor_per_week)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "min_gap_minutes %d leaves no room for floor_per_week %d",
                         self->min_gap_minutes, self->floor_per_week);
    if (self->floor_per_week > 0 && self->voicemail_grace_days > days / self->floor_per_week)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "voicemail_grace_days %d leaves no room for floor_per_week %d",
                         self->voicemail_grace_days, self->floor_per_week);
    return true;
}

bool
ruleset_apply_json(Ruleset *self, const json_t *overrides, GError **error)
{
    Ruleset changed = *self;
    const char *key;
    const json_t *value;

    if (!json_is_object(overrides))
        return error_set(error, SEVENTH_ERROR_INVALID, "ruleset: expected an object of rules");
    json_object_foreach((json_t *)overrides, key, value)
    {
        bool ok;
        if (strcmp(key, "windows") == 0)
            ok = read_windows(&changed, value, error);
        else if (strcmp(key, "sender_windows") == 0)
            ok = read_week("sender_windows", value, &changed.sender_windows, error);
        else
            ok = read_number(&changed, key, value, error);
        if (!ok)
            return false;
    }
    if (!check_together(&changed, error))
        return false;
    *self = changed;
    return true;
}

static json_t *
week_to_json(const WeekWindows *windows)
{
    json_t *days = json_object();

    for (int weekday = 0; weekday < 7; weekday++) {
        const DayWindow *day = &windows->days[weekday];
        g_autofree char *text = !week_windows_open(windows, weekday)
                                    ? NULL
                                    : g_strdup_printf("%02d:%02d-%02d:%02d", day->from_minute / 60,
                                                      day->from_minute % 60, day->until_minute / 60,
                                                      day->until_minute % 60);
        json_set_text(days, WEEKDAYS[weekday], text);
    }
    return days;
}

json_t *
ruleset_to_json(const Ruleset *self)
{
    json_t *object = json_object();
    json_t *channels = json_object();

    for (gsize i = 0; i < G_N_ELEMENTS(NUMBERS); i++)
        json_set_int(object, NUMBERS[i].name, *number_at((Ruleset *)self, &NUMBERS[i]));
    for (int channel = 0; channel < CHANNEL_COUNT; channel++)
        json_object_set_new(channels, channel_kind_name((ChannelKind)channel),
                            week_to_json(&self->windows[channel]));
    json_object_set_new(object, "windows", channels);
    json_object_set_new(object, "sender_windows", week_to_json(&self->sender_windows));
    return object;
}
