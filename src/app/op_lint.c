/* lint: what a sales coach would say about a draft, from files, without a workspace. */
#include "app/operations.h"

#include "app/lint_input.h"

#define MAX_THREAD 100

static GPtrArray *
read_thread(App *app, const json_t *files, GError **error)
{
    g_autoptr(GPtrArray) thread = g_ptr_array_new_with_free_func(g_free);
    gsize index;
    json_t *file;

    if (json_array_size(files) > MAX_THREAD) {
        error_set(error, SEVENTH_ERROR_LIMIT, "a thread of more than %d messages is not compared",
                  MAX_THREAD);
        return NULL;
    }
    json_array_foreach(files, index, file)
    {
        g_auto(LintFile) earlier = { 0 };
        if (!lint_file_read(app, json_string_value(file), &earlier, error))
            return NULL;
        g_ptr_array_add(thread, g_steal_pointer(&earlier.body));
    }
    return g_steal_pointer(&thread);
}

static bool
run_lint(OperationCall *call, json_t **ret_result, GError **error)
{
    const char *text = json_text(call->params, "text", NULL);
    g_auto(LintFile) draft = { 0 };
    g_autoptr(GPtrArray) thread =
        read_thread(call->app, json_object_get(call->params, "thread"), error);

    if (thread == NULL)
        return false;
    if (text != NULL)
        draft = (LintFile){ .body = g_strdup(text), .first_line = 1 };
    else if (!lint_file_read(call->app, json_text(call->params, "file", "-"), &draft, error))
        return false;
    LintInput input = {
        .subject = json_text(call->params, "subject", draft.subject),
        .body = draft.body,
        .thread = thread,
        .is_reply = draft.is_reply,
        .is_template = json_flag(call->params, "template", false),
    };
    g_autoptr(LintReport) report = lint_check(&input);
    *ret_result = lint_report_to_json(report, draft.first_line);
    call->exit_code = report->findings->len > 0 ? 3 : 0;
    return true;
}

#define MAX_QUOTE 72

/* The place, the rule and the words, and below them what to do; for a terminal. */
static char *
say_findings(const json_t *result)
{
    const json_t *findings = json_object_get(result, "findings");
    g_autoptr(GString) out = g_string_new(NULL);
    size_t index;
    json_t *row;

    json_array_foreach((json_t *)findings, index, row)
    {
        g_autofree char *text = g_strdelimit(g_strdup(json_text(row, "text", "")), "\n\t", ' ');
        if (g_utf8_strlen(text, -1) > MAX_QUOTE) {
            g_autofree char *whole = g_steal_pointer(&text);
            g_autofree char *cut = g_utf8_substring(whole, 0, MAX_QUOTE - 1);
            text = g_strconcat(cut, "…", NULL);
        }
        gint64 line = json_integer_value(json_object_get(row, "line"));
        gint64 column = json_integer_value(json_object_get(row, "column"));
        g_autofree char *place =
            line > 0 ? g_strdup_printf("%" G_GINT64_FORMAT, line) : g_strdup("subject");
        g_string_append_printf(out, "%s:%" G_GINT64_FORMAT ": %s: %s: %s\n    %s\n", place, column,
                               json_text(row, "severity", ""), json_text(row, "rule", ""), text,
                               json_text(row, "suggestion", ""));
    }
    if (json_array_size(findings) == 0)
        g_string_append(out, "Nothing to mend.\n");
    g_string_append_printf(out, "New: %.0f%% (language %s)\n",
                           100 * json_number_value(json_object_get(result, "novelty")),
                           json_text(result, "language", ""));
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static const OperationParam LINT_PARAMS[] = {
    { "file", PARAM_FILE, PARAM_POSITIONAL_OPTIONAL, "FILE|-",
      "the draft: a text, a mail, or standard input", NULL, 0, 0 },
    { "thread", PARAM_TEXT_LIST, PARAM_OPTION, "FILE",
      "what this person was sent before, oldest first; may be given more than once", NULL, 0, 0 },
    { "subject", PARAM_TEXT, PARAM_OPTION, "TEXT",
      "the subject, if the file does not begin with it", NULL, 0, 0 },
    { "text", PARAM_TEXT, PARAM_OPTION, "TEXT", "the draft itself, instead of a file", NULL, 0, 0 },
    { "template", PARAM_FLAG, PARAM_OPTION, "", "{{fields}} are still to be filled in", NULL, 0,
      0 },
    { 0 },
};

const Operation OP_LINT = {
    .verb = "lint",
    .role = ROLE_REP,
    .stands_alone = true,
    .summary =
        "Find what is empty, repeated, reproachful or missing in a draft; needs no workspace",
    .params = LINT_PARAMS,
    .run = run_lint,
    .say = say_findings,
};
