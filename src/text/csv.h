/* CSV in, streaming: a file of any size in constant memory, as other programs really write it.
 *
 * Finds the encoding (UTF-8 with or without BOM, UTF-16 LE/BE, else Windows-1252) and the delimiter
 * (comma, semicolon, tab, pipe, or what a first line "sep=;" says) from the first 64 KiB, then
 * hands out rows of UTF-8 fields. UTF-8 and Windows-1252 may stand side by side in a file: each
 * cell is read in its own, and the row names the cells that are not in what most of the file is in
 * (csv_text.h), so that somebody can be told. Quoted fields may hold delimiters, quotes and line
 * ends; blanks around a field are dropped unless they are quoted. Each row knows the line of the
 * file it began on (1 = first).
 *
 * The parser is libcsv. Rows without surprises, nearly all of nearly all files, never enter it:
 * they are cut in place at several times its speed, with the same result (a fuzz target compares).
 *
 * Limits: 4096 columns, 1 MiB a field, 4 MiB a row; a file that breaks one is refused with LIMIT,
 * line and column. Memory: under 1 MiB, up to 16 MiB while rows are that long. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct CsvReader CsvReader;

typedef struct {
    char delimiter;       /* 0: find it */
    const char *encoding; /* NULL: find it; else a name iconv knows */
    bool only_libcsv;     /* take no short cut: for tests that compare the two ways */
    gsize buffer_size;    /* to begin with; 0: 256 KiB. Small ones are for tests of its edges */
} CsvOptions;

/* A cell that was not in the encoding of the file. */
typedef struct {
    gsize column;
    bool is_utf8; /* in a file of Windows-1252; else Windows-1252 in a file of UTF-8 */
} CsvOddCell;

/* Borrowed until the next csv_reader_next(). Field i is fields[i], NUL-terminated, lengths[i] bytes
 * of valid UTF-8 without a NUL among them. */
typedef struct {
    uint64_t line;
    gsize count;
    char *const *fields;
    const gsize *lengths;
    const CsvOddCell *odd;
    gsize odd_count;
} CsvRow;

typedef enum { CSV_ROW, CSV_END, CSV_ERROR } CsvResult;

/* Reads from an open file descriptor (not closed here). `name` is used in messages; `options` may
 * be NULL. Errors: INVALID (an unknown encoding, an impossible delimiter), IO. */
CsvReader *csv_reader_new(const char *name, int fd, const CsvOptions *options, GError **error);
void csv_reader_free(CsvReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CsvReader, csv_reader_free)

char csv_reader_delimiter(const CsvReader *self);
/* "UTF-8", "UTF-16LE", "UTF-16BE", "WINDOWS-1252" or the name that was asked for. Unless it was
 * asked for: what most characters were in so far, of UTF-8 and WINDOWS-1252. */
const char *csv_reader_encoding(const CsvReader *self);
/* Bytes of the file read so far, for a progress bar. */
uint64_t csv_reader_offset(const CsvReader *self);

/* The next row; blank lines are passed over. CSV_ERROR, with ret_row->line set:
 * - INVALID for one row (bytes the encoding does not know, a NUL): call again for the next row;
 * - INVALID for a quote never closed (with the line it opened on), LIMIT, IO: the reading is over,
 *   the next call returns CSV_END. */
CsvResult csv_reader_next(CsvReader *self, CsvRow *ret_row, GError **error);

/* Did the reading end before the file did, at a quote never closed or a limit? */
bool csv_reader_gave_up(const CsvReader *self);

/* Appends one field to a row being written, with the delimiter before it unless it is the first
 * since the start of `row` or since its last line end (which the caller writes). Quoted when
 * needed.
 *
 * What a spreadsheet would run as a formula (a leading = + - @ TAB CR) is defused with a single
 * quote. A plain number with its sign ("-12.5", "+493012345") is no formula and stays as it is, so
 * that numbers and phone numbers survive. NULL is written as an empty field. */
void csv_append_field(GString *row, const char *value, char delimiter);
