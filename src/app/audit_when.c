/* See audit_when.h. */
#include "app/audit_when.h"

#include <string.h>

#include "app/import_text.h"

#define MAX_TEXT 80
#define SHEET_EPOCH (-25569) /* 1899-12-30 as a Day */

static int
digits_at(const char *p, int count)
{
    int number = 0;

    for (int i = 0; i < count; i++) {
        if (!g_ascii_isdigit(p[i]))
            return -1;
        number = number * 10 + p[i] - '0';
    }
    return number;
}

/* "2021-04-15", with " 23:03" or "T23:03:00" and a fraction: what nearly all exports write. */
static bool
read_iso(const char *p, const Zone *zone, When *ret)
{
    int year = digits_at(p, 4);
    if (year < 1970 || p[4] != '-')
        return false;
    int month = digits_at(p + 5, 2);
    if (month < 1 || month > 12 || p[7] != '-')
        return false;
    int day = digits_at(p + 8, 2);
    if (day < 1 || day > 31)
        return false;
    Day civil = day_of((CivilDate){ year, month, day });
    int64_t in_day_us = 0;
    p += 10;
    if (*p == ' ' || *p == 'T') {
        int hour = digits_at(p + 1, 2),
            minute = hour >= 0 && p[3] == ':' ? digits_at(p + 4, 2) : -1;
        if (hour > 23 || minute < 0 || minute > 59)
            return false;
        p += 6;
        int second = 0;
        if (*p == ':') {
            second = digits_at(p + 1, 2);
            if (second < 0 || second > 60)
                return false;
            p += 3;
        }
        if (*p == '.')
            for (p++; g_ascii_isdigit(*p);)
                p++;
        in_day_us = hour * HOUR_US + minute * MINUTE_US + second * SECOND_US;
    } else {
        ret->day_only = true;
    }
    if (*p == 'Z') {
        ret->has_zone = true;
        zone = zone_utc();
        p++;
    }
    if (*p != '\0' || (day > 28 && day_to_date(civil).day != day))
        return false;
    ret->at_us =
        zone == zone_utc() ? civil * DAY_US + in_day_us : zone_instant_of(zone, civil, in_day_us);
    return true;
}

/* 1618441380, 1618441380000; and 44301.96, a spreadsheet's days since 1899-12-30. */
static bool
read_number(const char *text, const Zone *zone, When *ret)
{
    char *end;
    double number = g_ascii_strtod(text, &end);

    if (*end != '\0' || !g_ascii_isdigit(text[0]))
        return false;
    if (number >= 2e8 && number < 4e9)
        ret->at_us = (Instant)number * SECOND_US;
    else if (number >= 2e11 && number < 4e12)
        ret->at_us = (Instant)number * 1000;
    else if (number >= 25569 && number < 73050) {
        Day day = (Day)number;
        int64_t seconds = (int64_t)((number - day) * 86400 + 0.5);
        ret->day_only = seconds == 0;
        ret->at_us = zone_instant_of(zone, day + SHEET_EPOCH, seconds * SECOND_US);
        return true;
    } else
        return false;
    ret->has_zone = true;
    return true;
}

static bool
separator_of(const char *text, WhenSeparator *ret)
{
    while (g_ascii_isdigit(*text))
        text++;
    static const char SEPARATORS[] = "/-.";
    const char *found = *text != '\0' ? strchr(SEPARATORS, *text) : NULL;

    if (found == NULL)
        return false;
    *ret = (WhenSeparator)(found - SEPARATORS);
    return true;
}

/* Could it be read either way? Two numbers up to 12 in front, and they differ. */
static bool
is_open(const char *text)
{
    int numbers[2] = { 0 };

    for (int i = 0; i < 2; i++) {
        int digits = 0;
        for (; g_ascii_isdigit(*text) && digits < 3; digits++)
            numbers[i] = numbers[i] * 10 + *text++ - '0';
        if (digits == 0 || digits > 2 || strchr("/-.", *text) == NULL || *text == '\0')
            return false;
        text++;
    }
    return g_ascii_isdigit(*text) && numbers[0] >= 1 && numbers[0] <= 12 && numbers[1] >= 1 &&
           numbers[1] <= 12 && numbers[0] != numbers[1];
}

void
when_habit_note(WhenHabit *self, const char *text)
{
    WhenSeparator separator;

    while (g_ascii_isspace(*text))
        text++;
    if (digits_at(text, 4) >= 0 || !separator_of(text, &separator))
        return;
    int evidence = import_date_evidence(text);
    if (evidence > 0)
        self->day_first[separator]++;
    else if (evidence < 0)
        self->month_first[separator]++;
    else if (is_open(text))
        self->open[separator]++;
}

static bool
is_proven(const WhenHabit *self, WhenSeparator separator)
{
    return self->day_first[separator] + self->month_first[separator] > 0;
}

