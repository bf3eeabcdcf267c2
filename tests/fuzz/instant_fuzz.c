/* Instants: whatever is read is printed so that it reads back as the same instant. */
#include "fuzz.h"

#include <glib.h>

#include "base/instant.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    g_autoptr(GError) error = NULL;
    char printed[INSTANT_TEXT_SIZE];
    Instant us, again;
    Day day;

    day_parse(text, &day);
    if (!instant_parse(text, &us, &error)) {
        g_assert_nonnull(error);
        return 0;
    }
    g_assert_true(instant_parse(instant_format(us, 0, printed), &again, NULL));
    g_assert_cmpint(us, ==, again);
    return 0;
}
