/* Rows of a CSV file, cut in place where that is plainly right and by libcsv everywhere else. */
#include "text/csv.h"

#include <csv.h>
#include <string.h>

#include "base/error.h"
#include "text/csv_input.h"

#define COLUMNS_MAX 4096
#define FIELD_MAX (1024 * 1024)
#define PARSER_BLOCK (64 * 1024) /* what libcsv's own buffer grows by */

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
    char *fields[COLUMNS_MAX];
    gsize lengths[COLUMNS_MAX];
    gsize count;
    char *next;             /* behind the row, at its line end if it has one */
    bool blank;             /* a line with nothing on it */
    bool clean;             /* its bytes are text */
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

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static uint64_t
count_line_ends(const char *from, const char *to)
{
    uint64_t count = 0;

    for (const char *p = from; (p = memchr(p, '\n', to - p)) != NULL; p++)
        count++;
    for (const char *p = from; (p = memchr(p, '\r', to - p)) != NULL; p++)
        count += p + 1 == to || p[1] != '\n';
    return count;
}

/* Takes a first line "sep=;", which spreadsheets write to name the delimiter. */
static bool
take_named_delimiter(CsvReader *self)
{
    CsvInput *input = &self->input;
    const char *text = input->text + input->start;

    if (input->end - input->start < 6 || memcmp(text, "sep=", 4) != 0 ||
        (text[5] != '\n' && text[5] != '\r') || strchr(",;|\t", text[4]) == NULL)
        return false;
    self->delimiter = text[4];
    input->start += 5;
    return true;
}

CsvReader *
csv_reader_new(const char *name, int fd, const CsvOptions *options, GError **error)
{
    static const CsvOptions none;
    const CsvOptions *asked = options != NULL ? options : &none;
    g_autoptr(CsvReader) self = g_new0(CsvReader, 1);

    self->input.converter = (GIConv)-1;
    self->line = 1;
    self->only_libcsv = asked->only_libcsv;
    self->odd_text = g_string_new(NULL);
    if (csv_init(&self->parser, 0) != 0)
        g_error("libcsv: cannot start");
    if (asked->delimiter != '\0' && strchr("\"\r\n", asked->delimiter) != NULL) {
        error_set(error, SEVENTH_ERROR_INVALID, "%s: quotes and line ends cannot be delimiters",
                  name);
        return NULL;
    }
    if (!csv_input_open(&self->input, name, fd, asked->encoding, asked->buffer_size, error))
        return NULL;
    if (!take_named_delimiter(self))
        self->delimiter = csv_input_guess_delimiter(&self->input);
    if (asked->delimiter != '\0')
        self->delimiter = asked->delimiter;
    csv_set_blk_size(&self->parser, PARSER_BLOCK);
    csv_set_delim(&self->parser, (guchar)self->delimiter);
    self->stops[(guchar)self->delimiter] = self->stops['\n'] = self->stops['\r'] = true;
    return g_steal_pointer(&self);
}

void
csv_reader_free(CsvReader *self)
{
    if (self == NULL)
        return;
    csv_input_clear(&self->input);
    csv_free(&self->parser);
    g_string_free(self->odd_text, TRUE);
    g_free(self);
}

char
csv_reader_delimiter(const CsvReader *self)
{
    return self->delimiter;
}

const char *
csv_reader_encoding(const CsvReader *self)
{
    return self->input.encoding;
}

uint64_t
csv_reader_offset(const CsvReader *self)
{
    return self->input.bytes_read;
}

/* ---- the two ways to read a row ---- */

/* Cuts the row at text[start] without copying. Nothing is written before all of it is understood:
 * an odd row is left as it was. The byte behind the text is a line feed, so that no loop below asks
 * where the text ends. */
static Scan
scan_plain(CsvReader *self)
{
    char *p = self->input.text + self->input.start, *end = self->input.text + self->input.end;
    bool quoted = false;
    gsize count = 0;

    *end = '\n';
    for (;; p++) {
        char *field = p, *field_end;
        if (count == COLUMNS_MAX)
            return SCAN_COLUMNS;
        self->count = count;
        if (*p == '"') {
            quoted = true;
            self->open_quote = field++;
            field_end = memchr(field, '"', end - field);
            if (field_end == NULL)
                return self->input.at_end ? SCAN_ODD : SCAN_MORE;
            self->open_quote = NULL;
            p = field_end + 1;
            if (!self->stops[(guchar)*p])
                return SCAN_ODD; /* a doubled quote, or text behind the closing one */
        } else {
            while (!self->stops[(guchar)*p])
                p++;
            for (field_end = p; field < field_end && is_blank(field_end[-1]);)
                field_end--;
            while (field < field_end && is_blank(*field))
                field++;
            if (*field == '"')
                return SCAN_ODD; /* blanks before a quote */
        }
        if (p == end && !self->input.at_end)
            return SCAN_MORE;
        self->fields[count] = field;
        self->lengths[count++] = field_end - field;
        if (*p != self->delimiter)
            break;
    }
    self->count = count;
    self->next = p;
    self->blank = count == 1 && !quoted && self->lengths[0] == 0;
    self->line_ends = quoted ? count_line_ends(self->input.text + self->input.start, p) : 0;
    return SCAN_ROW;
}

