/* JSON input: whatever is read can be written on one line and read again as the same value. */
#include "fuzz.h"

#include <stdlib.h>

#include "base/json.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(json_t) value = json_read((const char *)data, size, &error);

    g_assert((value == NULL) == (error != NULL));
    if (value == NULL)
        return 0;
    char *line = json_line(value);
    g_assert_nonnull(line);
    g_autoptr(json_t) again = json_read(line, strlen(line), NULL);
    g_assert_true(json_equal(value, again));
    free(line);
    return 0;
}
