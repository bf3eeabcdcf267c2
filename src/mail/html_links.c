/* Finds <a href="...">, nothing else. */
#include "mail/html_links.h"

#include <string.h>

/* What Markdown escapes in an address. */
static char *
unescape(const char *text, gsize length)
{
    static const struct {
        const char *entity;
        char c;
    } ENTITIES[] = {
        { "&amp;", '&' }, { "&quot;", '"' }, { "&#x27;", '\'' }, { "&lt;", '<' }, { "&gt;", '>' }
    };
    GString *out = g_string_new_len(text, (gssize)length);

    for (gsize i = G_N_ELEMENTS(ENTITIES); i > 0; i--)
        g_string_replace(out, ENTITIES[i - 1].entity, (char[]){ ENTITIES[i - 1].c, '\0' }, 0);
    return g_string_free(out, FALSE);
}

char *
html_links_map(const char *html, HtmlLinkMap map, void *data)
{
    static const char MARK[] = "<a href=\"";
    GString *out = g_string_new(NULL);
    const char *at;

    while ((at = strstr(html, MARK)) != NULL) {
        const char *url = at + strlen(MARK);
        gsize length = strcspn(url, "\"");
        g_autofree char *plain = unescape(url, length);
        bool web = g_str_has_prefix(plain, "http://") || g_str_has_prefix(plain, "https://");
        g_autofree char *other = web ? map(plain, data) : NULL;
        g_autofree char *escaped = other != NULL ? g_markup_escape_text(other, -1) : NULL;

        g_string_append_len(out, html, url - html);
        if (escaped != NULL)
            g_string_append(out, escaped);
        else
            g_string_append_len(out, url, (gssize)length);
        html = url + length;
    }
    g_string_append(out, html);
    return g_string_free(out, FALSE);
}