static void
on_field(void *text, size_t length, void *data)
{
    CsvReader *self = data;

    if (self->count < COLUMNS_MAX) {
        self->lengths[self->count] = length;
        if (length > 0)
            g_string_append_len(self->odd_text, text, (gssize)length);
        g_string_append_c(self->odd_text, '\0');
    }
    self->count++;
}

static void
on_row(int terminator, void *data)
{
    ((CsvReader *)data)->odd_done = true;
}

/* Tells libcsv that the file ends here. False when it ends inside a quoted field. */
static bool
finish_parser(CsvReader *self)
{
    csv_set_opts(&self->parser, CSV_STRICT | CSV_STRICT_FINI);
    bool closed = csv_fini(&self->parser, on_field, on_row, self) == 0;
    csv_set_opts(&self->parser, 0);
    if (!closed)
        csv_fini(&self->parser, NULL, NULL, NULL);
    return closed;
}

/* Gives the row at text[start] to libcsv, line by line, until it says that the row is complete. */
static Scan
scan_odd(CsvReader *self)
{
    char *begin = self->input.text + self->input.start, *end = self->input.text + self->input.end;
    char *p = begin;

    while (p < end && is_blank(*p) && *p != self->delimiter)
        p++;
    if (p == end && !self->input.at_end)
        return SCAN_MORE;
    self->count = 0;
    self->line_ends = 0;
    self->next = p;
    self->blank = p == end || *p == '\n' || *p == '\r';
    if (self->blank)
        return SCAN_ROW;

    p = begin;
    self->odd_done = false;
    g_string_truncate(self->odd_text, 0);
    while (!self->odd_done && p < end) {
        char *line = p;
        gsize fields_before = self->count;
        while (p < end && *p != '\n' && *p != '\r')
            p++;
        p += p < end;
        if (csv_parse(&self->parser, line, p - line, on_field, on_row, self) != (gsize)(p - line))
            g_error("libcsv: %s", csv_strerror(csv_error(&self->parser))); /* out of memory */
        if (self->count > fields_before || line == begin)
            self->open_quote = line;
    }
    if (!self->odd_done && !self->input.at_end) {
        csv_fini(&self->parser, NULL, NULL, NULL);
        return SCAN_MORE;
    }
    bool ended = self->odd_done;
    if (!ended && !finish_parser(self))
        return SCAN_UNCLOSED;
    if (self->count > COLUMNS_MAX)
        return SCAN_COLUMNS;
    char *field = self->odd_text->str;
    for (gsize i = 0; i < self->count; i++) {
        self->fields[i] = field;
        field += self->lengths[i] + 1;
    }
    self->next = ended ? p - 1 : p;
    self->line_ends = count_line_ends(begin, self->next);
    return SCAN_ROW;
}

/* ---- from rows to results ---- */

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
                  self->input.name, line, COLUMNS_MAX + 1, COLUMNS_MAX, self->delimiter);
        return CSV_ERROR;
    }
    if (scan != SCAN_ROW && self->open_quote != NULL)
        line += count_line_ends(begin, self->open_quote);
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

/* Are the row's bytes UTF-8 text without NUL? */
static bool
check_bytes(CsvReader *self)
{
    const char *begin = self->input.text + self->input.start;
    gsize length = self->next - begin;

    if (is_ascii(begin, length))
        return !holds_zero(self);
    if (!g_utf8_validate_len(begin, length, NULL))
        return false;
    self->input.encoding_certain = true;
    return true;
}

static CsvResult
refuse_bytes(CsvReader *self, const CsvRow *row, GError **error)
{
    gsize column = 0;

    while (column + 1 < self->count &&
           g_utf8_validate_len(self->fields[column], self->lengths[column], NULL))
        column++;
    bool zero = memchr(self->fields[column], '\0', self->lengths[column]) != NULL;
    error_set(error, SEVENTH_ERROR_INVALID,
              "%s, line %" G_GUINT64_FORMAT ", column %" G_GSIZE_FORMAT
              ": %s; save the file as UTF-8, or name its encoding",
              self->input.name, row->line, column + 1,
              zero ? "a NUL byte, which no text has"
                   : "bytes that are not text in the file's encoding");
    return CSV_ERROR;
}

/* Steps behind the row that was just read. */
static void
consume(CsvReader *self)
{
    CsvInput *input = &self->input;

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
    self->open_quote = NULL;
    Scan scan = self->only_libcsv ? SCAN_ODD : scan_plain(self);
    return scan == SCAN_ODD ? scan_odd(self) : scan;
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
        self->clean = check_bytes(self);
        if (!self->clean && !input->encoding_certain && !holds_zero(self)) {
            csv_input_switch_to_windows(input);
            if (csv_input_fill(input, error))
                continue;
            self->over = true;
            return SCAN_MORE;
        }
        if (!self->blank || (input->start == input->end && input->at_end))
            return SCAN_ROW;
        consume(self);
    }
}

CsvResult
csv_reader_next(CsvReader *self, CsvRow *ret_row, GError **error)
{
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
        return refuse_bytes(self, ret_row, error);
    for (gsize i = 0; i < self->count; i++)
        self->fields[i][self->lengths[i]] = '\0';
    ret_row->count = self->count;
    ret_row->fields = self->fields;
    ret_row->lengths = self->lengths;
    return CSV_ROW;
}
