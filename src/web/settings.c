/* Settings: the workspace, its users, the look; and on a phone the way to what the bar has no room
 * for. */
#include <string.h>

#include "app/operation.h"
#include "web/pages.h"
#include "web/sentence.h"

#define THEME_COOKIE "theme"
#define THEME_SECONDS (365 * 86400)

/* What a form held when it was refused, so that nobody types twice. */
typedef struct {
    const char *form; /* "workspace", "added", "reset"; NULL: none */
    const char *problem;
    int status;
} Refused;

static json_t *
refused_form(WebCall *call, const char *problem, const char *const *names)
{
    json_t *form = json_object();

    g_autofree char *sentence = sentence_of(problem);
    json_set_text(form, "problem", sentence);
    for (; *names != NULL; names++)
        json_set_text(form, *names, http_request_form(call->request, *names));
    return form;
}

static void
mark_users(WebCall *call, json_t *users)
{
    gsize i;
    json_t *user;

    json_array_foreach(users, i, user)
    {
        const char *email = json_text(user, "email", "");
        json_set_bool(user, "me", strcmp(email, call->session.email) == 0);
        json_set_bool(user, "gone", !json_flag(user, "active", true));
    }
}

static void
set_theme_choices(WebCall *call, json_t *context)
{
    static const struct {
        const char *value, *label, *icon;
    } CHOICES[] = {
        { "system", "As the system", "sun-moon" },
        { "light", "Light", "sun" },
        { "dark", "Dark", "moon" },
    };
    const char *theme = http_request_cookie(call->request, THEME_COOKIE);
    json_t *list = json_array();

    if (theme == NULL || (strcmp(theme, "light") != 0 && strcmp(theme, "dark") != 0))
        theme = "system";
    for (gsize i = 0; i < G_N_ELEMENTS(CHOICES); i++)
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:b}", "value", CHOICES[i].value,
                                              "label", CHOICES[i].label, "icon", CHOICES[i].icon,
                                              "chosen", strcmp(theme, CHOICES[i].value) == 0));
    json_object_set_new(context, "themes", list);
}

static void
show_settings(WebCall *call, const Refused *refused)
{
    static const char *const WORKSPACE[] = { "name", "zone", "postal_address", "public_url", NULL };
    static const char *const USER[] = { "email", "name", "zone", NULL };
    g_autoptr(json_t) context = json_object();
    json_t *workspace = call_operation(call, "workspace show", NULL);
    g_autoptr(json_t) users = NULL;

    if (workspace == NULL)
        return;
    json_object_set_new(context, "workspace", workspace);
    users = call_operation(call, "user list", NULL);
    if (users == NULL)
        return;
    mark_users(call, json_object_get(users, "rows"));
    json_object_set(context, "users", json_object_get(users, "rows"));
    json_set_bool(workspace, "tracks",
                  strcmp(json_text(workspace, "track_clicks", "off"), "on") == 0);
    json_set_bool(context, "sends", strcmp(json_text(workspace, "sending", "on"), "on") == 0);
    json_set_bool(context, "admin", call->session.actor.role >= ROLE_ADMIN);
    json_set_bool(context, "settings", true);
    json_set_text(context, "email", call->session.email);
    set_theme_choices(call, context);
    if (refused->form != NULL && strcmp(refused->form, "workspace") == 0) {
        g_autoptr(json_t) form = refused_form(call, refused->problem, WORKSPACE);
        json_object_update(workspace, form);
    } else if (refused->form != NULL) {
        json_object_set_new(context, refused->form, refused_form(call, refused->problem, USER));
    }
    if (refused->status != 0)
        http_response_status(call->response, refused->status);
    json_set_text(context, "zone", json_text(workspace, "zone", NULL));
    call_page(call, "settings", "settings", "Settings", context);
}

static void
get_settings(WebCall *call)
{
    show_settings(call, &(Refused){ 0 });
}

/* Runs the operation; a refusal shows the page again with what was typed. */
static bool
change(WebCall *call, const char *form, const char *verb, const json_t *params)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(json_t) result = call_try_operation(call, verb, params, &error);

    if (result == NULL)
        show_settings(call, &(Refused){ form, error->message, error_trait(error)->http_status });
    return result != NULL;
}

static void
post_workspace(WebCall *call)
{
    static const char *const NAMES[] = { "name", "zone", NULL };
    const char *address = http_request_form(call->request, "postal_address");
    const char *url = http_request_form(call->request, "public_url");
    g_autoptr(json_t) params = call_params(call, true, NAMES);

    if (params == NULL)
        return;
    json_set_text(params, "postal_address", address != NULL ? address : "");
    json_set_text(params, "public_url", url != NULL ? url : "");
    json_set_text(params, "track_clicks",
                  http_request_form(call->request, "track_clicks") != NULL ? "on" : "off");
    if (change(call, "workspace", "workspace set", params))
        call_redirect(call, "/settings", "Saved", NULL);
}

static void
post_sending(WebCall *call)
{
    const char *sending = http_request_form(call->request, "sending");
    bool on = sending != NULL && strcmp(sending, "on") == 0;
    g_autoptr(json_t) params = json_pack("{s:s}", "sending", on ? "on" : "off");

    if (change(call, "workspace", "workspace set", params))
        call_redirect(call, "/settings",
                      on ? "Mail leaves again" : "No mail leaves until you turn it on again", NULL);
}

static void
post_user(WebCall *call)
{
    static const char *const NAMES[] = { "email", "name", "role", "zone", "password", NULL };
    g_autoptr(json_t) params = call_params(call, true, NAMES);

    if (params == NULL || !change(call, "added", "user add", params))
        return;
    g_autofree char *toast = g_strdup_printf("%s can sign in now", json_text(params, "email", ""));
    call_redirect(call, "/settings", toast, NULL);
}

static void
post_password(WebCall *call)
{
    static const char *const NAMES[] = { "email", "password", NULL };
    g_autoptr(json_t) params = call_params(call, true, NAMES);

    if (params == NULL || !change(call, "reset", "user password", params))
        return;
    g_autofree char *toast = g_strdup_printf("New password for %s; signed out everywhere",
                                             json_text(params, "email", ""));
    call_redirect(call, "/settings", toast, NULL);
}

static void
post_theme(WebCall *call)
{
    const char *theme = http_request_form(call->request, "theme");
    bool own = theme != NULL && (strcmp(theme, "light") == 0 || strcmp(theme, "dark") == 0);

    http_response_cookie(call->response, THEME_COOKIE, own ? theme : "", own ? THEME_SECONDS : -1,
                         call->options->secure_cookies);
    call_redirect(call, "/settings", NULL, NULL);
}

static void
get_more(WebCall *call)
{
    g_autoptr(json_t) context = json_object();

    call_page(call, "more", "more", "More", context);
}

const PageRoute SETTINGS_ROUTES[] = {
    { "GET", "/settings", get_settings, 0 },
    { "POST", "/settings/workspace", post_workspace, 0 },
    { "POST", "/settings/sending", post_sending, 0 },
    { "POST", "/settings/users", post_user, PAGE_SLOW }, /* hashing takes its time by design */
    { "POST", "/settings/password", post_password, PAGE_SLOW },
    { "POST", "/theme", post_theme, 0 },
    { "GET", "/more", get_more, 0 },
    { 0 },
};
