/* The rows of a list on their way into an answer.
 *
 * They are written as they are read, to memory and beyond ANSWER_IN_MEMORY to an unlinked temporary
 * file: a list of any length costs little memory, an error on the way still gets its own status,
 * and the database is free before a slow client has read the first row. */
#pragma once

#include "app/operation.h"
#include "http/request.h"

#define ANSWER_IN_MEMORY (256 * 1024)

typedef struct Answer Answer;

/* `lines`: one row a line instead of one object. */
Answer *answer_new(const Operation *operation, bool lines);
void answer_free(Answer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Answer, answer_free)

/* A RowSink; `data` is the Answer. Stops the listing when the disk is full. */
bool answer_row(json_t *row, void *data);

/* Hands everything to the response, with "next": where the following page begins (the value of
 * "after"), or null when a page of `limit` rows is the last. `limit` 0: the list has no pages.
 * Errors: IO. */
bool answer_send(Answer *self, HttpResponse *response, int64_t limit, GError **error);
