/* Replies: what people wrote back, what it seems to mean, and what a human made of it. */
#include <string.h>

#include "web/again.h"
#include "web/decorate.h"
#include "web/offer.h"
#include "web/pages.h"
#include "web/person.h"
#include "web/reply_desk.h"

#define PAGE_ROWS 50
#define MOST_ROWS 200

/* How an intent looks, and the outcome it proposes. */
static const struct {
    const char *intent, *kind, *icon, *outcome;
} INTENTS[] = {
    { "interested", "done", "circle-check", "interested" },
    { "meeting", "done", "calendar-clock", "meeting" },
    { "question", "accent", "circle-help", NULL },
    { "not_now", "soon", "hourglass", "not_now" },
    { "referral", "accent", "users", "referred" },
    { "not_interested", "", "x", "not_interested" },
    { "stop", "harm", "ban", "stop" },
    { "hostile", "harm", "ban", "stop" },
};

/* What a human may find in a reply, in the order of the keys 1 to 9. */
static const struct {
    const char *value, *label;
} OUTCOMES[] = {
    { "interested", "Interested" },
    { "meeting", "Meeting" },
    { "call_back", "Wants a call" },
    { "not_now", "Not now" },
    { "not_interested", "Not interested" },
    { "referred", "Named someone else" },
    { "reached", "Answered" },
    { "no_budget", "No budget" },
    { "has_supplier", "Has a supplier" },
};

static void
dress_reply(WebCall *call, json_t *row)
{
    const char *intent = json_text(row, "intent", "");
    const char *name = json_text(row, "name", json_text(row, "from_name", NULL));

    json_set_text(row, "who_name", name != NULL ? name : json_text(row, "from", "Somebody"));
    json_set_bool(row, "is_human", strcmp(json_text(row, "kind", ""), "human") == 0);
    json_set_text(row, "kind", "");
    json_set_text(row, "icon", NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(INTENTS); i++) {
        if (strcmp(INTENTS[i].intent, intent) != 0)
            continue;
        json_set_text(row, "kind", INTENTS[i].kind);
        json_set_text(row, "icon", INTENTS[i].icon);
        json_set_text(row, "proposed", INTENTS[i].outcome);
    }
    if (!json_flag(row, "sure", false)) {
        json_set_text(row, "kind", "");
        json_set_text(row, "icon", "circle-help");
    }
    g_autofree char *say = g_strdup(json_text(row, "intent_say", ""));
    if (json_flag(row, "sure", false))
        say[0] = g_ascii_toupper(say[0]);
    json_set_text(row, "intent_say", say);
    json_set_bool(row, "is_open", strcmp(json_text(row, "state", ""), "open") == 0);
    Instant received_us;
    if (!instant_parse(json_text(row, "received", ""), &received_us, NULL))
        return;
    g_autofree char *received = zone_say(call->session.zone, received_us, app_now_us(call->app));
    json_set_text(row, "received_say", received);
}

static void
get_replies(WebCall *call)
{
    const char *state = http_request_query(call->request, "state");
    const char *whose = http_request_query(call->request, "whose");
    bool done = state != NULL && strcmp(state, "done") == 0;
    bool mine = whose != NULL && strcmp(whose, "me") == 0;
    g_autofree char *times = reply_desk_times_say(call);
    bool more = http_request_query(call->request, "more") != NULL;
    g_autoptr(json_t) params = json_pack("{s:s, s:i}", "state", done ? "done" : "open", "limit",
                                         more ? MOST_ROWS : PAGE_ROWS);
    if (mine)
        json_set_text(params, "user", "me");
    g_autoptr(json_t) context = call_operation(call, "reply list", params);
    gsize i;
    json_t *row;

    if (context == NULL)
        return;
    json_array_foreach(json_object_get(context, "rows"), i, row) dress_reply(call, row);
    decorate_has(context, "rows");
    json_set_bool(context, "more",
                  !more && json_array_size(json_object_get(context, "rows")) == PAGE_ROWS);
    json_set_bool(context, "done", done);
    json_set_bool(context, "mine", mine);
    json_set_text(context, "times_say", times);
    call_page(call, "replies", "replies", "Replies", context);
}

/* The likely outcome stands out, where the machine is sure of what it read. */
static json_t *
outcome_buttons(const json_t *reply)
{
    const char *proposed = json_flag(reply, "sure", false) ? json_text(reply, "proposed", "") : "";
    json_t *list = json_array();

    for (gsize i = 0; i < G_N_ELEMENTS(OUTCOMES); i++) {
        json_t *button = json_object();
        json_set_text(button, "value", OUTCOMES[i].value);
        json_set_text(button, "label", OUTCOMES[i].label);
        json_object_set_new(button, "key", json_sprintf("%zu", i + 1));
        json_set_bool(button, "primary", strcmp(proposed, OUTCOMES[i].value) == 0);
        json_array_append_new(list, button);
    }
    return list;
}

