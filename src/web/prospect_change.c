/* The forms of a prospect's page: each changes one thing and comes back with a toast. */
#include <string.h>

#include "web/again.h"
#include "web/decorate.h"
#include "web/pages.h"

static int64_t
prospect_id(WebCall *call)
{
    return g_ascii_strtoll(http_request_segment(call->request, "id"), NULL, 10);
}

static void
set_whom(WebCall *call, json_t *params)
{
    json_object_set_new(params, "prospect", json_sprintf("#%" G_GINT64_FORMAT, prospect_id(call)));
}

/* Runs the operation; what does not fit comes back on the page with its form open. NULL: answered
 * already. */
static json_t *
change(WebCall *call, const char *verb, json_t *params)
{
    g_autoptr(GError) error = NULL;

    if (params == NULL)
        return NULL;
    set_whom(call, params);
    json_t *result = call_try_operation(call, verb, params, &error);
    if (result == NULL)
        prospect_show(call, prospect_id(call), error);
    return result;
}

static void
done(WebCall *call, const char *toast, const char *undo_verb)
{
    g_autofree char *page = call_path("/prospects/%" G_GINT64_FORMAT, prospect_id(call));
    g_autofree char *undo = undo_verb != NULL ? g_strconcat(page, "/", undo_verb, NULL) : NULL;

    call_redirect(call, call_back(call, page), toast, undo);
}

/* A value of "field.fleet_size" is one of the workspace's own fields. */
static void
add_own_field(const char *name, const char *value, void *data)
{
    if (g_str_has_prefix(name, "field."))
        json_array_append_new(data, json_sprintf("%s=%s", name + strlen("field."), value));
}

/* Here an empty field says something: it clears what is known. */
static void
post_edit(WebCall *call)
{
    static const char *const NAMES[] = { "first_name", "last_name", "title",   "role",
                                         "email",      "phone",     "mobile",  "linkedin",
                                         "country",    "zone",      "language" };
    g_autoptr(json_t) params = json_object();

    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        const char *value = http_request_form(call->request, NAMES[i]);
        if (value != NULL)
            json_set_text(params, NAMES[i], value);
    }
    json_t *own = json_array();
    http_request_each_form(call->request, add_own_field, own);
    json_object_set_new(params, "field", own);
    g_autoptr(json_t) person = change(call, "prospect edit", params);
    if (person != NULL)
        done(call, "Saved. Mail that waited for this is tried again.", NULL);
}

static void
post_pause(WebCall *call)
{
    static const char *const NAMES[] = { "until", "why", NULL };
    g_autoptr(json_t) params = call_params(call, true, NAMES);
    g_autoptr(json_t) person = change(call, "prospect pause", params);

    if (person == NULL)
        return;
    g_autofree char *day = decorate_short_day(json_text(params, "until", NULL));
    g_autofree char *toast = g_strdup_printf("Paused until %s.", day != NULL ? day : "then");
    done(call, toast, "resume");
}

static void
post_resume(WebCall *call)
{
    g_autoptr(json_t) params = json_object();
    g_autoptr(json_t) person = change(call, "prospect resume", params);

    if (person != NULL)
        done(call, "On again.", NULL);
}

static void
post_enroll(WebCall *call)
{
    static const char *const NAMES[] = { "sequence", NULL };
    g_autoptr(json_t) params = call_params(call, true, NAMES);
    g_autoptr(json_t) result = change(call, "enroll", params);
    g_autoptr(GError) problem = NULL;

    if (result == NULL)
        return;
    const json_t *refused = json_array_get(json_object_get(result, "refused"), 0);
    if (refused != NULL) {
        error_set(&problem, SEVENTH_ERROR_CONFLICT, "Not enrolled: this person %s.",
                  json_text(refused, "reason", "cannot be enrolled"));
        prospect_show(call, prospect_id(call), problem);
        return;
    }
    g_autofree char *toast = g_strdup_printf("In %s now. The first touch is being planned.",
                                             json_text(params, "sequence", "the sequence"));
    done(call, toast, "unenroll");
}

static void
post_unenroll(WebCall *call)
{
    g_autoptr(json_t) params = json_object();
    g_autoptr(json_t) person = change(call, "unenroll", params);

    if (person != NULL)
        done(call, "Out of the sequence. Promises stay.", NULL);
}

static void
post_opt_out(WebCall *call)
{
    static const char *const NAMES[] = { "channel", NULL };
    g_autoptr(json_t) params = call_params(call, true, NAMES);
    g_autoptr(json_t) person = change(call, "prospect opt-out", params);

    if (person != NULL)
        done(call, "Noted. Nothing more goes out that way.", NULL);
}

static void
post_next(WebCall *call)
{
    static const char *const NAMES[] = { "later", "trigger", "person", "path", "months#", NULL };
    g_autoptr(json_t) params = call_params(call, true, NAMES);
    bool never = http_request_form(call->request, "never") != NULL;

    if (params == NULL)
        return;
    if (never)
        json_set_bool(params, "never", true);
    if (http_request_form(call->request, "nurture") != NULL)
        json_set_bool(params, "nurture", true);
    const char *path = json_text(params, "path", NULL);
    bool nurture = json_flag(params, "nurture", false);
    g_autoptr(json_t) person = change(call, "prospect next", params);
    if (person == NULL)
        return;
    g_autofree char *day = decorate_short_day(json_text(params, "later", NULL));
    g_autofree char *toast =
        never          ? g_strdup("Left in peace for good.")
        : path != NULL ? g_strdup("Decided. It is on its way.")
        : nurture      ? g_strdup("One useful thing a month from now on.")
        : day != NULL  ? g_strdup_printf("Seventh brings them back on %s.", day)
                       : g_strdup_printf("On to %s.", json_text(params, "person", "them"));
    done(call, toast, NULL);
}

static void
post_signal(WebCall *call)
{
    static const char *const NAMES[] = { "kind", "note", NULL };
    g_autoptr(json_t) params = call_params(call, true, NAMES);
    g_autoptr(json_t) signal = change(call, "signal add", params);

    if (signal != NULL)
        done(call, json_text(signal, "say", "Noted."), NULL);
}

const PageRoute PROSPECT_CHANGE_ROUTES[] = {
    { "POST", "/prospects/:id/edit", post_edit, false },
    { "POST", "/prospects/:id/pause", post_pause, false },
    { "POST", "/prospects/:id/resume", post_resume, false },
    { "POST", "/prospects/:id/enroll", post_enroll, false },
    { "POST", "/prospects/:id/unenroll", post_unenroll, false },
    { "POST", "/prospects/:id/opt-out", post_opt_out, false },
    { "POST", "/prospects/:id/next", post_next, false },
    { "POST", "/prospects/:id/signal", post_signal, false },
    { 0 },
};
