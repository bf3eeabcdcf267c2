/* CSV: files as other programs write them, and worse. */
#include "text/csv.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/error.h"
#include "base/json.h"

/* A descriptor from which `length` bytes can be read. */
static int
descriptor_of(const char *bytes, gsize length)
{
    int fd = memfd_create("csv", MFD_CLOEXEC);

    g_assert_cmpint(fd, >=, 0);
    g_assert_cmpint(write(fd, bytes, length), ==, (gssize)length);
    g_assert_cmpint(lseek(fd, 0, SEEK_SET), ==, 0);
    return fd;
}

/* All rows as "[1: a|b][2: c|d]", with "!" and the message for an error, "~" for the rest. */
static char *
read_all(const char *bytes, gsize length, const CsvOptions *options, char *ret_delimiter)
{
    int fd = descriptor_of(bytes, length);
    g_autoptr(GError) error = NULL;
    g_autoptr(CsvReader) reader = csv_reader_new("file", fd, options, &error);
    GString *out = g_string_new(NULL);
    CsvRow row;
    CsvResult result;

    g_assert_no_error(error);
    while ((result = csv_reader_next(reader, &row, &error)) != CSV_END) {
        if (result == CSV_ERROR) {
            g_string_append_printf(out, "!%s", error->message);
            g_clear_error(&error);
            continue;
        }
        g_string_append_printf(out, "[%d:", (int)row.line);
        for (gsize i = 0; i < row.count; i++) {
            g_assert_cmpuint(strlen(row.fields[i]), ==, row.lengths[i]);
            g_string_append_printf(out, "%s%s", i > 0 ? "|" : " ", row.fields[i]);
        }
        g_string_append_c(out, ']');
    }
    if (ret_delimiter != NULL)
        *ret_delimiter = csv_reader_delimiter(reader);
    g_assert_cmpint(csv_reader_next(reader, &row, NULL), ==, CSV_END);
    close(fd);
    return out->len > 0 ? g_string_free(out, FALSE) : (g_string_free(out, TRUE), g_strdup(""));
}

/* Both ways of reading must say the same. */
static void
assert_reads_bytes(const char *bytes, gsize length, const char *expected)
{
    const CsvOptions slow = { .only_libcsv = true };
    g_autofree char *quick = read_all(bytes, length, NULL, NULL);
    g_autofree char *careful = read_all(bytes, length, &slow, NULL);

    g_assert_cmpstr(quick, ==, expected);
    g_assert_cmpstr(careful, ==, expected);
}

static void
assert_reads(const char *text, const char *expected)
{
    assert_reads_bytes(text, strlen(text), expected);
}

static void
assert_error(const char *bytes, gsize length, SeventhError code, const char *expected)
{
    int fd = descriptor_of(bytes, length);
    g_autoptr(GError) error = NULL;
    g_autoptr(CsvReader) reader = csv_reader_new("leads.csv", fd, NULL, &error);
    CsvRow row;

    g_assert_no_error(error);
    while (csv_reader_next(reader, &row, &error) == CSV_ROW)
        continue;
    g_assert_error(error, SEVENTH_ERROR, (int)code);
    if (strstr(error->message, expected) == NULL)
        g_error("\"%s\" is not in \"%s\"", expected, error->message);
    close(fd);
}

static void
test_rows(void)
{
    assert_reads("a,b,c\n1,2,3\n", "[1: a|b|c][2: 1|2|3]");
    assert_reads("a,b\n1,2", "[1: a|b][2: 1|2]");
    assert_reads("a,b\n,\n1,", "[1: a|b][2: |][3: 1|]");
    assert_reads("", "");
    assert_reads("\n\r\n  \n", "");
    assert_reads("a , b\t,\t c,d\n", "[1: a|b|c|d]");
    assert_reads("a\n\"\"\n\nb\n", "[1: a][2: ][4: b]");
}

