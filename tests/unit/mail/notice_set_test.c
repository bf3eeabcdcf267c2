/* The labelled notices (data/notices): both halves share no wording, and how the half that the
 * model never saw is told from people. Prints what is wrong. */
#include <glib.h>
#include <string.h>

#include "mail/auto_reply.h"
#include "mail/intent_learn.h"
#include "mail/notice_learn.h"
#include "support/wording.h"

static char *
folder_of(const char *set, const char *half)
{
    return g_build_filename(g_getenv("G_TEST_SRCDIR"), "..", "data", set, half, NULL);
}

static GPtrArray *
texts_of(const char *half)
{
    g_autofree char *folder = folder_of("notices", half);
    g_autoptr(GError) error = NULL;
    GPtrArray *texts = notice_texts_load(folder, NULL, &error);

    g_assert_no_error(error);
    return texts;
}

/* --- the two halves --------------------------------------------------------------------------- */

static GHashTable *
wording_of(const GPtrArray *texts)
{
    GHashTable *wording = wording_new();

    for (guint i = 0; i < texts->len; i++)
        wording_add(wording, ((const LabelledText *)g_ptr_array_index(texts, i))->text);
    return wording;
}

static void
test_halves_apart(void)
{
    g_autoptr(GPtrArray) train = texts_of("train");
    g_autoptr(GPtrArray) test = texts_of("test");
    g_autoptr(GHashTable) taught = wording_of(train);
    g_autoptr(GHashTable) asked = wording_of(test);

    g_test_message("%u texts teach, %u measure", train->len, test->len);
    wording_assert_apart(taught, asked);
}

/* --- how they are read ------------------------------------------------------------------------ */

static void
test_told_apart(void)
{
    g_autoptr(GPtrArray) texts = texts_of("test");
    guint all[NOTICE_CLASSES] = { 0 }, person[NOTICE_CLASSES] = { 0 };

    for (guint i = 0; i < texts->len; i++) {
        const LabelledText *text = g_ptr_array_index(texts, i);
        MailKind kind = auto_reply_kind_of_text(notice_model_built_in(), text->text, false);
        all[text->class]++;
        person[text->class] += kind == MAIL_HUMAN;
        if ((kind == MAIL_HUMAN) != (text->class == NOTICE_PERSON))
            g_test_message("class %u, read %s: %s", text->class, mail_kind_name(kind), text->text);
    }
    g_test_message("people %u of %u; of notices of absence %u of %u, of other answers %u of %u",
                   person[NOTICE_PERSON], all[NOTICE_PERSON],
                   all[NOTICE_ABSENCE] - person[NOTICE_ABSENCE], all[NOTICE_ABSENCE],
                   all[NOTICE_ANSWER] - person[NOTICE_ANSWER], all[NOTICE_ANSWER]);
    g_assert_cmpuint(person[NOTICE_PERSON] * 100, >=, all[NOTICE_PERSON] * 97);
    g_assert_cmpuint((all[NOTICE_ABSENCE] - person[NOTICE_ABSENCE]) * 5, >=, all[NOTICE_ABSENCE]);
    g_assert_cmpuint((all[NOTICE_ANSWER] - person[NOTICE_ANSWER]) * 6, >=, all[NOTICE_ANSWER]);
}

/* No answer of the people of data/replies, who speak of the matter, is taken for a notice. */
static void
test_people_stay_people(void)
{
    g_autofree char *folder = folder_of("replies", "test");
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) replies = labelled_replies_load(folder, &error);

    g_assert_no_error(error);
    for (guint i = 0; i < replies->len; i++) {
        const LabelledReply *reply = g_ptr_array_index(replies, i);
        MailKind kind = auto_reply_kind_of_text(notice_model_built_in(), reply->text, false);
        if (kind != MAIL_HUMAN)
            g_error("a person's answer read as %s: %s", mail_kind_name(kind), reply->text);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/notice-set/halves-apart", test_halves_apart);
    g_test_add_func("/mail/notice-set/told-apart", test_told_apart);
    g_test_add_func("/mail/notice-set/people-stay-people", test_people_stay_people);
    return g_test_run();
}
