/* learn notice: what a folder of labelled notices and people teaches, and how well it tells them
 * apart. */
#include "app/operations.h"

#include "app/learn_out.h"
#include "mail/notice_learn.h"

static json_t *
figures_json(const NoticeFigures *figures)
{
    static const char *const NAMES[NOTICE_CLASSES] = {
        [NOTICE_PERSON] = "human",
        [NOTICE_ABSENCE] = "out_of_office",
        [NOTICE_ANSWER] = "auto_reply",
    };
    json_t *row = json_object(), *table = json_object();

    for (int i = 0; i < NOTICE_CLASSES; i++) {
        json_t *line = json_object();
        for (int k = 0; k < NOTICE_CLASSES; k++)
            json_set_int(line, NAMES[k], figures->table[i][k]);
        json_object_set_new(table, NAMES[i], line);
    }
    json_object_set_new(row, "read_as", table);
    return row;
}

static bool
run_learn_notice(OperationCall *call, json_t **ret_result, GError **error)
{
    const char *people = json_text(call->params, "people", NULL);
    const char *test = json_text(call->params, "test", "");
    g_autoptr(GPtrArray) texts =
        notice_texts_load(json_text(call->params, "folder", ""), people, error);
    g_autoptr(GPtrArray) others = texts != NULL ? notice_texts_load(test, NULL, error) : NULL;

    if (others == NULL)
        return false;
    g_autoptr(LinearModel) model = notice_learn(texts, G_MAXUINT);
    g_autoptr(GBytes) bytes = linear_model_to_bytes(model);
    if (!learn_write(bytes, json_text(call->params, "out", NULL), error))
        return false;
    NoticeFigures figures;
    notice_measure(others, model, &figures);
    *ret_result = figures_json(&figures);
    json_set_text(*ret_result, "measured_on", test);
    return true;
}

static const OperationParam LEARN_NOTICE_PARAMS[] = {
    { "folder", PARAM_TEXT, PARAM_POSITIONAL, "FOLDER",
      "*.txt with lines \"human | text\", \"out_of_office | text\", \"auto_reply | text\"", NULL, 0,
      0 },
    { "test", PARAM_TEXT, PARAM_POSITIONAL, "FOLDER", "measure on these, of the same form", NULL, 0,
      0 },
    { "people", PARAM_TEXT, PARAM_OPTION, "FOLDER",
      "labelled replies (learn intent) that teach what people write", NULL, 0, 0 },
    { "out", PARAM_TEXT, PARAM_OPTION, "FILE", "write the model there", NULL, 0, 0 },
    { 0 },
};

const Operation OP_LEARN_NOTICE = {
    .verb = "learn notice",
    .role = ROLE_REP,
    .stands_alone = true,
    .summary = "Learn to tell notices by programs from people, and print how well it is done",
    .params = LEARN_NOTICE_PARAMS,
    .run = run_learn_notice,
};
