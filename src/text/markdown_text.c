/* Markdown to plain text, from md4c's parser.
 *
 * Inline content is gathered in one buffer; at the end of each block it is wrapped and written,
 * each line behind the prefixes of the blocks around it ("> " of a quote, "- " and then blanks of a
 * list item). */
#include <md4c.h>
#include <string.h>

#include "base/utf8.h"
#include "text/markdown.h"
#include "text/markdown_private.h"

#define WIDTH 72
#define WIDTH_MIN 24 /* however deep the lists */
#define DEPTH_MAX 32 /* deeper blocks are written at this depth */

/* A block around the present one that puts something before each line. */
typedef struct {
    char marker[16];   /* before the first line: "> ", "- ", "12. " */
    char follower[16]; /* before the others */
    bool started;      /* the first line is written */
} Level;

typedef struct {
    guint number; /* of the next item; unused in a bullet list */
    bool ordered, tight;
} List;

typedef struct {
    GString *out;
    GString *inline_text; /* of the present block; '\n' is a hard break */
    GArray *levels;       /* Level */
    GArray *lists;        /* List */
    bool need_blank;      /* a blank line separates what comes next */
    guint heading;        /* its level, 0 outside of one */
    gsize link_start;     /* where a link's text begins in inline_text */
    GPtrArray *rows;      /* of a table: GPtrArray of its cells' text */
} Writer;

static guint
columns_of(const char *text, gsize length)
{
    const char *end = text + length, *p = text;

    while (p < end && *p >= ' ' && *p < 0x7f) /* nearly all texts to their end */
        p++;
    guint columns = (guint)(p - text);
    for (; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        columns += c >= ' ' && c < 0x7f       ? 1
                   : g_unichar_iszerowidth(c) ? 0
                   : g_unichar_iswide(c)      ? 2
                                              : 1;
    }
    return columns;
}

static guint
prefix_columns(const Writer *self)
{
    guint columns = 0;

    for (guint i = 0; i < self->levels->len; i++)
        columns += (guint)strlen(g_array_index(self->levels, Level, i).marker);
    return columns;
}

static void
end_line(GString *out)
{
    while (out->len > 0 && (out->str[out->len - 1] == ' ' || out->str[out->len - 1] == '\t'))
        g_string_truncate(out, out->len - 1);
    g_string_append_c(out, '\n');
}

static void
write_prefix(Writer *self, bool blank)
{
    for (guint i = 0; i < self->levels->len; i++) {
        Level *level = &g_array_index(self->levels, Level, i);
        if (blank && !level->started)
            return;
        g_string_append(self->out, level->started ? level->follower : level->marker);
        level->started = true;
    }
}

static void
write_line(Writer *self, const char *text, gsize length)
{
    if (self->need_blank && self->out->len > 0) {
        write_prefix(self, true);
        end_line(self->out);
    }
    self->need_blank = false;
    write_prefix(self, false);
    g_string_append_len(self->out, text, (gssize)length);
    end_line(self->out);
}

/* Are all blanks single ones between words? */
static bool
is_tidy(const char *text, const char *end)
{
    gsize length = (gsize)(end - text);

    return length == 0 || (*text != ' ' && end[-1] != ' ' && memchr(text, '\t', length) == NULL &&
                           memmem(text, length, "  ", 2) == NULL);
}

/* The words with one blank between two. */
static GString *
tidy_up(const char *text, const char *end)
{
    GString *out = g_string_sized_new((gsize)(end - text) + 1);

    while (text < end) {
        const char *stop = text;
        while (stop < end && *stop != ' ' && *stop != '\t')
            stop++;
        if (stop > text && out->len > 0)
            g_string_append_c(out, ' ');
        g_string_append_len(out, text, stop - text);
        text = stop + 1;
    }
    return out;
}

/* Writes a line of ASCII, whose bytes are its columns, from break to break. */
static void
write_wrapped_ascii(Writer *self, const char *line, const char *end, gsize width)
{
    while ((gsize)(end - line) > width) {
        const char *blank = memrchr(line, ' ', width + 1);
        if (blank == NULL)
            blank = memchr(line + width, ' ', (gsize)(end - line) - width);
        if (blank == NULL)
            break;
        write_line(self, line, (gsize)(blank - line));
        line = blank + 1;
    }
    write_line(self, line, (gsize)(end - line));
}

