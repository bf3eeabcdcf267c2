/* Answering a reply: a human's own words, in the thread they belong to, from the mailbox they came
 * to. The mail rests for a moment in the outbox, where it can be taken back, and then leaves like
 * any other: once, and not to somebody who said stop meanwhile. */
#pragma once

#include "app/app.h"

#define REPLY_ANSWER_REST_US (20 * SECOND_US)

typedef struct {
    int64_t reply_id;
    int64_t user_id; /* who answers; 0: whose reply it is */
    const char *text;
    const json_t *attach; /* keys of assets to go along; may be NULL */
    bool only_check; /* say what the lint finds, send nothing */
    bool anyway;     /* despite what it finds */
} ReplyAnswer;

/* {"reply_id","queued","to","subject","touch_id","leaves","leaves_say","findings":[...],"novelty"}.
 * "queued" is false, and nothing has happened, when only a check was asked for or an error of the
 * lint stands in the way. The reply is done then, and answered. Errors: INVALID (no text, an
 * address that cannot be); CONFLICT when the person asked to be left alone or was answered
 * already; NOT_FOUND. */
bool reply_answer(App *app, DbConn *conn, const ReplyAnswer *answer, json_t **ret_result,
                  GError **error);

/* Takes the answer back and opens the reply again. Errors: CONFLICT when it has left. */
bool reply_take_back(App *app, DbConn *conn, int64_t reply_id, int64_t user_id, GError **error);
