/* Greetings and endings that are put around replies for learning. */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "mail/intent_around.h"

static IntentAround *
load(const char *lines, GError **error)
{
    g_autofree char *folder = g_dir_make_tmp("around-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "around.lst", NULL);

    if (lines != NULL)
        g_assert_true(g_file_set_contents(path, lines, -1, NULL));
    IntentAround *around = intent_around_load(folder, error);
    g_remove(path);
    g_rmdir(folder);
    return around;
}

static void
test_wrap(void)
{
    g_autoptr(IntentAround) around = load("# both\nbefore | en | Hi Anna,\\n\\n\n"
                                          "before | de | Moin,\\040\nafter | en | \\nTom\n",
                                          NULL);
    bool greeted = false, bare = false, signed_off = false;

    for (guint turn = 0; turn < 64; turn++) {
        g_autofree char *text = intent_around_wrap(around, "en", "No.", turn * 2654435761u);
        g_assert_nonnull(strstr(text, "No."));
        g_assert_null(strstr(text, "Moin"));
        greeted = greeted || g_str_has_prefix(text, "Hi Anna,\n\nNo.");
        signed_off = signed_off || g_str_has_suffix(text, "No.\nTom");
        bare = bare || g_str_equal(text, "No.");
    }
    g_assert_true(greeted && signed_off && bare);
    g_autofree char *german = intent_around_wrap(around, "de", "Nein.", 1);
    g_assert_cmpstr(german, ==, "Moin, Nein.");
}

static void
test_without_file(void)
{
    g_autoptr(IntentAround) around = load(NULL, NULL);
    g_autofree char *text = intent_around_wrap(around, "en", "No.", 77);

    g_assert_cmpstr(text, ==, "No.");
}

static void
test_bad_line(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(load("before | en | Hi\nbeside | en | Hi\n", &error));
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, "line 2"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/intent-around/wrap", test_wrap);
    g_test_add_func("/mail/intent-around/without-file", test_without_file);
    g_test_add_func("/mail/intent-around/bad-line", test_bad_line);
    return g_test_run();
}
