/* Phone numbers as people and spreadsheets write them, and what they come out as. */
#include "text/phone.h"

#include <string.h>

#include "base/error.h"
#include "text/place_tables.h"

static void
expect(const char *raw, const char *region, const char *want)
{
    char out[PHONE_SIZE];
    g_autoptr(GError) error = NULL;
    if (!phone_to_e164(raw, region, out, &error))
        g_error("%s (%s): %s", raw, region ? region : "-", error->message);
    g_assert_cmpstr(out, ==, want);
}

static void
refuse(const char *raw, const char *region, const char *words)
{
    char out[PHONE_SIZE] = "x";
    g_autoptr(GError) error = NULL;
    if (phone_to_e164(raw, region, out, &error))
        g_error("%s (%s) was taken as %s", raw, region ? region : "-", out);
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
    if (!strstr(error->message, words))
        g_error("%s: \"%s\" does not say \"%s\"", raw, error->message, words);
    g_assert_cmpstr(out, ==, "");
}

/* The fast path and libphonenumber agree. A wide digit, which the library reads like any other, is
 * what only it understands. */
static void
test_dialled_at_home_agrees(void)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(PLACE_COUNTRY_INDEX); i++) {
        const PlaceCountry *country = &PLACE_COUNTRIES[PLACE_COUNTRY_INDEX[i]];
        if (PLACE_COUNTRY_INDEX[i] == 0)
            continue;
        for (int n = 0; n < 60; n++) {
            char plain[40], wide[40], fast[PHONE_SIZE], slow[PHONE_SIZE];
            int digits = g_test_rand_int_range(3, 13);
            plain[0] = '\0';
            if (n % 3 == 0)
                g_strlcpy(plain, "0", sizeof plain);
            if (n % 7 == 0)
                g_snprintf(plain, sizeof plain, "%d", country->calling_code);
            for (gsize k = strlen(plain); k < (gsize)digits; k++)
                g_snprintf(plain + k, 2, "%d", g_test_rand_int_range(0, 10));
            gsize last = strlen(plain) - 1;
            g_snprintf(wide, sizeof wide, "%.*s\xef\xbc%c", (int)last, plain,
                       0x90 + (plain[last] - '0'));
            bool taken = phone_to_e164(plain, country->code, fast, NULL);
            bool wanted = phone_to_e164(wide, country->code, slow, NULL);
            if (taken != wanted || strcmp(fast, slow) != 0)
                g_error("%s in %s: \"%s\", libphonenumber: \"%s\"", plain, country->code, fast,
                        slow);
        }
    }
}

static void
test_international(void)
{
    expect("+4930901820", NULL, "+4930901820");
    expect("+49 (30) 90-18.20", "US", "+4930901820");
    expect("(+49) 30 901820", NULL, "+4930901820");
    expect("  +1 805-247-8982 ", NULL, "+18052478982");
    expect("0049 30 901820", "DE", "+4930901820");
    expect("0049 30 901820", NULL, "+4930901820");
    expect("+49 (0)30 901820", NULL, "+4930901820");
    expect("+39 06 698 12345", NULL, "+390669812345");
    expect("tel:+49-30-901820", NULL, "+4930901820");
    expect("'+4930901820", NULL, "+4930901820");
    expect("\u202a+49 30 901820\u202c", NULL, "+4930901820");
    expect("\uff0b\uff14\uff1930901820", NULL, "+4930901820");
    expect("+800 1234 5678", NULL, "+80012345678");
}

static void
test_national(void)
{
    expect("805-247-8982", "US", "+18052478982");
    expect("(660) 485-0224", "US", "+16604850224");
    expect("1-800-FLOWERS", "US", "+18003569377");
    expect("030/901820", "DE", "+4930901820");
    expect("020 7946 0958", "GB", "+442079460958");
    expect("01 42 68 53 00", "FR", "+33142685300");
    expect("044 668 18 00", "CH", "+41446681800");
    expect("0011 49 30 901820", "AU", "+4930901820");
    /* Where 00 does not dial abroad, it is not taken for a plus sign. */
    expect("001 49 30 901820", "SG", "+4930901820");
}

static void
test_fictional(void)
{
    expect("+1 555 555 0142", NULL, "+15555550142");
    expect("(555) 555-0123", "US", "+15555550123");
    expect("212-555-0187", "US", "+12125550187");
}

static void
test_extensions_and_second_numbers(void)
{
    expect("+1 805 247 8982 x123", NULL, "+18052478982");
    expect("805-247-8982 ext. 5", "US", "+18052478982");
    expect("+49 30 901820; +49 30 901821", NULL, "+4930901820");
    expect("030 901820 or 030 901821", "DE", "+4930901820");
}

