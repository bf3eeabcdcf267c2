/* Phone numbers and places: whatever is taken is a plus sign and digits; nothing else happens. */
#include "fuzz.h"

#include <string.h>

#include "text/fold.h"
#include "text/phone.h"
#include "text/place.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const REGIONS[] = { NULL, "US", "DE", "AU", "SG", "IT", "ZZ" };
    if (size == 0)
        return 0;
    g_autofree char *text = g_strndup((const char *)data + 1, size - 1);
    g_autoptr(GError) error = NULL;
    char number[PHONE_SIZE], folded[64];

    place_country_code(text);
    place_zone_of_country("US", text);
    place_zone_of_phone(text);
    phone_region(text);
    if (!text_fold(text, folded, sizeof folded))
        g_assert_cmpstr(folded, ==, "");
    g_assert_cmpuint(strlen(folded), <, sizeof folded);
    if (!phone_to_e164(text, REGIONS[data[0] % G_N_ELEMENTS(REGIONS)], number, &error)) {
        g_assert_nonnull(error);
        g_assert_cmpstr(number, ==, "");
        return 0;
    }
    g_assert_true(number[0] == '+');
    g_assert_cmpuint(strspn(number + 1, "0123456789"), ==, strlen(number + 1));
    return 0;
}
