/* Passes over a workspace's lessons, gently. */
#include "mail/intent_taught.h"

#define PASSES 32
#define RATE .4

LinearModel *
intent_model_taught(const GArray *lessons)
{
    LinearModel *model = linear_model_copy(intent_model_built_in());
    guint count = MIN(lessons->len, INTENT_LESSONS_MAX);
    g_autoptr(GPtrArray) features = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);

    for (guint i = 0; i < count; i++)
        g_ptr_array_add(features,
                        intent_features_new(g_array_index(lessons, IntentLesson, i).text));
    for (int pass = 0; pass < PASSES; pass++)
        for (guint i = 0; i < count; i++)
            linear_model_teach(model, g_ptr_array_index(features, i),
                               INTENT_CLASS(g_array_index(lessons, IntentLesson, i).intent), RATE);
    return model;
}

MailIntent
intent_of_taught(const LinearModel *model, const char *new_text, const char *subject,
                 double *ret_confidence)
{
    MailIntent intent = intent_of(new_text, subject, ret_confidence);

    return intent == INTENT_STOP ? intent
                                 : intent_of_with(model, new_text, subject, ret_confidence);
}
