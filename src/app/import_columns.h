/* Which column is which, for files smaller in meaning than a list of people (app/import_map.h):
 * companies, activities. A column is known by its header, however it is spelt, or by the user's
 * word. */
#pragma once

#include "app/import_source.h"

typedef struct {
    const char *name;  /* as in --map */
    const char *words; /* folded headers, blank-separated, best first */
} ImportColumnWords;

#define IMPORT_NO_COLUMN G_MAXSIZE

/* Fills `ret_columns[i]` with the column of `fields[i]`, or IMPORT_NO_COLUMN. `overrides`:
 * "FIELD=COLUMN", NULL-terminated, or NULL; "FIELD=" leaves the field without one. Errors: INVALID
 * for an override that names an unknown field or column. */
bool import_columns_find(const ImportSource *source, const ImportColumnWords *fields, gsize count,
                         const char *const *overrides, gsize *ret_columns, GError **error);

/* A header without what some products put before all of theirs: "Activity - Due date", "(Do Not
 * Modify) Lead". Points into it. */
const char *import_header_bare(const char *header);

/* The cell without leading blanks; NULL when there is none, or nothing in it. */
const char *import_columns_text(const CsvRow *row, gsize column);
