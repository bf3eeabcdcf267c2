/* Markdown: what a reader of the mail sees in either part. */
#include "text/markdown.h"

#include <string.h>

static void
assert_html(const char *markdown, const char *expected)
{
    g_autofree char *html = markdown_to_html(markdown);
    g_assert_cmpstr(html, ==, expected);
}

static void
assert_text(const char *markdown, const char *expected)
{
    g_autofree char *text = markdown_to_text(markdown);
    g_assert_cmpstr(text, ==, expected);
}

static void
test_html(void)
{
    assert_html("Hello **Ann**,\nsee [this](https://example.com/?a=1&b=2).\n\n- one\n- two",
                "<p>Hello <strong>Ann</strong>,\nsee <a href=\"https://example.com/?a=1&amp;b=2\">"
                "this</a>.</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n");
    assert_html("call [me](tel:+4930123) or me@example.com",
                "<p>call <a href=\"tel:+4930123\">me</a> or "
                "<a href=\"mailto:me@example.com\">me@example.com</a></p>\n");
    assert_html("![logo](https://example.com/l.png)",
                "<p><img src=\"https://example.com/l.png\" alt=\"logo\"></p>\n");
}

static void
test_html_is_safe(void)
{
    assert_html("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n");
    assert_html("a <b onclick=\"x\">b</b>",
                "<p>a &lt;b onclick=&quot;x&quot;&gt;b&lt;/b&gt;</p>\n");
    assert_html("[click](javascript:alert(1)) [ok](HTTPS://example.com)",
                "<p>click <a href=\"HTTPS://example.com\">ok</a></p>\n");
    assert_html("[a](&#106;avascript:alert(1)) [b](\tjavascript:x)", "<p>a b</p>\n");
    assert_html("[a](data:text/html;base64,eA==) <vbscript:x> [c](//example.com)",
                "<p>a vbscript:x c</p>\n");
    assert_html("![a **b**](javascript:x \"t\") [![x](data:y)](file:z)", "<p>a b x</p>\n");
    assert_html("[x](https://example.com/\"onmouseover=\"y)",
                "<p><a href=\"https://example.com/%22onmouseover=%22y\">x</a></p>\n");
    assert_html("bad \xff byte &#xD800;", "<p>bad \xEF\xBF\xBD byte \xEF\xBF\xBD\xEF\xBF\xBD\xEF"
                                          "\xBF\xBD</p>\n");
}

static void
test_paragraphs(void)
{
    assert_text("Hello *Ann*,\nit is **good** to `see` you.  \nBest\\\nBo\n\n\n\nPS: later",
                "Hello Ann, it is good to see you.\nBest\nBo\n\nPS: later\n");
    assert_text(
        "one two three four five six seven eight nine ten eleven twelve thirteen f g end",
        "one two three four five six seven eight nine ten eleven twelve thirteen\nf g end\n");
    assert_text("&eacute;&nbsp;&amp;&lt;b&gt; &#8211; &nosuch; &quot;x&quot; 5 < 6",
                "é\u00a0&<b> – &nosuch; \"x\" 5 < 6\n");
    assert_text("", "");
}

static void
test_wrap_counts_characters(void)
{
    /* 72 columns of two-byte letters fit; one more word does not. */
    g_autoptr(GString) source = g_string_new(NULL);
    for (int i = 0; i < 18; i++)
        g_string_append(source, "ééé ");
    g_autofree char *text = markdown_to_text(source->str);
    g_assert_cmpint(g_utf8_strlen(text, -1), ==, 72); /* 71 and the line end */
    g_assert_cmpstr(strchr(text, '\n'), ==, "\n");
    g_string_append(source, "x");
    g_autofree char *two = markdown_to_text(source->str);
    g_assert_nonnull(strstr(two, "\nx\n"));
}

