/* Mailboxes: where mail leaves and replies are seen. The list, one mailbox with its Test, a form
 * with what the usual providers want. */
#include <string.h>

#include "web/pages.h"

typedef struct {
    const char *key, *label, *smtp, *imap, *help;
} Provider;

static const Provider PROVIDERS[] = {
    { "own", "Own server", "smtp://mail.example.com:587", "imaps://mail.example.com:993",
      "Put in your server's names. smtp://...:587 starts TLS by itself; smtps://...:465 is TLS "
      "from "
      "the first byte." },
    { "google", "Gmail or Google Workspace", "smtp://smtp.gmail.com:587",
      "imaps://imap.gmail.com:993",
      "Google wants an app password here, not the one you sign in with: turn on 2-step "
      "verification, then make one at myaccount.google.com under App passwords." },
    { "microsoft", "Microsoft 365", "smtp://smtp.office365.com:587", "",
      "Your admin has to allow SMTP AUTH for this mailbox. Microsoft no longer takes passwords for "
      "reading mail, so leave IMAP empty there: replies must then be marked by hand." },
    { "trial", "Trial: nothing leaves", "outbox:", "",
      "Mails stay here and can be read in the Outbox. Nothing is sent, no password is needed." },
};

static char *
url_of(const char *address)
{
    g_autofree char *segment = g_uri_escape_string(address, "@", FALSE);

    return g_strconcat("/mailboxes/", segment, NULL);
}

static void
decorate(WebCall *call, json_t *row)
{
    bool paused = strcmp(json_text(row, "state", ""), "paused") == 0;
    const char *imap = json_text(row, "imap", NULL);
    const char *smtp = json_text(row, "smtp", "");
    g_autofree char *url = url_of(json_text(row, "address", ""));
    int64_t limit = MAX(json_int(row, "limit_today", 1), 1);
    Instant checked_us;

    json_set_text(row, "url", url);
    json_set_bool(row, "paused", paused);
    json_set_bool(row, "is_trial", g_str_has_prefix(smtp, "outbox:"));
    json_set_bool(row, "deaf",
                  !g_str_has_prefix(smtp, "outbox:") && (imap == NULL || imap[0] == '\0'));
    json_set_bool(row, "full", json_int(row, "sent_today", 0) >= limit);
    if (instant_parse(json_text(row, "last_checked", ""), &checked_us, NULL)) {
        g_autofree char *say = zone_say(call->session.zone, checked_us, app_now_us(call->app));
        json_set_text(row, "checked_say", say);
    }
}

static void
get_mailboxes(WebCall *call)
{
    g_autoptr(json_t) list = call_operation(call, "mailbox list", NULL);
    json_t *row;
    gsize i;

    if (list == NULL)
        return;
    json_array_foreach(json_object_get(list, "rows"), i, row)
    {
        decorate(call, row);
    }
    json_set_bool(list, "any", json_array_size(json_object_get(list, "rows")) > 0);
    call_page(call, "mailboxes", "mailboxes", "Mailboxes", list);
}

static const Provider *
find_provider(const char *key)
{
    for (gsize i = 0; key != NULL && i < G_N_ELEMENTS(PROVIDERS); i++)
        if (strcmp(PROVIDERS[i].key, key) == 0)
            return &PROVIDERS[i];
    return &PROVIDERS[0];
}

static void
set_users(WebCall *call, json_t *context, const char *chosen)
{
    g_autoptr(json_t) users = call_try_operation(call, "user list", NULL, NULL);
    json_t *user;
    gsize i;

    json_array_foreach(json_object_get(users, "rows"), i, user)
    {
        json_set_bool(user, "selected",
                      g_strcmp0(json_text(user, "email", ""), chosen) == 0 ||
                          g_strcmp0(json_text(user, "name", ""), chosen) == 0);
    }
    json_object_set(context, "users", json_object_get(users, "rows"));
}

