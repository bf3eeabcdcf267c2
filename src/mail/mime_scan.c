/* Lines, colons and boundaries. */
#include "mail/mime_scan.h"

#include <string.h>

#include "mail/mime_library.h"

#define MAX_BOUNDARY_BYTES 998 /* RFC 2046 allows 70; a line has no more than these */

/* --- headers ---------------------------------------------------------------------------------- */

/* The bytes of a name up to its colon; 0 when the line begins no header. Blanks before the colon
 * are forgiven. */
static gsize
name_length(const char *line, const char *end, const char **ret_colon)
{
    const char *at = line;

    while (at < end && (guchar)*at > ' ' && (guchar)*at < 0x7F && *at != ':')
        at++;
    gsize length = (gsize)(at - line);
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    *ret_colon = at;
    return at < end && *at == ':' ? length : 0;
}

/* Copies a line to the end of what is written, as text: a NUL would hide what follows. */
static char *
copy_text(char *out, const char *from, const char *end)
{
    for (; from < end; from++)
        if (*from != '\0')
            *out++ = *from == '\t' ? ' ' : *from;
    return out;
}

static char *
end_value(char *out, const MimeField *field)
{
    while (out > field->value && out[-1] == ' ')
        out--;
    *out++ = '\0';
    return out;
}

/* Where a line ends (at its newline or the end of the bytes), and its text without CR. */
static const char *
line_end(const char *line, const char *end, const char **ret_text_end)
{
    const char *newline = memchr(line, '\n', (gsize)(end - line));
    const char *stop = newline != NULL ? newline : end;

    *ret_text_end = stop > line && stop[-1] == '\r' ? stop - 1 : stop;
    return stop;
}

/* Where the header block ends: before a blank line, or with the bytes. */
static const char *
find_head_end(const char *bytes, const char *end, const char **ret_body)
{
    for (const char *line = bytes; line < end;) {
        const char *text_end, *stop = line_end(line, end, &text_end);
        const char *next = stop < end ? stop + 1 : end;
        if (text_end == line) {
            *ret_body = next;
            return line;
        }
        line = next;
    }
    *ret_body = end;
    return end;
}

void
mime_entity_read(MimeEntity *ret, const char *bytes, gsize length)
{
    const char *end = bytes + length, *body = end;
    const char *head_end = find_head_end(bytes, end, &body);
    bool open = false; /* a continuation has something to continue */

    *ret = (MimeEntity){ .head = bytes,
                         .head_length = (gsize)(head_end - bytes),
                         .body = body,
                         .body_length = (gsize)(end - body) };
    ret->fields = g_array_sized_new(FALSE, FALSE, sizeof(MimeField), 16);
    /* A field takes at least its colon, which makes room for the end of its name, and a newline. */
    char *out = ret->block = g_malloc(ret->head_length + 2);
    for (const char *line = bytes; line < head_end;) {
        const char *text_end, *colon, *stop = line_end(line, head_end, &text_end);
        const char *next = stop < head_end ? stop + 1 : head_end;
        MimeField *last =
            open ? &g_array_index(ret->fields, MimeField, ret->fields->len - 1) : NULL;
        bool folded = *line == ' ' || *line == '\t';
        gsize name = folded ? 0 : name_length(line, text_end, &colon);

        if (folded && last != NULL) {
            out = copy_text(out, line, text_end);
        } else if (name > 0) {
            out = last != NULL ? end_value(out, last) : out;
            MimeField field = { .name = out };
            memcpy(out, line, name);
            out[name] = '\0';
            field.value = out + name + 1;
            for (colon++; colon < text_end && (*colon == ' ' || *colon == '\t'); colon++)
                ;
            out = copy_text(out + name + 1, colon, text_end);
            g_array_append_val(ret->fields, field);
            open = true;
        }
        line = next;
    }
    if (open)
        (void)end_value(out, &g_array_index(ret->fields, MimeField, ret->fields->len - 1));
}

void
mime_entity_clear(MimeEntity *self)
{
    g_clear_pointer(&self->fields, g_array_unref);
    g_clear_pointer(&self->block, g_free);
}

const char *
mime_entity_get(const MimeEntity *self, const char *name)
{
    for (guint i = 0; i < self->fields->len; i++) {
        const MimeField *field = &g_array_index(self->fields, MimeField, i);
        if (((*field->name ^ *name) & 0x5F) == 0 && g_ascii_strcasecmp(field->name, name) == 0)
            return field->value;
    }
    return NULL;
}

/* --- types ------------------------------------------------------------------------------------ */

static char **
slot_of(MimeType *self, const char *name, gsize length)
{
    static const char *const NAMES[] = { "boundary", "charset", "report-type" };
    char **slots[] = { &self->boundary, &self->charset, &self->report_type };

    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++)
        if (strlen(NAMES[i]) == length && g_ascii_strncasecmp(NAMES[i], name, length) == 0)
            return slots[i];
    return NULL;
}

