/* See params.h. */
#include "api/params.h"

#include <string.h>

#include "api/problem.h"

#define JSON_TYPE "application/json"
#define FORM_TYPE "multipart/form-data"

typedef struct {
    const Operation *operation;
    const HttpRequest *request;
    HttpResponse *response;
    json_t *params;
    bool refused;
} Reading;

static bool refuse(Reading *self, int status, const char *parameter, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* The first thing that is wrong is what the sender hears of. */
static bool
refuse(Reading *self, int status, const char *parameter, const char *format, ...)
{
    va_list args;

    if (self->refused)
        return false;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    problem_answer(self->response, status, problem_code(status), parameter, message);
    self->refused = true;
    return false;
}

const OperationParam *
params_upload(const Operation *operation)
{
    for (const OperationParam *param = operation->params; param != NULL && param->name != NULL;
         param++)
        if (param->type == PARAM_FILE)
            return param;
    return NULL;
}

static bool
set_flag(Reading *self, const char *name, const char *value)
{
    bool yes = strcmp(value, "true") == 0 || strcmp(value, "1") == 0 || value[0] == '\0';

    if (!yes && strcmp(value, "false") != 0 && strcmp(value, "0") != 0)
        return refuse(self, 422, name, "%s: \"%.40s\" is neither true nor false", name, value);
    json_set_bool(self->params, name, yes);
    return true;
}

static bool
set_number(Reading *self, const char *name, const char *value)
{
    gint64 number;

    if (!g_ascii_string_to_signed(value, 10, G_MININT64, G_MAXINT64, &number, NULL))
        return refuse(self, 422, name, "%s: \"%.40s\" is not a whole number", name, value);
    json_set_int(self->params, name, number);
    return true;
}

static void
append_text(Reading *self, const char *name, const char *value)
{
    json_t *list = json_object_get(self->params, name);

    if (list == NULL) {
        list = json_array();
        json_object_set_new(self->params, name, list);
    }
    json_array_append_new(list, json_string(value));
}

/* Files are named by whoever sits at this machine; over HTTP they are sent. */
static bool
refuse_path(Reading *self, const OperationParam *param)
{
    if (param->type == PARAM_PATH)
        return refuse(self, 422, param->name,
                      "%s: is a file on the server's machine: only the command line there sets it",
                      param->name);
    const char *text =
        operation_param(self->operation, "text") != NULL ? ", or give its content as \"text\"" : "";
    return refuse(self, 422, param->name, "%s: send the file itself, as %s%s", param->name,
                  FORM_TYPE, text);
}

/* One value that arrived as text. What the table does not know is kept, for the check to refuse. */
static bool
set_value(Reading *self, const char *name, const char *value)
{
    const OperationParam *param = operation_param(self->operation, name);
    ParamType type = param != NULL ? param->type : PARAM_TEXT;

    if (type == PARAM_FILE || type == PARAM_PATH)
        return refuse_path(self, param);
    if (type != PARAM_TEXT_LIST && json_object_get(self->params, name) != NULL)
        return refuse(self, 422, name, "%s: is given twice", name);
    if (type == PARAM_INT)
        return set_number(self, name, value);
    if (type == PARAM_FLAG)
        return set_flag(self, name, value);
    if (type == PARAM_TEXT_LIST)
        append_text(self, name, value);
    else
        json_set_text(self->params, name, value);
    return true;
}

static void
take_each(const char *name, const char *value, void *data)
{
    Reading *self = data;

    if (!self->refused)
        set_value(self, name, value);
}

static void
take_path(Reading *self)
{
    for (const OperationParam *param = self->operation->params;
         param != NULL && param->name != NULL; param++) {
        const char *value = http_request_segment(self->request, param->name);
        if (value != NULL)
            take_each(param->name, value, self);
    }
}

static bool
take_json(Reading *self)
{
    gsize length;
    const char *text = http_request_body(self->request, &length);
    g_autoptr(GError) error = NULL;
    const char *name;
    json_t *value;

    if (text == NULL || length == 0)
        return true;
    g_autoptr(json_t) body = json_read(text, length, &error);
    if (body == NULL)
        return refuse(self, 400, NULL, "the body is not JSON: %s", error->message);
    if (!json_is_object(body))
        return refuse(self, 400, NULL, "the body is to be a JSON object of parameters");
    json_object_foreach(body, name, value)
    {
        const OperationParam *param = operation_param(self->operation, name);
        if (param != NULL && (param->type == PARAM_FILE || param->type == PARAM_PATH))
            return refuse_path(self, param);
        if (json_object_get(self->params, name) != NULL)
            return refuse(self, 422, name, "%s: stands in the path already", name);
        json_object_set(self->params, name, value);
    }
    return true;
}

/* The uploaded file has no name any more; the descriptor leads to it as long as the request. */
static bool
take_form(Reading *self)
{
    const OperationParam *param = params_upload(self->operation);
    const char *file_name;

    http_request_each_form(self->request, take_each, self);
    if (self->refused)
        return false;
    int fd = http_request_upload(self->request, param->name, &file_name, NULL);
    if (fd < 0)
        return true;
    g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", fd);
    const char *name_param = self->operation->file_name_for;
    json_set_text(self->params, param->name, path);
    if (name_param != NULL && json_object_get(self->params, name_param) == NULL)
        json_set_text(self->params, name_param, file_name);
    return true;
}

static bool
is_type(const char *content_type, const char *type)
{
    gsize length = strlen(type);

    return content_type != NULL && g_ascii_strncasecmp(content_type, type, length) == 0 &&
           strchr("; \t", content_type[length]) != NULL;
}

static bool
take_body(Reading *self)
{
    const char *type = http_request_header(self->request, "Content-Type");
    bool takes_files = params_upload(self->operation) != NULL;
    gsize length = 0;

    if (is_type(type, JSON_TYPE))
        return take_json(self);
    if (takes_files && is_type(type, FORM_TYPE))
        return take_form(self);
    http_request_body(self->request, &length);
    if (type == NULL && length == 0)
        return true;
    return refuse(self, 415, NULL, "send the parameters as %s%s, and say so in Content-Type",
                  JSON_TYPE, takes_files ? ", or with a file as " FORM_TYPE : "");
}

static bool
has_query(const char *method)
{
    return strcmp(method, "GET") == 0 || strcmp(method, "DELETE") == 0;
}

static void
refuse_query(const char *name, G_GNUC_UNUSED const char *value, void *data)
{
    refuse(data, 400, NULL, "\"%.60s\" stands after the question mark; send parameters in the body",
           name);
}

json_t *
params_read(const Operation *operation, const HttpRequest *request, HttpResponse *response)
{
    g_autoptr(json_t) params = json_object();
    bool query = has_query(operation->method);
    Reading self = {
        .operation = operation, .request = request, .response = response, .params = params
    };

    take_path(&self);
    http_request_each_query(request, query ? take_each : refuse_query, &self);
    if (!query && !self.refused)
        take_body(&self);
    return self.refused ? NULL : g_steal_pointer(&params);
}
