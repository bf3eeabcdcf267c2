/* Reading in a cage: what the worker says is what this process would say; what kills it costs one
 * message; and it can reach nothing. This program is its own worker. */
#include <glib.h>
#include <string.h>

#include "mail/reader.h"
#include "mail/reading_wire.h"

#define NOW (INT64_C(1795000000) * SECOND_US)

#if defined(__SANITIZE_ADDRESS__)
#define LIMITS_MEMORY false
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LIMITS_MEMORY false
#endif
#endif
#ifndef LIMITS_MEMORY
#define LIMITS_MEMORY true
#endif

static GBytes *
faulty(const char *fault)
{
    g_autofree char *text =
        g_strdup_printf("X-Seventh-Fault: %s\r\nFrom: Jo <jo@example.com>\r\n"
                        "Subject: hello\r\n\r\nThursday at ten works for me.\r\n",
                        fault);
    return g_bytes_new(text, strlen(text));
}

static char *
json_of(const MailReading *reading)
{
    g_autoptr(json_t) json = mail_reading_to_json(reading);

    return json_line(json);
}

static void
test_walls(void)
{
    g_autoptr(MailReader) reader = mail_reader_new(1);
    g_autoptr(GBytes) message = faulty("walls");
    g_autoptr(GError) error = NULL;
    g_autoptr(MailReading) reading = mail_reader_read(reader, message, NOW, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(reading->problem, ==, NULL);
    g_assert_cmpstr(reading->new_text, ==, "file 0, write 0, socket 0, fork 0");
}

/* Each bad one between good ones; two workers, all handed out before the first is taken. */
static void
test_bad_among_good(void)
{
    static const char *const FAULTS[] = { "none", "crash", "none", "exit", "lie",  "none",
                                          "loop", "none",  "none", "loop", "none", "crash" };
    g_autoptr(MailReader) reader = mail_reader_new(2);
    g_autoptr(GError) error = NULL;

    g_assert_cmpuint(mail_reader_room(reader), >=, G_N_ELEMENTS(FAULTS));
    for (gsize i = 0; i < G_N_ELEMENTS(FAULTS); i++) {
        g_autoptr(GBytes) message = faulty(FAULTS[i]);
        g_assert_true(mail_reader_push(reader, message, NOW, &error));
    }
    for (gsize i = 0; i < G_N_ELEMENTS(FAULTS); i++) {
        g_autoptr(MailReading) reading = mail_reader_pop(reader, &error);
        g_assert_no_error(error);
        if (strcmp(FAULTS[i], "none") == 0) {
            g_assert_cmpstr(reading->problem, ==, NULL);
            g_assert_cmpint(reading->intent, ==, INTENT_MEETING);
        } else {
            g_assert_nonnull(reading->problem);
            g_assert_cmpstr(reading->new_text, ==, "");
            g_assert_cmpfloat(reading->confidence, ==, 0);
        }
    }
}

static void
test_memory(void)
{
    if (!LIMITS_MEMORY) {
        g_test_skip("AddressSanitizer needs more address space than a limit would leave");
        return;
    }
    g_autoptr(MailReader) reader = mail_reader_new(1);
    g_autoptr(GBytes) bad = faulty("swell"), good = faulty("none");
    g_autoptr(GError) error = NULL;
    g_autoptr(MailReading) first = mail_reader_read(reader, bad, NOW, &error);
    g_autoptr(MailReading) second = mail_reader_read(reader, good, NOW, &error);

    g_assert_nonnull(first->problem);
    g_assert_cmpstr(second->problem, ==, NULL);
}

/* A large message goes through the wire in pieces; longer than the limit, its beginning counts. */
static void
test_large(void)
{
    g_autoptr(MailReader) reader = mail_reader_new(1);
    g_autoptr(GString) text =
        g_string_new("From: jo@example.com\r\nSubject: long\r\n\r\nHello.\r\n\r\n"
                     "On 1 May 2026, Rep <rep@example.org> wrote:\r\n");
    g_autoptr(GError) error = NULL;

    while (text->len < (9u << 20))
        g_string_append(text, "> a line that was said before and is said once more\r\n");
    g_autoptr(GBytes) message = g_bytes_new(text->str, text->len);
    g_autoptr(MailReading) reading = mail_reader_read(reader, message, NOW, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(reading->problem, ==, NULL);
    g_assert_cmpstr(reading->new_text, ==, "Hello.");
}

/* --- the wire -----------------------------------------------------------------------------------
 */

static void
test_wire(void)
{
    static const char TEXT[] =
        "From: MAILER-DAEMON@example.com\r\nSubject: Undelivered Mail\r\n\r\n"
        "<kim@example.net>: 550 5.1.1 User unknown\r\n"
        "<jo@example.net>: 552 5.2.2 mailbox full\r\n";
    g_autoptr(GBytes) message = g_bytes_new_static(TEXT, strlen(TEXT));
    g_autoptr(MailReading) reading = mail_read(message, NOW);
    g_autoptr(GByteArray) wire = g_byte_array_new();

    reading_wire_write(wire, reading);
    g_autoptr(MailReading) back = reading_wire_read(wire->data, wire->len);
    g_autofree char *before = json_of(reading), *after = json_of(back);
    g_assert_cmpstr(before, ==, after);
    g_assert_cmpstr(back->from_address, ==, "mailer-daemon@example.com");
    for (guint cut = 0; cut < wire->len; cut++) {
        g_autoptr(MailReading) none = reading_wire_read(wire->data, cut);
        g_assert_null(none);
    }
    g_byte_array_append(wire, (const guint8 *)"x", 1);
    g_assert_null(reading_wire_read(wire->data, wire->len));
    /* A kind that is none. */
    wire->data[0] = 99;
    g_assert_null(reading_wire_read(wire->data, wire->len - 1));
}

/* --- all that others have collected -------------------------------------------------------------
 */

static void
compare(MailReader *reader, const char *text, gsize length, const char *name, guint *count)
{
    g_autoptr(GBytes) message = g_bytes_new(text, length);
    g_autoptr(GError) error = NULL;
    g_autoptr(MailReading) caged = mail_reader_read(reader, message, NOW, &error);

    g_assert_no_error(error);
    if (caged->problem != NULL)
        g_test_message("%s, %" G_GSIZE_FORMAT " bytes: %s", name, length, caged->problem);
    g_assert_null(caged->problem);
    g_autoptr(MailReading) free_one = mail_read(message, NOW);
    g_autofree char *left = json_of(caged), *right = json_of(free_one);
    g_assert_cmpstr(left, ==, right);
    ++*count;
}

/* Whole, and cut off at every tenth of it. */
static void
walk(MailReader *reader, const char *folder, guint *count)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);

    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *text = NULL;
        gsize length = 0;
        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            walk(reader, path, count);
        } else if (g_file_get_contents(path, &text, &length, NULL)) {
            for (gsize tenth = 1; tenth <= 10; tenth++)
                compare(reader, text, length * tenth / 10, name, count);
        }
    }
}

