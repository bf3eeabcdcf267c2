/* Templates: the mustache specification, and what the house adds to it. */
#include "text/template.h"

#include <string.h>

#include "base/error.h"

typedef struct {
    json_t *sources; /* name -> source */
    GHashTable *compiled;
} Partials;

static const Template *
find_partial(const char *name, void *data)
{
    Partials *partials = data;
    const char *source = json_string_value(json_object_get(partials->sources, name));
    Template *template = g_hash_table_lookup(partials->compiled, name);

    if (template == NULL && source != NULL) {
        template = template_compile(name, source, strlen(source), NULL);
        g_assert_nonnull(template);
        g_hash_table_insert(partials->compiled, g_strdup(name), template);
    }
    return template;
}

static char *
render_with(const char *source, const json_t *data, json_t *sources, bool html, GPtrArray *missing,
            GError **error)
{
    g_autoptr(Template) template = template_compile("test", source, strlen(source), error);
    g_autoptr(GString) out = g_string_new(NULL);
    Partials partials = { sources, g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                                         (GDestroyNotify)template_free) };
    TemplateRender options = {
        .escape_html = html, .partial = find_partial, .partial_data = &partials, .missing = missing
    };
    bool ok = template != NULL && template_render(template, data, &options, out, error);

    g_hash_table_unref(partials.compiled);
    return ok ? g_strdup(out->str) : NULL;
}

static void
assert_renders(const char *source, const char *context, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(json_t) data = json_read(context, strlen(context), &error);
    g_assert_no_error(error);
    g_autofree char *text = render_with(source, data, NULL, false, NULL, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(text, ==, expected);
}

static void
assert_refused(const char *source, const char *expected)
{
    g_autoptr(GError) error = NULL;
    Template *template = template_compile("mail", source, strlen(source), &error);

    g_assert_null(template);
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_INVALID);
    if (strstr(error->message, expected) == NULL)
        g_error("\"%s\" is not in \"%s\"", expected, error->message);
}

static guint
run_spec_file(const char *path)
{
    g_autofree char *text = NULL;
    gsize length, index;
    json_t *test;
    guint count = 0;
    g_autoptr(GError) error = NULL;

    g_file_get_contents(path, &text, &length, &error);
    g_assert_no_error(error);
    g_autoptr(json_t) spec = json_read(text, length, &error);
    g_assert_no_error(error);
    json_array_foreach(json_object_get(spec, "tests"), index, test)
    {
        g_autofree char *result =
            render_with(json_text(test, "template", ""), json_object_get(test, "data"),
                        json_object_get(test, "partials"), true, NULL, &error);
        g_test_message("%s", json_text(test, "name", "?"));
        g_assert_no_error(error);
        g_assert_cmpstr(result, ==, json_text(test, "expected", ""));
        count++;
    }
    return count;
}

static void
test_specification(void)
{
    const char *shared = g_getenv("SEVENTH_SHARED_DATA");
    g_autofree char *folder =
        g_build_filename(shared != NULL ? shared : ".", "spec", "mustache", NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    guint count = 0;

    if (dir == NULL) {
        g_test_skip("SKIPPED: the mustache specification is not at SEVENTH_SHARED_DATA");
        return;
    }
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (name[0] != '~' && g_str_has_suffix(name, ".json"))
            count += run_spec_file(path);
    }
    g_test_message("%u tests of the specification", count);
    g_assert_cmpuint(count, >, 100);
}

/* The core of the specification in the house's own words, for a tree without shared data. */
static void
test_core(void)
{
    const char *people = "{\"people\":[{\"name\":\"Ann\"},{\"name\":\"Bo\"}],\"team\":\"East\","
                         "\"none\":[],\"firm\":{\"city\":\"Oslo\"}}";

    assert_renders("{{#people}}{{name}} of {{team}};{{/people}}", people,
                   "Ann of East;Bo of East;");
    assert_renders("{{^none}}nobody{{/none}}{{#none}}x{{/none}}", people, "nobody");
    assert_renders("{{firm.city}} {{firm.zip}}{{#firm}}{{city}}{{/firm}}", people, "Oslo Oslo");
    assert_renders("a\n  {{#team}}\n  b\n  {{/team}}\nc\n", people, "a\n  b\nc\n");
    assert_renders("{{=<% %>=}}<%team%> {{team}}", people, "East {{team}}");
    assert_renders("x{{! not\nshown }}y", people, "xy");
}

