/* Where an import reads from, and what it complains of.
 *
 * A source is a CSV file or a sheet of a workbook (XLSX); or "-", standard input, or a text in
 * memory. Its first row holds the column names, unless told otherwise. Complaints name line, column
 * and value; all are counted, the first thousand kept.
 */
#pragma once

#include "base/json.h"
#include "text/csv.h"

#define IMPORT_MAX_ERRORS 1000

typedef struct {
    GPtrArray *entries; /* json_t *, at most IMPORT_MAX_ERRORS */
    uint64_t count;     /* of all */
} ImportErrors;

typedef struct {
    char *name;                  /* for messages */
    char *file;                  /* as it was given; NULL: a text */
    guint sheet, rows_above;     /* of a workbook; before the row of headers */
    uint64_t from, lines_before; /* where the reader began, in bytes and lines of the file */
    int fd;
    uint64_t size; /* bytes; 0: unknown */
    CsvReader *csv;
    GStrv headers;
    gsize header_count;
    ImportErrors errors; /* of the headers, until import_errors_take() */
} ImportSource;

/* Opens `file`, or reads `text` when it is not NULL, up to and with the row of headers. Errors:
 * NOT_FOUND (no such file), INVALID (nothing in it), and csv_reader_next()'s. */
bool
import_source_open(ImportSource *ret_source, const char *file, const char *text, GError **error);
/* The same for another sheet of a workbook (0: the first), which its name tells. */
bool
import_source_open_sheet(ImportSource *ret_source, const char *file, guint sheet, GError **error);
/* Begins again, with the headers so many rows further down. False, without an error, for a source
 * that can be read once only. Errors: as above. */
bool import_source_rewind(ImportSource *self, guint rows_above, GError **error);
/* Goes on behind a row at which the reader gave up, `line` of what it read so far; lines count from
 * there on. False for sources that cannot be read twice, or are not bytes as they come (UTF-16). */
bool import_source_resume(ImportSource *self, uint64_t line);
void import_source_clear(ImportSource *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ImportSource, import_source_clear)

void import_errors_init(ImportErrors *self);
void import_errors_clear(ImportErrors *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ImportErrors, import_errors_clear)

/* `column` and `value` may be NULL. A long value is cut. */
void import_errors_add(ImportErrors *self, uint64_t line, const char *column, const char *value,
                       const char *message);
/* Complains of the row's cells that were not in the encoding of the file. They are in all the same.
 */
void import_errors_add_odd(ImportErrors *self, const ImportSource *source, const CsvRow *row);
/* Moves all of `from` behind what is there. */
void import_errors_take(ImportErrors *self, ImportErrors *from);
/* Puts "errors" (by line) and "error_count" into `result`. */
void import_errors_report(ImportErrors *self, json_t *result);
