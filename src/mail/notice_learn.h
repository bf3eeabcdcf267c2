/* Learning to tell notices from people, and measuring how well it is done. */
#pragma once

#include "mail/notice_model.h"
#include "text/labelled.h"

/* LabelledText *, whose class is a NoticeClass: the folder `notices` with lines "human | text",
 * "out_of_office | text", "auto_reply | text" (data/notices/README.md), and, unless NULL, all of
 * the folder `people` as people, whatever their replies want (data/replies). Errors:
 * text/labelled.h. */
GPtrArray *notice_texts_load(const char *notices, const char *people, GError **error);

/* A model of all texts but those of one author (G_MAXUINT: of all). */
LinearModel *notice_learn(const GPtrArray *texts, guint without_author);

typedef struct {
    guint table[NOTICE_CLASSES][NOTICE_CLASSES]; /* labelled, read */
} NoticeFigures;

/* Reads every text with the model, as mail_read() would read a message that nothing else marks. */
void notice_measure(const GPtrArray *texts, const LinearModel *model, NoticeFigures *ret);
