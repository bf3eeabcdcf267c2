/* Templates: source, partial and JSON context, apart by a NUL each. A template compiles or says why
 * not; a rendering is whole or leaves its output alone; twice the same is the same. */
#include "fuzz.h"

#include <string.h>

#include "text/template.h"

static const char default_context[] =
    "{\"a\":{\"b\":[1,2.5,{\"c\":\"<x>\"}]},\"b\":[\"one\",[true,false],null],\"c\":\" \"}";

static const Template *
find_partial(const char *name, void *data)
{
    return name[0] == 'a' ? data : NULL;
}

/* The next part of the input; the cursor moves behind its NUL. */
static const char *
take(const uint8_t **cursor, const uint8_t *end, size_t *ret_length)
{
    const uint8_t *start = *cursor, *zero = memchr(start, '\0', end - start);

    *ret_length = (size_t)((zero != NULL ? zero : end) - start);
    *cursor = zero != NULL ? zero + 1 : end;
    return (const char *)start;
}

static void
render(const Template *template, const Template *partial, const json_t *context, bool escape)
{
    g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func(g_free);
    TemplateRender options = { .escape_html = escape,
                               .partial = find_partial,
                               .partial_data = (void *)partial,
                               .missing = missing };
    g_autoptr(GString) one = g_string_new("before"), other = g_string_new("before");
    g_autoptr(GError) error = NULL;

    bool ok = template_render(template, context, &options, one, &error);
    g_assert_true(ok == (error == NULL));
    g_assert_true(ok || strcmp(one->str, "before") == 0);
    if (ok && one->len < 64 * 1024) {
        g_assert_true(template_render(template, context, &options, other, NULL));
        g_assert_true(g_string_equal(one, other));
        g_assert_true(g_utf8_validate(one->str, -1, NULL));
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *cursor = data, *end = data + size;
    size_t length, partial_length, context_length;
    const char *source = take(&cursor, end, &length);
    const char *partial_source = take(&cursor, end, &partial_length);
    const char *json = take(&cursor, end, &context_length);
    g_autoptr(GError) error = NULL;
    g_autoptr(Template) template = template_compile("input", source, length, &error);

    g_assert_true((template == NULL) == (error != NULL));
    if (template == NULL)
        return 0;
    g_autoptr(GPtrArray) fields = template_fields(template);
    for (guint i = 0; i < fields->len; i++)
        g_assert_cmpstr(fields->pdata[i], !=, "");
    g_autoptr(Template) partial = template_compile("partial", partial_source, partial_length, NULL);
    g_autoptr(json_t) context = json_read(json, context_length, NULL);
    if (context == NULL)
        context = json_read(default_context, strlen(default_context), NULL);
    render(template, partial, context, false);
    render(template, partial, context, true);
    return 0;
}
