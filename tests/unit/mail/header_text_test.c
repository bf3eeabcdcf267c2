/* Text in headers: plain where it can be, coded where it must be, never altered. */
#include "mail/header_text.h"

#include <gmime/gmime.h>
#include <string.h>

#include "mail/mime_library.h"

static void
assert_lines_fit(const char *value, gsize column)
{
    g_auto(GStrv) lines = g_strsplit(value, "\n", -1);

    for (char **line = lines; *line != NULL; line++) {
        g_assert_cmpuint(strlen(*line) + (line == lines ? column : 0), <=, 78);
        g_assert_true(line == lines || (*line)[0] == ' ');
    }
}

/* What another program reads. */
static void
assert_reads(const char *value, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(value, "\n", -1);
    g_autofree char *unfolded = g_strjoinv("", lines);
    g_autofree char *read = g_mime_utils_header_decode_text(NULL, g_strchug(unfolded));

    g_assert_cmpstr(read, ==, text);
}

static void
test_text(void)
{
    static const char *const TEXTS[] = {
        "A word",
        "Grüße aus Köln",
        "=?utf-8?B?QmNjOiBldmls?=",
        "two  blanks   inside stay as they are, also where the line is folded  or nearly so, here",
        "日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語",
        /* clang-format off */
        ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧"
         "‍"
         "👦"),
        /* clang-format on */
        " a blank at an end ",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++)
        for (gsize column = 4; column < 76; column += 7) {
            g_autofree char *value = header_text_encode(TEXTS[i], column);
            assert_reads(value, TEXTS[i]);
            if (!g_str_is_ascii(TEXTS[i]))
                assert_lines_fit(value, column);
        }
    g_autofree char *plain = header_text_encode("A word", 9);
    g_assert_cmpstr(plain, ==, "A word");
}

static void
test_long_word_is_cut(void)
{
    g_autofree char *word = g_strnfill(480, 'x');
    g_autofree char *value = header_text_encode(word, 9);

    assert_lines_fit(value, 9);
    assert_reads(value, word);
}

static void
test_phrase(void)
{
    static const struct {
        const char *name, *value;
    } CASES[] = {
        { "Ana Lopez", "Ana Lopez" },
        { "Doe, John", "\"Doe, John\"" },
        { "a\\\"b", "\"a\\\\\\\"b\"" },
        { "two  blanks", "\"two  blanks\"" },
        { "ana@example.com", "\"ana@example.com\"" },
        { "Zoë", "=?UTF-8?B?Wm/Dqw==?=" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *value = header_phrase_encode(CASES[i].name, 6);
        g_assert_cmpstr(value, ==, CASES[i].value);
    }
}

static void
test_parameter(void)
{
    g_autofree char *plain = header_parameter_encode("filename", "a \"b\".pdf");
    g_autofree char *coded = header_parameter_encode("filename", "größer.pdf");
    g_autofree char *name = g_strnfill(120, 'x');
    g_autofree char *longer = header_parameter_encode("filename", name);

    g_assert_cmpstr(plain, ==, "; filename=\"a \\\"b\\\".pdf\"");
    g_assert_cmpstr(coded, ==, ";\n filename*0*=UTF-8''gr%C3%B6%C3%9Fer.pdf");
    assert_lines_fit(longer, 20);
    g_assert_nonnull(strstr(longer, ";\n filename*2*="));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    mime_library_init();
    g_test_add_func("/mail/header-text/text", test_text);
    g_test_add_func("/mail/header-text/long-word", test_long_word_is_cut);
    g_test_add_func("/mail/header-text/phrase", test_phrase);
    g_test_add_func("/mail/header-text/parameter", test_parameter);
    return g_test_run();
}
