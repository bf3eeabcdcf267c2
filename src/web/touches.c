/* What one click on a task does: log, pass over, move, take back. */
#include <string.h>

#include "web/again.h"
#include "web/outcome_choice.h"
#include "web/pages.h"

static char *
who_of(WebCall *call)
{
    const char *name = http_request_form(call->request, "name");

    return g_strdup(name != NULL && name[0] != '\0' ? name : "Noted");
}

/* Undo leads back to the person's page when the touch was logged there, else to the task. */
static char *
undo_path(WebCall *call, int64_t touch_id)
{
    const char *back = call_back(call, "/today");
    g_autofree char *escaped = g_uri_escape_string(back, NULL, FALSE);

    return strcmp(back, "/today") == 0
               ? call_path("/touches/%" G_GINT64_FORMAT "/undo", touch_id)
               : call_path("/touches/%" G_GINT64_FORMAT "/undo?back=%s", touch_id, escaped);
}

/* A promise that can hardly be kept is seen before it is made: false with CONFLICT. */
static bool
check_promise(WebCall *call, const json_t *params, GError **error)
{
    const char *window = json_text(params, "promise", NULL);
    const char *channel =
        json_text(params, "promise_channel", json_text(params, "channel", "call"));
    g_autoptr(json_t) ask = json_object(), found = NULL;

    if (window == NULL)
        return true;
    json_set_text(ask, "prospect", json_text(params, "prospect", ""));
    json_set_text(ask, "channel", strcmp(channel, "voicemail") == 0 ? "call" : channel);
    json_set_text(ask, "window", window);
    found = call_try_operation(call, "promise check", ask, error);
    const char *problem = found != NULL ? json_text(found, "problem", NULL) : NULL;
    return found != NULL &&
           (problem == NULL ||
            error_set(error, SEVENTH_ERROR_CONFLICT,
                      "%s; add \"anyway\" to promise it all the same. Nothing is logged yet",
                      problem));
}

/* A note that promises something, and no promise beside it: the form comes back with the promise
 * filled in. Logged once more, as it is or with the field cleared, it is taken. */
static bool
offers_promise(WebCall *call, const json_t *params)
{
    const char *note = json_text(params, "note", NULL);
    g_autoptr(GError) asked = NULL;

    if (note == NULL || json_text(params, "promise", NULL) != NULL ||
        http_request_form(call->request, "offered") != NULL)
        return false;
    g_autoptr(json_t) read =
        json_pack("{s:s, s:s*}", "text", note, "prospect", json_text(params, "prospect", NULL));
    g_autoptr(json_t) found = call_try_operation(call, "promise read", read, NULL);
    const json_t *offer = json_object_get(found, "offer");
    if (!json_is_object(offer))
        return false;
    json_set_text(call->retyped, "promise", json_text(offer, "window", ""));
    error_set(&asked, SEVENTH_ERROR_INVALID,
              "your note promises a %s, %s: log it again to promise that, or clear the promise",
              json_text(offer, "channel_say", "call"), json_text(offer, "say", ""));
    again_show(call, asked);
    return true;
}

static void
post_log(WebCall *call)
{
    static const char *const NAMES[] = { "prospect",        "channel",   "outcome",
                                         "promise",         "note",      "value_point",
                                         "promise_channel", "touch_id#", NULL };
    g_autoptr(json_t) params = call_params(call, true, NAMES);
    g_autoptr(GError) error = NULL;

    if (params == NULL)
        return;
    g_autoptr(json_t) retyped = json_object();
    call->retyped = retyped;
    if (offers_promise(call, params))
        return;
    call->retyped = NULL;
    g_autoptr(json_t) logged = check_promise(call, params, &error)
                                   ? call_try_operation(call, "touch log", params, &error)
                                   : NULL;
    if (logged == NULL) {
        again_show(call, error);
        return;
    }
    g_autofree char *who = who_of(call);
    g_autofree char *outcome = outcome_choice_label(json_text(params, "outcome", NULL));
    g_autofree char *toast =
        g_strdup_printf("%s: %s. %s", who, outcome, json_text(logged, "next", ""));
    g_autofree char *undo = json_flag(logged, "can_undo", false)
                                ? undo_path(call, json_int(logged, "touch_id", 0))
                                : NULL;
    call_redirect(call, call_back(call, "/today"), toast, undo);
}

