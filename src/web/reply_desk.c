/* The desk around a reply: the answer that is written here, who writes it, and when. */
#include "web/reply_desk.h"

#include <string.h>

#include "web/again.h"
#include "web/decorate.h"
#include "web/pages.h"

#define MOST_COLLEAGUES 100
#define MOST_FILES 10
#define MOST_TIMED 500 /* enough for a median and nine in ten */

static int64_t
reply_id(WebCall *call)
{
    return g_ascii_strtoll(http_request_segment(call->request, "id"), NULL, 10);
}

static json_t *
which(WebCall *call)
{
    json_t *params = json_object();

    json_set_int(params, "reply_id", reply_id(call));
    return params;
}

/* Whoever else could answer it. */
static void
add_colleagues(WebCall *call, json_t *reply)
{
    g_autoptr(json_t) users = call_try_operation(call, "user list", NULL, NULL);
    const char *now = json_text(reply, "user", "");
    json_t *colleagues = json_array(), *user;
    gsize index;

    json_array_foreach(json_object_get(users, "rows"), index, user)
    {
        if (strcmp(json_text(user, "email", ""), now) != 0 &&
            json_array_size(colleagues) < MOST_COLLEAGUES)
            json_array_append(colleagues, user);
    }
    json_object_set_new(reply, "colleagues", colleagues);
    decorate_has(reply, "colleagues");
}

static void
add_chosen(const char *name, const char *value, void *data)
{
    if (strcmp(name, "attach") == 0 && json_array_size(data) < MOST_FILES)
        json_array_append_new(data, json_string(value));
}

/* The keys of the files that were chosen. */
static json_t *
chosen_files(WebCall *call)
{
    json_t *keys = json_array();

    http_request_each_form(call->request, add_chosen, keys);
    return keys;
}

static const char *
had_say(const json_t *given, const char *key)
{
    const char *say = NULL;
    json_t *row;
    gsize i;

    json_array_foreach((json_t *)given, i, row)
    {
        if (strcmp(json_text(row, "key", ""), key) == 0)
            say = json_text(row, "at_say", NULL);
    }
    return say;
}

/* What could go along, and which of it this person had already. */
static void
add_files(WebCall *call, json_t *reply)
{
    g_autofree char *who = g_strdup_printf("#%" G_GINT64_FORMAT, json_int(reply, "prospect_id", 0));
    g_autoptr(json_t) which_person = json_pack("{s:s}", "prospect", who);
    g_autoptr(json_t) assets = call_try_operation(call, "asset list", NULL, NULL);
    g_autoptr(json_t) chosen = chosen_files(call);
    g_autoptr(json_t) person = NULL;
    json_t *files = json_array(), *asset;
    gsize i;

    json_array_foreach(json_object_get(assets, "rows"), i, asset)
    {
        const char *key = json_text(asset, "key", "");
        bool is_chosen = false;
        json_t *one;
        gsize k;
        if (!json_is_object(json_object_get(asset, "file")))
            continue;
        if (person == NULL)
            person = call_try_operation(call, "prospect show", which_person, NULL);
        json_array_foreach(chosen, k, one)
        {
            is_chosen = is_chosen || strcmp(json_string_value(one), key) == 0;
        }
        json_set_bool(asset, "chosen", is_chosen);
        json_set_text(asset, "had_say", had_say(json_object_get(person, "assets"), key));
        json_array_append(files, asset);
    }
    json_object_set_new(reply, "attachable", files);
    json_set_bool(reply, "chose_files", json_array_size(chosen) > 0);
    decorate_has(reply, "attachable");
}

void
reply_desk_dress(WebCall *call, json_t *reply, const json_t *checked)
{
    bool open = json_flag(reply, "is_open", false);
    bool answered = json_int(reply, "answer_touch_id", 0) != 0;

    if (answered)
        json_set_text(reply, "answered_say",
                      json_flag(reply, "may_take_back", false) ? "Your answer leaves in a moment."
                                                               : "Answered from here.");
    json_set_bool(reply, "may_answer",
                  open && json_int(reply, "prospect_id", 0) > 0 &&
                      json_text(reply, "from", NULL) != NULL);
    json_set_text(reply, "answer_text", http_request_form(call->request, "text"));
    if (checked != NULL) {
        json_set_bool(reply, "checked", true);
        json_object_set(reply, "findings", json_object_get(checked, "findings"));
        decorate_has(reply, "findings");
        json_set_bool(reply, "stands", json_flag(reply, "has_findings", false));
    }
    if (open)
        add_colleagues(call, reply);
    decorate_has(reply, "files");
    if (json_flag(reply, "may_answer", false))
        add_files(call, reply);
}

