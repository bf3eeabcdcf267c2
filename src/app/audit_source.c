/* See audit_source.h. */
#include "app/audit_source.h"

#include <string.h>

#include "app/audit_when.h"
#include "base/error.h"

#define ROWS_LOOKED_AT 40 /* for the row of headers */
#define NEARLY 0.6        /* as wide as the widest */
#define LEAST_BLANKS 3    /* one blank in so many headers is odd */
#define LEAST_COLUMNS 3   /* of a table in which a single cell is a title */
#define WIDE 5            /* columns of a table in which few cells may be a sum */
#define MOST_OF_SUM 3     /* cells of a row that sums up */
#define MOST_GROUPINGS 3  /* columns that group the rows of a report */
#define MOST_GROUP_VALUE 200
#define MOST_RESUMED 100 /* rows at which the reader gives up, of a file */

static guint
cells_of(const CsvRow *row)
{
    guint count = 0;

    for (gsize i = 0; i < row->count; i++)
        count += import_columns_text(row, i) != NULL;
    return count;
}

/* Names of columns: neither dates nor numbers nor addresses. */
static bool
holds_names(const CsvRow *row)
{
    static const WhenHabit HABIT = { 0 };

    for (gsize i = 0; i < row->count; i++) {
        const char *text = import_columns_text(row, i);
        When when;
        if (text != NULL &&
            (strchr(text, '@') != NULL || strspn(text, "0123456789.,-+ ") == strlen(text) ||
             when_read(text, &HABIT, zone_utc(), &when)))
            return false;
    }
    return true;
}

/* Do the headers look like a title, or like a line that groups the columns below? */
static bool
is_odd(const ImportSource *source)
{
    gsize named = 0;

    for (gsize c = 0; c < source->header_count; c++)
        named += source->headers[c][0] != '\0';
    return named < LEAST_COLUMNS || (source->header_count - named) * LEAST_BLANKS > named;
}

bool
audit_source_open(ImportSource *ret_source, const char *file, guint sheet, GError **error)
{
    guint widths[ROWS_LOOKED_AT] = { 0 }, widest = 0, rows = 0, best = 0;
    bool names[ROWS_LOOKED_AT] = { false };
    CsvRow row;

    if (!import_source_open_sheet(ret_source, file, sheet, error))
        return false;
    if (strcmp(file, "-") == 0 || !is_odd(ret_source))
        return true;
    if (!import_source_rewind(ret_source, 0, error))
        return error == NULL || *error == NULL;
    for (gsize c = 0; c < ret_source->header_count; c++)
        widths[0] += ret_source->headers[c][0] != '\0';
    names[rows++] = true;
    while (rows < ROWS_LOOKED_AT) {
        CsvResult result = csv_reader_next(ret_source->csv, &row, NULL);
        if (result == CSV_END)
            break;
        widths[rows] = result == CSV_ROW ? cells_of(&row) : 0;
        names[rows] = result == CSV_ROW && holds_names(&row);
        rows++;
    }
    for (guint i = 0; i < rows; i++)
        widest = MAX(widest, widths[i]);
    while (best < rows && (widths[best] < NEARLY * widest || widths[best] < 2 || !names[best]))
        best++;
    return import_source_rewind(ret_source, best < rows ? best : 0, error);
}

bool
audit_source_again(const ImportSource *source, ImportSource *ret_source, GError **error)
{
    if (source->file == NULL || strcmp(source->file, "-") == 0) {
        *ret_source = (ImportSource){ .fd = -1 };
        return false;
    }
    return import_source_open_sheet(ret_source, source->file, source->sheet, error) &&
           (source->rows_above == 0 || import_source_rewind(ret_source, source->rows_above, error));
}

typedef struct {
    const ImportSource *source;
    gsize groupings[MOST_GROUPINGS];
    char values[MOST_GROUPINGS][MOST_GROUP_VALUE];
    gsize grouping_count;
    GPtrArray *filled; /* char *: a row with the values of its group */
    gsize first;       /* the first header with a name */
} Rows;

