/* See problem.h. */
#include "api/problem.h"

#include <string.h>

static const struct {
    int status;
    const char *code;
} CODES[] = {
    { 400, "bad_request" },
    { 401, "unauthorized" },
    { 403, "denied" },
    { 404, "not_found" },
    { 405, "method_not_allowed" },
    { 409, "conflict" },
    { 413, "too_large" },
    { 415, "unsupported_media_type" },
    { 422, "invalid" },
    { 429, "limit" },
    { 503, "unavailable" },
    { 507, "io" },
};

const char *
problem_code(int status)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CODES); i++)
        if (CODES[i].status == status)
            return CODES[i].code;
    return status < 500 ? "bad_request" : "io";
}

void
problem_answer(HttpResponse *response, int status, const char *code, const char *parameter,
               const char *message)
{
    json_t *error = json_object();
    g_autoptr(json_t) body = json_object();

    json_set_text(error, "code", code);
    json_set_text(error, "message", message);
    if (parameter != NULL)
        json_set_text(error, "parameter", parameter);
    json_object_set_new(body, "error", error);
    char *line = json_line(body);
    http_response_status(response, status);
    http_response_body(response, "application/json", line, strlen(line));
    free(line);
}

/* "until: that day has passed" blames the parameter "until". */
static char *
blamed(const Operation *operation, const char *message)
{
    const char *colon = strchr(message, ':');
    g_autofree char *name = colon != NULL ? g_strndup(message, (gsize)(colon - message)) : NULL;

    return name != NULL && operation_param(operation, name) != NULL ? g_steal_pointer(&name) : NULL;
}

void
problem_answer_error(HttpResponse *response, const Operation *operation, const char *parameter,
                     const GError *error)
{
    const ErrorTrait *trait = error_trait(error);
    g_autofree char *found = parameter == NULL ? blamed(operation, error->message) : NULL;

    problem_answer(response, trait->http_status, trait->name, parameter != NULL ? parameter : found,
                   error->message);
}
