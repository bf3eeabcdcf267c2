/* Lessons: what people say a reply means teaches the workspace's own reading of the next.
 *
 * They are kept in the database; the model made of them is kept in memory, and made again where any
 * node changed them. */
#pragma once

#include "app/app.h"
#include "mail/read.h"

typedef struct Lessons Lessons; /* the model at hand; of an App */
void lessons_free(Lessons *self);

typedef struct {
    int64_t reply_id, user_id;
    MailIntent was, intent; /* as it was read, and as the person says */
    bool was_sure;
    const char *text;
} Lesson;

/* Keeps one; not where it tells nothing new, and not where the built-in model reads "stop": that is
 * never unlearned. */
bool lesson_keep(App *app, DbConn *conn, const Lesson *lesson, bool *ret_kept, GError **error);

/* Reads the intent of a human reply again with what the workspace was taught. Outside of any
 * transaction. */
bool lessons_judge(App *app, MailReading *reading, GError **error);
