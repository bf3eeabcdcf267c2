/* The CSV reader: from rows as they are cut to rows a caller can trust, and to errors. */
#include "text/csv.h"

#include <string.h>

#include "base/error.h"
#include "text/csv_scan.h"

#define FIELD_MAX (1024 * 1024)

/* Takes a first line "sep=;", which spreadsheets write to name the delimiter; NUL without one. */
static char
take_named_delimiter(CsvInput *input)
{
    const char *text = input->text + input->start;

    if (input->end - input->start < 6 || memcmp(text, "sep=", 4) != 0 ||
        (text[5] != '\n' && text[5] != '\r') || strchr(",;|\t", text[4]) == NULL)
        return '\0';
    input->start += 5;
    return text[4];
}

CsvReader *
csv_reader_new(const char *name, int fd, const CsvOptions *options, GError **error)
{
    static const CsvOptions none;
    const CsvOptions *asked = options != NULL ? options : &none;
    g_autoptr(CsvReader) self = g_new0(CsvReader, 1);

    self->input.converter = (GIConv)-1;
    self->line = 1;
    if (asked->delimiter != '\0' && strchr("\"\r\n", asked->delimiter) != NULL) {
        error_set(error, SEVENTH_ERROR_INVALID, "%s: quotes and line ends cannot be delimiters",
                  name);
        return NULL;
    }
    if (!csv_input_open(&self->input, name, fd, asked->encoding, asked->buffer_size, error))
        return NULL;
    char delimiter = take_named_delimiter(&self->input);
    if (asked->delimiter != '\0')
        delimiter = asked->delimiter;
    else if (delimiter == '\0')
        delimiter = csv_input_guess_delimiter(&self->input);
    csv_scan_open(self, delimiter, asked->only_libcsv);
    return g_steal_pointer(&self);
}

void
csv_reader_free(CsvReader *self)
{
    if (self == NULL)
        return;
    csv_input_clear(&self->input);
    csv_scan_close(self);
    g_free(self);
}

bool
csv_reader_gave_up(const CsvReader *self)
{
    return self->over;
}

char
csv_reader_delimiter(const CsvReader *self)
{
    return self->delimiter;
}

const char *
csv_reader_encoding(const CsvReader *self)
{
    return csv_input_is_windows(&self->input) ? "WINDOWS-1252" : self->input.encoding;
}

uint64_t
csv_reader_offset(const CsvReader *self)
{
    return self->input.bytes_read;
}

static CsvResult
fail(CsvReader *self, CsvRow *ret_row, Scan scan, GError **error)
{
    const char *begin = self->input.text + self->input.start;
    uint64_t line = self->line;

    self->over = true;
    ret_row->line = self->line;
    if (scan == SCAN_COLUMNS) {
        error_set(error, SEVENTH_ERROR_LIMIT,
                  "%s, line %" G_GUINT64_FORMAT
                  ", column %d: more than %d columns; is \"%c\" really "
                  "the delimiter?",
                  self->input.name, line, CSV_COLUMNS_MAX + 1, CSV_COLUMNS_MAX, self->delimiter);
        return CSV_ERROR;
    }
    if (scan != SCAN_ROW && self->open_quote != NULL)
        line += csv_scan_line_ends(begin, self->open_quote);
    if (scan == SCAN_UNCLOSED)
        error_set(error, SEVENTH_ERROR_INVALID,
                  "%s, line %" G_GUINT64_FORMAT ", column %" G_GSIZE_FORMAT
                  ": a quote opens here and is never closed; close it, or double it if it is meant",
                  self->input.name, line, self->count + 1);
    else
        error_set(error, SEVENTH_ERROR_LIMIT,
                  "%s, line %" G_GUINT64_FORMAT ", column %" G_GSIZE_FORMAT
                  ": more than %d MiB without the end of %s; is a quote or a line end missing?",
                  self->input.name, line, self->count + 1,
                  (scan == SCAN_MORE ? CSV_ROW_MAX : FIELD_MAX) / (1024 * 1024),
                  scan == SCAN_MORE ? "the row" : "the field");
    return CSV_ERROR;
}

static bool
is_ascii(const char *text, gsize length)
{
    uint64_t seen = 0, eight;

    for (; length >= sizeof(eight); text += sizeof(eight), length -= sizeof(eight)) {
        memcpy(&eight, text, sizeof(eight));
        seen |= eight;
    }
    for (; length > 0; text++, length--)
        seen |= (guchar)*text;
    return (seen & UINT64_C(0x8080808080808080)) == 0;
}

static bool
holds_zero(const CsvReader *self)
{
    const char *begin = self->input.text + self->input.start;
    return memchr(begin, '\0', self->next - begin) != NULL;
}

/* Are the row's bytes text without NUL? Sets `mixed`. */
static bool
check_bytes(CsvReader *self)
{
    CsvInput *input = &self->input;
    const char *begin = input->text + input->start;
    gsize length = self->next - begin;

    self->mixed = false;
    if (is_ascii(begin, length))
        return !holds_zero(self);
    bool valid = g_utf8_validate_len(begin, length, NULL);
    if (!input->guessed || holds_zero(self))
        return valid;
    if (input->sampled == 0 && valid && !csv_input_is_windows(input))
        input->seen.utf8++;
    else if (input->sampled == 0)
        csv_text_count(begin, length, false, &input->seen);
    self->mixed = !valid || csv_input_is_windows(input);
    return true;
}

