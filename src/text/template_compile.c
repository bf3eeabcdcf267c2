/* Compiling a template: source to a flat array of nodes.
 *
 * One pass from tag to tag. A tag that stands alone on its line (comments, sections, partials,
 * delimiters) takes the whole line with it, as the mustache specification asks. */
#include <string.h>

#include "base/error.h"
#include "text/template_node.h"

#define DELIMITER_MAX 16

typedef struct {
    const char *name;
    const char *source, *end;
    const char *cursor; /* behind the last tag: where unwritten text begins */
    char open[DELIMITER_MAX + 1], close[DELIMITER_MAX + 1];
    Template *template;
    struct {
        uint32_t node;
        const char *tag;
    } section[TEMPLATE_NESTING_MAX];
    guint depth;
} Compiler;

/* One tag as it stands in the source. */
typedef struct {
    const char *start, *end; /* from the opening delimiter to behind the closing one */
    char sigil;              /* one of ! # ^ / > & = {, or 0 for a plain field */
    const char *content;     /* between sigil and closing delimiter, trimmed */
    gsize length;            /* of `content` */
    const char *line_start;  /* standalone: where its line begins; else `start` */
    const char *following;   /* standalone: where the next line begins; else `end` */
    bool standalone;
} Tag;

static void
place_of(const Compiler *self, const char *at, guint *ret_line, guint *ret_column)
{
    const char *line_start = self->source;
    guint line = 1;

    for (const char *p = self->source; (p = memchr(p, '\n', at - p)) != NULL; line_start = ++p)
        line++;
    *ret_line = line;
    *ret_column = (guint)g_utf8_strlen(line_start, at - line_start) + 1;
}

static bool fail(const Compiler *self, const char *at, GError **error, SeventhError code,
                 const char *format, ...) G_GNUC_PRINTF(5, 6);

static bool
fail(const Compiler *self, const char *at, GError **error, SeventhError code, const char *format,
     ...)
{
    guint line, column;
    va_list args;

    place_of(self, at, &line, &column);
    va_start(args, format);
    g_autofree char *what = g_strdup_vprintf(format, args);
    va_end(args);
    return error_set(error, code, "%s, line %u, column %u: %s", self->name, line, column, what);
}

static Node *
add_node(Compiler *self, NodeKind kind)
{
    Node node = { .kind = kind };

    g_array_append_val(self->template->nodes, node);
    return &g_array_index(self->template->nodes, Node, self->template->nodes->len - 1);
}

static void
add_text(Compiler *self, const char *from, const char *to)
{
    if (from == to)
        return;
    Node *node = add_node(self, NODE_TEXT);
    node->text = from;
    node->length = to - from;
}

/* Splits "a.b.c" into parts. "." has none. */
static bool
set_name(Compiler *self, Node *node, const Tag *tag, const char *name, gsize length, GError **error)
{
    if (length == 0)
        return fail(self, tag->start, error, SEVENTH_ERROR_INVALID,
                    "a tag without a name; write the field's name between the braces");
    if (length > TEMPLATE_NAME_MAX)
        return fail(self, tag->start, error, SEVENTH_ERROR_LIMIT,
                    "a name longer than %d bytes; is a closing %s missing?", TEMPLATE_NAME_MAX,
                    self->close);
    for (const char *p = name; p < name + length; p++) {
        if (strchr("{}\r\n", *p) != NULL)
            return fail(self, tag->start, error, SEVENTH_ERROR_INVALID,
                        "a name with a brace or line end inside; is a closing %s missing?",
                        self->close);
    }
    if (strchr("<$*", name[0]) != NULL)
        return fail(self, tag->start, error, SEVENTH_ERROR_INVALID,
                    "names cannot begin with \"%c\" (no inheritance or dynamic names here)",
                    name[0]);
    node->name = g_string_chunk_insert_len(self->template->strings, name, length);
    node->part_first = self->template->parts->len;
    if (length == 1 && name[0] == '.')
        return true;
    const char *end = name + length;
    for (const char *part = name; part <= end; node->part_count++) {
        const char *dot = memchr(part, '.', end - part);
        const char *part_end = dot != NULL ? dot : end;
        if (part_end == part)
            return fail(self, tag->start, error, SEVENTH_ERROR_INVALID,
                        "\"%s\" has an empty part; names are joined by single dots", node->name);
        g_ptr_array_add(self->template->parts,
                        g_string_chunk_insert_len(self->template->strings, part, part_end - part));
        part = part_end + 1;
    }
    return true;
}

