/* The links of a mail's HTML body, led elsewhere. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Gives another address for a link, or NULL to leave it as it is. Free with g_free(). */
typedef char *(*HtmlLinkMap)(const char *url, void *data);

/* The HTML with every http and https link replaced as `map` says, in order. `html` is what
 * text/markdown.h makes: its links are <a href="...">. Free with g_free(). */
char *html_links_map(const char *html, HtmlLinkMap map, void *data);
