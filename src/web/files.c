/* Files and links to share: the list, adding and changing one, fetching its file, removing it. */
#include <string.h>

#include "app/asset.h"
#include "web/decorate.h"
#include "web/pages.h"
#include "web/sentence.h"
#include "web/spool.h"

#define MAX_UPLOAD (ASSET_BYTES_CEILING + 1)

static const char *const FIELDS[] = { "key",      "title", "url",     "kind", "value_point",
                                      "language", "stage", "persona", NULL };

static json_t *
typed_values(WebCall *call)
{
    json_t *typed = json_object();

    for (gsize i = 0; FIELDS[i] != NULL; i++)
        json_set_text(typed, FIELDS[i], http_request_form(call->request, FIELDS[i]));
    return typed;
}

static void
dress(json_t *row)
{
    const char *key = json_text(row, "key", "");
    g_autofree char *url = call_path("/assets/%s", key);

    json_set_text(row, "path", url);
    json_set_text(row, "icon", json_is_object(json_object_get(row, "file")) ? "paperclip" : "link");
}

static json_t *
options(const char *const *names, const char *chosen)
{
    json_t *list = json_array();

    for (gsize i = 0; names[i] != NULL; i++)
        json_array_append_new(list, json_pack("{s:s, s:b}", "name", names[i], "chosen",
                                              g_strcmp0(names[i], chosen) == 0));
    return list;
}

/* `typed`: what stands in the form; NULL: nothing. */
static void
show_files(WebCall *call, json_t *typed, const GError *problem)
{
    static const char *const KINDS[] = { "case",    "sheet", "video", "calculator",
                                         "article", "quote", "link",  NULL };
    static const char *const STAGES[] = { "opening", "building", "closing", "nurture", NULL };
    g_autoptr(json_t) context = call_operation(call, "asset list", NULL);
    g_autoptr(json_t) points =
        context != NULL ? call_operation(call, "value-point list", NULL) : NULL;
    const char *chosen = json_text(typed, "value_point", NULL);
    gsize i;
    json_t *row;

    if (points == NULL)
        return;
    json_array_foreach(json_object_get(context, "rows"), i, row) dress(row);
    json_array_foreach(json_object_get(points, "rows"), i, row)
    {
        json_set_bool(row, "chosen", g_strcmp0(json_text(row, "key", ""), chosen) == 0);
    }
    decorate_has(context, "rows");
    json_object_set(context, "points", json_object_get(points, "rows"));
    json_object_set_new(context, "kinds", options(KINDS, json_text(typed, "kind", NULL)));
    json_object_set_new(context, "stages", options(STAGES, json_text(typed, "stage", NULL)));
    if (typed != NULL)
        json_object_set(context, "typed", typed);
    if (problem != NULL) {
        g_autofree char *sentence = sentence_of(problem->message);
        json_set_text(context, "problem", sentence);
        http_response_status(call->response, error_trait(problem)->http_status);
    }
    call_page(call, "files", "library", "Files and links", context);
}

static void
get_files(WebCall *call)
{
    const char *key = http_request_query(call->request, "change");
    g_autoptr(json_t) params = key != NULL ? json_pack("{s:s}", "key", key) : NULL;
    g_autoptr(json_t) asset = NULL;

    if (key != NULL && (asset = call_operation(call, "asset show", params)) == NULL)
        return;
    show_files(call, asset, NULL);
}

/* What was uploaded, as a file with a path; NULL with no error: nothing was. */
static char *
keep_upload(WebCall *call, char **ret_token, const char **ret_name, GError **error)
{
    uint64_t size = 0;
    int fd = http_request_upload(call->request, "file", ret_name, &size);

    if (fd < 0 || (size == 0 && (*ret_name == NULL || **ret_name == '\0')))
        return NULL;
    if (size >= MAX_UPLOAD) {
        error_set(error, SEVENTH_ERROR_INVALID,
                  "%s is larger than 15 MB, more than any mail may carry: share a link to it",
                  *ret_name);
        return NULL;
    }
    int64_t user_id = call->session.actor.user_id;
    return spool_keep(call->app, user_id, fd, ret_token, error)
               ? spool_path(user_id, *ret_token, error)
               : NULL;
}

static char *
say_added(const json_t *asset)
{
    int64_t held = json_int(asset, "held", 0);
    const char *title = json_text(asset, "title", "It");

    if (held == 0)
        return g_strdup_printf("%s is in the library", title);
    return g_strdup_printf("%s is changed. %" G_GINT64_FORMAT
                           " mail%s waited with the old file and %s held now.",
                           title, held, held == 1 ? "" : "s", held == 1 ? "is" : "are");
}

static void
post_file(WebCall *call)
{
    g_autoptr(json_t) params = call_params(call, true, FIELDS);
    g_autoptr(json_t) typed = typed_values(call);
    g_autoptr(GError) error = NULL;
    g_autofree char *token = NULL;
    const char *name = NULL;

    if (params == NULL)
        return;
    g_autofree char *path = keep_upload(call, &token, &name, &error);
    g_autoptr(json_t) asset = NULL;
    if (error == NULL) {
        if (path != NULL) {
            json_set_text(params, "file", path);
            json_set_text(params, "name", name);
        }
        asset = call_try_operation(call, "asset add", params, &error);
    }
    spool_drop(call->session.actor.user_id, token);
    if (asset == NULL) {
        show_files(call, typed, error);
        return;
    }
    g_autofree char *toast = say_added(asset);
    call_redirect(call, "/assets", toast, NULL);
}

/* "attachment; filename*=UTF-8''..." of any name (RFC 6266, RFC 8187); never shown in the browser,
 * whatever is in it. */
static void
get_file(WebCall *call)
{
    const char *version = http_request_query(call->request, "version");
    g_autoptr(GError) error = NULL;
    g_autofree char *name = NULL, *type = NULL;
    gsize size;

    g_autoptr(GBytes) content = asset_download(
        call->app, http_request_segment(call->request, "key"),
        version != NULL ? g_ascii_strtoll(version, NULL, 10) : 0, &name, &type, &error);
    if (content == NULL) {
        call_fail(call, error);
        return;
    }
    g_autofree char *escaped = g_uri_escape_string(name, NULL, FALSE);
    g_autofree char *disposition = g_strdup_printf("attachment; filename*=UTF-8''%s", escaped);
    const char *bytes = g_bytes_get_data(content, &size);
    http_response_header(call->response, "Content-Disposition", disposition);
    http_response_header(call->response, "Content-Security-Policy", "sandbox; default-src 'none'");
    http_response_body(call->response, type, bytes, size);
}

static void
post_remove(WebCall *call)
{
    const char *key = http_request_segment(call->request, "key");
    g_autoptr(json_t) params = json_pack("{s:s}", "key", key);
    g_autoptr(GError) error = NULL;
    g_autoptr(json_t) result = call_try_operation(call, "asset remove", params, &error);

    if (result == NULL) {
        show_files(call, NULL, error);
        return;
    }
    int64_t held = json_int(result, "held", 0);
    g_autofree char *toast =
        held > 0 ? g_strdup_printf("%s is removed; mail that waited with it is held", key)
                 : g_strdup_printf("%s is removed. To bring it back, add its key again.", key);
    call_redirect(call, "/assets", toast, NULL);
}

const PageRoute FILES_ROUTES[] = {
    { "GET", "/assets", get_files, 0 },
    { "POST", "/assets", post_file, PAGE_UPLOAD | PAGE_SLOW },
    { "GET", "/assets/:key/file", get_file, PAGE_SLOW },
    { "POST", "/assets/:key/remove", post_remove, 0 },
    { 0 },
};
