/* XLSX in: a sheet of a workbook as CSV, so that all that reads CSV reads it, too.
 *
 * A sheet of any length is read in a stream (libzip, expat); only the workbook's shared texts are
 * held. Cells come as text: numbers as they are stored, dates by their cell's format as
 * "2026-11-26 09:00:00" (the day alone at midnight), formulas by their last result, errors empty.
 *
 * What it is not: an XLS reader, or a calculator. */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define XLSX_MAX_TEXT_BYTES (512u << 20)  /* of shared texts */
#define XLSX_MAX_SHEET_BYTES (4ull << 30) /* unpacked */
#define XLSX_MAX_COLUMNS 4096
/* What unpacks to so many times its size, and to more than this, is no table but a trap. */
#define XLSX_MAX_RATIO 200
#define XLSX_SAFE_BYTES (256ull << 20)

/* Does the file begin like a workbook? False also when it cannot be read. */
bool xlsx_is(const char *file);

#define XLSX_MAX_SHEETS 100

/* Writes a sheet (0 is the first that is not hidden) as UTF-8 CSV with commas to an open file.
 * Errors: INVALID for a file that is no workbook, lacks the sheet, or is broken inside; LIMIT; IO.
 */
bool xlsx_to_csv(const char *file, guint sheet, int out_fd, GError **error);
/* The names of the sheets that are not hidden, in their order, at most XLSX_MAX_SHEETS; free with
 * g_strfreev(). Errors: INVALID, LIMIT. */
GStrv xlsx_sheet_names(const char *file, GError **error);
