/* Held: what Seventh would not send by itself, and mail whose fate only a human can find out. */
#include <string.h>

#include "app/say.h"
#include "web/decorate.h"
#include "web/pages.h"

#define PAGE_ROWS 25

/* "first_name, company" as a person reads it: "first name, company". */
static void
say_missing(json_t *row)
{
    g_autoptr(GString) say = g_string_new(NULL);
    json_t *field;
    gsize i;

    json_array_foreach(json_object_get(row, "missing"), i, field)
        g_string_append_printf(say, "%s%s", i > 0 ? ", " : "", json_string_value(field));
    g_autoptr(GString) fill = g_string_new(say->str);
    g_string_replace(fill, ", ", ",", 0);
    json_set_text(row, "fill", fill->str);
    g_string_replace(say, "_", " ", 0);
    json_set_text(row, "missing_say", say->len > 0 ? say->str : NULL);
}

static void
add_next(const json_t *rows, json_t *context)
{
    gsize count = json_array_size(rows);

    if (count < PAGE_ROWS)
        return;
    g_autofree char *next = call_path("/held?after=%" G_GINT64_FORMAT,
                                      json_int(json_array_get(rows, count - 1), "touch_id", 0));
    json_set_text(context, "next", next);
}

static void
get_held(WebCall *call)
{
    static const char *const NAMES[] = { "after#", NULL };
    g_autoptr(json_t) params = call_params(call, false, NAMES);
    gsize i;
    json_t *row;

    if (params == NULL)
        return;
    json_set_int(params, "limit", PAGE_ROWS);
    g_autoptr(json_t) context = call_operation(call, "held list", params);
    if (context == NULL)
        return;
    json_set_bool(context, "start", json_int(params, "after", 0) > 0);
    add_next(json_object_get(context, "rows"), context);
    json_array_foreach(json_object_get(context, "rows"), i, row)
    {
        g_autofree char *planned = say_reasons(json_object_get(row, "reasons"));
        json_set_text(row, "planned_say", planned);
        decorate_channel(row);
        say_missing(row);
        if (strstr(json_text(row, "subject", ""), "{{") != NULL)
            json_set_text(row, "subject", NULL);
    }
    decorate_has(context, "rows");
    call_page(call, "held", "held", "Held", context);
}

static void
settle(WebCall *call, const char *verb, const char *toast)
{
    g_autoptr(json_t) params = json_object();
    const char *arrived = http_request_form(call->request, "arrived");

    json_set_int(params, "touch_id",
                 g_ascii_strtoll(http_request_segment(call->request, "id"), NULL, 10));
    if (arrived != NULL)
        json_set_text(params, "arrived", arrived);
    if (strcmp(verb, "held retry") == 0)
        json_set_bool(params, "again", http_request_form(call->request, "again") != NULL);
    g_autoptr(json_t) result = call_operation(call, verb, params);
    if (result != NULL)
        call_redirect(call, "/held", toast, NULL);
}

static void
post_retry(WebCall *call)
{
    settle(call, "held retry", "Seventh tries it again.");
}

static void
post_skip(WebCall *call)
{
    settle(call, "held skip", "Passed over. The next step is being planned.");
}

static void
post_settle(WebCall *call)
{
    settle(call, "in-doubt settle", "Thank you. The plan goes on from there.");
}

const PageRoute HELD_ROUTES[] = {
    { "GET", "/held", get_held, false },
    { "POST", "/held/:id/retry", post_retry, false },
    { "POST", "/held/:id/skip", post_skip, false },
    { "POST", "/held/:id/settle", post_settle, false },
    { 0 },
};
