/* Rulesets by the registry: defaults, overrides, and all of it as JSON. */
#include "core/ruleset.h"

#include <string.h>

#include "base/error.h"
#include "core/enrollment.h"
#include "core/rule.h"
#include "core/schedule.h"

#define CHANNELS "email, call, voicemail, sms, social, letter, visit or fax"

static const char *const WEEKDAYS[7] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

static int *
number_at(Ruleset *self, const Rule *rule)
{
    return (int *)(void *)((char *)self + rule->offset);
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
    gsize count;
    const Rule *rules = rule_table(&count);

    memset(self, 0, sizeof *self);
    for (const Rule *rule = rules; rule < rules + count; rule++) {
        if (rule->kind == RULE_NUMBER || rule->kind == RULE_CHOICE || rule->kind == RULE_STATES)
            *number_at(self, rule) = rule->otherwise;
        if (rule->kind == RULE_BY_CHANNEL)
            memcpy(number_at(self, rule), rule->by_channel, CHANNEL_COUNT * sizeof(int));
    }
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
            return error_set(error, SEVENTH_ERROR_INVALID, "%s: no channel; use all, " CHANNELS,
                             place);
        if (!read_week(place, value, &self->windows[channel], error))
            return false;
    }
    return true;
}

static bool
read_number(const char *key, const Rule *rule, const json_t *value, int *ret_number, GError **error)
{
    if (json_is_integer(value) && json_integer_value(value) >= rule->least &&
        json_integer_value(value) <= rule->most) {
        *ret_number = (int)json_integer_value(value);
        return true;
    }
    g_autofree char *text = json_line(value);
    return error_set(error, SEVENTH_ERROR_INVALID,
                     "%s: %.60s; it must be a whole number from %d to %d", key, text, rule->least,
                     rule->most);
}

static bool
read_by_channel(const char *key, const Rule *rule, const json_t *value, int *ret_numbers,
                GError **error)
{
    const char *name;
    const json_t *number;

    if (!json_is_object(value))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s: expected channels, such as {\"sms\": 72}", key);
    json_object_foreach((json_t *)value, name, number)
    {
        ChannelKind channel = channel_kind_parse(name);
        g_autofree char *place = g_strdup_printf("%s.%.40s", key, name);
        if (channel == CHANNEL_NONE)
            return error_set(error, SEVENTH_ERROR_INVALID, "%s: no channel; use " CHANNELS, place);
        if (!read_number(place, rule, number, &ret_numbers[channel], error))
            return false;
    }
    return true;
}

static bool
read_choice(const char *key, const Rule *rule, const json_t *value, int *ret_choice, GError **error)
{
    const char *word = json_string_value(value);

    for (int i = 0; word != NULL && rule->choices[i] != NULL; i++)
        if (strcmp(rule->choices[i], word) == 0) {
            *ret_choice = i;
            return true;
        }
    g_autofree char *text = json_line(value);
    g_autofree char *words = g_strjoinv(", ", (char **)rule->choices);
    return error_set(error, SEVENTH_ERROR_INVALID, "%s: %.60s; use one of %s", key, text, words);
}

static bool
read_states(const char *key, const json_t *value, int *ret_states, GError **error)
{
    gsize i;
    json_t *item;

    if (!json_is_array(value))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s: expected a list, such as [pending, active, paused]", key);
    *ret_states = 0;
    json_array_foreach((json_t *)value, i, item)
    {
        EnrollmentState state = enrollment_state_parse(json_string_value(item));
        g_autofree char *text = json_line(item);
        if (state == ENROLLMENT_STATE_COUNT || (1 << state & ENROLLMENT_OPEN_STATES) == 0)
            return error_set(error, SEVENTH_ERROR_INVALID,
                             "%s: %.60s; use pending, active, paused and nurturing", key, text);
        *ret_states |= 1 << state;
    }
    return true;
}

