/* Markdown: both parts are UTF-8; the HTML has none but our own tags and no address but the allowed
 * ones; the text has no trailing blanks. */
#include "fuzz.h"

#include <string.h>

#include "text/markdown.h"

static bool
begins_with_one(const char *text, const char *const *starts)
{
    for (; *starts != NULL; starts++) {
        if (g_ascii_strncasecmp(text, *starts, strlen(*starts)) == 0)
            return true;
    }
    return false;
}

static void
check_html(const char *html)
{
    static const char *const tags[] = {
        "<p>",  "<a href=\"", "<img src=\"", "<em>",    "<strong>", "<ul>",         "<ol>",
        "<ol ", "<li>",       "<h",          "<code>",  "<code ",   "<pre>",        "<br>",
        "<hr>", "<table>",    "<thead>",     "<tbody>", "<tr>",     "<th>",         "<th align",
        "<td>", "<td align",  "</",          "<u>",     "<del>",    "<blockquote>", NULL
    };
    static const char *const schemes[] = { "http://", "https://", "mailto:", "tel:", NULL };

    g_assert_true(g_utf8_validate(html, -1, NULL));
    for (const char *p = html; (p = strchr(p, '<')) != NULL; p++) {
        g_assert_true(begins_with_one(p, tags));
        if (g_str_has_prefix(p, "<a href=\""))
            g_assert_true(begins_with_one(p + strlen("<a href=\""), schemes));
        if (g_str_has_prefix(p, "<img src=\""))
            g_assert_true(g_ascii_strncasecmp(p + strlen("<img src=\""), "http", 4) == 0);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *source = g_strndup((const char *)data, size);
    g_autofree char *html = markdown_to_html(source);
    g_autofree char *text = markdown_to_text(source);

    check_html(html);
    g_assert_true(g_utf8_validate(text, -1, NULL));
    g_assert_null(strstr(text, " \n"));
    g_assert_true(*text == '\0' || g_str_has_suffix(text, "\n"));
    return 0;
}
