/* XLSX out: a workbook of tables, each a sheet with a bold head that stays in view and a filter.
 *
 * Rows are streamed to a temporary file, so a workbook of any length needs little memory. Text is
 * always written as text, never as a formula or a link, whatever it begins with; numbers are
 * written as numbers. Made by libxlsxwriter. */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define XLSX_WRITE_MAX_ROWS 1048575 /* of a sheet, below its head */
#define XLSX_WRITE_MAX_COLUMNS 64

typedef struct XlsxWriter XlsxWriter;

typedef struct {
    const char *title;
    double width; /* in characters */
    bool number;
} XlsxColumn;

/* Errors: IO. */
XlsxWriter *xlsx_writer_new(const char *file, GError **error);
/* Begins the next sheet. Names longer than 31 characters are cut; they must differ. */
void xlsx_writer_sheet(XlsxWriter *self, const char *name, const XlsxColumn *columns, gsize count);
/* NULL and "" leave a cell blank. False when the sheet is full: the row is left out. */
bool xlsx_writer_row(XlsxWriter *self, const char *const *cells);
/* Writes the file and frees. Errors: IO. */
bool xlsx_writer_close(XlsxWriter *self, GError **error);
