/* See again.h. */
#include "web/again.h"

#include <string.h>

static void
keep_value(const char *name, const char *value, void *data)
{
    if (strcmp(name, "csrf") != 0 && strcmp(name, "password") != 0 &&
        json_object_get(data, name) == NULL)
        json_set_text(data, name, value);
}

void
again_fill(WebCall *call, json_t *context, const GError *problem)
{
    if (problem == NULL)
        return;
    json_t *typed = json_object();
    if (call->retyped != NULL)
        json_object_update(typed, call->retyped);
    http_request_each_form(call->request, keep_value, typed);
    const char *form = json_text(typed, "form", NULL);
    if (form != NULL) {
        g_autofree char *open = g_strconcat("open_", form, NULL);
        json_set_bool(context, open, true);
    }
    json_object_set_new(context, "typed", typed);
    json_set_text(context, "problem", problem->message);
    http_response_status(call->response, error_trait(problem)->http_status);
}

void
again_change(WebCall *call, const char *verb, const json_t *params, AgainShow show,
             const char *location, const char *toast)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(json_t) result = call_try_operation(call, verb, params, &error);

    if (result == NULL)
        show(call, error);
    else
        call_redirect(call, location, toast, NULL);
}

void
again_show(WebCall *call, const GError *problem)
{
    const char *back = call_back(call, "");

    if (g_str_has_prefix(back, "/today")) {
        const char *task = http_request_form(call->request, "touch_id");
        today_show(call, task != NULL ? g_ascii_strtoll(task, NULL, 10) : 0, problem);
    } else if (g_str_has_prefix(back, "/prospects/")) {
        prospect_show(call, g_ascii_strtoll(back + strlen("/prospects/"), NULL, 10), problem);
    } else if (g_str_has_prefix(back, "/replies/")) {
        reply_show(call, g_ascii_strtoll(back + strlen("/replies/"), NULL, 10), problem);
    } else {
        call_fail(call, problem);
    }
}
