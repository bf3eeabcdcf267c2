/* The rules: each with its value, what it asks, what it says, and a field for who may change it. */
#include <string.h>

#include "app/operation.h"
#include "web/pages.h"
#include "web/sentence.h"

/* A form that was refused: what was wrong, and the values as typed. */
typedef struct {
    const char *problem;
    int status;
} Refused;

static bool
is_kind(const json_t *row, const char *kind)
{
    return strcmp(json_text(row, "kind", ""), kind) == 0;
}

/* What a template asks of a row: flags for its kind, and the text its field holds. */
static void
mark_row(WebCall *call, json_t *row, bool refused)
{
    const char *key = json_text(row, "rule", "");
    const char *typed = refused ? http_request_form(call->request, key) : NULL;

    json_set_bool(row, "fixed", is_kind(row, "fixed"));
    json_set_bool(row, "number", is_kind(row, "number"));
    json_set_bool(row, "choice", is_kind(row, "choice"));
    json_set_bool(row, "free",
                  !is_kind(row, "fixed") && !is_kind(row, "number") && !is_kind(row, "choice"));
    json_set_text(row, "field", typed != NULL ? typed : json_text(row, "text", ""));
}

/* Rows by their headings: [{"group", "slug", "rows"}]. */
static json_t *
grouped(WebCall *call, const json_t *rows, bool refused)
{
    json_t *groups = json_array(), *row;
    gsize i;

    json_array_foreach((json_t *)rows, i, row)
    {
        const char *name = json_text(row, "group", "");
        json_t *group = json_array_get(groups, json_array_size(groups) - 1);
        mark_row(call, row, refused);
        if (group == NULL || strcmp(json_text(group, "group", ""), name) != 0) {
            group = json_pack("{s:s, s:[]}", "group", name, "rows");
            json_array_append_new(groups, group);
        }
        json_array_append(json_object_get(group, "rows"), row);
    }
    return groups;
}

static const char *
name_of(WebCall *call, bool posted)
{
    const char *name = posted ? http_request_form(call->request, "name")
                              : http_request_query(call->request, "name");
    return name != NULL ? name : "";
}

static void
show_rules(WebCall *call, const char *name, const Refused *refused)
{
    g_autoptr(json_t) context = json_object(), table = NULL, named = NULL;
    g_autoptr(json_t) params = json_object();

    if (name[0] != '\0')
        json_set_text(params, "name", name);
    table = call_operation(call, "ruleset table", params);
    if (table == NULL)
        return;
    named = call_operation(call, "ruleset list", NULL);
    if (named == NULL)
        return;
    json_object_set_new(context, "groups",
                        grouped(call, json_object_get(table, "rows"), refused->problem != NULL));
    json_object_set(context, "named", json_object_get(named, "rows"));
    json_set_bool(context, "may_edit", call->session.actor.role >= ROLE_MANAGER);
    json_set_text(context, "name", name);
    json_set_bool(context, "has_name", name[0] != '\0');
    if (refused->problem != NULL) {
        g_autofree char *sentence = sentence_of(refused->problem);
        json_set_text(context, "problem", sentence);
        http_response_status(call->response, refused->status);
    }
    call_page(call, "rules", "settings", "Rules", context);
}

static void
get_rules(WebCall *call)
{
    show_rules(call, name_of(call, false), &(Refused){ 0 });
}

/* The fields that were filled in, a line each, as a file would have them. */
static char *
text_of_form(WebCall *call, const json_t *rows)
{
    GString *text = g_string_new(NULL);
    const json_t *row;
    gsize i;

    json_array_foreach((json_t *)rows, i, row)
    {
        const char *key = json_text(row, "rule", "");
        g_autofree char *value = g_strdup(http_request_form(call->request, key));
        if (value == NULL || g_strstrip(value)[0] == '\0')
            continue;
        g_strdelimit(value, "\r\n\t", ' ');
        g_string_append_printf(text, "%s: %s\n", key, value);
    }
    return g_string_free(text, FALSE);
}

static void
post_rules(WebCall *call)
{
    const char *name = name_of(call, true);
    g_autoptr(json_t) rules = call_operation(call, "ruleset rules", NULL);
    g_autoptr(GError) error = NULL;

    if (rules == NULL)
        return;
    g_autofree char *text = text_of_form(call, json_object_get(rules, "rows"));
    g_autoptr(json_t) params = json_pack("{s:s}", "text", text);
    if (name[0] != '\0')
        json_set_text(params, "name", name);
    g_autoptr(json_t) result = call_try_operation(call, "ruleset set", params, &error);
    if (result == NULL) {
        show_rules(call, name, &(Refused){ error->message, error_trait(error)->http_status });
        return;
    }
    g_autofree char *escaped = g_uri_escape_string(name, NULL, false);
    g_autofree char *path = name[0] != '\0' ? call_path("/settings/rules?name=%s", escaped)
                                            : g_strdup("/settings/rules");
    call_redirect(call, path, "Saved; what is planned from now on keeps to it", NULL);
}

/* A new ruleset begins empty: as the workspace's, until something is set. */
static void
post_new(WebCall *call)
{
    const char *name = name_of(call, true);
    g_autoptr(json_t) params = json_pack("{s:s, s:s}", "text", "", "name", name);
    g_autoptr(GError) error = NULL;

    if (name[0] == '\0') {
        show_rules(call, "", &(Refused){ "give the new ruleset a name", 400 });
        return;
    }
    g_autoptr(json_t) result = call_try_operation(call, "ruleset set", params, &error);
    if (result == NULL) {
        show_rules(call, "", &(Refused){ error->message, error_trait(error)->http_status });
        return;
    }
    g_autofree char *escaped = g_uri_escape_string(name, NULL, false);
    g_autofree char *path = call_path("/settings/rules?name=%s", escaped);
    call_redirect(call, path, "Made; write its name into a sequence: ruleset: NAME", NULL);
}

static void
post_remove(WebCall *call)
{
    g_autoptr(json_t) params = json_pack("{s:s}", "name", name_of(call, true));
    g_autoptr(json_t) result = call_operation(call, "ruleset remove", params);

    if (result != NULL)
        call_redirect(call, "/settings/rules", "Removed; its sequences keep to these rules", NULL);
}

const PageRoute RULES_ROUTES[] = {
    { "GET", "/settings/rules", get_rules, 0 },
    { "POST", "/settings/rules", post_rules, 0 },
    { "POST", "/settings/rules/new", post_new, 0 },
    { "POST", "/settings/rules/remove", post_remove, 0 },
    { 0 },
};