static bool
read_rule(Ruleset *self, const char *key, const json_t *value, GError **error)
{
    const Rule *rule = rule_find(key);

    if (rule == NULL)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%.60s: there is no such rule; `seventh ruleset show` lists them", key);
    switch (rule->kind) {
    case RULE_NUMBER:
        return read_number(key, rule, value, number_at(self, rule), error);
    case RULE_BY_CHANNEL:
        return read_by_channel(key, rule, value, number_at(self, rule), error);
    case RULE_CHOICE:
        return read_choice(key, rule, value, number_at(self, rule), error);
    case RULE_STATES:
        return read_states(key, value, number_at(self, rule), error);
    case RULE_WINDOWS:
        return read_windows(self, value, error);
    case RULE_WEEK:
        return read_week(key, value, &self->sender_windows, error);
    case RULE_FIXED:
        break;
    }
    return error_set(error, SEVENTH_ERROR_INVALID, "%s: this rule always holds; it cannot be set",
                     key);
}

/* "rules.yaml:4: " before the message that begins with the key at fault. */
static void
prefix_line(const RulesetSource *source, GError **error)
{
    g_autofree char *key = NULL;
    int line;

    if (source == NULL || error == NULL || *error == NULL)
        return;
    key = g_strndup((*error)->message, strcspn((*error)->message, ": "));
    line = GPOINTER_TO_INT(g_hash_table_lookup(source->lines, key));
    if (line > 0)
        g_prefix_error(error, "%s:%d: ", source->file, line);
    else
        g_prefix_error(error, "%s: ", source->file);
}

bool
ruleset_apply(Ruleset *self, const json_t *overrides, const RulesetSource *source, GError **error)
{
    Ruleset changed = *self;
    const char *key;
    const json_t *value;

    if (!json_is_object(overrides))
        return error_set(error, SEVENTH_ERROR_INVALID, "ruleset: expected an object of rules");
    json_object_foreach((json_t *)overrides, key, value)
    {
        if (!read_rule(&changed, key, value, error)) {
            prefix_line(source, error);
            return false;
        }
    }
    if (!ruleset_check(&changed, source, error))
        return false;
    *self = changed;
    return true;
}

bool
ruleset_apply_json(Ruleset *self, const json_t *overrides, GError **error)
{
    return ruleset_apply(self, overrides, NULL, error);
}

json_t *
week_windows_to_json(const WeekWindows *windows)
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

static json_t *
by_channel_to_json(const int *numbers)
{
    json_t *object = json_object();

    for (int channel = 0; channel < CHANNEL_COUNT; channel++)
        json_set_int(object, channel_kind_name((ChannelKind)channel), numbers[channel]);
    return object;
}

static json_t *
states_to_json(int states)
{
    json_t *list = json_array();

    for (int state = 0; state < ENROLLMENT_STATE_COUNT; state++)
        if ((states & 1 << state) != 0)
            json_array_append_new(list, json_string(enrollment_state_name((EnrollmentState)state)));
    return list;
}

static json_t *
windows_to_json(const Ruleset *self)
{
    json_t *channels = json_object();

    for (int channel = 0; channel < CHANNEL_COUNT; channel++)
        json_object_set_new(channels, channel_kind_name((ChannelKind)channel),
                            week_windows_to_json(&self->windows[channel]));
    return channels;
}

static json_t *
rule_to_json(const Ruleset *self, const Rule *rule)
{
    const int *number = number_at((Ruleset *)self, rule);

    switch (rule->kind) {
    case RULE_NUMBER:
        return json_integer(*number);
    case RULE_BY_CHANNEL:
        return by_channel_to_json(number);
    case RULE_CHOICE:
        return json_string(rule->choices[*number]);
    case RULE_STATES:
        return states_to_json(*number);
    case RULE_WINDOWS:
        return windows_to_json(self);
    case RULE_WEEK:
        return week_windows_to_json(&self->sender_windows);
    case RULE_FIXED:
        break;
    }
    return NULL;
}

json_t *
ruleset_to_json(const Ruleset *self)
{
    json_t *object = json_object();
    gsize count;
    const Rule *rules = rule_table(&count);

    for (const Rule *rule = rules; rule < rules + count; rule++)
        if (rule->kind != RULE_FIXED)
            json_object_set_new(object, rule->key, rule_to_json(self, rule));
    return object;
}
