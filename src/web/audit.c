/* The audit on the web: drop exports, see how persistent the team was. The exports are gone when
 * they are counted; the report waits for an hour (audit_kept.h). */
#include <string.h>

#include "app/audit_html.h"
#include "web/audit_kept.h"
#include "web/pages.h"
#include "web/spool.h"

#define ROWS_SHOWN 20 /* of each list; its own page has the others */

/* The fields of the form; the first holds leads, the others what was done. */
static const char *const FIELDS[] = { "leads", "first", "second", "third" };

typedef struct {
    WebCall *call;
    char *token, *folder; /* of the files, under names like their own: those tell, too */
    json_t *names;        /* path -> what the reader called the file */
    json_t *params;
} Drop;

static void
drop_clear(Drop *self)
{
    spool_drop(self->call->session.actor.user_id, self->token);
    g_free(self->token);
    g_free(self->folder);
    json_decref(self->names);
    json_decref(self->params);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Drop, drop_clear)

/* The form as it was sent, or with the workspace's zone to begin with. */
static void
show_form(WebCall *call, const char *problem, int status)
{
    g_autoptr(json_t) context = json_object();
    const char *zone = problem != NULL ? http_request_form(call->request, "zone") : NULL;
    const char *sequences = problem != NULL ? http_request_form(call->request, "sequences") : NULL;

    json_set_text(context, "zone", zone != NULL ? zone : zone_name(call->app->zone));
    json_set_bool(context, "sequences_count", g_strcmp0(sequences, "apart") != 0);
    json_set_text(context, "problem", problem);
    if (problem != NULL)
        http_response_status(call->response, status);
    call_page(call, "audit", "audit", "Audit", context);
}

static void
get_audit(WebCall *call)
{
    show_form(call, NULL, 0);
}

/* Keeps what came along for the time of the reading. */
static bool
take_files(Drop *self, GError **error)
{
    json_t *leads = json_array(), *activities = json_array();

    json_object_set_new(self->params, "leads", leads);
    json_object_set_new(self->params, "activities", activities);
    if (!spool_folder(self->call->app, self->call->session.actor.user_id, &self->folder,
                      &self->token, error))
        return false;
    for (gsize i = 0; i < G_N_ELEMENTS(FIELDS); i++) {
        const char *name = NULL;
        uint64_t size = 0;
        int fd = http_request_upload(self->call->request, FIELDS[i], &name, &size);
        g_autofree char *path = NULL;
        if (fd < 0 || size == 0)
            continue;
        name = name != NULL ? name : FIELDS[i];
        if (!spool_folder_keep(self->folder, FIELDS[i], name, fd, &path, error))
            return false;
        json_array_append_new(i == 0 ? leads : activities, json_string(path));
        json_set_text(self->names, path, name);
    }
    spool_folder_done(self->call->app, self->folder);
    return json_array_size(leads) > 0 ||
           error_set(error, SEVENTH_ERROR_INVALID,
                     "No leads came along: choose the export of your leads or contacts first.");
}

