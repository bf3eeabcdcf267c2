/* Zones: gaps, overlaps and odd shifts of civil time, and every zone of tzdata against the C
 * library, which reads the same files in its own way. */
#include "base/zone.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/error.h"

#define NOON_US (12 * HOUR_US)

static Instant
instant(const char *text)
{
    Instant us = INSTANT_NONE;

    if (!instant_parse(text, &us, NULL))
        g_error("the test's own instant is wrong: %s", text);
    return us;
}

static const Zone *
zone(const char *name)
{
    g_autoptr(GError) error = NULL;
    const Zone *found = zone_get(name, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(zone_name(found), ==, name);
    return found;
}

/* A clock on the wall of `name` showing this hour and minute of this day means this instant. */
static void
assert_means(const char *name, const char *date, int hour, int minute, const char *expected)
{
    char text[INSTANT_TEXT_SIZE];
    Day day;

    g_assert_true(day_parse(date, &day));
    Instant us = zone_instant_of(zone(name), day, hour * HOUR_US + minute * MINUTE_US);
    g_assert_cmpstr(zone_format(zone(name), us, text), ==, expected);
}

static void
test_berlin(void)
{
    assert_means("Europe/Berlin", "2026-11-26", 9, 0, "2026-11-26T09:00:00+01:00");
    assert_means("Europe/Berlin", "2026-07-01", 9, 0, "2026-07-01T09:00:00+02:00");
    /* Spring: 02:00 to 03:00 does not exist. */
    assert_means("Europe/Berlin", "2026-03-29", 1, 59, "2026-03-29T01:59:00+01:00");
    assert_means("Europe/Berlin", "2026-03-29", 2, 0, "2026-03-29T03:00:00+02:00");
    assert_means("Europe/Berlin", "2026-03-29", 2, 30, "2026-03-29T03:00:00+02:00");
    assert_means("Europe/Berlin", "2026-03-29", 3, 0, "2026-03-29T03:00:00+02:00");
    /* Autumn: 02:00 to 03:00 comes twice; the first is meant. */
    assert_means("Europe/Berlin", "2026-10-25", 1, 59, "2026-10-25T01:59:00+02:00");
    assert_means("Europe/Berlin", "2026-10-25", 2, 0, "2026-10-25T02:00:00+02:00");
    assert_means("Europe/Berlin", "2026-10-25", 2, 59, "2026-10-25T02:59:00+02:00");
    assert_means("Europe/Berlin", "2026-10-25", 3, 0, "2026-10-25T03:00:00+01:00");
    /* Far ahead the rule still holds. */
    assert_means("Europe/Berlin", "2069-07-01", 9, 0, "2069-07-01T09:00:00+02:00");
}

static void
test_new_york(void)
{
    assert_means("America/New_York", "2026-03-08", 2, 30, "2026-03-08T03:00:00-04:00");
    assert_means("America/New_York", "2026-11-01", 1, 30, "2026-11-01T01:30:00-04:00");
    assert_means("America/New_York", "2026-11-01", 2, 0, "2026-11-01T02:00:00-05:00");
}

/* Half an hour of daylight saving. */
static void
test_lord_howe(void)
{
    assert_means("Australia/Lord_Howe", "2026-01-05", 9, 0, "2026-01-05T09:00:00+11:00");
    assert_means("Australia/Lord_Howe", "2026-07-06", 9, 0, "2026-07-06T09:00:00+10:30");
    assert_means("Australia/Lord_Howe", "2026-04-05", 1, 40, "2026-04-05T01:40:00+11:00");
    assert_means("Australia/Lord_Howe", "2026-04-05", 2, 0, "2026-04-05T02:00:00+10:30");
    assert_means("Australia/Lord_Howe", "2026-10-04", 2, 10, "2026-10-04T02:30:00+11:00");
}

/* The clock jumps at midnight: the day has no 00:00. */
static void
test_santiago(void)
{
    assert_means("America/Santiago", "2024-09-08", 0, 0, "2024-09-08T01:00:00-03:00");
    assert_means("America/Santiago", "2024-09-07", 23, 59, "2024-09-07T23:59:00-04:00");
    assert_means("America/Santiago", "2024-04-06", 23, 30, "2024-04-06T23:30:00-03:00");
    assert_means("America/Santiago", "2024-04-07", 0, 0, "2024-04-07T00:00:00-04:00");
}

/* Samoa went over the date line: 2011-12-30 never happened. */
static void
test_apia(void)
{
    const Zone *apia = zone("Pacific/Apia");
    int64_t in_day_us;
    Day day = 0;

    assert_means("Pacific/Apia", "2011-12-29", 23, 59, "2011-12-29T23:59:00-10:00");
    assert_means("Pacific/Apia", "2011-12-30", 0, 0, "2011-12-31T00:00:00+14:00");
    assert_means("Pacific/Apia", "2011-12-30", 12, 0, "2011-12-31T00:00:00+14:00");
    assert_means("Pacific/Apia", "2011-12-31", 0, 0, "2011-12-31T00:00:00+14:00");
    assert_means("Pacific/Apia", "2011-12-31", 9, 0, "2011-12-31T09:00:00+14:00");

    g_assert_true(day_parse("2011-12-29", &day));
    g_assert_cmpint(zone_day_at(apia, instant("2011-12-30T09:59:59Z"), &in_day_us), ==, day);
    g_assert_cmpint(in_day_us, ==, DAY_US - SECOND_US);
    g_assert_cmpint(zone_day_at(apia, instant("2011-12-30T10:00:00Z"), &in_day_us), ==, day + 2);
    g_assert_cmpint(in_day_us, ==, 0);
}

static void
test_days_and_offsets(void)
{
    const Zone *kathmandu = zone("Asia/Kathmandu");
    int64_t in_day_us;

    g_assert_cmpint(zone_offset_at(kathmandu, instant("2026-11-26T00:00:00Z")), ==, 20700);
    g_assert_cmpint(zone_day_at(kathmandu, instant("2026-11-25T18:15:00Z"), &in_day_us), ==, 20783);
    g_assert_cmpint(in_day_us, ==, 0);
    g_assert_cmpint(zone_day_at(kathmandu, instant("2026-11-25T18:14:59Z"), NULL), ==, 20782);
    g_assert_cmpint(zone_day_at(zone_utc(), -1, &in_day_us), ==, -1);
    g_assert_cmpint(in_day_us, ==, DAY_US - 1);
    g_assert_cmpint(zone_instant_of(zone_utc(), 20783, NOON_US), ==,
                    instant("2026-11-26T12:00:00Z"));
}

static void
test_a_zone_is_one_object(void)
{
    g_assert_true(zone("Europe/Berlin") == zone("Europe/Berlin"));
    g_assert_true(zone_utc() == zone("UTC"));
}

static void
test_refuses_what_is_no_zone(void)
{
    static const char *const WRONG[] = {
        "",
        "Europe",
        "Europe/Atlantis",
        "Mars/Olympus",
        "../etc/passwd",
        "Europe/../Europe/Berlin",
        "/usr/share/zoneinfo/Europe/Berlin",
        "leapseconds",
        "zone.tab",
        "right/Europe/Berlin",
        "GMT+5",
        "UTC+01:00",
        "CET-1CEST,M3.5.0,M10.5.0/3",
        "+01:00",
        "Europe/Berlin ",
        "Europe/Berlin\n",
        "Europe/BerlinEurope/BerlinEurope/BerlinEurope/BerlinEurope/BerlinEurope/Berlin",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autoptr(GError) error = NULL;

        if (zone_get(WRONG[i], &error) != NULL)
            g_error("\"%s\" was taken for a zone", WRONG[i]);
        g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
        g_assert_nonnull(strstr(error->message, "Europe/Berlin"));
    }
}

static void
test_says_it_as_people_do(void)
{
    const Zone *berlin = zone("Europe/Berlin");
    Instant us = instant("2026-11-26T08:05:00Z");
    g_autofree char *same_year = zone_say(berlin, us, instant("2026-01-01T12:00:00Z"));
    g_autofree char *year_before = zone_say(berlin, us, instant("2025-12-31T12:00:00Z"));
    g_autofree char *new_year = zone_say(berlin, us, instant("2025-12-31T23:30:00Z"));

    g_assert_cmpstr(same_year, ==, "Thu 26 Nov, 09:05");
    g_assert_cmpstr(year_before, ==, "Thu 26 Nov 2026, 09:05");
    g_assert_cmpstr(new_year, ==, "Thu 26 Nov, 09:05"); /* in Berlin it is 2026 already */
}

/* The offset, the reading of the wall clock, and the way back from it. */
static void
check_instant(const Zone *checked, int64_t s)
{
    time_t c_time = (time_t)s;
    struct tm tm;
    int64_t in_day_us;

    g_assert_nonnull(localtime_r(&c_time, &tm));
    int32_t offset_s = zone_offset_at(checked, s * SECOND_US);
    if (offset_s != tm.tm_gmtoff)
        g_error("%s at %" G_GINT64_FORMAT ": %d, the C library says %ld", zone_name(checked), s,
                offset_s, tm.tm_gmtoff);
    Day day = zone_day_at(checked, s * SECOND_US, &in_day_us);
    Instant back_us = zone_instant_of(checked, day, in_day_us);
    int64_t back_in_day_us;
    g_assert_cmpint(back_us, <=, s * SECOND_US); /* earlier only as the first of two */
    g_assert_cmpint(zone_day_at(checked, back_us, &back_in_day_us), ==, day);
    g_assert_cmpint(back_in_day_us, ==, in_day_us);
}

/* The first second of the new offset, when the offset changes between the two. */
static int64_t
change_s(const Zone *checked, int64_t low_s, int64_t high_s)
{
    int32_t before = zone_offset_at(checked, low_s * SECOND_US);

    while (high_s - low_s > 1) {
        int64_t middle_s = low_s + (high_s - low_s) / 2;
        if (zone_offset_at(checked, middle_s * SECOND_US) == before)
            low_s = middle_s;
        else
            high_s = middle_s;
    }
    return high_s;
}

/* Weekly for sixty years, and closely around each change of offset. */
static void
check_zone(const char *name)
{
    const Zone *checked = zone(name);
    const int64_t week_s = 7 * 86400, last_s = INT64_C(60) * 365 * 86400;

    g_setenv("TZ", name, TRUE);
    tzset();
    for (int64_t s = 0; s < last_s; s += week_s) {
        check_instant(checked, s);
        if (zone_offset_at(checked, s * SECOND_US) ==
            zone_offset_at(checked, (s + week_s) * SECOND_US))
            continue;
        int64_t at_s = change_s(checked, s, s + week_s);
        for (int quarter = -16; quarter <= 16; quarter++) {
            check_instant(checked, at_s + quarter * 900);
            check_instant(checked, at_s + quarter * 900 - 1);
        }
    }
}

static void
test_every_zone_agrees_with_the_c_library(void)
{
    g_autofree char *table = NULL;

    if (!g_file_get_contents("/usr/share/zoneinfo/zone1970.tab", &table, NULL, NULL)) {
        g_test_skip("no /usr/share/zoneinfo/zone1970.tab here: install tzdata");
        return;
    }
    g_auto(GStrv) lines = g_strsplit(table, "\n", -1);
    int count = 0;
    for (gsize i = 0; lines[i] != NULL; i++) {
        g_auto(GStrv) columns = g_strsplit(lines[i], "\t", -1);
        if (lines[i][0] == '#' || g_strv_length(columns) < 3)
            continue;
        check_zone(columns[2]);
        count++;
    }
    g_unsetenv("TZ");
    g_assert_cmpint(count, >, 300);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/zone/berlin", test_berlin);
    g_test_add_func("/zone/new-york", test_new_york);
    g_test_add_func("/zone/lord-howe", test_lord_howe);
    g_test_add_func("/zone/santiago", test_santiago);
    g_test_add_func("/zone/apia", test_apia);
    g_test_add_func("/zone/days-and-offsets", test_days_and_offsets);
    g_test_add_func("/zone/a-zone-is-one-object", test_a_zone_is_one_object);
    g_test_add_func("/zone/refuses-what-is-no-zone", test_refuses_what_is_no_zone);
    g_test_add_func("/zone/says-it-as-people-do", test_says_it_as_people_do);
    g_test_add_func("/zone/every-zone-agrees-with-the-c-library",
                    test_every_zone_agrees_with_the_c_library);
    return g_test_run();
}
