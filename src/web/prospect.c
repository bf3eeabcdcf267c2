/* One prospect: where they stand, what was said, what comes, and all one can do about it. */
#include <string.h>

#include "web/again.h"
#include "web/decorate.h"
#include "web/outcome_choice.h"
#include "web/pages.h"
#include "web/person.h"
#include "web/timeline.h"

/* Everything a log form may say, for any channel, each once. */
static const char *const CHANNELS[] = { "call",  "email",  "sms",       "social",
                                        "visit", "letter", "voicemail", "fax" };

#define OWN_FIELDS 40

/* What every person's card has. */
static const char *const EDIT_KEYS[] = { "first_name", "last_name", "title",   "role",
                                         "email",      "phone",     "mobile",  "linkedin",
                                         "country",    "zone",      "language" };

/* Texts may also ask for what the card, the company or the sender bring. */
static bool
is_own_field(const char *name)
{
    bool of_card = strcmp(name, "company") == 0 || g_str_has_prefix(name, "sender_");

    for (gsize i = 0; i < G_N_ELEMENTS(EDIT_KEYS); i++)
        of_card = of_card || strcmp(name, EDIT_KEYS[i]) == 0;
    return name[0] != '\0' && !of_card;
}

static json_t *
channel_options(const char *chosen)
{
    json_t *list = json_array();

    for (gsize i = 0; i < G_N_ELEMENTS(CHANNELS); i++) {
        json_t *option = json_object();
        json_set_text(option, "channel", CHANNELS[i]);
        decorate_channel(option);
        json_set_bool(option, "selected", chosen != NULL && strcmp(chosen, CHANNELS[i]) == 0);
        json_array_append_new(list, option);
    }
    return list;
}

/* What the state lets one do. */
static void
add_standing(json_t *who)
{
    json_t *enrollment = json_object_get(who, "enrollment");
    const char *state = json_text(enrollment, "state", "");
    bool runs = strcmp(state, "active") == 0 || strcmp(state, "pending") == 0;
    bool paused = strcmp(state, "paused") == 0;
    bool shut = json_flag(who, "shut", false);

    if (json_is_object(enrollment)) {
        g_autofree char *until = decorate_short_day(json_text(enrollment, "paused_until", NULL));
        g_autofree char *since = decorate_short_day(json_text(enrollment, "started", NULL));
        decorate_steps(enrollment);
        json_set_text(enrollment, "until_say", until);
        json_set_text(enrollment, "since_say", since);
        json_set_bool(enrollment, "runs", runs);
        json_set_bool(enrollment, "paused", paused);
        json_set_bool(enrollment, "over", !runs && !paused);
    }
    json_set_bool(who, "can_pause", runs && !shut);
    json_set_bool(who, "can_resume", paused && !shut);
    json_set_bool(who, "can_unenroll", runs || paused);
    json_set_bool(who, "can_enroll", !runs && !paused && !shut);
    json_set_bool(who, "bounced", strcmp(json_text(who, "email_state", ""), "bounced") == 0);
    json_set_bool(who, "wrong_number", json_flag(who, "phone_wrong", false));
}

static void
add_sequences(WebCall *call, json_t *context)
{
    g_autoptr(json_t) sequences = call_try_operation(call, "sequence list", NULL, NULL);

    json_object_set(context, "sequences", json_object_get(sequences, "rows"));
    decorate_has(context, "sequences");
}

static void
add_own_field(const json_t *who, const json_t *typed, const char *name, json_t *list)
{
    g_autofree char *key = g_strconcat("field.", name, NULL);
    g_autofree char *label = decorate_field_name(name);
    const char *known = json_text(json_object_get(who, "fields"), name, "");

    json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "key", key, "label", label, "value",
                                          json_text(typed, key, known)));
}

/* The fields of the workspace's own that this person has, and those a held text asks for, which
 * the address names: ?fill=fleet_size,region. */
