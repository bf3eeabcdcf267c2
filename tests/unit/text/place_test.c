/* Countries by any of their names, zones by country, state and phone number. */
#include "text/place.h"

#include <stdlib.h>
#include <string.h>

#include "base/zone.h"
#include "text/place_tables.h"

static void
same(const char *what, const char *got, const char *want)
{
    if (g_strcmp0(got, want) != 0)
        g_error("%s: %s, not %s", what, got ? got : "nothing", want ? want : "nothing");
}

static void
test_country_names(void)
{
    static const char *const WANT[][2] = {
        { "Germany", "DE" },
        { "germany ", "DE" },
        { "DE", "DE" },
        { "de", "DE" },
        { "deu", "DE" },
        { "Deutschland", "DE" },
        { "Allemagne", "DE" },
        { "Duitsland", "DE" },
        { "USA", "US" },
        { "U.S.", "US" },
        { "u.s.a", "US" },
        { "United States of America", "US" },
        { "The United States", "US" },
        { "Vereinigte Staaten", "US" },
        { "UK", "GB" },
        { "Great Britain", "GB" },
        { "England", "GB" },
        { "Österreich", "AT" },
        { "OESTERREICH", "AT" },
        { "Osterreich", "AT" },
        { "Schweiz", "CH" },
        { "Suisse", "CH" },
        { "España", "ES" },
        { "Espana", "ES" },
        { "Brasil", "BR" },
        { "México", "MX" },
        { "Me\u0301xico", "MX" },
        { "Nederland", "NL" },
        { "The Netherlands", "NL" },
        { "Holland", "NL" },
        { "Polska", "PL" },
        { "Côte d'Ivoire", "CI" },
        { "Ivory Coast", "CI" },
        { "Korea, Republic of", "KR" },
        { "South Korea", "KR" },
        { "North Korea", "KP" },
        { "Türkiye", "TR" },
        { "TÜRKİYE", "TR" },
        { "Turkey", "TR" },
        { "Czech Republic", "CZ" },
        { "Czechia", "CZ" },
        { "Viet Nam", "VN" },
        { "Hong Kong", "HK" },
        { "Trinidad & Tobago", "TT" },
        { "Bosnia and Herzegovina", "BA" },
        { "St. Lucia", "LC" },
        { "Россия", "RU" },
        { "日本", "JP" },
        { "Niger", "NE" },
        { "Nigeria", "NG" },
        { "Guinea", "GN" },
        { "Congo", "CG" },
        { "DR Congo", "CD" },
        { "Dominican Republic", "DO" },
        { "Dominica", "DM" },
        { "Kosovo", "XK" },
        { "Atlantis", NULL },
        { "", NULL },
        { "...", NULL },
        { "ZZ", NULL },
        { "\xff\xfe", NULL },
        { NULL, NULL },
    };
    for (gsize i = 0; i < G_N_ELEMENTS(WANT); i++)
        same(WANT[i][0], place_country_code(WANT[i][0]), WANT[i][1]);
    g_autofree char *endless = g_strnfill(100000, 'g');
    g_assert_null(place_country_code(endless));
}

static void
test_every_key_is_found(void)
{
    for (unsigned i = 0; i < PLACE_COUNTRY_KEY_COUNT; i++)
        same(PLACE_COUNTRY_KEYS[i].key, place_country_code(PLACE_COUNTRY_KEYS[i].key),
             PLACE_COUNTRIES[PLACE_COUNTRY_KEYS[i].value].code);
    for (unsigned i = 0; i < PLACE_STATE_KEY_COUNT; i++) {
        char country[3] = { PLACE_STATE_KEYS[i].key[0], PLACE_STATE_KEYS[i].key[1] };
        same(PLACE_STATE_KEYS[i].key, place_zone_of_country(country, PLACE_STATE_KEYS[i].key + 3),
             PLACE_ZONES[PLACE_STATE_KEYS[i].value]);
    }
    g_assert_cmpuint(PLACE_COUNTRY_KEY_COUNT, >, 700);
    g_assert_cmpuint(PLACE_STATE_KEY_COUNT, >, 300);
}

static void
test_every_zone_is_known(void)
{
    for (gsize i = 2; PLACE_ZONES[i]; i++) {
        g_autoptr(GError) error = NULL;
        g_assert_nonnull(zone_get(PLACE_ZONES[i], &error));
        g_assert_no_error(error);
    }
}

