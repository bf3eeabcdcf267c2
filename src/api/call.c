/* See call.h. */
#include "api/call.h"

#include <string.h>

#include "api/answer.h"
#include "api/api.h"
#include "api/problem.h"
#include "app/once.h"

#define EXIT_FINDINGS 3

static void
send_object(const ApiCall *call, const char *body, bool findings)
{
    http_response_body(call->response, "application/json", body, strlen(body));
    if (findings)
        http_response_header(call->response, "Seventh-Findings", "true");
}

/* A list that has pages is never longer than one page. Returns the number of rows of a page; 0: no
 * pages. */
static int64_t
set_page(const Operation *operation, json_t *params)
{
    if (operation_param(operation, "after") == NULL || operation_param(operation, "limit") == NULL)
        return 0;
    if (json_object_get(params, "limit") == NULL)
        json_set_int(params, "limit", API_PAGE_ROWS);
    return json_int(params, "limit", API_PAGE_ROWS);
}

static bool
wants_lines(const HttpRequest *request)
{
    const char *accept = http_request_header(request, "Accept");

    return accept != NULL && strstr(accept, "application/x-ndjson") != NULL;
}

static bool
run_list(const ApiCall *call, json_t *params, GError **error)
{
    int64_t limit = set_page(call->operation, params);
    g_autoptr(Answer) answer = answer_new(call->operation, wants_lines(call->request));
    int exit_code = 0;

    if (!operation_stream(call->app, &call->holder->actor, call->operation->verb, params,
                          answer_row, answer, &exit_code, error) ||
        !answer_send(answer, call->response, limit, error))
        return false;
    if (exit_code == EXIT_FINDINGS)
        http_response_header(call->response, "Seventh-Findings", "true");
    return true;
}

/* The operation's result as text; g_free(). NULL with the error. */
static char *
run_object(const ApiCall *call, const json_t *params, bool *ret_findings, GError **error)
{
    g_autoptr(json_t) result = NULL;
    int exit_code = 0;

    if (!operation_call(call->app, &call->holder->actor, call->operation->verb, params, &result,
                        &exit_code, error))
        return NULL;
    if (result == NULL)
        result = json_object();
    char *line = json_line(result), *body = g_strdup(line);
    free(line);
    *ret_findings = exit_code == EXIT_FINDINGS;
    return body;
}

/* Tells a repetition from another request: address and parameters. An upload counts by its name and
 * size, for its path is another each time. */
static char *
fingerprint_of(const ApiCall *call, const json_t *params)
{
    g_autoptr(json_t) plain = json_copy((json_t *)params);
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

    for (const OperationParam *param = call->operation->params;
         param != NULL && param->name != NULL; param++) {
        const char *name = NULL;
        uint64_t size = 0;
        if (param->type != PARAM_FILE ||
            http_request_upload(call->request, param->name, &name, &size) < 0)
            continue;
        g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT " %s", size, name);
        json_set_text(plain, param->name, text);
    }
    char *text = json_dumps(plain, JSON_SORT_KEYS | JSON_COMPACT);
    g_checksum_update(sum, (const guchar *)call->operation->verb, -1);
    g_checksum_update(sum, (const guchar *)text, -1);
    free(text);
    return g_strdup(g_checksum_get_string(sum));
}

/* What came of a request with a key is written down. When that fails the key stays without an
 * answer, and a repetition is told to look: the caller has nothing to add. */
static void
note_end(const ApiCall *call, const char *key, const char *body, bool findings,
         const GError *problem)
{
    int64_t token_id = call->holder->token_id;

    if (problem == NULL)
        once_done(call->app, token_id, key, body, findings, NULL);
    else if (!g_error_matches(problem, SEVENTH_ERROR, SEVENTH_ERROR_UNCERTAIN))
        once_undone(call->app, token_id, key, NULL);
}

/* Sets `ret_ran` when the operation was done by this very request. */
static bool
run_once(const ApiCall *call, const char *key, const json_t *params, bool *ret_ran, GError **error)
{
    g_autofree char *fingerprint = fingerprint_of(call, params), *body = NULL;
    OnceAnswer before;
    bool findings = false;
    GError *problem = NULL;

    *ret_ran = false;
    if (!once_begin(call->app, call->holder->token_id, key, fingerprint, &before, error))
        return false;
    if (before.known) {
        http_response_header(call->response, "Idempotency-Replayed", "true");
        send_object(call, before.body, before.findings);
        g_free(before.body);
        return true;
    }
    body = run_object(call, params, &findings, &problem);
    note_end(call, key, body, findings, problem);
    if (body == NULL) {
        g_propagate_error(error, problem);
        return false;
    }
    send_object(call, body, findings);
    *ret_ran = true;
    return true;
}

static bool
run(const ApiCall *call, json_t *params, bool *ret_ran, GError **error)
{
    const char *key = http_request_header(call->request, "Idempotency-Key");
    bool findings = false;

    *ret_ran = true;
    if (call->operation->is_list)
        return run_list(call, params, error);
    if (key != NULL && strcmp(call->operation->method, "GET") != 0)
        return run_once(call, key, params, ret_ran, error);
    g_autofree char *body = run_object(call, params, &findings, error);
    if (body != NULL)
        send_object(call, body, findings);
    return body != NULL;
}

bool
call_run(const ApiCall *call, json_t *params)
{
    const char *parameter = NULL;
    g_autoptr(GError) error = NULL;
    bool ran;

    if (operation_check_which(call->operation, params, &parameter, &error) &&
        run(call, params, &ran, &error))
        return ran;
    problem_answer_error(call->response, call->operation, parameter, error);
    return false;
}
