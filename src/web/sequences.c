/* Sequences: the list with its numbers, one sequence as a readable plan, and enrolling. */
#include <string.h>

#include "web/pages.h"
#include "web/sequence_chart.h"

#define MAX_REFUSED_SHOWN 200
#define MAX_PASTED 20000 /* people in one paste; more come by import */

static json_t *
channel_chips(const json_t *channels)
{
    json_t *chips = json_array();
    const json_t *channel;
    gsize i;

    json_array_foreach(channels, i, channel)
    {
        const char *name = json_string_value(channel);
        json_array_append_new(chips,
                              json_pack("{s:s, s:s}", "name", name, "icon", channel_icon(name)));
    }
    return chips;
}

static void
get_sequences(WebCall *call)
{
    g_autoptr(json_t) list = call_operation(call, "sequence list", NULL);
    json_t *row;
    gsize i;

    if (list == NULL)
        return;
    json_array_foreach(json_object_get(list, "rows"), i, row)
    {
        g_autofree char *rate = sequence_rate_say(row);
        json_set_text(row, "rate_say", rate);
        sequence_url_set(row, json_text(row, "name", ""));
        json_object_set_new(row, "channels", channel_chips(json_object_get(row, "channels")));
    }
    json_set_bool(list, "any", json_array_size(json_object_get(list, "rows")) > 0);
    call_page(call, "sequences", "sequences", "Sequences", list);
}

static void
decorate_steps(const json_t *steps)
{
    json_t *step;
    gsize i;

    json_array_foreach(steps, i, step)
    {
        const char *channel = json_text(step, "channel", NULL);
        bool has_text =
            json_text(step, "body", NULL) != NULL || json_text(step, "script", NULL) != NULL;
        json_set_text(step, "channel_icon", channel_icon(channel));
        json_set_bool(step, "is_call", g_strcmp0(channel, "call") == 0);
        json_set_bool(step, "has_text", has_text);
        json_set_bool(step, "has_attach", json_array_size(json_object_get(step, "attach")) > 0);
    }
}

static void
decorate_versions(json_t *view)
{
    const json_t *versions = json_object_get(view, "versions");
    int64_t shown = json_int(view, "version", 0), newest = 0;
    json_t *version;
    gsize i;

    json_array_foreach(versions, i, version)
    {
        newest = MAX(newest, json_int(version, "version", 0));
        json_set_bool(version, "shown", json_int(version, "version", 0) == shown);
        g_autofree char *day = g_strndup(json_text(version, "published", ""), 10);
        json_set_text(version, "day", day);
    }
    json_set_bool(view, "several_versions", json_array_size(versions) > 1);
    if (shown < newest)
        json_set_int(view, "newest", newest);
}

/* The page; `extra` (may be NULL) adds what an enrollment left to say. */
static void
show_sequence(WebCall *call, const char *name, const json_t *extra)
{
    static const char *const NAMES[] = { "version#", NULL };
    g_autoptr(json_t) params = call_params(call, false, NAMES);

    if (params == NULL)
        return;
    json_set_text(params, "name", name);
    g_autoptr(json_t) view = call_operation(call, "sequence show", params);
    if (view == NULL)
        return;
    g_autoptr(json_t) mailboxes = call_operation(call, "mailbox list", NULL);
    if (mailboxes == NULL)
        return;
    g_autofree char *rate = sequence_rate_say(view);
    json_set_text(view, "rate_say", rate);
    sequence_url_set(view, name);
    decorate_steps(json_object_get(view, "steps"));
    decorate_versions(view);
    sequence_chart_set(view);
    json_object_set(view, "mailboxes", json_object_get(mailboxes, "rows"));
    json_set_bool(view, "no_mailbox", json_array_size(json_object_get(mailboxes, "rows")) == 0);
    if (extra != NULL)
        json_object_update(view, (json_t *)extra);
    call_page(call, "sequence", "sequences", name, view);
}

static void
get_sequence(WebCall *call)
{
    show_sequence(call, http_request_segment(call->request, "name"), NULL);
}

/* Addresses as people paste them: one a line, or with commas, semicolons, blanks between. */
static json_t *
pasted_people(const char *text)
{
    g_auto(GStrv) parts = g_strsplit_set(text != NULL ? text : "", " \t\r\n,;<>\"", -1);
    json_t *people = json_array();

    for (char **part = parts; *part != NULL && json_array_size(people) <= MAX_PASTED; part++)
        if (strchr(*part, '@') != NULL || ((*part)[0] == '#' && g_ascii_isdigit((*part)[1])))
            json_array_append_new(people, json_string(*part));
    return people;
}

