/* Cutting one row of a CSV file into fields. Private to csv.c and csv_scan.c. */
#pragma once

#include <csv.h>
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "text/csv.h"
#include "text/csv_input.h"

#define CSV_COLUMNS_MAX 4096

struct CsvReader {
    CsvInput input;
    char delimiter;
    bool stops[256]; /* the bytes that end an unquoted field */
    bool only_libcsv;
    bool after_cr; /* a line feed that comes next belongs to the line before */
    bool over;     /* nothing but CSV_END from here on */
    uint64_t line; /* of the next row */
    struct csv_parser parser;

    /* The row being read. */
    char *fields[CSV_COLUMNS_MAX];
    gsize lengths[CSV_COLUMNS_MAX];
    gsize count;
    char *next;             /* behind the row, at its line end if it has one */
    bool blank;             /* a line with nothing on it */
    bool clean;             /* its bytes are text */
    bool mixed;             /* its cells are read each in its own encoding */
    GString *mixed_text;    /* those that are not UTF-8 as they are, NUL-terminated */
    GArray *odd;            /* CsvOddCell */
    bool doubled;           /* fields cut in place still have their quotes doubled */
    uint64_t line_ends;     /* inside the row */
    const char *open_quote; /* when the text ended inside a quoted field: where it may have begun */
    GString *odd_text;      /* the row's fields, NUL-terminated, when libcsv read it */
    bool odd_done;
};

typedef enum {
    SCAN_ROW,      /* a row is complete */
    SCAN_MORE,     /* the row goes on behind the text we have */
    SCAN_ODD,      /* not plain: libcsv has to read it */
    SCAN_COLUMNS,  /* too many columns */
    SCAN_UNCLOSED, /* the file ends inside a quoted field */
} Scan;

void csv_scan_open(CsvReader *self, char delimiter, bool only_libcsv);
void csv_scan_close(CsvReader *self);

/* Cuts the row that begins at the start of the input's text. Nothing of the text is changed. */
Scan csv_scan_row(CsvReader *self);

/* After SCAN_ROW: makes strings of the fields, with quotes single again. Changes the text. */
void csv_scan_finish(CsvReader *self);

/* LF, CR and CRLF in [from, to). */
uint64_t csv_scan_line_ends(const char *from, const char *to);
