/* Dates in exports: one file may mix several forms. See import_text.h. */
#include "app/import_text.h"

#include <string.h>

typedef struct {
    int numbers[3];
    int count;
    int month; /* by name, 1-12; 0: none */
    bool year_first;
} DateParts;

static int
month_of(const char *word, gsize length)
{
    static const char MONTHS[] = "janfebmaraprmayjunjulaugsepoctnovdec";

    if (length < 3)
        return 0;
    for (int i = 0; i < 12; i++)
        if (g_ascii_strncasecmp(word, MONTHS + 3 * i, 3) == 0)
            return i + 1;
    return 0;
}

static int
read_number(const char **text)
{
    int number = 0;

    while (g_ascii_isdigit(**text) && number < 100000)
        number = number * 10 + *(*text)++ - '0';
    return number;
}

/* Numbers and at most one month's name, up to where the time or the end begins. */
static bool
read_parts(const char **text, DateParts *ret)
{
    *ret = (DateParts){ 0 };
    for (const char *p = *text;;) {
        while (*p != '\0' && strchr(" ,./-", *p) != NULL)
            p++;
        const char *start = p;
        if (g_ascii_isdigit(*p) && ret->count + (ret->month != 0) < 3) {
            int number = read_number(&p);
            if (*p == ':')
                return false;
            if (ret->count == 0)
                ret->year_first = p - start == 4;
            ret->numbers[ret->count++] = number;
            if (g_ascii_strncasecmp(p, "st", 2) == 0 || g_ascii_strncasecmp(p, "nd", 2) == 0 ||
                g_ascii_strncasecmp(p, "rd", 2) == 0 || g_ascii_strncasecmp(p, "th", 2) == 0)
                p += 2;
        } else if (g_ascii_isalpha(*p) && ret->month == 0 && ret->count < 3) {
            while (g_ascii_isalpha(*p))
                p++;
            int month = month_of(start, (gsize)(p - start));
            /* "Thu, 15 Apr 2021": a weekday before everything is passed over. */
            if (month == 0 && ret->count > 0)
                return false;
            ret->month = month;
        } else {
            *text = start;
            return ret->count + (ret->month != 0) == 3;
        }
    }
}

static bool
date_of(const DateParts *parts, bool day_first, CivilDate *ret)
{
    const int *n = parts->numbers;

    if (parts->month != 0 && parts->year_first)
        *ret = (CivilDate){ n[0], parts->month, n[1] };
    else if (parts->month != 0)
        *ret = (CivilDate){ n[1], parts->month, n[0] };
    else if (parts->year_first)
        *ret = (CivilDate){ n[0], n[1], n[2] };
    else if (n[0] > 12 || (day_first && n[1] <= 12))
        *ret = (CivilDate){ n[2], n[1], n[0] };
    else
        *ret = (CivilDate){ n[2], n[0], n[1] };
    if (ret->year < 100)
        ret->year += ret->year < 70 ? 2000 : 1900;
    if (ret->year < 1970 || ret->year > 2069 || ret->month < 1 || ret->month > 12 || ret->day < 1)
        return false;
    CivilDate back = day_to_date(day_of(*ret));
    return back.month == ret->month && back.day == ret->day;
}

/* "14:30", "14:30:05.123", "2:30 PM"; nothing is midnight. */
static bool
read_time(const char *text, int64_t *ret_in_day_us)
{
    int parts[3] = { 0 };

    *ret_in_day_us = 0;
    while (*text != '\0' && strchr(" ,T-", *text) != NULL)
        text++;
    if (*text == '\0')
        return true;
    for (int i = 0; i < 3; i++) {
        if (!g_ascii_isdigit(*text))
            return false;
        parts[i] = read_number(&text);
        if (*text != ':')
            break;
        text++;
    }
    if (*text == '.')
        for (text++; g_ascii_isdigit(*text);)
            text++;
    while (*text == ' ')
        text++;
    bool pm = g_ascii_strncasecmp(text, "pm", 2) == 0, am = g_ascii_strncasecmp(text, "am", 2) == 0;
    if ((pm || am) && (parts[0] < 1 || parts[0] > 12))
        return false;
    if (pm || am)
        parts[0] = parts[0] % 12 + (pm ? 12 : 0);
    else if (*text != '\0' && g_ascii_strncasecmp(text, "utc", 3) != 0)
        return false;
    if (parts[0] > 23 || parts[1] > 59 || parts[2] > 60)
        return false;
    *ret_in_day_us = parts[0] * HOUR_US + parts[1] * MINUTE_US + parts[2] * SECOND_US;
    return true;
}

bool
import_date_parse(const char *text, bool day_first, const Zone *zone, Instant *ret_us)
{
    DateParts parts;
    CivilDate date;
    int64_t in_day_us;

    while (g_ascii_isspace(*text))
        text++;
    if (instant_parse(text, ret_us, NULL))
        return true;
    if (!read_parts(&text, &parts) || !date_of(&parts, day_first, &date) ||
        !read_time(text, &in_day_us))
        return false;
    *ret_us = zone_instant_of(zone, day_of(date), in_day_us);
    return true;
}

int
import_date_evidence(const char *text)
{
    DateParts parts;

    while (g_ascii_isspace(*text))
        text++;
    if (!read_parts(&text, &parts) || parts.month != 0 || parts.year_first)
        return 0;
    if (parts.numbers[0] > 12 && parts.numbers[1] <= 12)
        return 1;
    if (parts.numbers[1] > 12 && parts.numbers[0] <= 12)
        return -1;
    return 0;
}