static bool
set_start(WebCall *call, json_t *params, GError **error)
{
    const char *start = http_request_form(call->request, "start");
    char text[INSTANT_TEXT_SIZE];
    Day day;

    if (start == NULL || start[0] == '\0')
        return true;
    if (!day_parse(start, &day))
        return error_set(error, SEVENTH_ERROR_INVALID,
                         "\"%.40s\" is no day to start on; write it like 2026-11-26", start);
    const Zone *zone = call->session.zone;
    json_set_text(params, "start", zone_format(zone, zone_instant_of(zone, day, 0), text));
    return true;
}

static json_t *
enroll_params(WebCall *call, const char *name, GError **error)
{
    const char *who = http_request_form(call->request, "who");
    const char *mailbox = http_request_form(call->request, "mailbox");
    g_autoptr(json_t) params = json_object();

    json_set_text(params, "sequence", name);
    if (mailbox != NULL && mailbox[0] != '\0')
        json_set_text(params, "mailbox", mailbox);
    if (who != NULL && strcmp(who, "all") == 0) {
        json_set_bool(params, "all", true);
    } else {
        json_t *people = pasted_people(http_request_form(call->request, "people"));
        gsize count = json_array_size(people);
        json_object_set_new(params, "prospects", people);
        if (count == 0 || count > MAX_PASTED) {
            error_set(error, SEVENTH_ERROR_INVALID,
                      count == 0 ? "Whom? Paste at least one address, or choose everybody."
                                 : "These are too many to paste: import them as a file, or choose "
                                   "everybody.");
            return NULL;
        }
    }
    return set_start(call, params, error) ? g_steal_pointer(&params) : NULL;
}

/* Some were refused: who and why, on the sequence's page. */
static void
show_refused(WebCall *call, const char *name, int64_t enrolled, json_t *refused)
{
    g_autoptr(json_t) extra = json_object();
    gsize count = json_array_size(refused);
    g_autofree char *say =
        g_strdup_printf("%" G_GINT64_FORMAT " enrolled, %" G_GSIZE_FORMAT " not.", enrolled, count);

    json_set_text(extra, "enrolled_say", say);
    if (count > MAX_REFUSED_SHOWN)
        json_set_int(extra, "refused_more", (int64_t)(count - MAX_REFUSED_SHOWN));
    while (json_array_size(refused) > MAX_REFUSED_SHOWN)
        json_array_remove(refused, json_array_size(refused) - 1);
    json_object_set(extra, "refused", refused);
    show_sequence(call, name, extra);
}

static void
post_enroll(WebCall *call)
{
    const char *name = http_request_segment(call->request, "name");
    g_autoptr(GError) error = NULL;
    g_autoptr(json_t) params = enroll_params(call, name, &error);
    g_autoptr(json_t) result =
        params != NULL ? call_try_operation(call, "enroll", params, &error) : NULL;

    if (result == NULL) {
        g_autoptr(json_t) extra = json_object();
        json_set_text(extra, "problem", error != NULL ? error->message : NULL);
        json_set_text(extra, "people", http_request_form(call->request, "people"));
        json_set_text(extra, "start", http_request_form(call->request, "start"));
        http_response_status(call->response, error_trait(error)->http_status);
        show_sequence(call, name, extra);
        return;
    }
    int64_t enrolled = json_int(result, "enrolled", 0);
    json_t *refused = json_object_get(result, "refused");
    if (json_array_size(refused) > 0) {
        show_refused(call, name, enrolled, refused);
        return;
    }
    g_autofree char *toast = g_strdup_printf("%" G_GINT64_FORMAT " %s in %s now", enrolled,
                                             enrolled == 1 ? "person is" : "people are", name);
    g_autoptr(json_t) where = json_object();
    sequence_url_set(where, name);
    call_redirect(call, json_text(where, "url", "/sequences"), toast, NULL);
}

const PageRoute SEQUENCE_ROUTES[] = {
    { "GET", "/sequences", get_sequences, 0 },
    { "GET", "/sequences/:name", get_sequence, 0 },
    { "POST", "/sequences/:name/enroll", post_enroll, PAGE_SLOW },
    { 0 },
};
