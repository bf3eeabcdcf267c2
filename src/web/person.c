/* See person.h. */
#include "web/person.h"

#include <string.h>

#include "app/say.h"
#include "web/decorate.h"
#include "web/offer.h"

#define PROMISES_SHOWN 4
#define HEARD_SHOWN 6
#define FIELDS_SHOWN 12

static void
set_chip(json_t *row, const char *kind, const char *icon, const char *text)
{
    json_object_set_new(row, "chip",
                        json_pack("{s:s, s:s, s:s}", "kind", kind, "icon", icon, "text", text));
}

static void
dress_promise(json_t *promise)
{
    const char *state = json_text(promise, "state", "");

    decorate_channel(promise);
    json_object_set_new(promise, "chip", json_null());
    if (strcmp(state, "kept") == 0)
        set_chip(promise, "done", "circle-check", "Kept");
    else if (strcmp(state, "broken") == 0)
        set_chip(promise, "harm", "triangle-alert", "Broken");
    else if (strcmp(state, "open") == 0)
        set_chip(promise, "soon", "clock", "Open");
    json_set_bool(promise, "open", strcmp(state, "open") == 0);
}

/* Moved and cancelled ones stand in the timeline; here what holds and what became of the last. */
static void
dress_promises(json_t *person)
{
    json_t *all = json_object_get(person, "promises"), *shown = json_array(), *promise;
    int64_t kept = 0, broken = 0;
    gsize i;

    json_array_foreach(all, i, promise)
    {
        const char *state = json_text(promise, "state", "");
        kept += strcmp(state, "kept") == 0;
        broken += strcmp(state, "broken") == 0;
        dress_promise(promise);
        if (json_is_object(json_object_get(promise, "chip")) &&
            json_array_size(shown) < PROMISES_SHOWN)
            json_array_append(shown, promise);
    }
    json_object_set_new(person, "promises", shown);
    decorate_has(person, "promises");
    if (kept + broken > 0) {
        g_autofree char *say = g_strdup_printf("%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " kept",
                                               kept, kept + broken);
        json_set_text(person, "kept_say", say);
    }
}

static void
dress_next(json_t *person)
{
    gsize i;
    json_t *row;

    json_array_foreach(json_object_get(person, "next"), i, row)
    {
        decorate_channel(row);
        decorate_why(row);
        json_set_bool(row, "held", strcmp(json_text(row, "state", ""), "held") == 0);
    }
    decorate_has(person, "next");
    g_autofree char *rest = say_reasons(json_object_get(person, "rest"));
    json_set_text(person, "rest_say", rest);
}

static void
dress_heard(json_t *person)
{
    json_t *heard = json_object_get(person, "value_points"), *row;
    gsize i;

    while (json_array_size(heard) > HEARD_SHOWN)
        json_array_remove(heard, HEARD_SHOWN);
    json_array_foreach(heard, i, row)
    {
        g_autofree char *on = decorate_short_day(json_text(row, "at", NULL));
        json_set_text(row, "on", on);
    }
    json_set_bool(person, "has_heard", json_array_size(heard) > 0);
    decorate_has(person, "assets");
}

/* The fields an import brought along, as a list. */
static void
dress_fields(json_t *person)
{
    json_t *extra = json_array(), *value;
    const char *name;

    json_object_foreach(json_object_get(person, "fields"), name, value)
    {
        const char *text = json_string_value(value);
        if (text == NULL || text[0] == '\0' || json_array_size(extra) == FIELDS_SHOWN)
            continue;
        json_t *field = json_object();
        g_autofree char *label = decorate_field_name(name);
        json_set_text(field, "name", label);
        json_set_text(field, "value", text);
        json_array_append_new(extra, field);
    }
    json_object_set_new(person, "extra", extra);
}

static void
dress_place(json_t *person)
{
    static const char *const KEYS[] = { "city", "region", "country" };
    g_autoptr(GString) place = g_string_new(NULL);
    const char *profile = json_text(person, "linkedin", "");

    for (gsize i = 0; i < G_N_ELEMENTS(KEYS); i++) {
        const char *part = json_text(person, KEYS[i], "");
        if (part[0] != '\0')
            g_string_append_printf(place, "%s%s", place->len > 0 ? ", " : "", part);
    }
    json_set_text(person, "place", place->len > 0 ? place->str : NULL);
    json_set_text(person, "profile", g_str_has_prefix(profile, "https://") ? profile : NULL);
}

json_t *
person_load(WebCall *call, int64_t prospect_id, GError **error)
{
    g_autofree char *handle = g_strdup_printf("#%" G_GINT64_FORMAT, prospect_id);
    g_autoptr(json_t) params = json_pack("{s:s}", "prospect", handle);
    json_t *person = call_try_operation(call, "prospect show", params, error);

    if (person == NULL)
        return NULL;
    decorate_gauge(person);
    decorate_zone(person);
    dress_promises(person);
    dress_next(person);
    dress_heard(person);
    dress_fields(person);
    dress_place(person);
    decorate_has(person, "colleagues");
    g_autofree char *action = call_path("/prospects/%" G_GINT64_FORMAT "/next", prospect_id);
    g_autofree char *page = call_path("/prospects/%" G_GINT64_FORMAT, prospect_id);
    offer_dress(person, action, page);
    return person;
}