/* Opens the mail program on an answer in the same thread. */
static void
add_answer_link(json_t *reply)
{
    const char *from = json_text(reply, "from", NULL);
    const char *subject = json_text(reply, "subject", "");

    if (from == NULL || strchr(from, '@') == NULL)
        return;
    g_autofree char *escaped = g_uri_escape_string(subject, NULL, FALSE);
    g_autofree char *link =
        g_strdup_printf("mailto:%s?subject=%s%s", from,
                        g_ascii_strncasecmp(subject, "Re:", 3) == 0 ? "" : "Re%3A%20", escaped);
    json_set_text(reply, "answer", link);
}

static void
show(WebCall *call, int64_t reply_id, const json_t *checked, const GError *problem)
{
    g_autoptr(json_t) params = json_object();
    g_autoptr(json_t) context = json_object();

    json_set_int(params, "reply_id", reply_id);
    json_t *reply = call_operation(call, "reply show", params);
    if (reply == NULL)
        return;
    json_object_set_new(context, "reply", reply);
    dress_reply(call, reply);
    add_answer_link(reply);
    reply_desk_dress(call, reply, checked);
    json_object_set_new(reply, "outcomes", outcome_buttons(reply));
    g_autofree char *action = call_path("/replies/%" G_GINT64_FORMAT "/next", reply_id);
    offer_dress(reply, action, "/replies");
    int64_t prospect_id = json_int(reply, "prospect_id", 0);
    json_t *who = prospect_id > 0 ? person_load(call, prospect_id, NULL) : NULL;
    json_set_bool(context, "person", who != NULL);
    json_object_set_new(context, "who", who);
    again_fill(call, context, problem);
    call_page(call, "reply", "replies", json_text(reply, "who_name", "Reply"), context);
}

void
reply_show(WebCall *call, int64_t reply_id, const GError *problem)
{
    show(call, reply_id, NULL, problem);
}

void
reply_show_checked(WebCall *call, int64_t reply_id, const json_t *checked)
{
    show(call, reply_id, checked, NULL);
}

static int64_t
reply_id(WebCall *call)
{
    return g_ascii_strtoll(http_request_segment(call->request, "id"), NULL, 10);
}

static void
get_reply(WebCall *call)
{
    reply_show(call, reply_id(call), NULL);
}

static void
post_done(WebCall *call)
{
    static const char *const NAMES[] = { "outcome", "promise", "promise_channel", "note", NULL };
    g_autoptr(json_t) params = call_params(call, true, NAMES);
    g_autoptr(GError) error = NULL;

    if (params == NULL)
        return;
    json_set_int(params, "reply_id", reply_id(call));
    g_autoptr(json_t) row = call_try_operation(call, "reply done", params, &error);
    if (row == NULL) {
        reply_show(call, reply_id(call), error);
        return;
    }
    bool stops = strcmp(json_text(params, "outcome", ""), "stop") == 0;
    g_autofree char *name = g_strdup(json_text(row, "name", json_text(row, "from", "The reply")));
    g_autofree char *toast = stops ? g_strdup_printf("%s is left alone from now on.", name)
                                   : g_strdup_printf("%s: done.%s", name,
                                                     json_text(params, "promise", NULL) != NULL
                                                         ? " The promise is on its day's list."
                                                         : "");
    g_autofree char *undo =
        stops ? NULL : call_path("/replies/%" G_GINT64_FORMAT "/reopen", reply_id(call));
    call_redirect(call, "/replies", toast, undo);
}

/* Takes what is proposed for the person, and with it the reply is done. */
static void
post_next(WebCall *call)
{
    static const char *const NAMES[] = { "path", NULL };
    g_autoptr(json_t) params = call_params(call, true, NAMES);
    g_autoptr(json_t) done = json_object();
    g_autoptr(GError) error = NULL;

    if (params == NULL)
        return;
    json_set_int(done, "reply_id", reply_id(call));
    g_autoptr(json_t) reply = call_operation(call, "reply show", done);
    if (reply == NULL)
        return;
    json_object_set_new(params, "prospect",
                        json_sprintf("#%" G_GINT64_FORMAT, json_int(reply, "prospect_id", 0)));
    g_autoptr(json_t) person = call_try_operation(call, "prospect next", params, &error);
    g_autoptr(json_t) row =
        person != NULL ? call_try_operation(call, "reply done", done, &error) : NULL;
    if (row == NULL) {
        reply_show(call, reply_id(call), error);
        return;
    }
    g_autofree char *toast = g_strdup_printf("%s: decided.", json_text(row, "name", "The reply"));
    call_redirect(call, "/replies", toast, NULL);
}

static void
post_reopen(WebCall *call)
{
    g_autoptr(json_t) params = json_object();

    json_set_int(params, "reply_id", reply_id(call));
    json_set_bool(params, "reopen", true);
    g_autoptr(json_t) row = call_operation(call, "reply done", params);
    if (row == NULL)
        return;
    g_autofree char *page = call_path("/replies/%" G_GINT64_FORMAT, reply_id(call));
    call_redirect(call, page, "It waits here again.", NULL);
}

const PageRoute REPLIES_ROUTES[] = {
    { "GET", "/replies", get_replies, false },
    { "GET", "/replies/:id", get_reply, false },
    { "POST", "/replies/:id/done", post_done, false },
    { "POST", "/replies/:id/next", post_next, false },
    { "POST", "/replies/:id/reopen", post_reopen, false },
    { 0 },
};
