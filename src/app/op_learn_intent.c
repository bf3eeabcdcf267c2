/* learn intent: what a folder of labelled replies teaches, and how well it reads others. */
#include "app/operations.h"

#include "app/learn_out.h"
#include "mail/intent.h"
#include "mail/intent_learn.h"

static json_t *
figures_json(const IntentFigures *figures)
{
    json_t *row = json_object(), *table = json_object();

    json_set_int(row, "replies", figures->total);
    json_set_int(row, "right", figures->right);
    json_set_real(row, "macro_f1", figures->macro_f1);
    json_set_real(row, "stop_recall", figures->stop_recall);
    json_set_int(row, "sure", figures->sure);
    json_set_int(row, "sure_right", figures->sure_right);
    for (int i = INTENT_INTERESTED; i < INTENT_COUNT; i++) {
        json_t *line = json_object();
        for (int k = INTENT_INTERESTED; k < INTENT_COUNT; k++)
            json_set_int(line, mail_intent_name((MailIntent)k), figures->table[i][k]);
        json_object_set_new(table, mail_intent_name((MailIntent)i), line);
    }
    json_object_set_new(row, "read_as", table);
    return row;
}

static bool
run_learn_intent(OperationCall *call, json_t **ret_result, GError **error)
{
    const char *test = json_text(call->params, "test", NULL);
    g_autoptr(GPtrArray) replies =
        labelled_replies_load(json_text(call->params, "folder", ""), error);
    if (replies == NULL)
        return false;
    g_autoptr(LinearModel) model = intent_learn(replies, G_MAXUINT);
    g_autoptr(GBytes) bytes = linear_model_to_bytes(model);
    if (!learn_write(bytes, json_text(call->params, "out", NULL), error))
        return false;
    IntentFigures figures;
    if (test != NULL) {
        g_autoptr(GPtrArray) others = labelled_replies_load(test, error);
        if (others == NULL)
            return false;
        intent_measure(others, model, &figures);
    } else {
        intent_cross_measure(replies, &figures);
    }
    *ret_result = figures_json(&figures);
    json_set_text(*ret_result, "measured_on", test != NULL ? test : "authors left out in turn");
    return true;
}

static const OperationParam LEARN_INTENT_PARAMS[] = {
    { "folder", PARAM_TEXT, PARAM_POSITIONAL, "FOLDER",
      "*.txt with lines \"intent | text\", a file an author", NULL, 0, 0 },
    { "test", PARAM_TEXT, PARAM_OPTION, "FOLDER",
      "measure on these; otherwise each author is read by a model that never saw him", NULL, 0, 0 },
    { "out", PARAM_TEXT, PARAM_OPTION, "FILE", "write the model there", NULL, 0, 0 },
    { 0 },
};

const Operation OP_LEARN_INTENT = {
    .verb = "learn intent",
    .role = ROLE_REP,
    .stands_alone = true,
    .summary = "Learn the intents of replies from labelled ones, and print how well it reads",
    .params = LEARN_INTENT_PARAMS,
    .run = run_learn_intent,
};
