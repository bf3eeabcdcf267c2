/* The library: what there is to say; and a draft, checked before it leaves. */
#include <string.h>

#include "web/decorate.h"
#include "web/pages.h"
#include "web/sentence.h"

static json_t *
typed_values(WebCall *call, const char *const *names)
{
    json_t *typed = json_object();

    for (; *names != NULL; names++)
        json_set_text(typed, *names, http_request_form(call->request, *names));
    return typed;
}

/* Each value point with what there is to show for it. */
static bool
add_assets(WebCall *call, json_t *rows)
{
    g_autoptr(json_t) assets = call_operation(call, "asset list", NULL);
    gsize i, k;
    json_t *row, *asset;

    if (assets == NULL)
        return false;
    json_array_foreach(rows, i, row)
    {
        json_t *own = json_array();
        json_array_foreach(json_object_get(assets, "rows"), k, asset)
        {
            if (strcmp(json_text(asset, "value_point", ""), json_text(row, "key", "")) == 0)
                json_array_append(own, asset);
        }
        json_set_bool(row, "has_assets", json_array_size(own) > 0);
        json_object_set_new(row, "assets", own);
    }
    return true;
}

/* `names`: of what was typed into the form that was refused. */
static void
show_library(WebCall *call, const char *const *names, const GError *problem)
{
    g_autoptr(json_t) params = json_pack("{s:b}", "all", 1);
    g_autoptr(json_t) context = call_operation(call, "value-point list", params);

    if (context == NULL || !add_assets(call, json_object_get(context, "rows")))
        return;
    decorate_has(context, "rows");
    if (problem != NULL) {
        g_autofree char *sentence = sentence_of(problem->message);
        json_set_text(context, "problem", sentence);
        json_object_set_new(context, "typed", typed_values(call, names));
        http_response_status(call->response, error_trait(problem)->http_status);
    }
    call_page(call, "library", "library", "Library", context);
}

static void
get_library(WebCall *call)
{
    show_library(call, NULL, NULL);
}

static void
post_point(WebCall *call)
{
    static const char *const NAMES[] = { "key",   "title",     "says",     "persona",
                                         "stage", "objective", "language", NULL };
    g_autoptr(json_t) params = call_params(call, true, NAMES);
    g_autoptr(GError) error = NULL;

    if (params == NULL)
        return;
    g_autoptr(json_t) result = call_try_operation(call, "value-point add", params, &error);
    if (result == NULL) {
        show_library(call, NAMES, error);
        return;
    }
    g_autofree char *toast =
        g_strdup_printf("%s is in the library", json_text(params, "title", "It"));
    call_redirect(call, "/library", toast, NULL);
}

static void
post_retire(WebCall *call)
{
    const char *key = http_request_segment(call->request, "key");
    g_autoptr(json_t) params = json_pack("{s:s}", "key", key);
    g_autoptr(json_t) result = call_operation(call, "value-point retire", params);

    if (result == NULL)
        return;
    g_autofree char *toast = g_strdup_printf("%s is retired. To bring it back, add its key again.",
                                             json_text(result, "title", key));
    call_redirect(call, "/library", toast, NULL);
}

/* --- a draft ------------------------------------------------------------------------------- */

static void
dress_findings(json_t *checked)
{
    json_t *findings = json_object_get(checked, "findings"), *finding;
    gsize i;

    json_array_foreach(findings, i, finding)
    {
        int64_t line = json_int(finding, "line", 0);
        g_autofree char *place =
            line > 0 ? g_strdup_printf("Line %" G_GINT64_FORMAT ", ", line) : g_strdup("Subject, ");
        json_set_text(finding, "place", place);
    }
    double novelty = json_number_value(json_object_get(checked, "novelty"));
    g_autofree char *say = g_strdup_printf("%.0f%% of it is new to them.", 100 * novelty);
    json_set_text(checked, "novelty_say", say);
    json_set_bool(checked, "sound", json_array_size(findings) == 0);
    json_set_bool(checked, "checked", true);
}

static void
get_draft(WebCall *call)
{
    g_autoptr(json_t) context = json_object();

    json_set_text(context, "prospect", http_request_query(call->request, "prospect"));
    json_set_text(context, "who", http_request_query(call->request, "prospect"));
    call_page(call, "draft", "library", "Check a draft", context);
}

static void
post_draft(WebCall *call)
{
    static const char *const NAMES[] = { "text", "subject", "prospect", NULL };
    g_autoptr(json_t) params = call_params(call, true, NAMES);
    g_autoptr(GError) error = NULL;

    if (params == NULL)
        return;
    g_autoptr(json_t) context = call_try_operation(call, "draft check", params, &error);
    if (context == NULL) {
        g_autofree char *sentence = sentence_of(error->message);
        context = json_object();
        json_set_text(context, "problem", sentence);
        http_response_status(call->response, error_trait(error)->http_status);
    } else {
        dress_findings(context);
    }
    json_set_text(context, "text", http_request_form(call->request, "text"));
    json_set_text(context, "subject", http_request_form(call->request, "subject"));
    json_set_text(context, "prospect", http_request_form(call->request, "prospect"));
    json_set_text(context, "who", json_text(context, "name", NULL));
    call_page(call, "draft", "library", "Check a draft", context);
}

const PageRoute LIBRARY_ROUTES[] = {
    { "GET", "/library", get_library, 0 },
    { "POST", "/library", post_point, 0 },
    { "POST", "/library/:key/retire", post_retire, 0 },
    { "GET", "/draft", get_draft, 0 },
    { "POST", "/draft", post_draft, 0 },
    { 0 },
};
