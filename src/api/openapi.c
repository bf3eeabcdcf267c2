/* See openapi.h. Each operation of the table becomes one of the document; the order is the table's,
 * so that the text changes only where the table does. */
#include "api/openapi.h"

#include <string.h>

#include "api/api.h"
#include "api/params.h"
#include "app/once.h"

#define REF(kind, name) json_pack("{s:s}", "$ref", "#/components/" kind "/" name)

static const char INFO[] =
    "Every operation of Seventh over HTTP. Make a token with `seventh token add --name NAME` or "
    "under Settings, Tokens, and send it as `Authorization: Bearer svn_...`. See docs/api.md.";

static json_t *
type_schema(const OperationParam *param)
{
    switch (param->type) {
    case PARAM_INT:
        return json_pack("{s:s, s:s}", "type", "integer", "format", "int64");
    case PARAM_FLAG:
        return json_pack("{s:s}", "type", "boolean");
    case PARAM_INSTANT:
        return json_pack("{s:s, s:s}", "type", "string", "format", "date-time");
    case PARAM_DATE:
        return json_pack("{s:s, s:s}", "type", "string", "format", "date");
    case PARAM_TEXT_LIST:
        return json_pack("{s:s, s:{s:s}}", "type", "array", "items", "type", "string");
    case PARAM_FILE:
        return json_pack("{s:s, s:s}", "type", "string", "contentMediaType",
                         "application/octet-stream");
    case PARAM_TEXT:
    case PARAM_PATH:
        return json_pack("{s:s}", "type", "string");
    }
    g_assert_not_reached();
}

static json_t *
param_schema(const OperationParam *param)
{
    json_t *schema = type_schema(param);

    if (param->choices != NULL) {
        g_auto(GStrv) choices = g_strsplit(param->choices, "|", -1);
        json_t *list = json_array();
        for (gsize i = 0; choices[i] != NULL; i++)
            json_array_append_new(list, json_string(choices[i]));
        json_object_set_new(schema, "enum", list);
    }
    if (param->type == PARAM_INT && (param->min != 0 || param->max != 0)) {
        json_set_int(schema, "minimum", param->min);
        if (param->max != INT64_MAX)
            json_set_int(schema, "maximum", param->max);
    }
    return schema;
}

static bool
is_needed(const OperationParam *param)
{
    return param->place == PARAM_REQUIRED || param->place == PARAM_POSITIONAL;
}

/* "/api/v1/users/:email" has "email". */
static bool
is_in_path(const Operation *operation, const char *name)
{
    g_auto(GStrv) segments = g_strsplit(operation->path, "/", -1);

    for (gsize i = 0; segments[i] != NULL; i++)
        if (segments[i][0] == ':' && strcmp(segments[i] + 1, name) == 0)
            return true;
    return false;
}

static bool
has_query(const Operation *operation)
{
    return strcmp(operation->method, "GET") == 0 || strcmp(operation->method, "DELETE") == 0;
}

static json_t *
parameters(const Operation *operation)
{
    json_t *list = json_array();

    if (strcmp(operation->method, "GET") != 0)
        json_array_append_new(list, REF("parameters", "IdempotencyKey"));

    for (const OperationParam *param = operation->params; param != NULL && param->name != NULL;
         param++) {
        bool in_path = is_in_path(operation, param->name);
        if (!in_path && !has_query(operation))
            continue;
        json_t *entry = json_object();
        json_set_text(entry, "name", param->name);
        json_set_text(entry, "in", in_path ? "path" : "query");
        json_set_text(entry, "description", param->summary);
        json_set_bool(entry, "required", in_path || is_needed(param));
        json_object_set_new(entry, "schema", param_schema(param));
        json_array_append_new(list, entry);
    }
    return list;
}

/* The object of parameters that a body holds; NULL: none. */
static json_t *
body_schema(const Operation *operation, bool form)
{
    json_t *properties = json_object(), *required = json_array();
    g_autoptr(json_t) schema =
        json_pack("{s:s, s:o, s:o, s:b}", "type", "object", "properties", properties, "required",
                  required, "additionalProperties", 0);

    for (const OperationParam *param = operation->params; param != NULL && param->name != NULL;
         param++) {
        if (is_in_path(operation, param->name) || param->type == PARAM_PATH ||
            (param->type == PARAM_FILE && !form))
            continue;
        json_t *property = param_schema(param);
        json_set_text(property, "description", param->summary);
        json_object_set_new(properties, param->name, property);
        if (is_needed(param))
            json_array_append_new(required, json_string(param->name));
    }
    if (json_array_size(required) == 0)
        json_object_del(schema, "required");
    return json_object_size(properties) > 0 ? g_steal_pointer(&schema) : NULL;
}

static json_t *
request_body(const Operation *operation)
{
    json_t *json = body_schema(operation, false);

    if (json == NULL)
        return NULL;
    bool required = json_object_get(json, "required") != NULL;
    json_t *content = json_pack("{s:{s:o}}", "application/json", "schema", json);
    if (params_upload(operation) != NULL)
        json_object_set_new(content, "multipart/form-data",
                            json_pack("{s:o}", "schema", body_schema(operation, true)));
    return json_pack("{s:b, s:o}", "required", required, "content", content);
}