static void
test_collected(void)
{
    static const char *const BELOW[] = { "mime", "bounce/messages" };
    const char *root = g_getenv("SEVENTH_SHARED_DATA");
    g_autoptr(MailReader) reader = mail_reader_new(1);

    for (gsize i = 0; i < G_N_ELEMENTS(BELOW); i++) {
        g_autofree char *folder = root != NULL ? g_build_filename(root, BELOW[i], NULL) : NULL;
        guint count = 0;
        if (folder == NULL || !g_file_test(folder, G_FILE_TEST_IS_DIR)) {
            g_test_skip("SKIPPED, NOT TESTED: no such folder below SEVENTH_SHARED_DATA");
            return;
        }
        walk(reader, folder, &count);
        g_test_message("%s: %u messages and pieces read in the cage, each the same as outside",
                       BELOW[i], count);
        g_assert_cmpuint(count, >=, 100);
    }
}

int
main(int argc, char **argv)
{
    if (mail_reader_is_worker(argc, argv))
        return mail_reader_work(argc, argv);
    g_setenv("SEVENTH_TEST_READER_FAULTS", "1", TRUE);
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/reader/walls", test_walls);
    g_test_add_func("/mail/reader/bad-among-good", test_bad_among_good);
    g_test_add_func("/mail/reader/memory", test_memory);
    g_test_add_func("/mail/reader/large", test_large);
    g_test_add_func("/mail/reader/wire", test_wire);
    g_test_add_func("/mail/reader/collected", test_collected);
    return g_test_run();
}
