/* Instants and days: RFC 3339 in and out, and the civil calendar against GLib's. */
#include "base/instant.h"

#include <string.h>

#include "base/error.h"

static void
assert_reads(const char *text, Instant expected_us)
{
    g_autoptr(GError) error = NULL;
    Instant us = 0;

    g_assert_true(instant_parse(text, &us, &error));
    g_assert_no_error(error);
    g_assert_cmpint(us, ==, expected_us);
}

static void
assert_refuses(const char *text)
{
    g_autoptr(GError) error = NULL;
    Instant us;

    if (instant_parse(text, &us, &error))
        g_error("\"%s\" was taken for an instant", text);
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
    if (text[0] != '\0' && strlen(text) <= 60)
        g_assert_nonnull(strstr(error->message, text));
}

static void
test_reads_rfc3339(void)
{
    assert_reads("1970-01-01T00:00:00Z", 0);
    assert_reads("1970-01-01t00:00:00z", 0);
    assert_reads("1970-01-01 00:00:00Z", 0);
    assert_reads("2026-11-26T09:00:00+01:00", INT64_C(1795680000) * SECOND_US);
    assert_reads("2026-11-26T08:00:00-00:00", INT64_C(1795680000) * SECOND_US);
    assert_reads("1970-01-01T00:00:00.5Z", 500000);
    assert_reads("1970-01-01T00:00:00.1234567Z", 123456);
    assert_reads("1969-12-31T23:59:59.999999Z", -1);
    assert_reads("2016-12-31T23:59:60Z", INT64_C(1483228800) * SECOND_US);
    assert_reads("1985-04-12T23:20:50.52Z", INT64_C(482196050) * SECOND_US + 520000);
    assert_reads("1937-01-01T12:00:27.87+00:20", INT64_C(-1041337173) * SECOND_US + 870000);
    assert_reads("2024-02-29T00:00:00+05:45", INT64_C(1709144100) * SECOND_US);
}

static void
test_refuses_what_is_none(void)
{
    static const char *const WRONG[] = {
        "",
        "tomorrow",
        "2026-11-26",
        "2026-11-26T",
        "2026-11-26T09:00:00",
        "2026-11-26T09:00Z",
        "2026-11-26T24:00:00Z",
        "2026-11-26T09:60:00Z",
        "2026-11-26T09:00:61Z",
        "2026-11-26T09:00:00.Z",
        "2026-11-26T09:00:00+1:00",
        "2026-11-26T09:00:00+0100",
        "2026-11-26T09:00:00+24:00",
        "2026-11-26T09:00:00Zulu",
        "2026-11-26T09:00:00Z ",
        " 2026-11-26T09:00:00Z",
        "2026-1-26T09:00:00Z",
        "2026-02-29T09:00:00Z",
        "1900-02-29T09:00:00Z",
        "2026-00-10T09:00:00Z",
        "2026-13-10T09:00:00Z",
        "2026-04-31T09:00:00Z",
        "2026-04-00T09:00:00Z",
        "0000-12-31T00:00:00Z",
        "-026-12-31T00:00:00Z",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++)
        assert_refuses(WRONG[i]);
}

static void
test_a_wrong_instant_is_quoted_short(void)
{
    g_autofree char *endless = g_strnfill(100000, '9');
    g_autoptr(GError) error = NULL;
    Instant us;

    g_assert_false(instant_parse(endless, &us, &error));
    g_assert_cmpuint(strlen(error->message), <, 200);
}

static void
assert_prints(Instant us, int32_t offset_s, const char *expected)
{
    char text[INSTANT_TEXT_SIZE];
    g_assert_cmpstr(instant_format(us, offset_s, text), ==, expected);
}

static void
test_prints_rfc3339(void)
{
    assert_prints(0, 0, "1970-01-01T00:00:00Z");
    assert_prints(0, 3600, "1970-01-01T01:00:00+01:00");
    assert_prints(0, -12600, "1969-12-31T20:30:00-03:30");
    assert_prints(-1, 0, "1969-12-31T23:59:59.999999Z");
    assert_prints(INT64_C(1795680000) * SECOND_US + 1000, 37800,
                  "2026-11-26T18:30:00.001000+10:30");
    assert_prints(INT64_C(253402300799) * SECOND_US, 0, "9999-12-31T23:59:59Z");
}

static void
test_what_is_printed_reads_back(void)
{
    static const int32_t OFFSETS[] = { 0, 3600, -18000, 20700, 50400, -43200, 37800 };

    for (int i = 0; i < 20000; i++) {
        Instant us = (Instant)g_test_rand_int_range(-2000000000, 2000000000) * SECOND_US +
                     g_test_rand_int_range(0, 1000000);
        char text[INSTANT_TEXT_SIZE];

        instant_format(us, OFFSETS[i % (int)G_N_ELEMENTS(OFFSETS)], text);
        assert_reads(text, us);
    }
}

/* Every day of years 1 to 9999, counted one by one against GLib's Julian day. */
static void
test_days_agree_with_glib(void)
{
    GDate date;
    Day day = day_of((CivilDate){ 1, 1, 1 });

    g_date_clear(&date, 1);
    for (guint32 julian = 1;; julian++, day++) {
        CivilDate civil = day_to_date(day);

        g_assert_cmpint(day_of(civil), ==, day);
        if (julian % 7 == 1)
            g_assert_cmpint(day_weekday(day), ==, 0); /* 0001-01-01 was a Monday */
        g_date_set_julian(&date, julian);
        g_assert_cmpint(civil.year, ==, g_date_get_year(&date));
        g_assert_cmpint(civil.month, ==, (int)g_date_get_month(&date));
        g_assert_cmpint(civil.day, ==, g_date_get_day(&date));
        if (civil.year == 9999 && civil.month == 12 && civil.day == 31)
            break;
    }
    g_assert_cmpint(day, ==, 2932896);
}

static void
test_weekdays(void)
{
    g_assert_cmpint(day_weekday(0), ==, 3);                                   /* Thursday */
    g_assert_cmpint(day_weekday(-1), ==, 2);                                  /* Wednesday */
    g_assert_cmpint(day_weekday(day_of((CivilDate){ 2026, 11, 26 })), ==, 3); /* Thursday */
    g_assert_cmpint(day_weekday(day_of((CivilDate){ 2000, 2, 29 })), ==, 1);  /* Tuesday */
}

static void
test_reads_days(void)
{
    Day day;

    g_assert_true(day_parse("2026-11-26", &day));
    g_assert_cmpint(day, ==, 20783);
    g_assert_true(day_parse("1970-01-01", &day));
    g_assert_cmpint(day, ==, 0);
    g_assert_false(day_parse("2026-02-30", &day));
    g_assert_false(day_parse("2026-11-26T", &day));
    g_assert_false(day_parse("26.11.2026", &day));
    g_assert_false(day_parse("", &day));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/instant/reads-rfc3339", test_reads_rfc3339);
    g_test_add_func("/instant/refuses-what-is-none", test_refuses_what_is_none);
    g_test_add_func("/instant/a-wrong-instant-is-quoted-short",
                    test_a_wrong_instant_is_quoted_short);
    g_test_add_func("/instant/prints-rfc3339", test_prints_rfc3339);
    g_test_add_func("/instant/what-is-printed-reads-back", test_what_is_printed_reads_back);
    g_test_add_func("/instant/days-agree-with-glib", test_days_agree_with_glib);
    g_test_add_func("/instant/weekdays", test_weekdays);
    g_test_add_func("/instant/reads-days", test_reads_days);
    return g_test_run();
}