/* The first column that is no UTF-8. */
static gsize
find_bad_bytes(const CsvReader *self)
{
    gsize column = 0;

    while (column + 1 < self->count &&
           g_utf8_validate_len(self->fields[column], self->lengths[column], NULL))
        column++;
    return column;
}

static CsvResult
refuse_bytes(CsvReader *self, const CsvRow *row, gsize column, GError **error)
{
    bool zero = memchr(self->fields[column], '\0', self->lengths[column]) != NULL;
    error_set(error, SEVENTH_ERROR_INVALID,
              "%s, line %" G_GUINT64_FORMAT ", column %" G_GSIZE_FORMAT
              ": %s; save the file as UTF-8, or name its encoding",
              self->input.name, row->line, column + 1,
              zero ? "a NUL byte, which no text has"
                   : "bytes that are not text in the file's encoding");
    return CSV_ERROR;
}

/* Reads each cell in the encoding it is in. False, with the column: bytes that are in none. */
static bool
read_mixed(CsvReader *self, gsize *ret_column)
{
    bool windows = csv_input_is_windows(&self->input);
    CsvTextCount count;

    g_string_truncate(self->mixed_text, 0);
    for (*ret_column = 0; *ret_column < self->count; (*ret_column)++) {
        gsize column = *ret_column, before = self->mixed_text->len;
        CsvOddCell odd = { .column = column, .is_utf8 = windows };
        if (!csv_text_append(self->mixed_text, self->fields[column], self->lengths[column], windows,
                             &count))
            return false;
        self->lengths[column] = self->mixed_text->len - before;
        g_string_append_c(self->mixed_text, '\0');
        if ((windows ? count.utf8 : count.windows) > 0)
            g_array_append_val(self->odd, odd);
    }
    char *field = self->mixed_text->str;
    for (gsize i = 0; i < self->count; i++) {
        self->fields[i] = field;
        field += self->lengths[i] + 1;
    }
    return true;
}

/* Steps behind the row that was just read. */
static void
consume(CsvReader *self)
{
    CsvInput *input = &self->input;

    input->sampled -= MIN(input->sampled, (gsize)(self->next - input->text) - input->start + 1);
    input->start = self->next - input->text;
    self->line += self->line_ends;
    if (input->start < input->end) {
        self->line++;
        self->after_cr = *self->next == '\r';
        input->start++;
    }
}

static Scan
scan_row(CsvReader *self)
{
    CsvInput *input = &self->input;

    if (self->after_cr && input->start < input->end) {
        input->start += input->text[input->start] == '\n';
        self->after_cr = false;
    }
    if (input->start == input->end && !input->at_end)
        return SCAN_MORE;
    return csv_scan_row(self);
}

/* The column of a field that is too long, or the count of columns. */
static gsize
find_long_field(const CsvReader *self)
{
    gsize column = 0;

    if (self->next - (self->input.text + self->input.start) <= FIELD_MAX)
        return self->count;
    while (column < self->count && self->lengths[column] <= FIELD_MAX)
        column++;
    return column;
}

/* Reads the next row that is not blank, with more text where it needs it. */
static Scan
next_row(CsvReader *self, GError **error)
{
    CsvInput *input = &self->input;

    while (true) {
        Scan scan = scan_row(self);
        if (scan == SCAN_MORE && input->end - input->start <= CSV_ROW_MAX) {
            if (csv_input_fill(input, error))
                continue;
            self->over = true;
        }
        if (scan != SCAN_ROW)
            return scan;
        if (self->next - (input->text + input->start) > CSV_ROW_MAX)
            return SCAN_MORE;
        self->clean = check_bytes(self);
        if (!self->blank || (input->start == input->end && input->at_end))
            return SCAN_ROW;
        consume(self);
    }
}

CsvResult
csv_reader_next(CsvReader *self, CsvRow *ret_row, GError **error)
{
    gsize column;
    Scan scan;

    *ret_row = (CsvRow){ .line = self->line };
    if (self->over)
        return CSV_END;
    scan = next_row(self, error);
    ret_row->line = self->line;
    if (self->over)
        return CSV_ERROR;
    if (scan != SCAN_ROW)
        return fail(self, ret_row, scan, error);
    if (self->blank) {
        self->over = true;
        return CSV_END;
    }
    if (find_long_field(self) < self->count) {
        self->count = find_long_field(self);
        return fail(self, ret_row, SCAN_ROW, error);
    }
    consume(self);
    if (!self->clean)
        return refuse_bytes(self, ret_row, find_bad_bytes(self), error);
    csv_scan_finish(self);
    g_array_set_size(self->odd, 0);
    if (self->mixed && !read_mixed(self, &column))
        return refuse_bytes(self, ret_row, column, error);
    ret_row->count = self->count;
    ret_row->fields = self->fields;
    ret_row->lengths = self->lengths;
    ret_row->odd = (const CsvOddCell *)(const void *)self->odd->data;
    ret_row->odd_count = self->odd->len;
    return CSV_ROW;
}