static void
trim(const char **text, const char **end)
{
    while (*text < *end && g_ascii_isspace(**text))
        (*text)++;
    while (*text < *end && g_ascii_isspace((*end)[-1]))
        (*end)--;
}

/* Tags that leave no trace in the output may take their whole line with them. */
static void
find_line(const Compiler *self, Tag *tag)
{
    const char *before = tag->start, *after = tag->end;

    tag->line_start = tag->start;
    tag->following = tag->end;
    if (tag->sigil == '\0' || tag->sigil == '&' || tag->sigil == '{')
        return;
    while (before > self->source && (before[-1] == ' ' || before[-1] == '\t'))
        before--;
    if (before > self->source && before[-1] != '\n')
        return;
    while (after < self->end && (*after == ' ' || *after == '\t'))
        after++;
    if (after + 1 < self->end && after[0] == '\r' && after[1] == '\n')
        after++;
    if (after < self->end && *after != '\n')
        return;
    tag->standalone = true;
    tag->line_start = before;
    tag->following = after < self->end ? after + 1 : after;
}

/* Reads the tag that opens at `start`. */
static bool
read_tag(const Compiler *self, const char *start, Tag *ret_tag, GError **error)
{
    const char *content = start + strlen(self->open), *content_end;
    char close[DELIMITER_MAX + 2];

    *ret_tag = (Tag){ .start = start };
    if (content < self->end && strchr("!#^/>&={", *content) != NULL)
        ret_tag->sigil = *content++;
    g_snprintf(close, sizeof(close), "%s%s",
               ret_tag->sigil == '{'   ? "}"
               : ret_tag->sigil == '=' ? "="
                                       : "",
               self->close);
    content_end = memmem(content, self->end - content, close, strlen(close));
    if (content_end == NULL)
        return fail(self, start, error, SEVENTH_ERROR_INVALID,
                    "this tag is never closed; add %s, or write the braces apart", close);
    ret_tag->end = content_end + strlen(close);
    trim(&content, &content_end);
    ret_tag->content = content;
    ret_tag->length = content_end - content;
    find_line(self, ret_tag);
    return true;
}

static bool
set_delimiters(Compiler *self, const Tag *tag, GError **error)
{
    g_autofree char *content = g_strndup(tag->content, tag->length);
    char *open = content, *close = content + strcspn(content, " \t\r\n");

    if (*close != '\0')
        *close++ = '\0';
    g_strchug(close);
    if (*open == '\0' || *close == '\0' || strchr(open, '=') != NULL ||
        strpbrk(close, "= \t\r\n") != NULL || strlen(open) > DELIMITER_MAX ||
        strlen(close) > DELIMITER_MAX)
        return fail(self, tag->start, error, SEVENTH_ERROR_INVALID,
                    "delimiters are two short words without \"=\", as in {{=<%% %%>=}}");
    g_strlcpy(self->open, open, sizeof(self->open));
    g_strlcpy(self->close, close, sizeof(self->close));
    return true;
}

static bool
add_field(Compiler *self, const Tag *tag, GError **error)
{
    const char *name = tag->content, *end = tag->content + tag->length;
    const char *bar = memchr(name, '|', tag->length);
    const char *name_end = bar != NULL ? bar : end;
    Node *node = add_node(self, tag->sigil == '\0' ? NODE_FIELD : NODE_RAW);

    if (bar != NULL) {
        const char *fallback = bar + 1;
        trim(&fallback, &end);
        node->text = fallback;
        node->length = end - fallback;
    }
    trim(&name, &name_end);
    return set_name(self, node, tag, name, name_end - name, error);
}

static bool
open_section(Compiler *self, const Tag *tag, GError **error)
{
    Node *node = add_node(self, tag->sigil == '#' ? NODE_SECTION : NODE_INVERTED);

    if (memchr(tag->content, '|', tag->length) != NULL)
        return fail(self, tag->start, error, SEVENTH_ERROR_INVALID,
                    "a section takes no fallback; only fields do");
    if (self->depth == TEMPLATE_NESTING_MAX)
        return fail(self, tag->start, error, SEVENTH_ERROR_LIMIT,
                    "sections nest deeper than %d; flatten the template", TEMPLATE_NESTING_MAX);
    self->section[self->depth].node = self->template->nodes->len - 1;
    self->section[self->depth++].tag = tag->start;
    return set_name(self, node, tag, tag->content, tag->length, error);
}