/* How it signs in: by password, or through one of the workspace's clients at providers. */
static void
set_sign_in(WebCall *call, json_t *context, const char *chosen)
{
    g_autoptr(json_t) clients = call_try_operation(call, "oauth list", NULL, NULL);
    json_t *client;
    gsize i;

    json_array_foreach(json_object_get(clients, "rows"), i, client)
    {
        json_set_bool(client, "selected",
                      g_strcmp0(json_text(client, "provider", ""), chosen) == 0);
    }
    json_set_bool(context, "has_clients", json_array_size(json_object_get(clients, "rows")) > 0);
    json_object_set(context, "clients", json_object_get(clients, "rows"));
}

static void
set_form(WebCall *call, json_t *context)
{
    static const char *const NAMES[] = { "address",   "name",      "smtp",        "smtp_user",
                                         "imap",      "imap_user", "daily_limit", "hourly_limit",
                                         "ramp_days", "pace_s",    NULL };

    for (const char *const *name = NAMES; *name != NULL; name++) {
        const char *field = strcmp(*name, "pace_s") == 0 ? "pace" : *name;
        const char *value = http_request_form(call->request, field);
        if (value != NULL)
            json_set_text(context, *name, value);
    }
}

static void
show_new(WebCall *call, const GError *problem)
{
    const char *key = problem != NULL ? http_request_form(call->request, "provider")
                                      : http_request_query(call->request, "provider");
    const Provider *provider = find_provider(key);
    g_autoptr(json_t) context = json_object();
    json_t *providers = json_array();

    for (gsize i = 0; i < G_N_ELEMENTS(PROVIDERS); i++)
        json_array_append_new(providers,
                              json_pack("{s:s, s:s, s:b}", "key", PROVIDERS[i].key, "label",
                                        PROVIDERS[i].label, "current", &PROVIDERS[i] == provider));
    json_object_set_new(context, "providers", providers);
    json_set_text(context, "provider", provider->key);
    json_set_text(context, "help", provider->help);
    json_set_bool(context, "is_trial", strcmp(provider->key, "trial") == 0);
    if (provider != &PROVIDERS[0]) {
        json_set_text(context, "smtp", provider->smtp);
        json_set_text(context, "imap", provider->imap);
    }
    json_set_text(context, "smtp_hint", provider->smtp);
    json_set_text(context, "imap_hint", provider->imap);
    json_set_int(context, "daily_limit", 100);
    json_set_int(context, "hourly_limit", 0);
    json_set_int(context, "ramp_days", provider == &PROVIDERS[3] ? 0 : 14);
    json_set_int(context, "pace_s", 20);
    json_set_bool(context, "is_new", true);
    json_set_text(context, "name", call->session.name);
    json_set_text(context, "action", "/mailboxes");
    set_sign_in(call, context, provider->key);
    set_users(call, context, call->session.email);
    if (problem != NULL) {
        set_form(call, context);
        json_set_text(context, "problem", problem->message);
        http_response_status(call->response, error_trait(problem)->http_status);
    }
    call_page(call, "mailbox-new", "mailboxes", "Add a mailbox", context);
}

static void
get_new(WebCall *call)
{
    show_new(call, NULL);
}

static json_t *
form_params(WebCall *call)
{
    static const char *const NAMES[] = { "name",          "smtp",         "smtp_user", "imap_user",
                                         "password",      "daily_limit#", "pace#",     "user",
                                         "hourly_limit#", "ramp_days#",   "oauth",     NULL };

    return call_params(call, true, NAMES);
}

static void
post_new(WebCall *call)
{
    const char *address = http_request_form(call->request, "address");
    const char *imap = http_request_form(call->request, "imap");
    g_autoptr(json_t) params = form_params(call);
    g_autoptr(GError) error = NULL;

    if (params == NULL)
        return;
    json_set_text(params, "address", address != NULL ? address : "");
    if (imap != NULL && imap[0] != '\0')
        json_set_text(params, "imap", imap);
    g_autoptr(json_t) added = call_try_operation(call, "mailbox add", params, &error);
    if (added == NULL) {
        show_new(call, error);
        return;
    }
    g_autofree char *url = url_of(json_text(added, "address", ""));
    call_redirect(call, url,
                  json_flag(added, "signed_in", true)
                      ? "Added. Test it before the first mail leaves."
                      : "Added. Sign in to it now.",
                  NULL);
}

