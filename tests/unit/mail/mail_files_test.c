/* Files cut out of a message and put back: byte for byte. */
#include "mail/mail_files.h"

#include <string.h>

#include "mail/compose.h"
#include "mail/media_type.h"

static GBytes *
content(gsize size, guint32 seed)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    guint8 *bytes = g_malloc(size + 1);

    for (gsize i = 0; i < size; i++)
        bytes[i] = (guint8)g_rand_int(random);
    return g_bytes_new_take(bytes, size);
}

/* Composed with files, something put before it as a signature is, cut, filled: the same. */
static void
check_round(const gsize *sizes, guint count)
{
    g_autoptr(GPtrArray) contents = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(MailFilePlace));
    g_autoptr(GArray) offsets = g_array_new(FALSE, FALSE, sizeof(gsize));
    g_autofree MailAttachment *files = g_new0(MailAttachment, count + 1);
    g_autoptr(GError) error = NULL;
    gsize size = 0;

    for (guint i = 0; i < count; i++) {
        g_ptr_array_add(contents, content(sizes[i], i + 1));
        files[i] =
            (MailAttachment){ "offer.pdf", "application/pdf", g_ptr_array_index(contents, i) };
        size += sizes[i];
    }
    MailDraft draft = { .from_address = "rep@example.com",
                        .to_address = "ana@example.com",
                        .subject = "Files",
                        .body_markdown = "Here.",
                        .message_id = "1@example.com",
                        .attachments = files,
                        .attachment_count = count };
    g_autoptr(GBytes) composed = mail_compose_placed(&draft, places, &error);
    g_assert_no_error(error);
    gsize length;
    const char *text = g_bytes_get_data(composed, &length);
    g_autoptr(GString) signed_text = g_string_new("DKIM-Signature: v=1\r\n");
    g_string_append_len(signed_text, text, (gssize)length);
    g_autoptr(GBytes) whole = g_string_free_to_bytes(g_steal_pointer(&signed_text));

    g_autoptr(GBytes) cut = mail_files_cut(whole, places, offsets);
    g_assert_cmpuint(offsets->len, ==, count);
    g_assert_cmpuint(g_bytes_get_size(cut), <=, g_bytes_get_size(whole) - size);
    g_assert_cmpuint(g_bytes_get_size(cut), <, 3000);
    g_autoptr(GBytes) filled = mail_files_fill(cut, offsets, contents);
    g_assert_nonnull(filled);
    g_assert_true(g_bytes_equal(filled, whole));
}

static void
test_round(void)
{
    static const gsize SIZES[] = { 0, 1, 56, 57, 58, 114, 300000 };

    check_round(NULL, 0);
    for (guint i = 0; i < G_N_ELEMENTS(SIZES); i++)
        check_round(&SIZES[i], 1);
    check_round(SIZES, G_N_ELEMENTS(SIZES));
}

static void
test_misfit(void)
{
    g_autoptr(GBytes) cut = g_bytes_new_static("0123456789", 10);
    g_autoptr(GPtrArray) contents = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    g_autoptr(GArray) offsets = g_array_new(FALSE, FALSE, sizeof(gsize));
    gsize at = 11;

    g_ptr_array_add(contents, content(3, 1));
    g_assert_null(mail_files_fill(cut, offsets, contents)); /* fewer places than files */
    g_array_append_val(offsets, at);
    g_assert_null(mail_files_fill(cut, offsets, contents)); /* outside */
    g_array_index(offsets, gsize, 0) = 10;
    g_autoptr(GBytes) filled = mail_files_fill(cut, offsets, contents);
    g_assert_cmpuint(g_bytes_get_size(filled), ==, 10 + 6);
}

static void
test_encoding(void)
{
    g_autoptr(GBytes) empty = content(0, 1), line = content(57, 2), more = content(58, 3);
    g_autoptr(GBytes) none = mail_file_encode(empty);
    g_autoptr(GBytes) one = mail_file_encode(line);
    g_autoptr(GBytes) two = mail_file_encode(more);
    gsize length;

    g_assert_cmpuint(g_bytes_get_size(none), ==, 0);
    g_assert_cmpuint(g_bytes_get_size(one), ==, 78);
    const char *text = g_bytes_get_data(two, &length);
    g_assert_cmpuint(length, ==, 78 + 6);
    g_assert_cmpmem(text + 76, 2, "\r\n", 2);
    g_assert_cmpmem(text + length - 2, 2, "\r\n", 2);
}

static void
test_names(void)
{
    static const char *const FINE[] = { "offer.pdf", "Größe & Preis.pdf", "見積書.pdf",
                                        ".hidden",   "no ending",         "a.tar.gz" };
    static const char *const BAD[] = { "",
                                       "a/b.pdf",
                                       "..",
                                       "x.pdf\r\nBcc: y",
                                       "x.exe",
                                       "x.JS",
                                       "x\u202Efdp.exe.pdf",
                                       "x\xff.pdf",
                                       "dot.",
                                       "=?utf-8?q?x?=.pdf",
                                       "blank.pdf " };

    for (gsize i = 0; i < G_N_ELEMENTS(FINE); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_true(media_name_check(FINE[i], &error));
        g_assert_no_error(error);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(BAD); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(media_name_check(BAD[i], &error));
        g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
        g_assert_true(g_utf8_validate(error->message, -1, NULL));
    }
    g_assert_cmpstr(media_type_of("Offer.PDF"), ==, "application/pdf");
    g_assert_cmpstr(media_type_of("x.unknown"), ==, MEDIA_TYPE_UNKNOWN);
    g_assert_cmpstr(media_type_of("pdf"), ==, MEDIA_TYPE_UNKNOWN);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/files/round", test_round);
    g_test_add_func("/mail/files/misfit", test_misfit);
    g_test_add_func("/mail/files/encoding", test_encoding);
    g_test_add_func("/mail/files/names", test_names);
    return g_test_run();
}
