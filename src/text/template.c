/* Rendering a compiled template.
 *
 * The context is a chain of frames on the C stack, innermost first; a name's first part is looked
 * for frame by frame, the rest strictly below it. Partials that stand alone on a line indent each
 * line of their own text, but not what is interpolated into it. */
#include "text/template.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "text/template_node.h"

typedef struct Frame {
    const json_t *value;
    const struct Frame *outer;
} Frame;

typedef struct {
    const TemplateRender *options;
    GString *out;
    gsize out_max;
    GString *indent;    /* what stands before each line of the partials we are in */
    bool at_line_start; /* the next byte written from template text begins a line */
    guint partial_depth;
    guint64 steps;
    GError **error;
} Renderer;

static bool
render_nodes(Renderer *self, const Template *template, guint from, guint to, const Frame *frame);

static const json_t *
look_up(Renderer *self, const Template *template, const Node *node, const Frame *frame)
{
    const json_t *value = NULL;

    if (node->part_count == 0)
        return frame->value;
    char **parts = (char **)template->parts->pdata + node->part_first;
    for (; frame != NULL && value == NULL; frame = frame->outer, self->steps++)
        value = json_object_get(frame->value, parts[0]);
    for (guint i = 1; i < node->part_count && value != NULL; i++)
        value = json_object_get(value, parts[i]);
    return value;
}

static bool
is_blank(const char *text, gsize length)
{
    for (const char *p = text; p < text + length; p = g_utf8_next_char(p)) {
        if (!g_unichar_isspace(g_utf8_get_char(p)))
            return false;
    }
    return true;
}

/* Sections show for anything but missing, null, false, 0, blank text and an empty list. */
static bool
is_set(const json_t *value)
{
    if (value == NULL)
        return false;
    switch (json_typeof(value)) {
    case JSON_NULL:
    case JSON_FALSE:
        return false;
    case JSON_ARRAY:
        return json_array_size(value) > 0;
    case JSON_STRING:
        return !is_blank(json_string_value(value), json_string_length(value));
    case JSON_INTEGER:
    case JSON_REAL:
        return json_number_value(value) != 0;
    default:
        return true;
    }
}

static void
write_escaped(GString *out, const char *text, gsize length)
{
    const char *end = text + length, *run = text;

    for (const char *p = text; p < end; p++) {
        const char *entity;
        switch (*p) {
        case '&':
            entity = "&amp;";
            break;
        case '<':
            entity = "&lt;";
            break;
        case '>':
            entity = "&gt;";
            break;
        case '"':
            entity = "&quot;";
            break;
        case '\'':
            entity = "&#39;";
            break;
        default:
            continue;
        }
        g_string_append_len(out, run, p - run);
        g_string_append(out, entity);
        run = p + 1;
    }
    g_string_append_len(out, run, end - run);
}

/* The shortest digits that read back as the same number; whole numbers without a point. */
static const char *
format_real(double value, char *buffer, gsize size)
{
    if (value == floor(value) && fabs(value) < 1e15) {
        g_snprintf(buffer, (gulong)size, "%" PRId64, (int64_t)value);
        return buffer;
    }
    for (int digits = 15; digits <= 17; digits++) {
        char format[8];
        g_snprintf(format, sizeof(format), "%%.%dg", digits);
        g_ascii_formatd(buffer, (int)size, format, value);
        if (g_ascii_strtod(buffer, NULL) == value)
            break;
    }
    return buffer;
}

