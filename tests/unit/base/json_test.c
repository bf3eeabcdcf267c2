/* JSON: strict reading, and writing that always gives valid JSON. */
#include "base/json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

static void
assert_refuses(const char *text, const char *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(json_t) value = json_read(text, strlen(text), &error);

    if (value != NULL)
        g_error("taken for JSON: %s", text);
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
    if (strstr(error->message, place) == NULL)
        g_error("\"%s\" does not say \"%s\"", error->message, place);
}

static void
test_refuses_what_is_unclear(void)
{
    assert_refuses("", "line 1");
    assert_refuses("{\"a\":1,\"a\":2}", "duplicate");
    assert_refuses("{\"a\":1}\n{\"a\":2}", "line 2");
    assert_refuses("{\n  \"a\": tru\n}", "line 2");
    assert_refuses("{'a':1}", "column 2");
    assert_refuses("[1,]", "line 1");
    assert_refuses("\"\xff\"", "0xff");
    assert_refuses("\"\\u0000\"", "NUL");
    assert_refuses("NaN", "line 1");
}

static void
test_reads_any_value(void)
{
    static const char TEXT[] = "{\"text\":\"\xc3\xa9\",\"int\":-9007199254740993,"
                               "\"flag\":true,\"nothing\":null,\"real\":2.5}";
    g_autoptr(json_t) object = json_read(TEXT, sizeof TEXT - 1, NULL);
    g_autoptr(json_t) number = json_read("7 ", 2, NULL);

    g_assert_cmpint(json_integer_value(number), ==, 7);
    g_assert_cmpstr(json_text(object, "text", "?"), ==, "\xc3\xa9");
    g_assert_cmpint(json_int(object, "int", 0), ==, INT64_C(-9007199254740993));
    g_assert_true(json_flag(object, "flag", false));
}

static void
test_getters_fall_back(void)
{
    static const char TEXT[] = "{\"text\":\"7\",\"int\":7,\"nothing\":null}";
    g_autoptr(json_t) object = json_read(TEXT, sizeof TEXT - 1, NULL);

    g_assert_cmpint(json_int(object, "text", 5), ==, 5);
    g_assert_cmpstr(json_text(object, "int", "otherwise"), ==, "otherwise");
    g_assert_null(json_text(object, "nothing", NULL));
    g_assert_true(json_flag(object, "int", true));
    g_assert_cmpint(json_int(object, "absent", -1), ==, -1);
    g_assert_cmpint(json_int(NULL, "no object", -1), ==, -1);
}

static void
assert_writes(json_t *object, const char *expected)
{
    char *line = json_line(object);

    g_assert_cmpstr(line, ==, expected);
    free(line);
}

static void
test_writes_in_the_order_set(void)
{
    g_autoptr(json_t) object = json_object();
    const Zone *berlin = zone_get("Europe/Berlin", NULL);

    json_set_text(object, "z", "line\nnext \"quoted\"");
    json_set_int(object, "a", INT64_MIN + 1);
    json_set_bool(object, "m", false);
    json_set_real(object, "r", 0.5);
    json_set_instant(object, "due", INT64_C(1795680000) * SECOND_US, berlin);
    assert_writes(object, "{\"z\":\"line\\nnext \\\"quoted\\\"\",\"a\":-9223372036854775807,"
                          "\"m\":false,\"r\":0.5,\"due\":\"2026-11-26T09:00:00+01:00\"}");
    json_set_int(object, "z", 1);
    g_assert_cmpuint(json_object_size(object), ==, 5);
}

static void
test_what_is_unknown_is_null(void)
{
    g_autoptr(json_t) object = json_object();

    json_set_text(object, "text", NULL);
    json_set_instant(object, "at", INSTANT_NONE, zone_utc());
    json_set_real(object, "nan", (double)NAN);
    json_set_real(object, "endless", (double)INFINITY);
    assert_writes(object, "{\"text\":null,\"at\":null,\"nan\":null,\"endless\":null}");
}

static void
test_bytes_that_are_no_text_are_marked(void)
{
    g_autoptr(json_t) object = json_object();

    json_set_text(object, "name", "M\xfcller");
    g_assert_cmpstr(json_text(object, "name", ""), ==, "M\xef\xbf\xbdller");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/json/refuses-what-is-unclear", test_refuses_what_is_unclear);
    g_test_add_func("/json/reads-any-value", test_reads_any_value);
    g_test_add_func("/json/getters-fall-back", test_getters_fall_back);
    g_test_add_func("/json/writes-in-the-order-set", test_writes_in_the_order_set);
    g_test_add_func("/json/what-is-unknown-is-null", test_what_is_unknown_is_null);
    g_test_add_func("/json/bytes-that-are-no-text-are-marked",
                    test_bytes_that_are_no_text_are_marked);
    return g_test_run();
}
