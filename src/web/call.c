/* Answers every page shares. */
#include "web/call.h"

#include <string.h>

#include "channel/channel.h"
#include "web/page.h"
#include "web/sentence.h"

#define TOAST_COOKIE "toast"
#define UNDO_COOKIE "undo"
#define THEME_COOKIE "theme"
#define TOAST_SECONDS 60

json_t *
call_try_operation(WebCall *call, const char *verb, const json_t *params, GError **error)
{
    json_t *result = NULL;

    if (!operation_call(call->app, &call->session.actor, verb, params, &result, NULL, error))
        return NULL;
    if (call->options->poke != NULL && strcmp(http_request_method(call->request), "POST") == 0)
        call->options->poke(call->options->poke_data);
    return result != NULL ? result : json_object();
}

json_t *
call_operation(WebCall *call, const char *verb, const json_t *params)
{
    g_autoptr(GError) error = NULL;
    json_t *result = call_try_operation(call, verb, params, &error);

    if (result == NULL)
        call_fail(call, error);
    return result;
}

static bool
set_param(WebCall *call, json_t *params, const char *name, const char *value)
{
    gsize length = strlen(name);
    g_autoptr(GError) error = NULL;
    gint64 number;

    if (name[length - 1] != '#') {
        json_set_text(params, name, value);
        return true;
    }
    g_autofree char *plain = g_strndup(name, length - 1);
    if (!g_ascii_string_to_signed(value, 10, G_MININT64, G_MAXINT64, &number, NULL)) {
        error_set(&error, SEVENTH_ERROR_INVALID, "%s: \"%.40s\" is not a whole number", plain,
                  value);
        call_fail(call, error);
        return false;
    }
    json_set_int(params, plain, number);
    return true;
}

json_t *
call_params(WebCall *call, bool from_form, const char *const *names)
{
    g_autoptr(json_t) params = json_object();

    for (; *names != NULL; names++) {
        g_autofree char *plain = g_strndup(*names, strcspn(*names, "#"));
        const char *value = from_form ? http_request_form(call->request, plain)
                                      : http_request_query(call->request, plain);
        if (value != NULL && value[0] != '\0' && !set_param(call, params, *names, value))
            return NULL;
    }
    return g_steal_pointer(&params);
}

static const struct {
    const char *section, *href, *icon, *label, *count;
    bool is_more;
} NAVIGATION[] = {
    { "today", "/today", "sun", "Today", "tasks", false },
    { "replies", "/replies", "reply", "Replies", "replies", false },
    { "prospects", "/prospects", "users", "Prospects", NULL, false },
    { "sequences", "/sequences", "list-ordered", "Sequences", NULL, false },
    { "library", "/library", "lightbulb", "Library", NULL, true },
    { "held", "/held", "triangle-alert", "Held", "held", true },
    { "import", "/import", "upload", "Import", NULL, true },
    { "review", "/review", "eye", "Review", NULL, true },
    { "audit", "/audit", "chart-no-axes-column", "Audit", NULL, true },
    { "mailboxes", "/mailboxes", "mail", "Mailboxes", NULL, true },
    { "outbox", "/outbox", "send", "Outbox", NULL, true },
};

const json_t *
call_counts(WebCall *call)
{
    if (call->counts == NULL)
        call->counts = call_try_operation(call, "today counts", NULL, NULL);
    return call->counts;
}

const char *
call_back(WebCall *call, const char *otherwise)
{
    const char *back = http_request_form(call->request, "back");

    if (back == NULL)
        back = http_request_query(call->request, "back");
    return back != NULL && back[0] == '/' && back[1] != '/' && strpbrk(back, "\\\r\n") == NULL
               ? back
               : otherwise;
}