/* `tested`: both verdicts, or NULL; `problem`: why a change was refused, or NULL. */
static void
show_mailbox(WebCall *call, const json_t *tested, const GError *problem)
{
    const char *address = http_request_segment(call->request, "address");
    g_autoptr(json_t) list = call_operation(call, "mailbox list", NULL);
    g_autoptr(GError) error = NULL;
    json_t *row, *found = NULL;
    gsize i;

    if (list == NULL)
        return;
    json_array_foreach(json_object_get(list, "rows"), i, row)
    {
        if (g_ascii_strcasecmp(json_text(row, "address", ""), address) == 0)
            found = row;
    }
    if (found == NULL) {
        error_set(&error, SEVENTH_ERROR_NOT_FOUND, "There is no mailbox %s.", address);
        call_fail(call, error);
        return;
    }
    decorate(call, found);
    json_set_text(found, "heading", json_text(found, "address", ""));
    json_set_text(found, "action", json_text(found, "url", ""));
    set_users(call, found, json_text(found, "user", NULL));
    set_sign_in(call, found, json_text(found, "oauth", NULL));
    json_set_bool(found, "unsigned", !json_flag(found, "signed_in", true));
    if (tested != NULL)
        json_object_set(found, "tested", (json_t *)tested);
    if (problem != NULL) {
        set_form(call, found);
        json_set_text(found, "problem", problem->message);
        http_response_status(call->response, error_trait(problem)->http_status);
    }
    call_page(call, "mailbox", "mailboxes", address, found);
}

static void
get_mailbox(WebCall *call)
{
    show_mailbox(call, NULL, NULL);
}

static void
post_edit(WebCall *call)
{
    const char *address = http_request_segment(call->request, "address");
    const char *imap = http_request_form(call->request, "imap");
    g_autoptr(json_t) params = form_params(call);
    g_autoptr(GError) error = NULL;

    if (params == NULL)
        return;
    json_set_text(params, "address", address);
    json_set_text(params, "imap", imap != NULL ? imap : "");
    g_autoptr(json_t) edited = call_try_operation(call, "mailbox edit", params, &error);
    if (edited == NULL) {
        show_mailbox(call, NULL, error);
        return;
    }
    g_autofree char *url = url_of(address);
    call_redirect(call, url, "Saved", NULL);
}

static json_t *
address_params(WebCall *call)
{
    return json_pack("{s:s}", "address", http_request_segment(call->request, "address"));
}

static void
post_test(WebCall *call)
{
    g_autoptr(json_t) params = address_params(call);
    g_autoptr(json_t) tested = call_operation(call, "mailbox test", params);

    if (tested != NULL)
        show_mailbox(call, tested, NULL);
}

/* Pausing has its own undo: resuming. */
static void
turn(WebCall *call, const char *verb, const char *toast, const char *opposite)
{
    g_autoptr(json_t) params = address_params(call);
    g_autoptr(json_t) changed = call_operation(call, verb, params);

    if (changed == NULL)
        return;
    g_autofree char *url = url_of(json_text(changed, "address", ""));
    g_autofree char *undo = g_strconcat(url, opposite, NULL);
    call_redirect(call, call_back(call, "/mailboxes"), toast, undo);
}

static void
post_pause(WebCall *call)
{
    turn(call, "mailbox pause", "Paused: nothing leaves from here", "/resume");
}

static void
post_resume(WebCall *call)
{
    turn(call, "mailbox resume", "Sends again", "/pause");
}

const PageRoute MAILBOX_ROUTES[] = {
    { "GET", "/mailboxes", get_mailboxes, 0 },
    { "POST", "/mailboxes", post_new, 0 },
    { "GET", "/new-mailbox", get_new, 0 },
    { "GET", "/mailboxes/:address", get_mailbox, 0 },
    { "POST", "/mailboxes/:address", post_edit, 0 },
    { "POST", "/mailboxes/:address/test", post_test, PAGE_SLOW },
    { "POST", "/mailboxes/:address/pause", post_pause, 0 },
    { "POST", "/mailboxes/:address/resume", post_resume, 0 },
    { 0 },
};
