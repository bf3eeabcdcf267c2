/* Days in a notice of absence: none, or one in the years that calendars reach. */
#include "fuzz.h"

#include "mail/return_date.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const Day TODAYS[] = { 20000, 20512, 20878, 21243 };
    g_autofree char *text = g_utf8_make_valid((const char *)data, (gssize)MIN(size, 65536));

    for (gsize i = 0; i < G_N_ELEMENTS(TODAYS); i++) {
        Day back = return_date_find(text, TODAYS[i]);
        if (back == INT32_MIN)
            continue;
        int year = day_to_date(back).year;
        g_assert_cmpint(year, >=, 1989);
        g_assert_cmpint(year, <=, 2201);
    }
    return 0;
}