/* Writes one logical line in as many lines as it takes. Words are never broken. */
static void
write_wrapped(Writer *self, const char *text, const char *end)
{
    guint width = MAX(WIDTH - MIN(prefix_columns(self), WIDTH), WIDTH_MIN);
    g_autoptr(GString) tidy = is_tidy(text, end) ? NULL : tidy_up(text, end);
    const char *line = tidy != NULL ? tidy->str : text;
    guint used = 0;

    if (tidy != NULL)
        end = tidy->str + tidy->len;
    if (utf8_is_ascii(line, (gsize)(end - line))) {
        write_wrapped_ascii(self, line, end, width);
        return;
    }
    for (const char *word = line; word < end;) {
        const char *blank = memchr(word, ' ', (gsize)(end - word));
        const char *stop = blank != NULL ? blank : end;
        guint columns = columns_of(word, (gsize)(stop - word));
        if (word > line && used + 1 + columns > width) {
            write_line(self, line, (gsize)(word - 1 - line));
            line = word;
            used = 0;
        }
        used += columns + (word > line);
        word = stop + 1;
    }
    write_line(self, line, (gsize)(end - line));
}

/* Writes what the inline buffer holds. */
static void
flush(Writer *self)
{
    GString *text = self->inline_text;
    const char *line = text->str, *end = text->str + text->len;

    if (text->len == 0)
        return;
    while (line <= end) {
        const char *newline = memchr(line, '\n', end - line);
        const char *line_end = newline != NULL ? newline : end;
        write_wrapped(self, line, line_end);
        line = line_end + 1;
    }
    g_string_truncate(text, 0);
}

static void
flush_code(Writer *self)
{
    GString *text = self->inline_text;
    const char *line = text->str, *end = text->str + text->len;

    while (line < end) {
        const char *newline = memchr(line, '\n', end - line);
        const char *line_end = newline != NULL ? newline : end;
        write_line(self, line, line_end - line);
        line = line_end + 1;
    }
    g_string_truncate(text, 0);
}

static void
flush_heading(Writer *self)
{
    guint columns = MIN(columns_of(self->inline_text->str, self->inline_text->len), WIDTH);

    if (columns == 0)
        return;
    flush(self);
    if (self->heading <= 2) {
        g_autofree char *rule = g_strnfill(columns, self->heading == 1 ? '=' : '-');
        write_line(self, rule, columns);
    }
}

static void
push_level(Writer *self, const char *marker, bool keep)
{
    Level level = { .started = false };

    if (self->levels->len < DEPTH_MAX) {
        g_strlcpy(level.marker, marker, sizeof(level.marker));
        g_strlcpy(level.follower, marker, sizeof(level.follower));
    }
    if (!keep)
        memset(level.follower, ' ', strlen(level.follower));
    g_array_append_val(self->levels, level);
}

static void
pop_level(Writer *self)
{
    Level *level = &g_array_index(self->levels, Level, self->levels->len - 1);

    if (!level->started) /* an empty item still shows its marker */
        write_line(self, "", 0);
    g_array_set_size(self->levels, self->levels->len - 1);
}

static void
push_item(Writer *self)
{
    List *list = &g_array_index(self->lists, List, self->lists->len - 1);
    char marker[16] = "- ";

    if (list->ordered)
        g_snprintf(marker, sizeof(marker), "%u. ", list->number++);
    push_level(self, marker, false);
}

/* ---- tables ---- */

static const char *
cell_at(const GPtrArray *row, guint column)
{
    return column < row->len ? row->pdata[column] : "";
}

/* A line a cell, "Head: text", a blank line between rows: for tables wider than the page. */
static void
write_table_as_lines(Writer *self)
{
    const GPtrArray *head = self->rows->pdata[0];

    for (guint i = 1; i < self->rows->len; i++) {
        const GPtrArray *row = self->rows->pdata[i];
        for (guint column = 0; column < head->len; column++) {
            const char *name = head->pdata[column], *text = cell_at(row, column);
            g_autofree char *line = g_strconcat(name, *name != '\0' ? ": " : "", text, NULL);
            if (*text != '\0')
                write_wrapped(self, line, line + strlen(line));
        }
        self->need_blank = true;
    }
}

