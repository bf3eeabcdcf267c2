/* Workbooks: any bytes as a file, and any bytes as the sheet of a sound workbook. What comes out is
 * UTF-8 lines, or an error that says why. */
#include "fuzz.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

#include <glib.h>

#include "text/xlsx.h"

static const char BOOK[] =
    "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" r:id=\"i\"/></sheets></workbook>";
static const char STYLES[] =
    "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>";
static const char TEXTS[] =
    "<sst><si><t>one</t></si><si><r><t>t</t></r><r><t>wo</t></r></si></sst>";

static void
add(zip_t *archive, const char *name, const void *data, size_t size)
{
    zip_source_t *source = zip_source_buffer(archive, data, size, 0);

    g_assert_cmpint(zip_file_add(archive, name, source, ZIP_FL_OVERWRITE), >=, 0);
}

/* A workbook whose sheet is the input, as a file without a name. */
static int
wrap(const uint8_t *sheet, size_t size)
{
    zip_error_t problem;
    zip_error_init(&problem);
    zip_source_t *whole = zip_source_buffer_create(NULL, 0, 0, &problem);
    zip_t *archive = zip_open_from_source(whole, ZIP_TRUNCATE, &problem);
    char piece[4096];
    int fd = memfd_create("book", MFD_CLOEXEC);

    zip_source_keep(whole);
    add(archive, "xl/workbook.xml", BOOK, sizeof BOOK - 1);
    add(archive, "xl/styles.xml", STYLES, sizeof STYLES - 1);
    add(archive, "xl/sharedStrings.xml", TEXTS, sizeof TEXTS - 1);
    add(archive, "xl/worksheets/sheet1.xml", sheet, size);
    g_assert_cmpint(zip_close(archive), ==, 0);
    zip_source_open(whole);
    for (zip_int64_t count; (count = zip_source_read(whole, piece, sizeof piece)) > 0;)
        g_assert_cmpint(write(fd, piece, (size_t)count), ==, count);
    zip_source_close(whole);
    zip_source_free(whole);
    zip_error_fini(&problem);
    return fd;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    int in = data[0] & 1 ? wrap(data + 1, size - 1) : memfd_create("raw", MFD_CLOEXEC);
    int out = memfd_create("csv", MFD_CLOEXEC);
    if (!(data[0] & 1))
        g_assert_cmpint(write(in, data + 1, size - 1), ==, (ssize_t)(size - 1));
    g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", in);
    g_autoptr(GError) error = NULL;

    xlsx_is(path);
    if (!xlsx_to_csv(path, 0, out, &error)) {
        g_assert_nonnull(error);
    } else {
        off_t length = lseek(out, 0, SEEK_END);
        g_autofree char *text = g_malloc((size_t)length + 1);
        g_assert_cmpint(pread(out, text, (size_t)length, 0), ==, length);
        g_assert_true(g_utf8_validate(text, length, NULL));
    }
    close(in);
    close(out);
    return 0;
}
