/* Labelled notices and people as one set of texts. */
#include "mail/notice_learn.h"

#include "mail/read.h"

static int
class_of_kind(const char *label, G_GNUC_UNUSED const void *data)
{
    static const MailKind KINDS[NOTICE_CLASSES] = {
        [NOTICE_PERSON] = MAIL_HUMAN,
        [NOTICE_ABSENCE] = MAIL_OUT_OF_OFFICE,
        [NOTICE_ANSWER] = MAIL_AUTO_REPLY,
    };

    for (int i = 0; i < NOTICE_CLASSES; i++)
        if (g_str_equal(label, mail_kind_name(KINDS[i])))
            return i;
    return -1;
}

/* Whoever wants something is a person. */
static int
class_of_intent(const char *label, G_GNUC_UNUSED const void *data)
{
    return mail_intent_parse(label) != INTENT_NONE ? NOTICE_PERSON : -1;
}

static guint
authors_of(const GPtrArray *texts)
{
    guint authors = 0;

    for (guint i = 0; i < texts->len; i++)
        authors = MAX(authors, ((const LabelledText *)g_ptr_array_index(texts, i))->author + 1);
    return authors;
}

GPtrArray *
notice_texts_load(const char *notices, const char *people, GError **error)
{
    g_autoptr(GPtrArray) texts = labelled_texts_load(notices, class_of_kind, NULL, "human", error);

    if (texts == NULL || people == NULL)
        return g_steal_pointer(&texts);
    guint authors = authors_of(texts);
    GPtrArray *others = labelled_texts_load(people, class_of_intent, NULL, "stop", error);
    if (others == NULL)
        return NULL;
    for (guint i = 0; i < others->len; i++)
        ((LabelledText *)g_ptr_array_index(others, i))->author += authors;
    g_ptr_array_extend_and_steal(texts, others);
    return g_steal_pointer(&texts);
}

LinearModel *
notice_learn(const GPtrArray *texts, guint without_author)
{
    return labelled_texts_learn(texts, NOTICE_SHAPE, notice_features_new, without_author);
}