/* The reader knows the files by the names they had. */
static char *
with_names(const Drop *self, const char *message)
{
    g_autoptr(GString) text = g_string_new(message);
    const char *path;
    json_t *name;

    json_object_foreach(self->names, path, name)
    {
        g_string_replace(text, path, json_string_value(name), 0);
        g_string_replace(text, strrchr(path, '/') + 1, json_string_value(name), 0);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
rename_file(const Drop *self, json_t *object)
{
    const char *name = json_text(self->names, json_text(object, "file", ""), NULL);

    if (name != NULL)
        json_set_text(object, "file", name);
}

static void
rename_files(const Drop *self, json_t *report)
{
    json_t *input, *problem, *example, *note;
    gsize index, at;

    json_array_foreach(json_object_get(report, "inputs"), index, input)
    {
        rename_file(self, input);
    }
    json_array_foreach(json_object_get(report, "problems"), index, problem)
    {
        json_array_foreach(json_object_get(problem, "examples"), at, example)
        {
            rename_file(self, example);
        }
    }
    json_array_foreach(json_object_get(report, "notes"), index, note)
    {
        g_autofree char *named = with_names(self, json_string_value(note));
        json_string_set(note, named);
    }
}

/* The report in a folder of its lists. */
static bool
count(WebCall *call, const Drop *drop, const char *folder, GError **error)
{
    json_set_int(drop->params, "rows", AUDIT_KEPT_ROWS);
    json_set_text(drop->params, "lists", folder);
    g_autoptr(json_t) report = call_try_operation(call, "audit", drop->params, error);
    if (report == NULL)
        return false;
    rename_files(drop, report);
    json_object_del(report, "lists"); /* where they lie is nobody's business */
    return audit_keep(call, report, folder, error);
}

/* Counts, keeps the report, and leads to it. */
static void
count_and_keep(WebCall *call, const Drop *drop)
{
    int64_t user_id = call->session.actor.user_id;
    g_autofree char *token = NULL, *folder = NULL;
    g_autoptr(GError) error = NULL;

    if (!spool_folder(call->app, user_id, &folder, &token, &error) ||
        !count(call, drop, folder, &error)) {
        g_autofree char *message = with_names(drop, error->message);
        spool_drop(user_id, token);
        show_form(call, message, error_trait(error)->http_status);
        return;
    }
    g_autofree char *location = call_path("/audit/%s", token);
    call_redirect(call, location, NULL, NULL);
}

static void
take_choices(Drop *self)
{
    static const char *const NAMES[] = { "zone", "sequences" };

    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        const char *value = http_request_form(self->call->request, NAMES[i]);
        if (value != NULL && *value != '\0')
            json_set_text(self->params, NAMES[i], value);
    }
}

static void
post_audit(WebCall *call)
{
    g_auto(Drop) drop = { .call = call, .names = json_object(), .params = json_object() };
    g_autoptr(GError) error = NULL;

    take_choices(&drop);
    if (take_files(&drop, &error)) {
        count_and_keep(call, &drop);
        return;
    }
    g_autofree char *message = with_names(&drop, error->message);
    show_form(call, message, error_trait(error)->http_status);
}

/* Of what this workspace did itself. */
static void
post_own(WebCall *call)
{
    g_auto(Drop) drop = { .call = call, .names = json_object(), .params = json_object() };

    count_and_keep(call, &drop);
}

/* An address for the name of each person of ours. */
static void
link_reps(json_t *context, const char *token)
{
    json_t *group, *row;
    gsize index, at;

    json_array_foreach(json_object_get(context, "groups"), index, group)
    {
        if (strcmp(json_text(group, "id", ""), "reps") != 0)
            continue;
        json_array_foreach(json_object_get(group, "rows"), at, row)
        {
            const char *name = json_text(row, "name", NULL);
            if (name == NULL)
                continue;
            g_autofree char *escaped = g_uri_escape_string(name, NULL, FALSE);
            g_autofree char *url = g_strdup_printf("/audit/%s/rep?name=%s", token, escaped);
            json_set_text(row, "url", url);
        }
    }
}

static void
get_report(WebCall *call)
{
    g_autoptr(json_t) report = audit_kept(call);

    if (report == NULL)
        return;
    const char *token = http_request_segment(call->request, "token");
    g_autoptr(json_t) context = audit_html_context(report, ROWS_SHOWN);
    link_reps(context, token);
    json_set_text(context, "token", token);
    call_page(call, "audit-report", "audit", "How persistent were we?", context);
}

const PageRoute AUDIT_ROUTES[] = {
    { "GET", "/audit", get_audit, 0 },
    { "POST", "/audit", post_audit, PAGE_UPLOAD | PAGE_SLOW },
    { "POST", "/audit/own", post_own, PAGE_SLOW },
    { "GET", "/audit/:token", get_report, 0 },
    { 0 },
};