static void
test_fallback(void)
{
    assert_renders("Hello {{first_name|there}},", "{}", "Hello there,");
    assert_renders("Hello {{ first_name | dear  friend }},", "{}", "Hello dear  friend,");
    assert_renders("Hello {{first_name|there}},", "{\"first_name\":\" \\u00a0\"}", "Hello there,");
    assert_renders("Hello {{first_name|there}},", "{\"first_name\":null}", "Hello there,");
    assert_renders("Hello {{first_name|there}},", "{\"first_name\":\"Ann\"}", "Hello Ann,");
    assert_renders("{{title|}}{{{name|x|y}}}", "{}", "x|y");
}

static void
test_missing(void)
{
    g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(json_t) data = json_pack("{s:s, s:s}", "first_name", "Ann", "title", " ");
    g_autoptr(GError) error = NULL;
    g_autofree char *text =
        render_with("{{first_name}} {{company.name}} {{title}} {{company.name}} {{city|here}} "
                    "{{#phone}}{{phone}}{{/phone}}{{#title}}x{{/title}}",
                    data, NULL, false, missing, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(text, ==, "Ann     here ");
    g_assert_cmpuint(missing->len, ==, 2);
    g_assert_cmpstr(missing->pdata[0], ==, "company.name");
    g_assert_cmpstr(missing->pdata[1], ==, "title");
}

static void
test_escape(void)
{
    g_autoptr(json_t) data = json_pack("{s:s}", "x", "<a href='y'>&\"</a>");
    g_autofree char *text = render_with("{{x}}|{{&x}}|{{y|<b>}}", data, NULL, true, NULL, NULL);

    g_assert_cmpstr(
        text, ==, "&lt;a href=&#39;y&#39;&gt;&amp;&quot;&lt;/a&gt;|<a href='y'>&\"</a>|&lt;b&gt;");
}

static void
test_numbers(void)
{
    assert_renders("{{a}} {{b}} {{c}} {{d}} {{e}} {{f}} {{g}}",
                   "{\"a\":7,\"b\":5.0,\"c\":0.1,\"d\":-9007199254740993,\"e\":1e300,"
                   "\"f\":0.30000000000000004,\"g\":123456789012.0}",
                   "7 5 0.1 -9007199254740993 1e+300 0.30000000000000004 123456789012");
    assert_renders("{{t}}{{f}}{{^zero}}none{{/zero}}{{#one}}some{{/one}}",
                   "{\"t\":true,\"f\":false,\"zero\":0,\"one\":1}", "truefalsenonesome");
}

static void
test_messages(void)
{
    assert_refused("Hello {{name", "mail, line 1, column 7");
    assert_refused("é\nHi {{#a}}\n", "line 2, column 4: section \"a\" is never closed");
    assert_refused("{{#a}}\n  é{{/b}}", "line 2, column 4: {{/b}} stands where {{/a}}");
    assert_refused("{{/b}}", "never opened");
    assert_refused("a {{ }}", "without a name");
    assert_refused("a {{x..y}}", "empty part");
    assert_refused("a {{x y {{z}}", "is a closing }} missing?");
    assert_refused("{{#a|b}}{{/a|b}}", "no fallback");
    assert_refused("{{=a=}}", "delimiters are two");
    assert_refused("{{<base}}", "inheritance");
    assert_refused("bad \xff byte", "column 5: bytes that are not UTF-8");
}

static void
assert_limit(const char *source, const char *context, const char *partial)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(json_t) data = json_read(context, strlen(context), &error);
    g_autoptr(json_t) partials = json_pack("{s:s}", "p", partial);
    g_autofree char *text = render_with(source, data, partials, false, NULL, &error);

    g_assert_null(text);
    g_assert_error(error, SEVENTH_ERROR, SEVENTH_ERROR_LIMIT);
}

static char *
repeated(const char *text, guint count)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < count; i++)
        g_string_append(out, text);
    return g_string_free(out, FALSE);
}

static void
test_limits(void)
{
    g_autofree char *big = repeated("0123456789abcdef", 1024 * 1024 / 16);
    g_autofree char *too_big = g_strconcat(big, "x", NULL);
    g_autofree char *deep = repeated("{{#a}}", 101);
    g_autofree char *opened = repeated("{{#a}}", 30), *closed = repeated("{{/a}}", 30);
    g_autofree char *doubling = g_strconcat(opened, closed, NULL);
    g_autofree char *rows =
        g_strconcat("{{#a}}{{#a}}{{#a}}{{#a}}", big + 400, "{{/a}}{{/a}}{{/a}}{{/a}}", NULL);

    assert_limit(too_big, "{}", "");
    assert_limit(deep, "{}", "");
    assert_limit("{{>p}}", "{}", "{{>p}}");
    assert_limit(doubling, "{\"a\":[1,2]}", "");
    assert_limit(rows, "{\"a\":[1,2,3]}", "");

    g_autoptr(Template) template = template_compile("t", big, strlen(big), NULL);
    g_assert_nonnull(template);
}