static void
test_quotes(void)
{
    assert_reads("\"a,b\",\"c\nd\",e\nf,\"\",g\n", "[1: a,b|c\nd|e][3: f||g]");
    assert_reads("\"say \"\"hi\"\"\",b\nc,d\n", "[1: say \"hi\"|b][2: c|d]");
    assert_reads("5\" pipe,\"a \"quoted\" b\", \"c\" ,d\nx\n",
                 "[1: 5\" pipe|a \"quoted\" b|c|d][2: x]");
    assert_reads("\"a\r\n\r\nb\"\n\"c\rd\"\ne,\"f\"", "[1: a\r\n\r\nb][4: c\rd][6: e|f]");
    assert_reads("a\r\n\"b \"\"\r\nc\"\r\nd\r\n", "[1: a][2: b \"\r\nc][4: d]");
}

static void
test_line_ends(void)
{
    assert_reads("a,b\r\n1,2\r\n\r\n3,4\r\n", "[1: a|b][2: 1|2][4: 3|4]");
    assert_reads("a,b\r1,2\r\r3,4\r", "[1: a|b][2: 1|2][4: 3|4]");
    assert_reads("a,b\n1,2\r\n3,4\r5,6", "[1: a|b][2: 1|2][3: 3|4][4: 5|6]");
}

static void
test_unclosed_quote(void)
{
    const char *text = "a,b\nc,\"d\ne\",\"f\ng,h\ni,j\n";

    assert_error(text, strlen(text), SEVENTH_ERROR_INVALID,
                 "leads.csv, line 3, column 3: a quote opens here and is never closed");
    assert_error("x,\"", 3, SEVENTH_ERROR_INVALID, "line 1, column 2");
}

