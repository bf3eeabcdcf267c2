/* One sheet, cell by cell, to CSV. See xlsx.h. */
#include "text/xlsx.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/instant.h"
#include "text/xlsx_private.h"

#define MAX_CELL (1u << 20)
#define FLUSH (256 * 1024)

typedef struct {
    const XlsxBook *book;
    int out_fd;
    GString *out, *value;
    guint column, written; /* of the row: the cell at hand, cells written */
    char type[12];         /* attribute t: "s", "str", "inlineStr", "b", "e", "d", "" */
    int date;              /* 0 none, 1 date, 2 duration */
    bool in_value, in_inline, in_cell, stop;
    int problem; /* errno of writing, or -1: too many columns, -2: a cell too long */
} Sheet;

bool
xlsx_is(const char *file)
{
    char start[4];
    int fd = open(file, O_RDONLY | O_CLOEXEC);
    bool is = fd >= 0 && read(fd, start, sizeof start) == sizeof start &&
              memcmp(start, "PK\003\004", 4) == 0;

    if (fd >= 0)
        close(fd);
    return is;
}

static void
flush(Sheet *self)
{
    const char *at = self->out->str;
    gsize left = self->out->len;

    while (left > 0 && self->problem == 0) {
        ssize_t count = write(self->out_fd, at, left);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0) {
            self->problem = errno;
            self->stop = true;
            break;
        }
        at += count;
        left -= (gsize)count;
    }
    g_string_truncate(self->out, 0);
}

static void
append_field(GString *out, const char *text)
{
    if (strpbrk(text, ",\"\r\n") == NULL && text[0] != ' ') {
        g_string_append(out, text);
        return;
    }
    g_string_append_c(out, '"');
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *p);
    }
    g_string_append_c(out, '"');
}

/* "AB12" -> 27; the next column when there is no reference. */
static guint
column_of(const char *reference, guint next)
{
    guint column = 0;

    if (reference == NULL || !g_ascii_isalpha(reference[0]))
        return next;
    for (; g_ascii_isalpha(*reference) && column < 100000; reference++)
        column = column * 26 + (guint)(g_ascii_toupper(*reference) - 'A' + 1);
    return column - 1;
}

static Sheet *
sheet_of(void *parser)
{
    return XML_GetUserData((XML_Parser)parser);
}

static void
start_cell(Sheet *self, const char **attributes)
{
    const char *type = xlsx_attribute(attributes, "t");
    const char *style = xlsx_attribute(attributes, "s");
    guint number = style != NULL ? (guint)strtoul(style, NULL, 10) : 0;

    self->column = column_of(xlsx_attribute(attributes, "r"), self->written);
    self->in_cell = true;
    g_strlcpy(self->type, type != NULL ? type : "", sizeof self->type);
    self->date =
        style != NULL && number < self->book->is_date->len ? self->book->is_date->data[number] : 0;
    g_string_truncate(self->value, 0);
}

static void
start(void *parser, const char *name, const char **attributes)
{
    Sheet *self = sheet_of(parser);

    name = xlsx_bare(name);
    if (strcmp(name, "c") == 0)
        start_cell(self, attributes);
    else if (strcmp(name, "row") == 0)
        self->written = 0;
    else if (self->in_cell && strcmp(name, "is") == 0)
        self->in_inline = true;
    else if (self->in_cell &&
             (strcmp(name, "v") == 0 || (self->in_inline && strcmp(name, "t") == 0)))
        self->in_value = true;
}

/* A spreadsheet's day number as text. Before March 1900 its calendar is off by a day, which no
 * export of leads will meet. */
static void
say_date(Sheet *self, double number)
{
    int64_t seconds = (int64_t)(number * 86400 + (number < 0 ? -0.5 : 0.5));
    int64_t days = seconds / 86400, rest = seconds % 86400;
    int hour = (int)(rest / 3600), minute = (int)(rest / 60 % 60), second = (int)(rest % 60);

    if (days == 0) {
        g_string_printf(self->value, "%02d:%02d:%02d", hour, minute, second);
        return;
    }
    CivilDate date = day_to_date((Day)(days + (self->book->from_1904 ? -24107 : -25569)));
    g_string_printf(self->value, "%04d-%02d-%02d", date.year, date.month, date.day);
    if (rest != 0)
        g_string_append_printf(self->value, " %02d:%02d:%02d", hour, minute, second);
}