static void
test_country_zones(void)
{
    static const char *const WANT[][3] = {
        { "DE", NULL, "Europe/Berlin" },
        { "GB", "Kent", "Europe/London" },
        { "SE", NULL, "Europe/Stockholm" },
        { "ES", NULL, "Europe/Madrid" },
        { "ES", "Canary Islands", "Atlantic/Canary" },
        { "PT", "Açores", "Atlantic/Azores" },
        { "AR", NULL, "America/Argentina/Buenos_Aires" },
        { "CN", NULL, "Asia/Shanghai" },
        { "NZ", NULL, "Pacific/Auckland" },
        { "IN", "", "Asia/Kolkata" },
        { "UA", NULL, "Europe/Kyiv" },
        { "XK", NULL, "Europe/Belgrade" },
        { "US", NULL, NULL },
        { "US", "Narnia", NULL },
        { "US", "CA", "America/Los_Angeles" },
        { "US", "california", "America/Los_Angeles" },
        { "US", "US-CA", "America/Los_Angeles" },
        { "US", "State of New York", "America/New_York" },
        { "US", "Washington", "America/Los_Angeles" },
        { "US", "Washington, D.C.", "America/New_York" },
        { "US", "TX", "America/Chicago" },
        { "US", "Arizona", "America/Phoenix" },
        { "US", "HI", "Pacific/Honolulu" },
        { "CA", NULL, NULL },
        { "CA", "Québec", "America/Toronto" },
        { "CA", "BC", "America/Vancouver" },
        { "CA", "Newfoundland", "America/St_Johns" },
        { "AU", "WA", "Australia/Perth" },
        { "AU", "New South Wales", "Australia/Sydney" },
        { "BR", "São Paulo", "America/Sao_Paulo" },
        { "BR", "Amazonas", "America/Manaus" },
        { "MX", "Quintana Roo", "America/Cancun" },
        { "MX", "CDMX", "America/Mexico_City" },
        { "MX", "Estado de México", "America/Mexico_City" },
        { "RU", NULL, NULL },
        { "RU", "Moscow", "Europe/Moscow" },
        { "RU", "Novosibirsk Oblast", "Asia/Novosibirsk" },
        { "RU", "Tatarstan", "Europe/Moscow" },
        { "ID", "Bali", "Asia/Makassar" },
        { "ZZ", NULL, NULL },
        { "us", "CA", NULL },
        { "", NULL, NULL },
        { NULL, NULL, NULL },
    };
    for (gsize i = 0; i < G_N_ELEMENTS(WANT); i++) {
        g_autofree char *what = g_strdup_printf("%s/%s", WANT[i][0], WANT[i][1]);
        same(what, place_zone_of_country(WANT[i][0], WANT[i][1]), WANT[i][2]);
    }
}

static void
test_country_shown(void)
{
    same("DE", place_country_name("DE"), "Germany");
    same("US", place_country_name("US"), "the United States");
    same("ZZ", place_country_name("ZZ"), NULL);
}

static void
test_phone_zones(void)
{
    static const char *const WANT[][2] = {
        { "+4930901820", "Europe/Berlin" },
        { "+18052478982", "America/Los_Angeles" },
        { "+12125550187", "America/New_York" },
        { "+14165550142", "America/Toronto" },
        { "+16025550142", "America/Phoenix" },
        { "+447700900123", "Europe/London" },
        { "+34911234567", "Europe/Madrid" },
        { "+34922123456", "Atlantic/Canary" },
        { "+442079460958", "Europe/London" },
        { "+919811123456", "Asia/Kolkata" },
        { "+18005550142", NULL }, /* toll-free: anywhere in North America */
        { "+80012345678", NULL },
        { "+", NULL },
        { "4930", NULL },
        { NULL, NULL },
    };
    for (gsize i = 0; i < G_N_ELEMENTS(WANT); i++)
        same(WANT[i][0], place_zone_of_phone(WANT[i][0]), WANT[i][1]);
}

/* The largest difference of two zones in January and July, in hours. */
static double
hours_apart(const char *one, const char *other)
{
    static const char *const AT[] = { "2026-01-15T12:00:00Z", "2026-07-15T12:00:00Z" };
    double most = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(AT); i++) {
        Instant us;
        g_assert_true(instant_parse(AT[i], &us, NULL));
        const Zone *a = zone_get(one, NULL), *b = zone_get(other, NULL);
        g_assert_true(a && b);
        most = MAX(most, abs(zone_offset_at(a, us) - zone_offset_at(b, us)) / 3600.0);
    }
    return most;
}

/* Against another release of the same public data: where it names one zone for a prefix, ours must
 * keep the same time, but for the few prefixes reassigned between the two. */
static void
test_prefixes_agree(void)
{
    const char *shared = g_getenv("SEVENTH_SHARED_DATA");
    g_autofree char *path =
        g_build_filename(shared ? shared : ".", "phone", "prefix_timezones.txt", NULL);
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        g_test_skip("SEVENTH_SHARED_DATA/phone/prefix_timezones.txt is absent: NOT compared");
        return;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    unsigned compared = 0, differ = 0;
    for (char **line = lines; *line; line++) {
        char *bar = strchr(*line, '|');
        if (**line == '#' || !bar || strchr(bar, '&'))
            continue;
        *bar = '\0';
        g_autofree char *number = g_strconcat("+", *line, NULL);
        const char *ours = place_zone_of_phone(number);
        compared++;
        if (!ours || hours_apart(ours, g_strchomp(bar + 1)) > 0) {
            g_test_message("%s: %s, there %s", number, ours ? ours : "nothing", bar + 1);
            differ++;
        }
    }
    g_test_message("%u prefixes compared, %u differ", compared, differ);
    g_assert_cmpuint(compared, >, 2500);
    g_assert_cmpuint(differ * 200, <, compared);
}

static void
test_fast_enough(void)
{
    g_test_timer_start();
    for (int i = 0; i < 200000; i++) {
        g_assert_nonnull(place_country_code("United States of America"));
        g_assert_nonnull(place_zone_of_country("US", "California"));
        g_assert_nonnull(place_zone_of_phone("+18052478982"));
    }
    double ns = g_test_timer_elapsed() / 200000 * 1e9;
    g_test_message("country + state + phone: %.0f ns together", ns);
    g_assert_cmpfloat(ns, <, 20000); /* a machine under load, with sanitizers */
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/place/country-names", test_country_names);
    g_test_add_func("/place/every-key", test_every_key_is_found);
    g_test_add_func("/place/every-zone", test_every_zone_is_known);
    g_test_add_func("/place/country-zones", test_country_zones);
    g_test_add_func("/place/country-shown", test_country_shown);
    g_test_add_func("/place/phone-zones", test_phone_zones);
    g_test_add_func("/place/prefixes-agree", test_prefixes_agree);
    g_test_add_func("/place/fast-enough", test_fast_enough);
    return g_test_run();
}
