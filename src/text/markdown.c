/* Markdown to HTML: md4c's own renderer, then a pass over its tags that drops unwanted addresses.
 *
 * The pass is sound because md4c writes every tag itself: with raw HTML switched off, a "<" in its
 * output always begins one of its own tags, and quotes inside attributes are always escaped. */
#include "text/markdown.h"
#include "base/utf8.h"

#include <md4c-html.h>
#include <string.h>

#include "text/markdown_private.h"

static bool
has_scheme(const char *const *schemes, const char *url, gsize length)
{
    for (; *schemes != NULL; schemes++) {
        gsize size = strlen(*schemes);
        if (length > size && g_ascii_strncasecmp(url, *schemes, size) == 0)
            return true;
    }
    return false;
}

bool
markdown_link_allowed(const char *url, gsize length)
{
    static const char *const schemes[] = { "https://", "http://", "mailto:", "tel:", NULL };
    return has_scheme(schemes, url, length);
}

bool
markdown_image_allowed(const char *url, gsize length)
{
    static const char *const schemes[] = { "https://", "http://", NULL };
    return has_scheme(schemes, url, length);
}

static void
append_chunk(const char *text, MD_SIZE size, void *data)
{
    g_string_append_len(data, text, size);
}

void
markdown_append_entity(GString *out, const char *entity, gsize length)
{
    static const struct {
        const char *escaped;
        char plain;
    } kept[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' } };
    g_autoptr(GString) html = g_string_new(NULL);

    /* md4c's table of names is not public, its renderer is: "<p>é</p>\n". */
    if (md_html(entity, (MD_SIZE)length, append_chunk, html, MARKDOWN_FLAGS, 0) != 0 ||
        !g_str_has_prefix(html->str, "<p>") || !g_str_has_suffix(html->str, "</p>\n")) {
        g_string_append_len(out, entity, (gssize)length);
        return;
    }
    g_string_truncate(html, html->len - strlen("</p>\n"));
    /* A numeric entity may ask for half a surrogate pair. */
    g_autofree char *text = g_utf8_make_valid(html->str + strlen("<p>"), -1);
    for (guint i = 0; i < G_N_ELEMENTS(kept); i++) {
        if (g_str_has_prefix(text, kept[i].escaped)) {
            g_string_append_c(out, kept[i].plain);
            g_string_append(out, text + strlen(kept[i].escaped));
            return;
        }
    }
    g_string_append(out, text);
}

/* The value of an attribute in the tag [tag, end); NULL when it has none. */
static const char *
attribute(const char *tag, const char *end, const char *name, gsize *ret_length)
{
    const char *value = memmem(tag, end - tag, name, strlen(name));

    *ret_length = 0;
    if (value == NULL)
        return NULL;
    value += strlen(name);
    *ret_length = (const char *)memchr(value, '"', end - value) - value;
    return value;
}

/* Copies `html` without the tags of links and images whose address is not allowed; NULL when it has
 * neither. */
static char *
drop_addresses(const GString *html)
{
    if (strstr(html->str, "<a ") == NULL && strstr(html->str, "<img ") == NULL)
        return NULL;
    GString *out = g_string_sized_new(html->len);
    const char *cursor = html->str, *end = html->str + html->len, *tag;
    bool in_dropped_link = false;
    gsize length;

    for (; (tag = memchr(cursor, '<', end - cursor)) != NULL; cursor = tag) {
        g_string_append_len(out, cursor, tag - cursor);
        const char *tag_end = (const char *)memchr(tag, '>', end - tag) + 1;
        bool keep = true;
        if (g_str_has_prefix(tag, "<a ")) {
            const char *url = attribute(tag, tag_end, " href=\"", &length);
            keep = markdown_link_allowed(url, length);
            in_dropped_link = !keep;
        } else if (g_str_has_prefix(tag, "</a>")) {
            keep = !in_dropped_link;
            in_dropped_link = false;
        } else if (g_str_has_prefix(tag, "<img ")) {
            const char *url = attribute(tag, tag_end, " src=\"", &length);
            keep = markdown_image_allowed(url, length);
            const char *alt = attribute(tag, tag_end, " alt=\"", &length);
            if (!keep)
                g_string_append_len(out, alt, (gssize)length);
        }
        if (keep)
            g_string_append_len(out, tag, tag_end - tag);
        tag = tag_end;
    }
    g_string_append_len(out, cursor, end - cursor);
    return g_string_free(out, FALSE);
}

char *
markdown_to_html(const char *markdown)
{
    g_autofree char *mended = utf8_is_valid(markdown) ? NULL : g_utf8_make_valid(markdown, -1);
    const char *valid = mended != NULL ? mended : markdown;
    g_autoptr(GString) html = g_string_new(NULL);

    if (md_html(valid, (MD_SIZE)strlen(valid), append_chunk, html, MARKDOWN_FLAGS, 0) != 0)
        return g_markup_escape_text(valid, -1);
    g_autofree char *allowed = drop_addresses(html);
    if (allowed == NULL)
        allowed = g_string_free(g_steal_pointer(&html), FALSE);
    return utf8_is_valid(allowed) ? g_steal_pointer(&allowed) : g_utf8_make_valid(allowed, -1);
}