/* The text of a scalar; lists, objects, null and nothing have none. */
static const char *
text_of(const json_t *value, char *buffer, gsize size, gsize *ret_length)
{
    const char *text = "";

    switch (value != NULL ? json_typeof(value) : JSON_NULL) {
    case JSON_STRING:
        *ret_length = json_string_length(value);
        return json_string_value(value);
    case JSON_INTEGER:
        g_snprintf(buffer, (gulong)size, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        text = buffer;
        break;
    case JSON_REAL:
        text = format_real(json_real_value(value), buffer, size);
        break;
    case JSON_TRUE:
        text = "true";
        break;
    case JSON_FALSE:
        text = "false";
        break;
    default:
        break;
    }
    *ret_length = strlen(text);
    return text;
}

static void
begin_line(Renderer *self)
{
    if (self->at_line_start && self->indent->len > 0)
        g_string_append_len(self->out, self->indent->str, (gssize)self->indent->len);
    self->at_line_start = false;
}

static void
note_missing(Renderer *self, const char *name)
{
    GPtrArray *missing = self->options->missing;

    if (missing != NULL && !g_ptr_array_find_with_equal_func(missing, name, g_str_equal, NULL))
        g_ptr_array_add(missing, g_strdup(name));
}

static void
write_field(Renderer *self, const Template *template, const Node *node, const Frame *frame)
{
    char buffer[64];
    gsize length;
    const char *text =
        text_of(look_up(self, template, node, frame), buffer, sizeof(buffer), &length);

    begin_line(self);
    if (is_blank(text, length)) {
        if (node->text != NULL) {
            text = node->text;
            length = node->length;
        } else {
            note_missing(self, node->name);
        }
    }
    if (node->kind == NODE_FIELD && self->options->escape_html)
        write_escaped(self->out, text, length);
    else
        g_string_append_len(self->out, text, (gssize)length);
}

static void
write_text(Renderer *self, const Node *node)
{
    const char *line = node->text, *end = node->text + node->length;

    if (self->indent->len == 0) {
        g_string_append_len(self->out, node->text, (gssize)node->length);
        return;
    }
    while (line < end) {
        const char *newline = memchr(line, '\n', end - line);
        const char *next = newline != NULL ? newline + 1 : end;
        if (line != newline)
            begin_line(self);
        g_string_append_len(self->out, line, next - line);
        self->at_line_start = newline != NULL;
        line = next;
    }
}

static bool
render_section(Renderer *self, const Template *template, guint index, const Frame *frame)
{
    const Node *node = &g_array_index(template->nodes, Node, index);
    const json_t *value = look_up(self, template, node, frame);

    if (node->kind == NODE_INVERTED)
        return is_set(value) || render_nodes(self, template, index + 1, node->end, frame);
    if (!is_set(value))
        return true;
    if (!json_is_array(value)) {
        Frame inner = { value, frame };
        return render_nodes(self, template, index + 1, node->end, &inner);
    }
    self->steps += json_array_size(value);
    for (gsize i = 0; i < json_array_size(value); i++) {
        Frame inner = { json_array_get(value, i), frame };
        if (!render_nodes(self, template, index + 1, node->end, &inner))
            return false;
    }
    return true;
}

static bool
render_partial(Renderer *self, const Node *node, const Frame *frame)
{
    const TemplateRender *options = self->options;
    const Template *partial;
    bool ok;

    if (self->partial_depth == TEMPLATE_PARTIALS_MAX)
        return error_set(self->error, SEVENTH_ERROR_LIMIT,
                         "partial \"%s\" nests deeper than %d; does it include itself?", node->name,
                         TEMPLATE_PARTIALS_MAX);
    if (options->partial == NULL ||
        (partial = options->partial(node->name, options->partial_data)) == NULL)
        return true;

    gsize outer_indent = self->indent->len;
    g_autofree char *suspended = NULL;
    if (node->standalone) {
        g_string_append_len(self->indent, node->text, (gssize)node->length);
        self->at_line_start = true;
    } else if (outer_indent > 0) {
        begin_line(self);
        suspended = g_strdup(self->indent->str);
        g_string_truncate(self->indent, 0);
    }
    self->partial_depth++;
    ok = render_nodes(self, partial, 0, partial->nodes->len, frame);
    self->partial_depth--;
    if (suspended != NULL)
        g_string_assign(self->indent, suspended);
    g_string_truncate(self->indent, outer_indent);
    self->at_line_start = node->standalone;
    return ok;
}

static bool
within_limits(const Renderer *self)
{
    if (self->steps <= TEMPLATE_STEPS_MAX && self->out->len <= self->out_max)
        return true;
    return error_set(self->error, SEVENTH_ERROR_LIMIT,
                     "the rendering passes %d MiB or %d steps; shorten its lists",
                     TEMPLATE_OUTPUT_MAX / (1024 * 1024), TEMPLATE_STEPS_MAX);
}

static bool
render_nodes(Renderer *self, const Template *template, guint from, guint to, const Frame *frame)
{
    bool ok = true;

    for (guint i = from; i < to && ok; i++) {
        const Node *node = &g_array_index(template->nodes, Node, i);
        self->steps++;
        if (!within_limits(self))
            return false;
        switch (node->kind) {
        case NODE_TEXT:
            write_text(self, node);
            break;
        case NODE_FIELD:
        case NODE_RAW:
            write_field(self, template, node, frame);
            break;
        case NODE_SECTION:
        case NODE_INVERTED:
            ok = render_section(self, template, i, frame);
            i = node->end - 1;
            break;
        case NODE_PARTIAL:
            ok = render_partial(self, node, frame);
            break;
        }
    }
    return ok;
}

bool
template_render(const Template *self, const json_t *context, const TemplateRender *options,
                GString *out, GError **error)
{
    static const TemplateRender plain;
    g_autoptr(GString) indent = g_string_new(NULL);
    Frame root = { context, NULL };
    const gsize before = out->len;
    Renderer renderer = { .options = options != NULL ? options : &plain,
                          .out = out,
                          .out_max = before + TEMPLATE_OUTPUT_MAX,
                          .indent = indent,
                          .at_line_start = true,
                          .error = error };

    if (render_nodes(&renderer, self, 0, self->nodes->len, &root) && within_limits(&renderer))
        return true;
    g_string_truncate(out, before);
    return false;
}