/* The cell's stored value as a person would read it. */
static const char *
cell_text(Sheet *self)
{
    const XlsxBook *book = self->book;
    char *end;

    if (strcmp(self->type, "s") == 0) {
        gulong index = strtoul(self->value->str, NULL, 10);
        return index < book->text_starts->len
                   ? book->texts->str + g_array_index(book->text_starts, gsize, index)
                   : "";
    }
    if (strcmp(self->type, "b") == 0)
        return self->value->str[0] == '1' ? "TRUE" : "FALSE";
    if (strcmp(self->type, "e") == 0)
        return "";
    if (self->type[0] != '\0' && strcmp(self->type, "n") != 0)
        return self->value->str;
    double number = g_ascii_strtod(self->value->str, &end);
    if (end == self->value->str)
        return self->value->str;
    if (self->date == 1 && number >= 0 && number < 2958466) {
        say_date(self, number);
    } else if (self->date == 2 && number >= 0 && number < 1e6) {
        int64_t seconds = (int64_t)(number * 86400 + 0.5);
        g_string_printf(self->value, "%d:%02d:%02d", (int)(seconds / 3600),
                        (int)(seconds / 60 % 60), (int)(seconds % 60));
    } else if (strpbrk(self->value->str, ".eE") != NULL && number > -1e15 && number < 1e15 &&
               number == (double)(int64_t)number) {
        g_string_printf(self->value, "%" G_GINT64_FORMAT, (gint64)number); /* 4.91761E+11 */
    }
    return self->value->str;
}

static void
end_cell(Sheet *self)
{
    self->in_cell = self->in_inline = self->in_value = false;
    if (self->column >= XLSX_MAX_COLUMNS) {
        self->problem = -1;
        self->stop = true;
        return;
    }
    if (self->column < self->written) /* out of order: the format forbids it */
        return;
    for (; self->written < self->column; self->written++)
        if (self->written > 0)
            g_string_append_c(self->out, ',');
    if (self->written > 0)
        g_string_append_c(self->out, ',');
    append_field(self->out, cell_text(self));
    self->written++;
}

static void
end(void *parser, const char *name)
{
    Sheet *self = sheet_of(parser);

    name = xlsx_bare(name);
    if (strcmp(name, "c") == 0) {
        end_cell(self);
    } else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
        self->in_value = false;
    } else if (strcmp(name, "row") == 0) {
        g_string_append_c(self->out, '\n');
        if (self->out->len > FLUSH)
            flush(self);
    } else if (strcmp(name, "sheetData") == 0) {
        self->stop = true;
    }
    if (self->stop)
        XML_StopParser((XML_Parser)parser, XML_FALSE);
}

static void
take_text(void *parser, const char *text, int length)
{
    Sheet *self = sheet_of(parser);

    if (!self->in_value)
        return;
    if (self->value->len + (gsize)length > MAX_CELL) {
        self->problem = -2;
        self->stop = true;
        XML_StopParser((XML_Parser)parser, XML_FALSE);
        return;
    }
    g_string_append_len(self->value, text, length);
}

GStrv
xlsx_sheet_names(const char *file, GError **error)
{
    g_auto(XlsxBook) book = { 0 };

    if (!xlsx_book_open_names(&book, file, error))
        return NULL;
    g_ptr_array_add(book.names, NULL);
    return (GStrv)g_ptr_array_free(g_steal_pointer(&book.names), FALSE);
}

bool
xlsx_to_csv(const char *file, guint sheet, int out_fd, GError **error)
{
    g_auto(XlsxBook) book = { 0 };
    Sheet state = { .book = &book, .out_fd = out_fd };

    if (!xlsx_book_open(&book, file, sheet, error))
        return false;
    state.out = g_string_sized_new(FLUSH + 4096);
    state.value = g_string_new(NULL);
    XML_Parser parser = xlsx_parser_new(&state, start, end, take_text);
    bool done = xlsx_parse(&book, book.sheet, true, parser, &state.stop, error);
    XML_ParserFree(parser);
    if (done)
        flush(&state);
    g_string_free(state.out, TRUE);
    g_string_free(state.value, TRUE);
    if (!done || state.problem == 0)
        return done;
    if (state.problem > 0)
        return error_set(error, SEVENTH_ERROR_IO, "%s: no room to unpack it: %s", file,
                         g_strerror(state.problem));
    return error_set(error, SEVENTH_ERROR_LIMIT, "%s: %s", file,
                     state.problem == -1 ? "a row has more than 4096 columns"
                                         : "a cell is longer than 1 MB");
}
