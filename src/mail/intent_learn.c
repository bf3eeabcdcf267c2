/* Labelled replies, bare and with things around them, as lessons; and how well they are read. */
#include "mail/intent_learn.h"

#include "mail/intent.h"
#include "mail/intent_around.h"
#include "text/labelled.h"

static void
labelled_reply_free(void *data)
{
    LabelledReply *self = data;

    g_free(self->text);
    for (int i = 0; i < INTENT_WRAPS; i++)
        g_free(self->wrapped[i]);
    g_free(self);
}

/* --- loading --------------------------------------------------------------------------------- */

typedef struct {
    const IntentAround *around;
    GPtrArray *replies;
} Loading;

static bool
load_reply(const LabelledLine *line, void *data)
{
    Loading *self = data;
    MailIntent intent = mail_intent_parse(line->label);

    if (intent == INTENT_NONE)
        return false;
    LabelledReply *reply = g_new0(LabelledReply, 1);
    reply->intent = intent;
    reply->author = line->author;
    reply->text = g_strdup(line->text);
    for (guint i = 0; i < INTENT_WRAPS; i++)
        reply->wrapped[i] = intent_around_wrap(self->around, line->language, reply->text,
                                               g_str_hash(reply->text) + i * 2654435761u);
    g_ptr_array_add(self->replies, reply);
    return true;
}

GPtrArray *
labelled_replies_load(const char *folder, GError **error)
{
    g_autoptr(GPtrArray) replies = g_ptr_array_new_with_free_func(labelled_reply_free);
    g_autoptr(IntentAround) around = intent_around_load(folder, error);
    Loading loading = { around, replies };

    if (around == NULL || !labelled_read(folder, "stop or not_now", load_reply, &loading, error))
        return NULL;
    return g_steal_pointer(&replies);
}

/* --- learning -------------------------------------------------------------------------------- */

LinearModel *
intent_learn(const GPtrArray *replies, guint without_author)
{
    g_autoptr(GPtrArray) lessons = g_ptr_array_new_with_free_func(lesson_free);

    for (guint i = 0; i < replies->len; i++) {
        const LabelledReply *reply = g_ptr_array_index(replies, i);
        Lesson *lesson = lesson_new(INTENT_CLASS(reply->intent), reply->author);
        g_ptr_array_add(lesson->forms, intent_features_new(reply->text));
        for (int k = 0; k < INTENT_WRAPS; k++)
            g_ptr_array_add(lesson->forms, intent_features_new(reply->wrapped[k]));
        g_ptr_array_add(lessons, lesson);
    }
    return lessons_learn(lessons, INTENT_SHAPE, without_author);
}

/* --- measuring ------------------------------------------------------------------------------- */

static void
measure_one(const LabelledReply *reply, const LinearModel *model, IntentFigures *figures)
{
    double confidence = 0;
    MailIntent read = intent_of_with(model, reply->text, NULL, &confidence);

    figures->table[reply->intent][read]++;
    figures->total++;
    figures->right += read == reply->intent;
    figures->sure += confidence >= MAIL_INTENT_SURE;
    figures->sure_right += confidence >= MAIL_INTENT_SURE && read == reply->intent;
}

static void
summarize(IntentFigures *figures)
{
    double sum = 0;
    guint classes = 0;

    for (int i = INTENT_INTERESTED; i < INTENT_COUNT; i++) {
        guint labelled = 0, read = 0, hit = figures->table[i][i];
        for (int k = 0; k < INTENT_COUNT; k++) {
            labelled += figures->table[i][k];
            read += figures->table[k][i];
        }
        if (labelled == 0)
            continue;
        classes++;
        sum += 2.0 * hit / (labelled + read);
        if (i == INTENT_STOP)
            figures->stop_recall = (double)hit / labelled;
    }
    figures->macro_f1 = classes > 0 ? sum / classes : 0;
}

void
intent_measure(const GPtrArray *replies, const LinearModel *model, IntentFigures *ret)
{
    *ret = (IntentFigures){ 0 };
    for (guint i = 0; i < replies->len; i++)
        measure_one(g_ptr_array_index(replies, i), model, ret);
    summarize(ret);
}

void
intent_cross_measure(const GPtrArray *replies, IntentFigures *ret)
{
    guint authors = 0;

    *ret = (IntentFigures){ 0 };
    for (guint i = 0; i < replies->len; i++)
        authors = MAX(authors, ((LabelledReply *)g_ptr_array_index(replies, i))->author + 1);
    for (guint author = 0; author < authors; author++) {
        g_autoptr(LinearModel) model = intent_learn(replies, author);
        for (guint i = 0; i < replies->len; i++) {
            const LabelledReply *reply = g_ptr_array_index(replies, i);
            if (reply->author == author)
                measure_one(reply, model, ret);
        }
    }
    summarize(ret);
}