static void
test_encodings(void)
{
    const char marked[] = "\xEF\xBB\xBFname,city\nM\xC3\xBCller,K\xC3\xB6ln\n";
    const char little[] = "\xFF\xFE"
                          "a\0,\0b\0\n\0\xFC\0,\0\x20\xAC\r\0\n\0x\0,\0y\0";
    const char big[] = "\xFE\xFF\0a\0,\0b\0\n\0\xFC\0,\xAC\x20\0\n";
    const char bare[] = "n\0a\0m\0e\0,\0c\0i\0t\0y\0\n\0A\0n\0n\0,\0O\0s\0l\0o\0";

    assert_reads(marked, "[1: name|city][2: Müller|Köln]");
    assert_reads(marked + 3, "[1: name|city][2: Müller|Köln]");
    assert_reads("name;city\nM\xFCller;\x80 5\n", "[1: name|city][2: Müller|€ 5]");
    assert_reads_bytes(little, sizeof(little) - 1, "[1: a|b][2: ü|갠][3: x|y]");
    assert_reads_bytes(big, sizeof(big) - 1, "[1: a|b][2: ü|갠]");
    assert_reads_bytes(bare, sizeof(bare) - 1, "[1: name|city][2: Ann|Oslo]");

    const CsvOptions named = { .encoding = "UTF-16LE" };
    g_autofree char *wide = read_all(little, sizeof(little) - 1, &named, NULL);
    g_assert_cmpstr(wide, ==, "[1: a|b][2: ü|갠][3: x|y]");
    const CsvOptions latin2 = { .encoding = "ISO-8859-2" };
    g_autofree char *asked = read_all("a,\xB3\n", 4, &latin2, NULL);
    g_assert_cmpstr(asked, ==, "[1: a|ł]");
    const CsvOptions unknown = { .encoding = "KLINGON" };
    g_autoptr(GError) error = NULL;
    int fd = descriptor_of("a", 1);
    g_assert_null(csv_reader_new("file", fd, &unknown, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
    close(fd);
}

/* 200 KB of plain ASCII, then the first name with an umlaut, in Windows-1252. */
static void
test_late_windows(void)
{
    g_autoptr(GString) file = g_string_new("name,city\n");
    for (int i = 0; i < 15000; i++)
        g_string_append(file, "Ann,Frankfurt\n");
    g_string_append(file, "M\xFCller,K\xF6ln\nZo\xEB,Li\xE8ge\n");
    g_autofree char *text = read_all(file->str, file->len, NULL, NULL);
    g_assert_true(g_str_has_suffix(text, "[15001: Ann|Frankfurt][15002: Müller|Köln]"
                                         "[15003: Zoë|Liège]"));
}

/* Each row, with "!" before a cell that was Windows-1252 in UTF-8, "?" before the reverse; then the
 * encoding of the file. */
static void
assert_mixed(const char *file, const char *expected)
{
    int fd = descriptor_of(file, strlen(file));
    g_autoptr(GError) error = NULL;
    g_autoptr(CsvReader) reader = csv_reader_new("file", fd, NULL, &error);
    g_autoptr(GString) out = g_string_new(NULL);
    CsvRow row;

    g_assert_no_error(error);
    while (csv_reader_next(reader, &row, &error) == CSV_ROW) {
        for (gsize i = 0, odd = 0; i < row.count; i++) {
            bool is_odd = odd < row.odd_count && row.odd[odd].column == i;
            g_assert_cmpuint(strlen(row.fields[i]), ==, row.lengths[i]);
            g_string_append_printf(out, "%s%s%s", i > 0 ? "|" : "",
                                   !is_odd                ? ""
                                   : row.odd[odd].is_utf8 ? "?"
                                                          : "!",
                                   row.fields[i]);
            odd += is_odd;
        }
        g_string_append_c(out, '\n');
    }
    g_assert_no_error(error);
    g_string_append(out, csv_reader_encoding(reader));
    g_assert_cmpstr(out->str, ==, expected);
    close(fd);
}

/* A list pasted together from two: no cell is garbled, and those that differ are named. */
static void
test_mixed_encodings(void)
{
    assert_mixed("n,c\nM\xFCller,Bonn\nJosé,Köln\nZoë,Łódź\n",
                 "n|c\n!Müller|Bonn\nJosé|Köln\nZoë|Łódź\nUTF-8");
    assert_mixed("n,c\nJosé M\xFCller,\"Caf\xE9 \"\"X\"\"\"\nZoë,Liège\n",
                 "n|c\n!José Müller|!Café \"X\"\nZoë|Liège\nUTF-8");
    assert_mixed("\xEF\xBB\xBFn\nM\xFCller\nK\xF6ln\nLi\xE8ge\n",
                 "n\n!Müller\n!Köln\n!Liège\nUTF-8");
    assert_mixed("n,c\nM\xFCller,K\xF6ln\nJosé,Li\xE8ge\nMichał,Malm\xF6\nΑθήνα,\xC5rhus\n"
                 "CAF\xC9\x92S,\x93R\xC9\x94\n",
                 "n|c\nMüller|Köln\n?José|Liège\n?Michał|Malmö\n?Αθήνα|Århus\n"
                 "CAFÉ’S|“RÉ”\nWINDOWS-1252");
    assert_mixed("na\xEFve,b\n1,2\n", "naïve|b\n1|2\nWINDOWS-1252");
}

/* The first stray byte comes before everything else that is not ASCII, far behind the sample. */
static void
test_late_mixture(void)
{
    g_autoptr(GString) file = g_string_new("name,city\n");
    for (int i = 0; i < 15000; i++)
        g_string_append(file, "Ann,Frankfurt\n");
    g_string_append(file, "M\xFCller,Bonn\nJosé,Łódź\nΑθήνα,Liège\n");
    g_autofree char *text = read_all(file->str, file->len, NULL, NULL);
    g_assert_true(g_str_has_suffix(text, "[15002: Müller|Bonn][15003: José|Łódź]"
                                         "[15004: Αθήνα|Liège]"));
}

/* One bad row is told and passed over. */
static void
test_bad_bytes(void)
{
    assert_reads("a,b\näöü,ö\nc,\xFF\x81\nd,e\n",
                 "[1: a|b][2: äöü|ö]!file, line 3, column 2: bytes that are not text in the file's "
                 "encoding; save the file as UTF-8, or name its encoding[4: d|e]");
    const char zeros[] = "a,b\nc\0d,e\nf,\"g\0\"\nh,i\n";
    assert_reads_bytes(zeros, sizeof(zeros) - 1,
                       "[1: a|b]!file, line 2, column 1: a NUL byte, which no text has; save the "
                       "file as UTF-8, or name its encoding!file, line 3, column 2: a NUL byte, "
                       "which no text has; save the file as UTF-8, or name its encoding[4: h|i]");
}

static void
assert_delimiter(const char *text, char expected)
{
    char delimiter;
    g_free(read_all(text, strlen(text), NULL, &delimiter));
    g_assert_cmpint((guchar)delimiter, ==, (guchar)expected);
}

static void
test_delimiter(void)
{
    assert_delimiter("name;price\nA;1,5\nB;2,7\n", ';');
    assert_delimiter("a\tb\tc\n1,2\t3\t4\n", '\t');
    assert_delimiter("a|b\n1|2\n", '|');
    assert_delimiter("\"a;b;c\",d\n\"e;f;g\",h\n\"i;j\nk;l\",m\n", ',');
    assert_delimiter("just one column\nof words; and so on\nno more\n", ',');
    assert_delimiter("Report of today\n\na;b;c\n1;2;3\n4;5;6,7\n", ';');
    assert_delimiter("name,tags\nA,x;y\nB,z\nC,x;y;z\n", ',');
    assert_delimiter("one", ',');
    assert_reads("sep=;\r\na;b\r\n1,2;3,4\r\n", "[2: a|b][3: 1,2|3,4]");
}

static void
test_limits(void)
{
    g_autoptr(GString) wide = g_string_new(NULL);
    for (int i = 0; i < 5000; i++)
        g_string_append(wide, "x,");
    assert_error(wide->str, wide->len, SEVENTH_ERROR_LIMIT, "line 1, column 4097: more than 4096");

    g_autoptr(GString) fields = g_string_new("a\n");
    for (int i = 0; i < 4095; i++)
        g_string_append(fields, "x,");
    g_autofree char *row = read_all(fields->str, fields->len, NULL, NULL);
    g_assert_true(g_str_has_prefix(row, "[1: a][2: x|x"));

    g_autofree char *letters = g_strnfill(1024 * 1024 + 1, 'x');
    g_autofree char *long_field = g_strconcat("a,b\n1,\"", letters, "\"\n", NULL);
    assert_error(long_field, strlen(long_field), SEVENTH_ERROR_LIMIT, "line 2, column 2: more");
    long_field[strlen(long_field) - 3] = 'y'; /* never closed */
    g_autofree char *text = read_all(long_field, strlen(long_field) - 3, NULL, NULL);
    g_assert_nonnull(strstr(text, "line 2, column 2: a quote opens"));
}

/* Whether or not its end happens to be in the buffer already. */
static void
test_long_rows(void)
{
    g_autofree char *letters = g_strnfill(1000 * 1000, 'x');
    g_autoptr(GString) file = g_string_new("a,b\n");

    for (int row = 0; row < 2; row++) {
        for (int i = 0; i < 4; i++)
            g_string_append_printf(file, "%s%s", i > 0 ? "," : "", letters);
        g_string_append_c(file, '\n');
    }
    g_autofree char *text = read_all(file->str, file->len, NULL, NULL);
    g_assert_true(g_str_has_prefix(text, "[1: a|b][2: xxx"));
    g_assert_nonnull(strstr(text, "[3: xxx"));
    g_string_append_printf(file, "%s,%s,%s,%s,%s\n", letters, letters, letters, letters, letters);
    assert_error(file->str, file->len, SEVENTH_ERROR_LIMIT, "line 4, column");
}

static gpointer
write_without_end(gpointer data)
{
    int fd = GPOINTER_TO_INT(data);
    g_autofree char *block = g_strnfill(65536, 'x');

    for (int i = 0; i < 16384; i++) { /* one gigabyte, if anybody took it */
        if (write(fd, block, 65536) < 0)
            break;
    }
    close(fd);
    return NULL;
}

static void
test_endless_line(void)
{
    int ends[2];
    g_assert_cmpint(pipe2(ends, O_CLOEXEC), ==, 0);
    GThread *writer = g_thread_new("writer", write_without_end, GINT_TO_POINTER(ends[1]));
    g_autoptr(GError) error = NULL;
    g_autoptr(CsvReader) reader = csv_reader_new("pipe", ends[0], NULL, &error);
    CsvRow row;

    g_assert_cmpint(csv_reader_next(reader, &row, &error), ==, CSV_ERROR);
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_LIMIT);
    g_assert_nonnull(strstr(error->message, "pipe, line 1, column 1: more than 4 MiB"));
    g_assert_cmpuint(csv_reader_offset(reader), <, 16 * 1024 * 1024);
    g_assert_cmpint(csv_reader_next(reader, &row, NULL), ==, CSV_END);
    close(ends[0]);
    g_thread_join(writer);
}

static void
test_io_error(void)
{
    g_autoptr(GError) error = NULL;
    int fd = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    g_assert_null(csv_reader_new("folder", fd, NULL, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_IO);
    close(fd);
}

/* Rows of every shape across the edges of the buffer, read both ways. */
static void
test_across_buffers(void)
{
    g_autoptr(GString) file = g_string_new(NULL);
    GRand *random = g_rand_new_with_seed(7);
    static const char *const pieces[] = { "a",    "bc ",      "\"q\"", "\"d\"\"d\"", "ü",
                                          "\r\n", "\"x\ny\"", ",",     ",",          "\n" };

    while (file->len < 900 * 1000)
        g_string_append(file, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
    g_string_append_printf(file, "\n%0300000d,\"%0400000d\"\nend", 1, 2);
    g_rand_free(random);
    const CsvOptions slow = { .delimiter = ',', .only_libcsv = true };
    const CsvOptions quick = { .delimiter = ',', .buffer_size = 64 };
    g_autofree char *one = read_all(file->str, file->len, &slow, NULL);
    g_autofree char *other = read_all(file->str, file->len, &quick, NULL);
    g_assert_true(strcmp(one, other) == 0);
    g_assert_true(g_str_has_suffix(other, ": end]"));
}

static void
assert_written(const char *value, const char *expected)
{
    g_autoptr(GString) row = g_string_new("x");
    csv_append_field(row, value, ',');
    g_assert_cmpstr(row->str + 2, ==, expected);
}

static void
test_write(void)
{
    assert_written("plain text", "plain text");
    assert_written("a,b", "\"a,b\"");
    assert_written("say \"hi\"", "\"say \"\"hi\"\"\"");
    assert_written("two\nlines", "\"two\nlines\"");
    assert_written(" padded ", "\" padded \"");
    assert_written(NULL, "");
    assert_written("=1+1", "'=1+1");
    assert_written("+HYPERLINK(\"x\")", "\"'+HYPERLINK(\"\"x\"\")\"");
    assert_written("-2+3", "'-2+3");
    assert_written("@SUM(A1)", "'@SUM(A1)");
    assert_written("\t=1", "'\t=1");
    assert_written("\r=1", "\"'\r=1\"");
    assert_written("+493012345", "+493012345");
    assert_written("-12.50", "-12.50");
    assert_written("-12.", "'-12.");
    assert_written("-", "'-");
}

static void
test_write_then_read(void)
{
    static const char *const values[] = { "",  "a", " b ", "c;d", "\"",    "e\r\nf",
                                          "ü", "'", "\n",  "x\"", "g h\t", "" };
    g_autoptr(GString) file = g_string_new("first\n");
    for (guint i = 0; i < G_N_ELEMENTS(values); i++)
        csv_append_field(file, values[i], ';');
    g_string_append(file, "\r\n");
    csv_append_field(file, "", ';');
    g_string_append_c(file, '\n');

    int fd = descriptor_of(file->str, file->len);
    const CsvOptions options = { .delimiter = ';' };
    g_autoptr(CsvReader) reader = csv_reader_new("file", fd, &options, NULL);
    CsvRow row;
    g_assert_cmpint(csv_reader_next(reader, &row, NULL), ==, CSV_ROW);
    g_assert_cmpint(csv_reader_next(reader, &row, NULL), ==, CSV_ROW);
    g_assert_cmpuint(row.count, ==, G_N_ELEMENTS(values));
    for (guint i = 0; i < G_N_ELEMENTS(values); i++)
        g_assert_cmpstr(row.fields[i], ==, values[i]);
    g_assert_cmpint(csv_reader_next(reader, &row, NULL), ==, CSV_ROW);
    g_assert_cmpuint(row.count, ==, 1);
    close(fd);
}

/* ---- shared data ---- */

/* Compares a file's rows with the objects of its JSON twin. */
static void
compare(const char *csv_path, const json_t *records)
{
    int fd = open(csv_path, O_RDONLY | O_CLOEXEC);
    g_autoptr(GError) error = NULL;
    g_autoptr(CsvReader) reader = csv_reader_new(csv_path, fd, NULL, &error);
    g_autoptr(GPtrArray) head = g_ptr_array_new_with_free_func(g_free);
    CsvRow row;

    g_assert_no_error(error);
    g_assert_cmpint(csv_reader_next(reader, &row, &error), ==, CSV_ROW);
    for (gsize i = 0; i < row.count; i++)
        g_ptr_array_add(head, g_strdup(row.fields[i]));
    for (gsize n = 0; n < json_array_size(records); n++) {
        const json_t *record = json_array_get(records, n);
        g_assert_cmpint(csv_reader_next(reader, &row, &error), ==, CSV_ROW);
        g_assert_cmpuint(row.count, ==, json_object_size(record));
        for (gsize i = 0; i < row.count; i++)
            g_assert_cmpstr(row.fields[i], ==, json_text(record, head->pdata[i], NULL));
    }
    g_assert_cmpint(csv_reader_next(reader, &row, &error), ==, CSV_END);
    close(fd);
}

static void
test_shared_data(void)
{
    const char *shared = g_getenv("SEVENTH_SHARED_DATA"), *name;
    g_autofree char *folder = g_build_filename(shared != NULL ? shared : ".", "spec", "csv", NULL);
    g_autofree char *csvs = g_build_filename(folder, "csvs", NULL);
    g_autoptr(GDir) dir = g_dir_open(csvs, 0, NULL);
    guint count = 0;

    if (dir == NULL) {
        g_test_skip("SKIPPED: the CSV files are not at SEVENTH_SHARED_DATA");
        return;
    }
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *stem = g_strndup(name, strlen(name) - strlen(".csv"));
        g_autofree char *twin = g_strconcat(stem, ".json", NULL);
        g_autofree char *csv_path = g_build_filename(csvs, name, NULL);
        g_autofree char *json_path = g_build_filename(folder, "json", twin, NULL);
        g_autofree char *text = NULL;
        gsize length;
        g_test_message("%s", name);
        g_assert_true(g_file_get_contents(json_path, &text, &length, NULL));
        g_autoptr(json_t) records = json_read(text, length, NULL);
        /* One pair is an object with other figures than the file's: it only has to be readable. */
        if (json_is_array(records))
            compare(csv_path, records);
        count++;
    }
    g_assert_cmpuint(count, >=, 12);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/csv/rows", test_rows);
    g_test_add_func("/csv/quotes", test_quotes);
    g_test_add_func("/csv/line-ends", test_line_ends);
    g_test_add_func("/csv/unclosed-quote", test_unclosed_quote);
    g_test_add_func("/csv/encodings", test_encodings);
    g_test_add_func("/csv/mixed-encodings", test_mixed_encodings);
    g_test_add_func("/csv/late-mixture", test_late_mixture);
    g_test_add_func("/csv/late-windows", test_late_windows);
    g_test_add_func("/csv/bad-bytes", test_bad_bytes);
    g_test_add_func("/csv/delimiter", test_delimiter);
    g_test_add_func("/csv/limits", test_limits);
    g_test_add_func("/csv/long-rows", test_long_rows);
    g_test_add_func("/csv/endless-line", test_endless_line);
    g_test_add_func("/csv/io-error", test_io_error);
    g_test_add_func("/csv/across-buffers", test_across_buffers);
    g_test_add_func("/csv/write", test_write);
    g_test_add_func("/csv/write-then-read", test_write_then_read);
    g_test_add_func("/csv/shared-data", test_shared_data);
    /* The endless line's writer outlives its reader. */
    signal(SIGPIPE, SIG_IGN);
    return g_test_run();
}