static void
write_table_row(Writer *self, const GPtrArray *row, const guint *widths, guint count)
{
    g_autoptr(GString) line = g_string_new(NULL);
    guint pending = 0;

    for (guint column = 0; column < count; column++) {
        const char *text = cell_at(row, column);
        g_string_append_printf(line, "%*s%s", (int)pending, "", text);
        pending = widths[column] - columns_of(text, strlen(text)) + 2;
    }
    write_line(self, line->str, line->len);
}

static void
write_table(Writer *self)
{
    guint count = ((const GPtrArray *)self->rows->pdata[0])->len, total = 0;
    g_autofree guint *widths = g_new0(guint, count + 1);
    g_autoptr(GPtrArray) rules = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < self->rows->len; i++) {
        for (guint column = 0; column < count; column++) {
            const char *text = cell_at(self->rows->pdata[i], column);
            widths[column] = MAX(widths[column], columns_of(text, strlen(text)));
        }
    }
    for (guint column = 0; column < count; column++) {
        total += widths[column] + 2;
        g_ptr_array_add(rules, g_strnfill(MIN(widths[column], WIDTH), '-'));
    }
    if (self->rows->len > 1 && total + prefix_columns(self) > WIDTH + 2) {
        write_table_as_lines(self);
        return;
    }
    for (guint i = 0; i < self->rows->len; i++) {
        write_table_row(self, self->rows->pdata[i], widths, count);
        if (i == 0)
            write_table_row(self, rules, widths, count);
    }
}

static void
end_cell(Writer *self)
{
    GPtrArray *row = self->rows->pdata[self->rows->len - 1];

    g_strdelimit(self->inline_text->str, "\n", ' ');
    g_ptr_array_add(row, g_strdup(g_strstrip(self->inline_text->str)));
    g_string_truncate(self->inline_text, 0);
}

/* ---- md4c's callbacks ---- */

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    Writer *self = data;
    List list = { .ordered = type == MD_BLOCK_OL };

    flush(self); /* the text of a tight list item has no paragraph of its own */
    switch (type) {
    case MD_BLOCK_QUOTE:
        push_level(self, "> ", true);
        break;
    case MD_BLOCK_OL:
        list.number = ((MD_BLOCK_OL_DETAIL *)detail)->start;
        list.tight = ((MD_BLOCK_OL_DETAIL *)detail)->is_tight != 0;
        g_array_append_val(self->lists, list);
        break;
    case MD_BLOCK_UL:
        list.tight = ((MD_BLOCK_UL_DETAIL *)detail)->is_tight != 0;
        g_array_append_val(self->lists, list);
        break;
    case MD_BLOCK_LI:
        push_item(self);
        break;
    case MD_BLOCK_H:
        self->heading = ((MD_BLOCK_H_DETAIL *)detail)->level;
        break;
    case MD_BLOCK_TABLE:
        self->rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
        break;
    case MD_BLOCK_TR:
        g_ptr_array_add(self->rows, g_ptr_array_new_with_free_func(g_free));
        break;
    default:
        break;
    }
    return 0;
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    Writer *self = data;

    switch (type) {
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        end_cell(self);
        return 0;
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
    case MD_BLOCK_DOC:
        return 0;
    case MD_BLOCK_LI:
        flush(self);
        pop_level(self);
        return 0;
    case MD_BLOCK_QUOTE:
        pop_level(self);
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        g_array_set_size(self->lists, self->lists->len - 1);
        if (self->lists->len > 0 && g_array_index(self->lists, List, self->lists->len - 1).tight)
            return 0; /* a tight list has no blank lines within */
        break;
    case MD_BLOCK_CODE:
        flush_code(self);
        break;
    case MD_BLOCK_H:
        flush_heading(self);
        self->heading = 0;
        break;
    case MD_BLOCK_HR:
        write_line(self, "----------------------------------------", 40);
        break;
    case MD_BLOCK_TABLE:
        write_table(self);
        g_clear_pointer(&self->rows, g_ptr_array_unref);
        break;
    default:
        flush(self);
        break;
    }
    self->need_blank = true;
    return 0;
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *data)
{
    Writer *self = data;

    if (type == MD_SPAN_A)
        self->link_start = self->inline_text->len;
    return 0;
}