static void
post_answer(WebCall *call)
{
    const char *act = http_request_form(call->request, "act");
    const char *text = http_request_form(call->request, "text");
    g_autoptr(json_t) params = which(call);
    g_autoptr(GError) error = NULL;

    json_set_text(params, "text", text != NULL ? text : "");
    json_object_set_new(params, "attach", chosen_files(call));
    json_set_bool(params, "check", g_strcmp0(act, "check") == 0);
    json_set_bool(params, "anyway", g_strcmp0(act, "anyway") == 0);
    g_autoptr(json_t) result = call_try_operation(call, "reply answer", params, &error);
    if (result == NULL) {
        reply_show(call, reply_id(call), error);
        return;
    }
    if (!json_flag(result, "queued", false)) {
        reply_show_checked(call, reply_id(call), result);
        return;
    }
    g_autofree char *undo = call_path("/replies/%" G_GINT64_FORMAT "/take-back", reply_id(call));
    call_redirect(call, "/replies", json_text(result, "leaves_say", "It leaves in a moment."),
                  undo);
}

/* One change, then the same page again with a toast. */
static void
change(WebCall *call, const char *verb, const json_t *params, const char *toast, const char *page)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(json_t) row = call_try_operation(call, verb, params, &error);

    if (row == NULL)
        reply_show(call, reply_id(call), error);
    else
        call_redirect(call, page, toast, NULL);
}

static void
post_take_back(WebCall *call)
{
    g_autoptr(json_t) params = which(call);
    g_autofree char *page = call_path("/replies/%" G_GINT64_FORMAT, reply_id(call));

    change(call, "reply take-back", params, "Taken back. Nothing left.", page);
}

static void
post_assign(WebCall *call)
{
    g_autoptr(json_t) params = which(call);
    const char *user = http_request_form(call->request, "user");
    g_autofree char *toast = g_strdup_printf("It is %s's to answer now.", user);

    json_set_text(params, "user", user);
    change(call, "reply assign", params, toast, "/replies");
}

static void
post_snooze(WebCall *call)
{
    g_autoptr(json_t) params = which(call);
    const char *until = http_request_form(call->request, "until");
    const char *when = http_request_form(call->request, "when");

    json_set_text(params, "until", until != NULL && until[0] != '\0' ? until : when);
    change(call, "reply snooze", params, "It rests until then and comes back by itself.",
           "/replies");
}

/* "4 minutes", "3 hours", "2 days". */
static char *
wait_say(int64_t seconds)
{
    static const struct {
        int64_t seconds;
        const char *one, *many;
    } UNITS[] = { { 86400, "day", "days" },
                  { 3600, "hour", "hours" },
                  { 60, "minute", "minutes" } };

    for (gsize i = 0; i < G_N_ELEMENTS(UNITS); i++)
        if (seconds >= UNITS[i].seconds * 2 || (i == G_N_ELEMENTS(UNITS) - 1))
            return decorate_count(MAX(seconds / UNITS[i].seconds, 1), UNITS[i].one, UNITS[i].many);
    g_assert_not_reached();
}

char *
reply_desk_times_say(WebCall *call)
{
    g_autoptr(json_t) ask = json_pack("{s:i}", "newest", MOST_TIMED);
    g_autoptr(json_t) times = call_try_operation(call, "reply times", ask, NULL);
    int64_t answered = json_int(times, "answered", 0);

    if (answered == 0)
        return NULL;
    g_autofree char *half = wait_say(json_int(times, "median_s", 0));
    g_autofree char *most = wait_say(json_int(times, "p90_s", 0));
    if (answered < 5)
        return g_strdup_printf("%s answered in 30 days: too few to tell how quickly.",
                               answered == 1 ? "1 reply" : "A few replies");
    bool newest = answered + json_int(times, "waiting", 0) >= MOST_TIMED;
    return g_strdup_printf("Half of %s%" G_GINT64_FORMAT
                           " replies were answered within %s, nine in ten within %s (30 days).",
                           newest ? "the newest " : "", answered, half, most);
}

static void
post_intent(WebCall *call)
{
    g_autoptr(json_t) params = which(call);
    g_autofree char *page = call_path("/replies/%" G_GINT64_FORMAT, reply_id(call));

    json_set_text(params, "intent", http_request_form(call->request, "intent"));
    change(call, "reply intent", params, "Noted. Replies like it are read so from now on.", page);
}

const PageRoute REPLY_DESK_ROUTES[] = {
    { "POST", "/replies/:id/intent", post_intent, false },
    { "POST", "/replies/:id/answer", post_answer, false },
    { "POST", "/replies/:id/take-back", post_take_back, false },
    { "POST", "/replies/:id/assign", post_assign, false },
    { "POST", "/replies/:id/snooze", post_snooze, false },
    { 0 },
};
