/* From a CSV file's bytes to UTF-8, and the guesses made from its first 64 KiB. */
#include "text/csv_input.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"

#define CAPACITY (256 * 1024)
#define CAPACITY_MIN 32
#define RAW_CAPACITY (64 * 1024)
#define NO_CONVERTER ((GIConv)-1)
#define SNIFF_ROWS 200 /* rows a delimiter is judged by */

/* ---- reading ---- */

/* One read() of at most `room` bytes; sets file_ended. Errors: IO. */
static gssize
read_some(CsvInput *self, char *to, gsize room, GError **error)
{
    ssize_t count;

    do {
        count = read(self->fd, to, room);
    } while (count < 0 && errno == EINTR);
    if (count < 0) {
        error_set(error, SEVENTH_ERROR_IO, "%s: cannot be read: %s", self->name, g_strerror(errno));
        return -1;
    }
    self->file_ended = count == 0;
    self->bytes_read += (uint64_t)count;
    return count;
}

/* How many bytes to pass over when the converter meets one it does not know. */
static gsize
unit_size(const CsvInput *self)
{
    return g_ascii_strncasecmp(self->encoding, "UTF-16", 6) == 0   ? 2
           : g_ascii_strncasecmp(self->encoding, "UTF-32", 6) == 0 ? 4
                                                                   : 1;
}

/* Converts from `raw` to the text until either is used up. */
static void
convert(CsvInput *self)
{
    char *from = self->raw;
    gsize left = self->raw_length;

    while (left > 0) {
        char *to = self->text + self->end;
        gsize room = self->capacity - self->end;
        int problem = g_iconv(self->converter, &from, &left, &to, &room) == (gsize)-1 ? errno : 0;
        self->end = (gsize)(to - self->text);
        if (problem != EILSEQ && !(problem == EINVAL && self->file_ended))
            break;
        if (room == 0)
            break;
        self->text[self->end++] = (char)0xFF;
        gsize skip = MIN(unit_size(self), left);
        from += skip;
        left -= skip;
    }
    memmove(self->raw, from, left);
    self->raw_length = left;
}

bool
csv_input_fill(CsvInput *self, GError **error)
{
    memmove(self->text, self->text + self->start, self->end - self->start);
    self->end -= self->start;
    self->start = 0;
    if (self->capacity - self->end < 16) {
        self->capacity *= 2;
        self->text = g_realloc(self->text, self->capacity + 1);
    }
    while (!self->at_end && self->capacity - self->end >= 16) {
        gssize count = 0;
        if (self->converter == NO_CONVERTER) {
            count = read_some(self, self->text + self->end, self->capacity - self->end, error);
            self->end += (gsize)MAX(count, 0);
            self->at_end = self->file_ended;
        } else {
            if (!self->file_ended && self->raw_length < self->raw_capacity)
                count = read_some(self, self->raw + self->raw_length,
                                  self->raw_capacity - self->raw_length, error);
            self->raw_length += (gsize)MAX(count, 0);
            convert(self);
            self->at_end = self->file_ended && self->raw_length == 0;
        }
        if (count < 0)
            return false;
    }
    return true;
}

/* Hands text[start, end) to a converter. False when iconv does not know the encoding. */
static bool
switch_to(CsvInput *self, const char *encoding)
{
    gsize waiting = self->end - self->start;

    self->converter = g_iconv_open("UTF-8", encoding);
    if (self->converter == NO_CONVERTER)
        return false;
    g_free(self->encoding);
    self->encoding = g_strdup(encoding);
    self->raw_capacity = MAX(MIN(RAW_CAPACITY, self->capacity), waiting);
    self->raw = g_malloc(self->raw_capacity);
    memcpy(self->raw, self->text + self->start, waiting);
    self->raw_length = waiting;
    self->end = self->start;
    self->at_end = false;
    return true;
}

bool
csv_input_is_windows(const CsvInput *self)
{
    return self->guessed && self->seen.windows > self->seen.utf8;
}

/* ---- the encoding ---- */

static bool
skip_mark(CsvInput *self, const char *mark, gsize length)
{
    if (self->end < length || memcmp(self->text, mark, length) != 0)
        return false;
    self->start = length;
    return true;
}

/* In UTF-16 every other byte of ordinary text is NUL. */
static const char *
guess_utf16(const CsvInput *self, gsize length)
{
    gsize zeros[2] = { 0, 0 };

    for (gsize i = 0; i < length; i++)
        zeros[i % 2] += self->text[i] == '\0';
    if (zeros[1] > length / 5 && zeros[0] <= length / 50)
        return "UTF-16LE";
    if (zeros[0] > length / 5 && zeros[1] <= length / 50)
        return "UTF-16BE";
    return NULL;
}

