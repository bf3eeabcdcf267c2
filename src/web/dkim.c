/* The keys that sign outgoing mail, and the records to publish for them. */
#include "web/again.h"
#include "web/decorate.h"
#include "web/pages.h"

/* The page; after a refusal with what was typed and why it will not do. */
static void
show(WebCall *call, const GError *problem)
{
    g_autoptr(json_t) context = call_operation(call, "dkim list", NULL);

    if (context == NULL)
        return;
    decorate_has(context, "rows");
    json_set_bool(context, "admin", call->session.actor.role >= ROLE_ADMIN);
    again_fill(call, context, problem);
    call_page(call, "dkim", "settings", "Signing mail", context);
}

static void
get_dkim(WebCall *call)
{
    show(call, NULL);
}

static void
change(WebCall *call, const char *verb, const char *toast)
{
    static const char *const NAMES[] = { "domain", "selector", NULL };
    g_autoptr(json_t) params = call_params(call, true, NAMES);

    if (params == NULL)
        return;
    if (http_request_form(call->request, "unchecked") != NULL)
        json_set_bool(params, "unchecked", true);
    again_change(call, verb, params, show, "/dkim", toast);
}

static void
post_add(WebCall *call)
{
    change(call, "dkim add", "Made. Publish its record, then let it sign.");
}

static void
post_on(WebCall *call)
{
    change(call, "dkim on", "Mail of this domain is signed from now on");
}

static void
post_off(WebCall *call)
{
    change(call, "dkim off", "Not signed any more");
}

static void
post_remove(WebCall *call)
{
    change(call, "dkim remove", "Forgotten. Take its record out of DNS, too.");
}

const PageRoute DKIM_ROUTES[] = {
    { "GET", "/dkim", get_dkim, 0 },
    { "POST", "/dkim", post_add, PAGE_SLOW },   /* making a key takes its time */
    { "POST", "/dkim/on", post_on, PAGE_SLOW }, /* asks DNS */
    { "POST", "/dkim/off", post_off, 0 },
    { "POST", "/dkim/remove", post_remove, 0 },
    { 0 },
};
