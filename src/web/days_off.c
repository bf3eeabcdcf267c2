/* Days off: those to come, and a form for more. */
#include <string.h>

#include "app/operation.h"
#include "web/again.h"
#include "web/decorate.h"
#include "web/pages.h"

static void
dress_row(WebCall *call, json_t *row)
{
    const char *user = json_text(row, "user", NULL), *country = json_text(row, "country", NULL);
    const char *region = json_text(row, "region", NULL), *kind = json_text(row, "kind", "");
    bool manager = call->session.actor.role >= ROLE_MANAGER;
    g_autofree char *place = region != NULL ? g_strdup_printf("People in %s, %s", region, country)
                             : country != NULL ? g_strdup_printf("People in %s", country)
                                               : NULL;

    json_set_text(row, "whose", place != NULL ? place : user != NULL ? user : "Everybody");
    json_set_bool(row, "open", strcmp(kind, "open") == 0);
    json_set_bool(row, "closed", strcmp(kind, "closed") == 0);
    json_set_bool(row, "mine", manager || g_strcmp0(user, call->session.email) == 0);
}

static void
show(WebCall *call, const GError *problem)
{
    g_autoptr(json_t) context = call_operation(call, "day-off list", NULL);
    g_autoptr(json_t) users = context != NULL ? call_operation(call, "user list", NULL) : NULL;
    json_t *row;
    gsize i;

    if (users == NULL)
        return;
    json_array_foreach(json_object_get(context, "rows"), i, row)
    {
        dress_row(call, row);
    }
    decorate_has(context, "rows");
    json_object_set(context, "users", json_object_get(users, "rows"));
    json_set_bool(context, "manager", call->session.actor.role >= ROLE_MANAGER);
    again_fill(call, context, problem);
    call_page(call, "days-off", "settings", "Days off", context);
}

static void
get_days_off(WebCall *call)
{
    show(call, NULL);
}

static void
post_add(WebCall *call)
{
    static const char *const NAMES[] = { "from",    "until",  "name",  "hand_over_to",
                                         "country", "region", "hours", NULL };
    const char *whose = http_request_form(call->request, "whose");
    const char *open = http_request_form(call->request, "open");
    g_autoptr(json_t) params = call_params(call, true, NAMES);
    g_autoptr(GError) error = NULL;

    if (params == NULL)
        return;
    if (g_strcmp0(whose, "everyone") == 0)
        json_set_bool(params, "everyone", true);
    else if (whose != NULL && whose[0] != '\0')
        json_set_text(params, "user", whose);
    if (open != NULL)
        json_set_bool(params, "open", true);
    g_autoptr(json_t) added = call_try_operation(call, "day-off add", params, &error);
    if (added == NULL) {
        show(call, error);
        return;
    }
    gsize promises = json_array_size(json_object_get(added, "promises"));
    g_autofree char *warning =
        promises == 0
            ? g_strdup("")
            : g_strdup_printf(". %zu promise%s in these days: move %s first", promises,
                              promises == 1 ? " lies" : "s lie", promises == 1 ? "it" : "them");
    g_autofree char *toast =
        g_strdup_printf("Off: %s%s", json_text(added, "say", "noted"), warning);
    g_autofree char *undo =
        call_path("/days-off/%" G_GINT64_FORMAT "/remove", json_int(added, "day_off_id", 0));
    call_redirect(call, "/days-off", toast, undo);
}

static void
post_remove(WebCall *call)
{
    g_autoptr(json_t) params = json_object();

    json_set_int(params, "day_off_id",
                 g_ascii_strtoll(http_request_segment(call->request, "id"), NULL, 10));
    g_autoptr(json_t) removed = call_operation(call, "day-off remove", params);
    if (removed != NULL)
        call_redirect(call, "/days-off", "Removed; what it had moved is planned anew", NULL);
}

const PageRoute DAYS_OFF_ROUTES[] = {
    { "GET", "/days-off", get_days_off, 0 },
    { "POST", "/days-off", post_add, 0 },
    { "POST", "/days-off/:id/remove", post_remove, 0 },
    { 0 },
};
