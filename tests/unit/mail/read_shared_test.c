/* Scores reading against the shared data: bounces with their expected facts, replies with their
 * expected new text. Prints every figure and what is wrong; asserts the goals of the product. */
#include <glib.h>
#include <string.h>

#include "mail/read.h"

static char *
data_path(const char *below)
{
    const char *root = g_getenv("SEVENTH_SHARED_DATA");
    char *path = root != NULL ? g_build_filename(root, below, NULL) : NULL;
    if (path == NULL || !g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_autofree char *reason =
            g_strdup_printf("SKIPPED, NOT TESTED: no %s below SEVENTH_SHARED_DATA", below);
        g_test_skip(reason);
        g_clear_pointer(&path, g_free);
    }
    return path;
}

static char *
file_text(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    char *text = NULL;
    gsize length = 0;
    if (!g_file_get_contents(path, &text, &length, NULL))
        return g_strdup("");
    return text;
}

static MailReading *
read_text(const char *text, gsize length)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, length);
    return mail_read(bytes, 1795000000 * SECOND_US);
}

/* --- bounces --------------------------------------------------------------------------------- */

enum { RIGHT_KIND, RIGHT_RECIPIENT, RIGHT_REASON, RIGHT_HARD, RIGHT_STATUS, RIGHT_COUNT };
static const char *const FIGURES[RIGHT_COUNT] = { "kind", "recipient", "reason", "hard", "status" };
static const double GOALS[RIGHT_COUNT] = { .99, .98, .92, .96, .95 };

static bool
kind_fits(MailKind kind, const char *reason)
{
    if (g_str_equal(reason, "feedback"))
        return kind == MAIL_COMPLAINT;
    if (g_str_equal(reason, "vacation"))
        return kind == MAIL_AUTO_REPLY || kind == MAIL_OUT_OF_OFFICE;
    if (g_str_equal(reason, "delivered"))
        return kind == MAIL_RECEIPT;
    return kind == MAIL_BOUNCE || kind == MAIL_DELAY;
}

static void
score_row(char **row, const MailReading *reading, guint right[RIGHT_COUNT])
{
    guint64 index = g_ascii_strtoull(row[1], NULL, 10);
    const MailBounce *bounce = index >= 1 && index <= reading->bounces->len
                                   ? g_ptr_array_index(reading->bounces, index - 1)
                                   : NULL;
    const char *status = bounce != NULL && bounce->status != NULL ? bounce->status : "";
    const char *reason = bounce != NULL ? bounce->reason : "";
    bool vacation = g_str_equal(row[4], "vacation");
    bool hits[RIGHT_COUNT] = {
        [RIGHT_KIND] = kind_fits(reading->kind, row[4]),
        [RIGHT_RECIPIENT] = vacation || bounce != NULL,
        [RIGHT_REASON] = vacation || g_str_equal(reason, row[4]),
        [RIGHT_HARD] = vacation || (bounce != NULL && bounce->hard == g_str_equal(row[5], "true")),
        [RIGHT_STATUS] = vacation || g_str_equal(status, row[2]),
    };
    bool all = true;
    for (int i = 0; i < RIGHT_COUNT; i++) {
        right[i] += hits[i];
        all = all && hits[i];
    }
    if (!all)
        g_test_message("%s %s: expected %s %s %s %s, read %s %s %s %s %s %s", row[0], row[1],
                       row[2], row[3], row[4], row[5], mail_kind_name(reading->kind),
                       bounce != NULL && bounce->recipient != NULL ? bounce->recipient : "-",
                       status, bounce != NULL && bounce->reply_code ? bounce->reply_code : "-",
                       reason, bounce != NULL && bounce->hard ? "hard" : "soft");
}

/* As many recipients as expected, each an address. */
static void
check_recipients(const char *file, const MailReading *reading, guint64 expected, guint *wrong)
{
    bool good = reading->bounces->len == expected || reading->kind == MAIL_OUT_OF_OFFICE ||
                reading->kind == MAIL_AUTO_REPLY;
    for (guint i = 0; i < reading->bounces->len; i++) {
        const MailBounce *bounce = g_ptr_array_index(reading->bounces, i);
        good = good && bounce->recipient != NULL && strchr(bounce->recipient, '@') != NULL;
    }
    if (good)
        return;
    ++*wrong;
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < reading->bounces->len; i++) {
        const MailBounce *bounce = g_ptr_array_index(reading->bounces, i);
        g_string_append_printf(list, " %s", bounce->recipient != NULL ? bounce->recipient : "-");
    }
    g_test_message("%s: %" G_GUINT64_FORMAT " recipients expected, read%s", file, expected,
                   list->str);
}

