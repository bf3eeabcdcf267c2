/* CSV input: the first byte chooses options, the rest is the file. Reading in place and reading by
 * libcsv must tell the same rows and errors, and rows written again must read the same. */
#include "fuzz.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "text/csv.h"

static int
descriptor_of(const char *bytes, gsize length)
{
    int fd = memfd_create("csv", MFD_CLOEXEC);

    g_assert_cmpint(write(fd, bytes, length), ==, (gssize)length);
    g_assert_cmpint(lseek(fd, 0, SEEK_SET), ==, 0);
    return fd;
}

/* A picture of all that the reader says. Rows are also written to `copy` (may be NULL). */
static GString *
read_all(const GString *file, const CsvOptions *options, GString *copy)
{
    int fd = descriptor_of(file->str, file->len);
    g_autoptr(CsvReader) reader = csv_reader_new("file", fd, options, NULL);
    GString *out = g_string_new(NULL);
    CsvRow row;
    CsvResult result;

    g_assert_nonnull(reader);
    do {
        g_autoptr(GError) error = NULL;
        result = csv_reader_next(reader, &row, &error);
        g_assert((result == CSV_ERROR) == (error != NULL));
        if (error != NULL)
            g_string_append_printf(out, "!%s\n", error->message);
        for (gsize i = 0; result == CSV_ROW && i < row.count; i++) {
            g_assert_cmpuint(strlen(row.fields[i]), ==, row.lengths[i]);
            g_assert_true(g_utf8_validate(row.fields[i], -1, NULL));
            g_string_append_printf(out, "<%s>", row.fields[i]);
            if (copy != NULL)
                csv_append_field(copy, row.fields[i], ',');
        }
        g_string_append_printf(out, " line %d\n", (int)row.line);
        if (copy != NULL && result == CSV_ROW)
            g_string_append_c(copy, '\n');
    } while (result != CSV_END);
    g_string_append_printf(out, "%s %c", csv_reader_encoding(reader), csv_reader_delimiter(reader));
    close(fd);
    return out;
}

/* What was written reads, and writes again, as the same; the defused stays as it is. */
static void
check_copy(const GString *copy)
{
    const CsvOptions options = { .delimiter = ',', .encoding = "UTF-8" };
    g_autoptr(GString) file = g_string_new("head\n"), again = g_string_new(NULL);

    g_string_append_len(file, copy->str, (gssize)copy->len);
    g_string_free(read_all(file, &options, again), TRUE);
    g_assert_cmpstr(file->str, ==, again->str);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char delimiters[] = { 0, 0, ',', ';', '\t', '|', ' ', 'x' };
    static const char *const encodings[] = { NULL,       NULL,        "UTF-8",    "UTF-16",
                                             "UTF-16LE", "SHIFT_JIS", "UTF-32BE", "WINDOWS-1252" };
    static const gsize buffer_sizes[] = { 4096, 32, 64, 200 };
    static GIConv kept[G_N_ELEMENTS(encodings)];
    /* Otherwise the C library loads and unloads a converter for each input that needs one. */
    for (guint i = 0; i < G_N_ELEMENTS(encodings) && kept[i] == NULL; i++)
        kept[i] = g_iconv_open("UTF-8", encodings[i] != NULL ? encodings[i] : "UTF-16BE");
    if (size == 0)
        return 0;
    CsvOptions options = { .delimiter = delimiters[data[0] & 7],
                           .encoding = encodings[data[0] >> 3 & 7],
                           .buffer_size = buffer_sizes[data[0] >> 6] };
    g_autoptr(GString) file = g_string_new_len((const char *)data + 1, (gssize)size - 1);
    g_autoptr(GString) copy = g_string_new(NULL);

    g_autoptr(GString) quick = read_all(file, &options, copy);
    options.only_libcsv = true;
    g_autoptr(GString) careful = read_all(file, &options, NULL);
    g_assert_cmpstr(quick->str, ==, careful->str);
    check_copy(copy);
    return 0;
}
