/* Links led elsewhere, everything else as it was. */
#include "mail/html_links.h"

#include <string.h>

#include "text/markdown.h"

static char *
lead(const char *url, void *data)
{
    GPtrArray *seen = data;

    g_ptr_array_add(seen, g_strdup(url));
    return seen->len == 3 ? NULL : g_strdup_printf("https://x.test/?n=%u&y", seen->len);
}

static void
test_links(void)
{
    g_autoptr(GPtrArray) seen = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *html = markdown_to_html(
        "[a](https://a.test/?p=1&q=\"2\") <b>, [mail](mailto:a@b.test), https://c.test/x\n\n"
        "[third](http://d.test) \\<a href=\"https://e.test\">");
    g_autofree char *led = html_links_map(html, lead, seen);

    g_assert_cmpuint(seen->len, ==, 3);
    g_assert_cmpstr(g_ptr_array_index(seen, 0), ==, "https://a.test/?p=1&q=%222%22");
    g_assert_cmpstr(g_ptr_array_index(seen, 1), ==, "https://c.test/x");
    g_assert_nonnull(strstr(led, "<a href=\"https://x.test/?n=1&amp;y\">a</a>"));
    g_assert_nonnull(strstr(led, "<a href=\"https://x.test/?n=2&amp;y\">https://c.test/x</a>"));
    g_assert_nonnull(strstr(led, "<a href=\"http://d.test\">third</a>"));
    g_assert_nonnull(strstr(led, "<a href=\"mailto:a@b.test\">mail</a>"));
}

static void
test_text_stays(void)
{
    static const char *const TEXTS[] = { "", "<p>no link</p>", "<a href=\"", "<a href=\"http://x" };
    g_autoptr(GPtrArray) seen = g_ptr_array_new_with_free_func(g_free);

    for (gsize i = 0; i < 3; i++) {
        g_autofree char *led = html_links_map(TEXTS[i], lead, seen);
        g_assert_cmpstr(led, ==, TEXTS[i]);
    }
    g_autofree char *cut = html_links_map(TEXTS[3], lead, seen);
    g_assert_nonnull(cut);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/html-links/links", test_links);
    g_test_add_func("/mail/html-links/text-stays", test_text_stays);
    return g_test_run();
}
