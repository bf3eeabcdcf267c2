/* The local outbox: whole files, safe names, nothing when held back. */
#include <glib/gstdio.h>
#include <string.h>

#include "mail/transport.h"

static GBytes *
message_with_id(const char *id)
{
    char *text = g_strdup_printf("Subject: x\r\nMessage-ID: <%s>\r\n\r\nHello\r\n", id);

    return g_bytes_new_take(text, strlen(text));
}

static bool
say_no(void *data, GPtrArray *settled, GPtrArray *at_dot)
{
    guint *calls = data;

    *calls += at_dot->len;
    return true;
}

static SendState
put(MailTransport *outbox, GBytes *message, SendCommit commit, void *data)
{
    SendRequest request = { "ada@seller.test", "bo@buyer.test", message, NULL, false, { 0 } };
    SendBatch batch = { .requests = &request, .count = 1, .commit = commit, .data = data };

    outbox->send(outbox, &batch);
    return request.result.state;
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Every file name in `folder`, sorted, joined by blanks. */
static char *
list(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *name;

    while ((name = g_dir_read_name(dir)) != NULL)
        g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_names);
    g_ptr_array_add(names, NULL);
    return g_strjoinv(" ", (char **)names->pdata);
}

static void
remove_files(const char *folder)
{
    g_autofree char *all = list(folder);
    g_auto(GStrv) names = g_strsplit(all, " ", -1);

    for (char **name = names; *name != NULL; name++) {
        g_autofree char *path = g_build_filename(folder, *name, NULL);

        g_unlink(path);
    }
    g_rmdir(folder);
}

static void
test_outbox(void)
{
    g_autofree char *folder = g_dir_make_tmp("seventh-outbox-XXXXXX", NULL);
    g_autoptr(MailTransport) outbox = outbox_transport_new(folder, NULL);
    g_autoptr(GBytes) one = message_with_id("touch-1@seller.test");
    g_autoptr(GBytes) two = message_with_id("../../etc/passwd@x");
    g_autofree char *path = g_build_filename(folder, "touch-1@seller.test.eml", NULL);
    g_autofree char *text = NULL;
    g_autofree char *names = NULL;
    g_autoptr(GBytes) kept = NULL;
    guint calls = 0;
    gsize length = 0;

    g_assert_cmpint(put(outbox, one, say_no, &calls), ==, SEND_REFUSED);
    g_assert_cmpuint(calls, ==, 1);
    names = list(folder);
    g_assert_cmpstr(names, ==, "");

    g_assert_cmpint(put(outbox, one, NULL, NULL), ==, SEND_ACCEPTED);
    g_assert_cmpint(put(outbox, one, NULL, NULL), ==, SEND_ACCEPTED);
    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    kept = g_bytes_new_static(text, length);
    g_assert_true(g_bytes_equal(kept, one));
    g_assert_cmpint(put(outbox, two, NULL, NULL), ==, SEND_ACCEPTED);
    g_free(names);
    names = list(folder);
    g_assert_true(g_str_has_prefix(names, "_._.._etc_passwd@x-"));
    g_assert_true(g_str_has_suffix(names, ".eml touch-1@seller.test.eml"));
    remove_files(folder);
}

static void
test_no_room(void)
{
    g_autofree char *folder = g_dir_make_tmp("seventh-outbox-XXXXXX", NULL);
    g_autoptr(MailTransport) outbox = outbox_transport_new(folder, NULL);
    g_autoptr(GBytes) one = message_with_id("touch-1@seller.test");
    g_autoptr(GError) error = NULL;
    guint calls = 0;

    g_rmdir(folder);
    g_assert_cmpint(put(outbox, one, say_no, &calls), ==, SEND_DEFERRED);
    g_assert_cmpuint(calls, ==, 0);
    g_assert_false(outbox->test(outbox, &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_IO);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/outbox/keeps-whole-files", test_outbox);
    g_test_add_func("/mail/outbox/no-room", test_no_room);
    return g_test_run();
}