static void
add_own_fields(WebCall *call, const json_t *who, const json_t *typed, json_t *edit)
{
    const char *fill = http_request_query(call->request, "fill");
    const json_t *fields = json_object_get(who, "fields");
    json_t *list = json_array(), *value;
    const char *name;

    json_object_foreach((json_t *)fields, name, value)
    {
        if (json_array_size(list) < OWN_FIELDS)
            add_own_field(who, typed, name, list);
    }
    g_auto(GStrv) wanted = g_strsplit(fill != NULL ? fill : "", ",", OWN_FIELDS);
    for (char **field = wanted; *field != NULL; field++)
        if (is_own_field(*field) && json_object_get(fields, *field) == NULL)
            add_own_field(who, typed, *field, list);
    json_object_set_new(edit, "own", list);
}

/* The edit form holds what is known, or after a refusal what was typed. */
static void
add_edit(WebCall *call, const json_t *who, json_t *context)
{
    const json_t *typed = json_object_get(context, "typed");
    json_t *edit = json_object();
    bool again = typed != NULL && json_flag(context, "open_edit", false);

    for (gsize i = 0; i < G_N_ELEMENTS(EDIT_KEYS); i++)
        json_set_text(edit, EDIT_KEYS[i], json_text(again ? typed : who, EDIT_KEYS[i], ""));
    add_own_fields(call, who, again ? typed : NULL, edit);
    json_object_set_new(context, "edit", edit);
}

/* The ways to this person, best first: call, then write. */
static void
add_ways(json_t *who)
{
    json_t *ways = json_array(), *way;
    static const char *const BY[] = { "call", "email" };
    gsize j;

    for (gsize i = 0; i < G_N_ELEMENTS(BY); i++) {
        json_set_text(who, "channel", BY[i]);
        decorate_ways(who);
        json_array_foreach(json_object_get(who, "ways"), j, way)
        {
            json_set_bool(way, "primary", json_array_size(ways) == 0);
            if (i == 1)
                json_set_text(way, "label", "Write");
            json_set_text(way, "key", json_array_size(ways) == 0 ? "c" : i == 1 ? "m" : NULL);
            json_array_append(ways, way);
        }
    }
    json_object_del(who, "channel");
    json_object_set_new(who, "ways", ways);
}

static void
open_form(WebCall *call, json_t *context)
{
    const char *form = http_request_query(call->request, "form");

    if (form == NULL)
        return;
    g_autofree char *key = g_strconcat("open_", form, NULL);
    json_set_bool(context, key, true);
}

void
prospect_show(WebCall *call, int64_t prospect_id, const GError *problem)
{
    g_autoptr(json_t) context = json_object();
    g_autoptr(GError) error = NULL;
    json_t *who = person_load(call, prospect_id, &error);

    if (who == NULL) {
        call_fail(call, error);
        return;
    }
    json_object_set_new(context, "who", who);
    json_set_bool(context, "person", true);
    add_standing(who);
    add_ways(who);
    open_form(call, context);
    again_fill(call, context, problem);
    add_edit(call, who, context);
    add_sequences(call, context);
    json_object_set_new(
        context, "channels",
        channel_options(json_text(json_object_get(context, "typed"), "channel", "call")));
    json_object_set_new(
        context, "outcomes",
        outcome_choice_all(json_text(json_object_get(context, "typed"), "outcome", NULL)));
    timeline_add(call, prospect_id, who, context);
    json_set_bool(who, "has_next", false); /* the timeline shows them */
    call_page(call, "prospect", "prospects", json_text(who, "name", "Prospect"), context);
}

static void
get_prospect(WebCall *call)
{
    prospect_show(call, g_ascii_strtoll(http_request_segment(call->request, "id"), NULL, 10), NULL);
}

const PageRoute PROSPECT_ROUTES[] = {
    { "GET", "/prospects/:id", get_prospect, false },
    { 0 },
};