static json_t *
navigation(WebCall *call, const char *section)
{
    json_t *list = json_array();
    const json_t *counts = call_counts(call);

    for (gsize i = 0; i < G_N_ELEMENTS(NAVIGATION); i++) {
        json_t *entry = json_object();
        json_set_text(entry, "href", NAVIGATION[i].href);
        json_set_text(entry, "icon", NAVIGATION[i].icon);
        json_set_text(entry, "label", NAVIGATION[i].label);
        json_set_bool(entry, "current", strcmp(NAVIGATION[i].section, section) == 0);
        json_set_bool(entry, "rest", NAVIGATION[i].is_more);
        int64_t count = NAVIGATION[i].count != NULL ? json_int(counts, NAVIGATION[i].count, 0) : 0;
        if (g_strcmp0(NAVIGATION[i].count, "held") == 0)
            count += json_int(counts, "in_doubt", 0);
        if (count > 0)
            json_set_int(entry, "count", count);
        json_array_append_new(list, entry);
    }
    json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:b, s:b}", "href", "/more", "icon",
                                          "ellipsis", "label", "More", "more", 1, "current",
                                          strcmp(section, "more") == 0));
    return list;
}

/* A toast is shown once: the cookie that brought it is deleted. */
static void
take_toast(WebCall *call, json_t *context)
{
    const char *text = http_request_cookie(call->request, TOAST_COOKIE);
    const char *undo = http_request_cookie(call->request, UNDO_COOKIE);

    if (text == NULL)
        return;
    g_autofree char *plain = g_uri_unescape_string(text, NULL);
    g_autofree char *path = undo != NULL ? g_uri_unescape_string(undo, NULL) : NULL;
    if (plain != NULL && g_utf8_validate(plain, -1, NULL)) {
        json_t *toast = json_object();
        json_set_text(toast, "text", plain);
        if (path != NULL && path[0] == '/' && path[1] != '/')
            json_set_text(toast, "undo", path);
        json_object_set_new(context, "toast", toast);
    }
    http_response_cookie(call->response, TOAST_COOKIE, "", -1, call->options->secure_cookies);
    if (undo != NULL)
        http_response_cookie(call->response, UNDO_COOKIE, "", -1, call->options->secure_cookies);
}

void
call_page(WebCall *call, const char *name, const char *section, const char *title, json_t *context)
{
    const char *theme = http_request_cookie(call->request, THEME_COOKIE);
    const char *problem = json_text(context, "problem", NULL);

    if (problem != NULL) {
        g_autofree char *sentence = sentence_of(problem);
        json_set_text(context, "problem", sentence);
    }
    json_set_text(context, "title", title);
    if (call->session.email != NULL) {
        json_object_set_new(context, "nav", navigation(call, section));
        json_object_set_new(
            context, "user",
            json_pack("{s:s, s:s}", "name", call->session.name, "email", call->session.email));
        json_set_text(context, "csrf", call->session.csrf);
    }
    if (theme != NULL && (strcmp(theme, "light") == 0 || strcmp(theme, "dark") == 0))
        json_set_text(context, "theme", theme);
    take_toast(call, context);
    page_send(call->response, call->app->world, name, context);
}

void
call_redirect(WebCall *call, const char *location, const char *toast, const char *undo)
{
    bool secure = call->options->secure_cookies;

    if (toast != NULL) {
        g_autofree char *escaped = g_uri_escape_string(toast, NULL, FALSE);
        http_response_cookie(call->response, TOAST_COOKIE, escaped, TOAST_SECONDS, secure);
    }
    if (undo != NULL) {
        g_autofree char *escaped = g_uri_escape_string(undo, NULL, FALSE);
        http_response_cookie(call->response, UNDO_COOKIE, escaped, TOAST_SECONDS, secure);
    }
    http_response_redirect(call->response, location);
}

static const char *
error_title(int status)
{
    switch (status) {
    case 403:
        return "Not for you";
    case 404:
        return "Not here";
    case 409:
        return "That changed meanwhile";
    case 422:
        return "That does not fit";
    case 429:
        return "Too much at once";
    case 503:
        return "Not reachable right now";
    default:
        return "Something broke";
    }
}

void
call_fail(WebCall *call, const GError *error)
{
    int status = error_trait(error)->http_status;
    g_autoptr(json_t) context = json_object();

    json_set_text(context, "heading", error_title(status));
    g_autofree char *message = sentence_of(error->message);
    json_set_text(context, "message", message);
    http_response_status(call->response, status);
    call_page(call, "error", "", error_title(status), context);
}

char *
call_path(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    char *path = g_strdup_vprintf(format, args);
    va_end(args);
    return path;
}

const char *
channel_icon(const char *channel)
{
    return channel_driver(channel_kind_parse(channel))->icon;
}
