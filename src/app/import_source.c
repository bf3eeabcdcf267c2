/* Opening what is imported, and the list of complaints. */
#include "app/import_source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "text/xlsx.h"

#define PIECE (64 * 1024)
#define MAX_VALUE 120 /* characters of a value shown with a complaint */

/* A text as a file without a name. */
static int
open_text(const char *text, GError **error)
{
    gsize left = strlen(text);
    int fd = memfd_create("import", MFD_CLOEXEC);

    while (fd >= 0 && left > 0) {
        ssize_t written = write(fd, text, left);
        if (written < 0) {
            close(fd);
            fd = -1;
        } else {
            text += written;
            left -= (gsize)written;
        }
    }
    if (fd < 0 || lseek(fd, 0, SEEK_SET) != 0)
        error_set(error, SEVENTH_ERROR_IO, "no room for the text: %s", g_strerror(errno));
    return fd;
}

/* A workbook's sheet, unpacked into a file without a name. */
static int
open_workbook(const char *file, guint sheet, GError **error)
{
    int fd = open(g_get_tmp_dir(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

    if (fd < 0)
        fd = memfd_create("workbook", MFD_CLOEXEC);
    if (fd < 0) {
        error_set(error, SEVENTH_ERROR_IO, "no room to unpack %s: %s", file, g_strerror(errno));
        return -1;
    }
    if (xlsx_to_csv(file, sheet, fd, error) && lseek(fd, 0, SEEK_SET) == 0)
        return fd;
    close(fd);
    return -1;
}

static int
open_file(const char *file, guint sheet, GError **error)
{
    if (strcmp(file, "-") == 0)
        return dup(STDIN_FILENO);
    if (xlsx_is(file))
        return open_workbook(file, sheet, error);
    int fd = open(file, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        error_set(error, errno == ENOENT ? SEVENTH_ERROR_NOT_FOUND : SEVENTH_ERROR_IO,
                  "cannot read %s: %s", file, g_strerror(errno));
    return fd;
}

/* Files that only look like tables from outside: what some systems call .xls. */
static bool
refuse_strangers(ImportSource *self, GError **error)
{
    static const char OLD_EXCEL[] = { '\xd0', '\xcf', '\x11', '\xe0' };
    static const char *const MARKS[] = { "<html", "<table", "<!doctype", "<?xml", "<meta" };
    char start[64] = { 0 };
    ssize_t length = pread(self->fd, start, sizeof start - 1, 0);

    if (length >= (ssize_t)sizeof OLD_EXCEL && memcmp(start, OLD_EXCEL, sizeof OLD_EXCEL) == 0)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s is a workbook of an old Excel (.xls); open it in a spreadsheet and "
                         "save it as XLSX or CSV",
                         self->name);
    const char *text = start + (memcmp(start, "\xef\xbb\xbf", 3) == 0 ? 3 : 0);
    text += strspn(text, " \t\r\n");
    for (gsize i = 0; i < G_N_ELEMENTS(MARKS); i++)
        if (g_ascii_strncasecmp(text, MARKS[i], strlen(MARKS[i])) == 0)
            return error_set(error, SEVENTH_ERROR_INVALID,
                             "%s is a page (HTML or XML), whatever it is called; open it in a "
                             "spreadsheet and save it as XLSX or CSV",
                             self->name);
    return true;
}

static bool
read_headers(ImportSource *self, GError **error)
{
    CsvRow row;

    switch (csv_reader_next(self->csv, &row, error)) {
    case CSV_ROW:
        break;
    case CSV_END:
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s is empty: its first line must hold the names of the columns",
                         self->name);
    case CSV_ERROR:
        return false;
    }
    self->header_count = row.count;
    self->headers = g_new0(char *, row.count + 1);
    for (gsize i = 0; i < row.count; i++)
        self->headers[i] = g_strdup(row.fields[i]);
    import_errors_add_odd(&self->errors, self, &row);
    return true;
}

static bool
open_source(ImportSource *ret_source, const char *file, const char *text, guint sheet,
            GError **error)
{
    struct stat about;

    *ret_source = (ImportSource){ .fd = -1 };
    import_errors_init(&ret_source->errors);
    if (file == NULL && text == NULL)
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "name a file to import (- for standard input), or give its text");
    bool is_input = file != NULL && strcmp(file, "-") == 0;
    ret_source->name = g_strdup(file == NULL || is_input ? "the input" : file);
    ret_source->file = g_strdup(file);
    ret_source->sheet = sheet;
    ret_source->fd = text != NULL ? open_text(text, error) : open_file(file, sheet, error);
    if (ret_source->fd < 0)
        return false;
    if (fstat(ret_source->fd, &about) == 0 && S_ISDIR(about.st_mode))
        return error_set(error, SEVENTH_ERROR_INVALID, "%s is a folder; name a CSV file",
                         ret_source->name);
    if (S_ISREG(about.st_mode) && !refuse_strangers(ret_source, error))
        return false;
    if (S_ISREG(about.st_mode))
        ret_source->size = (uint64_t)about.st_size;
    ret_source->csv = csv_reader_new(ret_source->name, ret_source->fd, NULL, error);
    return ret_source->csv != NULL && read_headers(ret_source, error);
}

bool
import_source_open(ImportSource *ret_source, const char *file, const char *text, GError **error)
{
    return open_source(ret_source, file, text, 0, error);
}