/* A link's address as it can stand between < and >. */
static char *
address_of(const MD_ATTRIBUTE *attribute)
{
    g_autoptr(GString) plain = g_string_new(NULL);
    GString *url = g_string_new(NULL);

    for (guint i = 0; attribute->substr_offsets[i] < attribute->size; i++) {
        MD_OFFSET from = attribute->substr_offsets[i], to = attribute->substr_offsets[i + 1];
        if (attribute->substr_types[i] == MD_TEXT_ENTITY)
            markdown_append_entity(plain, attribute->text + from, to - from);
        else if (attribute->substr_types[i] == MD_TEXT_NORMAL)
            g_string_append_len(plain, attribute->text + from, to - from);
    }
    for (const char *p = plain->str; *p != '\0'; p++) {
        if ((guchar)*p <= ' ' || *p == 0x7f || *p == '<' || *p == '>')
            g_string_append_printf(url, "%%%02X", (guchar)*p);
        else
            g_string_append_c(url, *p);
    }
    return g_string_free(url, FALSE);
}

/* Does the text already say all that the address says? */
static bool
says_the_same(const char *text, const char *url)
{
    static const char *const prefixes[] = { "", "mailto:", "tel:", "http://", "https://" };

    for (guint i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        if (g_str_has_prefix(url, prefixes[i]) &&
            g_ascii_strcasecmp(url + strlen(prefixes[i]), text) == 0)
            return true;
    }
    return false;
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *data)
{
    Writer *self = data;

    if (type != MD_SPAN_A)
        return 0;
    g_autofree char *url = address_of(&((MD_SPAN_A_DETAIL *)detail)->href);
    const char *text = self->inline_text->str + self->link_start;
    if (!markdown_link_allowed(url, strlen(url)) || says_the_same(text, url))
        return 0;
    g_string_append_printf(self->inline_text, "%s<%s>", *text != '\0' ? " " : "", url);
    return 0;
}

static int
add_text(MD_TEXTTYPE type, const char *text, MD_SIZE size, void *data)
{
    Writer *self = data;

    switch (type) {
    case MD_TEXT_NULLCHAR:
        g_string_append(self->inline_text, "\xEF\xBF\xBD");
        break;
    case MD_TEXT_BR:
        g_string_append_c(self->inline_text, '\n');
        break;
    case MD_TEXT_SOFTBR:
        g_string_append_c(self->inline_text, ' ');
        break;
    case MD_TEXT_ENTITY:
        markdown_append_entity(self->inline_text, text, size);
        break;
    default:
        g_string_append_len(self->inline_text, text, size);
        break;
    }
    return 0;
}

char *
markdown_to_text(const char *markdown)
{
    g_autofree char *mended = utf8_is_valid(markdown) ? NULL : g_utf8_make_valid(markdown, -1);
    const char *valid = mended != NULL ? mended : markdown;
    static const MD_PARSER parser = { .flags = MARKDOWN_FLAGS,
                                      .enter_block = enter_block,
                                      .leave_block = leave_block,
                                      .enter_span = enter_span,
                                      .leave_span = leave_span,
                                      .text = add_text };
    Writer writer = { .out = g_string_new(NULL),
                      .inline_text = g_string_new(NULL),
                      .levels = g_array_new(FALSE, FALSE, sizeof(Level)),
                      .lists = g_array_new(FALSE, FALSE, sizeof(List)) };

    if (md_parse(valid, (MD_SIZE)strlen(valid), &parser, &writer) != 0)
        g_string_assign(writer.out, valid);
    g_clear_pointer(&writer.rows, g_ptr_array_unref);
    g_array_unref(writer.lists);
    g_array_unref(writer.levels);
    g_string_free(writer.inline_text, TRUE);
    return g_string_free(writer.out, FALSE);
}
