/* CSV in, streaming: a file of any size in constant memory, as other programs really write it.
 *
 * Finds the encoding (UTF-8 with or without BOM, UTF-16 LE/BE, else Windows-1252) and the delimiter
 * (comma, semicolon, tab, pipe) from the first 64 KiB, then hands out rows of UTF-8 fields. Quoted
 * fields may hold delimiters, quotes and line ends. Each row knows the line of the file it began on
 * (1 = first). The parser under it is libcsv.
 *
 * Limits: 4096 columns, 1 MiB a field, 4 MiB a row; a file that breaks one is refused with LIMIT,
 * line and column. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct CsvReader CsvReader;

typedef struct {
    char delimiter;       /* 0: find it */
    const char *encoding; /* NULL: find it; else a name iconv knows */
} CsvOptions;

/* Borrowed until the next csv_next(). Field i is fields[i], NUL-terminated, lengths[i] bytes. */
typedef struct {
    uint64_t line;
    gsize count;
    char *const *fields;
    const gsize *lengths;
} CsvRow;

typedef enum { CSV_ROW, CSV_END, CSV_ERROR } CsvResult;

/* Reads from an open file descriptor (not closed here). `name` is used in messages. */
CsvReader *csv_reader_new(const char *name, int fd, const CsvOptions *options, GError **error);
void csv_reader_free(CsvReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CsvReader, csv_reader_free)

char csv_reader_delimiter(const CsvReader *self);
const char *csv_reader_encoding(const CsvReader *self);
/* Bytes of the file consumed so far, for a progress bar. */
uint64_t csv_reader_offset(const CsvReader *self);

/* The next row; blank lines are passed over. CSV_ERROR: INVALID (a quote never closed, with the
 * line it opened on; bytes the encoding does not know), LIMIT or IO. */
CsvResult csv_reader_next(CsvReader *self, CsvRow *ret_row, GError **error);

/* Appends one field to a row being written: quoted when needed, and a leading = + - @ TAB CR
 * defused with a single quote, so that a spreadsheet does not run it. */
void csv_append_field(GString *row, const char *value, char delimiter);
