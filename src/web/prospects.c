/* Prospects: found by the first letters, narrowed by filters, a page at a time. */
#include <string.h>

#include "web/decorate.h"
#include "web/pages.h"

#define PAGE_ROWS 50
#define PATH "/prospects"

static const struct {
    const char *value, *label, *kind, *icon;
} STATES[] = {
    { "active", "In a sequence", "accent", "list-ordered" },
    { "pending", "Starts soon", "", "clock" },
    { "paused", "Paused", "soon", "hourglass" },
    { "nurturing", "Nurture", "", "calendar-clock" },
    { "finished", "Finished", "", "check" },
    { "none", "Never enrolled", "", "" },
};

/* The chip of a row: what stops us first, else where they stand. */
static void
dress_row(json_t *row)
{
    const char *state = json_text(row, "state", "none");

    for (gsize i = 0; i < G_N_ELEMENTS(STATES); i++) {
        if (strcmp(STATES[i].value, state) != 0)
            continue;
        json_set_text(row, "state_say", STATES[i].label);
        json_set_text(row, "kind", STATES[i].kind);
        json_set_text(row, "icon", STATES[i].icon);
    }
    json_set_bool(row, "bounced", strcmp(json_text(row, "email_state", ""), "bounced") == 0);
    if (json_int(row, "step", 0) > 0) {
        g_autofree char *progress =
            g_strdup_printf("%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT, json_int(row, "step", 0),
                            json_int(row, "steps", 0));
        json_set_text(row, "progress", progress);
    }
}

static json_t *
option_json(const char *value, const char *label, const char *chosen)
{
    json_t *option = json_object();

    json_set_text(option, "value", value);
    json_set_text(option, "label", label);
    json_set_bool(option, "selected", chosen != NULL && strcmp(value, chosen) == 0);
    return option;
}

static void
add_filters(WebCall *call, const json_t *params, json_t *context)
{
    g_autoptr(json_t) sequences = call_try_operation(call, "sequence list", NULL, NULL);
    json_t *states = json_array(), *names = json_array(), *row;
    gsize i;

    for (i = 0; i < G_N_ELEMENTS(STATES); i++)
        json_array_append_new(states, option_json(STATES[i].value, STATES[i].label,
                                                  json_text(params, "state", NULL)));
    json_array_foreach(json_object_get(sequences, "rows"), i, row)
    {
        const char *name = json_text(row, "name", "");
        json_array_append_new(names, option_json(name, name, json_text(params, "sequence", NULL)));
    }
    json_object_set_new(context, "states", states);
    json_object_set_new(context, "sequences", names);
    json_set_bool(context, "has_sequences", json_array_size(names) > 0);
    json_set_text(context, "search", json_text(params, "search", NULL));
    json_set_bool(context, "mine", strcmp(json_text(params, "owner", ""), "me") == 0);
}

/* The same list from `after` on. */
static char *
page_link(const json_t *params, const char *after)
{
    static const char *const KEYS[] = { "search", "owner", "state", "sequence" };
    g_autoptr(GString) link = g_string_new(PATH);
    char mark = '?';

    for (gsize i = 0; i <= G_N_ELEMENTS(KEYS); i++) {
        const char *key = i < G_N_ELEMENTS(KEYS) ? KEYS[i] : "after";
        const char *value = i < G_N_ELEMENTS(KEYS) ? json_text(params, key, NULL) : after;
        if (value == NULL)
            continue;
        g_autofree char *escaped = g_uri_escape_string(value, NULL, FALSE);
        g_string_append_printf(link, "%c%s=%s", mark, key, escaped);
        mark = '&';
    }
    return g_string_free(g_steal_pointer(&link), FALSE);
}

static void
add_links(const json_t *params, json_t *context)
{
    const json_t *rows = json_object_get(context, "rows");
    gsize count = json_array_size(rows);
    const json_t *last = count > 0 ? json_array_get(rows, count - 1) : NULL;

    if (count == PAGE_ROWS || json_flag(last, "more", false)) {
        g_autofree char *next = page_link(params, json_text(last, "cursor", NULL));
        json_set_text(context, "next", next);
    }
    if (json_text(params, "after", NULL) != NULL) {
        g_autofree char *start = page_link(params, NULL);
        json_set_text(context, "start", start);
    }
}

static void
get_prospects(WebCall *call)
{
    static const char *const NAMES[] = { "search", "owner", "state", "sequence", "after", NULL };
    g_autoptr(json_t) params = call_params(call, false, NAMES);
    g_autoptr(json_t) context = NULL;
    gsize i;
    json_t *row;

    if (params == NULL)
        return;
    bool filtered = json_object_size(params) > 0;
    json_set_int(params, "limit", PAGE_ROWS);
    context = call_operation(call, "prospect list", params);
    if (context == NULL)
        return;
    json_array_foreach(json_object_get(context, "rows"), i, row) dress_row(row);
    decorate_has(context, "rows");
    json_set_bool(context, "filtered", filtered);
    json_set_bool(context, "wide", true);
    add_filters(call, params, context);
    add_links(params, context);
    call_page(call, "prospects", "prospects", "Prospects", context);
}

const PageRoute PROSPECTS_ROUTES[] = {
    { "GET", PATH, get_prospects, false },
    { 0 },
};