static json_t *
touch_params(WebCall *call)
{
    json_t *params = json_object();

    json_set_int(params, "touch_id",
                 g_ascii_strtoll(http_request_segment(call->request, "id"), NULL, 10));
    return params;
}

static char *
task_path(const json_t *params)
{
    return call_path("/today?task=%" G_GINT64_FORMAT, json_int(params, "touch_id", 0));
}

static void
post_undo(WebCall *call)
{
    g_autoptr(json_t) params = touch_params(call);
    g_autoptr(json_t) result = call_operation(call, "touch undo", params);
    g_autofree char *path = task_path(params);

    if (result != NULL)
        call_redirect(call, call_back(call, path),
                      "Taken back. What was planned before stands again.", NULL);
}

static void
post_skip(WebCall *call)
{
    g_autoptr(json_t) params = touch_params(call);
    const char *note = http_request_form(call->request, "note");
    g_autoptr(GError) error = NULL;

    if (note != NULL && note[0] != '\0')
        json_set_text(params, "why", note);
    g_autoptr(json_t) result = call_try_operation(call, "touch skip", params, &error);
    if (result == NULL) {
        again_show(call, error);
        return;
    }
    g_autofree char *who = who_of(call);
    g_autofree char *toast = g_strdup_printf("%s: passed over.", who);
    g_autofree char *undo = undo_path(call, json_int(params, "touch_id", 0));
    call_redirect(call, call_back(call, "/today"), toast, undo);
}

/* Where to: a button's "to", else what was typed ("when"). Undo brings "to" in its address. */
static const char *
wanted_window(WebCall *call)
{
    const char *to = http_request_form(call->request, "to");

    if (to == NULL || to[0] == '\0')
        to = http_request_query(call->request, "to");
    if (to == NULL || to[0] == '\0')
        to = http_request_form(call->request, "when");
    return to != NULL ? to : "";
}

/* The address that moves it back where it was. */
static char *
move_back_path(WebCall *call, const char *what, int64_t id)
{
    const char *was = http_request_form(call->request, "was");

    if (was == NULL || was[0] == '\0')
        return NULL;
    g_autofree char *escaped = g_uri_escape_string(was, NULL, FALSE);
    return call_path("/%s/%" G_GINT64_FORMAT "/move?to=%s", what, id, escaped);
}

static void
post_move(WebCall *call)
{
    g_autoptr(json_t) params = touch_params(call);
    g_autoptr(GError) error = NULL;

    json_set_text(params, "to", wanted_window(call));
    g_autoptr(json_t) result = call_try_operation(call, "touch move", params, &error);
    if (result == NULL) {
        again_show(call, error);
        return;
    }
    g_autofree char *undo = move_back_path(call, "touches", json_int(params, "touch_id", 0));
    call_redirect(call, call_back(call, "/today"), json_text(result, "say", NULL), undo);
}

/* It waits twenty seconds: undo takes it back. */
static void
post_send(WebCall *call)
{
    g_autoptr(json_t) params = touch_params(call);
    g_autoptr(GError) error = NULL;
    g_autoptr(json_t) result = call_try_operation(call, "touch send", params, &error);

    if (result == NULL) {
        again_show(call, error);
        return;
    }
    g_autofree char *undo =
        g_strdup_printf("/touches/%" G_GINT64_FORMAT "/unsend", json_int(params, "touch_id", 0));
    call_redirect(call, call_back(call, "/today"), "It leaves in 20 seconds.", undo);
}

static void
post_unsend(WebCall *call)
{
    g_autoptr(json_t) params = touch_params(call);
    g_autoptr(GError) error = NULL;
    g_autoptr(json_t) result = call_try_operation(call, "touch unsend", params, &error);

    if (result == NULL) {
        again_show(call, error);
        return;
    }
    call_redirect(call, call_back(call, "/today"), "Taken back: nothing left.", NULL);
}

const PageRoute TOUCHES_ROUTES[] = {
    { "POST", "/touches", post_log, false },
    { "POST", "/touches/:id/undo", post_undo, false },
    { "POST", "/touches/:id/send", post_send, false },
    { "POST", "/touches/:id/unsend", post_unsend, false },
    { "POST", "/touches/:id/skip", post_skip, false },
    { "POST", "/touches/:id/move", post_move, false },
    { 0 },
};