static json_t *
good_answer(const Operation *operation)
{
    json_t *content;

    if (!operation->is_list) {
        content = json_pack("{s:{s:o}}", "application/json", "schema", REF("schemas", "Result"));
    } else {
        content =
            json_pack("{s:{s:o}, s:{s:o}}", "application/json", "schema", REF("schemas", "List"),
                      "application/x-ndjson", "schema", REF("schemas", "Result"));
        if (operation_param(operation, "format") != NULL)
            json_object_set_new(content, "text/csv",
                                json_pack("{s:{s:s}}", "schema", "type", "string"));
    }
    return json_pack("{s:s, s:o}", "description",
                     operation->is_list ? "The rows" : "What came of it", "content", content);
}

static json_t *
responses(const Operation *operation)
{
    json_t *answers = json_object();

    json_object_set_new(answers, "200", good_answer(operation));
    json_object_set_new(answers, "default", REF("responses", "Problem"));
    return answers;
}

/* "prospect opt-out" becomes "prospect_opt_out". */
static char *
operation_id(const Operation *operation)
{
    return g_strdelimit(g_strdup(operation->verb), " -", '_');
}

static json_t *
describe(const Operation *operation)
{
    g_autofree char *id = operation_id(operation);
    g_autofree char *tag = g_strndup(operation->verb, strcspn(operation->verb, " "));
    g_autofree char *role = g_strdup_printf("For a %s. On the command line: `seventh %s`.",
                                            role_name(operation->role), operation->verb);
    json_t *entry = json_object();
    json_t *list = parameters(operation),
           *body = has_query(operation) ? NULL : request_body(operation);

    json_set_text(entry, "operationId", id);
    json_set_text(entry, "summary", operation->summary);
    json_set_text(entry, "description", role);
    json_object_set_new(entry, "tags", json_pack("[s]", tag));
    json_set_text(entry, "x-role", role_name(operation->role));
    if (json_array_size(list) > 0)
        json_object_set(entry, "parameters", list);
    json_decref(list);
    if (body != NULL)
        json_object_set_new(entry, "requestBody", body);
    json_object_set_new(entry, "responses", responses(operation));
    return entry;
}

/* "/api/v1/users/:email" as "/api/v1/users/{email}". */
static char *
path_template(const char *path)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_auto(GStrv) segments = g_strsplit(path + 1, "/", -1);

    for (gsize i = 0; segments[i] != NULL; i++) {
        bool name = segments[i][0] == ':';
        g_string_append_printf(text, name ? "/{%s}" : "/%s", segments[i] + (name ? 1 : 0));
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static json_t *
paths(void)
{
    json_t *all = json_object();

    for (gsize i = 0; i < OPERATION_COUNT; i++) {
        if (OPERATIONS[i]->path == NULL)
            continue;
        g_autofree char *path = path_template(OPERATIONS[i]->path);
        g_autofree char *method = g_ascii_strdown(OPERATIONS[i]->method, -1);
        json_t *item = json_object_get(all, path);
        if (item == NULL) {
            item = json_object();
            json_object_set_new(all, path, item);
        }
        json_object_set_new(item, method, describe(OPERATIONS[i]));
    }
    return all;
}

static json_t *
schemas(void)
{
    json_t *error = json_pack("{s:s, s:{s:{s:s}, s:{s:s}, s:{s:s}}, s:[s,s]}", "type", "object",
                              "properties", "code", "type", "string", "message", "type", "string",
                              "parameter", "type", "string", "required", "code", "message");
    return json_pack(
        "{s:{s:s}, s:{s:s, s:{s:{s:s, s:{s:s}}, s:{s:[s,s,s], s:s}}, s:[s,s]}, "
        "s:{s:s, s:{s:o}, s:[s]}}",
        "Result", "type", "object", "List", "type", "object", "properties", "rows", "type", "array",
        "items", "type", "object", "next", "type", "string", "integer", "null", "description",
        "the `after` of the next page, null on the last one", "required", "rows", "next", "Problem",
        "type", "object", "properties", "error", error, "required", "error");
}

static json_t *
components(void)
{
    json_t *problem =
        json_pack("{s:s, s:{s:{s:o}}}", "description", "What was wrong, where, and what to do",
                  "content", "application/json", "schema", REF("schemas", "Problem"));
    json_t *key = json_pack(
        "{s:s, s:s, s:s, s:b, s:{s:s, s:i, s:i}}", "name", "Idempotency-Key", "in", "header",
        "description",
        "Of this request alone: repeated with the same key, it is answered again, not done again",
        "required", 0, "schema", "type", "string", "minLength", 1, "maxLength", ONCE_KEY_LONGEST);
    return json_pack("{s:{s:{s:s, s:s, s:s}}, s:{s:o}, s:o, s:{s:o}}", "securitySchemes", "token",
                     "type", "http", "scheme", "bearer", "description",
                     "A user's token; it has the user's role", "parameters", "IdempotencyKey", key,
                     "schemas", schemas(), "responses", "Problem", problem);
}

char *
openapi_text(void)
{
    g_autoptr(json_t) document =
        json_pack("{s:s, s:{s:s, s:s, s:s, s:{s:s, s:s}}, s:[{s:s}], s:[{s:[]}], s:o, s:o}",
                  "openapi", "3.1.0", "info", "title", "Seventh", "version", SEVENTH_VERSION,
                  "description", INFO, "license", "name", "MIT", "identifier", "MIT", "servers",
                  "url", "/", "security", "token", "paths", paths(), "components", components());
    char *text = json_dumps(document, JSON_INDENT(1));
    char *whole = g_strconcat(text, "\n", NULL);

    free(text);
    return whole;
}