/* Anything beyond plain names and values (RFC 2231, comments, escapes) is none of this. */
static bool
is_simple(const char *value)
{
    for (const char *at = value; *at != '\0'; at++)
        if ((guchar)*at < ' ' || (guchar)*at >= 0x7F || *at == '\\' || *at == '(' || *at == '*')
            return false;
    return true;
}

static const char *
skip_token(const char *at)
{
    return at + strcspn(at, " ;=\"/,<>@:[]?");
}

/* "; name=value" again and again; false when something else stands there. */
static bool
read_parameters(MimeType *self, const char *at)
{
    for (;;) {
        at += strspn(at, " ;");
        if (*at == '\0')
            return true;
        const char *name = at, *name_end = skip_token(at);
        at = name_end + strspn(name_end, " ");
        if (name_end == name || *at != '=')
            return false;
        at += 1 + strspn(at + 1, " ");
        bool quoted = *at == '"';
        const char *value = quoted ? at + 1 : at;
        const char *end = quoted ? strchr(value, '"') : value + strcspn(value, " ;\"");
        if (end == NULL || (!quoted && (*end == '"' || end == value)))
            return false;
        at = quoted ? end + 1 : end;
        at += strspn(at, " ");
        if (*at != ';' && *at != '\0')
            return false;
        char **slot = slot_of(self, name, (gsize)(name_end - name));
        if (slot != NULL && *slot == NULL)
            *slot = g_strndup(value, (gsize)(end - value));
    }
}

static bool
read_simply(MimeType *self, const char *value)
{
    const char *end = skip_token(value);

    if (end == value || *end != '/' || !is_simple(value))
        return false;
    const char *last = skip_token(end + 1);
    if (last == end + 1 || (*last != ';' && *last != ' ' && *last != '\0') ||
        (last[strspn(last, " ")] != ';' && last[strspn(last, " ")] != '\0'))
        return false;
    self->type = g_ascii_strdown(value, last - value);
    return read_parameters(self, last);
}

void
mime_type_read(MimeType *ret, const char *value, const char *otherwise)
{
    *ret = (MimeType){ 0 };
    if (value == NULL || *value == '\0') {
        ret->type = g_strdup(otherwise);
        return;
    }
    if (read_simply(ret, value))
        return;
    mime_type_clear(ret);
    mime_library_init();
    GMimeContentType *type = g_mime_content_type_parse(NULL, value);
    g_autofree char *name = g_mime_content_type_get_mime_type(type);
    ret->type = g_ascii_strdown(name, -1);
    ret->boundary = g_strdup(g_mime_content_type_get_parameter(type, "boundary"));
    ret->charset = g_strdup(g_mime_content_type_get_parameter(type, "charset"));
    ret->report_type = g_strdup(g_mime_content_type_get_parameter(type, "report-type"));
    g_object_unref(type);
}

void
mime_type_clear(MimeType *self)
{
    g_clear_pointer(&self->type, g_free);
    g_clear_pointer(&self->boundary, g_free);
    g_clear_pointer(&self->charset, g_free);
    g_clear_pointer(&self->report_type, g_free);
}

/* --- parts ------------------------------------------------------------------------------------ */

/* The next line that is the delimiter "--boundary", from `at` on; NULL when there is none. What
 * follows it is blank, save the two dashes of the last one, after which nothing matters. */
static const char *
find_delimiter(const char *at, const char *begin, const char *end, const char *delimiter,
               gsize length, bool *ret_last)
{
    while ((at = memmem(at, (gsize)(end - at), delimiter, length)) != NULL) {
        if (at == begin || at[-1] == '\n') {
            const char *after = at + length, *text_end;
            (void)line_end(after, end, &text_end);
            *ret_last = text_end - after >= 2 && memcmp(after, "--", 2) == 0;
            while (text_end > after && (text_end[-1] == ' ' || text_end[-1] == '\t'))
                text_end--;
            if (*ret_last || text_end == after)
                return at;
        }
        at++;
    }
    return NULL;
}

GArray *
mime_parts(const char *body, gsize length, const char *boundary, guint most)
{
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(MimeSlice));
    const char *end = body + length, *text_end;
    bool last = false;
    g_autofree char *delimiter = g_strconcat("--", boundary, NULL);
    gsize marks = strlen(delimiter);

    if (marks > MAX_BOUNDARY_BYTES)
        return parts;
    const char *at = find_delimiter(body, body, end, delimiter, marks, &last);
    while (at != NULL && !last && parts->len < most) {
        const char *stop = line_end(at + marks, end, &text_end);
        const char *start = stop < end ? stop + 1 : end;
        at = find_delimiter(start, body, end, delimiter, marks, &last);
        /* The newline before a delimiter belongs to it. */
        const char *finish = at != NULL ? at : end;
        if (at != NULL && finish > start)
            finish--;
        if (at != NULL && finish > start && finish[-1] == '\r')
            finish--;
        MimeSlice part = { start, (gsize)(finish - start) };
        g_array_append_val(parts, part);
    }
    return parts;
}
