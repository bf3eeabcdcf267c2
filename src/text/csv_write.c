/* CSV out: one field at a time into a row. */
#include <string.h>

#include "text/csv.h"

/* "-12.5" and "+493012345" look like formulas to a naive check, and are none. */
static bool
is_signed_number(const char *value)
{
    if (*value != '+' && *value != '-')
        return false;
    gsize whole = strspn(++value, "0123456789");
    if (whole == 0)
        return false;
    value += whole;
    if (*value == '.' && g_ascii_isdigit(value[1]))
        value += 1 + strspn(value + 1, "0123456789");
    return *value == '\0';
}

static bool
needs_quotes(const char *value, gsize length, char delimiter, bool first)
{
    const char specials[] = { delimiter, '"', '\n', '\r', '\0' };

    if (length == 0)
        return first; /* an empty line would be no row at all */
    return strpbrk(value, specials) != NULL || strchr(" \t", value[0]) != NULL ||
           strchr(" \t", value[length - 1]) != NULL;
}

void
csv_append_field(GString *row, const char *value, char delimiter)
{
    bool first = row->len == 0 || row->str[row->len - 1] == '\n';
    g_autofree char *defused = NULL;

    if (value == NULL)
        value = "";
    if (*value != '\0' && strchr("=+-@\t\r", *value) != NULL && !is_signed_number(value))
        value = defused = g_strconcat("'", value, NULL);
    if (!first)
        g_string_append_c(row, delimiter);
    if (!needs_quotes(value, strlen(value), delimiter, first)) {
        g_string_append(row, value);
        return;
    }
    g_string_append_c(row, '"');
    for (const char *quote; (quote = strchr(value, '"')) != NULL; value = quote + 1) {
        g_string_append_len(row, value, quote + 1 - value);
        g_string_append_c(row, '"');
    }
    g_string_append(row, value);
    g_string_append_c(row, '"');
}