static void
test_bounces(void)
{
    g_autofree char *folder = data_path("bounce");
    if (folder == NULL)
        return;
    g_autofree char *messages = g_build_filename(folder, "messages", NULL);
    g_autofree char *table = file_text(folder, "expected.tsv");
    g_auto(GStrv) lines = g_strsplit(table, "\n", -1);
    guint right[RIGHT_COUNT] = { 0 };
    guint rows = 0, files = 0, wrong_recipients = 0;
    for (char **line = lines + 1; *line != NULL; line++) {
        g_auto(GStrv) row = g_strsplit(*line, "\t", -1);
        if (g_strv_length(row) < 6)
            continue;
        g_autofree char *path = g_build_filename(messages, row[0], NULL);
        g_autofree char *text = NULL;
        gsize length = 0;
        g_assert_true(g_file_get_contents(path, &text, &length, NULL));
        g_autoptr(MailReading) reading = read_text(text, length);
        score_row(row, reading, right);
        rows++;
        g_auto(GStrv) next = line[1] != NULL ? g_strsplit(line[1], "\t", -1) : NULL;
        if (next == NULL || next[0] == NULL || !g_str_equal(next[0], row[0])) {
            files++;
            check_recipients(row[0], reading, g_ascii_strtoull(row[1], NULL, 10),
                             &wrong_recipients);
        }
    }
    for (int i = 0; i < RIGHT_COUNT; i++)
        g_test_message("bounce %s: %u of %u right, %.1f%% (goal %.0f%%)", FIGURES[i], right[i],
                       rows, 100.0 * right[i] / rows, 100 * GOALS[i]);
    g_test_message("bounce recipients: %u of %u messages with the right ones",
                   files - wrong_recipients, files);
    for (int i = 0; i < RIGHT_COUNT; i++)
        g_assert_cmpfloat((double)right[i] / rows, >=, GOALS[i]);
    g_assert_cmpfloat(1 - (double)wrong_recipients / files, >=, .98);
}

/* --- replies -----------------------------------------------------------------------------------
 */

static MailReading *
read_reply(const char *from, const char *body)
{
    g_autofree char *message = g_strdup_printf(
        "From: %s\r\nTo: rep@example.org\r\nSubject: Re: hello\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n%s",
        from, body);
    return read_text(message, strlen(message));
}

static void
test_trim(void)
{
    g_autofree char *folder = data_path("reply/trim");
    if (folder == NULL)
        return;
    g_autofree char *emails = g_build_filename(folder, "emails", NULL);
    g_autofree char *trimmed = g_build_filename(folder, "trimmed", NULL);
    g_autoptr(GDir) dir = g_dir_open(emails, 0, NULL);
    guint right = 0, count = 0;
    const char *name = NULL;
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *body = file_text(emails, name);
        g_autofree char *expected = file_text(trimmed, name);
        g_autoptr(MailReading) reading = read_reply("pat@example.com", body);
        g_autofree char *found = g_strdup(reading->new_text);
        g_strchomp(found);
        g_strchomp(expected);
        count++;
        if (g_str_equal(found, expected))
            right++;
        else
            g_test_message("trim %s: read\n%s\n[signature]\n%s", name, found, reading->signature);
    }
    g_test_message("trim: %u of %u exactly right, %.1f%% (goal 93%%)", right, count,
                   100.0 * right / count);
    g_assert_cmpfloat((double)right / count, >=, .93);
}

static void
test_standard_replies(void)
{
    g_autofree char *folder = data_path("reply/talon/standard_replies");
    if (folder == NULL)
        return;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    guint wrong = 0, count = 0;
    const char *name = NULL;
    while ((name = g_dir_read_name(dir)) != NULL) {
        if (!g_str_has_suffix(name, ".eml"))
            continue;
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *text = NULL;
        gsize length = 0;
        g_assert_true(g_file_get_contents(path, &text, &length, NULL));
        g_autoptr(MailReading) reading = read_text(text, length);
        count++;
        g_autofree char *found = g_strstrip(g_strdup(reading->new_text));
        if (!g_str_equal(found, "Hello")) {
            wrong++;
            g_test_message("talon %s: read\n%s", name, reading->new_text);
        }
    }
    g_test_message("standard replies: %u of %u right", count - wrong, count);
    g_assert_cmpuint(wrong, ==, 0);
}

static void
test_signatures(void)
{
    g_autofree char *folder = data_path("reply/talon/signature/emails/stripped");
    if (folder == NULL)
        return;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    guint right = 0, count = 0;
    const char *name = NULL;
    while ((name = g_dir_read_name(dir)) != NULL) {
        if (!g_str_has_suffix(name, "_body"))
            continue;
        g_autofree char *stem = g_strndup(name, strlen(name) - strlen("_body"));
        g_autofree char *sender_name = g_strconcat(stem, "_sender", NULL);
        g_autofree char *signature_name = g_strconcat(stem, "_signature", NULL);
        g_autofree char *body = file_text(folder, name);
        g_autofree char *sender = g_strstrip(file_text(folder, sender_name));
        g_autofree char *expected = g_strstrip(file_text(folder, signature_name));
        g_autofree char *from = strchr(sender, '@') != NULL
                                    ? g_strdup(sender)
                                    : g_strdup_printf("%s <x@example.com>", sender);
        g_autoptr(MailReading) reading = read_reply(from, body);
        g_autofree char *found = g_strstrip(g_strdup(reading->signature));
        count++;
        if (g_str_equal(found, expected))
            right++;
        else
            g_test_message("signature %s: read\n%s\n[new]\n%s", stem, found, reading->new_text);
    }
    g_test_message("signatures: %u of %u cut, %.1f%% (goal 85%%)", right, count,
                   100.0 * right / count);
    g_assert_cmpfloat((double)right / count, >=, .85);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/read/shared/bounces", test_bounces);
    g_test_add_func("/mail/read/shared/trim", test_trim);
    g_test_add_func("/mail/read/shared/standard-replies", test_standard_replies);
    g_test_add_func("/mail/read/shared/signatures", test_signatures);
    return g_test_run();
}
