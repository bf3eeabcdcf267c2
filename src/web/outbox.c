/* Outbox: mails on their way or sent, and how each reads. */
#include <string.h>

#include "web/decorate.h"
#include "web/pages.h"

typedef struct {
    const char *state, *say, *kind, *icon;
} StateSay;

static const StateSay STATES[] = {
    { "queued", "Waiting for its time", "", "clock" },
    { "leased", "On its way", "accent", "send" },
    { "pre_dot", "On its way", "accent", "send" },
    { "dot", "On its way", "accent", "send" },
    { "accepted", "Sent", "done", "circle-check" },
    { "deferred", "Server busy: tried again soon", "soon", "hourglass" },
    { "failed", "Refused", "harm", "triangle-alert" },
    { "in_doubt", "In doubt: did it arrive?", "soon", "circle-help" },
    { "cancelled", "Taken back", "", "x" },
};

static void
decorate(WebCall *call, json_t *row)
{
    const char *state = json_text(row, "state", "");
    StateSay say = { state, state, "", "mail" };
    Instant at_us;

    for (gsize i = 0; i < G_N_ELEMENTS(STATES); i++)
        if (strcmp(STATES[i].state, state) == 0)
            say = STATES[i];
    json_set_text(row, "state_say", say.say);
    json_set_text(row, "state_kind", say.kind);
    json_set_text(row, "state_icon", say.icon);
    json_set_bool(row, "in_doubt", strcmp(state, "in_doubt") == 0);
    if (instant_parse(json_text(row, "at", ""), &at_us, NULL)) {
        g_autofree char *at = zone_say(call->session.zone, at_us, app_now_us(call->app));
        json_set_text(row, "at_say", at);
    }
}

static void
get_outbox(WebCall *call)
{
    g_autoptr(json_t) params = json_pack("{s:i}", "limit", 200);
    g_autoptr(json_t) list = call_operation(call, "outbox list", params);
    json_t *row;
    gsize i;

    if (list == NULL)
        return;
    json_array_foreach(json_object_get(list, "rows"), i, row)
    {
        decorate(call, row);
    }
    json_set_bool(list, "any", json_array_size(json_object_get(list, "rows")) > 0);
    call_page(call, "outbox", "outbox", "Outbox", list);
}

static json_t *
header_rows(const json_t *headers)
{
    json_t *list = json_array(), *value;
    const char *name;

    json_object_foreach((json_t *)headers, name, value)
    {
        json_array_append_new(list, json_pack("{s:s, s:O}", "name", name, "value", value));
    }
    return list;
}

static void
get_mail(WebCall *call)
{
    const char *segment = http_request_segment(call->request, "touch");
    g_autoptr(json_t) params = json_object();
    g_autoptr(GError) error = NULL;
    gint64 touch_id;

    if (!g_ascii_string_to_signed(segment, 10, 1, G_MAXINT64, &touch_id, NULL)) {
        error_set(&error, SEVENTH_ERROR_NOT_FOUND, "There is no mail at this address.");
        call_fail(call, error);
        return;
    }
    json_set_int(params, "touch_id", touch_id);
    g_autoptr(json_t) mail = call_operation(call, "outbox show", params);
    if (mail == NULL)
        return;
    decorate(call, mail);
    decorate_has(mail, "assets");
    json_object_set_new(mail, "header_rows", header_rows(json_object_get(mail, "headers")));
    call_page(call, "mail", "outbox", json_text(mail, "subject", "Mail"), mail);
}

const PageRoute OUTBOX_ROUTES[] = {
    { "GET", "/outbox", get_outbox, 0 },
    { "GET", "/outbox/:touch", get_mail, 0 },
    { 0 },
};
