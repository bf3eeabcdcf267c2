/* How well notices are told from people. */
#include "mail/auto_reply.h"
#include "mail/notice_learn.h"

static NoticeClass
class_read(const LinearModel *model, const char *text)
{
    MailKind kind = auto_reply_kind_of_text(model, text, false);

    return kind == MAIL_HUMAN           ? NOTICE_PERSON
           : kind == MAIL_OUT_OF_OFFICE ? NOTICE_ABSENCE
                                        : NOTICE_ANSWER;
}

void
notice_measure(const GPtrArray *texts, const LinearModel *model, NoticeFigures *ret)
{
    *ret = (NoticeFigures){ 0 };
    for (guint i = 0; i < texts->len; i++) {
        const LabelledText *text = g_ptr_array_index(texts, i);
        ret->table[text->class][class_read(model, text->text)]++;
    }
}
