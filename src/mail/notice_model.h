/* Whether a text is a person's, a notice of absence, or another answer of a program, as a linear
 * model over what it speaks of: the concepts of mail/notice_concepts.h, which of them stand in one
 * sentence and which follow one another, the kinds of sentences of mail/auto_reply_phrases.h,
 * numbers, and a little over its words.
 *
 * One is built in, made at build time from data/notices/train and the people of data/replies/train
 * (tools/noticegen.c; `seventh learn notice` makes and measures one). What follows from its shares
 * is the business of mail/auto_reply_notice.c.
 *
 * Disadvantage: whoever writes of nothing but an absence reads like a notice. */
#pragma once

#include "text/linear_model.h"
#include "text/phrases.h"

typedef enum {
    NOTICE_PERSON,
    NOTICE_ABSENCE,
    NOTICE_ANSWER, /* receipt, ticket, somebody who left, an address that changed */
    NOTICE_CLASSES,
} NoticeClass;
#define NOTICE_SHAPE ((LinearShape){ 32768, NOTICE_CLASSES })

/* The pieces of a text: LinearFeature. Free with g_array_unref(). */
GArray *notice_features_new(const char *text);
/* The same of a text whose first words, and hits of auto_reply_sentences() in them, are known. */
GArray *notice_features_of(const char *text, const PhraseText *words, const GArray *sentences);

/* Does the text hold a question of more than a few words ("Urgent?")? Only people ask. */
bool notice_text_asks(const char *text);

const LinearModel *notice_model_built_in(void);
