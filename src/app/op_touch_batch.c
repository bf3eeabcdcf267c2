/* Many touches at once, from a file: a day of calls, or another system's log. All of it or nothing.
 */
#include "app/operations.h"

#include <string.h>

#include "app/touch_log_json.h"

#define MAX_BYTES (16 * 1024 * 1024)
#define MAX_TOUCHES 10000

/* "-": standard input. */
static char *
read_file(const char *file, GError **error)
{
    const char *path = strcmp(file, "-") == 0 ? "/dev/stdin" : file;
    g_autofree char *contents = NULL;
    g_autoptr(GError) problem = NULL;
    gsize length;

    if (!g_file_get_contents(path, &contents, &length, &problem)) {
        error_set(error, SEVENTH_ERROR_NOT_FOUND, "cannot read %s: %s", file, problem->message);
        return NULL;
    }
    if (length > MAX_BYTES) {
        error_set(error, SEVENTH_ERROR_LIMIT, "%s is larger than 16 MiB; split it", file);
        return NULL;
    }
    if (strlen(contents) != length) {
        error_set(error, SEVENTH_ERROR_INVALID, "%s: a zero byte; this is no text", file);
        return NULL;
    }
    return g_steal_pointer(&contents);
}

static bool
prefix_line(const char *file, int number, GError **error)
{
    g_prefix_error(error, "%s, line %d: ", file, number);
    return false;
}

static bool
log_line(OperationCall *call, DbConn *conn, const char *line, json_t *rows, GError **error)
{
    g_autoptr(json_t) params = json_read(line, strlen(line), error);

    if (params == NULL || !operation_check(&OP_TOUCH_LOG, params, error))
        return false;
    json_t *row = touch_log_json(call->app, call->actor, conn, params, error);
    if (row == NULL)
        return false;
    json_array_append_new(rows, row);
    return true;
}

static bool
run_batch(OperationCall *call, G_GNUC_UNUSED json_t **ret_result, GError **error)
{
    const char *file = json_text(call->params, "file", "");
    g_autoptr(json_t) rows = json_array();
    g_autofree char *contents = read_file(file, error);
    gsize index;
    json_t *row;

    if (contents == NULL)
        return false;
    g_auto(GStrv) lines = g_strsplit(contents, "\n", -1);
    g_autoptr(AppTransaction) write = app_write_begin(call->app, error);
    if (write == NULL)
        return false;
    for (int number = 1; lines[number - 1] != NULL; number++) {
        const char *line = g_strstrip(lines[number - 1]);
        if (line[0] == '\0')
            continue;
        if (json_array_size(rows) == MAX_TOUCHES)
            return error_set(error, SEVENTH_ERROR_LIMIT,
                             "%s has more than %d touches; split it. Nothing was logged.", file,
                             MAX_TOUCHES);
        if (!log_line(call, write->conn, line, rows, error))
            return prefix_line(file, number, error);
    }
    if (!app_commit(write, error))
        return false;
    json_array_foreach(rows, index, row)
    {
        if (!call->emit(row, call->emit_data))
            break;
    }
    return true;
}

static const OperationParam PARAMS[] = {
    { "file", PARAM_FILE, PARAM_POSITIONAL, "FILE",
      "one JSON object a line, with the options of `touch log` as keys; - for standard input", NULL,
      0, 0 },
    { 0 },
};

const Operation OP_TOUCH_BATCH = {
    .verb = "touch batch",
    .role = ROLE_REP,
    .is_list = true,
    .summary = "Log many touches from a file, all or none",
    .params = PARAMS,
    .run = run_batch,
    .columns = "prospect channel outcome next",
};
