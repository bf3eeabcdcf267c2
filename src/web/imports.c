/* Import: choose a file, look at how it is read, import it.
 *
 * The upload waits in the spool between the pages; the token in their addresses leads to it. */
#include <string.h>
#include <sys/stat.h>

#include "web/import_choice.h"
#include "web/pages.h"
#include "web/spool.h"

/* A dry run of up to so much is done unasked: it takes a second or two. */
#define COUNT_UNASKED_BYTES (4 << 20)
#define MAX_ERRORS_SHOWN 200

static const char *const SETTINGS[] = { "preset", "country", "owner", NULL };

/* "/tmp/seventh-upload-...: no column": the reader knows the file by another name. */
static const char *
without_path(const char *message)
{
    const char *behind = message[0] == '/' ? strstr(message, ": ") : NULL;

    return behind != NULL ? behind + 2 : message;
}

static void
show_upload(WebCall *call, const GError *problem)
{
    g_autoptr(json_t) context = json_object();

    if (problem != NULL) {
        json_set_text(context, "problem", without_path(problem->message));
        http_response_status(call->response, error_trait(problem)->http_status);
    }
    call_page(call, "import", "import", "Import", context);
}

static void
get_import(WebCall *call)
{
    show_upload(call, NULL);
}

static void
post_upload(WebCall *call)
{
    const char *file_name = NULL, *preset = http_request_form(call->request, "preset");
    g_autoptr(GError) error = NULL;
    g_autofree char *token = NULL;
    uint64_t size = 0;
    int fd = http_request_upload(call->request, "file", &file_name, &size);

    if (fd < 0 || size == 0)
        error_set(&error, SEVENTH_ERROR_INVALID,
                  fd < 0
                      ? "No file came along. Choose one first."
                      : "That file is empty. Export it again and look inside before you send it.");
    if (error != NULL || !spool_keep(call->app, call->session.actor.user_id, fd, &token, &error)) {
        show_upload(call, error);
        return;
    }
    g_autofree char *name = g_uri_escape_string(file_name != NULL ? file_name : "", NULL, FALSE);
    g_autofree char *kind = g_uri_escape_string(preset != NULL ? preset : "", NULL, FALSE);
    g_autofree char *location = call_path("/import/%s?file=%s&preset=%s", token, name, kind);
    call_redirect(call, location, NULL, NULL);
}

/* Parameters both operations share; and the mapping as found, before the person's own choices. */
static json_t *
import_params(WebCall *call, bool from_form, const char *path, json_t **ret_found, GError **error)
{
    g_autoptr(json_t) params = call_params(call, from_form, SETTINGS);

    json_set_text(params, "file", path);
    g_autoptr(json_t) plain = json_copy(params);
    json_object_del(plain, "owner");
    g_autoptr(json_t) preview = call_try_operation(call, "import preview", plain, error);
    if (preview == NULL)
        return NULL;
    *ret_found = json_incref(json_object_get(preview, "mapping"));
    json_t *overrides = import_choice_overrides(call, from_form, *ret_found);
    if (overrides != NULL)
        json_object_set_new(params, "map", overrides);
    return g_steal_pointer(&params);
}

/* What the selects above the columns hold. */
static void
set_choices(WebCall *call, const json_t *params, json_t *context)
{
    static const char *const PRESETS[][2] = {
        { "auto", "Find out" },          { "hubspot", "HubSpot" }, { "salesforce", "Salesforce" },
        { "pipedrive", "Pipedrive" },    { "zoho", "Zoho" },       { "apollo", "Apollo" },
        { "generic", "Something else" },
    };
    const char *chosen = json_text(params, "preset", "auto");
    const char *owner = json_text(params, "owner", call->session.email);
    g_autoptr(json_t) users = call_try_operation(call, "user list", NULL, NULL);
    json_t *presets = json_array(), *user;
    gsize i;

    for (i = 0; i < G_N_ELEMENTS(PRESETS); i++)
        json_array_append_new(presets, json_pack("{s:s, s:s, s:b}", "value", PRESETS[i][0], "label",
                                                 PRESETS[i][1], "selected",
                                                 strcmp(PRESETS[i][0], chosen) == 0));
    json_object_set_new(context, "presets", presets);
    json_array_foreach(json_object_get(users, "rows"), i, user)
    {
        json_set_bool(user, "selected", strcmp(json_text(user, "email", ""), owner) == 0);
    }
    json_object_set(context, "owners", json_object_get(users, "rows"));
    json_set_text(context, "country", json_text(params, "country", ""));
}

static void
set_errors(json_t *context, const json_t *result)
{
    json_t *errors = json_object_get(result, "errors");
    int64_t count = json_int(result, "error_count", (int64_t)json_array_size(errors));

    while (json_array_size(errors) > MAX_ERRORS_SHOWN)
        json_array_remove(errors, json_array_size(errors) - 1);
    json_object_set(context, "errors", errors);
    json_set_bool(context, "any_error", count > 0);
    json_set_int(context, "error_count", count);
    if (count > (int64_t)json_array_size(errors))
        json_set_int(context, "errors_more", count - (int64_t)json_array_size(errors));
}

