/* RFC 3339 in and out, and the day count (Howard Hinnant's civil-calendar algorithms, in own
 * words). */
#include "base/instant.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"

#define FIRST_US (-719162 * DAY_US)    /* 0001-01-01T00:00:00Z */
#define LAST_US (2932897 * DAY_US - 1) /* the last µs of 9999 */

Day
day_of(CivilDate date)
{
    int year = date.year - (date.month <= 2);
    int era = (year >= 0 ? year : year - 399) / 400;
    int year_of_era = year - era * 400;
    int day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

CivilDate
day_to_date(Day day)
{
    int shifted = day + 719468;
    int era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int day_of_era = shifted - era * 146097;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month_from_march = (5 * day_of_year + 2) / 153;
    int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;

    return (CivilDate){
        .year = year_of_era + era * 400 + (month <= 2),
        .month = month,
        .day = day_of_year - (153 * month_from_march + 2) / 5 + 1,
    };
}

int
day_weekday(Day day)
{
    int weekday = (day + 3) % 7; /* 1970-01-01 was a Thursday */
    return weekday < 0 ? weekday + 7 : weekday;
}

/* Reads exactly `count` digits; advances the cursor. */
static bool
read_digits(const char **cursor, int count, int *ret_value)
{
    int value = 0;

    for (int i = 0; i < count; i++) {
        if (!g_ascii_isdigit((*cursor)[i]))
            return false;
        value = value * 10 + ((*cursor)[i] - '0');
    }
    *cursor += count;
    *ret_value = value;
    return true;
}

static bool
read_mark(const char **cursor, char mark)
{
    if (**cursor != mark)
        return false;
    (*cursor)++;
    return true;
}

static bool
read_date(const char **cursor, CivilDate *ret_date)
{
    CivilDate date;

    if (!read_digits(cursor, 4, &date.year) || !read_mark(cursor, '-') ||
        !read_digits(cursor, 2, &date.month) || !read_mark(cursor, '-') ||
        !read_digits(cursor, 2, &date.day))
        return false;
    if (date.year < 1 || date.month < 1 || date.month > 12 || date.day < 1)
        return false;
    CivilDate round_trip = day_to_date(day_of(date));
    if (round_trip.day != date.day)
        return false;
    *ret_date = date;
    return true;
}

bool
day_parse(const char *text, Day *ret_day)
{
    CivilDate date;

    if (!read_date(&text, &date) || *text != '\0')
        return false;
    *ret_day = day_of(date);
    return true;
}

static bool
read_fraction(const char **cursor, int64_t *ret_us)
{
    int64_t scale = 100000, us = 0;

    *ret_us = 0;
    if (!read_mark(cursor, '.'))
        return true;
    if (!g_ascii_isdigit(**cursor))
        return false;
    while (g_ascii_isdigit(**cursor)) {
        us += (*(*cursor)++ - '0') * scale;
        scale /= 10;
    }
    *ret_us = us;
    return true;
}

static bool
read_offset(const char **cursor, int64_t *ret_s)
{
    int hours, minutes, sign;

    *ret_s = 0;
    if (**cursor == 'Z' || **cursor == 'z') {
        (*cursor)++;
        return true;
    }
    sign = **cursor == '+' ? 1 : **cursor == '-' ? -1 : 0;
    if (sign == 0)
        return false;
    (*cursor)++;
    if (!read_digits(cursor, 2, &hours) || !read_mark(cursor, ':') ||
        !read_digits(cursor, 2, &minutes) || hours > 23 || minutes > 59)
        return false;
    *ret_s = sign * (hours * 3600 + minutes * 60);
    return true;
}

bool
instant_parse(const char *text, Instant *ret_us, GError **error)
{
    const char *cursor = text;
    CivilDate date;
    int hour, minute, second;
    int64_t fraction_us, offset_s;

    if (!read_date(&cursor, &date) || strchr("Tt ", *cursor) == NULL || *cursor == '\0')
        goto wrong;
    cursor++;
    if (!read_digits(&cursor, 2, &hour) || !read_mark(&cursor, ':') ||
        !read_digits(&cursor, 2, &minute) || !read_mark(&cursor, ':') ||
        !read_digits(&cursor, 2, &second) || hour > 23 || minute > 59 || second > 60)
        goto wrong;
    if (!read_fraction(&cursor, &fraction_us) || !read_offset(&cursor, &offset_s) ||
        *cursor != '\0')
        goto wrong;
    *ret_us = day_of(date) * DAY_US +
              ((int64_t)hour * 3600 + minute * 60 + second - offset_s) * SECOND_US + fraction_us;
    if (*ret_us < FIRST_US || *ret_us > LAST_US)
        goto wrong; /* the offset pushed it out of the years that can be printed */
    return true;

wrong:
    return error_set(error, SEVENTH_ERROR_INVALID,
                     "\"%.60s\" is not an instant; write it as 2026-11-26T09:00:00+01:00 or ...Z",
                     text);
}

char *
instant_format(Instant us, int32_t offset_s, char out[INSTANT_TEXT_SIZE])
{
    int64_t local_us = us + offset_s * SECOND_US;
    int64_t day = local_us / DAY_US - (local_us % DAY_US < 0);
    int64_t in_day_us = local_us - day * DAY_US;
    CivilDate date = day_to_date((Day)day);
    int fraction_us = (int)(in_day_us % SECOND_US);
    int seconds = (int)(in_day_us / SECOND_US);
    int length;

    length = g_snprintf(out, INSTANT_TEXT_SIZE, "%04d-%02d-%02dT%02d:%02d:%02d", date.year,
                        date.month, date.day, seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (fraction_us != 0)
        length +=
            g_snprintf(out + length, (gulong)(INSTANT_TEXT_SIZE - length), ".%06d", fraction_us);
    if (offset_s == 0)
        g_snprintf(out + length, (gulong)(INSTANT_TEXT_SIZE - length), "Z");
    else
        g_snprintf(out + length, (gulong)(INSTANT_TEXT_SIZE - length), "%c%02d:%02d",
                   offset_s < 0 ? '-' : '+', ABS(offset_s) / 3600, ABS(offset_s) / 60 % 60);
    return out;
}
