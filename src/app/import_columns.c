/* See import_columns.h. */
#include "app/import_columns.h"

#include <string.h>

#include "base/error.h"
#include "text/fold.h"

#define MAX_FOLDED 128

/* HubSpot's tables call every column "property_...". */
static const char *
bare(const char *folded)
{
    if (g_str_has_prefix(folded, "propertyhs"))
        return folded + strlen("propertyhs");
    return g_str_has_prefix(folded, "property") ? folded + strlen("property") : folded;
}

const char *
import_header_bare(const char *header)
{
    static const char *const ENTITIES[] = { "(do not modify) ", "activity - ",    "person - ",
                                            "lead - ",          "deal - ",        "contact - ",
                                            "organization - ",  "organisation - " };

    for (gsize i = 0; i < G_N_ELEMENTS(ENTITIES); i++)
        if (g_ascii_strncasecmp(header, ENTITIES[i], strlen(ENTITIES[i])) == 0)
            return header + strlen(ENTITIES[i]);
    return header;
}

static bool
is_called(const char *header, const char *word)
{
    char folded[MAX_FOLDED];

    return text_fold(header, folded, sizeof folded) && folded[0] != '\0' &&
           (strcmp(folded, word) == 0 || strcmp(bare(folded), word) == 0);
}

static gsize
column_called(const ImportSource *source, const char *word)
{
    for (gsize c = 0; c < source->header_count; c++)
        if (is_called(source->headers[c], word))
            return c;
    for (gsize c = 0; c < source->header_count; c++)
        if (is_called(import_header_bare(source->headers[c]), word))
            return c;
    return IMPORT_NO_COLUMN;
}

static bool
apply(const ImportSource *source, const ImportColumnWords *fields, gsize count,
      const char *override, gsize *columns, GError **error)
{
    g_auto(GStrv) parts = g_strsplit(override, "=", 2);
    char folded[MAX_FOLDED];

    if (g_strv_length(parts) != 2)
        return error_set(error, SEVENTH_ERROR_INVALID, "map: \"%.80s\" should read FIELD=COLUMN",
                         override);
    for (gsize i = 0; i < count; i++) {
        if (strcmp(fields[i].name, parts[0]) != 0)
            continue;
        columns[i] = IMPORT_NO_COLUMN;
        if (parts[1][0] == '\0')
            return true;
        if (text_fold(parts[1], folded, sizeof folded))
            columns[i] = column_called(source, folded);
        if (columns[i] != IMPORT_NO_COLUMN)
            return true;
        g_autofree char *headers = g_strjoinv("\", \"", source->headers);
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "map: the file has no column \"%.80s\"; it has \"%.2000s\"", parts[1],
                         headers);
    }
    g_autoptr(GString) names = g_string_new(NULL);
    for (gsize i = 0; i < count; i++)
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", fields[i].name);
    return error_set(error, SEVENTH_ERROR_INVALID, "map: there is no field \"%.80s\"; there are %s",
                     parts[0], names->str);
}

bool
import_columns_find(const ImportSource *source, const ImportColumnWords *fields, gsize count,
                    const char *const *overrides, gsize *ret_columns, GError **error)
{
    for (gsize i = 0; i < count; i++) {
        g_auto(GStrv) words = g_strsplit(fields[i].words, " ", -1);
        ret_columns[i] = IMPORT_NO_COLUMN;
        for (char **word = words; *word != NULL && ret_columns[i] == IMPORT_NO_COLUMN; word++)
            ret_columns[i] = column_called(source, *word);
    }
    for (gsize i = 0; overrides != NULL && overrides[i] != NULL; i++)
        if (!apply(source, fields, count, overrides[i], ret_columns, error))
            return false;
    return true;
}

const char *
import_columns_text(const CsvRow *row, gsize column)
{
    if (column >= row->count)
        return NULL;
    const char *text = row->fields[column];
    while (g_ascii_isspace(*text))
        text++;
    return *text != '\0' ? text : NULL;
}
