/* Templates: one Mustache engine for pages and for mail.
 *
 * Implements the core of the mustache specification (comments, delimiters, interpolation, inverted,
 * partials, sections) over Jansson values. {{x}} escapes HTML when `escape_html` is set; {{{x}}}
 * and {{&x}} never do.
 *
 * Beyond the specification, for text a person will read: a merge field may carry a fallback,
 * {{first_name|there}}, used when the value is missing, null, empty or blank; and a strict render
 * collects the names of the fields that stayed empty, so that the caller can hold the touch instead
 * of sending a hole.
 *
 * A section shows for anything but missing, null, false, 0, blank text and an empty list. Lists and
 * objects have no text of their own: interpolated, they count as missing.
 *
 * What it is not: a language. No expressions, no lambdas, no inheritance.
 *
 * Limits: 1 MiB of source, sections 100 deep, names of 256 bytes, partials 32 deep, 16 MiB of
 * output and a million steps a render. */
#pragma once

#include "base/json.h"

typedef struct Template Template;

typedef struct {
    bool escape_html; /* & < > " ' */
    /* Resolves a partial by name; NULL result or NULL function: the partial renders as nothing. */
    const Template *(*partial)(const char *name, void *data);
    void *partial_data;
    /* When set, receives (g_strdup'ed, once each) the names of interpolations that came out empty
     * and had no fallback. Tests of emptiness by a section ({{#company}}...{{/company}}) do not
     * count. */
    GPtrArray *missing;
} TemplateRender;

/* `name` is used in messages; `source` (`length` bytes of UTF-8) is copied. Errors: INVALID naming
 * line and column in characters (unclosed tag, unclosed section, ...); LIMIT. */
Template *template_compile(const char *name, const char *source, gsize length, GError **error);
void template_free(Template *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Template, template_free)

/* Appends the rendering to `out`; `options` may be NULL (nothing escaped, no partials). A compiled
 * template may be rendered by several threads at once. Errors: LIMIT, and `out` is as it was. */
bool template_render(const Template *self, const json_t *context, const TemplateRender *options,
                     GString *out, GError **error);

/* The field names the template interpolates or tests, once each, in order of appearance (for
 * sequence check); "." is none. The array owns its strings; free with g_ptr_array_unref(). */
GPtrArray *template_fields(const Template *self);
