/* One pass over tags and text; a depth counter stands in for a tree. */
#include "mail/html_text.h"

#include <stdbool.h>
#include <string.h>

#define MAX_QUOTE_DEPTH 8
#define MAX_OUTPUT (1u << 20)

typedef struct {
    GString *out;
    guint quote_depth;
    bool line_empty;
    bool space_pending;
    guint preformatted;
} Writer;

typedef struct {
    const char *name;
    gunichar c;
} Reference;

static const Reference REFERENCES[] = {
    { "amp", '&' },       { "lt", '<' },       { "gt", '>' },       { "quot", '"' },
    { "apos", '\'' },     { "nbsp", ' ' },     { "auml", 0xE4 },    { "ouml", 0xF6 },
    { "uuml", 0xFC },     { "Auml", 0xC4 },    { "Ouml", 0xD6 },    { "Uuml", 0xDC },
    { "szlig", 0xDF },    { "eacute", 0xE9 },  { "egrave", 0xE8 },  { "ecirc", 0xEA },
    { "agrave", 0xE0 },   { "aacute", 0xE1 },  { "acirc", 0xE2 },   { "atilde", 0xE3 },
    { "ccedil", 0xE7 },   { "iacute", 0xED },  { "icirc", 0xEE },   { "igrave", 0xEC },
    { "ntilde", 0xF1 },   { "oacute", 0xF3 },  { "ocirc", 0xF4 },   { "otilde", 0xF5 },
    { "ograve", 0xF2 },   { "uacute", 0xFA },  { "ugrave", 0xF9 },  { "ucirc", 0xFB },
    { "Eacute", 0xC9 },   { "Agrave", 0xC0 },  { "aring", 0xE5 },   { "oslash", 0xF8 },
    { "aelig", 0xE6 },    { "iquest", 0xBF },  { "iexcl", 0xA1 },   { "euro", 0x20AC },
    { "hellip", 0x2026 }, { "ndash", 0x2013 }, { "mdash", 0x2014 }, { "lsquo", 0x2018 },
    { "rsquo", 0x2019 },  { "ldquo", 0x201C }, { "rdquo", 0x201D }, { "bull", 0x2022 },
    { "middot", 0xB7 },   { "copy", 0xA9 },    { "reg", 0xAE },     { "laquo", 0xAB },
    { "raquo", 0xBB },    { "deg", 0xB0 },     { "zwnj", 0x200C },  { "shy", 0xAD },
};

static void
writer_begin_line(Writer *self)
{
    if (!self->line_empty)
        return;
    for (guint i = 0; i < self->quote_depth && i < MAX_QUOTE_DEPTH; i++)
        g_string_append_c(self->out, '>');
    if (self->quote_depth > 0)
        g_string_append_c(self->out, ' ');
    self->line_empty = false;
}

static void
writer_break(Writer *self)
{
    self->space_pending = false;
    g_string_append_c(self->out, '\n');
    self->line_empty = true;
}

/* Ends the line when there is something on it. */
static void
writer_block(Writer *self)
{
    if (!self->line_empty)
        writer_break(self);
}

static void
writer_put(Writer *self, gunichar c)
{
    if (self->out->len > MAX_OUTPUT)
        return;
    if (c == '\n' && self->preformatted > 0) {
        writer_break(self);
        return;
    }
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0) {
        self->space_pending = true;
        return;
    }
    bool space = self->space_pending && !self->line_empty;
    writer_begin_line(self);
    if (space)
        g_string_append_c(self->out, ' ');
    self->space_pending = false;
    g_string_append_unichar(self->out, c);
}

/* Resolves "&...;" at `at`; returns the byte after it, or NULL when it is none. */
static const char *
read_reference(const char *at, gunichar *ret_c)
{
    const char *end = at + 1;
    while (end - at < 12 && g_ascii_isalnum(*end))
        end++;
    if (at[1] == '#') {
        bool hex = at[2] == 'x' || at[2] == 'X';
        char *stop = NULL;
        const char *digits = at + (hex ? 3 : 2);
        if (!g_ascii_isxdigit(*digits))
            return NULL;
        guint64 value = g_ascii_strtoull(digits, &stop, hex ? 16 : 10);
        if (stop - at > 12)
            return NULL;
        bool valid = value > 0 && value <= 0x10FFFF && g_unichar_validate((gunichar)value);
        *ret_c = valid ? (gunichar)value : 0xFFFD;
        return *stop == ';' ? stop + 1 : stop;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(REFERENCES); i++)
        if (strlen(REFERENCES[i].name) == (gsize)(end - at - 1) &&
            strncmp(at + 1, REFERENCES[i].name, (gsize)(end - at - 1)) == 0) {
            *ret_c = REFERENCES[i].c;
            return *end == ';' ? end + 1 : end;
        }
    return NULL;
}

