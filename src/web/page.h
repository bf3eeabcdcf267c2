/* Pages: the templates of src/web/pages, compiled once, rendered into the layout.
 *
 * A page "today" is today.mustache: the middle of the screen. layout.mustache puts the rest around
 * it, and any other template there serves as a partial by its name. The context of every page may
 * hold, beside what the page itself needs:
 *
 *     title     "Today"
 *     nav       list of {href, icon, label, count?, current?, key?}
 *     user      {name}
 *     person    true when the page fills the right panel with its partial "<page>-person"
 *     toast     {text, undo?: an address to POST to}
 *     theme     "light" or "dark"; absent: as the system says
 *     csrf      the token for forms
 *
 * and is given `nonce`, `css`, `js`, `icons`, `favicon`. */
#pragma once

#include "base/world.h"
#include "http/request.h"

/* Answers with the page. Takes no ownership of the context, but adds the keys above to it. A
 * template with a mistake in it is a mistake in the program, and asserts; so does an unknown name.
 */
void page_send(HttpResponse *response, World *world, const char *name, json_t *context);

/* Answers with the page alone, without the layout: for htmx, which puts it where it belongs. */
void page_send_part(HttpResponse *response, World *world, const char *name, json_t *context);

/* Answers with the page in the plain frame of bare.mustache: nobody is signed in. */
void page_send_bare(HttpResponse *response, World *world, const char *name, json_t *context);