static void
test_links(void)
{
    assert_text("See [our case](https://example.com/a) or https://example.com/b or "
                "<https://example.com/c>.",
                "See our case <https://example.com/a> or https://example.com/b or\n"
                "https://example.com/c.\n");
    assert_text("[me@example.com](mailto:me@example.com) [+49 30](tel:+4930) www.example.com",
                "me@example.com +49 30 <tel:+4930> www.example.com\n");
    assert_text(
        "[click](javascript:alert(1)) [](https://example.com) [a](<https://example.com/a b>)",
        "click <https://example.com> a <https://example.com/a%20b>\n");
    assert_text("![our logo](https://example.com/l.png) x", "our logo x\n");
}

static void
test_lists(void)
{
    assert_text("Agenda:\n\n- one\n- two\n  more\n  - inner\n- three\n\nafter",
                "Agenda:\n\n- one\n- two more\n  - inner\n- three\n\nafter\n");
    assert_text("9. nine\n10. ten\n\n    second paragraph of ten\n11. eleven",
                "9. nine\n\n10. ten\n\n    second paragraph of ten\n\n11. eleven\n");
    assert_text("- a\n\n  - b\n\n  c\n-\n- d", "- a\n\n  - b\n\n  c\n\n-\n- d\n");
    g_autofree char *text = markdown_to_text("- one two three four five six seven eight nine ten "
                                             "eleven twelve thirteen fourteen");
    g_assert_nonnull(strstr(text, "\n  "));
}

static void
test_blocks(void)
{
    assert_text("# Big\ntext\n\n## Less\n\n### Small\n\n---\n> quoted\n> more\n>\n> - x\n\nend",
                "Big\n===\n\ntext\n\nLess\n----\n\nSmall\n\n"
                "----------------------------------------\n\n"
                "> quoted more\n>\n> - x\n\nend\n");
    assert_text("x\n\n```c\nint  a;\n\n  b &amp; <c>\n```\ny",
                "x\n\nint  a;\n\n  b &amp; <c>\n\ny\n");
    assert_text("> - a\n>   > b", "> - a\n>   > b\n");
}

static void
test_tables(void)
{
    assert_text("| Plan | Price |\n|---|--:|\n| Small | 10 € |\n| Large team | 5 |",
                "Plan        Price\n----------  -----\nSmall       10 €\nLarge team  5\n");
    g_autofree char *wide = markdown_to_text(
        "| What | Why |\n|---|---|\n| a long cell that says quite a lot of things at once | and "
        "another one that is just as long as the first |\n| x | |");
    g_assert_nonnull(strstr(wide, "What: a long cell"));
    g_assert_nonnull(strstr(wide, "\nWhy: and another"));
    g_assert_true(g_str_has_suffix(wide, "\n\nWhat: x\n"));
}

/* Text written by a person never grows tags in the text part, nor live ones in the HTML. */
static void
test_hostile(void)
{
    g_autoptr(GString) deep = g_string_new(NULL);

    for (int i = 0; i < 3000; i++)
        g_string_append(deep, "> - ");
    g_string_append(deep, "end");
    g_autofree char *text = markdown_to_text(deep->str);
    g_autofree char *html = markdown_to_html(deep->str);
    g_assert_nonnull(strstr(text, "end"));
    g_assert_nonnull(strstr(html, "end"));
    g_assert_cmpuint(strlen(text), <, 64 * 1024 * 1024);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/markdown/html", test_html);
    g_test_add_func("/markdown/html-is-safe", test_html_is_safe);
    g_test_add_func("/markdown/paragraphs", test_paragraphs);
    g_test_add_func("/markdown/wrap", test_wrap_counts_characters);
    g_test_add_func("/markdown/links", test_links);
    g_test_add_func("/markdown/lists", test_lists);
    g_test_add_func("/markdown/blocks", test_blocks);
    g_test_add_func("/markdown/tables", test_tables);
    g_test_add_func("/markdown/hostile", test_hostile);
    return g_test_run();
}