static void
test_failed_render_leaves_output(void)
{
    const char *source = "a{{#l}}{{#l}}{{#l}}{{/l}}{{/l}}{{/l}}";
    g_autoptr(Template) template = template_compile("t", source, strlen(source), NULL);
    g_autoptr(GString) out = g_string_new("before");
    g_autoptr(json_t) data = json_object();
    json_t *list = json_array();

    for (int i = 0; i < 4000; i++)
        json_array_append_new(list, json_integer(i));
    json_object_set_new(data, "l", list);
    g_assert_nonnull(template);
    g_assert_false(template_render(template, data, NULL, out, NULL));
    g_assert_cmpstr(out->str, ==, "before");
}

static void
test_indented_partials(void)
{
    g_autoptr(json_t) partials =
        json_pack("{s:s, s:s}", "list", "{{#rows}}\n- {{{.}}}\n{{/rows}}\n", "box",
                  "<\n  {{>list}}\n\n{{>list}} >\n");
    g_autoptr(json_t) data = json_pack("{s:[s,s]}", "rows", "a\nb", "c");
    g_autofree char *text = render_with("x\n {{>box}}\ny", data, partials, false, NULL, NULL);

    g_assert_cmpstr(text, ==, "x\n <\n   - a\nb\n   - c\n\n - a\nb\n- c\n >\ny");
}

static void
test_fields(void)
{
    const char *source = "{{a.b}}{{#c}}{{d|x}}{{.}}{{/c}}{{{a.b}}}{{^e}}{{/e}}{{>p}}";
    g_autoptr(Template) template = template_compile("t", source, strlen(source), NULL);
    g_autoptr(GPtrArray) fields = template_fields(template);

    g_ptr_array_add(fields, NULL);
    g_autofree char *joined = g_strjoinv(" ", (char **)fields->pdata);
    g_assert_cmpstr(joined, ==, "a.b c d e");
}

/* A list page of 50 rows with 8 fields each: well under a millisecond. */
static void
test_speed(void)
{
    const char *source = "<table>{{#rows}}\n<tr>{{#open}}<td class=\"{{kind}}\">{{/open}}"
                         "<td>{{name}}<td>{{company.name}}<td>{{company.city}}<td>{{email}}"
                         "<td>{{phone|none}}<td>{{touches}}<td>{{score}}</tr>\n{{/rows}}</table>";
    g_autoptr(Template) template = template_compile("page", source, strlen(source), NULL);
    g_autoptr(json_t) data = json_object();
    json_t *rows = json_array();
    g_autoptr(GString) out = g_string_new(NULL);
    TemplateRender options = { .escape_html = true };

    json_object_set_new(data, "rows", rows);
    for (int i = 0; i < 50; i++)
        json_array_append_new(rows,
                              json_pack("{s:b, s:s, s:s, s:{s:s, s:s}, s:s, s:i, s:f}", "open",
                                        true, "kind", "lead", "name", "Ann Example", "company",
                                        "name", "Example & Sons", "city", "Oslo", "email",
                                        "ann@example.com", "touches", i, "score", i / 7.0));
    double best = G_MAXDOUBLE;
    for (int i = 0; i < 50; i++) {
        gint64 start = g_get_monotonic_time();
        g_string_truncate(out, 0);
        g_assert_true(template_render(template, data, &options, out, NULL));
        best = MIN(best, (double)(g_get_monotonic_time() - start));
    }
    g_test_message("50 rows, %" G_GSIZE_FORMAT " bytes: %.0f us", out->len, best);
    g_assert_cmpfloat(best, <, 5000); /* sanitizers and slow machines included */
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/template/specification", test_specification);
    g_test_add_func("/template/core", test_core);
    g_test_add_func("/template/fallback", test_fallback);
    g_test_add_func("/template/missing", test_missing);
    g_test_add_func("/template/escape", test_escape);
    g_test_add_func("/template/numbers", test_numbers);
    g_test_add_func("/template/messages", test_messages);
    g_test_add_func("/template/limits", test_limits);
    g_test_add_func("/template/failed-render", test_failed_render_leaves_output);
    g_test_add_func("/template/indented-partials", test_indented_partials);
    g_test_add_func("/template/fields", test_fields);
    g_test_add_func("/template/speed", test_speed);
    return g_test_run();
}
