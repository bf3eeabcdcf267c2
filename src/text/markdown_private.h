/* What the two Markdown renderers share. Private to markdown.c and markdown_text.c. */
#pragma once

#include <glib.h>
#include <md4c.h>
#include <stdbool.h>

#define MARKDOWN_FLAGS                                                  \
    (MD_FLAG_NOHTML | MD_FLAG_TABLES | MD_FLAG_PERMISSIVEURLAUTOLINKS | \
     MD_FLAG_PERMISSIVEEMAILAUTOLINKS | MD_FLAG_PERMISSIVEWWWAUTOLINKS)

/* Does `url` (not NUL-terminated) begin with a scheme people may click on? */
bool markdown_link_allowed(const char *url, gsize length);
bool markdown_image_allowed(const char *url, gsize length);

/* Appends the character an entity ("&eacute;", "&#8211;") stands for, or the entity itself when
 * nobody knows it. */
void markdown_append_entity(GString *out, const char *entity, gsize length);