bool
import_source_open_sheet(ImportSource *ret_source, const char *file, guint sheet, GError **error)
{
    if (!open_source(ret_source, file, NULL, sheet, error))
        return false;
    g_auto(GStrv) names = xlsx_is(file) ? xlsx_sheet_names(file, NULL) : NULL;
    if (names != NULL && names[0] != NULL && names[1] != NULL && sheet < g_strv_length(names)) {
        g_free(ret_source->name);
        ret_source->name = g_strdup_printf("%s, sheet %.60s", file, names[sheet]);
    }
    return true;
}

bool
import_source_rewind(ImportSource *self, guint rows_above, GError **error)
{
    CsvRow row;

    if (lseek(self->fd, 0, SEEK_SET) != 0)
        return false;
    csv_reader_free(self->csv);
    self->csv = csv_reader_new(self->name, self->fd, NULL, error);
    if (self->csv == NULL)
        return false;
    for (guint i = 0; i < rows_above; i++)
        csv_reader_next(self->csv, &row, NULL);
    g_clear_pointer(&self->headers, g_strfreev);
    self->rows_above = rows_above;
    return read_headers(self, error);
}

bool
import_source_resume(ImportSource *self, uint64_t line)
{
    CsvOptions options = { .delimiter = csv_reader_delimiter(self->csv) };
    g_autofree char *piece = g_malloc(PIECE);
    uint64_t at = self->from, lines = 0;
    ssize_t length;

    if (g_str_has_prefix(csv_reader_encoding(self->csv), "UTF-16") || line == 0)
        return false;
    while (lines < line && (length = pread(self->fd, piece, PIECE, (off_t)at)) > 0) {
        const char *p = piece, *end = piece + length;
        while (lines < line && (p = memchr(p, '\n', (gsize)(end - p))) != NULL) {
            lines++;
            p++;
        }
        at += lines < line ? (uint64_t)length : (uint64_t)(p - piece);
    }
    if (lines < line || lseek(self->fd, (off_t)at, SEEK_SET) != (off_t)at)
        return false;
    CsvReader *csv = csv_reader_new(self->name, self->fd, &options, NULL);
    if (csv == NULL)
        return false;
    csv_reader_free(self->csv);
    self->csv = csv;
    self->from = at;
    self->lines_before += line;
    return true;
}

void
import_source_clear(ImportSource *self)
{
    g_clear_pointer(&self->csv, csv_reader_free);
    import_errors_clear(&self->errors);
    g_clear_pointer(&self->headers, g_strfreev);
    g_clear_pointer(&self->name, g_free);
    g_clear_pointer(&self->file, g_free);
    if (self->fd >= 0)
        close(self->fd);
    self->fd = -1;
}

void
import_errors_init(ImportErrors *self)
{
    self->entries = g_ptr_array_new_with_free_func((GDestroyNotify)json_decref);
    self->count = 0;
}

void
import_errors_clear(ImportErrors *self)
{
    g_clear_pointer(&self->entries, g_ptr_array_unref);
    self->count = 0;
}

void
import_errors_add(ImportErrors *self, uint64_t line, const char *column, const char *value,
                  const char *message)
{
    self->count++;
    if (self->entries->len >= IMPORT_MAX_ERRORS)
        return;
    json_t *entry = json_object();
    g_autofree char *cut = NULL;
    if (value != NULL && g_utf8_strlen(value, -1) > MAX_VALUE) {
        g_autofree char *start = g_utf8_substring(value, 0, MAX_VALUE);
        cut = g_strconcat(start, "…", NULL);
    }
    json_set_int(entry, "line", (int64_t)line);
    json_set_text(entry, "column", column);
    json_set_text(entry, "value", cut != NULL ? cut : value);
    json_set_text(entry, "message", message);
    g_ptr_array_add(self->entries, entry);
}

void
import_errors_add_odd(ImportErrors *self, const ImportSource *source, const CsvRow *row)
{
    for (gsize i = 0; i < row->odd_count; i++) {
        gsize column = row->odd[i].column;
        const char *name = column < source->header_count ? source->headers[column] : NULL;
        import_errors_add(self, row->line, name, row->fields[column],
                          row->odd[i].is_utf8
                              ? "UTF-8 in a file that is Windows-1252 otherwise; it was read as "
                                "UTF-8: check that it says what it should"
                              : "not UTF-8 as the rest of the file; it was read as Windows-1252: "
                                "check that it says what it should");
    }
}

void
import_errors_take(ImportErrors *self, ImportErrors *from)
{
    for (guint i = 0; i < from->entries->len && self->entries->len < IMPORT_MAX_ERRORS; i++)
        g_ptr_array_add(self->entries, json_incref(g_ptr_array_index(from->entries, i)));
    self->count += from->count;
    g_ptr_array_set_size(from->entries, 0);
    from->count = 0;
}

static gint
by_line(gconstpointer a, gconstpointer b)
{
    int64_t left = json_int(*(json_t *const *)a, "line", 0);
    int64_t right = json_int(*(json_t *const *)b, "line", 0);

    return (left > right) - (left < right);
}

void
import_errors_report(ImportErrors *self, json_t *result)
{
    json_t *list = json_array();

    g_ptr_array_sort(self->entries, by_line);
    for (guint i = 0; i < self->entries->len; i++)
        json_array_append(list, g_ptr_array_index(self->entries, i));
    json_object_set_new(result, "errors", list);
    json_set_int(result, "error_count", (int64_t)self->count);
}