static bool
name_is(const char *name, const char *const *list)
{
    for (; *list != NULL; list++)
        if (g_str_equal(name, *list))
            return true;
    return false;
}

static void
writer_tag(Writer *self, const char *name, bool closing)
{
    static const char *const BLOCKS[] = { "div",    "tr",      "table",   "ul",     "ol",
                                          "center", "section", "article", "header", "footer",
                                          "body",   "td",      "form",    NULL };
    static const char *const PARAGRAPHS[] = { "p", "h1", "h2", "h3", "h4", "h5", "h6", NULL };
    if (g_str_equal(name, "br")) {
        if (self->line_empty && self->quote_depth > 0) {
            writer_begin_line(self);
        }
        writer_break(self);
    } else if (g_str_equal(name, "blockquote")) {
        writer_block(self);
        if (closing && self->quote_depth > 0)
            self->quote_depth--;
        else if (!closing && self->quote_depth < 1000)
            self->quote_depth++;
    } else if (g_str_equal(name, "pre")) {
        writer_block(self);
        if (closing && self->preformatted > 0)
            self->preformatted--;
        else if (!closing && self->preformatted < 1000)
            self->preformatted++;
    } else if (g_str_equal(name, "hr")) {
        writer_block(self);
        g_string_append(self->out, "________________________________\n");
    } else if (g_str_equal(name, "li") && !closing) {
        writer_block(self);
        writer_put(self, '-');
        self->space_pending = true;
    } else if (name_is(name, BLOCKS)) {
        writer_block(self);
    } else if (name_is(name, PARAGRAPHS)) {
        writer_block(self);
        if (closing && self->quote_depth == 0)
            writer_break(self);
    }
}

/* The end of a tag: the ">" outside quotation marks; the end of the text when there is none. */
static const char *
tag_end(const char *at)
{
    char quote = '\0';
    for (; *at != '\0'; at++) {
        if (quote != '\0')
            quote = *at == quote ? '\0' : quote;
        else if ((*at == '"' || *at == '\'') && at[-1] == '=')
            quote = *at;
        else if (*at == '>')
            return at;
    }
    return at;
}

/* Skips <script>...</script> and the like, whose content is no text. */
static const char *
skip_element(const char *at, const char *name)
{
    gsize length = strlen(name);
    for (const char *close = strstr(at, "</"); close != NULL; close = strstr(close + 2, "</"))
        if (g_ascii_strncasecmp(close + 2, name, length) == 0)
            return close;
    return at + strlen(at);
}

static const char *
read_tag(Writer *self, const char *at)
{
    static const char *const SILENT[] = { "script", "style", "title", "head", NULL };
    if (g_str_has_prefix(at, "<!--")) {
        const char *end = strstr(at + 4, "-->");
        return end != NULL ? end + 3 : at + strlen(at);
    }
    const char *start = at + 1;
    bool closing = *start == '/';
    if (closing)
        start++;
    char name[16] = { 0 };
    for (gsize i = 0; i + 1 < sizeof name && g_ascii_isalnum(start[i]); i++)
        name[i] = g_ascii_tolower(start[i]);
    const char *end = tag_end(start);
    end = *end != '\0' ? end + 1 : end;
    if (!closing && name_is(name, SILENT))
        return skip_element(end, name);
    writer_tag(self, name, closing);
    return end;
}

char *
html_text(const char *html)
{
    Writer writer = { g_string_new(NULL), 0, true, false, 0 };
    for (const char *at = html; *at != '\0' && writer.out->len <= MAX_OUTPUT;) {
        if (*at == '<' && (g_ascii_isalpha(at[1]) || at[1] == '/' || at[1] == '!')) {
            at = read_tag(&writer, at);
            continue;
        }
        gunichar c = g_utf8_get_char(at);
        const char *next = g_utf8_next_char(at);
        if (c == '&') {
            const char *after = read_reference(at, &c);
            next = after != NULL ? after : next;
        }
        writer_put(&writer, c);
        at = next;
    }
    return g_string_free(writer.out, FALSE);
}
