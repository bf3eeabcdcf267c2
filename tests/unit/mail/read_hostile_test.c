/* Any bytes give an answer: hand-made hostile messages, and the shared MIME collection whole and
 * truncated (every tenth byte with `-m slow`, coarser otherwise). Meant to run under sanitizers. */
#include <glib.h>
#include <string.h>

#include "mail/read.h"

static const Instant NOW = INT64_C(1795000000) * SECOND_US;

/* Reads, and checks what every reader may rely on. */
static void
read_checked(const void *bytes, gsize length)
{
    g_autoptr(GBytes) message = g_bytes_new(bytes, length);
    g_autoptr(MailReading) reading = mail_read(message, NOW);
    g_assert_nonnull(reading);
    g_assert_cmpint(reading->kind, <, MAIL_KIND_COUNT);
    g_assert_cmpint(reading->intent, <, INTENT_COUNT);
    g_assert_true(g_utf8_validate(reading->new_text, -1, NULL));
    g_assert_true(g_utf8_validate(reading->quoted_text, -1, NULL));
    g_assert_true(g_utf8_validate(reading->signature, -1, NULL));
    g_assert_true(reading->subject == NULL || g_utf8_validate(reading->subject, -1, NULL));
    g_assert_true(reading->from_name == NULL || g_utf8_validate(reading->from_name, -1, NULL));
    g_assert_cmpuint(reading->references->len, <=, 100);
    g_assert_cmpuint(reading->bounces->len, <=, 64);
    json_t *json = mail_reading_to_json(reading);
    g_assert_nonnull(json);
    json_decref(json);
}

static void
test_odd_bytes(void)
{
    static const char *const MESSAGES[] = {
        "",
        "\n",
        "\r\n\r\n",
        ":",
        "From",
        "From x\n",
        "Subject",
        "Subject:\n",
        "\xff\xfe\xfd",
        "Subject: =?utf-8?b?////?=\n\n",
        "Subject: =?nosuch?q?=ff=fe?=\nFrom: \xe9\xe8 <\xff@\xff>\n\n\xe9",
        "Content-Type: multipart/mixed\n\n--\n",
        "Content-Type: multipart/mixed; boundary=\"\"\n\n--\n\n--\n\n----\n",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\n",
        "Content-Type: message/rfc822\n\nContent-Type: message/rfc822\n\n",
        "Content-Type: text/html\n\n<<<<>>><a <b <!-- <script> &#xfffffff; &; &#; <p",
        "Content-Type: text/plain; charset=iso-2022-jp\n\n\x1b$B\x1b\x1b$",
        "Content-Type: text/plain; charset=utf-7\n\n+AAAA-+////-",
        "Content-Type: text/plain; charset=\xff\xff\n\nx",
        "Content-Transfer-Encoding: base64\n\n====\n",
        "From: MAILER-DAEMON\nSubject: failure notice\n\n<>:\n<@>:\n<a@b>:\n550\n5.\n5.1\n5.1.\n",
        "Date: Mon, 99 Foo 99999 99:99:99 +9999\n\n",
        "Message-ID: <\nReferences: <><<>>< >\nIn-Reply-To: >\n\n",
        "Auto-Submitted: auto-replied\n\nback on 99.99.9999 and 31.02. and 12/99/2026 \xe6\x9c\x88",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(MESSAGES); i++)
        read_checked(MESSAGES[i], strlen(MESSAGES[i]));
    read_checked("a\0b: c\n\n\0\0x", 11);
}

/* Multiparts inside multiparts, far deeper than anyone needs. */
static void
test_deep_nesting(void)
{
    g_autoptr(GString) message = g_string_new("Subject: deep\n");
    for (int i = 0; i < 3000; i++)
        g_string_append_printf(message, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i,
                               i);
    g_string_append(message, "Content-Type: text/plain\n\nbottom\n");
    read_checked(message->str, message->len);
    g_autoptr(GString) originals = g_string_new(NULL);
    for (int i = 0; i < 3000; i++)
        g_string_append(originals, "Content-Type: message/rfc822\n\n");
    read_checked(originals->str, originals->len);
}

/* Big and dull inputs must take time in proportion to their size. */
static void
test_large(void)
{
    static const char *const UNITS[] = {
        "a",         "\n",    "> ",           "a:\n",           "<",     "<x@y>\n", "On 1.1.2026 ",
        "wrote:\n",  "--x\n", "\xe6\x9c\x88", "5.1.1 ",         "<div>", "&",       "stop ",
        "From: a\n", "--\n",  "```\n",        "=?utf-8?q?a?= ",
    };
    static const char *const HEADS[] = {
        "",
        "Subject: x\n\n",
        "Content-Type: text/html\n\n",
        "From: MAILER-DAEMON\nSubject: failure notice\n\n",
        "From: a@b.test\nAuto-Submitted: auto-replied\n\n",
        "Content-Type: multipart/mixed; boundary=x\n\n",
    };
    for (gsize h = 0; h < G_N_ELEMENTS(HEADS); h++)
        for (gsize u = 0; u < G_N_ELEMENTS(UNITS); u++) {
            g_autoptr(GString) message = g_string_new(HEADS[h]);
            while (message->len < (g_test_slow() ? 8u << 20 : 256u << 10))
                g_string_append(message, UNITS[u]);
            gint64 began = g_get_monotonic_time();
            read_checked(message->str, message->len);
            gint64 took = g_get_monotonic_time() - began;
            if (took > 2 * G_USEC_PER_SEC)
                g_test_message("%" G_GINT64_FORMAT " ms for head %zu of '%s'", took / 1000, h,
                               UNITS[u]);
            g_assert_cmpint(took, <, 20 * G_USEC_PER_SEC);
        }
}

static guint
read_folder(const char *folder, guint *readings)
{
    guint files = 0;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name = NULL;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            files += read_folder(path, readings);
            continue;
        }
        g_autofree char *bytes = NULL;
        gsize length = 0;
        if (!g_file_get_contents(path, &bytes, &length, NULL))
            continue;
        files++;
        gsize step = g_test_slow() ? 10 : MAX(length / 8, 1);
        for (gsize cut = 0; cut < length; cut += step, ++*readings)
            read_checked(bytes, cut);
        read_checked(bytes, length);
    }
    return files;
}

static void
test_shared_mime(void)
{
    const char *root = g_getenv("SEVENTH_SHARED_DATA");
    g_autofree char *folder = root != NULL ? g_build_filename(root, "mime", NULL) : NULL;
    if (folder == NULL || !g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        g_test_skip("SKIPPED, NOT TESTED: no mime below SEVENTH_SHARED_DATA");
        return;
    }
    guint readings = 0, files = read_folder(folder, &readings);
    g_test_message("%u files, %u truncated readings", files, readings);
    g_assert_cmpuint(files, >, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/read/hostile/odd-bytes", test_odd_bytes);
    g_test_add_func("/mail/read/hostile/deep-nesting", test_deep_nesting);
    g_test_add_func("/mail/read/hostile/large", test_large);
    g_test_add_func("/mail/read/hostile/shared-mime", test_shared_mime);
    return g_test_run();
}
