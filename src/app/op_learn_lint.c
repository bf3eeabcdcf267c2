/* learn lint: what a folder of labelled sentences teaches about what sentences are for, and how
 * well it tells reproaches, empty phrases and ways out from the rest. */
#include "app/operations.h"

#include "app/learn_out.h"
#include "core/lint_sense.h"

static json_t *
figures_json(const LintSenseFigures *figures)
{
    json_t *row = json_object(), *table = json_object();

    for (int i = 0; i < LINT_SENSES; i++) {
        json_t *line = json_object();
        for (int k = 0; k < LINT_SENSES; k++)
            json_set_int(line, lint_sense_name((LintSense)k), figures->table[i][k]);
        json_object_set_new(table, lint_sense_name((LintSense)i), line);
    }
    json_object_set_new(row, "read_as", table);
    return row;
}

static bool
run_learn_lint(OperationCall *call, json_t **ret_result, GError **error)
{
    const char *test = json_text(call->params, "test", "");
    g_autoptr(GPtrArray) texts =
        lint_sense_texts_load(json_text(call->params, "folder", ""), error);
    g_autoptr(GPtrArray) others = texts != NULL ? lint_sense_texts_load(test, error) : NULL;

    if (others == NULL)
        return false;
    g_autoptr(LinearModel) model = lint_sense_learn(texts, G_MAXUINT);
    g_autoptr(GBytes) bytes = linear_model_to_bytes(model);
    if (!learn_write(bytes, json_text(call->params, "out", NULL), error))
        return false;
    LintSenseFigures figures;
    lint_sense_measure(others, model, &figures);
    *ret_result = figures_json(&figures);
    json_set_text(*ret_result, "measured_on", test);
    return true;
}

static const OperationParam LEARN_LINT_PARAMS[] = {
    { "folder", PARAM_TEXT, PARAM_POSITIONAL, "FOLDER",
      "*.txt with lines \"reproach | text\", \"empty | text\", \"way_out | text\", \"other | "
      "text\"",
      NULL, 0, 0 },
    { "test", PARAM_TEXT, PARAM_POSITIONAL, "FOLDER", "measure on these, of the same form", NULL, 0,
      0 },
    { "out", PARAM_TEXT, PARAM_OPTION, "FILE", "write the model there", NULL, 0, 0 },
    { 0 },
};

const Operation OP_LEARN_LINT = {
    .verb = "learn lint",
    .role = ROLE_REP,
    .stands_alone = true,
    .summary = "Learn what the sentences of a draft are for, and print how well it is done",
    .params = LEARN_LINT_PARAMS,
    .run = run_learn_lint,
};