bool
when_habit_is_open(const WhenHabit *self)
{
    for (WhenSeparator s = 0; s < WHEN_SEPARATORS; s++)
        if (self->open[s] > 0 && !is_proven(self, s))
            return true;
    return false;
}

bool
when_habit_is_mixed(const WhenHabit *self)
{
    for (WhenSeparator s = 0; s < WHEN_SEPARATORS; s++)
        if (self->day_first[s] > 0 && self->month_first[s] > 0)
            return true;
    return false;
}

/* The separator's own proof; else another's of the column; else dots and the file's habits. */
static bool
is_day_first(const WhenHabit *self, WhenSeparator separator, bool *ret_settled)
{
    uint64_t days = 0, months = 0;

    *ret_settled = true;
    if (self->day_first[separator] != self->month_first[separator])
        return self->day_first[separator] > self->month_first[separator];
    for (WhenSeparator s = 0; s < WHEN_SEPARATORS; s++) {
        days += self->day_first[s];
        months += self->month_first[s];
    }
    if (days != months)
        return days > months;
    *ret_settled = separator == WHEN_DOT;
    return separator == WHEN_DOT || self->local_day_first;
}

/* Cuts "+02:00", "-0500", "UTC", "EST", "GMT+1", "(CET)" off the end. */
static bool
cut_zone(char *text, int *ret_offset_s)
{
    static const struct {
        const char *name;
        int hours;
    } NAMES[] = {
        { "utc", 0 },  { "gmt", 0 },  { "est", -5 }, { "edt", -4 }, { "cst", -6 }, { "cdt", -5 },
        { "mst", -7 }, { "mdt", -6 }, { "pst", -8 }, { "pdt", -7 }, { "bst", 1 },  { "cet", 1 },
        { "cest", 2 }, { "eet", 2 },  { "eest", 3 }, { "wet", 0 },  { "west", 1 },
    };
    gsize length = strlen(text);
    while (length > 0 && strchr(" )", text[length - 1]) != NULL)
        text[--length] = '\0';
    char *clock = strchr(text, ':');
    if (clock == NULL)
        return false;
    bool found = false;
    *ret_offset_s = 0;
    char *sign = strpbrk(clock, "+-");
    if (sign != NULL) {
        int hours = 0, minutes = 0, digits = 0;
        for (char *p = sign + 1; *p != '\0'; p++) {
            if (*p == ':')
                continue;
            if (!g_ascii_isdigit(*p) || digits == 4)
                return false;
            if (digits++ < 2)
                hours = hours * 10 + *p - '0';
            else
                minutes = minutes * 10 + *p - '0';
        }
        if (digits == 0 || hours > 14 || minutes > 59)
            return false;
        *ret_offset_s = (hours * 3600 + minutes * 60) * (*sign == '-' ? -1 : 1);
        *sign = '\0';
        found = true;
    }
    g_strchomp(text);
    length = strlen(text);
    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        gsize size = strlen(NAMES[i].name);
        if (length > size + 1 && g_ascii_strcasecmp(text + length - size, NAMES[i].name) == 0 &&
            !g_ascii_isalpha(text[length - size - 1])) {
            text[length - size] = '\0';
            if (!found)
                *ret_offset_s = NAMES[i].hours * 3600;
            found = true;
            break;
        }
    }
    while (found && text[0] != '\0' && strchr(" (", text[strlen(text) - 1]) != NULL)
        text[strlen(text) - 1] = '\0';
    return found;
}

/* "March 5, 2024 at 2:30 PM" without the "at". */
static void
drop_at(char *text)
{
    char *at = strstr(text, " at ");

    if (at != NULL)
        memset(at, ' ', strlen(" at "));
}

bool
when_read(const char *text, const WhenHabit *habit, const Zone *zone, When *ret)
{
    char copy[MAX_TEXT];
    int offset_s;
    WhenSeparator separator;
    bool settled = true, day_first = false;

    *ret = (When){ 0 };
    while (g_ascii_isspace(*text))
        text++;
    if (read_iso(text, zone, ret))
        return true;
    *ret = (When){ 0 };
    if (g_strlcpy(copy, text, sizeof copy) >= sizeof copy)
        return false;
    g_strchomp(copy);
    if (read_number(copy, zone, ret) || read_iso(copy, zone, ret))
        return true;
    *ret = (When){ 0 };
    drop_at(copy);
    if (cut_zone(copy, &offset_s)) {
        ret->has_zone = true;
        zone = zone_utc();
    } else {
        offset_s = 0;
    }
    if (digits_at(copy, 4) < 0 && separator_of(copy, &separator)) {
        day_first = is_day_first(habit, separator, &settled);
        ret->ambiguous = !settled && is_open(copy);
    }
    ret->day_only = strchr(copy, ':') == NULL;
    if (!import_date_parse(copy, day_first, zone, &ret->at_us))
        return false;
    ret->at_us -= offset_s * SECOND_US;
    return true;
}
