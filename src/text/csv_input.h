/* The bytes of a CSV file as UTF-8 in one sliding buffer. Private to csv.c and csv_input.c. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "text/csv_text.h"

#define CSV_SAMPLE (64 * 1024)
#define CSV_ROW_MAX (4 * 1024 * 1024)

typedef struct {
    char *name; /* for messages */
    int fd;
    char *text;          /* capacity + 1 bytes */
    gsize start, end;    /* what is not consumed yet: text[start, end) */
    gsize capacity;      /* grows up to what holds the longest row */
    bool at_end;         /* nothing comes behind text[end) */
    bool file_ended;     /* read() said so; converted bytes may still wait in `raw` */
    uint64_t bytes_read; /* from the file */
    char *encoding;
    bool guessed;      /* an eight-bit encoding nobody named: each cell is read in its own */
    CsvTextCount seen; /* where guessed */
    gsize sampled;     /* bytes from `start` on that are in `seen` already */
    GIConv converter;  /* (GIConv)-1: the text is the file's own bytes */
    char *raw;         /* file bytes waiting for the converter */
    gsize raw_length, raw_capacity;
} CsvInput;

/* Reads the first `capacity` bytes (0: 256 KiB) and settles the encoding (NULL: find it). Errors:
 * INVALID, IO. */
bool csv_input_open(CsvInput *self, const char *name, int fd, const char *encoding, gsize capacity,
                    GError **error);
void csv_input_clear(CsvInput *self);

/* Moves what is not consumed to the front, grows the buffer when it is full, and reads until it is
 * full or the file ends. Bytes the encoding does not know become 0xFF, which no UTF-8 check lets
 * pass. Errors: IO. */
bool csv_input_fill(CsvInput *self, GError **error);

/* Where the encoding is guessed: has there been more of Windows-1252 than of UTF-8 so far? */
bool csv_input_is_windows(const CsvInput *self);

/* The delimiter that cuts text[start, end) most evenly; a comma when none does. */
char csv_input_guess_delimiter(const CsvInput *self);
