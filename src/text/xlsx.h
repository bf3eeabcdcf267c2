/* XLSX in: the first sheet of a workbook as CSV, so that all that reads CSV reads it, too.
 *
 * A sheet of any length is read in a stream (libzip, expat); only the workbook's shared texts are
 * held. Cells come as text: numbers as they are stored, dates by their cell's format as
 * "2026-11-26 09:00:00" (the day alone at midnight), formulas by their last result, errors empty.
 *
 * What it is not: an XLS reader, a reader of several sheets, or a calculator. */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define XLSX_MAX_TEXT_BYTES (512u << 20)  /* of shared texts */
#define XLSX_MAX_SHEET_BYTES (4ull << 30) /* unpacked */
#define XLSX_MAX_COLUMNS 4096

/* Does the file begin like a workbook? False also when it cannot be read. */
bool xlsx_is(const char *file);

/* Writes the sheet as UTF-8 CSV with commas to an open file. Errors: INVALID for a file that is no
 * workbook, or broken inside; LIMIT; IO. */
bool xlsx_to_csv(const char *file, int out_fd, GError **error);