/* The counts of a dry run; for a large file only when asked. */
static bool
set_counts(WebCall *call, const json_t *params, const char *path, json_t *context, GError **error)
{
    g_autoptr(json_t) dry = json_copy((json_t *)params);
    struct stat about;
    bool asked = http_request_query(call->request, "count") != NULL;

    if (!asked && stat(path, &about) == 0 && about.st_size > COUNT_UNASKED_BYTES) {
        json_set_bool(context, "may_count", true);
        return true;
    }
    json_set_bool(dry, "dry_run", true);
    g_autoptr(json_t) counts = call_try_operation(call, "import prospects", dry, error);
    if (counts == NULL)
        return false;
    json_object_set(context, "counts", counts);
    set_errors(context, counts);
    return true;
}

static const char *
delimiter_say(const char *delimiter)
{
    if (strcmp(delimiter, "\t") == 0)
        return "tabs";
    return strcmp(delimiter, ";") == 0   ? "semicolons"
           : strcmp(delimiter, ",") == 0 ? "commas"
                                         : delimiter;
}

static void
get_preview(WebCall *call)
{
    const char *token = http_request_segment(call->request, "token");
    const char *file_name = http_request_query(call->request, "file");
    g_autoptr(GError) error = NULL, refused = NULL;
    g_autofree char *path = spool_path(call->session.actor.user_id, token, &error);
    g_autoptr(json_t) found = NULL, params = NULL, preview = NULL, context = json_object();

    if (path != NULL)
        params = import_params(call, false, path, &found, &error);
    if (params == NULL) {
        show_upload(call, error);
        return;
    }
    /* Choices that contradict each other: say so, and show the file as found. */
    g_autoptr(json_t) shown = json_copy(params);
    json_object_del(shown, "owner");
    preview = call_try_operation(call, "import preview", shown, &refused);
    if (preview == NULL) {
        json_object_del(shown, "map");
        preview = call_operation(call, "import preview", shown);
    }
    if (preview == NULL)
        return;
    json_t *mapping = json_object_get(preview, "mapping");
    import_choice_decorate(call, false, found, mapping);
    if (refused == NULL && !set_counts(call, params, path, context, &refused))
        json_set_bool(context, "refused", true);
    if (refused != NULL)
        json_set_text(context, "problem", without_path(refused->message));
    json_object_set(context, "mapping", mapping);
    json_object_set(context, "sample", json_object_get(preview, "sample"));
    json_set_text(context, "encoding", json_text(preview, "encoding", NULL));
    json_set_text(context, "delimiter_say", delimiter_say(json_text(preview, "delimiter", ",")));
    json_set_int(context, "column_count", (int64_t)json_array_size(mapping));
    json_set_text(context, "token", token);
    json_set_text(context, "file_name",
                  file_name != NULL && file_name[0] != '\0' ? file_name : "The file");
    set_choices(call, params, context);
    call_page(call, "import-preview", "import", "Import", context);
}

static void
post_import(WebCall *call)
{
    const char *token = http_request_segment(call->request, "token");
    const char *file_name = http_request_form(call->request, "file");
    int64_t user_id = call->session.actor.user_id;
    g_autoptr(GError) error = NULL;
    g_autofree char *path = spool_path(user_id, token, &error);
    g_autoptr(json_t) found = NULL, params = NULL, result = NULL, context = json_object();

    if (path != NULL)
        params = import_params(call, true, path, &found, &error);
    if (params != NULL)
        result = call_try_operation(call, "import prospects", params, &error);
    if (result == NULL) {
        show_upload(call, error);
        return;
    }
    spool_drop(user_id, token);
    json_object_set(context, "counts", result);
    set_errors(context, result);
    json_set_text(context, "file_name", file_name);
    json_set_bool(context, "nothing_new",
                  json_int(result, "created", 0) + json_int(result, "updated", 0) == 0);
    call_page(call, "import-done", "import", "Import", context);
}

static void
add_to_query(const char *name, const char *value, void *data)
{
    GString *query = data;

    if (strcmp(name, "csrf") == 0 || value[0] == '\0')
        return;
    g_string_append_c(query, query->len == 0 ? '?' : '&');
    g_string_append_uri_escaped(query, name, NULL, FALSE);
    g_string_append_c(query, '=');
    g_string_append_uri_escaped(query, value, NULL, FALSE);
}

/* The choices go into the preview's address, the form's token does not. */
static void
post_look(WebCall *call)
{
    const char *token = http_request_segment(call->request, "token");
    g_autofree char *segment = g_uri_escape_string(token, NULL, FALSE);
    g_autoptr(GString) query = g_string_new(NULL);

    http_request_each_form(call->request, add_to_query, query);
    g_autofree char *location = call_path("/import/%s%s", segment, query->str);
    call_redirect(call, location, NULL, NULL);
}

static void
post_drop(WebCall *call)
{
    spool_drop(call->session.actor.user_id, http_request_segment(call->request, "token"));
    call_redirect(call, "/import", "Nothing was imported", NULL);
}

const PageRoute IMPORT_ROUTES[] = {
    { "GET", "/import", get_import, 0 },
    { "POST", "/import", post_upload, PAGE_UPLOAD | PAGE_SLOW },
    { "GET", "/import/:token", get_preview, PAGE_SLOW },
    { "POST", "/import/:token", post_import, PAGE_SLOW },
    { "POST", "/import/:token/look", post_look, 0 },
    { "POST", "/import/:token/drop", post_drop, 0 },
    { 0 },
};
