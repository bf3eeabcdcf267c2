/* learn lint, learn relation: what folders of labelled texts teach about what the sentences of a
 * draft are for and about whether its reader knows the writer, and how well that is read. */
#include "app/operations.h"

#include "app/learn_out.h"
#include "core/lint_relation.h"
#include "core/lint_sense.h"

static json_t *
figures_json(const LabelledKind *kind, const LabelledFigures *figures)
{
    json_t *row = json_object(), *table = json_object();

    for (guint i = 0; i < kind->shape.classes; i++) {
        json_t *line = json_object();
        for (guint k = 0; k < kind->shape.classes; k++)
            json_set_int(line, kind->names[k], figures->table[i][k]);
        json_object_set_new(table, kind->names[i], line);
    }
    json_object_set_new(row, "read_as", table);
    return row;
}

static bool
learn_kind(const OperationCall *call, const LabelledKind *kind, json_t **ret_result, GError **error)
{
    const char *test = json_text(call->params, "test", "");
    g_autoptr(GPtrArray) texts =
        labelled_kind_load(kind, json_text(call->params, "folder", ""), error);
    g_autoptr(GPtrArray) others = texts != NULL ? labelled_kind_load(kind, test, error) : NULL;

    if (others == NULL)
        return false;
    g_autoptr(LinearModel) model = labelled_kind_learn(kind, texts, G_MAXUINT);
    g_autoptr(GBytes) bytes = linear_model_to_bytes(model);
    if (!learn_write(bytes, json_text(call->params, "out", NULL), error))
        return false;
    LabelledFigures figures;
    labelled_kind_measure(kind, others, model, &figures);
    *ret_result = figures_json(kind, &figures);
    json_set_text(*ret_result, "measured_on", test);
    return true;
}

static bool
run_learn_lint(OperationCall *call, json_t **ret_result, GError **error)
{
    return learn_kind(call, &LINT_SENSE_KIND, ret_result, error);
}

static bool
run_learn_relation(OperationCall *call, json_t **ret_result, GError **error)
{
    return learn_kind(call, &LINT_RELATION_KIND, ret_result, error);
}

#define TEST_PARAM                                                                            \
    {                                                                                         \
        "test", PARAM_TEXT, PARAM_POSITIONAL, "FOLDER", "measure on these, of the same form", \
            NULL, 0, 0                                                                        \
    }
#define OUT_PARAM                                                                    \
    {                                                                                \
        "out", PARAM_TEXT, PARAM_OPTION, "FILE", "write the model there", NULL, 0, 0 \
    }

static const OperationParam LEARN_LINT_PARAMS[] = {
    { "folder", PARAM_TEXT, PARAM_POSITIONAL, "FOLDER",
      "*.txt with lines \"reproach | text\", \"empty | text\", \"way_out | text\", \"other | "
      "text\"",
      NULL, 0, 0 },
    TEST_PARAM,
    OUT_PARAM,
    { 0 },
};

static const OperationParam LEARN_RELATION_PARAMS[] = {
    { "folder", PARAM_TEXT, PARAM_POSITIONAL, "FOLDER",
      "*.txt with lines \"cold | text\", \"existing | text\"", NULL, 0, 0 },
    TEST_PARAM,
    OUT_PARAM,
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

const Operation OP_LEARN_RELATION = {
    .verb = "learn relation",
    .role = ROLE_REP,
    .stands_alone = true,
    .summary = "Learn to tell a cold mail from one of an existing matter, and print how well",
    .params = LEARN_RELATION_PARAMS,
    .run = run_learn_relation,
};