static void
rows_clear(Rows *self)
{
    g_clear_pointer(&self->filled, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rows, rows_clear)

static void
rows_init(Rows *self, const ImportSource *source)
{
    *self = (Rows){ .source = source };
    while (self->first < source->header_count && source->headers[self->first][0] == '\0')
        self->first++;
    for (gsize c = 0; c < source->header_count && self->grouping_count < MOST_GROUPINGS; c++)
        if (g_str_has_suffix(source->headers[c], "↑") || g_str_has_suffix(source->headers[c], "↓"))
            self->groupings[self->grouping_count++] = c;
    if (self->grouping_count > 0)
        self->filled = g_ptr_array_new();
}

/* The headers once more, as boards repeat them for each group. */
static bool
is_header(const Rows *self, const CsvRow *row)
{
    const ImportSource *source = self->source;

    if (self->first >= row->count ||
        strcmp(row->fields[self->first], source->headers[self->first]) != 0)
        return false;
    for (gsize c = 0; c < source->header_count; c++)
        if (source->headers[c][0] != '\0' &&
            (c >= row->count || strcmp(row->fields[c], source->headers[c]) != 0))
            return false;
    return true;
}

static bool
is_sum(const char *text)
{
    static const char *const WORDS[] = { "total",       "subtotal", "grand total",   "sum", "summe",
                                         "gesamtsumme", "count",    "zwischensumme", NULL };

    for (const char *const *word = WORDS; text != NULL && *word != NULL; word++)
        if (g_ascii_strcasecmp(text, *word) == 0)
            return true;
    return false;
}

/* What reports write below their tables, and tables in their last row: "Total: 480". */
static bool
is_footer(const char *text)
{
    static const char *const STARTS[] = {
        "confidential", "copyright",     "generated by", "exported", "filtered by", "vertraulich",
        "grand total",  "gesamt",        "total",        "report ",  "summe",       "anzahl",
        "somme",        "sous-total",    "suma",         "aantal",   "nombre de",   "totaal",
        "subtotal",     "zwischensumme", "count",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(STARTS); i++)
        if (g_ascii_strncasecmp(text, STARTS[i], strlen(STARTS[i])) == 0)
            return true;
    return false;
}

/* A line of one cell, or one that sums up; without anything above the table only what is known to
 * stand below one. */
bool
audit_row_is_title(const ImportSource *source, const CsvRow *row)
{
    bool is_report = source->rows_above > 0;
    const char *first = NULL;
    guint cells = 0;

    if (source->header_count < LEAST_COLUMNS)
        return false;
    for (gsize c = 0; c < row->count; c++) {
        const char *text = import_columns_text(row, c);
        if (text == NULL)
            continue;
        first = first != NULL ? first : text;
        if (cells++ == 1 && source->header_count < WIDE)
            return is_report && is_sum(first);
        if (is_report && is_sum(text))
            return true;
    }
    if (cells > 1)
        return cells <= MOST_OF_SUM && is_footer(first);
    return is_report || (first != NULL && is_footer(first));
}

/* The row with the values that its group has from the first of its rows. */
static CsvRow
fill_down(Rows *self, const CsvRow *row)
{
    CsvRow filled = *row;

    g_ptr_array_set_size(self->filled, 0);
    for (gsize c = 0; c < row->count; c++)
        g_ptr_array_add(self->filled, row->fields[c]);
    for (gsize g = 0; g < self->grouping_count; g++) {
        gsize column = self->groupings[g];
        const char *text = import_columns_text(row, column);
        if (text != NULL) {
            g_strlcpy(self->values[g], text, MOST_GROUP_VALUE);
            for (gsize below = g + 1; below < self->grouping_count; below++)
                self->values[below][0] = '\0';
        } else if (column < row->count) {
            g_ptr_array_index(self->filled, column) = self->values[g];
        }
    }
    filled.fields = (char *const *)self->filled->pdata;
    return filled;
}

static void
take_record(AuditReader *self, Rows *rows, const CsvRow *row, void (*take)(void *, const CsvRow *),
            void *data)
{
    if (is_header(rows, row))
        return;
    if (audit_row_is_title(rows->source, row)) {
        audit_reader_note(self, AUDIT_NO_RECORD, rows->source->name, row->line,
                          import_columns_text(row, 0));
        return;
    }
    for (gsize c = rows->source->header_count; c < row->count; c++)
        if (import_columns_text(row, c) != NULL) {
            audit_reader_note(self, AUDIT_WIDE_ROW, rows->source->name, row->line,
                              import_columns_text(row, c));
            break;
        }
    if (rows->grouping_count == 0) {
        take(data, row);
        return;
    }
    CsvRow filled = fill_down(rows, row);
    take(data, &filled);
}

bool
audit_each_row(AuditReader *self, ImportSource *source, void (*take)(void *, const CsvRow *),
               void *data, GError **error)
{
    g_auto(Rows) rows = { 0 };
    uint64_t count = 0;
    guint resumed = 0;

    rows_init(&rows, source);
    for (;; count++) {
        g_autoptr(GError) problem = NULL;
        CsvRow row;
        switch (csv_reader_next(source->csv, &row, &problem)) {
        case CSV_END:
            if (count == 0)
                audit_reader_note(self, AUDIT_NO_ROWS, source->name, 1, NULL);
            return true;
        case CSV_ROW:
            row.line += source->lines_before;
            take_record(self, &rows, &row, take, data);
            continue;
        case CSV_ERROR:
            break;
        }
        if (g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_IO)) {
            g_propagate_error(error, g_steal_pointer(&problem));
            return false;
        }
        uint64_t line = row.line + source->lines_before;
        bool over = csv_reader_gave_up(source->csv);
        if (over && resumed < MOST_RESUMED && import_source_resume(source, row.line)) {
            resumed++;
            over = false;
        }
        audit_reader_note(self, over ? AUDIT_CUT : AUDIT_BAD_ROW, source->name, line,
                          problem->message);
    }
}