static bool
close_section(Compiler *self, const Tag *tag, GError **error)
{
    if (self->depth == 0)
        return fail(self, tag->start, error, SEVENTH_ERROR_INVALID,
                    "{{/%.*s}} closes a section that was never opened; remove it or add {{#%.*s}}",
                    (int)MIN(tag->length, TEMPLATE_NAME_MAX), tag->content,
                    (int)MIN(tag->length, TEMPLATE_NAME_MAX), tag->content);
    Node *node = &g_array_index(self->template->nodes, Node, self->section[--self->depth].node);
    if (strlen(node->name) != tag->length || memcmp(node->name, tag->content, tag->length) != 0) {
        guint line, column;
        place_of(self, self->section[self->depth].tag, &line, &column);
        return fail(self, tag->start, error, SEVENTH_ERROR_INVALID,
                    "{{/%.*s}} stands where {{/%s}} must close the section opened in line %u",
                    (int)MIN(tag->length, TEMPLATE_NAME_MAX), tag->content, node->name, line);
    }
    node->end = self->template->nodes->len;
    return true;
}

static bool
add_partial(Compiler *self, const Tag *tag, GError **error)
{
    Node *node = add_node(self, NODE_PARTIAL);

    node->standalone = tag->standalone;
    node->text = tag->line_start;
    node->length = tag->start - tag->line_start;
    return set_name(self, node, tag, tag->content, tag->length, error);
}

static bool
add_tag(Compiler *self, const Tag *tag, GError **error)
{
    switch (tag->sigil) {
    case '!':
        return true;
    case '=':
        return set_delimiters(self, tag, error);
    case '#':
    case '^':
        return open_section(self, tag, error);
    case '/':
        return close_section(self, tag, error);
    case '>':
        return add_partial(self, tag, error);
    default:
        return add_field(self, tag, error);
    }
}

static bool
compile(Compiler *self, GError **error)
{
    const char *start;

    while ((start = memmem(self->cursor, self->end - self->cursor, self->open,
                           strlen(self->open))) != NULL) {
        Tag tag;
        if (!read_tag(self, start, &tag, error))
            return false;
        add_text(self, self->cursor, tag.line_start);
        self->cursor = tag.following;
        if (!add_tag(self, &tag, error))
            return false;
    }
    add_text(self, self->cursor, self->end);
    if (self->depth > 0) {
        const char *opened = self->section[self->depth - 1].tag;
        const Node *node =
            &g_array_index(self->template->nodes, Node, self->section[self->depth - 1].node);
        return fail(self, opened, error, SEVENTH_ERROR_INVALID,
                    "section \"%s\" is never closed; add {{/%s}}", node->name, node->name);
    }
    return true;
}

Template *
template_compile(const char *name, const char *source, gsize length, GError **error)
{
    if (length > TEMPLATE_SOURCE_MAX) {
        error_set(error, SEVENTH_ERROR_LIMIT,
                  "%s: a template of %" G_GSIZE_FORMAT " bytes; %d at most", name, length,
                  TEMPLATE_SOURCE_MAX);
        return NULL;
    }
    g_autoptr(Template) template = g_new0(Template, 1);
    template->source = g_malloc(length + 1);
    memcpy(template->source, source, length);
    template->source[length] = '\0';
    template->strings = g_string_chunk_new(256);
    template->nodes = g_array_new(FALSE, FALSE, sizeof(Node));
    template->parts = g_ptr_array_new();

    Compiler self = { .name = name,
                      .source = template->source,
                      .end = template->source + length,
                      .cursor = template->source,
                      .open = "{{",
                      .close = "}}",
                      .template = template };
    const char *bad;
    if (!g_utf8_validate_len(self.source, length, &bad)) {
        fail(&self, bad, error, SEVENTH_ERROR_INVALID,
             "bytes that are not UTF-8 text; save the template as UTF-8");
        return NULL;
    }
    if (!compile(&self, error))
        return NULL;
    return g_steal_pointer(&template);
}

void
template_free(Template *self)
{
    if (self == NULL)
        return;
    g_free(self->source);
    g_string_chunk_free(self->strings);
    g_array_unref(self->nodes);
    g_ptr_array_unref(self->parts);
    g_free(self);
}

GPtrArray *
template_fields(const Template *self)
{
    GPtrArray *fields = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < self->nodes->len; i++) {
        const Node *node = &g_array_index(self->nodes, Node, i);
        if (node->part_count == 0 || node->kind == NODE_PARTIAL)
            continue;
        if (g_hash_table_add(seen, (gpointer)node->name))
            g_ptr_array_add(fields, g_strdup(node->name));
    }
    return fields;
}
