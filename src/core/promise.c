/* Windows as people say them. */
#include "core/promise.h"

#include <string.h>

#include "base/error.h"

#define MAX_WINDOW_US (14 * DAY_US)

static bool
refuse(const char *text, GError **error)
{
    return error_set(error, SEVENTH_ERROR_INVALID,
                     "\"%.60s\" is no window; write for example \"2026-11-26 09:00-12:00\", "
                     "\"2026-11-26 morning\" or \"Thursday afternoon\"",
                     text);
}

static bool
read_day(const char *word, Day today, Day *ret_day)
{
    static const char *const WEEKDAYS[] = { "monday", "tuesday",  "wednesday", "thursday",
                                            "friday", "saturday", "sunday" };

    if (day_parse(word, ret_day))
        return true;
    if (g_ascii_strcasecmp(word, "today") == 0 || g_ascii_strcasecmp(word, "tomorrow") == 0) {
        *ret_day = today + (g_ascii_tolower(word[2]) == 'm');
        return true;
    }
    for (int i = 0; i < 7; i++) {
        if (strlen(word) < 3 || g_ascii_strncasecmp(word, WEEKDAYS[i], strlen(word)) != 0)
            continue;
        int ahead = (i - day_weekday(today) + 7) % 7;
        *ret_day = today + (ahead == 0 ? 7 : ahead);
        return true;
    }
    return false;
}

/* "9", "09:00", "15:30" -> minutes of the day. */
static bool
read_minutes(const char *text, int *ret_minutes)
{
    char *end;
    gint64 hours = g_ascii_strtoll(text, &end, 10), minutes = 0;

    if (end == text || end - text > 2)
        return false;
    if (*end == ':') {
        const char *start = end + 1;
        minutes = g_ascii_strtoll(start, &end, 10);
        if (end - start != 2)
            return false;
    }
    *ret_minutes = (int)(hours * 60 + minutes);
    return *end == '\0' && hours >= 0 && hours <= 24 && minutes >= 0 && minutes < 60 &&
           *ret_minutes <= 24 * 60;
}

static bool
read_hours(const char *text, int *ret_from, int *ret_until)
{
    static const struct {
        const char *word;
        int from, until;
    } NAMED[] = {
        { "", 9 * 60, 17 * 60 },         { "morning", 9 * 60, 12 * 60 },
        { "noon", 12 * 60, 13 * 60 },    { "afternoon", 13 * 60, 17 * 60 },
        { "evening", 17 * 60, 20 * 60 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(NAMED); i++) {
        if (g_ascii_strcasecmp(text, NAMED[i].word) != 0)
            continue;
        *ret_from = NAMED[i].from;
        *ret_until = NAMED[i].until;
        return true;
    }
    g_auto(GStrv) parts = g_strsplit(text, "-", 2);
    if (!read_minutes(parts[0], ret_from))
        return false;
    if (parts[1] != NULL)
        return read_minutes(parts[1], ret_until);
    *ret_until = MIN(*ret_from + 30, 24 * 60);
    *ret_from = MAX(*ret_from - 30, 0);
    return true;
}

static bool
check_window(const char *text, Instant now_us, Instant from_us, Instant until_us, GError **error)
{
    if (until_us <= from_us)
        return error_set(error, SEVENTH_ERROR_INVALID, "\"%.60s\" ends before it begins", text);
    if (until_us <= now_us)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "\"%.60s\" has passed; promise a time still to come", text);
    if (until_us - from_us > MAX_WINDOW_US)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "\"%.60s\" is longer than 14 days; a promise names a day or an hour",
                         text);
    return true;
}

bool
promise_window_parse(const char *text, const Zone *zone, Instant now_us, Instant *ret_from_us,
                     Instant *ret_until_us, GError **error)
{
    const char *slash = strchr(text, '/');
    int from, until;
    Day day;

    if (slash != NULL) {
        g_autofree char *first = g_strndup(text, (gsize)(slash - text));
        return instant_parse(first, ret_from_us, error) &&
               instant_parse(slash + 1, ret_until_us, error) &&
               check_window(text, now_us, *ret_from_us, *ret_until_us, error);
    }
    g_autofree char *trimmed = g_strstrip(g_strdup(text));
    char *blank = strchr(trimmed, ' ');
    if (blank != NULL)
        *blank++ = '\0';
    if (!read_day(trimmed, zone_day_at(zone, now_us, NULL), &day) ||
        !read_hours(blank != NULL ? g_strstrip(blank) : "", &from, &until))
        return refuse(text, error);
    *ret_from_us = zone_instant_of(zone, day, from * MINUTE_US);
    *ret_until_us = zone_instant_of(zone, day, until * MINUTE_US);
    return check_window(text, now_us, *ret_from_us, *ret_until_us, error);
}

char *
promise_window_say(Instant from_us, Instant until_us, const Zone *zone, Instant now_us)
{
    g_autofree char *from = zone_say(zone, from_us, now_us);
    int64_t in_day_us;
    Day last = zone_day_at(zone, until_us, &in_day_us);

    if (last != zone_day_at(zone, from_us, NULL)) {
        g_autofree char *until = zone_say(zone, until_us, now_us);
        return g_strdup_printf("%s to %s", from, until);
    }
    int minutes = (int)(in_day_us / MINUTE_US);
    return g_strdup_printf("%s-%02d:%02d", from, minutes / 60, minutes % 60);
}

bool
promise_window_anyway(const char *text, char **ret_window)
{
    static const char WORD[] = "anyway";
    g_autofree char *trimmed = g_strstrip(g_strdup(text));
    gsize length = strlen(trimmed), word = strlen(WORD);
    bool anyway = length > word && g_ascii_isspace(trimmed[length - word - 1]) &&
                  g_ascii_strcasecmp(trimmed + length - word, WORD) == 0;

    *ret_window = g_strchomp(g_strndup(trimmed, anyway ? length - word : length));
    return anyway;
}
