/* Public holidays of real days and places, and weekends. */
#include "text/holiday.h"

#include "text/holiday_tables.h"
#include "text/place.h"

static Day
day_from(const char *text)
{
    Day day;

    g_assert_true(day_parse(text, &day));
    return day;
}

static void
test_days(void)
{
    static const struct {
        const char *country, *region, *day, *name, *where;
    } WANT[] = {
        { "DE", NULL, "2026-12-25", "Christmas Day", "Germany" },
        { "DE", NULL, "2026-06-04", NULL, NULL },
        { "DE", "Bayern", "2026-06-04", "Corpus Christi", "Bavaria" },
        { "DE", "by", "2027-05-27", "Corpus Christi", "Bavaria" },
        { "DE", "Bavaria", "2026-12-25", "Christmas Day", "Germany" },
        { "DE", "Berlin", "2026-06-04", NULL, NULL },
        { "DE", "Atlantis", "2026-12-25", "Christmas Day", "Germany" },
        { "US", NULL, "2026-11-26", "Thanksgiving Day", "the United States" },
        { "US", "MA", "2027-11-25", "Thanksgiving Day", "the United States" },
        { "US", "Massachusetts", "2026-04-20", "Patriots' Day", "Massachusetts" },
        { "US", "New York", "2026-04-20", NULL, NULL },
        { "US", NULL, "2026-07-03", "Independence Day (substitute day)", "the United States" },
        { "GB", "Scotland", "2026-11-30", "St Andrew’s Day", "Scotland" },
        { "GB", "England", "2026-11-30", NULL, NULL },
        { "JP", NULL, "2026-04-29", "Showa Day", "Japan" },
        { "JP", NULL, "2026-05-06", "Constitution Day (substitute day)", "Japan" },
        { "JP", NULL, "2026-05-07", NULL, NULL },
        { "CL", NULL, "2026-09-18", "National holiday", "Chile" },
        { "FR", NULL, "2037-07-14", "Bastille Day", "France" },
        { "FR", NULL, "2038-07-14", NULL, NULL }, /* after the table's end */
        { "FR", NULL, "2024-07-14", NULL, NULL }, /* before its beginning */
        { "ZZ", NULL, "2026-12-25", NULL, NULL },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(WANT); i++) {
        HolidayPlaceId place = holiday_place(WANT[i].country, WANT[i].region);
        const char *name = holiday_on(place, day_from(WANT[i].day));
        if (g_strcmp0(name, WANT[i].name) != 0)
            g_error("%s %s %s: %s", WANT[i].country, WANT[i].region ? WANT[i].region : "-",
                    WANT[i].day, name ? name : "no holiday");
        if (name != NULL)
            g_assert_cmpstr(holiday_where(place, day_from(WANT[i].day)), ==, WANT[i].where);
    }
}

static void
test_weekends(void)
{
    enum { THU = 1 << 3, FRI = 1 << 4, SAT = 1 << 5, SUN = 1 << 6 };

    g_assert_cmpuint(holiday_weekend(holiday_place("DE", NULL)), ==, SAT | SUN);
    g_assert_cmpuint(holiday_weekend(holiday_place("AE", NULL)), ==, SAT | SUN);
    g_assert_cmpuint(holiday_weekend(holiday_place("SA", NULL)), ==, FRI | SAT);
    g_assert_cmpuint(holiday_weekend(holiday_place("QA", NULL)), ==, FRI | SAT);
    g_assert_cmpuint(holiday_weekend(holiday_place("IL", NULL)), ==, FRI | SAT);
    g_assert_cmpuint(holiday_weekend(holiday_place("IR", NULL)), ==, THU | FRI);
    g_assert_cmpuint(holiday_weekend(holiday_place("MY", "Kelantan")), ==, FRI | SAT);
    g_assert_cmpuint(holiday_weekend(holiday_place("MY", "Selangor")), ==, SAT | SUN);
    g_assert_cmpuint(holiday_weekend(HOLIDAY_NOWHERE), ==, SAT | SUN);
}

/* Every country of the table has a name to say and, with few exceptions, holidays each year. */
static void
test_whole_table(void)
{
    unsigned countries = 0, empty = 0;

    for (unsigned id = 1; id < HOLIDAY_PLACE_COUNT; id++) {
        const HolidayPlace *place = &HOLIDAY_PLACES[id];
        g_assert_cmpuint(place->parent, <, id);
        if (place->parent != 0)
            continue;
        countries++;
        g_assert_cmpuint(holiday_place(place->country, NULL), ==, id);
        g_assert_nonnull(place_country_name(place->country));
        for (int year = 2025; place->count > 0 && year <= 2037; year++) {
            Day first = day_of((CivilDate){ year, 1, 1 });
            int found = 0;
            for (Day day = first; day < first + 365; day++)
                found += holiday_on((HolidayPlaceId)id, day) != NULL;
            if (found < 3 || found > 60)
                g_error("%s has %d holidays in %d", place->country, found, year);
        }
        empty += place->count == 0;
    }
    g_assert_cmpuint(countries, >, 200);
    g_assert_cmpuint(empty, <, 15);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/holiday/days", test_days);
    g_test_add_func("/holiday/weekends", test_weekends);
    g_test_add_func("/holiday/whole-table", test_whole_table);
    return g_test_run();
}
