/* The quick check says what GLib's says. */
#include "base/utf8.h"

#include <string.h>

static void
test_agrees(void)
{
    static const char *const PIECES[] = { "",
                                          "a",
                                          "\xC3\xA9",
                                          "\xC3",
                                          "\x80",
                                          "\xE2\x82\xAC",
                                          "\xED\xA0\x80",
                                          "\xC0\xAF",
                                          "\xFF",
                                          "\xF0\x9F\x98\x80",
                                          "\xF4\x90\x80\x80" };

    /* Each piece behind and before so many letters, so that it falls on every place of a word. */
    for (gsize i = 0; i < G_N_ELEMENTS(PIECES); i++)
        for (gsize before = 0; before < 20; before++)
            for (gsize after = 0; after < 20; after++) {
                g_autofree char *head = g_strnfill(before, 'x');
                g_autofree char *tail = g_strnfill(after, 'y');
                g_autofree char *text = g_strconcat(head, PIECES[i], tail, NULL);
                g_assert_cmpint(utf8_is_valid(text), ==, g_utf8_validate(text, -1, NULL));
                g_assert_cmpint(utf8_is_ascii(text, strlen(text)), ==, g_str_is_ascii(text));
            }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/utf8/agrees-with-glib", test_agrees);
    return g_test_run();
}