static void
test_refusals(void)
{
    refuse("", "US", "empty");
    refuse(NULL, "US", "empty");
    refuse("call me", "US", "no phone number");
    refuse("n/a", NULL, "no phone number");
    refuse("030 901820", NULL, "no country to take one from");
    refuse("030 901820", "Atlantis", "Atlantis");
    refuse("+999 30 901820", NULL, "calling code");
    refuse("+49 3", NULL, "too short");
    refuse("+1 805 247", NULL, "too short for the United States");
    refuse("+1 805 247 8982 99", NULL, "too long for the United States");
    refuse("247-8982", "US", "area code");
    refuse("+49 30 9018 2012 3456 789", NULL, "too long");
    refuse("4.93012E+11", "DE", "spreadsheet");
    refuse("+", "DE", "no phone number");
    refuse("+++++", NULL, "no phone number");
}

static void
test_hostile(void)
{
    g_autofree char *ones = g_strnfill(100000, '1');
    refuse(ones, "US", "");
    g_autofree char *plus = g_strconcat("+", ones, NULL);
    refuse(plus, NULL, "");
    refuse("\xff\xfe+1", NULL, "");
}

/* The fast path must say what libphonenumber says: an extension sends the same number there. */
static void
test_fast_path_agrees(void)
{
    unsigned tried = 0;
    for (int code = 1; code < 1000; code++) {
        for (int length = 2; length <= 17; length++) {
            if (!(PLACE_CALLING_CODES[code].lengths >> (length - 2) & 1))
                continue;
            for (int round = 0; round < 12; round++) {
                g_autoptr(GString) number = g_string_new(NULL);
                g_string_printf(number, "+%d", code);
                for (int digit = 0; digit < length; digit++)
                    g_string_append_c(number, (char)('0' + g_test_rand_int_range(0, 10)));
                g_autofree char *extended = g_strconcat(number->str, " ext. 7", NULL);
                char fast[PHONE_SIZE], slow[PHONE_SIZE];
                bool fast_ok = phone_to_e164(number->str, NULL, fast, NULL);
                bool slow_ok = phone_to_e164(extended, NULL, slow, NULL);
                if (fast_ok != slow_ok || strcmp(fast, slow) != 0)
                    g_error("%s: \"%s\", by libphonenumber \"%s\"", number->str, fast, slow);
                tried++;
            }
        }
    }
    g_assert_cmpuint(tried, >, 5000);
}

static void
test_region(void)
{
    static const char *const WANT[][2] = {
        { "+4930901820", "DE" },
        { "+18052478982", "US" },
        { "+14165550142", "CA" },
        { "+12425550142", "BS" },
        { "+442079460958", "GB" },
        { "+77272123456", "KZ" },
        { "+74951234567", "RU" },
        { "+390669812345", "IT" },
        { "+35818123456", "AX" },
        { "+441481123456", "GG" },
        { "+380441234567", "UA" },
        { "+38344123456", "XK" },
        { "+80012345678", NULL },
        { "4930", NULL },
        { "+", NULL },
        { NULL, NULL },
    };
    for (gsize i = 0; i < G_N_ELEMENTS(WANT); i++)
        if (g_strcmp0(phone_region(WANT[i][0]), WANT[i][1]) != 0)
            g_error("%s: %s, not %s", WANT[i][0], phone_region(WANT[i][0]), WANT[i][1]);
}

static gpointer
read_many(gpointer data)
{
    char out[PHONE_SIZE];
    for (int i = 0; i < 2000; i++) {
        g_assert_true(phone_to_e164("805-247-8982", "US", out, NULL));
        g_assert_cmpstr(out, ==, "+18052478982");
        g_assert_true(phone_to_e164("030 901820", "DE", out, NULL));
        g_assert_cmpstr(out, ==, "+4930901820");
        g_assert_false(phone_to_e164("030", NULL, out, NULL));
    }
    return data;
}

static void
test_threads(void)
{
    GThread *threads[4];
    for (int i = 0; i < 4; i++)
        threads[i] = g_thread_new("phone", read_many, NULL);
    for (int i = 0; i < 4; i++)
        g_thread_join(threads[i]);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/phone/dialled-at-home-agrees", test_dialled_at_home_agrees);
    g_test_add_func("/phone/international", test_international);
    g_test_add_func("/phone/national", test_national);
    g_test_add_func("/phone/fictional", test_fictional);
    g_test_add_func("/phone/extensions", test_extensions_and_second_numbers);
    g_test_add_func("/phone/refusals", test_refusals);
    g_test_add_func("/phone/hostile", test_hostile);
    g_test_add_func("/phone/fast-path-agrees", test_fast_path_agrees);
    g_test_add_func("/phone/region", test_region);
    g_test_add_func("/phone/threads", test_threads);
    return g_test_run();
}
