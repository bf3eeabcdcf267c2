/* See page.h. Templates are compiled at the first use of any page and live as long as the
 * process. */
#include "web/page.h"

#include <string.h>

#include "text/template.h"
#include "web/assets.h"
#include "web/assets_table.h"

#define HTML "text/html; charset=utf-8"
#define NONCE_BYTES 16
#define USUAL_PAGE_SIZE 16384

static GHashTable *
compile_all(void)
{
    GHashTable *compiled = g_hash_table_new(g_str_hash, g_str_equal);
    for (gsize i = 0; i < PAGE_SOURCE_COUNT; i++) {
        g_autoptr(GError) error = NULL;
        const PageSource *source = &PAGE_SOURCES[i];
        Template *template = template_compile(source->name, source->text, source->length, &error);
        if (template == NULL)
            g_error("src/web/pages/%s.mustache: %s", source->name, error->message);
        g_hash_table_insert(compiled, (gpointer)source->name, template);
    }
    return compiled;
}

static const Template *
find_template(const char *name)
{
    static GHashTable *compiled;
    if (g_once_init_enter(&compiled)) {
        GHashTable *all = compile_all();
        g_once_init_leave(&compiled, all);
    }
    const Template *template = g_hash_table_lookup(compiled, name);
    if (template == NULL)
        g_error("src/web/pages/%s.mustache is missing", name);
    return template;
}

/* "content" and "person" in the layout are the page's own. */
static const Template *
find_partial(const char *name, void *page)
{
    if (strcmp(name, "content") == 0)
        return find_template(page);
    if (strcmp(name, "person") == 0) {
        g_autofree char *own = g_strconcat(page, "-person", NULL);
        return find_template(own);
    }
    return find_template(name);
}

static void
send(HttpResponse *response, World *world, const char *outer, const char *name, json_t *context)
{
    g_autofree char *nonce = world_random_hex(world, NONCE_BYTES);
    g_autoptr(GError) error = NULL;
    GString *out = g_string_sized_new(USUAL_PAGE_SIZE);
    TemplateRender options = { .escape_html = true,
                               .partial = find_partial,
                               .partial_data = (void *)name };

    json_set_text(context, "nonce", nonce);
    json_set_text(context, "css", asset_url("seventh.css"));
    json_set_text(context, "js", asset_url("seventh.js"));
    json_set_text(context, "icons", asset_url("icons.svg"));
    json_set_text(context, "favicon", asset_url("favicon.svg"));
    if (!template_render(find_template(outer), context, &options, out, &error)) {
        g_string_printf(out, "This page could not be shown: %s\n", error->message);
        http_response_status(response, 500);
        http_response_take(response, "text/plain; charset=utf-8", out);
        return;
    }
    http_response_nonce(response, nonce);
    http_response_take(response, HTML, out);
}

void
page_send(HttpResponse *response, World *world, const char *name, json_t *context)
{
    send(response, world, "layout", name, context);
}

void
page_send_part(HttpResponse *response, World *world, const char *name, json_t *context)
{
    send(response, world, name, name, context);
}

void
page_send_bare(HttpResponse *response, World *world, const char *name, json_t *context)
{
    send(response, world, "bare", name, context);
}
