/* The two ways to cut a row: in place where that is plainly right, by libcsv everywhere else. */
#include "text/csv_scan.h"

#include <string.h>

#define PARSER_BLOCK (64 * 1024) /* what libcsv's own buffer grows by */

void
csv_scan_open(CsvReader *self, char delimiter, bool only_libcsv)
{
    self->delimiter = delimiter;
    self->only_libcsv = only_libcsv;
    self->odd_text = g_string_new(NULL);
    self->mixed_text = g_string_new(NULL);
    self->odd = g_array_new(FALSE, FALSE, sizeof(CsvOddCell));
    if (csv_init(&self->parser, 0) != 0)
        g_error("libcsv: cannot start");
    csv_set_blk_size(&self->parser, PARSER_BLOCK);
    csv_set_delim(&self->parser, (guchar)delimiter);
    self->stops[(guchar)delimiter] = self->stops['\n'] = self->stops['\r'] = true;
}

void
csv_scan_close(CsvReader *self)
{
    if (self->odd_text == NULL)
        return;
    csv_free(&self->parser);
    g_string_free(self->odd_text, TRUE);
    g_string_free(self->mixed_text, TRUE);
    g_array_unref(self->odd);
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t';
}

uint64_t
csv_scan_line_ends(const char *from, const char *to)
{
    uint64_t count = 0;

    for (const char *p = from; (p = memchr(p, '\n', to - p)) != NULL; p++)
        count++;
    for (const char *p = from; (p = memchr(p, '\r', to - p)) != NULL; p++)
        count += p + 1 == to || p[1] != '\n';
    return count;
}

/* Passes over doubled quotes; there is a byte behind `end`. */
static char *
closing_quote(char *p, char *end, bool *doubled)
{
    while ((p = memchr(p, '"', end - p)) != NULL && p[1] == '"') {
        *doubled = true;
        p += 2;
    }
    return p;
}

/* Cuts the row at text[start] without copying. Nothing is written before all of it is understood:
 * an odd row is left as it was. The byte behind the text is a line feed, so that no loop below asks
 * where the text ends. */
static Scan
scan_plain(CsvReader *self)
{
    char *p = self->input.text + self->input.start, *end = self->input.text + self->input.end;
    bool quoted = false, doubled = false;
    gsize count = 0;

    *end = '\n';
    for (;; p++) {
        char *field = p, *field_end;
        if (count == CSV_COLUMNS_MAX)
            return SCAN_COLUMNS;
        self->count = count;
        if (*p == '"') {
            quoted = true;
            self->open_quote = field++;
            field_end = closing_quote(field, end, &doubled);
            if (field_end == NULL)
                return self->input.at_end ? SCAN_ODD : SCAN_MORE;
            self->open_quote = NULL;
            p = field_end + 1;
            if (!self->stops[(guchar)*p])
                return SCAN_ODD; /* text behind the closing quote */
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
    self->doubled = doubled;
    self->blank = count == 1 && !quoted && self->lengths[0] == 0;
    self->line_ends = quoted ? csv_scan_line_ends(self->input.text + self->input.start, p) : 0;
    return SCAN_ROW;
}

static void
on_field(void *text, size_t length, void *data)
{
    CsvReader *self = data;

    if (self->count < CSV_COLUMNS_MAX) {
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
    self->doubled = false;
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
    if (self->count > CSV_COLUMNS_MAX)
        return SCAN_COLUMNS;
    char *field = self->odd_text->str;
    for (gsize i = 0; i < self->count; i++) {
        self->fields[i] = field;
        field += self->lengths[i] + 1;
    }
    self->next = ended ? p - 1 : p;
    self->line_ends = csv_scan_line_ends(begin, self->next);
    return SCAN_ROW;
}

Scan
csv_scan_row(CsvReader *self)
{
    self->open_quote = NULL;
    Scan scan = self->only_libcsv ? SCAN_ODD : scan_plain(self);
    return scan == SCAN_ODD ? scan_odd(self) : scan;
}

/* Only a quoted field stands behind a quote. */
void
csv_scan_finish(CsvReader *self)
{
    for (gsize i = 0; i < self->count; i++) {
        char *field = self->fields[i], *end = field + self->lengths[i], *from, *to;
        if (self->doubled && field > self->input.text && field[-1] == '"' &&
            (from = memchr(field, '"', end - field)) != NULL) {
            for (to = from; from < end; *to++ = *from++)
                from += *from == '"';
            self->lengths[i] = to - field;
        }
        field[self->lengths[i]] = '\0';
    }
}
