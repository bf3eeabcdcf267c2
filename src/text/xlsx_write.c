/* See xlsx_write.h. */
#include "text/xlsx_write.h"

#include <string.h>
#include <xlsxwriter.h>

#include "base/error.h"

#define MAX_NAME 31    /* characters of a sheet's name */
#define MAX_TEXT 32000 /* characters of a cell; the format allows 32,767 */

struct XlsxWriter {
    char *file;
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *bold;
    bool number[XLSX_WRITE_MAX_COLUMNS];
    gsize columns;
    lxw_row_t row; /* the next */
};

XlsxWriter *
xlsx_writer_new(const char *file, GError **error)
{
    lxw_workbook_options options = { .constant_memory = LXW_TRUE };
    lxw_workbook *book = workbook_new_opt(file, &options);

    if (book == NULL) {
        error_set(error, SEVENTH_ERROR_IO, "cannot write %s: no workbook could be begun", file);
        return NULL;
    }
    XlsxWriter *self = g_new0(XlsxWriter, 1);
    self->file = g_strdup(file);
    self->book = book;
    self->bold = workbook_add_format(book);
    format_set_bold(self->bold);
    return self;
}

/* The filter covers the rows that came. */
static void
end_sheet(XlsxWriter *self)
{
    if (self->sheet != NULL && self->columns > 0)
        worksheet_autofilter(self->sheet, 0, 0, self->row > 1 ? self->row - 1 : 0,
                             (lxw_col_t)(self->columns - 1));
}

void
xlsx_writer_sheet(XlsxWriter *self, const char *name, const XlsxColumn *columns, gsize count)
{
    g_autofree char *cut =
        g_utf8_strlen(name, -1) > MAX_NAME ? g_utf8_substring(name, 0, MAX_NAME) : g_strdup(name);

    g_assert(count <= XLSX_WRITE_MAX_COLUMNS);
    end_sheet(self);
    for (char *p = cut; *p != '\0'; p++)
        if (strchr("[]:*?/\\", *p) != NULL)
            *p = ' ';
    self->sheet = workbook_add_worksheet(self->book, cut);
    self->columns = count;
    self->row = 1;
    for (lxw_col_t c = 0; c < (lxw_col_t)count; c++) {
        self->number[c] = columns[c].number;
        worksheet_set_column(self->sheet, c, c, columns[c].width, NULL);
        worksheet_write_string(self->sheet, 0, c, columns[c].title, self->bold);
    }
    worksheet_freeze_panes(self->sheet, 1, 0);
}

static void
write_cell(XlsxWriter *self, lxw_col_t column, const char *text)
{
    char *end;

    if (self->number[column]) {
        double number = g_ascii_strtod(text, &end);
        if (end != text && *end == '\0') {
            worksheet_write_number(self->sheet, self->row, column, number, NULL);
            return;
        }
    }
    g_autofree char *cut = strlen(text) > MAX_TEXT && g_utf8_strlen(text, -1) > MAX_TEXT
                               ? g_utf8_substring(text, 0, MAX_TEXT)
                               : NULL;
    worksheet_write_string(self->sheet, self->row, column, cut != NULL ? cut : text, NULL);
}

bool
xlsx_writer_row(XlsxWriter *self, const char *const *cells)
{
    if (self->row > XLSX_WRITE_MAX_ROWS)
        return false;
    for (lxw_col_t c = 0; c < (lxw_col_t)self->columns; c++)
        if (cells[c] != NULL && cells[c][0] != '\0')
            write_cell(self, c, cells[c]);
    self->row++;
    return true;
}

bool
xlsx_writer_close(XlsxWriter *self, GError **error)
{
    g_autofree char *file = g_steal_pointer(&self->file);

    end_sheet(self);
    lxw_error problem = workbook_close(self->book);
    g_free(self);
    return problem == LXW_NO_ERROR ||
           error_set(error, SEVENTH_ERROR_IO, "cannot write %s: %s", file, lxw_strerror(problem));
}