static const char *
guess_encoding(CsvInput *self)
{
    gsize length = MIN(self->end, CSV_SAMPLE);
    const char *wide;

    if (skip_mark(self, "\xEF\xBB\xBF", 3)) {
        self->guessed = true;
        self->seen.utf8 = G_MAXUINT32;
        return NULL;
    }
    if (skip_mark(self, "\xFF\xFE", 2))
        return "UTF-16LE";
    if (skip_mark(self, "\xFE\xFF", 2))
        return "UTF-16BE";
    if ((wide = guess_utf16(self, length)) != NULL)
        return wide;
    self->guessed = true;
    csv_text_count(self->text, length, true, &self->seen);
    self->sampled = length;
    return NULL;
}

bool
csv_input_open(CsvInput *self, const char *name, int fd, const char *encoding, gsize capacity,
               GError **error)
{
    gsize size = capacity == 0 ? CAPACITY : MAX(capacity, CAPACITY_MIN);

    *self = (CsvInput){ .name = g_strdup(name),
                        .fd = fd,
                        .text = g_malloc(size + 1),
                        .capacity = size,
                        .encoding = g_strdup("UTF-8"),
                        .converter = NO_CONVERTER };
    if (!csv_input_fill(self, error))
        return false;
    const char *source = encoding;
    if (encoding == NULL) {
        source = guess_encoding(self);
    } else if (g_ascii_strcasecmp(encoding, "UTF-8") == 0 ||
               g_ascii_strcasecmp(encoding, "UTF8") == 0) {
        skip_mark(self, "\xEF\xBB\xBF", 3);
        source = NULL;
    }
    if (source == NULL)
        return true;
    if (!switch_to(self, source))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "%s: the encoding \"%s\" is unknown; `iconv -l` lists those known", name,
                         source);
    if (!csv_input_fill(self, error))
        return false;
    skip_mark(self, "\xEF\xBB\xBF", 3); /* what the converter made of a mark */
    return true;
}

void
csv_input_clear(CsvInput *self)
{
    g_clear_pointer(&self->name, g_free);
    g_clear_pointer(&self->text, g_free);
    g_clear_pointer(&self->raw, g_free);
    g_clear_pointer(&self->encoding, g_free);
    if (self->converter != NO_CONVERTER)
        g_iconv_close(self->converter);
    self->converter = NO_CONVERTER;
}

/* ---- the delimiter ---- */

/* Passes over one row cut by `delimiter`; NULL when the sample ends before it does. */
static const char *
count_columns(const char *p, const char *end, char delimiter, bool whole, guint *ret_count)
{
    *ret_count = 1;
    for (bool field_begins = true; p < end; p++) {
        if (*p == '"' && field_begins) {
            while (true) {
                const char *quote = memchr(p + 1, '"', end - (p + 1));
                if (quote == NULL)
                    return NULL;
                p = quote;
                if (p + 1 == end || p[1] != '"')
                    break;
                p++;
            }
        } else if (*p == delimiter) {
            (*ret_count)++;
        } else if (*p == '\n' || *p == '\r') {
            return p + 1;
        }
        field_begins = *p == delimiter || (field_begins && *p == ' ');
    }
    return whole ? end : NULL;
}

/* The share of rows that have the most frequent count of columns, and that count; 0 when most rows
 * are not cut at all. */
static double
evenness(const CsvInput *self, char delimiter, guint *ret_columns)
{
    const char *p = self->text + self->start;
    const char *end = p + MIN(self->end - self->start, CSV_SAMPLE);
    bool whole = self->at_end && self->end - self->start <= CSV_SAMPLE;
    guint counts[SNIFF_ROWS], rows = 0, best = 0, cut = 0;

    while (p < end && rows < SNIFF_ROWS) {
        if (*p == '\n' || *p == '\r') {
            p++;
            continue;
        }
        p = count_columns(p, end, delimiter, whole, &counts[rows]);
        if (p == NULL)
            break;
        rows++;
    }
    *ret_columns = 0;
    for (guint i = 0; i < rows; i++) {
        guint same = 0;
        cut += counts[i] > 1;
        for (guint j = 0; j < rows; j++)
            same += counts[j] == counts[i];
        if (counts[i] > 1 && same > best) {
            best = same;
            *ret_columns = counts[i];
        }
    }
    return cut * 2 > rows ? (double)best / rows : 0;
}

char
csv_input_guess_delimiter(const CsvInput *self)
{
    /* Equal in all else, the one that is rarer in prose. */
    static const char candidates[] = "\t|;,";
    char delimiter = ',';
    double best = 0;
    guint most = 0;

    for (const char *c = candidates; *c != '\0'; c++) {
        guint columns;
        double share = evenness(self, *c, &columns);
        if (share > 0 && (share > best || (share == best && columns > most))) {
            delimiter = *c;
            best = share;
            most = columns;
        }
    }
    return delimiter;
}
